import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import fc from "fast-check";

import { MIGRATIONS, VERSION } from "../../../overrides/components/shared/document.mjs";
import { openStore } from "../../../overrides/components/shared/store.mjs";
import { anyDate, anyId, anyPlan, anyStep, anyText } from "./arbitraries.mjs";

/** @typedef {import("../../../overrides/components/shared/document.mjs").Plan} Plan */
/** @typedef {import("../../../overrides/components/shared/document.mjs").PlanDocument} PlanDocument */
/** @typedef {import("../../../overrides/components/shared/document.mjs").Migrations} Migrations */
/** @typedef {import("../../../overrides/components/shared/store.mjs").StorageArea} StorageArea */
/**
 * @typedef {{
 *   name: string, expect: "good" | "damaged" | "newer", document?: unknown, text?: string, nested?: number,
 *   change?: object, without?: string[], ticks?: object,
 * }} ReadCase
 */

/** @type {{base: Plan, read: ReadCase[], write: {name: string, document: {plans: object}, bytes: string}[]}} */
const cases = JSON.parse(await readFile(new URL("../../cases/store.json", import.meta.url), "utf8"));

const KEY = "after-the-interview";

/** A document of a version that is still to come. */
const NEWER = `{"version":${VERSION + 1}}`;

/** What the tabs of one origin share: the storage, the locks and the news of each other's changes. */
class Origin {
  /** @type {Map<string, string>} */
  items = new Map();
  /** In characters, keys and values together. */
  quota = Infinity;
  /** @type {{action: string, isLocked: boolean}[]} */
  touches = [];
  /** @type {EventTarget[]} */
  #tabs = [];
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  #isLocked = false;

  /** @param {{key?: string, migrations?: Migrations, areLocksThere?: boolean}} [options] */
  tab({ areLocksThere = true, ...options } = {}) {
    const events = new EventTarget();
    this.#tabs.push(events);
    const area = this.#area(events);
    const locks = areLocksThere ? this.locks() : undefined;
    return { area, events, store: openStore({ storage: () => area, locks, events, ...options }) };
  }

  /** @returns {Pick<LockManager, "request">}  granted in the order of asking, and never at once */
  locks() {
    const request = (/** @type {string} */ _name, /** @type {() => unknown} */ action) => {
      const granted = this.#queue.then(() => {
        this.#isLocked = true;
        try {
          return action();
        } finally {
          this.#isLocked = false;
        }
      });
      this.#queue = granted.catch(() => {});
      return granted;
    };
    return { request: /** @type {LockManager["request"]} */ (request) };
  }

  /**
   * @param {EventTarget} own  hears nothing of its own changes
   * @returns {StorageArea}
   */
  #area(own) {
    const { items } = this;
    const touch = (/** @type {string} */ action) => this.touches.push({ action, isLocked: this.#isLocked });
    const tellOthers = (/** @type {string} */ key) => {
      for (const tab of this.#tabs.filter((other) => other !== own)) {
        tab.dispatchEvent(storageEvent(key));
      }
    };
    return {
      get length() {
        return items.size;
      },
      key: (index) => [...items.keys()][index] ?? null,
      getItem: (key) => {
        touch("get");
        return items.get(key) ?? null;
      },
      setItem: (key, value) => {
        touch("set");
        const others = [...items].filter(([other]) => other !== key);
        if ([...others, [key, value]].flat().join("").length > this.quota) {
          throw new DOMException("no room", "QuotaExceededError");
        }
        items.set(key, value);
        tellOthers(key);
      },
      removeItem: (key) => {
        touch("remove");
        if (items.delete(key)) {
          tellOthers(key);
        }
      },
    };
  }
}

/** @param {string | null} key */
function storageEvent(key) {
  return Object.assign(new Event("storage"), { key });
}

/**
 * @param {string} id
 * @param {Partial<Plan> & Record<string, unknown>} [change]
 * @returns {Plan}
 */
function makePlan(id, change = {}) {
  return { ...structuredClone(cases.base), id, ...change };
}

/** @param {Plan[]} plans */
function documentOf(...plans) {
  const byId = Object.fromEntries(plans.map((plan) => [plan.id, plan]));
  return JSON.stringify({ version: VERSION, plans: byId, checklists: {} });
}

/**
 * @param {ReadCase} readCase
 * @returns {string}
 */
function textOf({ document, text, nested, ticks, change = {}, without = [] }) {
  const { id } = cases.base;
  if (nested !== undefined) {
    const deep = `${"[".repeat(nested)}${"]".repeat(nested)}`;
    return `{"version":${VERSION},"plans":{},"checklists":{},"deep":${deep}}`;
  }
  if (ticks !== undefined) {
    return JSON.stringify({ version: VERSION, plans: {}, checklists: ticks });
  }
  if (text === undefined && document === undefined) {
    const plan = Object.entries({ ...cases.base, ...change }).filter(([key]) => !without.includes(key));
    return JSON.stringify({ version: VERSION, plans: { [id]: Object.fromEntries(plan) }, checklists: {} });
  }
  return text ?? JSON.stringify(document);
}

