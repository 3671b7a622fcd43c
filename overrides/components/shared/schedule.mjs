/**
 * The date engine: a timeline, what the reader has told, today's date and the days off go in; the plan comes
 * out. Pure functions over ISO dates. No clock, no page, no English: codes and data are returned,
 * `plan-words.mjs` says them.
 *
 * A step is *done*, *skipped* (the reader left it out), *dropped* (a rule left it out) or *to come*. A
 * skipped or dropped step keeps the day it was planned for: steps after it may count from there.
 *
 * Each step goes through these rules, in this order:
 *
 * 1. Done: a done step stands on its day. What is undone before it is dropped.
 * 2. Base: the day of what it comes `after`: the start, their reply date, or an earlier step.
 * 3. Offset: calendar days, or working days, which leave days off out.
 * 4. Shift: forward off days off, where the step asks for it.
 * 5. Their date: no chaser until two working days after the reply date they gave.
 * 6. Gap: a contact keeps its distance from the contact before, planned or done; then 4 again.
 * 7. Late: what is not done by its day moves to today, then 4 and 6. A note that is out of date becomes its
 *    late message or, when a chaser is due or it has none, is dropped. After the day on which the plan would
 *    have closed, kept to from the start, one contact at most is offered.
 *
 * And over all of them:
 *
 * 8. The stop: no more chasers in one silence than the timeline allows.
 * 9. An answer begins a fresh silence: chasers count anew, gaps do not.
 * 10. The last step, the close, sends nothing and never runs out.
 * 11. No plan is drawn from a date that is wrong.
 */

import { addDays, daysBetween, parseIsoDate, weekday } from "./dates.mjs";

/**
 * Exactly one of the two counts is given.
 * @typedef {{after: string, days?: number | null, working_days?: number | null}} Due
 */

/**
 * @typedef {{
 *   id: string, title: string, text: string, contact: "none" | "courtesy" | "chaser", due: Due,
 *   due_if_reply_by?: Due | null, due_if_patient?: Due | null, shift: "none" | "next-working-day",
 *   message?: string | null, expires_days?: number | null, late_message?: string | null, reasons: string[],
 *   formerly?: string[],
 * }} Step
 */

/**
 * @typedef {{
 *   slug: string, title: string, situation: string, start_label: string, min_gap_days: number,
 *   max_chasers: number, steps: Step[], formerly?: string[],
 * }} Timeline
 */

/**
 * Why a date is a day off, or null on a working day.
 * @typedef {(isoDate: string) => (null | {kind: "weekend" | "holiday" | "quiet", name: string})} DayOff
 */

/** @typedef {{step: string, on: string}} Contact  a step and the day it was made */

/** @typedef {{on: string, replyBy?: string | null}} Answer  "not yet", with or without a new date */

/**
 * `earlier`: contacts made before the last answer, where the caller has taken them out of `done`.
 * @typedef {{
 *   start: string, replyBy?: string | null, pace?: "standard" | "patient", done?: Record<string, string>,
 *   skipped?: string[], earlier?: Contact[], answers?: Answer[], today: string,
 * }} Inputs
 */

/**
 * `field`: `start`, `reply-by`, `pace`, `today`, `done:<step>`, `earlier:<index>`, `answer:<index>` or
 * `answer-reply-by:<index>`. `limit`: the date that `value` was held against.
 * @typedef {{
 *   field: string,
 *   code: "missing" | "impossible" | "before-start" | "before-answer" | "in-future" | "too-far-back"
 *     | "too-far-ahead" | "unknown",
 *   value?: string, limit?: string,
 * }} Problem
 */

/**
 * One reason for a move. `name`: the day off's. `after`: the step, or `reply-by`, that is waited for. `days`:
 * for how long, in calendar days for `gap` and working days for `their-date`.
 * @typedef {{
 *   from: string, to: string,
 *   code: "weekend" | "holiday" | "quiet" | "their-date" | "gap" | "late" | "order",
 *   name?: string, after?: string, days?: number,
 * }} Move
 */

/**
 * `order`: a later step is done. `stop`: the timeline's chasers are used up. `past-close`: the plan's time is
 * over. `expired`: too late for this note.
 * @typedef {"order" | "stop" | "past-close" | "expired"} DropReason
 */

