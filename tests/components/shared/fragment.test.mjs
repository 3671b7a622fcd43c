import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import fc from "fast-check";

import {
  LINK_KEYS,
  MAX_FRAGMENT_LENGTH,
  checkValue,
  formatFragment,
  parseFragment,
} from "../../../overrides/components/shared/fragment.mjs";
import { fieldId, fieldKey, replaceFragment } from "../../../overrides/components/shared/link-address.mjs";

/** @typedef {import("../../../overrides/components/shared/fragment.mjs").Problem} Problem */
/** @typedef {string | (string | {repeat: string, times: number})[]} Text */
/** @typedef {Pick<Problem, "key" | "code">} ExpectedProblem */
/**
 * @typedef {{
 *   name: string, fields?: string[], hash: Text,
 *   expect?: null, values?: Record<string, Text>, problems?: ExpectedProblem[], go?: string,
 * }} ParseCase
 */
/**
 * @typedef {{
 *   name: string, fields?: string[], values: Record<string, Text | null>,
 *   fragment?: Text, problem?: ExpectedProblem,
 * }} FormatCase
 */

/** @type {{parse: ParseCase[], format: FormatCase[]}} */
const cases = await readCases("fragment.json");
/** @type {{fragments: {name: string, fragment: Text, works?: Record<string, Text>}[]}} */
const hostile = await readCases("hostile-fragments.json");

/**
 * @param {string} name
 * @returns {Promise<any>}
 */
async function readCases(name) {
  return JSON.parse(await readFile(new URL(`../../cases/${name}`, import.meta.url), "utf8"));
}

/**
 * @param {Text} text
 * @returns {string}
 */
function expand(text) {
  if (typeof text === "string") {
    return text;
  }
  return text.map((part) => (typeof part === "string" ? part : part.repeat.repeat(part.times))).join("");
}

/**
 * @template {Text | null} T
 * @param {Record<string, T>} texts
 * @returns {Record<string, string | (T extends null ? null : never)>}
 */
function expandAll(texts) {
  return /** @type {any} */ (
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text === null ? null : expand(text)]))
  );
}

/**
 * @param {() => unknown} action
 * @returns {Problem}
 */
function problemOf(action) {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof RangeError);
    const problem = /** @type {Problem} */ (error.cause);
    assert.ok(error.message.startsWith(`${problem.key}: `), error.message);
    return problem;
  }
  assert.fail("nothing was refused");
}

describe("reading a prefilled link", () => {
  for (const { name, hash, fields, expect, values = {}, problems = [], go = null } of cases.parse) {
    test(name, () => {
      const link = parseFragment(expand(hash), fields && { fields });
      if (expect === null) {
        assert.equal(link, null);
        return;
      }
      assert.ok(link);
      assert.deepEqual({ ...link.values }, expandAll(values));
      assert.deepEqual(
        link.problems.map(({ key, code }) => ({ key, code })),
        problems,
      );
      assert.equal(link.go, go);
    });
  }

  test("values come in the order of the table", () => {
    const link = parseFragment("#fu=1&note=n&topic=t&name=a&start=2026-11-19&from=c", { fields: ["topic"] });
    assert.deepEqual(Object.keys(link?.values ?? {}), ["start", "name", "topic", "from", "note"]);
  });

  test("values have no prototype to fall through to", () => {
    const link = parseFragment("#fu=1&constructor=x&__proto__=y");
    assert.ok(link);
    assert.equal(Object.getPrototypeOf(link.values), null);
    assert.equal(link.values["constructor"], undefined);
    assert.equal(/** @type {any} */ ({}).y, undefined);
  });

  test("a problem says what is wrong in plain words", () => {
    const link = parseFragment(`#fu=1&start=2026-02-30&topic=${"a".repeat(201)}&note=${"a".repeat(1001)}`, {
      fields: ["topic"],
    });
    assert.deepEqual(
      link?.problems.map(({ message }) => message),
      [
        "Start date: “2026-02-30” is not a date on the calendar. A date looks like 2026-11-19.",
        "Topic: this is 201 characters long. 200 is the most that fits.",
        "Note: this is 1,001 characters long. 1,000 is the most that fits.",
      ],
    );
  });

  test("a problem quotes no more than 40 characters of a value", () => {
    const [problem] = parseFragment(`#fu=1&pace=${"👍".repeat(41)}`)?.problems ?? [];
    assert.equal(problem?.message, `Pace: “${"👍".repeat(40)}…” is not a pace. Choose standard or patient.`);
  });

  test("nothing throws, and only what was checked comes through", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "&",
        "=",
        "%",
        "%0",
        "%ff",
        "%00",
        "+",
        "#",
        "?",
        ...LINK_KEYS.map(({ key }) => `&${key}=`),
        "&__proto__=",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }),
        (pieces, fields) => {
          const link = parseFragment(`#fu=1${pieces.join("")}`, { fields });
          if (link === null) {
            return;
          }
          for (const [key, value] of Object.entries(link.values)) {
            assert.notEqual(value, "");
            assert.equal(checkValue(key, value), null);
          }
        },
      ),
    );
  });
});

describe("reading a hostile fragment", () => {
  for (const { name, fragment, works = {} } of hostile.fragments) {
    test(name, () => {
      const values = parseFragment(`#${expand(fragment)}`)?.values ?? {};
      const arrived = Object.fromEntries(Object.keys(works).map((key) => [key, values[key]]));
      assert.deepEqual(arrived, expandAll(works));
      assert.equal(/** @type {any} */ ({}).canary, undefined);
    });
  }
});