describe("reading what stands there", () => {
  for (const readCase of cases.read) {
    test(`${readCase.expect}: ${readCase.name}`, async () => {
      const origin = new Origin();
      const { store } = origin.tab();
      const text = textOf(readCase);
      origin.items.set(KEY, text);

      const result = await store.list();

      switch (readCase.expect) {
        case "good":
          assert.deepEqual(result, { ok: true, plans: Object.values(JSON.parse(text).plans) });
          assert.deepEqual(await store.read(), {
            ok: true,
            document: { checklists: {}, ...JSON.parse(text), version: VERSION },
          });
          assert.deepEqual([...origin.items], [[KEY, text]]);
          break;
        case "damaged":
          assert.deepEqual(result, { ok: true, plans: [], setAside: `${KEY}.damaged-1` });
          assert.deepEqual([...origin.items], [[`${KEY}.damaged-1`, text]]);
          break;
        case "newer":
          assert.deepEqual(result, { ok: false, reason: "newer" });
          assert.deepEqual([...origin.items], [[KEY, text]]);
          break;
      }
    });
  }

  test("an empty storage is no plans, and nothing is written", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    assert.deepEqual(await store.list(), { ok: true, plans: [] });
    assert.deepEqual(await store.get("a"), { ok: true, plan: null });
    assert.deepEqual(await store.ticks("stay-upbeat"), { ok: true, ticks: {} });
    const document = { version: VERSION, plans: {}, checklists: {} };
    assert.deepEqual(await store.read(), { ok: true, document });
    assert.deepEqual(await store.damaged(), { ok: true, documents: [] });
    assert.deepEqual([...origin.items], []);
  });

  test("a name that objects come with is no plan until there is one", async () => {
    const { store } = new Origin().tab();
    for (const id of ["constructor", "__proto__"]) {
      assert.deepEqual(await store.get(id), { ok: true, plan: null });
      const plan = makePlan(id);
      assert.deepEqual(await store.put(plan), { ok: true, plan });
      assert.deepEqual(await store.get(id), { ok: true, plan });
    }
  });

  test("what was handed out does not change what is kept", async () => {
    const { store } = new Origin().tab();
    const plan = makePlan("a");
    const put = await store.put(plan);
    plan.skipped.push("check-in");
    assert.ok(put.ok);
    put.plan.skipped.push("close");
    const got = await store.get("a");
    assert.ok(got.ok);
    assert.deepEqual(got.plan, makePlan("a"));
  });
});

describe("writing", () => {
  for (const { name, document, bytes } of cases.write) {
    test(name, async () => {
      const origin = new Origin();
      origin.items.set(KEY, JSON.stringify(document));
      const [id = ""] = Object.keys(document.plans);
      const result = await origin.tab().store.update(id, (plan) => plan);
      assert.ok(result.ok);
      assert.equal(origin.items.get(KEY), bytes);
    });
  }

  test("one key for one site, and another where it is asked for", async () => {
    const origin = new Origin();
    await origin.tab().store.put(makePlan("a"));
    await origin.tab({ key: "elsewhere" }).store.put(makePlan("b"));
    assert.deepEqual([...origin.items.keys()], [KEY, "elsewhere"]);
  });

  for (const [name, change, message] of /** @type {[string, any, RegExp][]} */ ([
    ["a wrong date", { done: { "thank-you": "2026-02-30" } }, /^plan\.done\.thank-you: expected a date/],
    ["no name", { name: undefined }, /^plan\.name: missing/],
    ["no number", { calendar: { sequence: NaN, alarm: "none", entries: [] } }, /^plan\.calendar\.sequence: /],
    ["no list", { skipped: "share" }, /^plan\.skipped: expected a list/],
    ["an unknown end", { ended: { kind: "ghosted", on: "2026-12-20" } }, /^plan\.ended\.kind: expected/],
  ])) {
    test(`a plan that would not be read again is the caller's fault: ${name}`, async () => {
      const origin = new Origin();
      const { store } = origin.tab();
      await store.put(makePlan("a"));
      const before = [...origin.items];

      await assert.rejects(store.put(makePlan("a", change)), { name: "TypeError", message });
      await assert.rejects(
        store.update("a", (plan) => ({ ...plan, ...change })),
        { name: "TypeError", message },
      );
      assert.deepEqual([...origin.items], before);
      assert.deepEqual(await store.get("a"), { ok: true, plan: makePlan("a") });
    });
  }

  test("a change must give back a plan, with the same id; its own errors come through", async () => {
    const { store } = new Origin().tab();
    await store.put(makePlan("a"));
    await assert.rejects(store.update("a", /** @type {any} */ (() => {})), {
      name: "TypeError",
      message: "plan: expected an object",
    });
    await assert.rejects(
      store.update("a", (plan) => ({ ...plan, id: "b" })),
      { name: "TypeError", message: /^plan\.id: / },
    );
    const own = new Error("own");
    let calls = 0;
    await assert.rejects(
      store.update("a", () => {
        calls += 1;
        throw own;
      }),
      own,
    );
    assert.equal(calls, 1);
    assert.deepEqual(await store.list(), { ok: true, plans: [makePlan("a")] });
  });
});

