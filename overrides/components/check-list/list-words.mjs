/** A checklist in words: how far it is, and all of it as text to copy. US English. */

export const FINISHED = "That’s the whole list. Well done. Nothing on it is waiting for you anymore.";

/** For when the part of the page that keeps ticks does not arrive. */
export const UNREACHABLE =
  "A part of this page did not arrive. Go on, and it is tried again with the next box you check.";

/** Goes before what the store says. */
export const NOT_KEPT = "Your ticks are not kept.";

/**
 * @param {number} done
 * @param {number} total
 */
export function describeProgress(done, total) {
  return `${done} of ${total} done`;
}

/** @typedef {{text: string, isTicked: boolean}} Item */
/** @typedef {{heading: string, items: Item[]}} Group  `heading`: empty where the items stand under none */

/**
 * @param {string} title
 * @param {readonly Group[]} groups
 * @returns {string}  lines such as `[x] Take a walk`, an empty one between the groups
 */
export function formatList(title, groups) {
  const blocks = groups.map(({ heading, items }) => [
    heading,
    ...items.map(({ text, isTicked }) => `[${isTicked ? "x" : " "}] ${text}`),
  ]);
  return [[title], ...blocks]
    .map((lines) => lines.filter((line) => line !== "").join("\n"))
    .filter((block) => block !== "")
    .map((block) => `${block}\n`)
    .join("\n");
}
