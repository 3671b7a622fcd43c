/**
 * The steps of a plan as a sheet of paper lists them: with dates where there is a start, in relative words where not.
 *
 * @import {PlannedStep, Step, Timeline} from "../shared/schedule.mjs"
 */

import { formatDate, formatLongDate } from "../shared/dates.mjs";
import { followRenames, fromLinkValues } from "../shared/plan-state.mjs";
import { formatDropReason } from "../shared/plan-words.mjs";
import {
  describeHolidays,
  describeProblems,
  fetchHolidays,
  makeDaysOff,
  makePlan,
} from "../shared/timeline-plan.mjs";

const SOME_HAVE_PASSED =
  "Some of these days have passed. Check off what was sent; the plan behind the code goes on from there.";

/**
 * @typedef {object} PlanData
 * @property {Timeline} timeline
 * @property {boolean} takesReplyDate
 * @property {Record<string, string>} lateTitles  what takes the place of a step whose moment has passed, by step
 * @property {Record<string, string>} due  in relative words, by step
 * @property {Record<string, string>} dueIfReplyBy  the same for those who were given a date
 */
/**
 * @typedef {object} HandoutData
 * @property {Record<string, PlanData>} plans  by the address of their page
 * @property {string} country  the site's
 * @property {string} holidaysUrl
 * @property {string[]} quietDays
 */
/** @typedef {{when: string, title: string, text: string, isDone: boolean, isLeftOut: boolean}} SheetStep */
/** @typedef {{steps: SheetStep[], facts: [string, string][], problems: string[], caution: string}} SheetPlan */

/**
 * @param {HandoutData} data
 * @param {string} address  of the timeline's page
 * @param {Record<string, string>} values  good ones, by link key
 * @param {string} today
 * @returns {Promise<SheetPlan>}  in relative words where the dates are wrong, and with the problems in words
 */
export async function planForSheet(data, address, values, today) {
  const plan = data.plans[address];
  if (plan === undefined) {
    throw new TypeError(`no plan has the address ${address}`);
  }
  const facts = describeFacts(plan, values);
  if (values["start"] === undefined) {
    return { steps: describeSteps(plan), facts, problems: [], caution: "" };
  }
  const country = values["country"] ?? data.country;
  const { file, isMissing } = await fetchHolidays(data, country);
  const state = followRenames(fromLinkValues(plan.timeline.slug, values), plan.timeline);
  const drawing = {
    ...data,
    ...plan,
    messages: {},
    heardBack: {},
    afterClose: null,
    answers: [],
    boardUrl: "",
  };
  const dayOff = makeDaysOff(data, country, file);
  const asOfToday = makePlan(drawing, state, dayOff, today);
  // Paper can't ask what was sent: it has all the days, as they stood at the start, and boxes to check.
  const isAsking = !state.asked && asOfToday.askAbout.length > 0;
  const planned = isAsking ? makePlan(drawing, state, dayOff, values["start"]) : asOfToday;
  const problems = describeProblems(drawing, planned, today).map(({ message }) => message);
  if (planned.steps.length === 0) {
    return { steps: describeSteps(plan), facts, problems, caution: "" };
  }
  const steps = plan.timeline.steps.flatMap((step) => {
    const found = planned.steps.find(({ id }) => id === step.id);
    return found === undefined ? [] : [describePlanned(plan, step, found, today)];
  });
  const caution = [isAsking ? SOME_HAVE_PASSED : "", describeHolidays(file, isMissing, planned)];
  return { steps, facts, problems, caution: caution.filter((words) => words !== "").join(" ") };
}

/**
 * @param {PlanData} plan
 * @param {Record<string, string>} values
 * @returns {[string, string][]}  what is known, and what it is called
 */
function describeFacts({ timeline, takesReplyDate }, values) {
  const { start, "reply-by": replyBy } = values;
  /** @type {[string, string][]} */
  const facts = [];
  if (start !== undefined) {
    facts.push([timeline.start_label, formatLongDate(start)]);
  }
  if (replyBy !== undefined && takesReplyDate) {
    facts.push(["They said they would reply by", formatLongDate(replyBy)]);
  }
  return facts;
}

/**
 * @param {PlanData} plan
 * @returns {SheetStep[]}
 */
function describeSteps({ timeline, due, dueIfReplyBy }) {
  return timeline.steps.map(({ id, title, text }, index) => {
    const other = dueIfReplyBy[id];
    const when = `${due[id] ?? ""}${other ? `, or ${other.charAt(0).toLowerCase()}${other.slice(1)}` : ""}`;
    // The words may name another step by its number.
    return { when: `${index + 1}. ${when}`, title, text, isDone: false, isLeftOut: false };
  });
}

/**
 * @param {PlanData} plan
 * @param {Step} step
 * @param {PlannedStep} planned
 * @param {string} today
 * @returns {SheetStep}
 */
function describePlanned({ lateTitles }, step, { state, date, message, droppedBecause }, today) {
  const isLeftOut = state === "dropped" || state === "skipped";
  const isLate = message !== null && message === step.late_message;
  return {
    when: date === null || isLeftOut ? "Left out" : formatDate(date, today),
    title: (isLate ? lateTitles[step.id] : undefined) ?? step.title,
    text: droppedBecause === undefined ? step.text : formatDropReason(droppedBecause),
    isDone: state === "done",
    isLeftOut,
  };
}