describe("blocked", () => {
  const refusal = () => {
    throw new DOMException("refused", "SecurityError");
  };
  const readable = new Origin().tab().area;
  // There is no plan for `update` to change, and so nothing for it to write.
  const writingNothing = ["read", "list", "update", "ticks", "eraseAll", "damaged", "dropDamaged"];
  /** @type {[string, () => StorageArea | null | undefined, string[]][]} */
  const ways = [
    ["reading window.localStorage throws", refusal, []],
    ["there is none", () => null, []],
    ["nothing can be read", () => ({ ...readable, getItem: refusal }), ["eraseAll"]],
    ["nothing can be written", () => ({ ...readable, setItem: refusal }), writingNothing],
  ];
  for (const [name, storage, working] of ways) {
    test(name, async () => {
      const store = openStore({ storage, locks: new Origin().locks(), events: new EventTarget() });
      const results = {
        check: await store.check(),
        read: await store.read(),
        transform: await store.transform((document) => document),
        list: await store.list(),
        put: await store.put(makePlan("a")),
        update: await store.update("a", (plan) => plan),
        ticks: await store.ticks("stay-upbeat"),
        updateTicks: await store.updateTicks("stay-upbeat", (ticks) => ticks),
        eraseAll: await store.eraseAll(),
        damaged: await store.damaged(),
        dropDamaged: await store.dropDamaged(`${KEY}.damaged-1`),
      };
      for (const [operation, result] of Object.entries(results)) {
        const { ok, reason } = { reason: null, ...result };
        const expected = working.includes(operation) ? [true, null] : [false, "blocked"];
        assert.deepEqual([ok, reason], expected, operation);
      }
    });
  }

  test("nothing is touched before something is asked for", () => {
    openStore({ storage: refusal, locks: undefined, events: new EventTarget() });
  });

  test("a check of a storage that works leaves nothing behind", async () => {
    const origin = new Origin();
    assert.deepEqual(await origin.tab().store.check(), { ok: true });
    assert.deepEqual([...origin.items], []);
  });
});

describe("full", () => {
  test("the change is refused, and what was kept is still there whole", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    await store.put(makePlan("a"));
    const before = [...origin.items];
    origin.quota = before.flat().join("").length + 100;

    const full = { ok: false, reason: "full" };
    assert.deepEqual(await store.put(makePlan("b")), full);
    assert.deepEqual(await store.update("a", (plan) => ({ ...plan, note: "n".repeat(1000) })), full);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index, "2026-11-19"]));
    assert.deepEqual(await store.updateTicks("stay-upbeat", () => many), full);
    const { plans } = JSON.parse(documentOf(makePlan("a"), makePlan("b")));
    assert.deepEqual(await store.transform((document) => ({ ...document, plans })), full);
    assert.deepEqual(await store.check(), full);

    assert.deepEqual([...origin.items], before);
    assert.deepEqual(await store.list(), { ok: true, plans: [makePlan("a")] });
  });

  for (const name of ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "QUOTA_EXCEEDED_ERR"]) {
    test(`by the name of ${name}`, async () => {
      const { area } = new Origin().tab();
      const full = {
        ...area,
        setItem: () => {
          throw new DOMException("no room", name);
        },
      };
      const store = openStore({ storage: () => full, locks: undefined, events: new EventTarget() });
      assert.deepEqual(await store.put(makePlan("a")), { ok: false, reason: "full" });
    });
  }
});

