/**
 * "I heard back": which days an answer asks for, what is wrong with them, and what becomes of the plan. Pure.
 *
 * @import {Timeline} from "./schedule.mjs"
 * @import {EndKind, PlanState} from "./plan-state.mjs"
 */

import { endPlan, hearNewDate } from "./plan-state.mjs";

/** @typedef {EndKind | "new-date" | "other"} AnswerKind  as the form names them; `other` stops the plan */
/** @typedef {"heard-on" | "next-on" | "new-reply-by"} DayName */
/** @typedef {{value: string, isImpossible: boolean}} Day  ISO, or empty; impossible where what is typed is no date */
/** @typedef {{answer: AnswerKind, days: Record<DayName, Day>}} Heard */

export const NO_SUCH_DATE = "That date does not exist. Check the day, the month and the year.";

/**
 * @param {AnswerKind} answer
 * @returns {readonly DayName[]}  the days to ask for
 */
export function daysOf(answer) {
  if (answer === "invited") {
    return ["next-on"];
  }
  return answer === "new-date" ? ["new-reply-by", "heard-on"] : ["heard-on"];
}

/**
 * @param {AnswerKind} answer
 * @returns {string}  what the form's button says
 */
export function describeOutcome(answer) {
  return answer === "new-date" ? "Plan it again" : "End this plan";
}

/**
 * @param {Heard} heard
 * @param {string} start  of the plan
 * @param {string} today
 * @returns {Record<DayName, string>}  what is wrong with each day; empty where nothing is
 */
export function checkHeard({ answer, days }, start, today) {
  const asked = daysOf(answer);
  const { "heard-on": heardOn, "next-on": nextOn, "new-reply-by": replyBy } = days;
  return {
    "heard-on": asked.includes("heard-on") ? checkPastDay(heardOn, start, today) : "",
    "next-on": asked.includes("next-on") ? checkNextDay(nextOn) : "",
    "new-reply-by": asked.includes("new-reply-by") ? checkReplyDate(replyBy, heardOn) : "",
  };
}

/**
 * @param {PlanState} state
 * @param {Timeline} timeline
 * @param {Heard} heard  with nothing wrong
 * @returns {PlanState}
 */
export function hearBack(state, timeline, { answer, days }) {
  const on = days["heard-on"].value;
  if (answer === "new-date") {
    return hearNewDate(state, timeline, { on, replyBy: days["new-reply-by"].value || null });
  }
  const kind = answer === "other" ? "stopped" : answer;
  return endPlan(state, kind, kind === "invited" ? days["next-on"].value : on);
}

/**
 * @param {Day} day
 * @param {string} start  of the plan
 * @param {string} today
 * @returns {string}  what is wrong with a day that must lie between the two; empty when nothing is
 */
export function checkPastDay({ value, isImpossible }, start, today) {
  if (isImpossible || value === "") {
    return isImpossible ? NO_SUCH_DATE : "Enter the day.";
  }
  if (value > today) {
    return "This day is still to come. Enter the day it happened.";
  }
  return value < start ? "This is before the plan begins. Check the date." : "";
}

/** @param {Day} day */
function checkNextDay({ value, isImpossible }) {
  if (isImpossible) {
    return NO_SUCH_DATE;
  }
  return value === "" ? "Enter the day, and the next plan starts from it." : "";
}

/**
 * @param {Day} day
 * @param {Day} heardOn
 */
function checkReplyDate({ value, isImpossible }, heardOn) {
  if (isImpossible) {
    return NO_SUCH_DATE;
  }
  return value !== "" && value < heardOn.value
    ? "This is before the day you heard from them. Check both dates."
    : "";
}
