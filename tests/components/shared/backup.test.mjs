import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import fc from "fast-check";

import {
  compare,
  formatBackup,
  MAX_BACKUP_BYTES,
  merge,
  parseBackup,
  undoMerge,
} from "../../../overrides/components/shared/backup.mjs";
import { checkDocument, formatDocument, VERSION } from "../../../overrides/components/shared/document.mjs";
import { anyDocument, anyId, anyText } from "./arbitraries.mjs";

/** @typedef {import("../../../overrides/components/shared/document.mjs").Plan} Plan */
/** @typedef {import("../../../overrides/components/shared/document.mjs").PlanDocument} PlanDocument */
/** @typedef {import("../../../overrides/components/shared/document.mjs").Ticks} Ticks */
/**
 * @typedef {{
 *   plans?: Record<string, Partial<Plan>>, checklists?: Record<string, Ticks>, others?: Record<string, unknown>,
 * }} Contents
 */
/**
 * @typedef {{
 *   name: string, kept: Contents, incoming: Contents, prefer_incoming: Contents, prefer_kept: Contents,
 *   compare: {added: string[], changed: string[], same: string[], ticks: number},
 * }} MergeCase
 */

/**
 * @type {{
 *   plan: Plan,
 *   read: {name: string, text?: string, document?: any, expect: string, ids?: string[], says?: string}[],
 *   write: {name: string, document: PlanDocument, text: string}[],
 *   merge: MergeCase[],
 * }}
 */
const cases = JSON.parse(await readFile(new URL("../../cases/backup.json", import.meta.url), "utf8"));

const EITHER = /** @type {const} */ (["incoming", "kept"]);

/**
 * @param {Contents} contents  its plans as changes of the cases' plan, by id
 * @returns {PlanDocument}
 */
function documentOf({ plans = {}, checklists = {}, others = {} }) {
  const filled = Object.entries(plans).map(([id, change]) => [id, { ...cases.plan, id, ...change }]);
  return { version: VERSION, plans: Object.fromEntries(filled), checklists, ...others };
}

/**
 * @param {any} written  as a case has it; its plans, where it has any, as changes of the cases' plan
 * @returns {string}
 */
function fileOf(written) {
  const { plans } = written;
  if (typeof plans !== "object" || Array.isArray(plans)) {
    return JSON.stringify(written);
  }
  const filled = Object.entries(plans).map(([key, change]) => [key, change && { ...cases.plan, ...change }]);
  return JSON.stringify({ ...written, plans: Object.fromEntries(filled) });
}

/**
 * @param {string} text
 * @returns {PlanDocument}
 */
function parsed(text) {
  const result = parseBackup(text);
  assert.ok(result.ok);
  return result.document;
}

describe("reading a file", () => {
  for (const { name, text, document, expect, ids, says = "" } of cases.read) {
    test(`${expect}: ${name}`, () => {
      const result = parseBackup(text ?? fileOf(document));
      if (expect === "good") {
        assert.ok(result.ok);
        assert.equal(result.document.version, VERSION);
        assert.deepEqual(Object.keys(result.document.plans), ids);
      } else {
        assert.ok(!result.ok);
        assert.equal(result.reason, expect);
        assert.ok(result.message.includes(says), result.message);
        assert.match(result.message, /^[A-Z].*\.$/);
      }
    });
  }

  test("invalid: nested deeper than any stack", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const text = `{"format":"after-the-interview","version":2,"plans":{},"checklists":{},"deep":${deep}}`;
    const result = parseBackup(text);
    assert.ok(!result.ok);
    assert.equal(result.reason, "invalid");
    assert.match(result.message, /nested too deep/);
  });

  test("a file that was cut off is refused, wherever that was", () => {
    fc.assert(
      fc.property(anyDocument(), fc.nat(), (document, seed) => {
        const text = formatBackup(document).trimEnd();
        const cut = text.slice(0, seed % text.length);
        const result = parseBackup(cut);
        assert.ok(!result.ok);
        assert.equal(result.reason, cut === "" ? "empty" : "broken");
        assert.match(result.message, cut === "" ? /empty/ : /ends in the middle/);
      }),
      { numRuns: 300 },
    );
    const whole = formatBackup(
      documentOf({ plans: { a: {} }, checklists: { s: { i: "2026-11-20" } } }),
    ).trimEnd();
    for (let length = 1; length < whole.length; length += 1) {
      const result = parseBackup(whole.slice(0, length));
      assert.ok(!result.ok && result.reason === "broken", `${length} characters of it`);
    }
  });

  test("whatever is done to a file, it is read or refused with a reason", () => {
    fc.assert(
      fc.property(
        anyDocument(),
        fc.nat(),
        fc.nat(20),
        fc.string({ unit: "binary" }),
        (document, seed, cut, put) => {
          const text = formatBackup(document);
          const place = seed % text.length;
          const result = parseBackup(text.slice(0, place) + put + text.slice(place + cut));
          assert.ok(result.ok ? checkDocument(result.document) : result.message !== "");
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("writing a file", () => {
  for (const { name, document, text } of cases.write) {
    test(name, () => {
      assert.equal(formatBackup(document), text);
    });
  }

  test("what is written is read again, and written the same", () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const text = formatBackup(document);
        assert.deepEqual(parsed(text), document);
        assert.equal(formatBackup(parsed(text)), text);
      }),
    );
  });

  test("equal content gives equal bytes, in whatever order it came", () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const turned = /** @type {PlanDocument} */ (reversed(document));
        assert.equal(formatBackup(turned), formatBackup(document));
      }),
    );
  });

  test("a document that fits a browser's storage fits a file, in any alphabet", () => {
    const room = 5 * 1024 * 1024;
    // As many entries of the emptiest shapes, or as much text, as there is room for.
    const ticks = Object.fromEntries(
      Array.from({ length: room / 22 }, (_, index) => [`i${index}`, "2026-11-20"]),
    );
    const answers = Array.from({ length: room / 36 }, () => ({ on: "2026-12-01", replyBy: null }));
    const skipped = Array.from({ length: room / 4 }, () => "s");
    for (const contents of [
      { checklists: { s: ticks } },
      { plans: { a: { answers } } },
      { plans: { a: { skipped } } },
      { plans: { a: { notes: "日".repeat(room) } } },
    ]) {
      const bytes = Buffer.byteLength(formatBackup(documentOf(contents)));
      assert.ok(bytes < MAX_BACKUP_BYTES, `${bytes} bytes`);
    }
  });
});

