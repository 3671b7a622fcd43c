import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";
import * as fflate from "fflate";

import {
  formatEmailDraft,
  formatMarkdown,
  formatText,
} from "../../../overrides/components/message-template/message-files.mjs";
import { fillWordFile } from "../../../overrides/components/message-template/word-file.mjs";

const { strToU8, strFromU8, unzipSync, zipSync } = fflate;

const LAYOUT = '<w:sectPr><w:pgSz w:w="12240" /></w:sectPr>';
const BLANK_FILE = zipSync({
  "[Content_Types].xml": strToU8("<Types/>"),
  "word/styles.xml": strToU8("<w:styles/>"),
  "word/document.xml": strToU8(`<w:document><w:body><w:p>Blank</w:p>${LAYOUT}</w:body></w:document>`),
});

/** @param {string | null} subject @param {string} body */
function message(subject, body) {
  return { subject: subject === null ? null : [subject], body: [body] };
}

/** What a mail program makes of the body. @param {string} draft */
function decodeBody(draft) {
  const [, quoted = ""] = draft.split(/\r\n\r\n(.*)/s);
  const latin = quoted
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return new TextDecoder().decode(Uint8Array.from(latin, (sign) => sign.charCodeAt(0)));
}

describe("formatText", () => {
  it("puts the subject on top, where there is one", () => {
    assert.equal(formatText(message("S", "A\n\nB")), "Subject: S\n\nA\n\nB\n");
    assert.equal(formatText(message(null, "A")), "A\n");
  });
});

describe("formatMarkdown", () => {
  for (const [text, expected] of /** @type {[string, string][]} */ ([
    ["2 * 3, a_b [c] <b> &amp; `d`", "2 \\* 3, a\\_b \\[c\\] \\<b> \\&amp; \\`d\\`"],
    ["# no heading", "\\# no heading"],
    ["A\n1. no list\n- nor this", "A  \n1\\. no list  \n\\- nor this"],
    ["    no code", "no code"],
    ["A\n===", "A  \n\\==="],
    ["A\n\n\n\nB", "A\n\nB"],
  ])) {
    it(`shows ${JSON.stringify(text)} as it is`, () => {
      assert.equal(formatMarkdown(message(null, text)), `${expected}\n`);
    });
  }
});

describe("formatEmailDraft", () => {
  it("is ASCII in short lines, and holds the body", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (subject, text) => {
        const body = text.replaceAll("\r", "");
        const draft = formatEmailDraft(message(subject, body));
        assert.match(draft, /^[\t\r\n -~]*$/);
        assert.ok(draft.split("\r\n").every((line) => line.length <= 76 && !/[\r\n]/.test(line)));
        assert.ok(draft.split("\r\n").every((line) => !/[ \t]$/.test(line) || line === "Subject: "));
        assert.equal(decodeBody(draft), `${body}\n`.replaceAll("\n", "\r\n"));
      }),
    );
  });

  it("keeps long lines short, whatever they are made of", () => {
    for (const sign of ["a", "é", "=", "👍", " "]) {
      const body = sign.repeat(10_000);
      const draft = formatEmailDraft(message("", body));
      assert.ok(draft.split("\r\n").every((line) => line.length <= 76));
      assert.equal(decodeBody(draft), `${body}\r\n`);
    }
  });

  it("splits no character of a long subject, and says nothing else in its header", () => {
    const subject = `${"é👍".repeat(40)}\r\nBcc: everyone@example.com`;
    const [header = ""] = formatEmailDraft(message(subject, "")).split("\r\nX-Unsent");
    const words = header.replace("Subject: ", "").split("\r\n ");
    const decoded = words.map((word) => {
      const bytes = atob(word.replace(/^=\?utf-8\?B\?(.*)\?=$/, "$1"));
      return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (b) => b.charCodeAt(0)));
    });
    assert.equal(decoded.join(""), subject.replace("\r\n", " "));
  });

  it("leaves a plain subject readable", () => {
    assert.match(
      formatEmailDraft(message("Thank you, Sam", "")),
      /^Subject: Thank you, Sam\r\nX-Unsent: 1\r\n/,
    );
  });
});

describe("fillWordFile", () => {
  it("puts the text in place of the blank one and keeps the rest", () => {
    const filled = unzipSync(fillWordFile(BLANK_FILE, message("S", "A\n\nB\nC"), fflate));
    assert.deepEqual(Object.keys(filled), ["[Content_Types].xml", "word/styles.xml", "word/document.xml"]);
    const xml = strFromU8(filled["word/document.xml"] ?? new Uint8Array());
    assert.ok(!xml.includes("Blank"));
    assert.ok(xml.endsWith(`</w:p>${LAYOUT}</w:body></w:document>`));
    assert.equal(xml.match(/<w:p>/g)?.length, 3);
    assert.equal(xml.match(/<w:br\/>/g)?.length, 1);
  });

  it("escapes what is markup and drops what XML cannot hold", () => {
    const text = "</w:t> & ]]> $& $1 \u0000\u0008\ufffe\ud800 \"'";
    const filled = unzipSync(fillWordFile(BLANK_FILE, message(null, text), fflate));
    const xml = strFromU8(filled["word/document.xml"] ?? new Uint8Array());
    assert.ok(xml.includes(`>&lt;/w:t&gt; &amp; ]]&gt; $&amp; $1  "'<`), xml);
  });

  it("marks the blanks that are left", () => {
    const blank = { field: "a", text: "[A]", isFilled: false };
    const filled = unzipSync(fillWordFile(BLANK_FILE, { subject: null, body: ["Hi ", blank] }, fflate));
    assert.match(
      strFromU8(filled["word/document.xml"] ?? new Uint8Array()),
      /<w:rStyle w:val="Placeholder"\/><\/w:rPr><w:t xml:space="preserve">\[A\]</,
    );
  });

  it("refuses what is no such file", () => {
    const other = zipSync({ "word/document.xml": strToU8("<html/>") });
    assert.throws(() => fillWordFile(other, message(null, ""), fflate), TypeError);
  });
});
