import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import fc from "fast-check";
import ICAL from "ical.js";

import {
  buildCalendar,
  calendarBlob,
  eventUid,
  googleCalendarUrl,
  newPlanId,
  nextSequence,
  outlookCalendarUrl,
} from "../../../overrides/components/shared/calendar.mjs";
import { checkValue } from "../../../overrides/components/shared/fragment.mjs";

/** @typedef {import("../../../overrides/components/shared/calendar.mjs").CalendarEvent} CalendarEvent */
/** @typedef {import("../../../overrides/components/shared/calendar.mjs").Alarm} Alarm */
/** @typedef {import("../../../overrides/components/shared/calendar.mjs").Method} Method */
/**
 * @typedef {{
 *   name: string, now: string, sequence: number, alarm?: Alarm, method?: Method, events: CalendarEvent[],
 *   lines: string[], shown: {summary: string, description: string}[],
 * }} FileCase
 */
/** @typedef {{name: string, date: string, dtend: string}} EndCase */
/** @typedef {{name: string, now: string, last: number | null, next: number}} SequenceCase */
/** @typedef {{name: string, event: CalendarEvent, google: string, outlook: string}} WebCase */

/** @type {{files: FileCase[], ends: EndCase[], sequences: SequenceCase[], web: WebCase[]}} */
const cases = JSON.parse(await readFile(new URL("../../cases/calendar.json", import.meta.url), "utf8"));

const NOW = new Date("2026-11-23T09:05:06Z");

/** @type {CalendarEvent} */
const EVENT = {
  planId: "0123456789abcdef01234567",
  stepId: "check-in",
  date: "2026-11-27",
  summary: "Check in with Acme",
  text: "Hi Sam,",
  link: "https://coach.example/timelines/after-interview/#fu=1",
};

