/**
 * Days off: a country's holiday file, fetched once, and the question the date engine asks of it.
 *
 * The files are `/data/holidays/<country>.json`, written by the build for the years around it. Their calendars follow
 * the law; what a reader's own employer gives on top is not known here.
 *
 * @import {DayOff} from "./schedule.mjs"
 */

import { makeDayOff } from "./schedule.mjs";

/**
 * How a state or province departs from its country. `weekend`: where it is another.
 * @typedef {{name: string, add: Record<string, string>, remove: string[], weekend?: number[]}} Subdivision
 */

/**
 * `years`: those covered, in order. `weekend`: ISO weekdays; Saturday is 6. `days`: holidays' names by ISO date.
 * `subdivisions`: by ISO 3166-2 code without the country, those that differ from it.
 * @typedef {{
 *   country: string, years: number[], weekend: number[], days: Record<string, string>,
 *   subdivisions: Record<string, Subdivision>,
 * }} HolidayFile
 */

/**
 * `unreachable`: no answer, which may pass. `missing`: the site has no such file. `unreadable`: an answer that is no
 * holiday file.
 * @typedef {{ok: true, file: HolidayFile} | {ok: false, reason: "unreachable" | "missing" | "unreadable"}} Loaded
 */

/** In place of a country: no holidays. */
const NO_HOLIDAYS = "none";

const USUAL_WEEKEND = [6, 7];

/**
 * What was asked for, by address. Failures are forgotten, so that asking again tries again.
 * @type {Map<string, Promise<Loaded>>}
 */
const loads = new Map();

/**
 * Fetches a holiday file, each address once.
 *
 * @param {string | URL} url  absolute: what a relative address means changes as the reader moves through the site
 * @param {(url: string) => Promise<Response>} fetch
 * @returns {Promise<Loaded>}  never rejects
 */
export function loadHolidays(url, fetch) {
  const address = String(url);
  const earlier = loads.get(address);
  if (earlier !== undefined) {
    return earlier;
  }
  const load = read(address, fetch).then((loaded) => {
    if (!loaded.ok) {
      loads.delete(address);
    }
    return loaded;
  });
  loads.set(address, load);
  return load;
}

/**
 * @param {string} address
 * @param {(url: string) => Promise<Response>} fetch
 * @returns {Promise<Loaded>}
 */
async function read(address, fetch) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address);
  } catch {
    return { ok: false, reason: "unreachable" };
  }
  if (!response.ok) {
    return { ok: false, reason: response.status === 404 ? "missing" : "unreachable" };
  }
  try {
    const file = await response.json();
    return isHolidayFile(file) ? { ok: true, file } : { ok: false, reason: "unreadable" };
  } catch {
    return { ok: false, reason: "unreadable" };
  }
}

/**
 * Tells a holiday file from other JSON; the build answers for the rest.
 * @param {any} value
 * @returns {value is HolidayFile}
 */
function isHolidayFile(value) {
  return (
    Array.isArray(value?.years) &&
    Array.isArray(value.weekend) &&
    isRecord(value.days) &&
    isRecord(value.subdivisions)
  );
}

/** @param {unknown} value */
function isRecord(value) {
  return typeof value === "object" && value !== null;
}

/**
 * @param {object} calendar
 * @param {HolidayFile | null} calendar.file  null where no holidays count, or none could be had: the weekend is
 *   Saturday and Sunday then
 * @param {string | null} [calendar.subdivision]  ISO 3166-2 code without the country; one that the file does not name
 *   has its country's days
 * @param {string[]} calendar.quietDays  `MM-DD`
 * @returns {DayOff}
 */
export function dayOffFor({ file, subdivision = null, quietDays }) {
  if (file === null) {
    return makeDayOff({ weekend: USUAL_WEEKEND, holidays: {}, quietDays });
  }
  const own = subdivision === null ? undefined : file.subdivisions[subdivision];
  const worked = new Set(own?.remove);
  const national = Object.entries(file.days).filter(([date]) => !worked.has(date));
  return makeDayOff({
    weekend: own?.weekend ?? file.weekend,
    holidays: { ...Object.fromEntries(national), ...own?.add },
    quietDays,
  });
}

/**
 * @param {HolidayFile} file
 * @returns {number}  after this year only weekends and quiet days are known
 */
export function lastYearCovered(file) {
  return Math.max(...file.years);
}

/**
 * Takes apart what stands under `country` in a link or a setting.
 *
 * @param {string} value  `US`, `US-CA` or `none`, as `fragment.mjs` has checked it
 * @returns {{country: string | null, subdivision: string | null}}  `country` is null where no holidays count
 */
export function chooseCountry(value) {
  if (value === NO_HOLIDAYS) {
    return { country: null, subdivision: null };
  }
  const [country = value, subdivision = null] = value.split("-");
  return { country, subdivision };
}
