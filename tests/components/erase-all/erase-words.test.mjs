import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { describeErased, describeKept } from "../../../overrides/components/erase-all/erase-words.mjs";

/** @typedef {import("../../../overrides/components/erase-all/kept-here.mjs").Kept} Kept */

/** @type {Kept} */
const NOTHING = {
  plans: 0,
  ticks: 0,
  copies: 0,
  unread: null,
  hasVisit: false,
  hasClientLink: false,
  hasSettings: false,
};
/** @type {Kept} */
const ALL = {
  plans: 1,
  ticks: 14,
  copies: 1,
  unread: null,
  hasVisit: true,
  hasClientLink: true,
  hasSettings: true,
};

describe("what would go", () => {
  it("is a line for each kind of thing", () => {
    assert.deepEqual(describeKept(NOTHING), []);
    assert.deepEqual(describeKept(ALL), [
      "1 plan, with its notes",
      "14 checked boxes on your checklists",
      "1 copy of something that could not be read, set aside for you",
      "What you have typed into messages during this visit",
      "What you have asked to be remembered of the links you make for clients",
      "The colors this site shows you, light or dark",
    ]);
    assert.deepEqual(describeKept({ ...NOTHING, plans: 1200 }), ["1,200 plans, with their notes"]);
    assert.match(describeKept({ ...NOTHING, unread: "newer" })[0] ?? "", /newer version/);
  });
});

describe("what has gone", () => {
  it("is named, and that nothing is left", () => {
    const outcome = { erased: /** @type {const} */ (["plans", "visit", "clientLink", "settings"]), left: [] };
    assert.equal(
      describeErased(ALL, { ...outcome, erased: [...outcome.erased] }),
      "Erased: 1 plan, 14 checked boxes, 1 copy set aside, what you typed during this visit, what was remembered of " +
        "links for clients, the choice of colors. " +
        "This site keeps nothing of yours in this browser now. What you typed in other tabs goes when you close them.",
    );
  });

  it("is said together with what the browser did not let go, and how that is done", () => {
    const words = describeErased(ALL, { erased: ["visit"], left: ["plans", "settings"] });
    assert.match(
      words,
      /^Erased: what you typed during this visit\. Your browser did not let this page erase: the plans/,
    );
    assert.match(words, /the choice of colors\. In your browser’s settings/);
    assert.doesNotMatch(words, /keeps nothing/);
  });
});