/** @param {FileCase} fileCase */
function build({ now, sequence, alarm, method, events }) {
  return buildCalendar({
    events,
    now: new Date(now),
    sequence,
    ...(alarm && { alarm }),
    ...(method && { method }),
  });
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function unfold(text) {
  assert.ok(text.endsWith("\r\n"));
  return text.slice(0, -2).replaceAll("\r\n ", "").split("\r\n");
}

/** @param {string} line */
function propertyName(line) {
  return line.split(/[:;]/)[0];
}

/** @param {string} text */
function parseEvents(text) {
  return new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents("vevent")
    .map((component) => new ICAL.Event(component));
}

/** @param {string} text */
function assertWireFormat(text) {
  assert.ok(!/\r(?!\n)|(?<!\r)\n/.test(text), "a line break that is not CRLF");
  for (const line of text.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets: ${line}`);
    assert.ok(!/\p{Surrogate}/u.test(line), `a character split: ${line}`);
  }
}

describe("a calendar file", () => {
  for (const fileCase of cases.files) {
    test(fileCase.name, () => {
      const text = build(fileCase);
      assertWireFormat(text);
      assert.deepEqual(unfold(text), fileCase.lines);
      assert.deepEqual(
        parseEvents(text).map(({ summary, description }) => ({ summary, description })),
        fileCase.shown,
      );
    });
  }

  for (const { name, date, dtend } of cases.ends) {
    test(`ends the day after: ${name}`, () => {
      const text = buildCalendar({ events: [{ ...EVENT, date }], now: NOW, sequence: 0 });
      assert.ok(unfold(text).includes(`DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`));
      assert.ok(unfold(text).includes(`DTEND;VALUE=DATE:${dtend}`));
      const [event] = parseEvents(text);
      assert.ok(event?.startDate.isDate);
      assert.equal(event.duration.toSeconds(), 24 * 60 * 60);
    });
  }

  test("several plans in one file: each entry has the sequence of its own plan", () => {
    const events = [EVENT, { ...EVENT, stepId: "close", sequence: 7 }];
    const sequences = unfold(buildCalendar({ events, now: NOW, sequence: 3 })).filter((line) =>
      line.startsWith("SEQUENCE:"),
    );
    assert.deepEqual(sequences, ["SEQUENCE:3", "SEQUENCE:7"]);
    assert.throws(() => buildCalendar({ events, now: NOW }), RangeError);
  });

  test("exported twice: the same UIDs, a higher sequence, whatever else changed", () => {
    const first = nextSequence(NOW);
    const before = parseEvents(
      buildCalendar({ events: [EVENT, { ...EVENT, stepId: "close" }], now: NOW, sequence: first }),
    );
    const moved = {
      ...EVENT,
      date: "2026-11-30",
      summary: "Check in",
      text: "",
      link: "https://moved.example/",
    };
    const after = parseEvents(
      buildCalendar({
        events: [moved, { ...moved, stepId: "close" }],
        now: NOW,
        sequence: nextSequence(NOW, first),
      }),
    );
    assert.deepEqual(
      after.map(({ uid }) => uid),
      before.map(({ uid }) => uid),
    );
    assert.equal(new Set(after.map(({ uid }) => uid)).size, 2);
    assert.ok(after.every(({ sequence }, index) => sequence > (before[index]?.sequence ?? Infinity)));
  });

  test("any text: folded within 75 octets, no character split, read as it was meant", () => {
    const properties = unfold(buildCalendar({ events: [EVENT], now: NOW, sequence: 0 })).map(propertyName);
    const text = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const written = buildCalendar({
          events: [{ ...EVENT, summary, text: description }],
          now: NOW,
          sequence: 0,
        });
        assertWireFormat(written);
        assert.deepEqual(unfold(written).map(propertyName), properties);
        const [event, ...others] = parseEvents(written);
        assert.equal(others.length, 0);
        const shown = description
          .replaceAll(/\r\n|[\r\u0085\u2028\u2029]/g, "\n")
          .replaceAll(/[^\P{Cc}\n\t]/gu, "");
        assert.equal(event?.description, `${shown && `${shown}\n\n`}Your plan: ${EVENT.link}`);
      }),
    );
  });

  test("is refused without an event, or with a date, link or sequence that is none", () => {
    assert.throws(() => buildCalendar({ events: [], now: NOW, sequence: 0 }), RangeError);
    for (const date of ["2026-02-30", "20261127", "2026-11-27\r\nATTENDEE:x", "9999-12-31", ""]) {
      assert.throws(
        () => buildCalendar({ events: [{ ...EVENT, date }], now: NOW, sequence: 0 }),
        RangeError,
        date,
      );
    }
    for (const sequence of [-1, 1.5, NaN]) {
      assert.throws(
        () => buildCalendar({ events: [EVENT], now: NOW, sequence }),
        RangeError,
        String(sequence),
      );
    }
    assert.throws(
      () => buildCalendar({ events: [{ ...EVENT, link: "/timelines/" }], now: NOW, sequence: 0 }),
      TypeError,
    );
  });

  test("is saved under the type that phones open as a calendar", async () => {
    const blob = calendarBlob("BEGIN:VCALENDAR\r\n👍");
    assert.equal(blob.type, "text/calendar;charset=utf-8");
    assert.equal(await blob.text(), "BEGIN:VCALENDAR\r\n👍");
  });
});

describe("the next sequence", () => {
  for (const { name, now, last, next } of cases.sequences) {
    test(name, () => assert.equal(nextSequence(new Date(now), last), next));
  }

  test("always grows", () => {
    const date = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(fc.property(date, fc.nat(), (now, last) => nextSequence(now, last) > last));
  });
});

describe("ids", () => {
  test("a plan's id is random, and good in a link", () => {
    const ids = Array.from({ length: 100 }, () => newPlanId(webcrypto));
    assert.equal(new Set(ids).size, 100);
    for (const id of ids) {
      assert.match(id, /^[0-9a-f]{24}$/);
      assert.equal(checkValue("plan", id), null);
    }
  });

  test("small bytes keep their zero", () => {
    const sevens = { getRandomValues: (/** @type {Uint8Array} */ bytes) => bytes.fill(7) };
    assert.equal(newPlanId(sevens), "07".repeat(12));
  });

  test("an entry's UID holds plan and step, and no domain", () => {
    assert.equal(
      eventUid("0123456789abcdef01234567", "check-in"),
      "0123456789abcdef01234567-check-in@after-the-interview",
    );
  });
});

describe("web calendars", () => {
  for (const { name, event, google, outlook } of cases.web) {
    test(`Google: ${name}`, () => assert.equal(googleCalendarUrl(event), google));
    test(`Outlook: ${name}`, () => assert.equal(outlookCalendarUrl(event), outlook));
  }

  test("a date that does not exist is refused", () => {
    assert.throws(() => googleCalendarUrl({ ...EVENT, date: "2026-02-30" }), RangeError);
    assert.throws(() => outlookCalendarUrl({ ...EVENT, date: "2026-02-30" }), RangeError);
  });
});