/**
 * `base`: the day the offset counts from; null when done. `moves`: every reason why `date` is later than base
 * and offset say, in order. `message`: the one that applies, the late one when the note has expired; null
 * when dropped.
 * @typedef {{
 *   id: string, state: "today" | "next" | "later" | "done" | "skipped" | "dropped", date: string | null,
 *   base: string | null, moves: Move[], message: string | null, droppedBecause?: DropReason,
 * }} PlannedStep
 */

/**
 * `now`: the one thing to do today. `next`: the step to come after it. `askAbout`: the steps that a reader
 * who comes late may have done already. `closed`: nothing is to come any more.
 * @typedef {{
 *   problems: Problem[], steps: PlannedStep[], now: string | null, next: string | null, askAbout: string[],
 *   closed: boolean,
 * }} Plan
 */

/** How long their own date is given before anyone chases, in working days (rule 5). */
const THEIR_WORKING_DAYS = 2;

/**
 * No calendar in use has a year without a working day. Where one is given all the same, the search ends here
 * and the step stays where it is: the engine always returns.
 */
const LONGEST_TIME_OFF_DAYS = 366;

// ------------------------------------------------------------------------------------------------- days off

/**
 * Where a day is off for several reasons, the most telling one is given: the holiday, then the weekend.
 *
 * @param {object} calendar
 * @param {readonly number[]} calendar.weekend  ISO weekdays; Saturday is 6
 * @param {Readonly<Record<string, string>>} calendar.holidays  names by ISO date
 * @param {readonly string[]} calendar.quietDays  `MM-DD`
 * @returns {DayOff}  named by the holiday, "weekend", or the quiet day's `MM-DD`
 */
export function makeDayOff({ weekend, holidays, quietDays }) {
  const weekendDays = new Set(weekend);
  const holidayNames = new Map(Object.entries(holidays));
  const quiet = new Set(quietDays);
  return (date) => {
    const holiday = holidayNames.get(date);
    if (holiday !== undefined) {
      return { kind: "holiday", name: holiday };
    }
    if (weekendDays.has(weekday(date))) {
      return { kind: "weekend", name: "weekend" };
    }
    const monthAndDay = date.slice(5);
    return quiet.has(monthAndDay) ? { kind: "quiet", name: monthAndDay } : null;
  };
}

/**
 * The date itself, or the first working day after it.
 * @param {string} date
 * @param {DayOff} dayOff
 */
function workingDayFrom(date, dayOff) {
  let day = date;
  for (let ahead = 0; ahead <= LONGEST_TIME_OFF_DAYS; ahead += 1) {
    if (dayOff(day) === null) {
      return day;
    }
    day = addDays(day, 1);
  }
  return date;
}

/**
 * Days off are not counted: Saturday + 1 working day is Monday.
 * @param {string} date
 * @param {number} count
 * @param {DayOff} dayOff
 */
function addWorkingDays(date, count, dayOff) {
  let day = date;
  for (let left = count; left > 0; left -= 1) {
    day = workingDayFrom(addDays(day, 1), dayOff);
  }
  return day;
}

/**
 * The moves from a date to the next working day: one a reason, so that a weekend is one.
 * @param {string} date
 * @param {DayOff} dayOff
 * @returns {Move[]}
 */
function movesOffDaysOff(date, dayOff) {
  const target = workingDayFrom(date, dayOff);
  /** @type {Move[]} */
  const moves = [];
  for (let day = date, off = dayOff(day); off !== null && day < target; off = dayOff(day)) {
    const to = addDays(day, 1);
    const previous = moves.at(-1);
    if (previous?.code === off.kind && previous.name === off.name) {
      previous.to = to;
    } else {
      moves.push({ from: day, to, code: off.kind, name: off.name });
    }
    day = to;
  }
  return moves;
}

/** The day a step stands on, and how it came there. It only ever moves forward. */
class Standing {
  /** @type {Move[]} */
  moves = [];

  /** @param {string} date */
  constructor(date) {
    this.date = date;
  }

  /**
   * @param {string} day
   * @param {Pick<Move, "code" | "after" | "days">} reason
   */
  notBefore(day, reason) {
    if (this.date < day) {
      this.moves.push({ from: this.date, to: day, ...reason });
      this.date = day;
    }
  }

  /**
   * @param {Step["shift"]} shift
   * @param {DayOff} dayOff
   */
  offDaysOff(shift, dayOff) {
    if (shift !== "none" && dayOff(this.date) !== null) {
      const moves = movesOffDaysOff(this.date, dayOff);
      this.moves.push(...moves);
      this.date = moves.at(-1)?.to ?? this.date;
    }
  }
}

