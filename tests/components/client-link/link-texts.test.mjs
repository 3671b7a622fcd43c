import assert from "node:assert/strict";
import { test } from "node:test";

import {
  formatHtmlLink,
  formatLetter,
  formatMarkdownLink,
} from "../../../overrides/components/client-link/link-texts.mjs";

const URL = "https://coach.example/timelines/after-interview/#fu=1&company=Acme+%26+Sons";

test("a Markdown link keeps its text and its address", () => {
  assert.equal(formatMarkdownLink("After an interview", URL), `[After an interview](${URL})`);
  assert.equal(
    formatMarkdownLink("a [b] *c* <d> & `e` \\", "https://coach.example/site(1)/#fu=1"),
    "[a \\[b\\] \\*c\\* \\<d\\> \\& \\`e\\` \\\\](https://coach.example/site%281%29/#fu=1)",
  );
});

test("an HTML link is one link, whatever its text", () => {
  assert.equal(
    formatHtmlLink('"><script>&', "https://coach.example/#fu=1&a=b"),
    '<a href="https://coach.example/#fu=1&amp;a=b">&quot;&gt;&lt;script&gt;&amp;</a>',
  );
});

test("a letter greets the client and is signed by the coach", () => {
  const letter = formatLetter("After an interview", URL, { name: " Alex ", from: "Sam Field" });
  const params = new globalThis.URL(letter ?? "").searchParams;
  assert.equal(params.get("subject"), "After an interview");
  assert.equal(
    params.get("body"),
    `Hi Alex,\r\n\r\nI’ve prepared this page for you: After an interview.\r\n\r\n${URL}\r\n\r\nSam Field`,
  );
});

test("a letter does without the names that nobody gave", () => {
  const body = new globalThis.URL(formatLetter("A page", URL, {}) ?? "").searchParams.get("body") ?? "";
  assert.ok(body.startsWith("Hi,\r\n"));
  assert.ok(body.endsWith(URL));
});

test("a letter that is too long for mail programs is none", () => {
  assert.equal(formatLetter("A page", `${URL}&note=${"a".repeat(1800)}`, {}), null);
});
