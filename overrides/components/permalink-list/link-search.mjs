/** Which addresses a search finds. Pure. */

/**
 * @param {string} query  words in any order, and parts of words
 * @param {string} text  all that is said of an address
 */
export function fitsQuery(query, text) {
  const words = normalize(query).split(/\s+/);
  const known = normalize(text);
  return words.every((word) => known.includes(word));
}

/** @param {string} text */
function normalize(text) {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}