// --------------------------------------------------------------------------------- what the reader has told

/**
 * The same day of the year, some years on. Only for comparing: February 29 is kept in years that have none.
 * @param {string} date
 * @param {number} years
 */
const yearsFrom = (date, years) => String(Number(date.slice(0, 4)) + years).padStart(4, "0") + date.slice(4);

/**
 * What is wrong with the inputs, field by field (rule 11). No plan is drawn from a wrong date; an unknown
 * pace falls back to the standard one. What is said of steps that the timeline does not have is ignored.
 *
 * A start or a reply date more than a year off is taken for a slip of the keyboard.
 *
 * @param {Timeline} timeline
 * @param {Inputs} inputs
 * @returns {Problem[]}
 */
export function checkInputs(timeline, inputs) {
  /** @type {Problem[]} */
  const problems = [];

  /** @type {(field: string, code: Problem["code"], value: unknown, limit?: string) => void} */
  const report = (field, code, value, limit) => {
    problems.push({ field, code, ...(value ? { value: String(value) } : {}), ...(limit ? { limit } : {}) });
  };

  /** @type {(field: string, value: unknown) => string | null} */
  const checkDate = (field, value) => {
    const date = parseIsoDate(value);
    if (date === null) {
      report(field, value ? "impossible" : "missing", value);
    }
    return date;
  };

  const today = checkDate("today", inputs.today);
  const start = checkDate("start", inputs.start);
  if (start && today && start < yearsFrom(today, -1)) {
    report("start", "too-far-back", start);
  }
  if (start && today && start > yearsFrom(today, 1)) {
    report("start", "too-far-ahead", start);
  }

  /** @type {(field: string, value: string, earliest: string | null, code: Problem["code"]) => void} */
  const checkReplyBy = (field, value, earliest, code) => {
    const date = checkDate(field, value);
    if (date && earliest && date < earliest) {
      report(field, code, date, earliest);
    } else if (date && start && today && date > yearsFrom(start > today ? start : today, 1)) {
      report(field, "too-far-ahead", date);
    }
  };
  if (inputs.replyBy) {
    checkReplyBy("reply-by", inputs.replyBy, start, "before-start");
  }

  if (inputs.pace !== undefined && inputs.pace !== "standard" && inputs.pace !== "patient") {
    report("pace", "unknown", inputs.pace);
  }

  /** @type {(field: string, value: unknown) => string | null} */
  const checkDayBetween = (field, value) => {
    const date = checkDate(field, value);
    if (date && start && date < start) {
      report(field, "before-start", date, start);
    } else if (date && today && date > today) {
      report(field, "in-future", date, today);
    }
    return date;
  };
  const doneOn = new Map(Object.entries(inputs.done ?? {}));
  for (const { id } of timeline.steps) {
    if (doneOn.has(id)) {
      checkDayBetween(`done:${id}`, doneOn.get(id));
    }
  }
  for (const [index, { on }] of (inputs.earlier ?? []).entries()) {
    checkDayBetween(`earlier:${index}`, on);
  }
  for (const [index, { on, replyBy }] of (inputs.answers ?? []).entries()) {
    const answeredOn = checkDayBetween(`answer:${index}`, on);
    if (replyBy) {
      checkReplyBy(`answer-reply-by:${index}`, replyBy, answeredOn, "before-answer");
    }
  }
  return problems;
}

/**
 * The inputs as the rules see them. The *silence* is what an answer begins anew (rule 9): the first chaser
 * and all that follows it.
 * @typedef {object} Facts
 * @property {string} start
 * @property {string | null} replyBy  the reply date that sets days
 * @property {string | null} noChaserBefore  rule 5
 * @property {boolean} patient
 * @property {ReadonlyMap<string, string>} done
 * @property {ReadonlySet<string>} skipped
 * @property {number} dropBefore  the undone steps before this index are over (rule 1)
 * @property {number} silenceFrom  index of the first step of the silence
 * @property {string} silenceStart  the day the silence began
 * @property {Contact | null} contactBeforeSilence  the latest one of the silences before
 * @property {DayOff} dayOff
 */

