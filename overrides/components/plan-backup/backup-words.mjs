/**
 * What the reader is told about a file: what it would change, what it has changed, and why it is refused. Pure.
 * US English.
 *
 * @import {Comparison} from "../shared/backup.mjs"
 * @import {Plan} from "../shared/document.mjs"
 * @import {ReadingFault} from "./incoming-file.mjs"
 */

import { isSameContent } from "../shared/document.mjs";

/** How many of a list are named. */
export const NAMED = 10;

const MEGABYTE = 1024 * 1024;

/** @type {(count: number, one: string, many?: string) => string} */
const quantity = (count, one, many = `${one}s`) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** @type {(count: number) => string} */
const plansAre = (count) => (count === 1 ? "1 plan is" : `${quantity(count, "plan")} are`);

/**
 * @param {Plan} plan
 * @param {Readonly<Record<string, string>>} timelines  titles by slug
 * @returns {string}  what the reader knows it by
 */
export function nameOf(plan, timelines) {
  const title = Object.hasOwn(timelines, plan.timeline) ? timelines[plan.timeline] : plan.timeline;
  return plan.name.trim() || plan.values["company"] || title || plan.id;
}

/**
 * @param {readonly string[]} names
 * @returns {string}  the first ones, and how many more there are: "Acme, Borealis, and 12 more"
 */
export function listNames(names) {
  const more = names.length - NAMED;
  return more > 0
    ? [...names.slice(0, NAMED), `and ${more.toLocaleString("en-US")} more`].join(", ")
    : names.join(", ");
}

/** What a plan has, in the order it is said. @type {readonly [keyof Plan, string][]} */
const PARTS = [
  ["timeline", "which plan it is"],
  ["name", "what it is called"],
  ["done", "what was sent or done"],
  ["skipped", "what was skipped"],
  ["reasons", "the reasons to write"],
  ["earlier", "what was sent before they answered"],
  ["answers", "what they answered"],
  ["ended", "how it ended"],
  ["asked", "whether you were asked what you had sent"],
  ["archived", "whether it is archived"],
  ["notes", "the notes"],
  ["calendar", "what your calendar holds"],
];

/** @type {readonly [string, string][]} */
const VALUES = [
  ["start", "the first day"],
  ["reply-by", "the date they gave"],
  ["pace", "the pace"],
  ["country", "the country"],
  ["company", "the company"],
  ["role", "the role"],
  ["contact", "the contact"],
  ["name", "your name"],
];

/**
 * @param {Plan} kept
 * @param {Plan} incoming
 * @returns {string[]}  what differs, in words
 */
export function describeDifferences(kept, incoming) {
  const values = VALUES.filter(([key]) => kept.values[key] !== incoming.values[key]);
  const parts = PARTS.filter(([key]) => !isSameContent(kept[key] ?? null, incoming[key] ?? null));
  return [...values, ...parts].map(([, words]) => words);
}

/**
 * @param {Comparison} comparison
 * @param {Readonly<Record<string, string>>} timelines
 * @returns {{what: string, names: string}[]}  a line for each thing the file would do; none without plans and ticks
 */
export function describeComparison({ added, changed, same, ticks }, timelines) {
  const names = (/** @type {Plan[]} */ plans) => listNames(plans.map((plan) => nameOf(plan, timelines)));
  const differing = changed.map(({ kept, incoming }) => {
    const differences = describeDifferences(kept, incoming).join(", ");
    return nameOf(kept, timelines) + (differences === "" ? "" : ` (${differences})`);
  });
  return [
    { count: added.length, what: `${plansAre(added.length)} new`, names: names(added) },
    {
      count: changed.length,
      what: `${changed.length === 1 ? "1 plan differs" : `${quantity(changed.length, "plan")} differ`} from yours`,
      names: listNames(differing),
    },
    {
      count: same.length,
      what: `${plansAre(same.length)} here already, the very same`,
      names: names(same),
    },
    {
      count: ticks,
      what: `${quantity(ticks, "box", "boxes")} on your checklists would be checked in addition`,
      names: "",
    },
  ]
    .filter(({ count }) => count > 0)
    .map(({ what, names: listed }) => ({ what, names: listed }));
}

/**
 * @param {Comparison} comparison
 * @returns {boolean}  whether bringing it in would change anything
 */
export function changesSomething({ added, changed, ticks }) {
  return added.length + changed.length + ticks > 0;
}

/**
 * @param {Comparison} comparison  as it was just before
 * @param {"incoming" | "kept"} prefer
 * @returns {string}
 */
export function describeMerge({ added, changed, ticks }, prefer) {
  const done = [
    added.length > 0 ? `${quantity(added.length, "plan")} added` : "",
    changed.length > 0 && prefer === "incoming"
      ? `${quantity(changed.length, "plan")} replaced by the file’s`
      : "",
    changed.length > 0 && prefer === "kept"
      ? `${quantity(changed.length, "plan")} left as you had ${changed.length === 1 ? "it" : "them"}`
      : "",
    ticks > 0 ? `${quantity(ticks, "box", "boxes")} checked` : "",
  ].filter((words) => words !== "");
  return `Brought in: ${done.join(", ")}.`;
}

/**
 * @param {Plan[]} left  those that have changed since
 * @param {Readonly<Record<string, string>>} timelines
 * @returns {string}
 */
export function describeUndo(left, timelines) {
  if (left.length === 0) {
    return "Undone. What the file had changed is as it was before.";
  }
  const names = listNames(left.map((plan) => nameOf(plan, timelines)));
  return `Undone, but for ${quantity(left.length, "plan")} changed or erased since, which ${left.length === 1 ? "stays as it is" : "stay as they are"}: ${names}.`;
}

/**
 * @param {number} plans
 * @param {number} ticks
 * @returns {string}  "3 plans and 14 checked boxes"; empty when there is nothing
 */
export function describeContents(plans, ticks) {
  return [
    plans > 0 ? quantity(plans, "plan") : "",
    ticks > 0 ? quantity(ticks, "checked box", "checked boxes") : "",
  ]
    .filter((words) => words !== "")
    .join(" and ");
}

/**
 * @param {ReadingFault} reason
 * @param {number} limit  in bytes
 * @returns {string}
 */
export function describeReadingFault(reason, limit) {
  switch (reason) {
    case "huge":
      return `This file is larger than ${Math.floor(limit / MEGABYTE)} MB. None that was made here is, so it was not read to its end.`;
    case "unreadable":
      return "Your browser could not read this file. If it has been moved or is in the cloud, save it on this device, then choose it again.";
    case "not-text":
      return "This is not a file that was made here. If it is a spreadsheet, save it as “CSV UTF-8”, and choose that one.";
    case "given-up":
      return "Reading this file takes too long. Save it on this device, then choose it again.";
  }
}
