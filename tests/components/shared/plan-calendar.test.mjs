import assert from "node:assert/strict";
import { test } from "node:test";

import { planEvents } from "../../../overrides/components/shared/plan-calendar.mjs";
import { newPlan } from "../../../overrides/components/shared/plan-state.mjs";

/** @typedef {Parameters<typeof planEvents>} Arguments */

const DATA = /** @type {Arguments[0]} */ (
  /** @type {unknown} */ ({
    timeline: { title: "After a call", steps: [{ id: "close", title: "Stop waiting", text: "" }] },
    messages: {},
  })
);
const PLAN = /** @type {Arguments[2]} */ (
  /** @type {unknown} */ ({ steps: [{ id: "close", date: "2026-11-26", state: "next", message: null }] })
);

/** @param {Partial<Arguments[1]>} changes */
async function summaryOf(changes) {
  const state = { ...newPlan("after-call"), id: "0".repeat(24), ...changes };
  const [event] = await planEvents(DATA, state, PLAN, "https://example.com/");
  return event?.summary;
}

test("an entry names the company, or else the plan's own name, and not the timeline's", async () => {
  const values = { start: "2026-11-19" };
  assert.equal(await summaryOf({ values, name: "After a call" }), "Stop waiting");
  assert.equal(await summaryOf({ values, name: "The good one" }), "Stop waiting (The good one)");
  const known = { ...values, company: "Acme" };
  assert.equal(await summaryOf({ values: known, name: "The good one" }), "Stop waiting (Acme)");
});
