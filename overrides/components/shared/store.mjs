/**
 * The reader's plans, kept in this browser: one versioned document, written whole, in `localStorage`.
 *
 * Nothing here throws because of the browser or of what it holds: every operation answers `{ok: true, …}`
 * or `{ok: false, reason}`. A plan that is no plan is the caller's fault, and is a TypeError.
 *
 * - Two tabs share the document. A change reads it afresh and writes it inside one Web Lock, so that neither
 *   tab undoes what the other has done. Without Web Locks (a page over plain http) the change is still one
 *   step within its tab.
 * - A document that cannot be read is set aside whole, under a key of its own, and the plans start anew. The
 *   answer of the operation that met it says so, once, as `setAside`; `damaged()` gives the text back.
 * - Keys that this version does not know are kept, wherever they stand, so a key may be added without a new
 *   version. A new value in a closed set (`ended.kind`, `calendar.alarm`) or another type is a new version.
 * - A document of a later version is not read here, and left as it is. `eraseAll()` alone removes it: what
 *   the reader asks to have erased is erased.
 * - The same content gives the same bytes: known keys in the order below, all others sorted.
 */

import { parseIsoDate } from "./dates.mjs";
import { STORE_KEY } from "./kept-plans.mjs";

/**
 * Dates are ISO. `id`: from `newPlanId` of calendar.mjs. `timeline`: its slug. `values`: by link key, `start`
 * and `reply-by` among them. `done`: the day each step was done; `reasons`: the id of the reason chosen for
 * it. `earlier`: contacts made before the last answer, and `answers`: "not yet", with or without a new date,
 * as the date engine takes them. `asked`: whether the reader has been asked which steps were done before.
 * `calendar`: what was exported last. `note`: the coach's.
 *
 * @typedef {{
 *   id: string, timeline: string, name: string, values: Record<string, string>, done: Record<string, string>,
 *   skipped: string[], reasons: Record<string, string>, earlier: {step: string, on: string}[],
 *   answers: {on: string, replyBy: string | null}[],
 *   ended: null | {kind: "invited" | "declined" | "offered" | "stopped", on: string}, asked: boolean,
 *   calendar: null | {
 *     sequence: number, alarm: "none" | "morning" | "day-before",
 *     entries: {step: string, date: string, title: string}[],
 *   },
 *   note?: string, archived?: boolean,
 * }} Plan
 */

/** @typedef {{version: number, plans: Record<string, Plan>}} PlanDocument */

/**
 * From the version of its key to the next. Gets the document as it was parsed, and may throw if it is not
 * what that version wrote. The version itself is raised for it.
 * @typedef {Record<number, (document: any) => object>} Migrations
 */

/**
 * `blocked`: the browser lets nobody keep anything here. `full`: there is no room; what was kept is still
 * there, whole. `damaged`: what is kept can neither be read nor set aside. `newer`: a later version of this
 * site has written it.
 * @typedef {"blocked" | "full" | "damaged" | "newer"} Reason
 */

/**
 * `setAside`: the key under which a damaged document has just been set aside.
 * @template [T=unknown]
 * @typedef {(({ok: true} & T) | {ok: false, reason: Reason}) & {setAside?: string}} Result
 */

/** @typedef {{key: string, text: string}} DamagedDocument */

/** @typedef {Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} StorageArea */

/**
 * Each operation answers with what is kept at that moment; nothing it hands out changes later.
 *
 * @typedef {object} PlanStore
 * @property {() => Promise<Result>} check  whether a plan could be kept, before the reader types one
 * @property {() => Promise<Result<{plans: Plan[]}>>} list  in the order of their ids
 * @property {(id: string) => Promise<Result<{plan: Plan | null}>>} get
 * @property {(plan: Plan) => Promise<Result<{plan: Plan}>>} put  adds it, or replaces the one with its id
 * @property {(id: string, change: (plan: Plan) => Plan) => Promise<Result<{plan: Plan | null}>>} update
 *   changes what is kept now, whoever wrote it. `change` runs at once, and spreads what it is given so that
 *   keys it does not know stay. Where there is no such plan any more it is not called, and the answer is
 *   null: another tab's erasing stands.
 * @property {(id: string) => Promise<Result<{plan: Plan | null}>>} erase  gives back what it has erased, to
 *   put again should the reader want it
 * @property {() => Promise<Result>} eraseAll  the plans, and the documents set aside
 * @property {() => Promise<Result<{documents: DamagedDocument[]}>>} damaged  all that was set aside, oldest
 *   first, and the present document where it is damaged
 * @property {(listener: () => void, options?: {signal?: AbortSignal}) => void} subscribe  the listener is
 *   called when another tab has changed the plans
 */

