/**
 * What a reader has told about one plan, and every way it can change. Pure: each function takes a state and returns a
 * new one. The engine's inputs, the link and what the browser keeps are all made from it.
 *
 * @import {Inputs, Timeline} from "./schedule.mjs"
 */

import { checkValue, formatFragment, LIST_SEPARATOR, PAIR_SEPARATOR } from "./fragment.mjs";

/** @typedef {{step: string, on: string}} Contact */
/** @typedef {{on: string, replyBy: string | null}} Answer */
/** @typedef {"invited" | "declined" | "offered" | "stopped"} EndKind */
/** @typedef {{step: string, date: string, title: string}} CalendarEntry */
/** @typedef {{sequence: number, alarm: "none" | "morning" | "day-before", entries: CalendarEntry[]}} CalendarState */

/**
 * @typedef {object} PlanState
 * @property {string | null} id  null until the plan is first kept or exported
 * @property {string} timeline  its slug
 * @property {string} name  what the reader calls it
 * @property {Record<string, string>} values  what the form holds, by link key
 * @property {Record<string, string>} done  the day each step was done
 * @property {string[]} skipped
 * @property {Record<string, string>} reasons  the chosen reason of each step, by id
 * @property {Contact[]} earlier  contacts made before the last answer
 * @property {Answer[]} answers
 * @property {{kind: EndKind, on: string} | null} ended
 * @property {boolean} asked  whether a late reader has said what was done before
 * @property {CalendarState | null} calendar  what was last put into a calendar
 */

/** What the form holds: everything else in a link is a plan's history. */
export const VALUE_KEYS = Object.freeze(
  /** @type {const} */ (["start", "reply-by", "pace", "country", "company", "role", "contact", "name"]),
);

/** What a link does without where all of it is too much: the dates still bring the plan back. */
const NAME_KEYS = Object.freeze(["company", "role", "contact", "name"]);

/**
 * @param {string} timeline  its slug
 * @returns {PlanState}
 */
export function newPlan(timeline) {
  return {
    id: null,
    timeline,
    name: "",
    values: {},
    done: {},
    skipped: [],
    reasons: {},
    earlier: [],
    answers: [],
    ended: null,
    asked: false,
    calendar: null,
  };
}

/**
 * @param {PlanState} plan
 * @param {string} key  of VALUE_KEYS
 * @param {string} value
 * @returns {PlanState}
 */
export function setValue(plan, key, value) {
  const values = { ...plan.values };
  if (value === "") {
    delete values[key];
  } else {
    values[key] = value;
  }
  return { ...plan, values };
}

/**
 * @param {PlanState} plan
 * @param {string} step
 * @param {string} on
 * @returns {PlanState}
 */
export function markDone(plan, step, on) {
  return { ...plan, done: { ...plan.done, [step]: on }, skipped: plan.skipped.filter((id) => id !== step) };
}

/**
 * @param {PlanState} plan
 * @param {string} step
 * @returns {PlanState}
 */
export function skip(plan, step) {
  const { [step]: _, ...done } = plan.done;
  return { ...plan, done, skipped: [...plan.skipped.filter((id) => id !== step), step] };
}

/**
 * Takes back that a step was done or skipped.
 *
 * @param {PlanState} plan
 * @param {string} step
 * @returns {PlanState}
 */
export function undo(plan, step) {
  const { [step]: _, ...done } = plan.done;
  return { ...plan, done, skipped: plan.skipped.filter((id) => id !== step) };
}

/**
 * @param {PlanState} plan
 * @param {string} step
 * @param {string} reason  its id, or an empty string for none
 * @returns {PlanState}
 */
export function chooseReason(plan, step, reason) {
  const { [step]: _, ...reasons } = plan.reasons;
  return { ...plan, reasons: reason === "" ? reasons : { ...reasons, [step]: reason } };
}

/**
 * "They gave me a new date": the silence begins afresh. What was done in it moves to the contacts made earlier, so that
 * its steps can come again while the gap still counts.
 *
 * @param {PlanState} plan
 * @param {Timeline} timeline
 * @param {Answer} answer
 * @returns {PlanState}
 */
