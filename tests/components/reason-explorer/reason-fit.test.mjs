import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import fc from "fast-check";

import { rankReasons } from "../../../overrides/components/reason-explorer/reason-fit.mjs";
import { describeFits, FIT_WORDS } from "../../../overrides/components/reason-explorer/reason-words.mjs";

/**
 * @import {Answers, Fit, Reason} from "../../../overrides/components/reason-explorer/reason-fit.mjs"
 *
 * @type {{reasons: Reason[], cases: {name: string, answers: Answers, expected: [string, Fit][]}[]}}
 */
const { reasons, cases } = JSON.parse(
  readFileSync(new URL("../../cases/reasons.json", import.meta.url), "utf8"),
);

describe("rankReasons", () => {
  for (const { name, answers, expected } of cases) {
    it(name, () => {
      assert.deepEqual(
        rankReasons(reasons, answers).map(({ id, fit }) => [id, fit]),
        expected,
      );
    });
  }

  const answer = fc.constantFrom("a", "b", "c");
  const given = fc.dictionary(fc.constantFrom("p", "q", "r"), fc.constantFrom("", "a", "b", "c"));
  const known = fc.uniqueArray(
    fc.record({
      id: fc.string(),
      fits: fc.record({ p: fc.array(answer), q: fc.array(answer), r: fc.array(answer) }),
    }),
    { selector: ({ id }) => id },
  );

  it("keeps every reason, once", () => {
    fc.assert(
      fc.property(known, given, (all, answers) => {
        const ids = rankReasons(all, answers).map(({ id }) => id);
        assert.deepEqual([...ids].sort(), all.map(({ id }) => id).sort());
      }),
    );
  });

  it("puts what fits better first, and else keeps the order of the page", () => {
    const order = ["all", "some", "none"];
    fc.assert(
      fc.property(known, given, (all, answers) => {
        const ranked = rankReasons(all, answers);
        const places = ranked.map(({ fit }) => order.indexOf(fit));
        assert.deepEqual([...places].sort(), places);
        const inPage = all.map(({ id }) => id);
        for (const fit of ["all", "none"]) {
          const same = ranked.filter((one) => one.fit === fit).map(({ id }) => inPage.indexOf(id));
          assert.deepEqual(
            [...same].sort((one, other) => one - other),
            same,
          );
        }
      }),
    );
  });
});

describe("describeFits", () => {
  for (const [fits, expected] of /** @type {[Fit[], string][]} */ ([
    [["open", "open"], "2 reasons. It may be any of them."],
    [
      ["all", "all", "some", "none"],
      "2 reasons fit what you said. Listed first, and still only guesses: you may never know.",
    ],
    [
      ["all", "none"],
      "1 reason fits what you said. Listed first, and still only guesses: you may never know.",
    ],
    [
      ["some", "none"],
      "No reason fits all of it. 1 reason fits part of it. Listed first, and still only guesses: you may never know.",
    ],
    [
      ["some", "some"],
      "No reason fits all of it. 2 reasons fit part of it. Listed first, and still only guesses: you may never know.",
    ],
    [["none"], "No reason here fits that. It may be one of them all the same."],
  ])) {
    it(fits.join(" "), () => {
      assert.equal(describeFits(fits), expected);
    });
  }

  it("never says how likely a reason is", () => {
    assert.doesNotMatch(Object.values(FIT_WORDS).join(" "), /\d|%|likely|probabl/i);
  });
});