const VERSION = 1;

/** @type {Migrations} */
const MIGRATIONS = {};

/** As much text as a plan takes, with its note and its calendar entries. */
const PROBE = " ".repeat(4096);

/** The standard's name, then those of older Firefox and older WebKit. */
const QUOTA_ERRORS = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "QUOTA_EXCEEDED_ERR"];

/**
 * @param {object} options
 * @param {() => StorageArea | null | undefined} options.storage  reads `window.localStorage`, which may throw
 * @param {Pick<LockManager, "request"> | undefined} options.locks  `navigator.locks`
 * @param {EventTarget} options.events  where `storage` events arrive: the window
 * @param {string} [options.key]
 * @param {Migrations} [options.migrations]
 * @returns {PlanStore}
 */
export function openStore({ storage, locks, events, key = STORE_KEY, migrations = MIGRATIONS }) {
  const setAsidePrefix = `${key}.damaged-`;

  /**
   * Every touch of the storage: the one place where it may throw, and where that gets its name.
   *
   * @template T
   * @param {(area: StorageArea) => T} action
   * @returns {T}
   */
  function touch(action) {
    try {
      return action(/** @type {StorageArea} */ (storage()));
    } catch (error) {
      throw new Fault(isQuotaError(error) ? "full" : "blocked");
    }
  }

  const readText = () => touch((area) => area.getItem(key));

  /** @returns {number[]}  the numbers of what was set aside, rising */
  function setAsideNumbers() {
    const keys = touch((area) => Array.from({ length: area.length }, (_, index) => area.key(index) ?? ""));
    return keys
      .filter((name) => name.startsWith(setAsidePrefix))
      .map((name) => name.slice(setAsidePrefix.length))
      .filter((number) => /^[1-9][0-9]*$/.test(number))
      .map(Number)
      .sort((a, b) => a - b);
  }

  /**
   * Moves the present document out of the way. It stays where it is until its copy stands.
   *
   * @param {string} text
   * @returns {string}  the copy's key
   */
  function setAside(text) {
    const copy = `${setAsidePrefix}${(setAsideNumbers().at(-1) ?? 0) + 1}`;
    try {
      touch((area) => area.setItem(copy, text));
      touch((area) => area.removeItem(key));
    } catch {
      throw new Fault("damaged");
    }
    return copy;
  }

  /**
   * @param {{setAside?: string}} notice  is told where a damaged document went
   * @returns {PlanDocument}
   */
  function open(notice) {
    const text = readText();
    try {
      return parseDocument(text, migrations);
    } catch (error) {
      if (text === null || !(error instanceof Fault) || error.reason !== "damaged") {
        throw error;
      }
      notice.setAside = setAside(text);
      return parseDocument(null, migrations);
    }
  }

  /**
   * @param {PlanDocument} document
   * @param {Record<string, Plan>} plans
   */
  function write(document, plans) {
    const text = formatDocument({ ...document, plans });
    touch((area) => area.setItem(key, text));
  }

  /**
   * @template T
   * @param {() => T} action  runs once, to its end, while no other tab runs one
   * @returns {Promise<T>}
   */
  async function exclusively(action) {
    let isGranted = false;
    try {
      if (locks !== undefined) {
        return await locks.request(key, () => {
          isGranted = true;
          return action();
        });
      }
    } catch (error) {
      if (isGranted) {
        throw error;
      }
      // No lock to be had here: go on as where there are none.
    }
    return action();
  }

  /**
   * @template T
   * @param {(document: PlanDocument) => T} action
   * @returns {Promise<Result<T>>}
   */
  function transact(action) {
    return exclusively(() => {
      /** @type {{setAside?: string}} */
      const notice = {};
      return { ...attempt(() => action(open(notice))), ...notice };
    });
  }

  /**
   * One read needs no lock; setting a damaged document aside does.
   *
   * @template T
   * @param {(document: PlanDocument) => T} action
   * @returns {Promise<Result<T>>}
   */
  async function read(action) {
    const result = attempt(() => action(parseDocument(readText(), migrations)));
    return !result.ok && result.reason === "damaged" ? transact(action) : result;
  }

  return {
    check: () =>
      transact(() => {
        const probe = `${key}.probe`;
        touch((area) => area.setItem(probe, PROBE));
        touch((area) => area.removeItem(probe));
        return {};
      }),

    list: () => read(({ plans }) => ({ plans: Object.values(plans) })),

    get: (id) => read(({ plans }) => ({ plan: find(plans, id) })),

    async put(plan) {
      const kept = checkPlan(plan);
      return transact((document) => {
        write(document, { ...document.plans, [kept.id]: kept });
        return { plan: kept };
      });
    },

    update: (id, change) =>
      transact((document) => {
        const plan = find(document.plans, id);
        if (plan === null) {
          return { plan };
        }
        const changed = checkPlan(change(plan));
        if (changed.id !== id) {
          throw new TypeError("plan.id: a plan keeps its id");
        }
        write(document, { ...document.plans, [id]: changed });
        return { plan: changed };
      }),

    erase: (id) =>
      transact((document) => {
        const plan = find(document.plans, id);
        if (plan !== null) {
          const others = Object.entries(document.plans).filter(([other]) => other !== id);
          write(document, Object.fromEntries(others));
        }
        return { plan };
      }),

    eraseAll: () =>
      exclusively(() =>
        attempt(() => {
          touch((area) => area.removeItem(key));
          for (const number of setAsideNumbers()) {
            touch((area) => area.removeItem(`${setAsidePrefix}${number}`));
          }
          return {};
        }),
      ),

    damaged: async () =>
      attempt(() => {
        const present = readText();
        const keys = setAsideNumbers().map((number) => `${setAsidePrefix}${number}`);
        const documents = keys.map((name) => {
          return { key: name, text: touch((area) => area.getItem(name)) ?? "" };
        });
        const reading = attempt(() => parseDocument(present, migrations));
        if (present !== null && !reading.ok && reading.reason === "damaged") {
          documents.push({ key, text: present });
        }
        return { documents };
      }),

    subscribe(listener, { signal } = {}) {
      const heard = (/** @type {Event} */ event) => {
        const changed = /** @type {StorageEvent} */ (event).key;
        // A null key: another tab has cleared all of the storage.
        if (changed === key || changed === null) {
          listener();
        }
      };
      events.addEventListener("storage", heard, signal && { signal });
    },
  };
}

