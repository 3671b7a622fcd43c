import assert from "node:assert/strict";
import { describe, it } from "node:test";

import {
  describeCount,
  fits,
  normalize,
} from "../../../overrides/components/message-gallery/message-filter.mjs";

const entry = {
  moment: "waiting",
  variants: ["email-warm", "linkedin-plain"],
  words: normalize("The check-in: One short message, when they didn’t call. Café"),
};
const anything = { text: "", moment: "", channel: "", tone: "" };

describe("fits", () => {
  for (const [query, expected] of /** @type {[Partial<typeof anything>, boolean][]} */ ([
    [{}, true],
    [{ text: "  CHECK " }, true],
    [{ text: "mess short" }, true],
    [{ text: "didn't café" }, true],
    [{ text: "hort" }, false],
    [{ text: "check banana" }, false],
    [{ text: "(.*" }, true],
    [{ moment: "waiting" }, true],
    [{ moment: "right-after" }, false],
    [{ channel: "email" }, true],
    [{ channel: "card" }, false],
    [{ tone: "plain" }, true],
    [{ channel: "email", tone: "warm" }, true],
    [{ channel: "email", tone: "plain" }, false],
  ])) {
    it(`${JSON.stringify(query)}: ${expected}`, () => {
      assert.equal(fits(entry, { ...anything, ...query }), expected);
    });
  }
});

it("describeCount", () => {
  assert.deepEqual([0, 1, 2].map(describeCount), ["0 messages", "1 message", "2 messages"]);
});