/**
 * Where the rules are silent:
 *
 * - Of several reply dates the one given last counts, even if it is the sooner one: it is what they say now.
 * - After an answer, steps of the silence that are due after `start` count from the day of the answer, and a
 *   reply date that had passed by then no longer sets their days.
 * - A step of the silence that was done up to the day of the answer belongs to the silence before: it is
 *   planned again, and as a contact it still counts for the gap. The day itself is included because answers
 *   often come within hours.
 * - A skipped step stays skipped: it has no day that could tell the silences apart.
 *
 * @param {Timeline} timeline
 * @param {Inputs} inputs  free of wrong dates
 * @param {DayOff} dayOff
 * @returns {Facts}
 */
function readFacts({ steps }, inputs, dayOff) {
  const answers = [...(inputs.answers ?? [])].sort((a, b) => daysBetween(b.on, a.on));
  const answeredOn = answers.at(-1)?.on ?? null;
  const replyBy = answers.flatMap((answer) => answer.replyBy || []).at(-1) ?? (inputs.replyBy || null);

  const firstChaser = steps.findIndex((step) => step.contact === "chaser");
  const silenceFrom = firstChaser === -1 ? steps.length - 1 : firstChaser;

  /** @type {Map<string, string>} */
  const done = new Map();
  /** @type {Contact | null} */
  let contactBeforeSilence = null;
  const contacts = [
    ...(inputs.earlier ?? []).map((contact) => ({ contact, isOver: true })),
    ...Object.entries(inputs.done ?? {})
      .filter(([step]) => steps.some(({ id }) => id === step))
      .map(([step, on]) => ({ contact: { step, on }, isOver: answeredOn !== null && on <= answeredOn })),
  ];
  for (const { contact, isOver } of contacts) {
    const index = steps.findIndex(({ id }) => id === contact.step);
    if (!isOver || (index !== -1 && index < silenceFrom)) {
      const on = done.get(contact.step) ?? contact.on;
      done.set(contact.step, on > contact.on ? on : contact.on);
    } else if (steps[index]?.contact !== "none") {
      contactBeforeSilence = laterContact(contactBeforeSilence, contact);
    }
  }
  const lastDone = steps.reduce((last, { id }, index) => (done.has(id) ? index : last), -1);

  return {
    start: inputs.start,
    replyBy: replyBy && answeredOn && replyBy < answeredOn ? null : replyBy,
    noChaserBefore: replyBy && addWorkingDays(replyBy, THEIR_WORKING_DAYS, dayOff),
    patient: inputs.pace === "patient",
    done,
    skipped: new Set(inputs.skipped),
    dropBefore: contactBeforeSilence ? Math.max(lastDone, silenceFrom) : lastDone,
    silenceFrom,
    silenceStart: answeredOn ?? inputs.start,
    contactBeforeSilence,
    dayOff,
  };
}

/**
 * @param {Contact | null} a
 * @param {Contact | null} b  preferred on the same day
 */
const laterContact = (a, b) => (a && (!b || a.on > b.on) ? a : b);

// ------------------------------------------------------------------------------------------------- the plan

/**
 * What the steps before the one at hand leave to it.
 * @typedef {{days: Map<string, string>, lastContact: Contact | null}} Progress
 */

/**
 * @param {Progress} progress
 * @param {Step} step
 * @param {string} on
 */
function recordContact(progress, step, on) {
  if (step.contact !== "none") {
    progress.lastContact = laterContact(progress.lastContact, { step: step.id, on });
  }
}

/**
 * What sets a step's day: the rule for a known reply date, the one for the patient pace, or the plain one.
 * @param {Step} step
 * @param {Facts} facts
 * @returns {Due}
 */
function dueRule(step, facts) {
  return (facts.replyBy && step.due_if_reply_by) || (facts.patient && step.due_if_patient) || step.due;
}

/**
 * Rules 2 to 6: the day a step is planned for, before rule 7 asks whether it has passed.
 *
 * Nothing has to be repeated "until stable": rules 5 and 6 are lower bounds and a shift only goes forward, so
 * no bound is broken again by the shift after the last of them. The gap is kept to the days on which the
 * contacts before stand in the end, late ones on today, so a step that rule 7 then moves forward keeps it as
 * well.
 *
 * A base that is not known (data that name no earlier step, or a reply date no one gave) is the start.
 *
 * @param {Timeline} timeline
 * @param {Facts} facts
 * @param {Step} step
 * @param {number} index
 * @param {Progress} progress
 * @returns {{base: string, standing: Standing}}
 */
