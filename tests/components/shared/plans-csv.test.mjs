import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import * as library from "d3-dsv";
import fc from "fast-check";

import { compare, merge } from "../../../overrides/components/shared/backup.mjs";
import { checkDocument, emptyDocument, PLAN_KEYS } from "../../../overrides/components/shared/document.mjs";
import {
  applyRows,
  COLUMNS,
  formatPlansCsv,
  parsePlansCsv,
} from "../../../overrides/components/shared/plans-csv.mjs";
import { anyDate, anyDocument, anyPlan } from "./arbitraries.mjs";

/** @typedef {import("../../../overrides/components/shared/document.mjs").Plan} Plan */
/** @typedef {import("../../../overrides/components/shared/document.mjs").PlanDocument} PlanDocument */
/** @typedef {{line: number, id: string, cells: Record<string, string>}} RowCase */

/**
 * @type {{
 *   timelines: string[], steps: Record<string, string[]>, plan: Plan, header: string,
 *   write: {name: string, change: object, line: string}[],
 *   read: {name: string, lines?: string[], text?: string, rows?: RowCase[], problems?: string[]}[],
 *   apply: {name: string, kept: object | null, lines: string[], plan: object}[],
 * }}
 */
const cases = JSON.parse(await readFile(new URL("../../cases/plans-csv.json", import.meta.url), "utf8"));
const { timelines, steps } = cases;

/** @param {string} timeline */
const stepsOf = (timeline) => steps[timeline] ?? null;

const BYTE_ORDER_MARK = "\ufeff";

/** @param {readonly string[]} lines */
const fileOf = (lines) => BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join("");

/** @param {string} text */
function parse(text) {
  let minted = 0;
  const mintId = () => `minted-${(minted += 1)}`;
  return parsePlansCsv(text, { timelines, steps: stepsOf, mintId }, library);
}

/** @param {string} text */
function rowsOf(text) {
  const parsed = parse(text);
  assert.ok(parsed.ok, parsed.ok ? "" : parsed.problems.join("\n"));
  return parsed.rows;
}

/**
 * @param {Plan[]} plans
 * @returns {PlanDocument}
 */
function documentOf(...plans) {
  return { ...emptyDocument(), plans: Object.fromEntries(plans.map((plan) => [plan.id, plan])) };
}

describe("writing", () => {
  for (const { name, change, line } of cases.write) {
    test(name, () => {
      const plan = { ...cases.plan, ...change };
      assert.equal(formatPlansCsv([plan], library), fileOf([cases.header, line]));
      // What was written says nothing new of the plan that it was written from.
      assert.deepEqual(applyRows(documentOf(plan), rowsOf(fileOf([cases.header, line]))), documentOf(plan));
    });
  }

  test("no plans are the header alone", () => {
    assert.equal(formatPlansCsv([], library), fileOf([cases.header]));
    assert.equal(COLUMNS.join(","), cases.header);
  });
});

describe("reading", () => {
  for (const { name, lines = [], text = fileOf(lines), rows, problems } of cases.read) {
    test(name, () => {
      const parsed = parse(text);
      if (parsed.ok) {
        const read = parsed.rows.map((row) => {
          const cells = Object.entries(row.cells).filter(([, cell]) => cell !== "");
          return { ...row, cells: Object.fromEntries(cells) };
        });
        assert.deepEqual(read, rows);
      } else {
        assert.deepEqual(parsed.problems, problems);
      }
    });
  }

  test("no id is made for a table with a problem", () => {
    const mintId = () => assert.fail("nothing comes of it");
    assert.equal(
      parsePlansCsv("timeline\n\nafter-interview\nx\n", { timelines, steps: stepsOf, mintId }, library).ok,
      false,
    );
  });
});

describe("what rows make of what is kept", () => {
  for (const { name, kept, lines, plan } of cases.apply) {
    test(name, () => {
      const expected = /** @type {Plan} */ ({ ...cases.plan, ...plan });
      const document = kept === null ? emptyDocument() : documentOf({ ...cases.plan, ...kept });
      const before = structuredClone(document);
      const incoming = applyRows(document, rowsOf(fileOf(lines)));
      assert.deepEqual(incoming, documentOf(expected));
      assert.deepEqual(checkDocument(incoming), incoming);
      assert.deepEqual(document, before);
      // It is for merging.
      assert.deepEqual(merge(document, incoming, { prefer: "incoming" }).document.plans, incoming.plans);
    });
  }

  test("the same file twice makes the same new plans: their ids are made in reading", () => {
    const rows = rowsOf(fileOf(["timeline,plan", "after-interview,Acme"]));
    const once = merge(emptyDocument(), applyRows(emptyDocument(), rows), { prefer: "incoming" }).document;
    const { added, changed, same } = compare(once, applyRows(once, rows));
    assert.deepEqual([added.length, changed.length, same.length], [0, 0, 1]);
  });
});

/**
 * @param {Plan} plan
 * @returns {Plan}  as it comes out of a file, in which other line breaks become these
 */
