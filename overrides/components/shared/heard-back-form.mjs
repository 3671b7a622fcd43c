/**
 * The form of "I heard back" (heard-back.html): shows the days that an answer asks for, and reads them.
 *
 * @import {AnswerKind, DayName, Heard} from "./heard-back.mjs"
 */

import { part } from "./dom.mjs";
import { daysOf, describeOutcome } from "./heard-back.mjs";
import { readDay } from "./fields.mjs";

/** Each day's part of the form, by the answer that the template says it belongs to. */
const ANSWER_OF_DAY = /** @type {const} */ ({
  "heard-on": "any",
  "next-on": "invited",
  "new-reply-by": "new-date",
});
const DAY_NAMES = /** @type {DayName[]} */ (Object.keys(ANSWER_OF_DAY));

/**
 * @param {HTMLElement} form
 * @param {AnswerKind | null} answer  null while none is chosen
 * @param {string} today
 */
export function drawAnswer(form, answer, today) {
  const asked = answer === null ? [] : daysOf(answer);
  for (const name of DAY_NAMES) {
    part(form, `[data-answer='${ANSWER_OF_DAY[name]}']`, HTMLElement).hidden = !asked.includes(name);
  }
  const heardOn = part(form, "[name='heard-on']", HTMLInputElement);
  heardOn.max = today;
  heardOn.value ||= today;
  const submit = part(form, "[data-part='heard-submit']", HTMLElement);
  submit.hidden = answer === null;
  submit.textContent = answer === null ? "" : describeOutcome(answer);
}

/**
 * @param {HTMLFormElement} form
 * @returns {Heard | null}  null where no answer is chosen: the Enter key sends a form without its button. The focus goes
 *   to the first answer then.
 */
export function readHeard(form) {
  const day = (/** @type {DayName} */ name) => readDay(part(form, `[name='${name}']`, HTMLInputElement));
  const answer = /** @type {AnswerKind | null} */ (new FormData(form).get("answer"));
  if (answer === null) {
    part(form, "[name='answer']", HTMLInputElement).focus();
    return null;
  }
  return {
    answer,
    days: { "heard-on": day("heard-on"), "next-on": day("next-on"), "new-reply-by": day("new-reply-by") },
  };
}
