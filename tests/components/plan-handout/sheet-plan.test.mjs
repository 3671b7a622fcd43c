import assert from "node:assert/strict";
import { test } from "node:test";

import { planForSheet } from "../../../overrides/components/plan-handout/sheet-plan.mjs";

const ADDRESS = "/timelines/after-call/";

/** @type {import("../../../overrides/components/plan-handout/sheet-plan.mjs").HandoutData} */
const DATA = {
  country: "none",
  holidaysUrl: "",
  quietDays: [],
  plans: {
    [ADDRESS]: {
      takesReplyDate: true,
      lateTitles: { thanks: "The late note" },
      due: { thanks: "The day of the call", close: "7 days after the call" },
      dueIfReplyBy: { close: "2 working days after the date they gave" },
      timeline: {
        slug: "after-call",
        title: "After a call",
        situation: "call",
        start_label: "Call date",
        min_gap_days: 5,
        max_chasers: 2,
        steps: [
          {
            id: "thanks",
            title: "Say thanks",
            text: "Briefly.",
            contact: "courtesy",
            due: { after: "start", days: 0 },
            shift: "none",
            message: "thank-you",
            expires_days: 3,
            late_message: "thank-you-late",
            reasons: ["a"],
          },
          {
            id: "close",
            title: "Stop waiting",
            text: "Done.",
            contact: "none",
            due: { after: "start", days: 7 },
            shift: "next-working-day",
            reasons: [],
          },
        ],
      },
    },
  },
};

test("without a start the sheet speaks in relative words", async () => {
  const { steps, facts } = await planForSheet(DATA, ADDRESS, { company: "Acme" }, "2026-11-19");
  assert.deepEqual(
    steps.map(({ when }) => when),
    ["1. The day of the call", "2. 7 days after the call, or 2 working days after the date they gave"],
  );
  assert.equal(steps[1]?.title, "Stop waiting");
  assert.deepEqual(facts, []);
});

test("with a start it has dates", async () => {
  const values = { start: "2026-11-19" };
  const { steps, facts, problems } = await planForSheet(DATA, ADDRESS, values, "2026-11-19");
  assert.deepEqual(
    steps.map(({ when }) => when),
    ["Thu Nov 19", "Thu Nov 26"],
  );
  assert.deepEqual(facts, [["Call date", "Thursday, November 19, 2026"]]);
  assert.deepEqual(problems, []);
});

test("what is done is ticked, and a note that is late goes by its own name", async () => {
  const done = { start: "2026-11-19", done: "thanks.2026-11-20" };
  const ticked = await planForSheet(DATA, ADDRESS, done, "2026-11-21");
  assert.deepEqual(
    ticked.steps.map(({ isDone }) => isDone),
    [true, false],
  );
  const late = await planForSheet(DATA, ADDRESS, { start: "2026-11-19", heard: "2026-11-23" }, "2026-11-23");
  assert.equal(late.steps[0]?.title, "The late note");
});

test("days that have passed are all there, to be checked off, where nothing is said of them", async () => {
  const { steps, caution } = await planForSheet(DATA, ADDRESS, { start: "2026-11-19" }, "2026-12-30");
  assert.deepEqual(
    steps.map(({ when, title, isLeftOut }) => [when, title, isLeftOut]),
    [
      ["Thu Nov 19", "Say thanks", false],
      ["Thu Nov 26", "Stop waiting", false],
    ],
  );
  assert.match(caution, /^Some of these days have passed\. Check off what was sent;/);
  const today = await planForSheet(DATA, ADDRESS, { start: "2026-11-19" }, "2026-11-19");
  assert.equal(today.caution, "");
});

test("wrong dates are said, and the sheet does without dates", async () => {
  const values = { start: "2026-11-19", "reply-by": "2026-11-01" };
  const { steps, problems } = await planForSheet(DATA, ADDRESS, values, "2026-11-19");
  assert.deepEqual(problems, ["This is before the call date. Check both dates."]);
  assert.equal(steps[0]?.when, "1. The day of the call");
});
