import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import fc from "fast-check";

import { addDays, daysBetween, weekday } from "../../../overrides/components/shared/dates.mjs";
import { checkInputs, makeDayOff, planSteps } from "../../../overrides/components/shared/schedule.mjs";

/** @typedef {import("../../../overrides/components/shared/schedule.mjs").Timeline} Timeline */
/** @typedef {import("../../../overrides/components/shared/schedule.mjs").Step} Step */
/** @typedef {import("../../../overrides/components/shared/schedule.mjs").Inputs} Inputs */
/** @typedef {import("../../../overrides/components/shared/schedule.mjs").Contact} Contact */
/** @typedef {import("../../../overrides/components/shared/schedule.mjs").PlannedStep} PlannedStep */
/** @typedef {PlannedStep & {date: string}} Dated */

const cases = JSON.parse(readFileSync(new URL("../../cases/schedule.json", import.meta.url), "utf8"));
const unitedStates = makeDayOff({
  weekend: cases.weekend,
  holidays: cases.holidays,
  quietDays: cases.quiet_days,
});

for (const { name: group, cases: members } of cases.groups) {
  describe(group, () => {
    for (const { name, timeline: slug = "after-interview", inputs, expect } of members) {
      it(name, () => {
        const timeline = cases.timelines[slug];
        const plan = planSteps(timeline, inputs, unitedStates);

        assert.deepEqual(plan.problems, expect.problems ?? []);
        if (!expect.steps) {
          assert.equal(plan.steps.length, expect.problems.length > 0 ? 0 : timeline.steps.length);
          return;
        }
        const steps = plan.steps.map((step) => {
          const named = Object.keys(expect.steps[step.id] ?? {});
          const shown = Object.entries(step).filter(([key]) => named.includes(key));
          return [step.id, { moves: step.moves, ...Object.fromEntries(shown) }];
        });
        const expected = Object.entries(expect.steps).map(([id, step]) => [id, { moves: [], ...step }]);
        assert.deepEqual(steps, expected);
        assert.deepEqual(
          { now: plan.now, next: plan.next, closed: plan.closed, askAbout: plan.askAbout },
          {
            now: expect.now,
            next: expect.next,
            closed: expect.closed ?? false,
            askAbout: expect.ask_about ?? [],
          },
        );
      });
    }
  });
}

describe("makeDayOff", () => {
  const dayOff = makeDayOff({
    weekend: [5, 6],
    holidays: { "2026-11-27": "Thanksgiving Friday", "2026-12-24": "Christmas Eve (observed)" },
    quietDays: ["12-24", "12-25", "12-31"],
  });

  for (const [date, expected] of /** @type {const} */ ([
    ["2026-11-29", null],
    ["2026-11-28", { kind: "weekend", name: "weekend" }],
    ["2026-11-27", { kind: "holiday", name: "Thanksgiving Friday" }],
    ["2026-12-24", { kind: "holiday", name: "Christmas Eve (observed)" }],
    ["2026-12-25", { kind: "weekend", name: "weekend" }],
    ["2026-12-31", { kind: "quiet", name: "12-31" }],
    ["2030-12-31", { kind: "quiet", name: "12-31" }],
  ])) {
    it(`${date} is ${expected ? `off: ${expected.name}` : "a working day"}`, () => {
      assert.deepEqual(dayOff(date), expected);
    });
  }
});

describe("calendars that leave no room", () => {
  it("returns where every day is off: steps stay where they fall", () => {
    const never = makeDayOff({ weekend: [1, 2, 3, 4, 5, 6, 7], holidays: {}, quietDays: [] });
    const inputs = { start: "2026-11-19", replyBy: "2026-11-20", today: "2026-11-19" };
    const plan = planSteps(cases.timelines["after-interview"], inputs, never);
    assert.deepEqual(
      plan.steps.map(({ date }) => date),
      ["2026-11-19", "2026-11-24", "2026-12-01", "2026-12-08"],
    );
  });

  it("plans nothing for a timeline without steps", () => {
    const empty = { ...cases.timelines["after-interview"], steps: [] };
    const plan = planSteps(empty, { start: "2026-11-19", today: "2026-11-19" }, unitedStates);
    assert.deepEqual(plan.steps, []);
    assert.equal(plan.now, null);
  });
});

// ----------------------------------------------------------------------------------------- what always holds

const TODAY = "2026-11-23";
const RUNS = 400;