/** What ends an operation through no fault of the caller. */
class Fault extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @template T
 * @param {() => T} action
 * @returns {Result<T>}
 */
function attempt(action) {
  try {
    return { ok: /** @type {const} */ (true), ...action() };
  } catch (error) {
    if (error instanceof Fault) {
      return { ok: false, reason: error.reason };
    }
    throw error;
  }
}

/** @param {unknown} error */
function isQuotaError(error) {
  return error instanceof Error && QUOTA_ERRORS.includes(error.name);
}

/**
 * @param {Record<string, Plan>} plans
 * @param {string} id
 * @returns {Plan | null}
 */
function find(plans, id) {
  return (Object.hasOwn(plans, id) && plans[id]) || null;
}

/**
 * @param {string | null} text
 * @param {Migrations} migrations
 * @returns {PlanDocument}  of this version, its keys in their order
 * @throws {Fault}  `damaged` or `newer`
 */
function parseDocument(text, migrations) {
  if (text === null) {
    return { version: VERSION, plans: {} };
  }
  try {
    return documentShape(migrate(JSON.parse(text), migrations), "document");
  } catch (error) {
    // Whatever else there is that cannot be read, down to nesting too deep for the stack, is damage.
    throw error instanceof Fault ? error : new Fault("damaged");
  }
}

/**
 * @param {any} document
 * @param {Migrations} migrations
 * @returns {unknown}  of this version, as far as its writer knew
 */
function migrate(document, migrations) {
  let current = document;
  for (let version = integer(document.version, "version"); version !== VERSION; version += 1) {
    if (version > VERSION) {
      throw new Fault("newer");
    }
    const step = migrations[version];
    if (step === undefined) {
      throw new TypeError(`version: there never was a ${version}`);
    }
    current = { ...step(current), version: version + 1 };
  }
  return current;
}

/**
 * @param {PlanDocument} document
 * @returns {string}  the same for the same content
 */
function formatDocument(document) {
  return JSON.stringify(documentShape(document, "document"));
}

/**
 * @param {Plan} plan
 * @returns {Plan}  what JSON keeps of it, and so what will be read again
 * @throws {TypeError}  where it would not be read again
 */
function checkPlan(plan) {
  return planShape(JSON.parse(JSON.stringify(plan) ?? "null"), "plan");
}

