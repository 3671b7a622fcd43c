/**
 * The ticks of one checklist, as the reader sees them and as this browser keeps them.
 *
 * A change shows at once. It is then made to what is kept, which another tab may have changed meanwhile; where that cannot
 * be done it stays, and is tried again with the next one.
 *
 * @import {Ticks} from "../shared/document.mjs"
 * @import {PlanStore, Reason, Result} from "../shared/store.mjs"
 * @import {Change} from "./ticks.mjs"
 */

/**
 * `store`: shared with other tabs. `unlocked`: the same without a lock, whose operations are done when their call returns.
 * @typedef {{store: PlanStore, unlocked: PlanStore}} Stores
 */

export class KeptTicks {
  #checklist;
  #fetchStores;
  #saveWithoutStore;
  #onChange;
  /** As read last. @type {Ticks} */
  #kept = {};
  /** What is not kept yet, in its order. @type {Change[]} */
  #changes = [];
  /** @type {Promise<Stores> | null} */
  #opening = null;
  /** @type {Stores | null} */
  #stores = null;
  /** @type {Reason | "unreachable" | null} */
  #fault = null;
  #isSetAside = false;

  /**
   * @param {object} options
   * @param {string} options.checklist  its slug
   * @param {() => Promise<Stores>} options.fetchStores  may fail, and is then called again when next needed
   * @param {(ticks: Ticks) => void} options.saveWithoutStore  does at once what it can, for a reader who leaves
   * @param {() => void} options.onChange  is called whenever something here has changed
   */
  constructor({ checklist, fetchStores, saveWithoutStore, onChange }) {
    this.#checklist = checklist;
    this.#fetchStores = fetchStores;
    this.#saveWithoutStore = saveWithoutStore;
    this.#onChange = onChange;
  }

  /** As the reader sees them: what is kept, and what they have changed since. */
  get ticks() {
    return this.#applied(this.#kept);
  }

  /** Whether it is known what is kept, or will be soon. */
  get isOpen() {
    return this.#opening !== null;
  }

  /** Why something is not kept; null where all is. */
  get fault() {
    return this.#fault;
  }

  /** Whether what had been kept could not be read, and was set aside. */
  get isSetAside() {
    return this.#isSetAside;
  }

  /** Fetches what keeps ticks, ahead of the first one. Should it not arrive, that one will say so. */
  async prepare() {
    await this.#open().catch(() => null);
  }

  /** Takes over what is kept now, and makes to it what could not be kept before. */
  async refresh() {
    if (this.#changes.length > 0) {
      await this.#save();
    } else {
      await this.#ask(({ store }) => store.ticks(this.#checklist));
    }
  }

  /** @param {Change} change */
  async make(change) {
    this.#changes.push(change);
    this.#onChange();
    await this.#save();
  }

  /** The reader leaves: a change that still waits for the lock, or for the store itself, would be lost. */
  saveAtOnce() {
    if (this.#changes.length === 0) {
      return;
    }
    if (this.#stores === null) {
      this.#saveWithoutStore(this.ticks);
    } else {
      void this.#stores.unlocked.updateTicks(this.#checklist, (ticks) => this.#applied(ticks));
    }
  }

  async #save() {
    /** @type {Change[]} */
    let made = [];
    await this.#ask(async ({ store }) => {
      const result = await store.updateTicks(this.#checklist, (ticks) => {
        made = [...this.#changes];
        return this.#applied(ticks);
      });
      if (result.ok) {
        this.#changes = this.#changes.filter((change) => !made.includes(change));
      }
      return result;
    });
  }

  /** @param {(stores: Stores) => Promise<Result<{ticks: Ticks}>>} operation */
  async #ask(operation) {
    const stores = await this.#open().catch(() => null);
    const result = stores === null ? null : await operation(stores);
    if (result?.ok) {
      this.#kept = result.ticks;
      this.#fault = null;
    } else {
      this.#fault = result?.reason ?? "unreachable";
    }
    this.#isSetAside ||= result?.setAside !== undefined;
    this.#onChange();
  }

  /** @param {Ticks} ticks */
  #applied(ticks) {
    return this.#changes.reduce((changed, change) => change(changed), ticks);
  }

  async #open() {
    this.#opening ??= this.#fetchStores();
    try {
      this.#stores = await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
    return this.#stores;
  }
}
