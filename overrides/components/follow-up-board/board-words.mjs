/**
 * The English of the board. Pure.
 *
 * @import {Counts, Entry, Group} from "./board-entries.mjs"
 */

import { formatDate, formatDistance } from "../shared/dates.mjs";

/** @type {Readonly<Record<Group, string>>} */
const GROUP_TITLES = Object.freeze({
  due: "Today",
  next: "Coming up",
  unclear: "Needs a look",
  quiet: "Nothing left to send",
  ended: "Ended",
  archived: "Archived",
});

/** For an erased plan that something else has brought back: undoing must not put the old one over it. */
export const ALREADY_BACK =
  "This plan is here again already, from a file or another tab. It stays as it is now.";

/**
 * @param {Group | null} group  null where all stand in one list
 * @returns {string}
 */
export function groupTitle(group) {
  return group === null ? "All of them" : GROUP_TITLES[group];
}

/**
 * @param {Counts} counts
 * @returns {string}
 */
export function describeCounts({ waiting, due, closed }) {
  const today = due === 0 ? "nothing due today" : waiting === 1 ? "due today" : `${due} of them due today`;
  return `${waiting} waiting, ${today}. ${closed} closed.`;
}

/**
 * What the plan is for, under its name.
 *
 * @param {Entry} entry
 * @returns {string}
 */
export function describeJob({ plan, timeline, name }) {
  const { company = "", role = "" } = plan.values;
  const title = timeline?.timeline.title ?? "";
  return [role, company === name ? "" : company, title === name ? "" : title]
    .filter((text) => text !== "")
    .join(" · ");
}

/**
 * @param {Entry} entry
 * @returns {string}  the step to come, how it ended, or what is wrong
 */
export function describeState({ upcoming, rest, problems }) {
  return upcoming?.title ?? (problems.join(" ") || rest);
}

/**
 * @param {Entry} entry
 * @param {string} today
 * @returns {string}  when that is, or was; empty where no day matters
 */
export function describeWhen({ plan, upcoming }, today) {
  if (upcoming === null) {
    return plan.ended ? formatDate(plan.ended.on, today) : "";
  }
  const { since, date } = upcoming;
  if (date > today) {
    return `${formatDate(date, today)}, ${formatDistance(date, today)}`;
  }
  return since < today ? `Since ${formatDate(since, today)}, ${formatDistance(since, today)}` : "Today";
}

/**
 * @param {Entry} entry
 * @returns {string}  what the link to the plan says
 */
export function describeOpening({ timeline, group, upcoming }) {
  if (timeline === null) {
    return "See all timelines";
  }
  if (upcoming?.kind === "question") {
    return "Say what you have sent";
  }
  return group === "due" && upcoming?.needsReason ? "Choose a reason" : "Open the plan";
}

/**
 * What has changed, to be read beside "Undo".
 *
 * @param {"done" | "skip" | "reopen" | "archive" | "bring-back" | "erase" | "new-date" | "ended"} change
 * @param {Entry} entry  as it was before
 * @returns {string}
 */
export function describeReceipt(change, { name, plan, upcoming }) {
  const step = `“${upcoming?.title ?? ""}”`;
  switch (change) {
    case "done":
      return `${name}: ${step} is marked as ${upcoming?.step.contact === "none" ? "done" : "sent"} today.`;
    case "skip":
      return `${name}: ${step} is left out, and the plan goes on.`;
    case "reopen":
      return `${name}: the plan goes on.`;
    case "archive":
      return `${name} is archived.`;
    case "bring-back":
      return `${name} is back among your plans.`;
    case "erase":
      return `${name} is erased from this browser.${plan.calendar?.entries.length ? " Its entries in your calendar stay until you delete them there." : ""}`;
    case "new-date":
      return `${name}: planned again.`;
    case "ended":
      return `${name}: this plan has ended.`;
  }
}

/**
 * @param {number} count
 * @returns {string}
 */
export function countPlans(count) {
  return count === 1 ? "1 plan" : `${count} plans`;
}
