/**
 * The reader's plans and ticks, kept in this browser: one versioned document, written whole, in `localStorage`.
 *
 * Nothing here throws because of the browser or of what it holds: every operation answers `{ok: true, …}`
 * or `{ok: false, reason}`. A plan that is no plan, or ticks that are none, are the caller's fault, and a TypeError.
 *
 * - Two tabs share the document. A change reads it afresh and writes it inside one Web Lock, so that neither
 *   tab undoes what the other has done. Without Web Locks (a page over plain http) the change is still one
 *   step within its tab.
 * - A document that cannot be read is set aside whole, under a key of its own, and all starts anew. The
 *   answer of the operation that met it says so, once, as `setAside`; `damaged()` gives the text back.
 * - A document of an earlier version is read as one of this version, and written as one with the next change.
 * - A document of a later version is not read here, and left as it is. `eraseAll()` alone removes it: what
 *   the reader asks to have erased is erased.
 *
 * @import {Migrations, Plan, PlanDocument, Ticks} from "./document.mjs"
 */

import {
  checkDocument,
  checkPlan,
  checkTicks,
  emptyDocument,
  formatDocument,
  MIGRATIONS,
  parseDocument,
  UnreadableDocument,
} from "./document.mjs";
import { STORE_KEY } from "./kept-plans.mjs";

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
 * @property {() => Promise<Result<{document: PlanDocument}>>} read  all that is kept
 * @property {(change: (document: PlanDocument) => PlanDocument) => Promise<Result<{document: PlanDocument}>>} transform
 *   changes all that is kept now, in one step. `change` runs at once, and spreads what it is given.
 * @property {() => Promise<Result<{plans: Plan[]}>>} list  in the order of their ids
 * @property {(id: string) => Promise<Result<{plan: Plan | null}>>} get
 * @property {(plan: Plan) => Promise<Result<{plan: Plan}>>} put  adds it, or replaces the one with its id
 * @property {(id: string, change: (plan: Plan) => Plan) => Promise<Result<{plan: Plan | null}>>} update
 *   changes what is kept now, whoever wrote it. `change` runs at once, and spreads what it is given so that
 *   keys it does not know stay. Where there is no such plan any more it is not called, and the answer is
 *   null: another tab's erasing stands.
 * @property {(id: string) => Promise<Result<{plan: Plan | null}>>} erase  gives back what it has erased, to
 *   put again should the reader want it
 * @property {(checklist: string) => Promise<Result<{ticks: Ticks}>>} ticks  of the checklist with this slug, if any
 * @property {(checklist: string, change: (ticks: Ticks) => Ticks) => Promise<Result<{ticks: Ticks}>>} updateTicks
 *   changes what is ticked now, whoever ticked it. `change` runs at once, and spreads what it is given.
 * @property {() => Promise<Result>} eraseAll  the plans, the ticks, and the documents set aside
 * @property {() => Promise<Result<{documents: DamagedDocument[]}>>} damaged  all that was set aside, oldest
 *   first, and the present document where it is damaged
 * @property {(key: string) => Promise<Result>} dropDamaged  erases one that `damaged` has given: whoever erases it
 *   has its text. The present document goes only if it is damaged still.
 * @property {(listener: () => void, options?: {signal?: AbortSignal}) => void} subscribe  the listener is
 *   called when another tab has changed what is kept, or another store of this one
 */

/** As much text as a plan takes, with its note and its calendar entries. */
const PROBE = " ".repeat(4096);

/** The standard's name, then those of older Firefox and older WebKit. */
const QUOTA_ERRORS = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "QUOTA_EXCEEDED_ERR"];

/**
 * @param {object} options
 * @param {() => StorageArea | null | undefined} options.storage  reads `window.localStorage`, which may throw
 * @param {Pick<LockManager, "request"> | undefined} options.locks  `navigator.locks`
 * @param {EventTarget} options.events  where `storage` events arrive, which tell of other tabs, and where the
 *   stores of this one tell each other: the window
 * @param {string} [options.key]
 * @param {Migrations} [options.migrations]
 * @returns {PlanStore}
 */
