/**
 * A kept or linked plan against its timeline: the holidays it needs, its dates, and what to say of it. Reads nothing but
 * its arguments and the holiday files.
 *
 * @import {DayOff, Plan, PlannedStep, Step, Timeline} from "./schedule.mjs"
 * @import {HolidayFile} from "./days-off.mjs"
 * @import {EndKind, PlanState} from "./plan-state.mjs"
 */

import { formatDate, formatDistance, formatLongDate } from "./dates.mjs";
import { chooseCountry, dayOffFor, lastYearCovered, loadHolidays } from "./days-off.mjs";
import { formatLink, toInputs } from "./plan-state.mjs";
import { formatProblem } from "./plan-words.mjs";
import { planSteps } from "./schedule.mjs";

/** @typedef {{title: string, url: string, dataUrl: string, reasons: Record<string, string>}} MessageData */
/** @typedef {{title: string, url: string}} PageData */
/**
 * @typedef {object} TimelineData  what the template has put beside the markup
 * @property {Timeline} timeline
 * @property {Record<string, MessageData>} messages  by slug
 * @property {boolean} takesReplyDate  whether a reply date means anything to this timeline
 * @property {Partial<Record<EndKind, PageData>>} heardBack  where each answer leads
 * @property {PageData | null} afterClose  what to do instead of waiting
 * @property {string} country  the site's
 * @property {string} holidaysUrl  the folder of the holiday files
 * @property {string[]} quietDays
 * @property {string[]} answers  what the reader may have heard back, as the form names it
 * @property {string} boardUrl  the page of all the plans that the reader keeps
 */

/** The choice "none of these is true", which is no reason's id. */
export const NO_REASON = "none";

const ENDED_TITLES = /** @type {const} */ ({
  invited: "They invited you. That is what all this was for.",
  declined: "It is a no. That hurts, and it is an answer.",
  offered: "They made you an offer. Well done.",
  stopped: "This plan is over.",
});

/** What has no field of its own, by the beginning of the engine's name for it. */
const HISTORY_SUBJECTS = /** @type {const} */ ([
  ["earlier:", "A message you sent before they answered"],
  ["answer:", "The day you heard from them"],
  ["answer-reply-by:", "The date they gave when they answered"],
]);

const TO_COME = new Set(["today", "next", "later"]);

/**
 * Whose holidays count, fetched if need be.
 *
 * @param {Pick<TimelineData, "holidaysUrl">} data
 * @param {string} country  as in a link: `US`, `US-CA` or `none`
 * @returns {Promise<{file: HolidayFile | null, isMissing: boolean}>}  no file for `none`, or where none could be fetched
 */
export async function fetchHolidays(data, country) {
  const code = chooseCountry(country).country;
  if (code === null) {
    return { file: null, isMissing: false };
  }
  const url = new URL(`${data.holidaysUrl}${code}.json`, document.baseURI);
  const loaded = await loadHolidays(url, (address) => fetch(address));
  return loaded.ok ? { file: loaded.file, isMissing: false } : { file: null, isMissing: true };
}

/**
 * @param {Pick<TimelineData, "quietDays">} data
 * @param {string} country  as in a link
 * @param {HolidayFile | null} file
 * @returns {DayOff}  which remembers its answers: plans side by side ask for the same days
 */
export function makeDaysOff({ quietDays }, country, file) {
  const dayOff = dayOffFor({ file, subdivision: chooseCountry(country).subdivision, quietDays });
  /** @type {Map<string, ReturnType<DayOff>>} */
  const known = new Map();
  return (date) => {
    let off = known.get(date);
    if (off === undefined) {
      off = dayOff(date);
      known.set(date, off);
    }
    return off;
  };
}

/**
 * @param {TimelineData} data
 * @param {PlanState} state  with a start
 * @param {DayOff} dayOff
 * @param {string} today
 * @returns {Plan}
 */
export function makePlan(data, state, dayOff, today) {
  const inputs = toInputs(state, today);
  return planSteps(data.timeline, data.takesReplyDate ? inputs : { ...inputs, replyBy: null }, dayOff);
}

