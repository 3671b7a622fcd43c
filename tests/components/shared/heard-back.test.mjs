import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  checkHeard,
  checkPastDay,
  daysOf,
  describeOutcome,
  hearBack,
} from "../../../overrides/components/shared/heard-back.mjs";
import { markDone, newPlan, setValue } from "../../../overrides/components/shared/plan-state.mjs";

/** @import {AnswerKind, DayName, Heard} from "../../../overrides/components/shared/heard-back.mjs" */

const START = "2026-11-19";
const TODAY = "2026-12-01";

const NO_SUCH_DATE = "That date does not exist. Check the day, the month and the year.";

/**
 * @param {AnswerKind} answer
 * @param {Partial<Record<DayName, string | null>>} [days]  null: what is typed is no date
 * @returns {Heard}
 */
function heard(answer, days = {}) {
  const day = (/** @type {DayName} */ name) => ({
    value: days[name] ?? "",
    isImpossible: days[name] === null,
  });
  return {
    answer,
    days: { "heard-on": day("heard-on"), "next-on": day("next-on"), "new-reply-by": day("new-reply-by") },
  };
}

/** @type {import("../../../overrides/components/shared/schedule.mjs").Timeline} */
const timeline = {
  slug: "after-interview",
  title: "After an interview",
  situation: "interview",
  start_label: "Interview date",
  min_gap_days: 5,
  max_chasers: 2,
  steps: /** @type {const} */ (["thank-you", "check-in", "close"]).map((id) => ({
    id,
    title: id,
    text: id,
    contact: id === "close" ? "none" : id === "thank-you" ? "courtesy" : "chaser",
    due: { after: "start", days: 0 },
    shift: "none",
    reasons: [],
  })),
};

describe("the days an answer asks for", () => {
  /** @type {[AnswerKind, DayName[], string][]} */
  const cases = [
    ["invited", ["next-on"], "End this plan"],
    ["new-date", ["new-reply-by", "heard-on"], "Plan it again"],
    ["declined", ["heard-on"], "End this plan"],
    ["offered", ["heard-on"], "End this plan"],
    ["other", ["heard-on"], "End this plan"],
  ];
  for (const [answer, days, outcome] of cases) {
    test(answer, () => {
      assert.deepEqual(daysOf(answer), days);
      assert.equal(describeOutcome(answer), outcome);
    });
  }
});

describe("what is wrong with them", () => {
  /** @type {[string, Heard, Partial<Record<DayName, string>>][]} */
  const cases = [
    ["nothing", heard("declined", { "heard-on": TODAY }), {}],
    ["nothing, on the first day", heard("declined", { "heard-on": START }), {}],
    ["no day", heard("declined"), { "heard-on": "Enter the day." }],
    ["no such day", heard("declined", { "heard-on": null }), { "heard-on": NO_SUCH_DATE }],
    [
      "to come",
      heard("declined", { "heard-on": "2026-12-02" }),
      { "heard-on": "This day is still to come. Enter the day it happened." },
    ],
    [
      "before the start",
      heard("declined", { "heard-on": "2026-11-18" }),
      { "heard-on": "This is before the plan begins. Check the date." },
    ],
    [
      "invited, and no day",
      heard("invited"),
      { "next-on": "Enter the day, and the next plan starts from it." },
    ],
    ["invited, and no such day", heard("invited", { "next-on": null }), { "next-on": NO_SUCH_DATE }],
    ["invited: the day they called is not asked for", heard("invited", { "next-on": "2026-12-08" }), {}],
    ["more time, without a date", heard("new-date", { "heard-on": TODAY }), {}],
    [
      "more time, and no such date",
      heard("new-date", { "heard-on": TODAY, "new-reply-by": null }),
      { "new-reply-by": NO_SUCH_DATE },
    ],
    [
      "more time, until before they said so",
      heard("new-date", { "heard-on": TODAY, "new-reply-by": "2026-11-30" }),
      { "new-reply-by": "This is before the day you heard from them. Check both dates." },
    ],
    [
      "a reply date that another answer has left in its field",
      heard("declined", { "heard-on": TODAY, "new-reply-by": null, "next-on": null }),
      {},
    ],
  ];
  for (const [name, answer, expected] of cases) {
    test(name, () => {
      const nothing = { "heard-on": "", "next-on": "", "new-reply-by": "" };
      assert.deepEqual(checkHeard(answer, START, TODAY), { ...nothing, ...expected });
    });
  }

  test("a plan without a start takes any day up to today", () => {
    assert.equal(checkPastDay({ value: "2020-01-01", isImpossible: false }, "", TODAY), "");
  });
});

describe("what becomes of the plan", () => {
  const plan = markDone(setValue(newPlan("after-interview"), "start", START), "check-in", "2026-11-27");

  test("an invitation ends it on the day of the next round", () => {
    const { ended } = hearBack(
      plan,
      timeline,
      heard("invited", { "next-on": "2026-12-08", "heard-on": TODAY }),
    );
    assert.deepEqual(ended, { kind: "invited", on: "2026-12-08" });
  });

  for (const answer of /** @type {const} */ (["declined", "offered"])) {
    test(`${answer} ends it on the day of the answer`, () => {
      const { ended } = hearBack(plan, timeline, heard(answer, { "heard-on": "2026-11-30" }));
      assert.deepEqual(ended, { kind: answer, on: "2026-11-30" });
    });
  }

  test("something else stops it", () => {
    const { ended } = hearBack(plan, timeline, heard("other", { "heard-on": TODAY }));
    assert.deepEqual(ended, { kind: "stopped", on: TODAY });
  });

  test("more time begins a fresh silence, with their date or without", () => {
    const days = { "heard-on": TODAY, "new-reply-by": "2026-12-09" };
    const again = hearBack(plan, timeline, heard("new-date", days));
    assert.equal(again.ended, null);
    assert.deepEqual(again.answers, [{ on: TODAY, replyBy: "2026-12-09" }]);
    assert.deepEqual(again.earlier, [{ step: "check-in", on: "2026-11-27" }]);
    const open = hearBack(plan, timeline, heard("new-date", { "heard-on": TODAY }));
    assert.deepEqual(open.answers, [{ on: TODAY, replyBy: null }]);
  });
});
