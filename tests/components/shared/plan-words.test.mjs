import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import {
  formatDropReason,
  formatMoveReason,
  formatMoves,
  formatProblem,
  formatState,
} from "../../../overrides/components/shared/plan-words.mjs";
import { checkInputs, makeDayOff, planSteps } from "../../../overrides/components/shared/schedule.mjs";

const cases = JSON.parse(readFileSync(new URL("../../cases/schedule.json", import.meta.url), "utf8"));
const timeline = cases.timelines["after-interview"];
const dayOff = makeDayOff({ weekend: cases.weekend, holidays: cases.holidays, quietDays: cases.quiet_days });

/** How the moves of a step read. @type {(inputs: object, id: string, of?: string) => string} */
function movesOf(inputs, id, of = "after-interview") {
  const told = /** @type {import("../../../overrides/components/shared/schedule.mjs").Inputs} */ ({
    today: "2026-11-02",
    ...inputs,
  });
  const step = planSteps(cases.timelines[of], told, dayOff).steps.find((one) => one.id === id);
  assert.ok(step);
  return formatMoves(step.moves, told.today);
}

describe("formatMoves", () => {
  it("names the holiday", () => {
    assert.equal(movesOf({ start: "2026-11-19" }, "check-in"), "moved from Thu Nov 26: Thanksgiving Day");
  });

  it("names the weekend", () => {
    assert.equal(
      movesOf({ start: "2027-02-27", today: "2027-02-27" }, "check-in"),
      "moved from Sat Mar 6: weekend",
    );
  });

  it("names each link of a chain, in order", () => {
    assert.equal(
      movesOf({ start: "2026-12-17" }, "check-in"),
      "moved from Thu Dec 24: Christmas Eve; Christmas Day; weekend",
    );
    assert.equal(
      movesOf({ start: "2026-12-24" }, "check-in"),
      "moved from Thu Dec 31: New Year's Eve; New Year's Day; weekend",
    );
  });

  it("names the contact a gap is kept to", () => {
    assert.equal(
      movesOf({ start: "2026-11-20", replyBy: "2026-11-20" }, "check-in"),
      "moved from Tue Nov 24: 5 days after the thank-you",
    );
  });

  it("names their date", () => {
    assert.equal(
      movesOf({ start: "2026-11-20", replyBy: "2026-12-04" }, "check-in", "no-rule-for-a-reply-date"),
      "moved from Fri Nov 27: 2 working days after the date they gave",
    );
  });

  it("says that a day has passed", () => {
    assert.equal(
      movesOf({ start: "2026-11-19", today: "2026-12-05" }, "check-in"),
      "moved from Thu Nov 26: Thanksgiving Day; that day has passed; weekend",
    );
  });

  it("names the step that comes first", () => {
    assert.equal(
      movesOf({ start: "2026-11-02" }, "close", "falling-due-out-of-order"),
      "moved from Tue Nov 10: not before the check-in",
    );
  });

  it("names the year when it is another one", () => {
    assert.equal(
      movesOf({ start: "2026-12-11", today: "2027-01-04", done: { "thank-you": "2026-12-11" } }, "check-in"),
      "moved from Fri Dec 18, 2026: that day has passed",
    );
  });

  it("is empty when nothing has moved", () => {
    assert.equal(formatMoves([], "2026-11-19"), "");
  });
});

describe("formatMoveReason", () => {
  const move = { from: "2026-11-24", to: "2026-11-25" };

  it("counts one as one", () => {
    assert.equal(formatMoveReason({ ...move, code: "gap", after: "call", days: 1 }), "1 day after the call");
  });

  it("calls a quiet day that has no name of its own just that", () => {
    assert.equal(formatMoveReason({ ...move, code: "quiet", name: "11-24" }), "a quiet day");
  });
});

describe("formatState", () => {
  it("has a label of its own for each state", () => {
    const labels = /** @type {const} */ (["today", "next", "later", "done", "skipped", "dropped"]).map(
      formatState,
    );
    assert.deepEqual(labels, ["Today", "Next", "Later", "Done", "Skipped", "Left out"]);
  });
});

describe("formatDropReason", () => {
  it("has a sentence of its own for each reason", () => {
    const reasons = /** @type {const} */ (["order", "stop", "past-close", "expired"]).map(formatDropReason);
    assert.equal(new Set(reasons).size, 4);
    assert.ok(reasons.every((reason) => /^[A-Z].*\.$/.test(reason)));
  });
});

describe("formatProblem", () => {
  const today = "2026-11-23";
  const start = "2026-11-19";

  for (const [name, inputs, expected] of /** @type {const} */ ([
    ["no start", { start: "" }, "Enter a date to see your plan."],
    ["no day", { start, done: { "thank-you": "" } }, "Enter a date here, or leave this out."],
    [
      "February 30",
      { start: "2026-02-30" },
      "This date does not exist. Check the day, the month and the year.",
    ],
    ["too far back", { start: "2025-11-19" }, "This is more than a year ago. Check the year."],
    ["too far ahead", { start: "2028-11-19" }, "This is more than a year away. Check the year."],
    [
      "a reply before the start",
      { start, replyBy: "2026-11-18" },
      "This is before the interview date. Check both dates.",
    ],
    [
      "done tomorrow",
      { start, done: { "thank-you": "2026-11-24" } },
      "This day is still to come. Enter the day it happened, or leave this out until then.",
    ],
    [
      "a date before the answer that gave it",
      { start, answers: [{ on: "2026-11-22", replyBy: "2026-11-20" }] },
      "This is before the day you heard from them. Check both dates.",
    ],
    ["a pace", { start, pace: "brisk" }, "There is no choice called “brisk” here, so the usual one is used."],
  ])) {
    it(name, () => {
      const told = /** @type {import("../../../overrides/components/shared/schedule.mjs").Inputs} */ (
        /** @type {unknown} */ ({ ...inputs, today })
      );
      const problems = checkInputs(timeline, told);
      assert.deepEqual(
        problems.map((problem) => formatProblem(problem, timeline)),
        [expected],
      );
    });
  }

  it("calls the start what the timeline calls it", () => {
    const problem = /** @type {const} */ ({ field: "reply-by", code: "before-start" });
    assert.equal(
      formatProblem(problem, cases.timelines["no-rule-for-a-reply-date"]),
      "This is before the date of the talk. Check both dates.",
    );
  });
});
