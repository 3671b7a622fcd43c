import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";

import fc from "fast-check";

import { openStore } from "../../../overrides/components/shared/store.mjs";

/** @typedef {import("../../../overrides/components/shared/store.mjs").Plan} Plan */
/** @typedef {import("../../../overrides/components/shared/store.mjs").Migrations} Migrations */
/** @typedef {import("../../../overrides/components/shared/store.mjs").StorageArea} StorageArea */
/**
 * @typedef {{
 *   name: string, expect: "good" | "damaged" | "newer", document?: unknown, text?: string, nested?: number,
 *   change?: object, without?: string[],
 * }} ReadCase
 */

/** @type {{base: Plan, read: ReadCase[], write: {name: string, document: {plans: object}, bytes: string}[]}} */
const cases = JSON.parse(await readFile(new URL("../../cases/store.json", import.meta.url), "utf8"));

const KEY = "after-the-interview";

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
  return JSON.stringify({ version: 1, plans: Object.fromEntries(plans.map((plan) => [plan.id, plan])) });
}

/**
 * @param {ReadCase} readCase
 * @returns {string}
 */
function textOf({ document, text, nested, change = {}, without = [] }) {
  const { id } = cases.base;
  if (nested !== undefined) {
    const deep = `${"[".repeat(nested)}${"]".repeat(nested)}`;
    return `{"version":1,"plans":{},"deep":${deep}}`;
  }
  if (text === undefined && document === undefined) {
    const plan = Object.entries({ ...cases.base, ...change }).filter(([key]) => !without.includes(key));
    return JSON.stringify({ version: 1, plans: { [id]: Object.fromEntries(plan) } });
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
  const writingNothing = ["list", "update", "eraseAll", "damaged"];
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
        list: await store.list(),
        put: await store.put(makePlan("a")),
        update: await store.update("a", (plan) => plan),
        eraseAll: await store.eraseAll(),
        damaged: await store.damaged(),
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

  for (const operation of /** @type {const} */ (["check", "list", "get", "update", "erase"])) {
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
});

describe("versions", () => {
  test("a newer one is read by no operation, and nothing is written", async () => {
    const origin = new Origin();
    const { store } = origin.tab();
    origin.items.set(KEY, `{"version":2}`);
    const newer = { ok: false, reason: "newer" };
    assert.deepEqual(await store.check(), newer);
    assert.deepEqual(await store.list(), newer);
    assert.deepEqual(await store.get("a"), newer);
    assert.deepEqual(await store.put(makePlan("a")), newer);
    assert.deepEqual(await store.update("a", (plan) => plan), newer);
    assert.deepEqual(await store.erase("a"), newer);
    assert.deepEqual(await store.damaged(), { ok: true, documents: [] });
    assert.deepEqual([...origin.items], [[KEY, `{"version":2}`]]);
    assert.deepEqual(
      origin.touches.filter(({ action }) => action !== "get"),
      [],
    );
  });

  // The first version has no predecessor: these stand for one, and for the one before it.
  const byId = (/** @type {Plan} */ each) => [each.id, each];
  /** @type {Migrations} */
  const migrations = {
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
        version: 1,
        plans: { a: { ...plan, name: "New" } },
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

  for (const text of ["damaged", `{"version":2}`, documentOf(makePlan("a"))]) {
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
  const text = fc.string({ unit: "binary", maxLength: 8 });
  const date = fc
    .date({ min: new Date("2020-01-01T00:00Z"), max: new Date("2030-12-31T00:00Z"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const step = fc.constantFrom("thank-you", "check-in", "__proto__", "7");
  const id = fc.constantFrom("a", "b", "10", "9", "__proto__", "constructor");
  const required = fc.record({
    id,
    timeline: fc.constant("after-interview"),
    name: text,
    values: fc.dictionary(text, text, { maxKeys: 3 }),
    done: fc.dictionary(step, date, { maxKeys: 2 }),
    skipped: fc.array(step, { maxLength: 2 }),
    reasons: fc.dictionary(step, fc.constantFrom("their-date-has-passed", "news"), { maxKeys: 2 }),
    earlier: fc.array(fc.record({ step, on: date }), { maxLength: 2 }),
    answers: fc.array(fc.record({ on: date, replyBy: fc.option(date) }), { maxLength: 2 }),
    ended: fc.option(
      fc.record({ kind: fc.constantFrom("invited", "declined", "offered", "stopped"), on: date }),
    ),
    asked: fc.boolean(),
    calendar: fc.option(
      fc.record({
        sequence: fc.nat(),
        alarm: fc.constantFrom("none", "morning", "day-before"),
        entries: fc.array(fc.record({ step, date, title: text }), { maxLength: 2 }),
      }),
    ),
  });
  const optional = fc.record(
    { note: text, archived: fc.boolean(), color: fc.jsonValue({ maxDepth: 2 }) },
    { requiredKeys: [] },
  );
  // As JSON gives it back: objects with the usual prototype.
  const plan = fc
    .tuple(required, optional)
    .map((parts) => /** @type {Plan} */ (JSON.parse(JSON.stringify(Object.assign({}, ...parts)))));
  const command = fc.oneof(
    fc.record({ tab: fc.nat(1), put: plan }),
    fc.record({ tab: fc.nat(1), update: id, name: text }),
    fc.record({ tab: fc.nat(1), erase: id }),
  );
  /** @typedef {typeof command extends import("fast-check").Arbitrary<infer T> ? T : never} Command */

  /**
   * @param {Origin} origin
   * @returns {(command: Command) => Promise<{ok: boolean, plan?: Plan | null}>}
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
      return store.erase(given.erase);
    };
  }

  /**
   * @param {Map<string, Plan>} model
   * @param {Command} given
   * @returns {Plan | null}  what the store should answer
   */
  function apply(model, given) {
    if ("put" in given) {
      model.set(given.put.id, given.put);
      return given.put;
    }
    if ("update" in given) {
      const kept = model.get(given.update);
      const changed = kept ? { ...kept, name: kept.name + given.name } : null;
      if (changed) {
        model.set(given.update, changed);
      }
      return changed;
    }
    const erased = model.get(given.erase) ?? null;
    model.delete(given.erase);
    return erased;
  }

  /** @param {Map<string, Plan>} model */
  const sorted = (model) => [...model.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

  /** @param {Origin} origin */
  async function listed(origin) {
    const result = await origin.tab().store.list();
    assert.ok(result.ok);
    return result.plans.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  const commands = fc.array(command, { maxLength: 12 });

  test("gives what a plain map would, answer by answer", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (given) => {
        const origin = new Origin();
        const run = runner(origin);
        /** @type {Map<string, Plan>} */
        const model = new Map();
        for (const each of given) {
          assert.deepEqual(await run(each), { ok: true, plan: apply(model, each) });
        }
        assert.deepEqual(await listed(origin), sorted(model));
      }),
    );
  });

  test("gives the same when nobody waits for anybody", async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (given) => {
        const origin = new Origin();
        /** @type {Map<string, Plan>} */
        const model = new Map();
        const expected = given.map((each) => ({ ok: true, plan: apply(model, each) }));
        assert.deepEqual(await Promise.all(given.map(runner(origin))), expected);
        assert.deepEqual(await listed(origin), sorted(model));
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
        for (const kept of (await listed(origin)).reverse()) {
          await store.put(/** @type {Plan} */ (Object.fromEntries(Object.entries(kept).reverse())));
        }
        assert.equal(again.items.get(KEY), origin.items.get(KEY));
      }),
    );
  });
});