describe("damaged", () => {
  test("is said once, by the operation that met it, and the plans start anew", async () => {
    const origin = new Origin();
    origin.items.set(KEY, "first");
    const { store } = origin.tab();
    const [a, b] = [makePlan("a"), makePlan("b")];
    assert.deepEqual(await store.put(a), { ok: true, plan: a, setAside: `${KEY}.damaged-1` });
    assert.deepEqual(await store.put(b), { ok: true, plan: b });
    assert.deepEqual(await store.list(), { ok: true, plans: [a, b] });
  });

  for (const operation of /** @type {const} */ ([
    "check",
    "read",
    "list",
    "get",
    "update",
    "erase",
    "ticks",
  ])) {
    test(`is met by ${operation}`, async () => {
      const origin = new Origin();
      origin.items.set(KEY, "first");
      const { store } = origin.tab();
      const result = await (operation === "update"
        ? store.update("a", (plan) => plan)
        : store[operation]("a"));
      assert.ok(result.ok);
      assert.equal(result.setAside, `${KEY}.damaged-1`);
      assert.deepEqual([...origin.items], [[`${KEY}.damaged-1`, "first"]]);
    });
  }

  test("two that meet it at once set it aside once", async () => {
    const origin = new Origin();
    origin.items.set(KEY, "first");
    const [one, two] = [origin.tab().store, origin.tab().store];
    const results = await Promise.all([one.list(), two.list()]);
    assert.deepEqual(
      results.map(({ setAside }) => setAside),
      [`${KEY}.damaged-1`, undefined],
    );
    assert.deepEqual([...origin.items], [[`${KEY}.damaged-1`, "first"]]);
  });

  test("eleven times: none is lost, and the numbers grow", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    const texts = Array.from({ length: 11 }, (_, index) => `damage ${index}`);
    for (const text of texts) {
      origin.items.set(KEY, text);
      await store.list();
    }
    const documents = texts.map((text, index) => ({ key: `${KEY}.damaged-${index + 1}`, text }));
    assert.deepEqual(await store.damaged(), { ok: true, documents });
  });

  test("a number that was freed in between is not taken again", async () => {
    const origin = new Origin();
    origin.items.set(`${KEY}.damaged-7`, "old").set(`${KEY}.damaged-x`, "not ours").set(KEY, "new");
    const { setAside } = await origin.tab().store.list();
    assert.equal(setAside, `${KEY}.damaged-8`);
  });

  test("with no room to set it aside it stays, nothing is written over it, and its text can be had", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    const text = "x".repeat(5000);
    origin.items.set(KEY, text);
    origin.quota = 8000;
    const damaged = { ok: false, reason: "damaged" };
    assert.deepEqual(await store.list(), damaged);
    assert.deepEqual(await store.put(makePlan("a")), damaged);
    assert.deepEqual([...origin.items], [[KEY, text]]);
    assert.deepEqual(await store.damaged(), { ok: true, documents: [{ key: KEY, text }] });
  });

  test("each can be dropped once the reader has it, and no other", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    const plan = makePlan("a");
    for (const text of ["first", "second"]) {
      origin.items.set(KEY, text);
      await store.list();
    }
    await store.put(plan);
    assert.deepEqual(await store.dropDamaged(`${KEY}.damaged-1`), { ok: true });
    assert.deepEqual(await store.dropDamaged(`${KEY}.damaged-1`), { ok: true }, "twice");
    const documents = [{ key: `${KEY}.damaged-2`, text: "second" }];
    assert.deepEqual(await store.damaged(), { ok: true, documents });
    assert.deepEqual(await store.list(), { ok: true, plans: [plan] });
  });

  test("the present one can be dropped while it is damaged, and not once it is mended", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    origin.items.set(KEY, "x".repeat(5000));
    origin.quota = 8000;
    assert.deepEqual(await store.dropDamaged(KEY), { ok: true });
    assert.deepEqual([...origin.items], []);

    for (const text of [documentOf(makePlan("a")), NEWER]) {
      origin.items.set(KEY, text);
      assert.deepEqual(await store.dropDamaged(KEY), { ok: true });
      assert.deepEqual([...origin.items], [[KEY, text]]);
    }
  });

  test("to drop what was never set aside is the caller's fault", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    for (const name of [
      "theme",
      `${KEY}.probe`,
      `${KEY}.damaged-`,
      `${KEY}.damaged-0`,
      `${KEY}.damaged-x`,
      "",
    ]) {
      origin.items.set(name, "not ours");
      await assert.rejects(store.dropDamaged(name), { name: "TypeError" });
      assert.equal(origin.items.get(name), "not ours");
    }
  });
});

