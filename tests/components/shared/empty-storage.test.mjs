import assert from "node:assert/strict";
import { test } from "node:test";

import { makeStorage, useEmptyStorage } from "../../../overrides/components/shared/empty-storage.mjs";

test("it works as a browser's storage does", () => {
  const storage = makeStorage();
  assert.equal(storage.getItem("a"), null);
  storage.setItem("a", "1");
  storage.setItem("b", "2");
  assert.deepEqual([storage.length, storage.key(0), storage.key(2)], [2, "a", null]);
  storage.removeItem("a");
  assert.equal(storage.getItem("a"), null);
  storage.clear();
  assert.equal(storage.length, 0);
});

test("a page in a preview sees nothing of what its browser keeps", () => {
  const kept = makeStorage();
  kept.setItem("plan", "mine");
  /** @type {{localStorage: Storage, sessionStorage: Storage}} */
  const page = { localStorage: kept, sessionStorage: kept };
  useEmptyStorage(page);
  page.localStorage.setItem("plan", "the client’s");
  assert.equal(page.sessionStorage.length, 0);
  assert.equal(page.localStorage.getItem("plan"), "the client’s");
  assert.equal(kept.getItem("plan"), "mine");
});
