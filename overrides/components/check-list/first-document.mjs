/**
 * The first ticks a browser keeps, should their reader leave before the store has arrived: where there is no document
 * yet, one can be written without reading any.
 *
 * @import {Ticks} from "../shared/document.mjs"
 */

import { STORE_KEY } from "../shared/kept-plans.mjs";

/** Stays as it is: whatever version follows reads this one too. */
const VERSION = 2;

/**
 * @param {() => Pick<Storage, "getItem" | "setItem"> | null} storage  reads `window.localStorage`, which may throw
 * @param {string} checklist  its slug
 * @param {Ticks} ticks
 */
export function writeFirstDocument(storage, checklist, ticks) {
  try {
    const area = storage();
    if (Object.keys(ticks).length > 0 && area?.getItem(STORE_KEY) === null) {
      const document = { version: VERSION, plans: {}, checklists: { [checklist]: ticks } };
      area.setItem(STORE_KEY, JSON.stringify(document));
    }
  } catch {
    // Blocked or full, and nobody is there any more to be told.
  }
}
