import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import fc from "fast-check";

import {
  checkDocument,
  checkPlan,
  emptyDocument,
  formatDocument,
  MIGRATIONS,
  parseDocument,
  PLAN_KEYS,
  UnreadableDocument,
  VERSION,
} from "../../../overrides/components/shared/document.mjs";
import { anyDocument } from "./arbitraries.mjs";

/** @typedef {import("../../../overrides/components/shared/document.mjs").Plan} Plan */

/** @type {{base: Plan}} */
const { base } = JSON.parse(await readFile(new URL("../../cases/store.json", import.meta.url), "utf8"));

/** What a document may hold, and what becomes of it, is in store.test.mjs: these are about the text alone. */

test("what is written is read again, and written the same", () => {
  fc.assert(
    fc.property(anyDocument(), (document) => {
      const text = formatDocument(document);
      assert.deepEqual(parseDocument(text), document);
      assert.equal(formatDocument(parseDocument(text)), text);
    }),
  );
});

test("a document of the first version reads as the same one with no checklists", () => {
  fc.assert(
    fc.property(anyDocument(), ({ checklists: _, ...document }) => {
      const first = { ...document, version: 1 };
      assert.deepEqual(parseDocument(JSON.stringify(first)), { ...document, checklists: {} });
    }),
  );
});

test("there is a migration from every version before this one", () => {
  assert.deepEqual(
    Object.keys(MIGRATIONS).map(Number),
    Array.from({ length: VERSION - 1 }, (_, index) => index + 1),
  );
});

test("an empty document is one of this version", () => {
  assert.deepEqual(parseDocument(formatDocument(emptyDocument())), emptyDocument());
  assert.notEqual(emptyDocument().plans, emptyDocument().plans);
});

test("the keys of a plan are all those that the cases know", () => {
  assert.deepEqual([...PLAN_KEYS].sort(), Object.keys(base).sort());
});

test("a checklist without ticks is left out", () => {
  const checklists = { "keep-active": {}, "stay-upbeat": { "take-a-walk": "2026-11-20" } };
  const expected = { "stay-upbeat": { "take-a-walk": "2026-11-20" } };
  assert.deepEqual(parseDocument(JSON.stringify({ ...emptyDocument(), checklists })).checklists, expected);
  assert.deepEqual(checkDocument({ ...emptyDocument(), checklists }).checklists, expected);
});

describe("what cannot be read", () => {
  for (const [text, cause] of /** @type {[string, RegExp][]} */ ([
    ["{", /JSON/],
    ["null", /null/],
    [JSON.stringify({ plans: {}, checklists: {} }), /^version: expected a whole number$/],
    [JSON.stringify({ version: 0 }), /^version: there never was a 0$/],
    [
      JSON.stringify({
        ...emptyDocument(),
        plans: { a: { ...base, id: "a", done: { "thank-you": "Monday" } } },
      }),
      /^document\.plans\.a\.done\.thank-you: expected a date such as 2026-11-19$/,
    ],
  ])) {
    test(`says why: ${text.slice(0, 40)}`, () => {
      assert.throws(
        () => parseDocument(text),
        (error) =>
          error instanceof UnreadableDocument &&
          error.reason === "damaged" &&
          cause.test(String(error.cause && /** @type {Error} */ (error.cause).message)),
      );
    });
  }

  test("a later version is no damage", () => {
    assert.throws(
      () => parseDocument(JSON.stringify({ version: VERSION + 1 })),
      (error) => error instanceof UnreadableDocument && error.reason === "newer",
    );
  });
});

test("what is checked is a copy, of what JSON keeps", () => {
  const plan = { ...structuredClone(base), notes: /** @type {any} */ (undefined) };
  const checked = checkPlan(plan);
  assert.equal("notes" in checked, false);
  assert.notEqual(checked.values, plan.values);
});
