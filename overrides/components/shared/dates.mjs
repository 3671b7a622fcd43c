/**
 * Calendar dates as ISO 8601 strings, `YYYY-MM-DD`, years 0000 to 9999. No times and no time zones: a date is
 * counted as a day of the UTC epoch, where every day has 24 hours. Two such strings compare as the dates do.
 */

const DAY_MS = 86_400_000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * A plan asks hundreds of times for the same few days, and reading and writing a date is what costs most in it.
 * @type {Map<string, number>}
 */
const knownDays = new Map();
/** @type {Map<number, string>} */
const knownDates = new Map();

/** @param {string} date */
function epochDay(date) {
  let day = knownDays.get(date);
  if (day === undefined) {
    day = Date.parse(date) / DAY_MS;
    knownDays.set(date, day);
  }
  return day;
}

/** @param {number} day */
function fromEpochDay(day) {
  let date = knownDates.get(day);
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    knownDates.set(day, date);
  }
  return date;
}

/**
 * The date a text stands for, or null when it is not written `YYYY-MM-DD` or does not exist (February 30).
 * @param {unknown} text
 * @returns {string | null}
 */
export function parseIsoDate(text) {
  if (typeof text !== "string" || !ISO_DATE.test(text)) {
    return null;
  }
  const day = epochDay(text);
  // Some engines read February 30 as March 2, others refuse it: only what comes back unchanged exists.
  return Number.isNaN(day) || fromEpochDay(day) !== text ? null : text;
}

/**
 * @param {string} date
 * @param {number} days may be negative
 * @returns {string}
 */
export function addDays(date, days) {
  return fromEpochDay(epochDay(date) + days);
}

/**
 * Days from one date to another: negative when `to` is the earlier one.
 * @param {string} from
 * @param {string} to
 * @returns {number}
 */
export function daysBetween(from, to) {
  return epochDay(to) - epochDay(from);
}

/**
 * ISO 8601 weekday: 1 is Monday, 7 is Sunday.
 * @param {string} date
 * @returns {number}
 */
export function weekday(date) {
  // Day 0 of the epoch was a Thursday; days before it are negative.
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;
}

/** @param {string} date */
const nameParts = (date) => ({
  weekday: String(WEEKDAYS[weekday(date) - 1]),
  month: String(MONTHS[Number(date.slice(5, 7)) - 1]),
  day: Number(date.slice(8)),
  year: Number(date.slice(0, 4)),
});

/**
 * "Thu Nov 26", or "Mon Jan 4, 2027" when the year is not the one of `reference`.
 * @param {string} date
 * @param {string} reference usually today
 * @returns {string}
 */
export function formatDate(date, reference) {
  const { weekday: name, month, day, year } = nameParts(date);
  const short = `${name.slice(0, 3)} ${month.slice(0, 3)} ${day}`;
  return year === Number(reference.slice(0, 4)) ? short : `${short}, ${year}`;
}

/**
 * "Thursday, November 26, 2026".
 * @param {string} date
 * @returns {string}
 */
export function formatLongDate(date) {
  const { weekday: name, month, day, year } = nameParts(date);
  return `${name}, ${month} ${day}, ${year}`;
}

/**
 * "today", "tomorrow", "in 3 days", "yesterday", "8 days ago".
 * @param {string} date
 * @param {string} today
 * @returns {string}
 */
export function formatDistance(date, today) {
  const days = daysBetween(today, date);
  if (days === 0) {
    return "today";
  }
  if (days === 1) {
    return "tomorrow";
  }
  if (days === -1) {
    return "yesterday";
  }
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/**
 * The date on the reader's own calendar at the moment `now`.
 * @param {Date} now
 * @returns {string}
 */
export function localToday(now) {
  // The local fields are read as if they were UTC: toISOString() alone would give the date in Greenwich.
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}
