import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { bringBack, tick, ticksOf, untick } from "../../../overrides/components/check-list/ticks.mjs";

const ITEMS = ["walk", "call", "constructor", "to-string"];
const anyDay = fc.constantFrom("2026-11-19", "2026-11-20", "2026-11-21");
const anyTicks = fc.dictionary(fc.constantFrom(...ITEMS, "gone"), anyDay, { noNullPrototype: true });
const anyItems = fc.uniqueArray(fc.constantFrom(...ITEMS));
const anyChange = fc.oneof(
  fc.tuple(fc.constantFrom(...ITEMS), anyDay).map(([item, day]) => tick(item, day)),
  anyItems.map(untick),
  anyTicks.map(bringBack),
);

test("a tick has its day, and what was ticked before keeps the day it has", () => {
  assert.deepEqual(tick("walk", "2026-11-20")({ call: "2026-11-19" }), {
    call: "2026-11-19",
    walk: "2026-11-20",
  });
  assert.deepEqual(tick("walk", "2026-11-20")({ walk: "2026-11-19" }), { walk: "2026-11-19" });
});

test("those that count are in the list, in its order", () => {
  const ticks = { call: "2026-11-20", gone: "2026-11-19", walk: "2026-11-19" };
  assert.deepEqual(Object.entries(ticksOf(ticks, ["walk", "constructor", "call"])), [
    ["walk", "2026-11-19"],
    ["call", "2026-11-20"],
  ]);
});

test("starting over and undoing it gives back each tick with its day, and leaves what the list lacks", () => {
  fc.assert(
    fc.property(anyTicks, anyItems, (ticks, items) => {
      const before = ticksOf(ticks, items);
      const cleared = untick(Object.keys(before))(ticks);
      assert.deepEqual(ticksOf(cleared, items), {});
      assert.equal(cleared["gone"], ticks["gone"]);
      assert.deepEqual(bringBack(before)(cleared), ticks);
    }),
  );
});

test("a change made twice is the change made once, and it leaves what it was given as it was", () => {
  fc.assert(
    fc.property(anyTicks, anyChange, (ticks, change) => {
      const given = structuredClone(ticks);
      const once = change(ticks);
      assert.deepEqual(change(once), once);
      assert.deepEqual(ticks, given);
    }),
  );
});