function withLineFeeds(plan) {
  const breaks = (/** @type {string} */ text) => text.replace(/\r\n?/g, "\n");
  const values = Object.entries(plan.values).map(([key, value]) => [key, breaks(value)]);
  return {
    ...plan,
    name: breaks(plan.name),
    values: Object.fromEntries(values),
    ...(plan.notes === undefined ? {} : { notes: breaks(plan.notes) }),
  };
}

describe("any plans", () => {
  const step = fc.constantFrom("thank-you", "check-in", "share", "7");
  // What spreadsheets, quotes and this file's own marks could make something else of.
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n\",;.a_ 👩\u200d💻\ufeff"), maxLength: 8 }),
  );
  const told = fc
    .record(
      {
        start: anyDate,
        "reply-by": anyDate,
        pace: fc.constantFrom("standard", "patient"),
        country: fc.constantFrom("US", "US-CA", "none"),
        company: cell,
        role: cell,
        contact: cell,
        name: cell,
        floor: cell,
      },
      { requiredKeys: [] },
    )
    .map((values) => /** @type {Record<string, string>} */ (values));
  const id = fc.nat(8).map((number) => `0123456789abcdef-${number}`);
  const plan = anyPlan({
    id,
    step,
    text: cell,
    values: told,
    reason: fc.constantFrom("their-date-has-passed", "7"),
  });

  test("come back as they were, with all that has no column", () => {
    fc.assert(
      fc.property(anyDocument(plan), (document) => {
        const text = formatPlansCsv(Object.values(document.plans), library);
        assert.deepEqual(applyRows(document, rowsOf(text)).plans, document.plans);
      }),
      { numRuns: 300 },
    );
  });

  test("come into an empty browser with all that has a column", () => {
    fc.assert(
      fc.property(anyDocument(plan), (document) => {
        const plans = Object.values(document.plans).map(withLineFeeds);
        const text = formatPlansCsv(plans, library);
        const brought = applyRows(emptyDocument(), rowsOf(text));
        assert.equal(formatPlansCsv(Object.values(brought.plans), library), text);
        assert.deepEqual(checkDocument(brought), brought);
        for (const { values } of plans) {
          delete values["floor"];
        }
        const texts = (/** @type {Plan[]} */ list) =>
          list.map(({ name, values, notes = "" }) => {
            return {
              name,
              notes,
              values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")),
            };
          });
        assert.deepEqual(texts(Object.values(brought.plans)), texts(plans));
      }),
      { numRuns: 300 },
    );
  });

  test("come through a spreadsheet that divides by another sign, and shuffles the columns", () => {
    const order = fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length });
    fc.assert(
      fc.property(
        anyDocument(plan),
        order,
        fc.constantFrom(",", ";", "\t"),
        (document, columns, delimiter) => {
          const [header = [], ...rows] = library.csvParseRows(
            formatPlansCsv(Object.values(document.plans), library).slice(BYTE_ORDER_MARK.length),
          );
          const places = columns.map((column) => header.indexOf(column));
          const shuffled = [header, ...rows].map((row) => places.map((place) => row[place] ?? ""));
          const text = library.dsvFormat(delimiter).formatRows(shuffled);
          assert.deepEqual(applyRows(document, rowsOf(`${text}\n`)).plans, document.plans);
        },
      ),
    );
  });

  test("never begin a cell with what a spreadsheet would run", () => {
    fc.assert(
      fc.property(anyDocument(plan), (document) => {
        const text = formatPlansCsv(Object.values(document.plans), library).slice(BYTE_ORDER_MARK.length);
        for (const each of library.csvParseRows(text).flat()) {
          assert.doesNotMatch(each, /^[=+\-@\t\r]/);
        }
      }),
    );
  });

  test("changed or cut off in any way are read, or refused with every problem in a sentence", () => {
    fc.assert(
      fc.property(anyDocument(plan), fc.nat(), fc.nat(20), cell, (document, seed, cut, put) => {
        const text = formatPlansCsv(Object.values(document.plans), library);
        const place = seed % text.length;
        const parsed = parse(text.slice(0, place) + put + text.slice(place + cut));
        if (parsed.ok) {
          checkDocument(applyRows(document, parsed.rows));
        } else {
          assert.ok(parsed.problems.length > 0);
          assert.ok(
            parsed.problems.every((problem) =>
              /^(Line \d+|This file is empty|This does not look like).*\.$/s.test(problem),
            ),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test("there is a column for every key of a plan but these", () => {
    const without = ["asked", "calendar", "note"];
    const named = { name: "plan", values: "start", answers: "heard" };
    const columns = PLAN_KEYS.filter((key) => !without.includes(key)).map((key) =>
      Object.hasOwn(named, key) ? named[/** @type {"name"} */ (key)] : key,
    );
    assert.deepEqual(
      columns.filter((column) => !(/** @type {readonly string[]} */ (COLUMNS).includes(column))),
      [],
    );
  });
});