/** Most of what a coach would write, and much that no check would let pass. @type {fc.Arbitrary<Timeline>} */
const anyTimeline = fc
  .array(
    fc.record({
      contact: fc.constantFrom("none", "courtesy", "chaser", "chaser"),
      shift: fc.constantFrom("none", "next-working-day", "next-working-day"),
      back: fc.nat({ max: 5 }),
      days: fc.nat({ max: 20 }),
      inWorkingDays: fc.boolean(),
      ifReplyBy: fc.option(fc.nat({ max: 5 })),
      ifPatient: fc.option(fc.nat({ max: 30 })),
      expires: fc.option(fc.nat({ max: 5 })),
      late: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .chain((drawn) =>
    fc.record({ gap: fc.nat({ max: 9 }), chasers: fc.nat({ max: 3 }) }).map(({ gap, chasers }) => {
      const close = {
        contact: "none",
        shift: "next-working-day",
        back: 0,
        days: 7,
        inWorkingDays: false,
        ifReplyBy: null,
        ifPatient: null,
        expires: 1,
        late: false,
      };
      const ids = [...drawn.keys()].map((index) => `step-${index}`);
      const steps = [...drawn, close].map((step, index) => {
        const after = ids[index - 1 - step.back] ?? "start";
        return {
          id: ids[index] ?? "close",
          title: "",
          text: "",
          reasons: [],
          contact: step.contact,
          shift: step.shift,
          due: step.inWorkingDays ? { after, working_days: step.days } : { after, days: step.days },
          due_if_reply_by:
            step.ifReplyBy === null ? null : { after: "reply-by", working_days: step.ifReplyBy },
          due_if_patient: step.ifPatient === null ? null : { after: "start", days: step.ifPatient },
          message: "note",
          expires_days: step.expires,
          late_message: step.late ? "late-note" : null,
        };
      });
      return /** @type {Timeline} */ ({
        slug: "any",
        title: "",
        situation: "",
        start_label: "Date",
        min_gap_days: gap,
        max_chasers: chasers,
        steps,
      });
    }),
  );

const timelines = fc.oneof(
  ...Object.values(cases.timelines).map((one) => fc.constant(one)),
  anyTimeline,
  anyTimeline,
);

/** @type {(first: string, last: string) => fc.Arbitrary<string>} */
const dateBetween = (first, last) =>
  fc.integer({ min: 0, max: Math.max(0, daysBetween(first, last)) }).map((days) => addDays(first, days));

/**
 * Inputs without a wrong date: any start, reply date, pace, answers, done and skipped steps.
 * @type {(timeline: Timeline) => fc.Arbitrary<Inputs>}
 */
const inputsFor = ({ steps }) =>
  fc.integer({ min: -330, max: 60 }).chain((ago) => {
    const start = addDays(TODAY, ago);
    const past = dateBetween(start, TODAY);
    const ids = fc.constantFrom(...steps.map(({ id }) => id));
    const ifStarted = ago > 0 ? 0 : undefined;
    const answer = past.chain((on) =>
      fc.option(dateBetween(on, addDays(on, 60))).map((replyBy) => ({ on, replyBy })),
    );
    return fc.record(
      {
        start: fc.constant(start),
        today: fc.constant(TODAY),
        replyBy: fc.option(
          fc.oneof(dateBetween(start, addDays(start, 60)), dateBetween(start, addDays(TODAY, 90))),
        ),
        pace: fc.constantFrom("standard", "patient"),
        done: fc
          .array(fc.tuple(ids, past), { maxLength: ifStarted ?? 4 })
          .map((pairs) => Object.fromEntries(pairs)),
        skipped: fc.uniqueArray(ids, { maxLength: 3 }),
        earlier: fc.array(
          fc.tuple(ids, past).map(([step, on]) => ({ step, on })),
          { maxLength: ifStarted ?? 2 },
        ),
        answers: fc.array(answer, { maxLength: ifStarted ?? 2 }),
      },
      { requiredKeys: ["start", "today"], noNullPrototype: true },
    );
  });

const situations = timelines.chain((timeline) =>
  fc.tuple(fc.constant(/** @type {Timeline} */ (timeline)), inputsFor(/** @type {Timeline} */ (timeline))),
);

/** Quiet weeks and feasts of any length on top of the calendar of the cases. */
const calendars = fc
  .record({
    weekend: fc.constantFrom([6, 7], [5, 6], [7], []),
    feasts: fc.array(fc.tuple(fc.integer({ min: -400, max: 200 }), fc.integer({ min: 1, max: 6 })), {
      maxLength: 8,
    }),
  })
  .map(({ weekend, feasts }) => {
    const days = feasts.flatMap(([from, length]) =>
      [...Array(length).keys()].map((day) => addDays(TODAY, from + day)),
    );
    const holidays = { ...cases.holidays, ...Object.fromEntries(days.map((day) => [day, "Feast"])) };
    return makeDayOff({ weekend, holidays, quietDays: cases.quiet_days });
  });

const COMING = ["today", "next", "later"];

/**
 * Holds for any plan without a wrong date. `coming` are its steps to come, in order.
 * @param {string} name
 * @param {(all: {timeline: Timeline, inputs: Inputs, dayOff: ReturnType<typeof makeDayOff>,
 *   plan: ReturnType<typeof planSteps>, coming: Dated[]}) => void} check
 */
function always(name, check) {
  it(name, () => {
    fc.assert(
      fc.property(situations, calendars, ([timeline, inputs], dayOff) => {
        const plan = planSteps(timeline, inputs, dayOff);
        assert.deepEqual(plan.problems, []);
        const coming = /** @type {Dated[]} */ (plan.steps.filter(({ state }) => COMING.includes(state)));
        check({ timeline, inputs, dayOff, plan, coming });
      }),
      { numRuns: RUNS },
    );
  });
}

/** @type {(timeline: Timeline, id: string) => Step} */
const stepOf = (timeline, id) => {
  const step = timeline.steps.find((one) => one.id === id);
  assert.ok(step);
  return step;
};

/** @type {(inputs: Inputs) => string | null} */
const lastAnswerOf = ({ answers = [] }) =>
  answers
    .map(({ on }) => on)
    .sort()
    .at(-1) ?? null;

/**
 * Every contact the reader has told of, in this silence or before.
 * @type {(timeline: Timeline, inputs: Inputs) => Contact[]}
 */
const contactsMade = (timeline, { done = {}, earlier = [] }) =>
  [...Object.entries(done).map(([step, on]) => ({ step, on })), ...earlier].filter(
    ({ step }) => stepOf(timeline, step).contact !== "none",
  );

describe("always", () => {
  always("every step of the timeline is planned once, in its order", ({ timeline, plan }) => {
    assert.deepEqual(
      plan.steps.map(({ id }) => id),
      timeline.steps.map(({ id }) => id),
    );
  });

  always("days come in the order of the steps", ({ coming }) => {
    const days = coming.map(({ date }) => date);
    assert.deepEqual(days, [...days].sort());
  });

  always("nothing undone is due before today", ({ coming }) => {
    for (const { date } of coming) {
      assert.ok(date >= TODAY);
    }
  });

  always("one step at most is the thing to do now, and it is the first to come", ({ plan, coming }) => {
    const today = plan.steps.filter(({ state }) => state === "today").map(({ id }) => id);
    assert.deepEqual(today, plan.now === null ? [] : [plan.now]);
    assert.equal(plan.now, coming[0]?.date === TODAY ? coming[0].id : null);
    assert.equal(plan.next, coming.find(({ id }) => id !== plan.now)?.id ?? null);
    assert.equal(plan.closed, coming.length === 0);
  });

  always("contacts to come keep the gap, to those made and to each other", ({ timeline, inputs, coming }) => {
    const made = contactsMade(timeline, inputs);
    for (const { id, date } of coming.filter((step) => stepOf(timeline, step.id).contact !== "none")) {
      for (const contact of made) {
        assert.ok(daysBetween(contact.on, date) >= timeline.min_gap_days, `${id} after ${contact.step}`);
      }
      made.push({ step: id, on: date });
    }
  });

  always("the close is never left out", ({ plan }) => {
    assert.notEqual(plan.steps.at(-1)?.state, "dropped");
  });

  always("the stop holds", ({ timeline, plan, coming }) => {
    const isChaser = (/** @type {PlannedStep} */ { id }) => stepOf(timeline, id).contact === "chaser";
    const done = plan.steps.filter((step) => step.state === "done" && isChaser(step)).length;
    assert.ok(coming.filter(isChaser).length <= Math.max(0, timeline.max_chasers - done));
  });

  always(
    "no chaser before two working days after the reply date given last",
    ({ timeline, inputs, dayOff, coming }) => {
      const given = [...(inputs.answers ?? [])]
        .sort((a, b) => daysBetween(b.on, a.on))
        .filter(({ replyBy }) => replyBy);
      let day = given.at(-1)?.replyBy ?? inputs.replyBy;
      if (!day) {
        return;
      }
      for (let working = 0; working < 2;) {
        day = addDays(day, 1);
        working += dayOff(day) ? 0 : 1;
      }
      for (const { id, date } of coming) {
        assert.ok(stepOf(timeline, id).contact !== "chaser" || date >= day);
      }
    },
  );

  always("a step that shifts never stands on a day off, unless it is done", ({ timeline, dayOff, plan }) => {
    for (const { id, state, date } of plan.steps) {
      const shifts = stepOf(timeline, id).shift === "next-working-day";
      assert.ok(state === "done" || !shifts || dayOff(String(date)) === null);
    }
  });

  always(
    "past the close one contact at most, counting those made since",
    ({ timeline, inputs, dayOff, plan, coming }) => {
      const { start, replyBy, pace, answers = [], earlier = [] } = inputs;
      const kept =
        planSteps(timeline, { start, replyBy, pace, today: start }, dayOff).steps.at(-1)?.date ?? TODAY;
      if (answers.length > 0 || earlier.length > 0 || TODAY <= kept) {
        return;
      }
      const since = plan.steps.filter(({ state, date }) => state === "done" && String(date) > kept);
      const contacts = [...since, ...coming].filter(({ id }) => stepOf(timeline, id).contact !== "none");
      assert.ok(coming.every(({ id }) => stepOf(timeline, id).contact === "none") || contacts.length <= 1);
    },
  );

  always("moves lead from one day to the next, up to the day the step stands on", ({ plan }) => {
    for (const { moves, date } of plan.steps) {
      for (const [index, { from, to }] of moves.entries()) {
        assert.ok(from < to);
        assert.equal(to, moves[index + 1]?.from ?? date);
      }
    }
  });

  always("what is done before a later step that is done is never asked for", ({ plan }) => {
    const lastDone = plan.steps.map(({ state }) => state).lastIndexOf("done");
    for (const { state } of plan.steps.slice(0, Math.max(0, lastDone))) {
      assert.ok(!COMING.includes(state));
    }
  });

  always("a done step stands on its day, a skipped one is never due", ({ inputs, plan }) => {
    for (const { id, state, date } of plan.steps) {
      if (state === "done") {
        const told = [
          inputs.done?.[id],
          ...(inputs.earlier ?? []).filter(({ step }) => step === id).map(({ on }) => on),
        ];
        assert.ok(told.includes(String(date)));
      } else if (inputs.skipped?.includes(id)) {
        assert.equal(state, "skipped");
      }
    }
  });

  always(
    "doing today's step today changes no day of what is to come",
    ({ timeline, inputs, dayOff, plan, coming }) => {
      if (plan.now === null || lastAnswerOf(inputs) === TODAY) {
        return;
      }
      const done = { ...inputs.done, [plan.now]: TODAY };
      const after = planSteps(timeline, { ...inputs, done }, dayOff).steps;
      for (const { id, date } of coming) {
        assert.equal(after.find((step) => step.id === id)?.date, date);
      }
    },
  );

  always(
    "the same input gives the same plan, and is left as it was",
    ({ timeline, inputs, dayOff, plan }) => {
      const before = structuredClone([timeline, inputs]);
      assert.deepEqual(planSteps(timeline, inputs, dayOff), plan);
      assert.deepEqual([timeline, inputs], before);
    },
  );
});

describe("any input at all", () => {
  const anyDate = fc.oneof(
    fc.constantFrom("", "2026-02-30", "9999-12-31", "0000-01-01", "2026-11-20", "tomorrow"),
    dateBetween("2025-01-01", "2028-12-31"),
  );
  const inputs = fc.record(
    {
      start: anyDate,
      today: fc.oneof(fc.constant(TODAY), anyDate),
      replyBy: fc.option(anyDate),
      pace: fc.constantFrom("standard", "patient", "brisk"),
      done: fc.dictionary(fc.constantFrom("thank-you", "check-in", "share", "close", "other"), anyDate),
      skipped: fc.array(fc.constantFrom("thank-you", "check-in", "share", "close", "other")),
      earlier: fc.array(fc.record({ step: fc.constantFrom("check-in", "other"), on: anyDate }), {
        maxLength: 3,
      }),
      answers: fc.array(fc.record({ on: anyDate, replyBy: fc.option(anyDate) }), { maxLength: 3 }),
    },
    { requiredKeys: ["start", "today"], noNullPrototype: true },
  );

  it("gives a plan, or names the fields to mend and gives none", () => {
    const timeline = cases.timelines["after-interview"];
    fc.assert(
      fc.property(inputs, (drawn) => {
        const told = /** @type {Inputs} */ (drawn);
        const plan = planSteps(timeline, told, unitedStates);
        assert.deepEqual(plan.problems, checkInputs(timeline, told));
        const isDrawn = plan.problems.every(({ field }) => field === "pace");
        assert.equal(plan.steps.length, isDrawn ? 4 : 0);
      }),
      { numRuns: RUNS },
    );
  });

  it("a shifted step on a working week stands on Monday to Friday", () => {
    const weekends = makeDayOff({ weekend: [6, 7], holidays: {}, quietDays: [] });
    fc.assert(
      fc.property(dateBetween("2026-01-01", "2029-12-31"), (start) => {
        const { steps } = planSteps(cases.timelines["after-interview"], { start, today: start }, weekends);
        assert.ok(steps.slice(1).every(({ date }) => weekday(String(date)) <= 5));
      }),
    );
  });
});