describe("ticks", () => {
  test("are kept for each checklist, beside the plans", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    const plan = makePlan("a");
    await store.put(plan);
    const ticks = { "take-a-walk": "2026-11-20" };
    assert.deepEqual(await store.updateTicks("stay-upbeat", () => ticks), { ok: true, ticks });
    await store.updateTicks("keep-active", (kept) => ({ ...kept, "one-a-day": "2026-11-21" }));

    const both = { ...ticks, "call-a-friend": "2026-11-22" };
    const added = await store.updateTicks("stay-upbeat", (kept) => ({
      ...kept,
      "call-a-friend": "2026-11-22",
    }));
    assert.deepEqual(added, { ok: true, ticks: both });
    assert.deepEqual(await store.ticks("stay-upbeat"), { ok: true, ticks: both });
    const checklists = { "keep-active": { "one-a-day": "2026-11-21" }, "stay-upbeat": both };
    const document = { version: VERSION, plans: { a: plan }, checklists };
    assert.deepEqual(await store.read(), { ok: true, document });
  });

  test("a checklist without any leaves nothing behind", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    await store.updateTicks("stay-upbeat", () => ({ "take-a-walk": "2026-11-20" }));
    await store.updateTicks("stay-upbeat", () => ({}));
    assert.deepEqual(await store.ticks("stay-upbeat"), { ok: true, ticks: {} });
    assert.equal(origin.items.get(KEY), documentOf());
  });

  test("names that objects come with are names like others", async () => {
    const { store } = new Origin().tab();
    for (const name of ["constructor", "__proto__"]) {
      assert.deepEqual(await store.ticks(name), { ok: true, ticks: {} });
      const ticks = JSON.parse(`{"${name}":"2026-11-20"}`);
      assert.deepEqual(await store.updateTicks(name, () => ticks), { ok: true, ticks });
      assert.deepEqual(await store.ticks(name), { ok: true, ticks });
    }
  });

  test("what was handed out or in does not change what is kept", async () => {
    const { store } = new Origin().tab();
    /** @type {Record<string, string>} */
    const ticks = { "take-a-walk": "2026-11-20" };
    const updated = await store.updateTicks("stay-upbeat", () => ticks);
    assert.ok(updated.ok);
    ticks["take-a-walk"] = updated.ticks["take-a-walk"] = "2026-11-30";
    const expected = { ok: true, ticks: { "take-a-walk": "2026-11-20" } };
    assert.deepEqual(await store.ticks("stay-upbeat"), expected);
  });

  test("what are no ticks are the caller's fault", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    for (const wrong of /** @type {any[]} */ ([undefined, [], { a: true }, { a: "2026-02-30" }])) {
      await assert.rejects(
        store.updateTicks("stay-upbeat", () => wrong),
        { name: "TypeError", message: /^ticks/ },
      );
    }
    assert.deepEqual([...origin.items], []);
  });
});

describe("changing all of it", () => {
  test("is one step on what is kept now", async () => {
    const origin = new Origin();
    const [one, two] = [origin.tab().store, origin.tab().store];
    await one.put(makePlan("a"));
    const [transformed] = await Promise.all([
      one.transform((document) => ({ ...document, plans: { ...document.plans, b: makePlan("b") } })),
      two.updateTicks("stay-upbeat", () => ({ "take-a-walk": "2026-11-20" })),
      two.put(makePlan("c")),
    ]);
    assert.ok(transformed.ok);
    assert.deepEqual(Object.keys(transformed.document.plans), ["a", "b"]);
    const result = await one.read();
    assert.ok(result.ok);
    assert.deepEqual(result.document, {
      version: VERSION,
      plans: { a: makePlan("a"), b: makePlan("b"), c: makePlan("c") },
      checklists: { "stay-upbeat": { "take-a-walk": "2026-11-20" } },
    });
  });

  for (const [name, change, message] of /** @type {[string, (document: any) => any, RegExp][]} */ ([
    ["nothing", () => {}, /^document: expected an object/],
    ["another version", (document) => ({ ...document, version: 1 }), /^document\.version: /],
    ["a broken plan", (document) => ({ ...document, plans: { a: {} } }), /^document\.plans\.a\.id: missing/],
    [
      "a plan under another's id",
      (document) => ({ ...document, plans: { b: document.plans.a } }),
      /^document\.plans\.b\.id: /,
    ],
    [
      "no ticks",
      (document) => ({ ...document, checklists: { s: { i: 1 } } }),
      /^document\.checklists\.s\.i: /,
    ],
  ])) {
    test(`what would not be read again is the caller's fault: ${name}`, async () => {
      const origin = new Origin();
      const { store } = origin.tab();
      await store.put(makePlan("a"));
      const before = [...origin.items];
      await assert.rejects(store.transform(change), { name: "TypeError", message });
      assert.deepEqual([...origin.items], before);
    });
  }
});

