/**
 * The English for what the date engine returns: why a day has moved, what a state is called, why a step is left
 * out, what is wrong with a date. Pure functions. Pieces without a final period join a line, sentences stand
 * alone.
 */

import { formatDate } from "./dates.mjs";

/** @typedef {import("./schedule.mjs").Move} Move */
/** @typedef {import("./schedule.mjs").PlannedStep} PlannedStep */
/** @typedef {import("./schedule.mjs").Problem} Problem */
/** @typedef {import("./schedule.mjs").Timeline} Timeline */

/**
 * What a quiet day is called, by `MM-DD`. A site may name others: those are quiet days, no more.
 * @type {Readonly<Record<string, string>>}
 */
const QUIET_DAY_NAMES = Object.freeze({ "12-24": "Christmas Eve", "12-31": "New Year's Eve" });

/** @type {(count: number, unit: string) => string} */
const quantity = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;

/**
 * Why one move was made: "Thanksgiving Day", "5 days after the thank-you".
 * @param {Move} move
 * @returns {string}
 */
export function formatMoveReason({ code, name = "", after = "", days = 0 }) {
  // A step's id is its short name: `thank-you`, `check-in`.
  const step = `the ${after}`;
  switch (code) {
    case "holiday":
      return name;
    case "weekend":
      return "weekend";
    case "quiet":
      return QUIET_DAY_NAMES[name] ?? "a quiet day";
    case "their-date":
      return `${quantity(days, "working day")} after the date they gave`;
    case "gap":
      return `${quantity(days, "day")} after ${step}`;
    case "late":
      return "that day has passed";
    case "order":
      return `not before ${step}`;
  }
}

/**
 * All the moves of one step, in order: "moved from Thu Dec 24: Christmas Eve; Christmas Day; weekend".
 * @param {Move[]} moves
 * @param {string} today  a year is named when it is another one
 * @returns {string}  empty when nothing has moved
 */
export function formatMoves(moves, today) {
  const [first] = moves;
  return first
    ? `moved from ${formatDate(first.from, today)}: ${moves.map(formatMoveReason).join("; ")}`
    : "";
}

/** @type {Readonly<Record<PlannedStep["state"], string>>} */
const STATE_LABELS = Object.freeze({
  today: "Today",
  next: "Next",
  later: "Later",
  done: "Done",
  skipped: "Skipped",
  dropped: "Left out",
});

/**
 * @param {PlannedStep["state"]} state
 * @returns {string}  one or two words for a badge
 */
export function formatState(state) {
  return STATE_LABELS[state];
}

/** @type {Readonly<Record<NonNullable<PlannedStep["droppedBecause"]>, string>>} */
const DROP_REASONS = Object.freeze({
  order: "You have gone on to a later step, so this one can rest.",
  stop: "That is enough messages without an answer. One more would not help.",
  "past-close": "This plan has run its time. One message at most, then it closes.",
  expired: "The moment for this note has passed. Leave it out, and no harm done.",
});

/**
 * @param {NonNullable<PlannedStep["droppedBecause"]>} reason
 * @returns {string}  one or two sentences
 */
export function formatDropReason(reason) {
  return DROP_REASONS[reason];
}

/**
 * What is wrong and how to mend it, to stand at the field.
 * @param {Problem} problem
 * @param {Pick<Timeline, "start_label">} timeline  names the start: "Interview date"
 * @returns {string}  one or two sentences
 */
export function formatProblem({ code, field, value = "" }, { start_label: startLabel }) {
  const theStart = `the ${startLabel.charAt(0).toLowerCase()}${startLabel.slice(1)}`;
  switch (code) {
    case "missing":
      return field === "start" ? "Enter a date to see your plan." : "Enter a date here, or leave this out.";
    case "impossible":
      return "This date does not exist. Check the day, the month and the year.";
    case "before-start":
      return `This is before ${theStart}. Check both dates.`;
    case "before-answer":
      return "This is before the day you heard from them. Check both dates.";
    case "in-future":
      return "This day is still to come. Enter the day it happened, or leave this out until then.";
    case "too-far-back":
      return "This is more than a year ago. Check the year.";
    case "too-far-ahead":
      return "This is more than a year away. Check the year.";
    case "unknown":
      return `There is no choice called “${value}” here, so the usual one is used.`;
  }
}
