import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

import { writeFirstDocument } from "../../../overrides/components/check-list/first-document.mjs";
import { KeptTicks } from "../../../overrides/components/check-list/kept-ticks.mjs";
import { tick, untick } from "../../../overrides/components/check-list/ticks.mjs";
import { openStore } from "../../../overrides/components/shared/store.mjs";

/** @typedef {import("../../../overrides/components/shared/document.mjs").Ticks} Ticks */

const KEY = "after-the-interview";
const DAY = "2026-11-19";

/** What two tabs of one browser share. */
class Browser {
  /** @type {Map<string, string>} */
  items = new Map();
  isFull = false;
  isReached = true;
  /** Whoever waits for the lock, which is granted when the test says so. @type {(() => void)[]} */
  waiting = [];

  tab() {
    const { items } = this;
    const area = {
      length: 0,
      key: () => null,
      getItem: (/** @type {string} */ key) => items.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
        if (this.isFull) {
          throw new DOMException("no room", "QuotaExceededError");
        }
        items.set(key, value);
      },
      removeItem: (/** @type {string} */ key) => void items.delete(key),
    };
    const request = (/** @type {string} */ _name, /** @type {() => unknown} */ action) =>
      new Promise((resolve) => this.waiting.push(() => resolve(action())));
    const shared = { storage: () => area, events: new EventTarget() };
    const locks = { request: /** @type {LockManager["request"]} */ (request) };
    /** @type {Ticks[]} */
    const drawn = [];
    const kept = new KeptTicks({
      checklist: "keep-busy",
      fetchStores: async () => {
        if (!this.isReached) {
          throw new TypeError("Failed to fetch");
        }
        return {
          store: openStore({ ...shared, locks }),
          unlocked: openStore({ ...shared, locks: undefined }),
        };
      },
      saveWithoutStore: (ticks) => writeFirstDocument(() => area, "keep-busy", ticks),
      onChange: () => drawn.push(kept.ticks),
    });
    return { kept, drawn };
  }

  /** Lets everyone have the lock, in the order of asking. */
  async grant() {
    await turn();
    while (this.waiting.length > 0) {
      this.waiting.shift()?.();
      await turn();
    }
  }

  /** @returns {unknown} */
  get ticks() {
    return JSON.parse(this.items.get(KEY) ?? '{"checklists": {}}').checklists["keep-busy"] ?? {};
  }
}

/** Lets all go on that waits for nothing from outside. */
function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}

describe("KeptTicks", () => {
  /** @type {Browser} */
  let browser;
  beforeEach(() => {
    browser = new Browser();
  });

  it("shows a change before it is kept, and keeps it", async () => {
    const { kept, drawn } = browser.tab();
    void kept.make(tick("walk", DAY));
    assert.deepEqual(drawn, [{ walk: DAY }]);
    assert.deepEqual(browser.ticks, {});
    await browser.grant();
    assert.deepEqual(browser.ticks, { walk: DAY });
    assert.deepEqual(drawn.at(-1), { walk: DAY });
    assert.equal(kept.fault, null);
  });

  it("loses none of many changes made while the lock is awaited", async () => {
    const { kept } = browser.tab();
    void kept.make(tick("a", DAY));
    await turn();
    void kept.make(tick("b", DAY));
    browser.waiting.shift()?.();
    void kept.make(tick("c", DAY));
    void kept.make(untick(["a"]));
    await browser.grant();
    assert.deepEqual(browser.ticks, { b: DAY, c: DAY });
    assert.deepEqual(kept.ticks, { b: DAY, c: DAY });
  });

  it("adds to what another tab has kept, and shows that too", async () => {
    const [one, other] = [browser.tab(), browser.tab()];
    void one.kept.make(tick("walk", DAY));
    void other.kept.make(tick("call", DAY));
    await browser.grant();
    assert.deepEqual(browser.ticks, { walk: DAY, call: DAY });
    assert.deepEqual(other.kept.ticks, { walk: DAY, call: DAY });
    await one.kept.refresh();
    assert.deepEqual(one.kept.ticks, { walk: DAY, call: DAY });
  });

  it("keeps at once what waits for the lock when the reader leaves", async () => {
    const { kept } = browser.tab();
    void kept.make(tick("walk", DAY));
    await turn();
    kept.saveAtOnce();
    assert.deepEqual(browser.ticks, { walk: DAY });
  });

  it("keeps the first ticks of all even when the reader leaves before the store has arrived", async () => {
    browser.isReached = false;
    const { kept } = browser.tab();
    void kept.make(tick("walk", DAY));
    kept.saveAtOnce();
    browser.isReached = true;
    const next = browser.tab();
    await next.kept.refresh();
    assert.deepEqual([next.kept.ticks, next.kept.isSetAside], [{ walk: DAY }, false]);
    void next.kept.make(tick("call", DAY));
    await browser.grant();
    assert.deepEqual(browser.ticks, { walk: DAY, call: DAY });
  });

  it("overwrites nothing without the store, and keeps nothing where there is nothing", async () => {
    browser.isReached = false;
    const [one, other] = [browser.tab(), browser.tab()];
    void one.kept.make(tick("walk", DAY));
    void one.kept.make(untick(["walk"]));
    one.kept.saveAtOnce();
    assert.equal(browser.items.size, 0);
    browser.items.set(KEY, "something else");
    void other.kept.make(tick("walk", DAY));
    other.kept.saveAtOnce();
    assert.equal(browser.items.get(KEY), "something else");
  });

  it("touches nothing when the reader leaves and all is kept", async () => {
    const { kept } = browser.tab();
    void kept.make(tick("walk", DAY));
    await browser.grant();
    browser.items.clear();
    kept.saveAtOnce();
    assert.equal(browser.items.size, 0);
  });

  it("goes on showing what could not be kept, says why, and keeps it with the next change", async () => {
    const { kept } = browser.tab();
    browser.isFull = true;
    void kept.make(tick("walk", DAY));
    await browser.grant();
    assert.deepEqual(kept.ticks, { walk: DAY });
    assert.equal(kept.fault, "full");
    browser.isFull = false;
    void kept.make(tick("call", DAY));
    await browser.grant();
    assert.equal(kept.fault, null);
    assert.deepEqual(browser.ticks, { walk: DAY, call: DAY });
  });

  it("tries again to keep it when another tab has made a change", async () => {
    const { kept } = browser.tab();
    browser.isFull = true;
    void kept.make(tick("walk", DAY));
    await browser.grant();
    browser.isFull = false;
    void kept.refresh();
    await browser.grant();
    assert.equal(kept.fault, null);
    assert.deepEqual(browser.ticks, { walk: DAY });
  });

  it("says that the store did not arrive, and asks for it again", async () => {
    browser.isReached = false;
    const { kept } = browser.tab();
    await kept.prepare();
    assert.equal(kept.fault, null);
    await kept.make(tick("walk", DAY));
    assert.deepEqual([kept.fault, kept.ticks], ["unreachable", { walk: DAY }]);
    browser.isReached = true;
    void kept.make(tick("call", DAY));
    await browser.grant();
    assert.deepEqual([kept.fault, browser.ticks], [null, { walk: DAY, call: DAY }]);
  });

  it("remembers that a damaged document was set aside", async () => {
    browser.items.set(KEY, "{half a docu");
    const { kept } = browser.tab();
    void kept.refresh();
    await browser.grant();
    assert.deepEqual([kept.isSetAside, kept.fault, kept.ticks], [true, null, {}]);
  });
});
