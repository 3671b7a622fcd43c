/**
 * A plan as calendar entries: RFC 5545 text to download, and the template links of two web calendars.
 *
 * One all-day event a step. Pure but for {@link newPlanId} and {@link calendarBlob}: the time is passed in.
 *
 * - Days are dates, not times (RFC 5545 3.3.4), so an entry stands on its day in every time zone.
 * - An entry keeps its UID when the plan is exported again, and SEQUENCE grows, so that importing it once
 *   more replaces the entry instead of doubling it.
 * - There is no ORGANIZER and no ATTENDEE: the entry is the reader's own, and nobody is written to. RFC 5545
 *   3.8.4.3 rules ORGANIZER out for entries that are not group-scheduled, though RFC 5546 3.2.1 lists it for
 *   PUBLISH.
 */

import { addDays, parseIsoDate } from "./dates.mjs";

/**
 * @typedef {object} CalendarEvent
 * @property {string} planId  as {@link newPlanId} mints it; kept with the plan
 * @property {string} stepId  unique within the plan
 * @property {string} date  ISO, the day of the step
 * @property {string} summary  one line: what to do, and where
 * @property {string} text  the message's text, or what else the entry should say; may be empty
 * @property {string} link  absolute address that opens the plan again
 * @property {number} [sequence]  its plan's own, where a calendar holds several plans
 */

/** @typedef {"none" | "morning" | "day-before"} Alarm */
/** @typedef {"PUBLISH" | "CANCEL"} Method */

/**
 * When each alarm rings, counted from the event's start. An all-day event starts at midnight where the
 * reader's calendar is (RFC 5545 3.8.6.3), so nine hours after is 9 am that morning and fifteen hours before
 * is 9 am the day before. Where the clocks change in between, it may be 8 or 10 am.
 *
 * @type {Readonly<Record<Exclude<Alarm, "none">, string>>}
 */
const ALARM_TRIGGERS = Object.freeze({ morning: "PT9H", "day-before": "-PT15H" });

const PRODID = "-//After the Interview//Follow-up plan//EN";

/**
 * Stands for the kind of entry, not for a site: a plan exported from a site that has moved to another domain,
 * or from a copy of it, must still meet its own entries (and RFC 7986 5.3 advises against host names here).
 */
const UID_SUFFIX = "@after-the-interview";

const SEQUENCE_EPOCH = Date.UTC(2026, 0, 1);
const MS_PER_MINUTE = 60_000;

/** RFC 5545 3.1: octets of a line, its CRLF not counted. */
const MAX_LINE_OCTETS = 75;

/** 96 random bits: short enough for a QR code, and two plans will not meet. */
const PLAN_ID_BYTES = 12;

const GOOGLE = "https://calendar.google.com/calendar/render";
const OUTLOOK = "https://outlook.live.com/calendar/deeplink/compose";

/**
 * Builds an iCalendar object.
 *
 * @param {object} options
 * @param {readonly CalendarEvent[]} options.events  at least one (RFC 5545 3.6)
 * @param {Date} options.now  becomes DTSTAMP, in UTC
 * @param {number} [options.sequence]  from {@link nextSequence}, for the events that bring none; keep it with the plan
 *   for the next export
 * @param {Alarm} [options.alarm]
 * @param {Method} [options.method]  CANCEL takes entries back: same UIDs, a higher sequence, no alarm. Many
 *   calendars ignore a cancellation that is imported, so say what to delete by hand as well.
 * @returns {string}  lines folded at 75 octets of UTF-8, each ending in CRLF
 * @throws {RangeError}  for no events, a date that does not exist, or a sequence that is no whole number
 * @throws {TypeError}  for a link that is not an absolute address
 */
