import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import {
  hasKeptPlans,
  keepsNothing,
  SET_ASIDE_PREFIX,
  STORE_KEY,
} from "../../../overrides/components/shared/kept-plans.mjs";

/** @param {...string} keys */
function storageOf(...keys) {
  return () => ({
    length: keys.length,
    key: (/** @type {number} */ index) => keys[index] ?? null,
    getItem: (/** @type {string} */ key) => (keys.includes(key) ? "{}" : null),
  });
}

const blocked = () => {
  throw new DOMException("No storage here", "SecurityError");
};

describe("whether there is nothing to show", () => {
  for (const keys of [[], ["theme", `${STORE_KEY}-of-another-site`]]) {
    test(`nothing is kept: ${keys.join()}`, () => assert.equal(keepsNothing(storageOf(...keys)), true));
  }
  for (const key of [STORE_KEY, `${SET_ASIDE_PREFIX}1`]) {
    test(`something is: ${key}`, () => assert.equal(keepsNothing(storageOf("theme", key)), false));
  }
  test("where the browser lets nobody look, it is not certain", () => {
    assert.equal(keepsNothing(blocked), false);
    assert.equal(
      keepsNothing(() => null),
      false,
    );
  });
});

test("plans that may be there are worth the store; what was set aside, or cannot be seen, is not", () => {
  assert.equal(hasKeptPlans(storageOf(STORE_KEY)), true);
  for (const storage of [storageOf(), storageOf(`${SET_ASIDE_PREFIX}1`), blocked, () => null]) {
    assert.equal(hasKeptPlans(storage), false);
  }
});

test("the head of a page looks for what is kept under the same key, and for links as they begin", () => {
  const head = readFileSync(
    new URL("../../../overrides/components/shared/opening.html", import.meta.url),
    "utf8",
  );
  assert.ok(head.includes(`localStorage.getItem("${STORE_KEY}")`));
  assert.ok(head.includes("/^#fu=/"));
});
