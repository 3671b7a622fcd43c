import assert from "node:assert/strict";
import { test } from "node:test";

import { fitsQuery } from "../../../overrides/components/permalink-list/link-search.mjs";

test("it finds words in any order, in any case, and parts of words", () => {
  const text = "Check in, briefly /timelines/after-interview/#step-check-in";
  for (const query of ["", " ", "CHECK", "interview brief", "#step-check"]) {
    assert.ok(fitsQuery(query, text), query);
  }
  assert.ok(!fitsQuery("check offer", text));
  assert.ok(fitsQuery("resume", "Résumé"));
});
