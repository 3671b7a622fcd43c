import assert from "node:assert/strict";
import { test } from "node:test";

import { forgetForm, keepForm, readKeptForm } from "../../../overrides/components/client-link/kept-form.mjs";
import { makeStorage } from "../../../overrides/components/shared/empty-storage.mjs";
import { CLIENT_LINK_KEY } from "../../../overrides/components/shared/kept-plans.mjs";

const FILLED = { page: "/timelines/after-interview/", values: { company: "Acme" } };
const blocked = () => {
  throw new Error("blocked");
};

test("what is kept is read again, and forgotten", () => {
  const storage = makeStorage();
  assert.equal(
    readKeptForm(() => storage),
    null,
  );
  assert.equal(
    keepForm(() => storage, FILLED),
    true,
  );
  assert.deepEqual(
    readKeptForm(() => storage),
    FILLED,
  );
  forgetForm(() => storage);
  assert.equal(storage.length, 0);
});

test("what is not ours is not read", () => {
  for (const text of ["", "{", "null", "[]", '{"page":1,"values":{}}', '{"page":"","values":{"a":1}}']) {
    const storage = makeStorage();
    storage.setItem(CLIENT_LINK_KEY, text);
    assert.equal(
      readKeptForm(() => storage),
      null,
      text,
    );
  }
});

test("a browser that keeps nothing breaks nothing", () => {
  assert.equal(readKeptForm(blocked), null);
  assert.equal(keepForm(blocked, FILLED), false);
  forgetForm(blocked);
});
