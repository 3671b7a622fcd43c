import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { eraseKept, readKept } from "../../../overrides/components/erase-all/kept-here.mjs";
import { CLIENT_LINK_KEY, STORE_KEY } from "../../../overrides/components/shared/kept-plans.mjs";
import { openStore } from "../../../overrides/components/shared/store.mjs";
import { VISIT_KEY } from "../../../overrides/components/shared/visit-values.mjs";

/** @typedef {import("../../../overrides/components/shared/store.mjs").StorageArea} StorageArea */

const PLAN = {
  ...{ id: "a", timeline: "after-interview", name: "A", values: {}, done: {}, skipped: [], reasons: {} },
  ...{ earlier: [], answers: [], ended: null, asked: false, calendar: null },
};
const DOCUMENT = {
  version: 2,
  plans: { a: PLAN, b: { ...PLAN, id: "b" } },
  checklists: {
    "stay-upbeat": { walk: "2026-11-20", call: "2026-11-21" },
    "keep-active": { one: "2026-11-22" },
  },
};

/**
 * @param {Record<string, string>} content
 * @returns {StorageArea & {items: Map<string, string>}}
 */
function memory(content) {
  const items = new Map(Object.entries(content));
  return {
    items,
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const refuse = () => {
  throw new DOMException("No storage here", "SecurityError");
};

/**
 * @param {() => StorageArea} local
 * @param {() => StorageArea} session
 */
const placesOf = (local, session, path = "/site/") => {
  const store = openStore({ storage: local, locks: undefined, events: new EventTarget() });
  return { store, local, session, path };
};

describe("what is kept in a browser", () => {
  it("is counted, and gone after erasing, while others' things stay", async () => {
    const local = memory({
      [STORE_KEY]: JSON.stringify(DOCUMENT),
      [`${STORE_KEY}.damaged-1`]: "{",
      [CLIENT_LINK_KEY]: "{}",
      "/site/.__palette": "{}",
      "/.__palette": "another site's",
      "/site/two/.__palette": "another site's",
      theirs: "another page's",
    });
    const session = memory({
      [VISIT_KEY]: '{"company":"Acme"}',
      "/site/.__source": "{}",
      theirs: "another page's",
    });
    const places = placesOf(
      () => local,
      () => session,
    );
    assert.deepEqual(await readKept(places), {
      ...{
        plans: 2,
        ticks: 3,
        copies: 1,
        unread: null,
        hasVisit: true,
        hasClientLink: true,
        hasSettings: true,
      },
    });
    assert.deepEqual(await eraseKept(places), {
      erased: ["plans", "visit", "clientLink", "settings"],
      left: [],
    });
    assert.deepEqual([...local.items.keys()], ["/.__palette", "/site/two/.__palette", "theirs"]);
    assert.deepEqual([...session.items.keys()], ["theirs"]);
    assert.deepEqual(await readKept(places), {
      ...{
        plans: 0,
        ticks: 0,
        copies: 0,
        unread: null,
        hasVisit: false,
        hasClientLink: false,
        hasSettings: false,
      },
    });
  });

  it("goes also where a newer version of the site has written it", async () => {
    const local = memory({ [STORE_KEY]: '{"version":99}' });
    const places = placesOf(
      () => local,
      () => memory({}),
    );
    const { unread, plans } = await readKept(places);
    assert.deepEqual({ unread, plans }, { unread: "newer", plans: 0 });
    assert.deepEqual((await eraseKept(places)).left, []);
    assert.equal(local.items.size, 0);
  });

  it("is left where the browser lets nobody at it, and said so", async () => {
    const session = memory({ [VISIT_KEY]: '{"company":"Acme"}' });
    const places = placesOf(refuse, () => session);
    assert.equal((await readKept(places)).unread, "blocked");
    assert.deepEqual(await eraseKept(places), {
      erased: ["visit"],
      left: ["plans", "clientLink", "settings"],
    });
    assert.equal(session.items.size, 0);
  });

  it("is left where removing does nothing", async () => {
    const stubborn = { ...memory({ "/site/.__palette": "{}" }), length: 1, removeItem: () => {} };
    const places = placesOf(
      () => stubborn,
      () => memory({}),
    );
    assert.deepEqual((await eraseKept(places)).left, ["settings"]);
  });
});
