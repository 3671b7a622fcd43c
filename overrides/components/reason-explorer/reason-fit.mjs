/** Which reasons go with what a reader knows. Pure. What goes with an answer is never proof, so no reason is left out. */

/**
 * @typedef {object} Reason
 * @property {string} id
 * @property {Readonly<Record<string, readonly string[]>>} fits  the answers it goes with, by question
 */

/** @typedef {Readonly<Record<string, string>>} Answers  by question; what is not answered is left out, or empty */

/**
 * - `open`: nothing has been answered.
 * - `all`: goes with every answer.
 * - `some`: goes with one at least, and not with all.
 * - `none`: goes with none.
 *
 * @typedef {"open" | "all" | "some" | "none"} Fit
 */

/** @typedef {{id: string, fit: Fit}} RankedReason */

/**
 * @param {readonly Reason[]} reasons  in the order of the page
 * @param {Answers} answers
 * @returns {RankedReason[]}  all of them: those that go with more answers first, else in the order of the page
 */
export function rankReasons(reasons, answers) {
  const given = Object.entries(answers).filter(([, answer]) => answer !== "");
  return reasons
    .map(({ id, fits }) => ({
      id,
      count: given.filter(([question, answer]) => fits[question]?.includes(answer)).length,
    }))
    .sort((one, other) => other.count - one.count)
    .map(({ id, count }) => ({ id, fit: describe(count, given.length) }));
}

/**
 * @param {number} count  of the answers that the reason goes with
 * @param {number} total  of all answers
 * @returns {Fit}
 */
function describe(count, total) {
  if (total === 0) {
    return "open";
  }
  return count === total ? "all" : count > 0 ? "some" : "none";
}