export function buildCalendar({ events, now, sequence = NaN, alarm = "none", method = "PUBLISH" }) {
  if (events.length === 0) {
    throw new RangeError("events: a calendar needs at least one");
  }
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:${PRODID}`,
    "CALSCALE:GREGORIAN",
    `METHOD:${method}`,
    ...events.flatMap((event) => eventLines(event, { stamp, sequence, alarm, method })),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

/**
 * The next SEQUENCE: whole minutes since 2026-01-01T00:00Z, so that it grows without a server and across
 * devices, but always above the last one known, so that two exports in one minute, or a clock set back, still
 * count as newer.
 *
 * @param {Date} now
 * @param {number | null} [last]  of the plan's previous export
 * @returns {number}
 */
export function nextSequence(now, last = null) {
  const minutes = Math.floor((now.getTime() - SEQUENCE_EPOCH) / MS_PER_MINUTE);
  return Math.max(minutes, (last ?? -1) + 1);
}

/**
 * @param {string} planId
 * @param {string} stepId
 * @returns {string}  the same at every export
 */
export function eventUid(planId, stepId) {
  return `${planId}-${stepId}${UID_SUFFIX}`;
}

/**
 * Mints the id of a plan, at its first export.
 *
 * @param {{getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array}} crypto  the browser's `crypto`
 * @returns {string}  24 lower-case hexadecimal digits
 */
export function newPlanId(crypto) {
  const bytes = crypto.getRandomValues(new Uint8Array(PLAN_ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text  from {@link buildCalendar}
 * @returns {Blob}  of the type without which phones show the text instead of opening the calendar
 */
export function calendarBlob(text) {
  return new Blob([text], { type: "text/calendar;charset=utf-8" });
}

/**
 * A link that opens Google Calendar with one entry filled in. Following it sends the entry to Google: say so
 * beside it.
 *
 * @param {CalendarEvent} event
 * @returns {string}
 */
export function googleCalendarUrl(event) {
  const { start, end } = days(event);
  return webCalendarUrl(GOOGLE, {
    action: "TEMPLATE",
    text: summaryLine(event),
    dates: `${basicDate(start)}/${basicDate(end)}`,
    details: description(event),
    crm: "AVAILABLE",
  });
}

/**
 * A link that opens Outlook on the web with one entry filled in. Following it sends the entry to Microsoft:
 * say so beside it. Outlook takes the body for HTML, hence the escaping.
 *
 * @param {CalendarEvent} event
 * @returns {string}
 */
export function outlookCalendarUrl(event) {
  const { start, end } = days(event);
  return webCalendarUrl(OUTLOOK, {
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: summaryLine(event),
    startdt: start,
    enddt: end,
    allday: "true",
    body: escapeHtml(description(event)).replaceAll("\n", "<br>"),
  });
}

/**
 * @param {CalendarEvent} event
 * @param {{stamp: string, sequence: number, alarm: Alarm, method: Method}} export_
 * @returns {string[]}
 */
function eventLines(event, { stamp, sequence: common, alarm, method }) {
  const { start, end } = days(event);
  const sequence = event.sequence ?? common;
  if (!Number.isSafeInteger(sequence) || sequence < 0) {
    throw new RangeError(`sequence: ${sequence} is no whole number`);
  }
  const isCancelled = method === "CANCEL";
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(eventUid(event.planId, event.stepId))}`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${basicDate(start)}`,
    `DTEND;VALUE=DATE:${basicDate(end)}`,
    `SUMMARY:${escapeText(summaryLine(event))}`,
    `DESCRIPTION:${escapeText(description(event))}`,
    `URL:${planUrl(event)}`,
    `STATUS:${isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:TRANSPARENT",
    ...(alarm === "none" || isCancelled ? [] : alarmLines(event, ALARM_TRIGGERS[alarm])),
    "END:VEVENT",
  ];
}

/**
 * @param {CalendarEvent} event
 * @param {string} trigger
 * @returns {string[]}
 */
function alarmLines(event, trigger) {
  return [
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `TRIGGER:${trigger}`,
    `DESCRIPTION:${escapeText(summaryLine(event))}`,
    "END:VALARM",
  ];
}

/**
 * @param {CalendarEvent} event
 * @returns {{start: string, end: string}}  ISO; the end is the first day after (RFC 5545 3.6.1)
 */
function days({ date }) {
  const end = parseIsoDate(date) && parseIsoDate(addDays(date, 1));
  if (end === null) {
    throw new RangeError(`date: "${date}" is not a date on the calendar, or is the last there is`);
  }
  return { start: date, end };
}

/** @param {string} isoDate */
function basicDate(isoDate) {
  return isoDate.replaceAll("-", "");
}

/** @param {CalendarEvent} event */
function summaryLine({ summary }) {
  return plainText(summary).replaceAll(/\s*\n\s*/g, " ");
}

/** @param {CalendarEvent} event */
function description(event) {
  const plan = `Your plan: ${planUrl(event)}`;
  const text = plainText(event.text);
  return text === "" ? plan : `${text}\n\n${plan}`;
}

/**
 * @param {CalendarEvent} event
 * @returns {string}  serialized: ASCII without line breaks, so that it needs no escaping (RFC 5545 3.3.13)
 */
function planUrl({ link }) {
  return new URL(link).href;
}

/**
 * @param {string} value
 * @returns {string}  "\n" for every line break, and no other control character but the tab (RFC 5545 3.3.11)
 */
function plainText(value) {
  return value.replaceAll(/\r\n|[\r\u0085\u2028\u2029]/g, "\n").replaceAll(/[^\P{Cc}\n\t]/gu, "");
}

/** @param {string} value */
function escapeText(value) {
  return plainText(value)
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** @param {string} value */
function escapeHtml(value) {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * @param {string} line  without its CRLF
 * @returns {string}  folded between characters, never within one (RFC 5545 3.1)
 */
function foldLine(line) {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = utf8Size(character);
    if (octets + size > MAX_LINE_OCTETS) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/**
 * @param {string} character  one code point
 * @returns {number}  octets in UTF-8
 */
function utf8Size(character) {
  const codePoint = /** @type {number} */ (character.codePointAt(0));
  if (codePoint < 0x80) {
    return 1;
  }
  if (codePoint < 0x800) {
    return 2;
  }
  return codePoint < 0x10000 ? 3 : 4;
}

/**
 * @param {string} base
 * @param {Record<string, string>} parameters
 * @returns {string}  with %20 for spaces: Outlook shows a "+" as it is
 */
function webCalendarUrl(base, parameters) {
  return `${base}?${new URLSearchParams(parameters).toString().replaceAll("+", "%20")}`;
}
