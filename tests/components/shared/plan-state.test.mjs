import assert from "node:assert/strict";
import { describe, test } from "node:test";

import fc from "fast-check";

import { formatFragment, parseFragment } from "../../../overrides/components/shared/fragment.mjs";
import {
  chooseReason,
  endPlan,
  followRenames,
  fromLinkValues,
  hearNewDate,
  isSamePlan,
  markDone,
  mergeChanges,
  newPlan,
  reopenPlan,
  setValue,
  skip,
  toInputs,
  toLinkValues,
  undo,
} from "../../../overrides/components/shared/plan-state.mjs";

/** @typedef {import("../../../overrides/components/shared/plan-state.mjs").PlanState} PlanState */

/** @type {import("../../../overrides/components/shared/schedule.mjs").Timeline} */
const timeline = {
  slug: "after-interview",
  title: "After an interview",
  situation: "interview",
  start_label: "Interview date",
  min_gap_days: 5,
  max_chasers: 2,
  steps: /** @type {const} */ (["thank-you", "check-in", "share", "close"]).map((id) => ({
    id,
    title: id,
    text: id,
    contact: id === "close" ? "none" : id === "thank-you" ? "courtesy" : "chaser",
    due: { after: "start", days: 0 },
    shift: "none",
    reasons: [],
  })),
};

const started = setValue(newPlan("after-interview"), "start", "2026-11-19");

describe("a plan's state", () => {
  test("an emptied field is taken out", () => {
    const filled = setValue(started, "company", "Acme");
    assert.deepEqual(setValue(filled, "company", "").values, { start: "2026-11-19" });
  });

  test("no change touches the state it begins from", () => {
    const before = structuredClone(started);
    markDone(started, "thank-you", "2026-11-19");
    skip(started, "share");
    chooseReason(started, "check-in", "no-date-given");
    hearNewDate(started, timeline, { on: "2026-11-20", replyBy: null });
    assert.deepEqual(started, before);
  });

  test("a step is done or skipped, never both, and either is taken back", () => {
    const done = markDone(skip(started, "check-in"), "check-in", "2026-11-27");
    assert.deepEqual([done.done, done.skipped], [{ "check-in": "2026-11-27" }, []]);
    const skipped = skip(done, "check-in");
    assert.deepEqual([skipped.done, skipped.skipped], [{}, ["check-in"]]);
    assert.ok(isSamePlan(undo(skipped, "check-in"), started));
  });

  test("skipping twice is skipping once", () => {
    assert.deepEqual(skip(skip(started, "share"), "share").skipped, ["share"]);
  });

  test("a reason is chosen, changed and taken back", () => {
    const chosen = chooseReason(
      chooseReason(started, "check-in", "date-passed"),
      "check-in",
      "no-date-given",
    );
    assert.deepEqual(chosen.reasons, { "check-in": "no-date-given" });
    assert.deepEqual(chooseReason(chosen, "check-in", "").reasons, {});
  });

  test("a new date lets the chasers come again and remembers that they were sent", () => {
    const sent = chooseReason(
      markDone(markDone(started, "thank-you", "2026-11-19"), "check-in", "2026-11-27"),
      "check-in",
      "x",
    );
    const heard = hearNewDate(skip(sent, "share"), timeline, { on: "2026-11-30", replyBy: "2026-12-11" });
    assert.deepEqual(heard.done, { "thank-you": "2026-11-19" });
    assert.deepEqual(heard.skipped, []);
    assert.deepEqual(heard.reasons, {});
    assert.deepEqual(heard.earlier, [{ step: "check-in", on: "2026-11-27" }]);
    assert.deepEqual(heard.answers, [{ on: "2026-11-30", replyBy: "2026-12-11" }]);
  });

  test("an answer ends a plan, and can be taken back", () => {
    const ended = endPlan(started, "declined", "2026-12-01");
    assert.deepEqual(ended.ended, { kind: "declined", on: "2026-12-01" });
    assert.deepEqual(reopenPlan(ended), started);
  });

  test("the engine gets what was told, and the day", () => {
    const state = setValue(setValue(started, "pace", "patient"), "reply-by", "2026-12-04");
    assert.deepEqual(toInputs(state, "2026-11-23"), {
      start: "2026-11-19",
      replyBy: "2026-12-04",
      pace: "patient",
      done: {},
      skipped: [],
      earlier: [],
      answers: [],
      today: "2026-11-23",
    });
  });
});