describe("versions", () => {
  test("a newer one is read by no operation, and nothing is written", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    origin.items.set(KEY, NEWER);
    const newer = { ok: false, reason: "newer" };
    assert.deepEqual(await store.check(), newer);
    assert.deepEqual(await store.list(), newer);
    assert.deepEqual(await store.get("a"), newer);
    assert.deepEqual(await store.put(makePlan("a")), newer);
    assert.deepEqual(await store.update("a", (plan) => plan), newer);
    assert.deepEqual(await store.erase("a"), newer);
    assert.deepEqual(await store.read(), newer);
    assert.deepEqual(await store.transform((document) => document), newer);
    assert.deepEqual(await store.ticks("stay-upbeat"), newer);
    assert.deepEqual(await store.updateTicks("stay-upbeat", (ticks) => ticks), newer);
    assert.deepEqual(await store.damaged(), { ok: true, documents: [] });
    assert.deepEqual([...origin.items], [[KEY, NEWER]]);
    assert.deepEqual(
      origin.touches.filter(({ action }) => action !== "get"),
      [],
    );
  });

  // The first version has no predecessor: these stand for one, and for the one before it; the rest is as it is.
  const byId = (/** @type {Plan} */ each) => [each.id, each];
  /** @type {Migrations} */
  const migrations = {
    ...MIGRATIONS,
    [-1]: ({ only, ...rest }) => ({ ...rest, list: [only] }),
    0: ({ list, ...rest }) => ({ ...rest, plans: Object.fromEntries(list.map(byId)) }),
  };
  const plan = makePlan("a");
  for (const older of [
    { version: 0, list: [plan], settings: 1 },
    { version: -1, only: plan, settings: 1 },
  ]) {
    test(`an older one goes through every migration: ${older.version}`, async () => {
      const origin = new Origin();
      const text = JSON.stringify(older);
      origin.items.set(KEY, text);
      const { store } = origin.tab({ migrations });
      assert.deepEqual(await store.list(), { ok: true, plans: [plan] });
      assert.deepEqual([...origin.items], [[KEY, text]], "reading writes nothing");

      await store.update("a", (kept) => ({ ...kept, name: "New" }));
      assert.deepEqual(JSON.parse(origin.items.get(KEY) ?? ""), {
        version: VERSION,
        plans: { a: { ...plan, name: "New" } },
        checklists: {},
        settings: 1,
      });
    });
  }

  for (const [name, older] of /** @type {[string, object][]} */ ([
    ["that its migration cannot read", { version: 0 }],
    ["whose migration does not lead to plans", { version: 0, list: [{ id: "a" }] }],
    ["without a migration", { version: -2 }],
  ])) {
    test(`an older one ${name} is damaged`, async () => {
      const origin = new Origin();
      origin.items.set(KEY, JSON.stringify(older));
      const { setAside } = await origin.tab({ migrations }).store.list();
      assert.equal(setAside, `${KEY}.damaged-1`);
    });
  }
});

describe("two tabs", () => {
  /** @param {string} step */
  const skip = (step) => (/** @type {Plan} */ plan) => ({ ...plan, skipped: [...plan.skipped, step] });

  test("changing one plan at once, each keeps what the other has changed", async () => {
    const origin = new Origin();
    const [one, two] = [origin.tab().store, origin.tab().store];
    await one.put(makePlan("a", { skipped: [] }));
    await Promise.all([
      one.update("a", skip("x")),
      two.update("a", (plan) => ({ ...plan, asked: false })),
      two.put(makePlan("b")),
      one.update("a", skip("y")),
    ]);
    const expected = [makePlan("a", { skipped: ["x", "y"], asked: false }), makePlan("b")];
    assert.deepEqual(await two.list(), { ok: true, plans: expected });
  });

  test("a plan read before and put back would lose it: hence update", async () => {
    const origin = new Origin();
    const [one, two] = [origin.tab().store, origin.tab().store];
    await one.put(makePlan("a", { skipped: [] }));
    const stale = await one.get("a");
    assert.ok(stale.ok && stale.plan);

    await two.update("a", skip("x"));
    await one.update("a", skip("y"));
    const both = await one.get("a");
    assert.ok(both.ok);
    assert.deepEqual(both.plan?.skipped, ["x", "y"]);

    await one.put(skip("z")(stale.plan));
    const lost = await one.get("a");
    assert.ok(lost.ok);
    assert.deepEqual(lost.plan?.skipped, ["z"]);
  });

  test("a change, its reading and its writing, stands inside the lock", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    await store.put(makePlan("a"));
    await store.update("a", skip("x"));
    await store.erase("a");
    await store.eraseAll();
    assert.deepEqual(
      origin.touches.map(({ action, isLocked }) => `${action} ${isLocked ? "locked" : "unlocked"}`),
      ["get locked", "set locked", "get locked", "set locked", "get locked", "set locked", "remove locked"],
    );
  });

  test("a plan erased in one is not brought back by a change in the other", async () => {
    const origin = new Origin();
    const [one, two] = [origin.tab().store, origin.tab().store];
    await one.put(makePlan("a"));
    await two.erase("a");
    const change = () => assert.fail("there is nothing to change");
    assert.deepEqual(await one.update("a", change), { ok: true, plan: null });
    assert.deepEqual(await one.list(), { ok: true, plans: [] });
  });

  test("without locks, or where none is granted, a change is made all the same", async () => {
    const refusing = /** @type {any} */ ({
      request: () => Promise.reject(new DOMException("refused", "SecurityError")),
    });
    for (const locks of [undefined, refusing]) {
      const { area, events } = new Origin().tab();
      const store = openStore({ storage: () => area, locks, events });
      await store.put(makePlan("a", { skipped: [] }));
      await Promise.all([store.update("a", skip("x")), store.update("a", skip("y"))]);
      const result = await store.get("a");
      assert.ok(result.ok);
      assert.deepEqual(result.plan?.skipped, ["x", "y"]);
    }
  });

  test("each hears of the other's changes, of no other key's, and of none after it has left", async () => {
    const origin = new Origin();
    const [one, two] = [origin.tab(), origin.tab()];
    let heard = 0;
    const leaving = new AbortController();
    one.store.subscribe(() => (heard += 1), { signal: leaving.signal });

    await two.store.put(makePlan("a"));
    assert.equal(heard, 1);
    await one.store.put(makePlan("b"));
    assert.equal(heard, 1, "its own change");
    two.area.setItem("theme", "dark");
    await two.store.check();
    assert.equal(heard, 1, "another key");
    one.events.dispatchEvent(storageEvent(null));
    assert.equal(heard, 2, "everything cleared");
    leaving.abort();
    await two.store.put(makePlan("c"));
    assert.equal(heard, 2, "after it has left");
  });

  test("is heard by the other stores of the same tab, at every change and at no failure", async () => {
    const origin = new Origin();
    const { area, events, store } = origin.tab();
    const [other, elsewhere] = ["after-the-interview", "another-site"].map((key) =>
      openStore({ storage: () => area, locks: undefined, events, key }),
    );
    const heard = { other: 0, own: 0, elsewhere: 0 };
    store.subscribe(() => (heard.own += 1));
    other?.subscribe(() => (heard.other += 1));
    elsewhere?.subscribe(() => (heard.elsewhere += 1));
    const changes = [
      () => store.put(makePlan("a")),
      () => store.update("a", (plan) => ({ ...plan, name: "A" })),
      () => store.updateTicks("stay-upbeat", () => ({ walk: "2026-11-20" })),
      () => store.transform((document) => document),
      () => store.erase("a"),
      () => store.eraseAll(),
    ];
    for (const [index, change] of changes.entries()) {
      await change();
      assert.deepEqual(heard, { other: index + 1, own: 0, elsewhere: 0 }, String(change));
    }
    area.setItem(KEY, "damaged");
    await store.read();
    assert.equal(heard.other, changes.length + 1, "what was damaged is set aside, and no longer kept");
    for (const action of [
      () => store.read(),
      () => store.check(),
      () => store.erase("a"),
      () => store.damaged(),
    ]) {
      await action();
    }
    origin.quota = 0;
    await store.put(makePlan("b"));
    assert.deepEqual(heard, { other: changes.length + 1, own: 0, elsewhere: 0 });
  });
});

