/**
 * A message's text between its parts and its words: blanks filled, left out, counted. Pure.
 *
 * @typedef {{field: string, placeholder: string}} BlankPart  a place for a value, and what stands there until it comes
 * @typedef {string | BlankPart} Part
 * @typedef {{field: string, text: string, isFilled: boolean}} Blank
 * @typedef {string | Blank} Segment  what is shown, in order
 *
 * @typedef {object} Filling
 * @property {Readonly<Record<string, string>>} values  by field; what is missing or all white is still blank
 * @property {ReadonlySet<string>} leftOut  fields that the text goes without
 */

/**
 * Fills a text. What is left out takes its line with it where it stands alone, and a space where it does not, so that no
 * gap remains.
 *
 * @param {readonly Part[]} parts
 * @param {Filling} filling
 * @returns {Segment[]}
 */
export function fillText(parts, { values, leftOut }) {
  return withoutGaps(parts, leftOut).map((part) =>
    typeof part === "string" ? part : fillBlank(part, values[part.field] ?? ""),
  );
}

/**
 * @param {readonly Segment[]} segments
 * @returns {string}  what is copied: exactly what is shown
 */
export function textOf(segments) {
  return segments.map((segment) => (typeof segment === "string" ? segment : segment.text)).join("");
}

/**
 * @param {readonly Segment[]} segments
 * @returns {Segment[]}  on one line, as a subject must be
 */
export function onOneLine(segments) {
  const flatten = (/** @type {string} */ text) => text.replaceAll(/\s*\n\s*/g, " ");
  return segments.map((segment) =>
    typeof segment === "string" ? flatten(segment) : { ...segment, text: flatten(segment.text) },
  );
}

/**
 * @param {...readonly Segment[]} texts
 * @returns {string[]}  the fields still to be filled in, each once, in the order of reading
 */
export function blanksLeft(...texts) {
  const left = texts.flat().flatMap((segment) => {
    return typeof segment === "string" || segment.isFilled ? [] : [segment.field];
  });
  return [...new Set(left)];
}

/**
 * @param {readonly Segment[]} segments
 * @returns {number}  how many characters it has, blanks that are still empty not counted; in code points, as everywhere
 *   here
 */
export function filledLength(segments) {
  const filled = segments.filter((segment) => typeof segment === "string" || segment.isFilled);
  return [...textOf(filled)].length;
}

/**
 * @param {BlankPart} part
 * @param {string} value
 * @returns {Blank}
 */
function fillBlank({ field, placeholder }, value) {
  const isFilled = value.trim() !== "";
  return { field, text: isFilled ? value : placeholder, isFilled };
}

/**
 * @param {readonly Part[]} parts
 * @param {ReadonlySet<string>} leftOut
 * @returns {Part[]}  without what is left out, and without the gaps it would leave
 */
function withoutGaps(parts, leftOut) {
  /** @type {Part[]} */
  const kept = [];
  let isAfterGap = false;
  parts.forEach((part, index) => {
    if (typeof part !== "string" && leftOut.has(part.field)) {
      isAfterGap = true;
      return;
    }
    const last = kept.at(-1) ?? null;
    if (isAfterGap && typeof part === "string" && (last === null || typeof last === "string")) {
      const edges = { isFirst: kept.length <= 1, isLast: index === parts.length - 1 };
      kept.splice(-1, 1, joinOverGap(last ?? "", part, edges));
    } else {
      kept.push(part);
    }
    isAfterGap = false;
  });
  const last = kept.at(-1);
  if (isAfterGap && typeof last === "string") {
    kept.splice(-1, 1, last.trimEnd());
  }
  return kept.filter((part) => part !== "");
}

/**
 * @param {string} before  empty at the beginning of the text alone
 * @param {string} after
 * @param {{isFirst: boolean, isLast: boolean}} edges  whether the text begins with the one, and ends with the other
 * @returns {string}
 */
function joinOverGap(before, after, { isFirst, isLast }) {
  const startsLine = before === "" || before.endsWith("\n");
  if (startsLine && after.startsWith("\n")) {
    const [head, tail] = [before.replace(/\n+$/, ""), after.replace(/^\n+/, "")];
    const breaks = Math.max(before.length - head.length, after.length - tail.length);
    const isAtEdge = (isFirst && head === "") || (isLast && tail === "");
    return isAtEdge ? head + tail : head + "\n".repeat(breaks) + tail;
  }
  if (startsLine) {
    return before + after.trimStart();
  }
  return /^[\s.,;:!?]/.test(after) ? before.trimEnd() + after : before + after;
}