/**
 * @param {unknown} value
 * @returns {unknown}  the keys of every object in it in the opposite order
 */
function reversed(value) {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)]);
  return Object.fromEntries(entries.reverse());
}

describe("comparing and merging", () => {
  for (const { name, kept, incoming, ...expected } of cases.merge) {
    test(name, () => {
      const [here, there] = [documentOf(kept), documentOf(incoming)];
      const { added, changed, same, ticks } = compare(here, there);
      const ids = {
        added: added.map(({ id }) => id),
        changed: changed.map((pair) => pair.kept.id),
        same: same.map(({ id }) => id),
        ticks,
      };
      assert.deepEqual(ids, expected.compare);
      assert.deepEqual(
        merge(here, there, { prefer: "incoming" }).document,
        documentOf(expected.prefer_incoming),
      );
      assert.deepEqual(merge(here, there, { prefer: "kept" }).document, documentOf(expected.prefer_kept));
    });
  }

  const both = [anyDocument(), anyDocument(), fc.constantFrom(...EITHER)];
  /** @type {(check: (kept: PlanDocument, incoming: PlanDocument, prefer: "incoming" | "kept") => void) => void} */
  const holds = (check) =>
    fc.assert(fc.property(.../** @type {[any, any, any]} */ (both), check), { numRuns: 200 });

  test("what comes of it can be kept, and neither of the two is touched", () => {
    holds((kept, incoming, prefer) => {
      const before = JSON.stringify([kept, incoming]);
      const { document } = merge(kept, incoming, { prefer });
      assert.deepEqual(checkDocument(document), document);
      assert.equal(JSON.stringify([kept, incoming]), before);
    });
  });

  test("nothing that is kept is lost: every plan and every tick is still there", () => {
    holds((kept, incoming, prefer) => {
      const { document } = merge(kept, incoming, { prefer });
      for (const [id, plan] of Object.entries(kept.plans)) {
        assert.ok(Object.hasOwn(document.plans, id));
        if (prefer === "kept" || !Object.hasOwn(incoming.plans, id)) {
          assert.deepEqual(document.plans[id], plan);
        }
      }
      for (const [checklist, ticks] of Object.entries(kept.checklists)) {
        assert.deepEqual({ ...document.checklists[checklist], ...ticks }, document.checklists[checklist]);
      }
    });
  });

  test("a file that is brought in twice changes nothing the second time", () => {
    holds((kept, incoming, prefer) => {
      const { document } = merge(kept, incoming, { prefer });
      const again = merge(document, incoming, { prefer });
      assert.deepEqual(again.document, document);
      const { added, changed, ticks } = compare(document, incoming);
      assert.deepEqual([added.length, prefer === "incoming" ? changed.length : 0, ticks], [0, 0, 0]);
    });
  });

  test("into a browser that keeps nothing a file comes whole", () => {
    holds((_, incoming, prefer) => {
      assert.deepEqual(merge(documentOf({}), incoming, { prefer }).document, incoming);
    });
  });
});

