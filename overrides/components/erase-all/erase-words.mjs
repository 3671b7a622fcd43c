/**
 * What the reader is told would go, has gone and has not. Pure. US English.
 *
 * @import {Kept, Kind, Outcome} from "./kept-here.mjs"
 */

/** @type {Readonly<Record<NonNullable<Kept["unread"]>, string>>} */
const UNCOUNTED = Object.freeze({
  blocked: "Whatever is kept here: your browser does not let this page look",
  full: "Whatever is kept here: it could not be read",
  damaged: "Something kept here that can no longer be read",
  newer: "Plans and checked boxes kept by a newer version of this site, which this page cannot count",
});

const IN_THE_SETTINGS =
  "In your browser’s settings, look for “site data” or “cookies and site data”, find this site, and delete what it has stored.";

/** @type {(count: number, one: string, many: string) => string[]} */
const some = (count, one, many) =>
  count === 0 ? [] : [`${count.toLocaleString("en-US")} ${count === 1 ? one : many}`];

/**
 * @param {Kept} kept
 * @returns {string[]}  a line for each kind of thing; none where there is nothing
 */
export function describeKept(kept) {
  return [
    ...(kept.unread === null ? [] : [UNCOUNTED[kept.unread]]),
    ...some(kept.plans, "plan, with its notes", "plans, with their notes"),
    ...some(kept.ticks, "checked box on your checklists", "checked boxes on your checklists"),
    ...some(
      kept.copies,
      "copy of something that could not be read, set aside for you",
      "copies of something that could not be read, set aside for you",
    ),
    ...(kept.hasVisit ? ["What you have typed into messages during this visit"] : []),
    ...(kept.hasClientLink ? ["What you have asked to be remembered of the links you make for clients"] : []),
    ...(kept.hasSettings ? ["The colors this site shows you, light or dark"] : []),
  ];
}

/**
 * @param {Kept} kept  as it was before
 * @param {Outcome} outcome
 * @returns {string}
 */
export function describeErased(kept, { erased, left }) {
  const gone = erased.flatMap((kind) => describeKind(kind, kept));
  const sentences = [];
  if (gone.length > 0) {
    sentences.push(`Erased: ${gone.join(", ")}.`);
  }
  if (left.length === 0) {
    sentences.push("This site keeps nothing of yours in this browser now.");
    if (kept.hasVisit) {
      sentences.push("What you typed in other tabs goes when you close them.");
    }
  } else {
    const stays = left.map((kind) => NAMES[kind]).join(", ");
    sentences.push(`Your browser did not let this page erase: ${stays}.`, IN_THE_SETTINGS);
  }
  return sentences.join(" ");
}

/** @type {Readonly<Record<Kind, string>>} */
const NAMES = Object.freeze({
  plans: "the plans and checked boxes",
  visit: "what you typed during this visit",
  clientLink: "what was remembered of links for clients",
  settings: "the choice of colors",
});

/**
 * @param {Kind} kind
 * @param {Kept} kept
 * @returns {string[]}
 */
function describeKind(kind, kept) {
  switch (kind) {
    case "plans":
      return [
        ...(kept.unread === null ? [] : ["what could not be counted"]),
        ...some(kept.plans, "plan", "plans"),
        ...some(kept.ticks, "checked box", "checked boxes"),
        ...some(kept.copies, "copy set aside", "copies set aside"),
      ];
    case "visit":
      return kept.hasVisit ? [NAMES.visit] : [];
    case "clientLink":
      return kept.hasClientLink ? [NAMES.clientLink] : [];
    case "settings":
      return kept.hasSettings ? [NAMES.settings] : [];
  }
}