describe("writing a prefilled link", () => {
  for (const { name, values, fields, fragment, problem } of cases.format) {
    test(name, () => {
      const format = () => formatFragment(expandAll(values), fields && { fields });
      if (fragment !== undefined) {
        assert.equal(format(), expand(fragment));
        return;
      }
      const { key, code } = problemOf(format);
      assert.deepEqual({ key, code }, problem);
    });
  }
});

describe("there and back", () => {
  const fields = ["topic", "mutual_contact"];
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  const kebab = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}$/);
  const date = fc
    .date({ min: new Date("1900-01-01T00:00Z"), max: new Date("2199-12-31T00:00Z"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const values = fc.record(
    {
      start: date,
      "reply-by": date,
      pace: fc.constantFrom("standard", "patient"),
      country: fc.constantFrom("none", "US", "US-CA", "GB-SCT", "FR-75"),
      company: text,
      role: text,
      contact: text,
      name: text,
      reason: kebab,
      plan: fc.stringMatching(/^[0-9a-f]{24}$/),
      topic: text,
      "mutual-contact": text,
      from: text,
      note: text,
      go: kebab,
    },
    { requiredKeys: [] },
  );

  test("what is written is read again, all of it", () => {
    fc.assert(
      fc.property(values, (given) => {
        const fragment = formatFragment(given, { fields });
        const link = parseFragment(fragment, { fields });
        assert.ok(link);
        assert.deepEqual(link.problems, []);
        const { go = null, ...rest } = Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== ""),
        );
        assert.deepEqual({ ...link.values }, rest);
        assert.equal(link.go, go);
      }),
    );
  });

  test("what was read is written as one string, whatever the order and the escapes were", () => {
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.nat()), (given, random) => {
        const fragment = formatFragment(given, { fields });
        const pairs = Object.entries(given).filter(([, value]) => value !== "");
        const order = pairs
          .map((pair) => ({ pair, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at);
        const mixed = order.map(({ pair: [key, value] }) => `&${key}=${encodeURIComponent(value)}`).join("");
        const link = parseFragment(`#fu=1${mixed}&unknown=x`, { fields });
        assert.ok(link);
        assert.equal(formatFragment({ ...link.values, go: link.go }, { fields }), fragment);
      }),
    );
  });

  test("any text: written as the URL Standard does, within the limit, or refused", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 1100 });
    fc.assert(
      fc.property(anyText, anyText, (company, note) => {
        let fragment;
        try {
          fragment = formatFragment({ company, note });
        } catch (error) {
          assert.ok(error instanceof RangeError);
          return;
        }
        assert.match(fragment, /^#fu=1(?:&[a-z-]+=(?:[A-Za-z0-9*._+-]|%[0-9A-F]{2})+)*$/);
        assert.ok(fragment.length - 1 <= MAX_FRAGMENT_LENGTH);
        const link = parseFragment(fragment);
        assert.ok(link);
        assert.deepEqual(link.problems, []);
        assert.equal(formatFragment(link.values), fragment);
      }),
    );
  });
});

test("one value can be checked before a link is made", () => {
  assert.equal(checkValue("start", "2026-11-19"), null);
  assert.equal(checkValue("start", ""), null);
  assert.equal(checkValue("start", "2026-11-31")?.code, "bad-date");
  assert.equal(
    checkValue("mutual-contact", "a".repeat(201))?.message,
    "Mutual contact: this is 201 characters long. 200 is the most that fits.",
  );
});

test("field ids are snake_case in YAML and kebab-case in links", () => {
  assert.equal(fieldKey("mutual_contact_name"), "mutual-contact-name");
  assert.equal(fieldId("mutual-contact-name"), "mutual_contact_name");
});

describe("the address bar", () => {
  /** @param {string} href */
  function browser(href) {
    /** @type {unknown[][]} */
    const replaced = [];
    const history = {
      state: { scroll: 7 },
      replaceState: (/** @type {unknown[]} */ ...args) => void replaced.push(args),
    };
    return { location: { href }, history, replaced };
  }

  test("gets the fragment, and keeps path, query and the history's state", () => {
    const { location, history, replaced } = browser(
      "https://example.org/site/timelines/after-interview/?q=1#old",
    );
    replaceFragment(location, history, "#fu=1&company=A+%26+B%21");
    assert.deepEqual(replaced, [
      [{ scroll: 7 }, "", "https://example.org/site/timelines/after-interview/?q=1#fu=1&company=A+%26+B%21"],
    ]);
  });

  test("loses it, number sign and all", () => {
    const { location, history, replaced } = browser("https://example.org/#fu=1");
    replaceFragment(location, history, "");
    assert.deepEqual(replaced, [[{ scroll: 7 }, "", "https://example.org/"]]);
  });

  test("is left alone when nothing changes", () => {
    const { location, history, replaced } = browser("https://example.org/#fu=1");
    replaceFragment(location, history, "#fu=1");
    assert.deepEqual(replaced, []);
  });

  test("never leaves for another host, even from a path of two slashes", () => {
    const { location, history, replaced } = browser("https://example.org//other.example/");
    replaceFragment(location, history, "#fu=1");
    assert.deepEqual(replaced, [[{ scroll: 7 }, "", "https://example.org//other.example/#fu=1"]]);
  });
});
