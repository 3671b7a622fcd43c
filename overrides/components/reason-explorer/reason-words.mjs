/**
 * What is said of reasons that go with what a reader knows, and of those that don't. Never a number that could be taken for
 * odds. US English.
 *
 * @import {Fit} from "./reason-fit.mjs"
 */

/** @type {Readonly<Record<Fit, string>>} */
export const FIT_WORDS = {
  open: "",
  all: "Fits what you said",
  some: "Fits part of what you said",
  none: "Doesn’t fit what you said, and happens all the same",
};

/**
 * @param {readonly Fit[]} fits  of all reasons
 * @returns {string}
 */
export function describeFits(fits) {
  const count = (/** @type {Fit} */ wanted) => fits.filter((fit) => fit === wanted).length;
  const [all, some] = [count("all"), count("some")];
  if (count("open") === fits.length) {
    return `${reasons(fits.length)}. It may be any of them.`;
  }
  if (all > 0) {
    return `${reasons(all)} ${all === 1 ? "fits" : "fit"} what you said. Listed first, and still only guesses: you may never know.`;
  }
  if (some > 0) {
    return `No reason fits all of it. ${reasons(some)} ${some === 1 ? "fits" : "fit"} part of it. Listed first, and still only guesses: you may never know.`;
  }
  return "No reason here fits that. It may be one of them all the same.";
}

/** @param {number} count */
function reasons(count) {
  return count === 1 ? "1 reason" : `${count} reasons`;
}