describe("erasing", () => {
  test("a plan goes, the others stay, and it can be put back", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    const [a, b] = [makePlan("a"), makePlan("b", { color: "red" })];
    origin.items.set(KEY, documentOf(a, b));
    assert.deepEqual(await store.erase("b"), { ok: true, plan: b });
    assert.deepEqual(await store.list(), { ok: true, plans: [a] });
    assert.deepEqual(await store.erase("b"), { ok: true, plan: null });
    await store.put(b);
    assert.deepEqual(await store.list(), { ok: true, plans: [a, b] });
  });

  for (const text of ["damaged", NEWER, documentOf(makePlan("a"))]) {
    test(`everything goes, what was set aside too: ${text.slice(0, 13)}`, async () => {
      const origin = new Origin();
      const { store } = origin.tab();
      const notOurs = ["theme", `${KEY}-2`, `${KEY}-2.damaged-1`];
      for (const key of [...notOurs, ...[1, 2, 3, 10].map((number) => `${KEY}.damaged-${number}`)]) {
        origin.items.set(key, "old");
      }
      origin.items.set(KEY, text);
      assert.deepEqual(await store.eraseAll(), { ok: true });
      assert.deepEqual([...origin.items.keys()], notOurs);
      assert.deepEqual(await store.list(), { ok: true, plans: [] });
    });
  }
});

