import assert from "node:assert/strict";
import { test } from "node:test";

import { describeProgress, formatList } from "../../../overrides/components/check-list/list-words.mjs";

test("progress", () => {
  assert.equal(describeProgress(4, 9), "4 of 9 done");
});

test("a list as text has its title, its headings and its boxes as they stand", () => {
  const groups = [
    { heading: "", items: [] },
    {
      heading: "Now",
      items: [
        { text: "Take a walk", isTicked: true },
        { text: "Call a friend", isTicked: false },
      ],
    },
    { heading: "Later", items: [{ text: "Sleep", isTicked: false }] },
  ];
  assert.equal(
    formatList("Keep busy", groups),
    "Keep busy\n\nNow\n[x] Take a walk\n[ ] Call a friend\n\nLater\n[ ] Sleep\n",
  );
});

test("items without a heading stand under the title", () => {
  const groups = [{ heading: "", items: [{ text: "Sleep", isTicked: false }] }];
  assert.equal(formatList("Keep busy", groups), "Keep busy\n\n[ ] Sleep\n");
});