export function hearNewDate(plan, timeline, answer) {
  // The silence runs from the first chaser to the close, as the engine has it.
  const firstChaser = timeline.steps.findIndex(({ contact }) => contact === "chaser");
  const again = new Set(timeline.steps.slice(firstChaser).map(({ id }) => id));
  const over = Object.entries(plan.done).filter(([step]) => again.has(step));
  return {
    ...plan,
    done: Object.fromEntries(Object.entries(plan.done).filter(([step]) => !again.has(step))),
    skipped: plan.skipped.filter((step) => !again.has(step)),
    reasons: Object.fromEntries(Object.entries(plan.reasons).filter(([step]) => !again.has(step))),
    earlier: [...plan.earlier, ...over.map(([step, on]) => ({ step, on }))],
    answers: [...plan.answers, answer],
    asked: true,
  };
}

/**
 * Takes back the last "they gave me a new date": the silence before it goes on, with what was sent in it.
 *
 * @param {PlanState} plan  with an answer
 * @returns {PlanState}
 */
export function takeBackAnswer(plan) {
  const answers = plan.answers.slice(0, -1);
  const before = answers.at(-1)?.on ?? "";
  const back = plan.earlier.filter(({ on }) => on > before);
  return {
    ...plan,
    done: { ...Object.fromEntries(back.map(({ step, on }) => [step, on])), ...plan.done },
    earlier: plan.earlier.filter(({ on }) => on <= before),
    answers,
  };
}

/**
 * "They invited me", "it is a no", "they made an offer": the plan is over.
 *
 * @param {PlanState} plan
 * @param {EndKind} kind
 * @param {string} on
 * @returns {PlanState}
 */
export function endPlan(plan, kind, on) {
  return { ...plan, ended: { kind, on } };
}

/**
 * @param {PlanState} plan
 * @returns {PlanState}  going on as if no answer had ended it
 */
export function reopenPlan(plan) {
  return { ...plan, ended: null };
}

/**
 * Makes the reader's changes to a plan that may have been changed elsewhere meanwhile: what they left as it was stays as it
 * is kept now.
 *
 * @template {PlanState} Plan
 * @param {PlanState} before  as it was kept when they began
 * @param {PlanState} after  as they have left it
 * @param {Plan} kept  as it is kept now
 * @returns {Plan}
 */
export function mergeChanges(before, after, kept) {
  const known = new Map(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(known.get(key)),
  );
  return { ...kept, ...Object.fromEntries(changed) };
}

/**
 * @param {PlanState} plan  with a start
 * @param {string} today
 * @returns {Inputs}  for the engine
 */
export function toInputs(plan, today) {
  return {
    start: plan.values["start"] ?? "",
    replyBy: plan.values["reply-by"] ?? null,
    pace: plan.values["pace"] === "patient" ? "patient" : "standard",
    done: plan.done,
    skipped: plan.skipped,
    earlier: plan.earlier,
    answers: plan.answers,
    today,
  };
}

/**
 * @param {PlanState} plan
 * @returns {Record<string, string>}  for formatFragment; what is empty is left out there
 */
export function toLinkValues(plan) {
  return {
    ...plan.values,
    plan: plan.id ?? "",
    done: formatMarks(byDay(plan.done)),
    skipped: plan.skipped.join(LIST_SEPARATOR),
    earlier: formatMarks(plan.earlier.map(({ step, on }) => [step, on])),
    heard: formatMarks(plan.answers.map(({ on, replyBy }) => (replyBy ? [on, replyBy] : [on]))),
  };
}

/**
 * Writes a link that can be opened, whatever the values: what no link may hold is left out, and so are the names where they
 * are too much for one (a hundred emoji are 1,200 characters of a link).
 *
 * @param {Readonly<Record<string, string>>} values  as for formatFragment
 * @returns {string}
 * @throws {RangeError}  where it is too much even so
 */
export function formatLink(values) {
  return (
    tryFormat(values) ??
    tryFormat(onlyGood(values)) ??
    formatFragment(onlyGood(values, (key) => !NAME_KEYS.includes(key)))
  );
}

/**
 * Writes a plan's link, with its history where it fits. Without it, the link still finds the plan in the browser
 * that keeps it.
 *
 * @param {PlanState} plan
 * @returns {string}
 */
export function formatPlanLink(plan) {
  const values = toLinkValues(plan);
  try {
    return formatLink(values);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    return formatFragment(onlyGood(values, (key) => key === "start" || key === "plan"));
  }
}

/**
 * @param {Readonly<Record<string, string>>} values
 * @returns {string | null}  null where they make no link
 */
function tryFormat(values) {
  try {
    return formatFragment(values);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    return null;
  }
}

