import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { formatMailLink } from "../../../overrides/components/shared/mail-link.mjs";
import {
  blanksLeft,
  filledLength,
  fillText,
  onOneLine,
  textOf,
} from "../../../overrides/components/message-template/message-text.mjs";
import {
  describeBlanks,
  describeLength,
  warnOfBlanks,
} from "../../../overrides/components/message-template/message-words.mjs";

const FIELD = /\{(\w+)\}/;

/** `Hi {contact}` as parts. @type {(text: string) => import("../../../overrides/components/message-template/message-text.mjs").Part[]} */
function partsOf(text) {
  return text
    .split(FIELD)
    .map((piece, index) => (index % 2 === 0 ? piece : { field: piece, placeholder: `[${piece}]` }))
    .filter((piece) => piece !== "");
}

/** @type {(text: string, leftOut: string[], values?: Record<string, string>) => string} */
function without(text, leftOut, values = {}) {
  return textOf(fillText(partsOf(text), { values, leftOut: new Set(leftOut) }));
}

describe("fillText", () => {
  it("fills blanks, and leaves those without a value as they are", () => {
    assert.equal(without("Hi {a}, {b}", [], { a: "$& <b>", b: " \n" }), "Hi $& <b>, [b]");
  });

  for (const [text, expected] of /** @type {[string, string][]} */ ([
    ["A.\n\n{x}\n\nB.", "A.\n\nB."],
    ["A.\n{x}\nB.", "A.\nB."],
    ["A.\n\n{x}\nB.", "A.\n\nB."],
    ["{x}\n\nB.", "B."],
    ["A.\n\n{x}", "A."],
    ["A. {x} B.", "A. B."],
    ["A {x}.", "A."],
    ["A {x}", "A"],
    ["{x} B.", "B."],
    ["A.\n{x} B.", "A.\nB."],
    ["A.\n\n{x}\n\n{y}\n\nB.", "A.\n\nB."],
    ["A.\n\n{x} {y}\n\nB.", "A.\n\nB."],
    ["A.\n\n{x}{y}\n\nB.", "A.\n\nB."],
    ["{x}", ""],
    ["{z}\n\n{x}\n\n{z}", "[z]\n\n[z]"],
    ["{z}\n\n{x}", "[z]"],
    ["{x}\n\n{z}", "[z]"],
    ["{x}\n\n{y}\n\n{z}", "[z]"],
    ["({x})", "()"],
    ["{z}{x}{z}", "[z][z]"],
  ])) {
    it(`leaves no gap in ${JSON.stringify(text)}`, () => {
      assert.equal(without(text, ["x", "y"]), expected);
    });
  }

  it("leaves values as they were typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (value) => {
        fc.pre(value.trim() !== "");
        assert.equal(without("A {a}\n\n{x}\n\nB", ["x"], { a: value }), `A ${value}\n\nB`);
      }),
    );
  });
});

it("onOneLine joins the lines of a value, for a subject", () => {
  const segments = fillText(partsOf("Thanks, {a}"), { values: { a: "Sam\n  & Kim" }, leftOut: new Set() });
  assert.equal(textOf(onOneLine(segments)), "Thanks, Sam & Kim");
});

it("blanksLeft counts each field once, in the order of reading", () => {
  const filling = { values: { c: "C" }, leftOut: new Set(["d"]) };
  const texts = ["{b} {c}", "{a} {b} {d}"].map((text) => fillText(partsOf(text), filling));
  assert.deepEqual(blanksLeft(...texts), ["b", "a"]);
});

it("filledLength counts characters as people do, and no empty blanks", () => {
  const filling = { values: { a: "👍é" }, leftOut: new Set([""]) };
  assert.equal(filledLength(fillText(partsOf("Hi {a} {b}"), filling)), "Hi  ".length + 2);
});

describe("words", () => {
  it("say what is left", () => {
    const optional = new Set(["x", "y"]);
    assert.equal(describeBlanks("E-mail, warm", [], optional), "E-mail, warm: nothing is left blank.");
    assert.equal(describeBlanks("V", ["a"], optional), "V: 1 blank left.");
    assert.equal(
      describeBlanks("V", ["a", "x"], optional),
      "V: 2 blanks left, 1 of which you may leave out.",
    );
    assert.equal(describeBlanks("V", ["x", "y"], optional), "V: 2 blanks left, which you may leave out.");
    assert.equal(warnOfBlanks([]), "");
    assert.equal(warnOfBlanks(["[A]", "[B]"]), "Before you send it: 2 blanks are left. [A], [B]");
  });

  it("say how long it is", () => {
    assert.equal(describeLength(300, 300, "L", 0), "300 characters, 0 more fit: L takes 300.");
    assert.equal(describeLength(301, 300, "L", 2), "1 character too long: L takes 300.");
    assert.equal(describeLength(120, 300, "L", 1), "120 characters so far, 180 more fit: L takes 300.");
  });
});

describe("formatMailLink", () => {
  it("holds subject and body, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (subject, body) => {
        const link = formatMailLink(subject, body);
        assert.ok(link !== null && /^mailto:\?[!-~]*$/.test(link));
        const [head = "", tail = ""] = link.slice("mailto:?subject=".length).split("&body=");
        assert.deepEqual(
          [head, tail].map((text) => decodeURIComponent(text).replaceAll("\r\n", "\n")),
          [subject, body].map((text) => text.replaceAll("\r\n", "\n")),
        );
      }),
    );
  });

  it("ends its lines as mail does", () => {
    assert.equal(formatMailLink("S", "A\nB"), "mailto:?subject=S&body=A%0D%0AB");
  });

  it("takes half a character for a damaged one", () => {
    assert.equal(formatMailLink("", "a\ud83d"), "mailto:?subject=&body=a%EF%BF%BD");
  });

  it("gives up beyond what mail programs take", () => {
    const room = 1800 - "mailto:?subject=&body=".length;
    assert.equal(formatMailLink("", "a".repeat(room))?.length, 1800);
    assert.equal(formatMailLink("", "a".repeat(room + 1)), null);
    assert.equal(formatMailLink("é".repeat(400), ""), null);
  });
});
