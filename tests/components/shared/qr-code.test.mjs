import assert from "node:assert/strict";
import { test } from "node:test";

import { correction, generate } from "lean-qr";

import { printedWidth, QUIET_ZONE, tracePath } from "../../../overrides/components/shared/qr-code.mjs";

/** @param {string} path */
function darkModules(path) {
  const dark = new Set();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) {
      dark.add(`${Number(x) + step - QUIET_ZONE},${Number(y) - QUIET_ZONE}`);
    }
  }
  return dark;
}

test("the path covers every dark module and no other", () => {
  const options = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M };
  const code = generate("https://coach.example/timelines/after-interview/#fu=1", options);
  const dark = darkModules(tracePath(code));
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      assert.equal(dark.has(`${x},${y}`), code.get(x, y), `${x},${y}`);
    }
  }
});

test("a printed module is large enough for a phone's camera", () => {
  const code = { size: 21, get: () => true };
  assert.equal(printedWidth(code), 20);
  assert.equal(printedWidth({ ...code, size: 177 }), 74);
});