describe("a plan in a link", () => {
  const days = fc
    .integer({ min: 0, max: 700 })
    .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
  const steps = fc.constantFrom("thank-you", "check-in", "share");
  const text = fc.string({ unit: "grapheme", maxLength: 30 });
  const changes = fc.oneof(
    fc.tuple(steps, days).map(
      ([step, on]) =>
        (/** @type {PlanState} */ plan) =>
          markDone(plan, step, on),
    ),
    steps.map((step) => (/** @type {PlanState} */ plan) => skip(plan, step)),
    steps.map((step) => (/** @type {PlanState} */ plan) => undo(plan, step)),
    text.map((company) => (/** @type {PlanState} */ plan) => setValue(plan, "company", company)),
    days.map((day) => (/** @type {PlanState} */ plan) => setValue(plan, "reply-by", day)),
    fc.tuple(days, fc.option(days)).map(
      ([on, replyBy]) =>
        (/** @type {PlanState} */ plan) =>
          hearNewDate(plan, timeline, { on, replyBy }),
    ),
  );

  test("comes back whole, whatever was done", () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 6 }), (list) => {
        const plan = list.reduce((state, change) => change(state), started);
        const link = parseFragment(formatFragment(toLinkValues(plan)));
        assert.deepEqual(link?.problems, []);
        const back = fromLinkValues("after-interview", link?.values ?? {});
        for (const key of /** @type {const} */ (["done", "skipped", "earlier", "answers"])) {
          assert.deepEqual(back[key], plan[key]);
        }
      }),
    );
  });

  test("that says what was done has answered the question already", () => {
    assert.equal(fromLinkValues("x", { start: "2026-11-19" }).asked, false);
    assert.equal(fromLinkValues("x", { start: "2026-11-19", done: "thank-you.2026-11-19" }).asked, true);
  });

  test("keys that are no plan's are left to others", () => {
    assert.deepEqual(fromLinkValues("x", { start: "2026-11-19", from: "Kim", note: "Hi" }).values, {
      start: "2026-11-19",
    });
  });

  test("two plans are the same when their links are", () => {
    const other = { ...started, name: "Another name", asked: true };
    assert.ok(isSamePlan(started, other));
    assert.ok(!isSamePlan(started, markDone(started, "thank-you", "2026-11-19")));
  });
});

describe("a plan under old names", () => {
  const renamed = {
    ...timeline,
    slug: "after-a-talk",
    formerly: ["after-interview", "after-a-chat"],
    steps: timeline.steps.map((step) =>
      step.id === "check-in" ? { ...step, id: "ask", formerly: ["check-in", "nudge"] } : step,
    ),
  };
  const kept = {
    ...started,
    id: "0123456789abcdef",
    done: { "thank-you": "2026-11-19", nudge: "2026-11-27" },
    reasons: { "check-in": "no-date-given" },
    earlier: [{ step: "check-in", on: "2026-11-20" }],
    calendar: {
      sequence: 1,
      alarm: /** @type {const} */ ("none"),
      entries: [{ step: "check-in", date: "2026-11-27", title: "Check in" }],
    },
    note: "kept as it is",
  };

  test("the timeline and its steps are found under today's names", () => {
    const plan = followRenames(kept, renamed);
    assert.equal(plan.timeline, "after-a-talk");
    assert.deepEqual(plan.done, { "thank-you": "2026-11-19", ask: "2026-11-27" });
    assert.deepEqual(plan.reasons, { ask: "no-date-given" });
    assert.deepEqual(plan.earlier, [{ step: "ask", on: "2026-11-20" }]);
    assert.deepEqual(followRenames({ ...kept, skipped: ["check-in", "share"], done: {} }, renamed).skipped, [
      "ask",
      "share",
    ]);
  });

  test("the calendar's entries keep the names that their ids are made of, and the rest is untouched", () => {
    const plan = followRenames(kept, renamed);
    assert.deepEqual(plan.calendar, kept.calendar);
    assert.deepEqual([plan.values, plan.id, plan.note], [kept.values, kept.id, "kept as it is"]);
  });

  test("a step known under both names is as it is called today", () => {
    for (const done of [
      { nudge: "2026-11-01", ask: "2026-11-02" },
      { ask: "2026-11-02", nudge: "2026-11-01" },
    ]) {
      assert.deepEqual(followRenames({ ...kept, done }, renamed).done, { ask: "2026-11-02" });
    }
    const both = followRenames({ ...kept, skipped: ["nudge", "ask"], done: {} }, renamed);
    assert.deepEqual(both.skipped, ["ask"]);
    assert.deepEqual(followRenames({ ...kept, skipped: ["ask"] }, renamed).skipped, []);
  });

  test("another timeline's plan, and one with today's names, stay as they are", () => {
    const other = { ...kept, timeline: "after-offer" };
    assert.equal(followRenames(other, renamed), other);
    assert.equal(followRenames(started, timeline), started);
    const once = followRenames(kept, renamed);
    assert.deepEqual(followRenames(once, renamed), once);
  });
});

describe("a plan that was changed elsewhere meanwhile", () => {
  /** @typedef {import("../../../overrides/components/shared/document.mjs").Plan} Kept */
  const known = /** @type {Kept} */ ({ ...started, id: "0123456789abcdef", notes: "Before." });

  test("has the reader's changes, and keeps the others", () => {
    const elsewhere = { ...known, notes: "After.", skipped: ["share"], color: "red" };
    const here = { ...setValue(known, "company", "Acme"), name: "Acme" };
    assert.deepEqual(mergeChanges(known, here, elsewhere), {
      ...elsewhere,
      name: "Acme",
      values: { start: "2026-11-19", company: "Acme" },
    });
  });

  test("is as the reader has left it where both have changed the same", () => {
    const elsewhere = { ...known, name: "Theirs" };
    assert.equal(mergeChanges(known, { ...known, name: "Mine" }, elsewhere).name, "Mine");
  });

  test("is as it is kept where the reader has changed nothing, in whatever order it was told", () => {
    const twoDone = { ...known, done: { "thank-you": "2026-11-19", "check-in": "2026-11-26" } };
    const elsewhere = { ...twoDone, name: "Theirs" };
    assert.deepEqual(mergeChanges(twoDone, { ...twoDone }, elsewhere), elsewhere);
    assert.deepEqual(mergeChanges(twoDone, markDone(known, "thank-you", "2026-11-19"), elsewhere).done, {
      "thank-you": "2026-11-19",
    });
  });
});
