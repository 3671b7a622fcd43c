/** The clock: the one module that reads it. Everything else is given the day, or the moment. */

import { localToday } from "./dates.mjs";

/**
 * @returns {string}  the date on the reader's own calendar, as `YYYY-MM-DD`
 */
export function today() {
  return localToday(now());
}

/**
 * @returns {Date}  this moment
 */
export function now() {
  return new Date();
}