/**
 * What is wrong with the dates, in words.
 *
 * @param {TimelineData} data
 * @param {Plan} plan
 * @param {string} today
 * @returns {{field: string, message: string}[]}  the message names the day where no field shows it
 */
export function describeProblems(data, plan, today) {
  return plan.problems.map((problem) => {
    const { field, value = "" } = problem;
    const message = formatProblem(problem, data.timeline);
    const subject = HISTORY_SUBJECTS.find(([prefix]) => field.startsWith(prefix))?.[1];
    return { field, message: subject ? `${subject}, ${formatDate(value, today)}: ${message}` : message };
  });
}

/**
 * What the reader should know about the holidays: that they are missing, or end too soon.
 *
 * @param {HolidayFile | null} file
 * @param {boolean} isMissing
 * @param {Plan} plan
 * @returns {string}  empty when there is nothing to say
 */
export function describeHolidays(file, isMissing, plan) {
  if (isMissing) {
    return "The public holidays could not be loaded, so dates move off weekends alone.";
  }
  const last = plan.steps.reduce((latest, { date }) => (date !== null && date > latest ? date : latest), "");
  if (file !== null && Number(last.slice(0, 4)) > lastYearCovered(file)) {
    return `Public holidays are known to the end of ${lastYearCovered(file)}. After that, dates move off weekends alone.`;
  }
  return "";
}

/** @param {PlannedStep} step */
export function isToCome(step) {
  return TO_COME.has(step.state);
}

/**
 * What a step is called on its day: a note that has missed its moment goes by its late message's name.
 *
 * @param {TimelineData} data
 * @param {Step} step
 * @param {PlannedStep} planned
 */
export function stepTitle({ messages }, step, { message }) {
  const late = message !== null && message === step.late_message ? messages[message] : undefined;
  return late?.title ?? step.title;
}

/**
 * The reasons that a step's message offers for writing. A late note may not offer what the note in its time does.
 *
 * @param {TimelineData} data
 * @param {Step} step
 * @param {PlannedStep} planned
 * @returns {string[]}  their ids
 */
export function offeredReasons({ messages }, step, { message }) {
  const offered = message === null ? undefined : messages[message]?.reasons;
  return offered === undefined ? [] : step.reasons.filter((reason) => offered[reason] !== undefined);
}

/**
 * The address of a message, filled with what the reader has told.
 *
 * @param {MessageData} message
 * @param {PlanState} state
 * @param {string} step
 */
export function messageLink(message, state, step) {
  const reason = state.reasons[step] ?? "";
  const values = { ...state.values, plan: state.id ?? "", reason: reason === NO_REASON ? "" : reason };
  return message.url + formatLink(values);
}

/**
 * What to say when nothing is due.
 *
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Plan} plan
 * @param {string} today
 * @returns {{title: string, text: string}}
 */
export function describeRest({ timeline }, state, plan, today) {
  if (state.ended !== null) {
    return {
      title: ENDED_TITLES[state.ended.kind],
      text: state.ended.kind === "stopped" ? "Nothing is left to send. Put your energy elsewhere." : "",
    };
  }
  const planned = plan.steps.find((step) => step.id === plan.next);
  const step = timeline.steps.find((candidate) => candidate.id === plan.next);
  if (!planned?.date || !step) {
    return {
      title: "You have done your part.",
      text: "Nothing is left to send. An answer may still come, but stop waiting for it.",
    };
  }
  const when = `${formatLongDate(planned.date)}, ${formatDistance(planned.date, today)}`;
  return { title: "Nothing to do today.", text: `Next: ${step.title}, on ${when}.` };
}

/**
 * @param {PlanState} state  ended
 * @returns {string}  the link's fragment for the plan that follows: it starts on the day of the answer
 */
export function nextFragment(state) {
  const { "reply-by": _, ...values } = state.values;
  return formatLink({ ...values, start: state.ended?.on ?? "" });
}
