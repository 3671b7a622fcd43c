/** Which messages fit what a reader is looking for. Pure. */

/**
 * @typedef {object} Entry
 * @property {string} moment
 * @property {readonly string[]} variants  each as `<channel>-<tone>`
 * @property {string} words  all that can be searched, as {@link normalize} gives it
 */

/**
 * What to look for; an empty string is no condition.
 *
 * @typedef {object} Query
 * @property {string} text  words, each of which must stand in the message, or begin a word in it
 * @property {string} moment
 * @property {string} channel
 * @property {string} tone
 */

/**
 * @param {Entry} entry
 * @param {Query} query
 * @returns {boolean}  whether the message has one version in that channel and that tone, and fits the rest
 */
export function fits({ moment, variants, words }, query) {
  return (
    (query.moment === "" || moment === query.moment) &&
    variants.some((variant) => {
      const [channel, tone] = variant.split("-");
      return (
        (query.channel === "" || channel === query.channel) && (query.tone === "" || tone === query.tone)
      );
    }) &&
    normalize(query.text)
      .split(" ")
      .every((word) => ` ${words}`.includes(` ${word}`))
  );
}

/**
 * @param {string} text
 * @returns {string}  its words in lower case, without accents and punctuation, one space apart
 */
export function normalize(text) {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * @param {number} count
 * @returns {string}
 */
export function describeCount(count) {
  return count === 1 ? "1 message" : `${count} messages`;
}
