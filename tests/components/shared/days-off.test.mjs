import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import {
  chooseCountry,
  dayOffFor,
  lastYearCovered,
  loadHolidays,
} from "../../../overrides/components/shared/days-off.mjs";

/** @typedef {import("../../../overrides/components/shared/days-off.mjs").HolidayFile} HolidayFile */

/**
 * @type {{
 *   quiet_days: string[], files: Record<string, HolidayFile>,
 *   cases: {name: string, country: string, date: string, off: {kind: string, name: string} | null}[],
 *   choices: {value: string, country: string | null, subdivision: string | null}[],
 * }}
 */
const cases = JSON.parse(readFileSync(new URL("../../cases/holidays.json", import.meta.url), "utf8"));

/** @param {string} country @returns {HolidayFile} */
function fileOf(country) {
  const file = cases.files[country];
  assert.ok(file, `no file of ${country} among the cases`);
  return file;
}

describe("chooseCountry", () => {
  for (const { value, ...expected } of cases.choices) {
    it(`takes ${value} apart`, () => assert.deepEqual(chooseCountry(value), expected));
  }
});

describe("dayOffFor", () => {
  for (const { name, country: value, date, off } of cases.cases) {
    it(`${name} (${value}, ${date})`, () => {
      const { country, subdivision } = chooseCountry(value);
      const file = country === null ? null : fileOf(country);
      const dayOff = dayOffFor({ file, subdivision, quietDays: cases.quiet_days });
      assert.deepEqual(dayOff(date), off);
    });
  }

  it("leaves the file as it was, for the next choice", () => {
    const file = structuredClone(fileOf("US"));
    dayOffFor({ file, subdivision: "CA", quietDays: [] });
    assert.deepEqual(file, fileOf("US"));
  });
});

describe("lastYearCovered", () => {
  it("is the last of its years", () => assert.equal(lastYearCovered(fileOf("US")), 2029));
});

describe("loadHolidays", () => {
  let count = 0;
  /** What is loaded is remembered, so each test has an address of its own. */
  const newAddress = () => `https://example.org/data/holidays/${(count += 1)}.json`;

  /**
   * A fetch that gives these answers in turn, and notes what it was asked for.
   * @param {...(Response | Error)} answers
   */
  function fetchThatGives(...answers) {
    /** @type {string[]} */
    const asked = [];
    /** @param {string} url */
    const fetch = async (url) => {
      asked.push(url);
      const answer = answers.shift();
      if (answer instanceof Response) {
        return answer;
      }
      throw answer ?? new Error("asked too often");
    };
    return { fetch, asked };
  }

  it("gives the file", async () => {
    const url = newAddress();
    const { fetch, asked } = fetchThatGives(Response.json(fileOf("US")));
    assert.deepEqual(await loadHolidays(url, fetch), { ok: true, file: fileOf("US") });
    assert.deepEqual(asked, [url]);
  });

  it("asks once for each address, also while the answer is on its way", async () => {
    const url = newAddress();
    const { fetch, asked } = fetchThatGives(Response.json(fileOf("US")));
    const both = await Promise.all([loadHolidays(url, fetch), loadHolidays(new URL(url), fetch)]);
    const third = await loadHolidays(url, fetch);
    assert.deepEqual(asked, [url]);
    assert.deepEqual([both[0].ok, both[1], third], [true, both[0], both[0]]);
  });

  it("asks for another address anew", async () => {
    const { fetch, asked } = fetchThatGives(Response.json(fileOf("US")), Response.json(fileOf("GB")));
    const urls = [newAddress(), newAddress()];
    const loaded = [await loadHolidays(urls[0] ?? "", fetch), await loadHolidays(urls[1] ?? "", fetch)];
    assert.deepEqual(
      loaded.map((result) => result.ok && result.file.country),
      ["US", "GB"],
    );
    assert.deepEqual(asked, urls);
  });

  for (const [what, answer, reason] of /** @type {const} */ ([
    ["no connection", new TypeError("Failed to fetch"), "unreachable"],
    ["a server in trouble", new Response("", { status: 503 }), "unreachable"],
    ["no such file", new Response("<h1>Not found</h1>", { status: 404 }), "missing"],
    ["a page in its place", new Response("<!doctype html>"), "unreadable"],
    ["half a file", new Response('{"country":"US",'), "unreadable"],
    ["other JSON", Response.json({ weekend: [6, 7] }), "unreadable"],
    ["JSON's null", Response.json(null), "unreadable"],
    ["null where days belong", Response.json({ ...cases.files["US"], days: null }), "unreadable"],
  ])) {
    it(`${what} is ${reason}, and may be tried again`, async () => {
      const url = newAddress();
      const { fetch, asked } = fetchThatGives(answer, Response.json(fileOf("US")));
      assert.deepEqual(await loadHolidays(url, fetch), { ok: false, reason });
      assert.equal((await loadHolidays(url, fetch)).ok, true);
      assert.equal(asked.length, 2);
    });
  }
});
