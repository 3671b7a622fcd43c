/** What the component says about a message while it is being filled in. Pure; US English. */

/**
 * @param {string} version  its name, as in "E-mail, warm"
 * @param {readonly string[]} left  the fields still blank
 * @param {ReadonlySet<string>} optional  fields that the text reads well without
 * @returns {string}
 */
export function describeBlanks(version, left, optional) {
  if (left.length === 0) {
    return `${version}: nothing is left blank.`;
  }
  const words = `${version}: ${countBlanks(left.length)} left`;
  const spare = left.filter((field) => optional.has(field)).length;
  if (spare === 0) {
    return `${words}.`;
  }
  return `${words}, ${spare === left.length ? "which you may leave out" : `${spare} of which you may leave out`}.`;
}

/**
 * @param {readonly string[]} blanks  each blank that is left, as it stands in the text
 * @returns {string}  for a reader who has copied it all the same; empty when nothing is left
 */
export function warnOfBlanks(blanks) {
  if (blanks.length === 0) {
    return "";
  }
  const verb = blanks.length === 1 ? "is" : "are";
  return `Before you send it: ${countBlanks(blanks.length)} ${verb} left. ${blanks.join(", ")}`;
}

/**
 * @param {number} length  characters filled in so far
 * @param {number} limit  most that the channel takes
 * @param {string} channel  its name
 * @param {number} blanks  how many blanks are still to come
 * @returns {string}
 */
export function describeLength(length, limit, channel, blanks) {
  const over = length - limit;
  if (over > 0) {
    return `${countCharacters(over)} too long: ${channel} takes ${limit}.`;
  }
  const soFar = blanks > 0 ? `${countCharacters(length)} so far` : countCharacters(length);
  return `${soFar}, ${limit - length} more fit: ${channel} takes ${limit}.`;
}

/** @param {number} count */
function countBlanks(count) {
  return count === 1 ? "1 blank" : `${count} blanks`;
}

/** @param {number} count */
function countCharacters(count) {
  return count === 1 ? "1 character" : `${count.toLocaleString("en-US")} characters`;
}