function planDay(timeline, facts, step, index, progress) {
  const { dayOff } = facts;
  const inSilence = index >= facts.silenceFrom;

  const rule = dueRule(step, facts);
  const named = rule.after === "reply-by" ? facts.replyBy : progress.days.get(rule.after);
  const base = named ?? (inSilence ? facts.silenceStart : facts.start);
  const standing = new Standing(
    rule.working_days ? addWorkingDays(base, rule.working_days, dayOff) : addDays(base, rule.days ?? 0),
  );
  standing.offDaysOff(step.shift, dayOff);

  if (step.contact === "chaser" && facts.noChaserBefore) {
    const days = THEIR_WORKING_DAYS;
    standing.notBefore(facts.noChaserBefore, { code: "their-date", after: "reply-by", days });
  }
  const lastContact = laterContact(inSilence ? facts.contactBeforeSilence : null, progress.lastContact);
  if (step.contact !== "none" && lastContact) {
    const days = timeline.min_gap_days;
    standing.notBefore(addDays(lastContact.on, days), { code: "gap", after: lastContact.step, days });
  }
  standing.offDaysOff(step.shift, dayOff);
  return { base, standing };
}

/**
 * Whether the next chaser would be due by today if the note at `index` were left out. One that only the gap
 * to that note holds back counts as due: a note that is out of date must not delay it.
 * @param {Timeline} timeline
 * @param {Facts} facts
 * @param {number} index
 * @param {Progress} progress  with the note's planned day, without the note as a contact
 * @param {string} today
 */
function isChaserDueWithout(timeline, facts, index, progress, today) {
  const ahead = { ...progress, days: new Map(progress.days) };
  for (const [later, step] of timeline.steps.entries()) {
    if (later <= index) {
      continue;
    }
    const { date } = planDay(timeline, facts, step, later, ahead).standing;
    ahead.days.set(step.id, date);
    if (facts.skipped.has(step.id)) {
      continue;
    }
    if (step.contact === "chaser") {
      return date <= today;
    }
    recordContact(ahead, step, date);
  }
  return false;
}

/**
 * @typedef {Omit<PlannedStep, "state" | "date">
 *   & {state: "done" | "skipped" | "dropped" | "to-come", date: string}} Placed
 */

/**
 * All rules, step by step.
 *
 * Rule 7's "no chaser is due" and its gap settle who goes first when a late courtesy note meets a chaser: a
 * note still in date goes today and the chaser waits for the gap; one out of date gives way to the chaser,
 * or, with none due, goes in its late form.
 *
 * @param {Timeline} timeline
 * @param {Facts} facts
 * @param {string} today
 * @param {number} contactsAllowed  how many contacts may still be offered
 * @returns {Placed[]}  in the timeline's order
 */
function placeSteps(timeline, facts, today, contactsAllowed) {
  const { steps, max_chasers } = timeline;
  const { dayOff } = facts;
  /** @type {Progress} */
  const progress = { days: new Map(), lastContact: null };
  /** @type {Contact | null} */
  let lastToCome = null;
  let contactsLeft = contactsAllowed;
  const chasersDone = steps.filter(({ id, contact }) => contact === "chaser" && facts.done.has(id)).length;
  let chasersLeft = max_chasers - chasersDone;

  /** @type {Placed[]} */
  const placed = [];
  for (const [index, step] of steps.entries()) {
    const { id } = step;
    const message = step.message ?? null;
    const doneOn = facts.done.get(id);
    if (doneOn !== undefined) {
      progress.days.set(id, doneOn);
      recordContact(progress, step, doneOn);
      placed.push({ id, state: "done", date: doneOn, base: null, moves: [], message });
      continue;
    }

    const { base, standing } = planDay(timeline, facts, step, index, progress);
    const { moves, date: planned } = standing;
    progress.days.set(id, planned);
    // Not moved to today: the steps that count from a skipped one would move away from the reader day by day.
    if (facts.skipped.has(id)) {
      placed.push({ id, state: "skipped", date: planned, base, moves, message });
      continue;
    }

    // The close is never out of date (rule 10).
    const isClose = index === steps.length - 1;
    const hasExpired = !isClose && daysBetween(planned, today) > (step.expires_days ?? Infinity);
    const lateMessage =
      hasExpired && !(chasersLeft > 0 && isChaserDueWithout(timeline, facts, index, progress, today))
        ? (step.late_message ?? null)
        : null;
    /** @type {DropReason | null} */
    let droppedBecause = null;
    if (index < facts.dropBefore) {
      droppedBecause = "order";
    } else if (step.contact === "chaser" && chasersLeft <= 0) {
      droppedBecause = "stop";
    } else if (step.contact !== "none" && contactsLeft <= 0) {
      droppedBecause = "past-close";
    } else if (hasExpired && lateMessage === null) {
      droppedBecause = "expired";
    }
    if (droppedBecause !== null) {
      placed.push({ id, state: "dropped", date: planned, base, moves, message: null, droppedBecause });
      continue;
    }

    // A step that sends nothing is no more overdue than a contact: it moves to today as well.
    standing.notBefore(today, { code: "late" });
    standing.offDaysOff(step.shift, dayOff);
    // Steps come in order, also where the data let a later one fall due sooner.
    if (lastToCome) {
      standing.notBefore(lastToCome.on, { code: "order", after: lastToCome.step });
      standing.offDaysOff(step.shift, dayOff);
    }

    const { date } = standing;
    progress.days.set(id, date);
    recordContact(progress, step, date);
    lastToCome = { step: id, on: date };
    contactsLeft -= step.contact === "none" ? 0 : 1;
    chasersLeft -= step.contact === "chaser" ? 1 : 0;
    placed.push({ id, state: "to-come", date, base, moves, message: lateMessage ?? message });
  }
  return placed;
}