describe("taking a merge back", () => {
  test("gives what was kept before", () => {
    fc.assert(
      fc.property(anyDocument(), anyDocument(), fc.constantFrom(...EITHER), (kept, incoming, prefer) => {
        const { document, receipt } = merge(kept, incoming, { prefer });
        // As the store gives it back, and the page after it was put away.
        const stored = parsed(formatBackup(document));
        const undone = undoMerge(stored, structuredClone(receipt));
        assert.deepEqual(undone, { document: kept, left: [] });
        assert.equal(formatDocument(undone.document), formatDocument(kept));
      }),
      { numRuns: 300 },
    );
  });

  const kept = documentOf({
    plans: { mine: {}, replaced: { name: "Before" } },
    checklists: { s: { old: "2026-11-01" } },
    others: { settings: 1 },
  });
  const incoming = documentOf({
    plans: { added: {}, replaced: { name: "After" } },
    checklists: { s: { new: "2026-11-02", other: "2026-11-03" }, t: { only: "2026-11-04" } },
    others: { folders: 1, colors: 1 },
  });
  const { document: merged, receipt } = merge(kept, incoming, { prefer: "incoming" });

  for (const id of ["added", "replaced"]) {
    test(`leaves a plan that was changed since, and names it: one ${id}`, () => {
      const changed = { ...merged.plans[id], notes: "New" };
      const since = checkDocument({
        .../** @type {any} */ (merged),
        plans: { ...merged.plans, [id]: changed },
      });
      const { document, left } = undoMerge(since, receipt);
      assert.deepEqual(left, [since.plans[id]]);
      const { [id]: _, ...others } = kept.plans;
      assert.deepEqual(document, { ...kept, plans: { ...others, [id]: changed } });
    });
  }

  test("leaves a plan erased that was erased since, and names it if there was one before", () => {
    const { mine } = merged.plans;
    const { document, left } = undoMerge({ ...merged, plans: { ...(mine && { mine }) } }, receipt);
    assert.deepEqual(Object.keys(document.plans), ["mine"]);
    assert.deepEqual(left, [merged.plans["replaced"]]);
  });

  test("leaves what was done to other plans", () => {
    const plans = { ...merged.plans, ...documentOf({ plans: { mine: { name: "New" }, another: {} } }).plans };
    const { document, left } = undoMerge({ ...merged, plans }, receipt);
    assert.deepEqual(left, []);
    assert.deepEqual(document.plans, { ...kept.plans, mine: plans["mine"], another: plans["another"] });
  });

  test("leaves a box that was unticked, ticked on another day, or ticked since", () => {
    const s = { old: "2026-11-01", other: "2026-11-09", since: "2026-11-09" };
    const t = { only: "2026-11-04" };
    const { document } = undoMerge({ ...merged, checklists: { s, t } }, receipt);
    assert.deepEqual(document.checklists, { s });
  });

  test("leaves what a later version has changed since", () => {
    const { document } = undoMerge(/** @type {PlanDocument} */ ({ ...merged, folders: 2 }), receipt);
    assert.deepEqual(document, { ...kept, folders: 2 });
  });

  test("whatever was done since, it stays, and all else is as before", () => {
    const change = fc.record({ id: anyId, notes: anyText });
    fc.assert(
      fc.property(
        anyDocument(),
        anyDocument(),
        fc.array(change, { maxLength: 3 }),
        (here, there, changes) => {
          const joined = merge(here, there, { prefer: "incoming" });
          const since = structuredClone(joined.document);
          for (const { id, notes } of changes) {
            const plan = Object.hasOwn(since.plans, id) ? since.plans[id] : undefined;
            if (plan !== undefined) {
              plan.notes = notes;
            }
          }
          // A change may have taken another one back.
          const isTouched = (/** @type {string} */ id) =>
            ownOf(since.plans, id)?.notes !== ownOf(joined.document.plans, id)?.notes;
          const touched = new Set(Object.keys(since.plans).filter(isTouched));
          const { document, left } = undoMerge(since, joined.receipt);
          for (const id of new Set([...Object.keys(here.plans), ...Object.keys(since.plans)])) {
            const expected = touched.has(id) ? since.plans : here.plans;
            assert.deepEqual(ownOf(document.plans, id), ownOf(expected, id));
          }
          const written = joined.receipt.plans.map(({ after }) => after.id);
          assert.deepEqual(
            left.map(({ id }) => id),
            written.filter((id) => touched.has(id)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

/**
 * @param {Record<string, Plan>} plans
 * @param {string} id
 */
function ownOf(plans, id) {
  return Object.hasOwn(plans, id) ? plans[id] : undefined;
}
