import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  describeWeeks,
  listWeeks,
  weeksAhead,
} from "../../../overrides/components/follow-up-board/weeks-ahead.mjs";
import { EACH, entry, TODAY } from "./board-data.mjs";

const all = Object.values(EACH);

describe("the weeks ahead", () => {
  test("are six, from the Monday of this week, whichever day it is", () => {
    for (const today of ["2026-11-23", "2026-11-24", "2026-11-29"]) {
      const days = weeksAhead([], today);
      assert.equal(days.length, 42);
      assert.equal(days[0]?.date, "2026-11-23");
      assert.equal(days.at(-1)?.date, "2027-01-03");
    }
  });

  test("hold each step to come of each plan, on its day", () => {
    assert.deepEqual(listWeeks(weeksAhead(all, TODAY), TODAY), [
      { day: "Tue Nov 24", name: "Due", step: "Check in, briefly" },
      { day: "Tue Nov 24", name: "Question", step: "First, say what you have sent already" },
      { day: "Fri Nov 27", name: "Next", step: "Check in, briefly" },
      { day: "Tue Dec 1", name: "Due", step: "Stop waiting" },
      { day: "Fri Dec 4", name: "Next", step: "Stop waiting" },
    ]);
  });

  test("tell what is to be sent from what is not", () => {
    const marks = weeksAhead([EACH.due], TODAY).flatMap((day) => day.marks);
    assert.deepEqual(
      marks.map(({ isContact }) => isContact),
      [true, false],
    );
  });

  test("leave out what comes after them", () => {
    const later = entry("Later", { values: { start: "2027-01-01" }, done: {} });
    assert.deepEqual(
      listWeeks(weeksAhead([later], TODAY), TODAY).map(({ day }) => day),
      ["Fri Jan 1, 2027"],
    );
  });
});

describe("their gist", () => {
  test("names how much there is, what is first, and the fullest day", () => {
    assert.equal(
      describeWeeks(weeksAhead(all, TODAY), TODAY),
      "The next 6 weeks: 5 steps for 3 plans. The first: Check in, briefly (Due), Tue Nov 24, today. " +
        "The fullest day is Tue Nov 24, with 2.",
    );
  });

  test("one step needs no fullest day", () => {
    const closing = entry("Acme", { done: { "thank-you": "2026-11-17", "check-in": TODAY } });
    assert.equal(
      describeWeeks(weeksAhead([closing], TODAY), TODAY),
      "The next 6 weeks: 1 step for 1 plan. The first: Stop waiting (Acme), Tue Dec 1, in 7 days.",
    );
  });

  test("nothing to come, nothing to say", () => {
    assert.equal(describeWeeks(weeksAhead([EACH.quiet, EACH.ended, EACH.archived], TODAY), TODAY), "");
  });
});