/**
 * What a value must look like: gives it back with its keys in their one order, or throws a TypeError that
 * says where it is something else, and never what it holds.
 *
 * @template T
 * @typedef {(value: unknown, at: string) => T} Shape
 */

/**
 * @template T
 * @param {string} wanted
 * @param {(value: any) => boolean} holds
 * @returns {Shape<T>}
 */
function scalar(wanted, holds) {
  return (value, at) => {
    if (!holds(value)) {
      throw new TypeError(`${at}: expected ${wanted}`);
    }
    return /** @type {T} */ (value);
  };
}

/**
 * @template {string} Choice
 * @param {Choice[]} choices
 * @returns {Shape<Choice>}
 */
function oneOf(...choices) {
  return scalar(choices.join(" or "), (value) => choices.includes(value));
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | null>}
 */
function orNull(shape) {
  return (value, at) => (value === null ? null : shape(value, at));
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T[]>}
 */
function listOf(shape) {
  return (value, at) => {
    if (!Array.isArray(value)) {
      throw new TypeError(`${at}: expected a list`);
    }
    return value.map((item, index) => shape(item, `${at}[${index}]`));
  };
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<Record<string, T>>}  keys sorted
 */
function mapOf(shape) {
  return (value, at) =>
    Object.fromEntries(sortedEntries(value, at).map(([key, item]) => [key, shape(item, `${at}.${key}`)]));
}

/**
 * @template {object} Required
 * @template {object} [Optional={}]
 * @param {{[Key in keyof Required]: Shape<Required[Key]>}} required
 * @param {{[Key in keyof Optional]: Shape<Optional[Key]>}} [optional]
 * @returns {Shape<Required & Partial<Optional>>}  the known keys in the order they are given here, then the
 *   others sorted
 */
function record(required, optional) {
  /** @type {Map<string, Shape<unknown>>} */
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, at) => {
    const given = new Map(sortedEntries(value, at));
    const missing = Object.keys(required).find((key) => !given.has(key));
    if (missing !== undefined) {
      throw new TypeError(`${at}.${missing}: missing`);
    }
    const order = [...known.keys(), ...[...given.keys()].filter((key) => !known.has(key))];
    return /** @type {any} */ (
      Object.fromEntries(
        order
          .filter((key) => given.has(key))
          .map((key) => [key, (known.get(key) ?? anything)(given.get(key), `${at}.${key}`)]),
      )
    );
  };
}

/** @type {Shape<unknown>} */
function anything(value, at) {
  if (Array.isArray(value)) {
    return listOf(anything)(value, at);
  }
  return typeof value === "object" && value !== null ? mapOf(anything)(value, at) : value;
}

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {[string, unknown][]}
 */
function sortedEntries(value, at) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${at}: expected an object`);
  }
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @type {Shape<string>} */
const string = scalar("text", (value) => typeof value === "string");
/** @type {Shape<string>} */
const nonEmpty = scalar("text that is not empty", (value) => typeof value === "string" && value !== "");
/** @type {Shape<string>} */
const isoDate = scalar("a date such as 2026-11-19", (value) => parseIsoDate(value) !== null);
/** @type {Shape<boolean>} */
const boolean = scalar("true or false", (value) => typeof value === "boolean");
/** @type {Shape<number>} */
const integer = scalar("a whole number", (value) => Number.isSafeInteger(value));

/** @type {Shape<Plan>} */
const planShape = record(
  {
    id: nonEmpty,
    timeline: nonEmpty,
    name: string,
    values: mapOf(string),
    done: mapOf(isoDate),
    skipped: listOf(nonEmpty),
    reasons: mapOf(nonEmpty),
    earlier: listOf(record({ step: nonEmpty, on: isoDate })),
    answers: listOf(record({ on: isoDate, replyBy: orNull(isoDate) })),
    ended: orNull(record({ kind: oneOf("invited", "declined", "offered", "stopped"), on: isoDate })),
    asked: boolean,
    calendar: orNull(
      record({
        sequence: integer,
        alarm: oneOf("none", "morning", "day-before"),
        entries: listOf(record({ step: nonEmpty, date: isoDate, title: string })),
      }),
    ),
  },
  { note: string, archived: boolean },
);

const plansById = mapOf(planShape);

/** @type {Shape<PlanDocument>} */
const documentShape = record({
  version: integer,
  plans: (value, at) => {
    const plans = plansById(value, at);
    for (const [key, plan] of Object.entries(plans)) {
      if (plan.id !== key) {
        throw new TypeError(`${at}.${key}.id: expected the key the plan stands under`);
      }
    }
    return plans;
  },
});