/**
 * @param {Readonly<Record<string, string>>} values
 * @param {(key: string) => boolean} [isWanted]
 * @returns {Record<string, string>}  those that a link may hold
 */
function onlyGood(values, isWanted = () => true) {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => isWanted(key) && checkValue(key, value) === null),
  );
}

/**
 * @param {string} timeline  its slug
 * @param {Readonly<Record<string, string>>} values  good ones, from parseFragment
 * @returns {PlanState}
 */
export function fromLinkValues(timeline, values) {
  const plan = newPlan(timeline);
  for (const key of VALUE_KEYS) {
    if (values[key] !== undefined) {
      plan.values[key] = values[key];
    }
  }
  plan.id = values["plan"] ?? null;
  plan.done = Object.fromEntries(parseMarks(values["done"]));
  plan.skipped = splitList(values["skipped"]);
  plan.earlier = parseMarks(values["earlier"]).map(([step = "", on = ""]) => ({ step, on }));
  plan.answers = parseMarks(values["heard"]).map(([on = "", replyBy]) => ({ on, replyBy: replyBy ?? null }));
  // A link that says what was done, or what they answered, has answered the question already.
  plan.asked = ["done", "skipped", "earlier", "heard"].some((key) => values[key] !== undefined);
  return plan;
}

/**
 * Reads a plan that names the timeline, or its steps, as they were called before: one that this browser kept, or a link's.
 *
 * The entries in the reader's calendar stay what they were called when they were put there: their ids are made of it, and
 * under new ones the calendar would not know them again.
 *
 * @template {PlanState} Plan
 * @param {Plan} plan
 * @param {Pick<Timeline, "slug" | "formerly" | "steps">} timeline
 * @returns {Plan}  under today's names; the plan itself where it has them, or is another timeline's
 */
export function followRenames(plan, timeline) {
  if (plan.timeline !== timeline.slug && !timeline.formerly?.includes(plan.timeline)) {
    return plan;
  }
  /** @type {Map<string, string>} */
  const renamed = new Map();
  for (const { id, formerly = [] } of timeline.steps) {
    for (const old of formerly) {
      renamed.set(old, id);
    }
  }
  if (plan.timeline === timeline.slug && renamed.size === 0) {
    return plan;
  }
  /** @param {string} step */
  const nameNow = (step) => renamed.get(step) ?? step;
  /** @param {Record<string, string>} byStep  where a step stands under both names, today's counts */
  const underNamesNow = (byStep) => ({
    ...Object.fromEntries(Object.entries(byStep).map(([step, value]) => [nameNow(step), value])),
    ...Object.fromEntries(Object.entries(byStep).filter(([step]) => !renamed.has(step))),
  });
  const done = underNamesNow(plan.done);
  return {
    ...plan,
    timeline: timeline.slug,
    done,
    skipped: [...new Set(plan.skipped.map(nameNow))].filter((step) => done[step] === undefined),
    reasons: underNamesNow(plan.reasons),
    earlier: plan.earlier.map(({ step, on }) => ({ step: nameNow(step), on })),
  };
}

/**
 * Whether two states would make the same plan, whatever they are called.
 *
 * @param {PlanState} one
 * @param {PlanState} other
 */
export function isSamePlan(one, other) {
  return JSON.stringify(sorted(toLinkValues(one))) === JSON.stringify(sorted(toLinkValues(other)));
}

/** @param {Record<string, string>} values */
function sorted(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== "")
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * What is kept comes back in another order than it was told in: a link must not differ by that.
 *
 * @param {Record<string, string>} done
 * @returns {[string, string][]}  in the order of the days
 */
function byDay(done) {
  return Object.entries(done).sort(([step, on], [other, otherOn]) =>
    `${on} ${step}` < `${otherOn} ${other}` ? -1 : 1,
  );
}

/** @param {string[][]} marks */
function formatMarks(marks) {
  return marks.map((mark) => mark.join(PAIR_SEPARATOR)).join(LIST_SEPARATOR);
}

/**
 * @param {string | undefined} text
 * @returns {string[]}
 */
function splitList(text) {
  return text ? text.split(LIST_SEPARATOR) : [];
}

/**
 * @param {string | undefined} text
 * @returns {string[][]}
 */
function parseMarks(text) {
  return splitList(text).map((mark) => mark.split(PAIR_SEPARATOR));
}
