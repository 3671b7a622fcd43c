import assert from "node:assert/strict";
import { describe, it } from "node:test";

import {
  joinVisit,
  readVisit,
  rememberInVisit,
  scopedKey,
  VISIT_KEY,
  writeVisit,
} from "../../../overrides/components/shared/visit-values.mjs";

/** A storage that holds one text. */
function memory(text = /** @type {string | null} */ (null)) {
  const area = {
    text,
    getItem: (/** @type {string} */ key) => (key === VISIT_KEY ? area.text : null),
    setItem: (/** @type {string} */ _, /** @type {string} */ value) => {
      area.text = value;
    },
    removeItem: () => {
      area.text = null;
    },
  };
  return area;
}

const blocked = () => {
  throw new DOMException("blocked", "SecurityError");
};

describe("a visit", () => {
  it("gives back what it was told, and forgets what is emptied", () => {
    const area = memory();
    assert.equal(
      rememberInVisit(() => area, { company: "Acme", contact: 'Sam "S" <b>\n👍' }),
      true,
    );
    rememberInVisit(() => area, { company: "" });
    assert.deepEqual({ ...readVisit(() => area) }, { contact: 'Sam "S" <b>\n👍' });
    rememberInVisit(() => area, { contact: "" });
    assert.equal(area.text, null);
  });

  it("is empty where storage is blocked, missing, full or holds something else", () => {
    assert.deepEqual({ ...readVisit(blocked) }, {});
    assert.equal(rememberInVisit(blocked, { company: "Acme" }), false);
    assert.equal(
      writeVisit(() => null, { company: "Acme" }),
      false,
    );
    const full = { ...memory(), setItem: blocked };
    assert.equal(
      writeVisit(() => full, { company: "Acme" }),
      false,
    );
    for (const text of ["", "{", "null", "7", '{"company": 7, "name": ""}']) {
      assert.deepEqual({ ...readVisit(() => memory(text)) }, {}, text);
    }
  });
});

describe("joinVisit", () => {
  const visit = { company: "Acme", contact: "Sam", name: "Alex", "thank-you/takeaway": "Pairs." };

  it("lets the link win, and keeps the rest of the same interview", () => {
    assert.deepEqual(joinVisit(visit, { role: "Analyst", contact: "Sam", name: "Al" }), {
      ...visit,
      role: "Analyst",
      name: "Al",
    });
    assert.deepEqual(joinVisit(visit, {}), visit);
  });

  it("keeps the name alone where the link is about another interview", () => {
    /** @type {Record<string, string>[]} */
    const links = [{ company: "Bolt" }, { contact: "Kim", role: "Buyer" }];
    for (const link of links) {
      assert.deepEqual(joinVisit(visit, link), { name: "Alex", ...link });
    }
    assert.deepEqual(joinVisit({ role: "Analyst" }, { role: "Buyer" }), { role: "Buyer" });
  });
});

it("scopedKey tells what is shared from what one message asks", () => {
  assert.equal(scopedKey("thank-you", "company"), "company");
  assert.equal(scopedKey("thank-you", "question"), "thank-you/question");
  assert.notEqual(scopedKey("ask-for-time", "question"), scopedKey("thank-you", "question"));
});