describe("any sequence of changes from two tabs", () => {
  const plan = anyPlan();
  const tab = fc.nat(1);
  const command = fc.oneof(
    fc.record({ tab, put: plan }),
    fc.record({ tab, update: anyId, name: anyText }),
    fc.record({ tab, erase: anyId }),
    fc.record({ tab, checklist: anyId, item: anyStep, on: fc.option(anyDate) }),
    fc.record({ tab, import: plan, checklist: anyId, item: anyStep, on: anyDate }),
  );
  /** @typedef {typeof command extends import("fast-check").Arbitrary<infer T> ? T : never} Command */

  /**
   * @param {Record<string, string>} ticks
   * @param {string} item
   * @param {string | null} on  null to take the tick away
   */
  function tick(ticks, item, on) {
    const others = Object.fromEntries(Object.entries(ticks).filter(([other]) => other !== item));
    return on === null ? others : { ...others, [item]: on };
  }

  /**
   * @param {PlanDocument} document
   * @param {Extract<Command, {import: Plan}>} given
   * @returns {PlanDocument}
   */
  function take(document, { import: incoming, checklist, item, on }) {
    const { [checklist]: ticks = {} } = Object.hasOwn(document.checklists, checklist)
      ? document.checklists
      : {};
    return {
      ...document,
      plans: { ...document.plans, [incoming.id]: incoming },
      checklists: { ...document.checklists, [checklist]: tick(ticks, item, on) },
    };
  }

  /**
   * @param {Origin} origin
   * @returns {(command: Command) => Promise<object>}
   */
  function runner(origin) {
    const tabs = [origin.tab().store, origin.tab().store];
    return (given) => {
      const store = /** @type {typeof tabs[0]} */ (tabs[given.tab]);
      if ("put" in given) {
        return store.put(given.put);
      }
      if ("update" in given) {
        return store.update(given.update, (kept) => ({ ...kept, name: kept.name + given.name }));
      }
      if ("erase" in given) {
        return store.erase(given.erase);
      }
      if ("import" in given) {
        return store.transform((document) => take(document, given));
      }
      return store.updateTicks(given.checklist, (ticks) => tick(ticks, given.item, given.on));
    };
  }

  /** What the store should hold, in plain maps. */
  class Model {
    /** @type {Map<string, Plan>} */
    plans = new Map();
    /** @type {Map<string, Map<string, string>>} */
    checklists = new Map();

    /**
     * @param {Command} given
     * @returns {object}  what the store should answer
     */
    apply(given) {
      if ("put" in given) {
        this.plans.set(given.put.id, given.put);
        return { ok: true, plan: given.put };
      }
      if ("update" in given) {
        const kept = this.plans.get(given.update);
        const changed = kept ? { ...kept, name: kept.name + given.name } : null;
        if (changed) {
          this.plans.set(given.update, changed);
        }
        return { ok: true, plan: changed };
      }
      if ("erase" in given) {
        const erased = this.plans.get(given.erase) ?? null;
        this.plans.delete(given.erase);
        return { ok: true, plan: erased };
      }
      const ticks = this.checklists.get(given.checklist) ?? new Map();
      if (given.on === null) {
        ticks.delete(given.item);
      } else {
        ticks.set(given.item, given.on);
      }
      this.checklists.set(given.checklist, ticks);
      if (ticks.size === 0) {
        this.checklists.delete(given.checklist);
      }
      if ("import" in given) {
        this.plans.set(given.import.id, given.import);
        return { ok: true, document: this.document };
      }
      return { ok: true, ticks: Object.fromEntries(ticks) };
    }

    /** @returns {PlanDocument} */
    get document() {
      const checklists = [...this.checklists].map(([slug, ticks]) => [slug, Object.fromEntries(ticks)]);
      return {
        version: VERSION,
        plans: Object.fromEntries(this.plans),
        checklists: Object.fromEntries(checklists),
      };
    }
  }

  /** @param {Origin} origin */
  async function keptBy(origin) {
    const result = await origin.tab().store.read();
    assert.ok(result.ok);
    return result.document;
  }

  const commands = fc.array(command, { maxLength: 12 });

  test("gives what plain maps would, answer by answer", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (given) => {
        const origin = new Origin();
        const run = runner(origin);
        const model = new Model();
        for (const each of given) {
          assert.deepEqual(await run(each), model.apply(each));
        }
        assert.deepEqual(await keptBy(origin), model.document);
      }),
    );
  });

  test("gives the same when nobody waits for anybody", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (given) => {
        const origin = new Origin();
        const model = new Model();
        const expected = given.map((each) => model.apply(each));
        assert.deepEqual(await Promise.all(given.map(runner(origin))), expected);
        assert.deepEqual(await keptBy(origin), model.document);
      }),
    );
  });

  test("gives bytes that depend on the content alone", async () => {
    await fc.assert(
      fc.asyncProperty(commands, plan, async (given, last) => {
        const [origin, again] = [new Origin(), new Origin()];
        const run = runner(origin);
        for (const each of [...given, { tab: 0, put: last }]) {
          await run(each);
        }
        const { store } = again.tab();
        const { plans, checklists } = await keptBy(origin);
        for (const each of Object.values(plans).reverse()) {
          await store.put(reversed(each));
        }
        for (const [checklist, ticks] of Object.entries(checklists).reverse()) {
          await store.updateTicks(checklist, () => reversed(ticks));
        }
        assert.equal(again.items.get(KEY), origin.items.get(KEY));
      }),
    );
  });
});

/**
 * @template {object} T
 * @param {T} value
 * @returns {T}  its keys in the opposite order
 */
function reversed(value) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(value).reverse()));
}
