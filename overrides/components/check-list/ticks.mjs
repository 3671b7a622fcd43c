/**
 * What a reader has ticked of a checklist, and the changes they can make to it. Pure: a change is a function from the
 * ticks before it to those after it, and making it twice is the same as making it once.
 *
 * A tick whose item the list no longer has is not counted, and no change takes it away: the item may come back.
 *
 * @import {Ticks} from "../shared/document.mjs"
 */

/** @typedef {(ticks: Ticks) => Ticks} Change */

/**
 * @param {string} item  its id
 * @param {string} day  ISO; what has been ticked already keeps its day
 * @returns {Change}
 */
export function tick(item, day) {
  return (ticks) => ({ [item]: day, ...ticks });
}

/**
 * @param {readonly string[]} items  their ids
 * @returns {Change}
 */
export function untick(items) {
  const gone = new Set(items);
  return (ticks) => Object.fromEntries(Object.entries(ticks).filter(([item]) => !gone.has(item)));
}

/**
 * @param {Ticks} before  ticks that have been taken away
 * @returns {Change}  brings them back, with their days
 */
export function bringBack(before) {
  return (ticks) => ({ ...ticks, ...before });
}

/**
 * @param {Ticks} ticks
 * @param {readonly string[]} items  ids of the items that the list has
 * @returns {Ticks}  those that count, in the order of the list
 */
export function ticksOf(ticks, items) {
  return Object.fromEntries(
    items.flatMap((item) => {
      const day = Object.hasOwn(ticks, item) ? ticks[item] : undefined;
      return day === undefined ? [] : [[item, day]];
    }),
  );
}