export function openStore({ storage, locks, events, key = STORE_KEY, migrations = MIGRATIONS }) {
  const setAsidePrefix = `${key}.damaged-`;
  const changeEvent = `${key}:change`;

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

  /** Browsers tell other tabs of a change, and not the one that has made it. */
  const tellThisTab = () => events.dispatchEvent(new CustomEvent(changeEvent, { detail: { store } }));

  const readText = () => touch((area) => area.getItem(key));

  /** The text that was read last without a fault: it need not be read again to know that. @type {string | null} */
  let soundText = null;

  /** @param {string | null} text */
  function parse(text) {
    const document = text === null ? emptyDocument() : parseDocument(text, migrations);
    soundText = text;
    return document;
  }

  /**
   * @param {string} name  of any key of the storage
   * @returns {number | null}  which of those set aside it is, or null if it is none
   */
  function setAsideNumber(name) {
    const number = name.startsWith(setAsidePrefix) ? name.slice(setAsidePrefix.length) : "";
    return /^[1-9][0-9]*$/.test(number) ? Number(number) : null;
  }

  /** @returns {number[]}  the numbers of what was set aside, rising */
  function setAsideNumbers() {
    const names = touch((area) => Array.from({ length: area.length }, (_, index) => area.key(index) ?? ""));
    return names.flatMap((name) => setAsideNumber(name) ?? []).sort((a, b) => a - b);
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
    tellThisTab();
    return copy;
  }

  /**
   * @param {string} text
   * @returns {boolean}
   */
  function isDamaged(text) {
    if (text === soundText) {
      return false;
    }
    const reading = attempt(() => ({ document: parse(text) }));
    return !reading.ok && reading.reason === "damaged";
  }

  /**
   * @param {{setAside?: string}} notice  is told where a damaged document went
   * @returns {PlanDocument}
   */
  function open(notice) {
    const text = readText();
    try {
      return parse(text);
    } catch (error) {
      if (text === null || !isDamage(error)) {
        throw error;
      }
      notice.setAside = setAside(text);
      return emptyDocument();
    }
  }

  /** @param {string} text */
  function write(text) {
    touch((area) => area.setItem(key, text));
    tellThisTab();
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
  async function inspect(action) {
    const result = attempt(() => action(parse(readText())));
    return !result.ok && result.reason === "damaged" ? transact(action) : result;
  }

  /** @type {PlanStore} */
  const store = {
    check: () =>
      transact(() => {
        const probe = `${key}.probe`;
        touch((area) => area.setItem(probe, PROBE));
        touch((area) => area.removeItem(probe));
        return {};
      }),

    read: () => inspect((document) => ({ document })),

    transform: (change) =>
      transact((document) => {
        const changed = checkDocument(change(document));
        // Checked, it stands in its order already.
        write(JSON.stringify(changed));
        return { document: changed };
      }),

    list: () => inspect(({ plans }) => ({ plans: Object.values(plans) })),

    get: (id) => inspect(({ plans }) => ({ plan: find(plans, id) })),

    async put(plan) {
      const kept = checkPlan(plan);
      return transact((document) => {
        write(formatDocument({ ...document, plans: { ...document.plans, [kept.id]: kept } }));
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
        write(formatDocument({ ...document, plans: { ...document.plans, [id]: changed } }));
        return { plan: changed };
      }),

    erase: (id) =>
      transact((document) => {
        const plan = find(document.plans, id);
        if (plan !== null) {
          const others = Object.entries(document.plans).filter(([other]) => other !== id);
          write(formatDocument({ ...document, plans: Object.fromEntries(others) }));
        }
        return { plan };
      }),

    ticks: (checklist) => inspect(({ checklists }) => ({ ticks: find(checklists, checklist) ?? {} })),

    updateTicks: (checklist, change) =>
      transact((document) => {
        const ticks = checkTicks(change(find(document.checklists, checklist) ?? {}));
        write(formatDocument({ ...document, checklists: { ...document.checklists, [checklist]: ticks } }));
        return { ticks };
      }),

    eraseAll: () =>
      exclusively(() =>
        attempt(() => {
          touch((area) => area.removeItem(key));
          tellThisTab();
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
        if (present !== null && isDamaged(present)) {
          documents.push({ key, text: present });
        }
        return { documents };
      }),

    async dropDamaged(damagedKey) {
      if (damagedKey !== key && setAsideNumber(damagedKey) === null) {
        throw new TypeError("key: expected one that damaged() has given");
      }
      return exclusively(() =>
        attempt(() => {
          const text = touch((area) => area.getItem(damagedKey));
          if (damagedKey !== key || (text !== null && isDamaged(text))) {
            touch((area) => area.removeItem(damagedKey));
            tellThisTab();
          }
          return {};
        }),
      );
    },

    subscribe(listener, { signal } = {}) {
      const options = signal && { signal };
      const hearTab = (/** @type {Event} */ event) => {
        const changed = /** @type {StorageEvent} */ (event).key;
        // A null key: another tab has cleared all of the storage.
        if (changed === key || changed === null) {
          listener();
        }
      };
      const hearStore = (/** @type {Event} */ event) => {
        if (/** @type {CustomEvent<{store: PlanStore}>} */ (event).detail.store !== store) {
          listener();
        }
      };
      events.addEventListener("storage", hearTab, options);
      events.addEventListener(changeEvent, hearStore, options);
    },
  };
  return store;
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
    if (error instanceof Fault || error instanceof UnreadableDocument) {
      return { ok: false, reason: error.reason };
    }
    throw error;
  }
}

/** @param {unknown} error */
function isQuotaError(error) {
  return error instanceof Error && QUOTA_ERRORS.includes(error.name);
}

/** @param {unknown} error */
function isDamage(error) {
  return error instanceof UnreadableDocument && error.reason === "damaged";
}

/**
 * @template T
 * @param {Record<string, T>} items
 * @param {string} key
 * @returns {T | null}
 */
function find(items, key) {
  return (Object.hasOwn(items, key) && items[key]) || null;
}
