import assert from "node:assert/strict";
import { describe, it } from "node:test";

import {
  changesSomething,
  describeComparison,
  describeDifferences,
  describeContents,
  describeMerge,
  describeReadingFault,
  describeUndo,
  listNames,
  nameOf,
} from "../../../overrides/components/plan-backup/backup-words.mjs";

/** @typedef {import("../../../overrides/components/shared/document.mjs").Plan} Plan */

const TIMELINES = { "after-interview": "After an interview" };

/**
 * @param {string} name
 * @param {Partial<Plan>} [more]
 * @returns {Plan}
 */
const plan = (name, more) => ({
  id: `id-of-${name}`,
  timeline: "after-interview",
  name,
  values: {},
  done: {},
  skipped: [],
  reasons: {},
  earlier: [],
  answers: [],
  ended: null,
  asked: false,
  calendar: null,
  ...more,
});

/** @type {(count: number) => Plan[]} */
const plans = (count) => Array.from({ length: count }, (_, index) => plan(`P${index + 1}`));

const NOTHING = { added: [], changed: [], same: [], ticks: 0 };

describe("a plan's name", () => {
  it("is its own, else the company's, else its timeline's, else whatever there is", () => {
    assert.equal(nameOf(plan("The good one", { values: { company: "Acme" } }), TIMELINES), "The good one");
    assert.equal(nameOf(plan(" ", { values: { company: "Acme" } }), TIMELINES), "Acme");
    assert.equal(nameOf(plan(""), TIMELINES), "After an interview");
    assert.equal(nameOf(plan("", { timeline: "constructor" }), TIMELINES), "constructor");
  });
});

describe("names", () => {
  it("are listed up to ten", () => {
    const names = plans(11).map(({ name }) => name);
    assert.equal(listNames(names.slice(0, 2)), "P1, P2");
    assert.equal(listNames(names.slice(0, 10)), "P1, P2, P3, P4, P5, P6, P7, P8, P9, P10");
    assert.equal(listNames(names), "P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, and 1 more");
  });
});

describe("what a file would do", () => {
  it("is a line for each thing, and none for what it would not do", () => {
    assert.deepEqual(describeComparison(NOTHING, TIMELINES), []);
    assert.deepEqual(
      describeComparison(
        {
          added: [plan("A")],
          changed: [{ kept: plan("Mine"), incoming: plan("Theirs") }],
          same: [plan("S")],
          ticks: 1,
        },
        TIMELINES,
      ),
      [
        { what: "1 plan is new", names: "A" },
        { what: "1 plan differs from yours", names: "Mine (what it is called)" },
        { what: "1 plan is here already, the very same", names: "S" },
        { what: "1 box on your checklists would be checked in addition", names: "" },
      ],
    );
    const pairs = plans(1200).map((kept) => ({ kept, incoming: kept }));
    const words = describeComparison(
      { added: plans(2), changed: pairs, same: plans(2), ticks: 2 },
      TIMELINES,
    );
    assert.deepEqual(
      words.map(({ what }) => what),
      [
        "2 plans are new",
        "1,200 plans differ from yours",
        "2 plans are here already, the very same",
        "2 boxes on your checklists would be checked in addition",
      ],
    );
    assert.match(words[1]?.names ?? "", /P10, and 1,190 more$/);
  });

  it("says of a plan what differs, and nothing of what does not", () => {
    const kept = {
      ...plan("Mine"),
      notes: "A",
      skipped: ["share"],
      values: { start: "2026-11-19", company: "Acme" },
    };
    const incoming = {
      ...kept,
      notes: "B",
      timeline: "after-offer",
      values: { start: "2026-11-19", role: "Analyst" },
    };
    assert.deepEqual(describeDifferences(kept, incoming), [
      "the company",
      "the role",
      "which plan it is",
      "the notes",
    ]);
    assert.deepEqual(describeDifferences(kept, { ...kept, archived: undefined }), []);
  });

  it("is something where a plan comes, differs or a box would be checked", () => {
    const changed = [{ kept: plan("A"), incoming: plan("A") }];
    assert.equal(changesSomething({ ...NOTHING, same: plans(3) }), false);
    for (const some of [{ added: plans(1) }, { changed }, { ticks: 1 }]) {
      assert.equal(changesSomething({ ...NOTHING, ...some }), true);
    }
  });
});

describe("what was done", () => {
  const changed = [{ kept: plan("A"), incoming: plan("A") }];

  it("says what came, and whose stands where a plan differed", () => {
    const all = { added: plans(2), changed, same: plans(5), ticks: 3 };
    assert.equal(
      describeMerge(all, "incoming"),
      "Brought in: 2 plans added, 1 plan replaced by the file’s, 3 boxes checked.",
    );
    assert.equal(
      describeMerge(all, "kept"),
      "Brought in: 2 plans added, 1 plan left as you had it, 3 boxes checked.",
    );
    assert.equal(describeMerge({ ...NOTHING, changed }, "kept"), "Brought in: 1 plan left as you had it.");
  });

  it("names what could not be undone", () => {
    assert.equal(describeUndo([], TIMELINES), "Undone. What the file had changed is as it was before.");
    assert.equal(
      describeUndo([plan("A"), plan("B")], TIMELINES),
      "Undone, but for 2 plans changed or erased since, which stay as they are: A, B.",
    );
  });
});

describe("what a file holds", () => {
  it("is counted", () => {
    assert.equal(describeContents(0, 0), "");
    assert.equal(describeContents(1, 0), "1 plan");
    assert.equal(describeContents(0, 1), "1 checked box");
    assert.equal(describeContents(1000, 14), "1,000 plans and 14 checked boxes");
  });
});

describe("a file that can not be read", () => {
  it("is told from every other that can not", () => {
    const faults = /** @type {const} */ (["huge", "unreadable", "not-text", "given-up"]);
    const words = faults.map((fault) => describeReadingFault(fault, 5 * 1024 * 1024));
    assert.equal(new Set(words).size, faults.length);
    assert.match(words[0] ?? "", /larger than 5 MB/);
  });
});