/**
 * The plan for a timeline. The same arguments give the same plan; nothing else is read, and none of them is
 * changed.
 *
 * @param {Timeline} timeline
 * @param {Inputs} inputs
 * @param {DayOff} dayOff
 * @returns {Plan}  without steps while a date is wrong
 */
export function planSteps(timeline, inputs, dayOff) {
  const problems = checkInputs(timeline, inputs);
  if (timeline.steps.length === 0 || problems.some(({ field }) => field !== "pace")) {
    return { problems, steps: [], now: null, next: null, askAbout: [], closed: false };
  }
  const { start, today } = inputs;
  const facts = readFacts(timeline, inputs, dayOff);

  const nothingDone = { ...facts, done: new Map(), skipped: new Set(), dropBefore: 0 };
  const fromTheStart = placeSteps(timeline, nothingDone, start, Infinity);
  const close = fromTheStart.at(-1)?.date ?? today;
  // "At most one" holds from one day to the next: a contact made since the close has used it up.
  const usedUp = timeline.steps.some(
    ({ id, contact }) => contact !== "none" && (facts.done.get(id) ?? close) > close,
  );
  const contactsAllowed = today <= close ? Infinity : Number(!usedUp);

  const placed = placeSteps(timeline, facts, today, contactsAllowed);
  const toCome = placed.filter(({ state }) => state === "to-come");
  const now = toCome[0]?.date === today ? toCome[0].id : null;
  const next = toCome[now === null ? 0 : 1]?.id ?? null;

  return {
    problems,
    steps: placed.map((step) => ({ ...step, state: stateOf(step, now, next, start > today) })),
    now,
    next,
    askAbout: stepsToAskAbout(placed, fromTheStart, today),
    closed: toCome.length === 0,
  };
}

/**
 * With a start in the future everything is `later`, though the plan's `next` still names the first step.
 * @param {Placed} step
 * @param {string | null} now
 * @param {string | null} next
 * @param {boolean} beforeStart
 * @returns {PlannedStep["state"]}
 */
function stateOf({ id, state }, now, next, beforeStart) {
  if (state !== "to-come") {
    return state;
  }
  if (id === now) {
    return "today";
  }
  return id === next && !beforeStart ? "next" : "later";
}

/**
 * A late reader is asked what is done already before anything is named as due. The steps to ask about, once
 * anything is late: those that a reader who kept to the plan would have done before today, and of which
 * nothing is known. Not the close, which sends nothing.
 * @param {Placed[]} placed
 * @param {Placed[]} fromTheStart
 * @param {string} today
 */
function stepsToAskAbout(placed, fromTheStart, today) {
  const isLate = placed.some(
    ({ moves, droppedBecause }) => droppedBecause === "expired" || moves.some(({ code }) => code === "late"),
  );
  return placed
    .filter(({ state, droppedBecause }, index) => {
      const isOpen = state === "to-come" || (state === "dropped" && droppedBecause !== "order");
      const expectedOn = fromTheStart[index]?.date ?? today;
      return isLate && isOpen && index < placed.length - 1 && expectedOn < today;
    })
    .map(({ id }) => id);
}
