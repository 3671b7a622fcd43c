import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import fc from "fast-check";

import {
  addDays,
  daysBetween,
  formatDate,
  formatDistance,
  formatLongDate,
  localToday,
  parseIsoDate,
  weekday,
} from "../../../overrides/components/shared/dates.mjs";

const cases = JSON.parse(readFileSync(new URL("../../cases/dates.json", import.meta.url), "utf8"));

/** Each case becomes a test of its own. @type {(rows: any[][], check: (row: any[]) => void) => void} */
const each = (rows, check) => rows.forEach((row) => it(JSON.stringify(row), () => check(row)));

const isoDate = fc.integer({ min: -40_000, max: 60_000 }).map((day) => addDays("1970-01-01", day));

describe("parseIsoDate", () => {
  for (const text of cases.exist) {
    it(`takes ${text}`, () => assert.equal(parseIsoDate(text), text));
  }
  for (const text of cases.do_not_exist) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseIsoDate(text), null));
  }

  it("takes a written date exactly when its month has that day", () => {
    const parts = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        const text = [
          String(year).padStart(4, "0"),
          ...[month, day].map((n) => String(n).padStart(2, "0")),
        ].join("-");
        const exists = day >= 1 && day <= (lengths[month - 1] ?? 0);
        assert.equal(parseIsoDate(text), exists ? text : null);
      }),
    );
  });
});

describe("addDays", () => {
  each(cases.add, ([date, days, result]) => assert.equal(addDays(date, days), result));
});

describe("daysBetween", () => {
  each(cases.add, ([date, days, result]) => assert.equal(daysBetween(date, result), days));

  it("undoes addDays, and dates compare as strings do", () => {
    fc.assert(
      fc.property(isoDate, isoDate, (a, b) => {
        assert.equal(addDays(a, daysBetween(a, b)), b);
        assert.equal(a < b, daysBetween(a, b) > 0);
      }),
    );
  });
});

describe("weekday", () => {
  each(cases.weekdays, ([date, number]) => assert.equal(weekday(date), number));

  it("goes round every seven days", () => {
    fc.assert(
      fc.property(isoDate, (date) => {
        assert.equal(weekday(addDays(date, 7)), weekday(date));
        assert.equal(weekday(addDays(date, 1)), (weekday(date) % 7) + 1);
      }),
    );
  });
});

describe("formatDate", () => {
  each(cases.short, ([date, reference, text]) => assert.equal(formatDate(date, reference), text));
});

describe("formatLongDate", () => {
  each(cases.long, ([date, text]) => assert.equal(formatLongDate(date), text));
});

describe("formatDistance", () => {
  each(cases.distances, ([date, today, text]) => assert.equal(formatDistance(date, today), text));
});

describe("localToday", () => {
  // Between them, these zones are on two or three different dates at any moment.
  for (const zone of ["Pacific/Kiritimati", "Asia/Kolkata", "UTC", "America/New_York", "Pacific/Pago_Pago"]) {
    it(`is the date on the wall in ${zone}, at both ends of the day`, (test) => {
      const before = process.env.TZ;
      test.after(() => {
        if (before === undefined) {
          delete process.env.TZ;
        } else {
          process.env.TZ = before;
        }
      });
      process.env.TZ = zone;
      assert.equal(localToday(new Date(2026, 10, 23, 0, 0, 1)), "2026-11-23");
      assert.equal(localToday(new Date(2026, 10, 23, 23, 59, 59)), "2026-11-23");
      // The clocks go forward and back on these days in New York.
      assert.equal(localToday(new Date(2026, 2, 8, 3, 0)), "2026-03-08");
      assert.equal(localToday(new Date(2026, 10, 1, 1, 30)), "2026-11-01");
    });
  }
});
