/**
 * `<check-list>`: boxes that remember. Wraps the items that the server has rendered, keeps the day each was ticked in this
 * browser, and says how far the list is.
 *
 * The store is fetched where this browser keeps something, else when the reader comes to the list.
 *
 * Emits `check-list:change`, bubbling, with `{done, total}` as its detail, whenever other items are ticked than before.
 *
 * @import {Ticks} from "../shared/document.mjs"
 * @import {Stores} from "./kept-ticks.mjs"
 * @import {Change} from "./ticks.mjs"
 * @import {Group} from "./list-words.mjs"
 */

import { copyText } from "../shared/copy-text.mjs";
import { part } from "../shared/dom.mjs";
import { hasKeptPlans } from "../shared/kept-plans.mjs";
import { today } from "../shared/today.mjs";
import { writeFirstDocument } from "./first-document.mjs";
import { KeptTicks } from "./kept-ticks.mjs";
import { describeProgress, FINISHED, formatList, NOT_KEPT, UNREACHABLE } from "./list-words.mjs";
import { bringBack, tick, ticksOf, untick } from "./ticks.mjs";

/** How a prefilled link begins; `fragment.mjs` reads the rest. */
const LINK_START = "#fu=";

export class CheckListElement extends HTMLElement {
  /** @type {AbortController | null} */
  #listeners = null;
  /** @type {KeptTicks | null} */
  #kept = null;
  /** @type {typeof import("../shared/store-words.mjs") | null} */
  #storeWords = null;
  /** What "Start over" took away, until the reader's next change. @type {Ticks | null} */
  #takenAway = null;
  /** Ids of the ticked items, as drawn last. */
  #drawn = "";

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    const checklist = this.getAttribute("checklist") ?? "";
    const kept = new KeptTicks({
      checklist,
      fetchStores: () => this.#fetchStores(),
      saveWithoutStore: (ticks) => writeFirstDocument(() => window.localStorage, checklist, ticks),
      onChange: () => !signal.aborted && this.#draw(),
    });
    this.#listeners = controller;
    this.#kept = kept;
    this.addEventListener("change", (event) => this.#onTick(event), { signal });
    this.addEventListener("click", (event) => void this.#onClick(event), { signal });
    for (const approach of ["pointerover", "focusin"]) {
      this.addEventListener(approach, () => void kept.prepare(), { signal, once: true });
    }
    // Another tab has changed what is kept.
    window.addEventListener("storage", () => this.#refresh(), { signal });
    // A browser that comes back to the page puts back boxes from a memory of its own, and has heard of no other tab.
    window.addEventListener("pageshow", () => this.#refresh(), { signal });
    window.addEventListener("pagehide", () => kept.saveAtOnce(), { signal });
    window.addEventListener("hashchange", () => void this.#arrive(), { signal });
    for (const waiting of this.querySelectorAll(".fu-awaits-script")) {
      waiting.toggleAttribute("hidden", false);
    }
    for (const box of this.#boxes.values()) {
      box.disabled = false;
    }
    this.#refresh();
    void this.#arrive();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#listeners = null;
    this.#kept = null;
  }

  // ---------------------------------------------------------------------------------------- what the reader does

  /** @param {Event} event */
  #onTick({ target }) {
    for (const [item, box] of this.#boxes) {
      if (box === target) {
        this.#change(box.checked ? tick(item, today()) : untick([item]));
      }
    }
  }

  /** @param {Event} event */
  async #onClick({ target }) {
    const button = target instanceof Element ? target.closest("button[data-action]") : null;
    switch (button?.getAttribute("data-action")) {
      case "copy":
        await copyText(this.#asText(), this.#part("copied"), "Copied.");
        break;
      case "print":
        window.print();
        break;
      case "start-over":
        this.#startOver();
        break;
      case "undo":
        this.#change(bringBack(this.#takenAway ?? {}));
        this.#button("start-over").focus();
        break;
    }
  }

  #startOver() {
    const takenAway = this.#ticks;
    this.#change(untick(Object.keys(takenAway)));
    this.#takenAway = takenAway;
    this.#drawButtons();
    this.#button("undo").focus();
  }

  /** @param {Change} change */
  #change(change) {
    this.#takenAway = null;
    void this.#kept?.make(change);
  }

  // --------------------------------------------------------------------------------------------- keeping and drawing

  /** Reads what is kept, without fetching the store for nothing. */
  #refresh() {
    if (this.#kept?.isOpen || hasKeptPlans(() => window.localStorage)) {
      void this.#kept?.refresh();
    } else {
      this.#draw();
    }
  }

  /** @returns {Promise<Stores>} */
  async #fetchStores() {
    const [{ openStore }, words] = await Promise.all([
      import("../shared/store.mjs"),
      import("../shared/store-words.mjs"),
    ]);
    this.#storeWords = words;
    const browser = { storage: () => window.localStorage, events: window };
    return {
      store: openStore({ ...browser, locks: navigator.locks }),
      unlocked: openStore({ ...browser, locks: undefined }),
    };
  }

  #draw() {
    const [ticks, boxes] = [this.#ticks, this.#boxes];
    const ticked = Object.keys(ticks);
    for (const [item, box] of boxes) {
      box.checked = Object.hasOwn(ticks, item);
    }
    const [done, total] = [ticked.length, boxes.size];
    write(this.#part("count"), describeProgress(done, total));
    write(this.#part("finished"), done === total ? FINISHED : "");
    part(this, "[data-part='bar']", HTMLProgressElement).value = done;
    write(this.#part("notice"), this.#describeFaults());
    const isOther = ticked.join(" ") !== this.#drawn;
    this.#drawn = ticked.join(" ");
    if (isOther) {
      this.#part("copied").replaceChildren();
      this.dispatchEvent(new CustomEvent("check-list:change", { bubbles: true, detail: { done, total } }));
    }
    this.#drawButtons();
  }

  #drawButtons() {
    this.#button("start-over").hidden = this.#takenAway !== null || Object.keys(this.#ticks).length === 0;
    this.#button("undo").hidden = this.#takenAway === null;
  }

  #describeFaults() {
    const { fault = null, isSetAside = false } = this.#kept ?? {};
    const words = this.#storeWords;
    return [
      ...(isSetAside && words ? [words.SET_ASIDE] : []),
      ...(fault === null ? [] : [NOT_KEPT]),
      ...(fault === "unreachable" ? [UNREACHABLE] : []),
      ...(fault !== null && fault !== "unreachable" && words ? [words.STORE_FAULTS[fault]] : []),
    ].join(" ");
  }

  // ------------------------------------------------------------------------------------------ the page's address

  /** A prefilled link may lead to an item, which the browser itself finds only where the fragment is its id alone. */
  async #arrive() {
    this.querySelector("[data-arrived]")?.removeAttribute("data-arrived");
    const { hash } = location;
    if (!hash.startsWith(LINK_START)) {
      return;
    }
    const { parseFragment } = await import("../shared/fragment.mjs");
    const anchor = parseFragment(hash)?.go ?? null;
    const item = anchor === null ? null : this.querySelector(`#${CSS.escape(anchor)}`);
    if (item !== null && hash === location.hash) {
      item.toggleAttribute("data-arrived", true);
      item.scrollIntoView();
    }
  }

  // --------------------------------------------------------------------------------------------------- small things

  /** Those that count. */
  get #ticks() {
    return ticksOf(this.#kept?.ticks ?? {}, [...this.#boxes.keys()]);
  }

  /** By the ids of their items, in the order of the list. */
  get #boxes() {
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll(".fu-item__box"));
    return new Map([...boxes].map((box) => [itemOf(box), box]));
  }

  #asText() {
    /** @type {Group[]} */
    const groups = [{ heading: "", items: [] }];
    for (const place of this.querySelectorAll(":is(h2, h3, h4, h5, h6), .fu-item__box")) {
      if (place instanceof HTMLInputElement) {
        groups.at(-1)?.items.push({ text: wordsOf(place.labels?.[0]), isTicked: place.checked });
      } else {
        groups.push({ heading: wordsOf(place), items: [] });
      }
    }
    return formatList(this.dataset["title"] ?? "", groups);
  }

  /** @param {string} name */
  #part(name) {
    return part(this, `[data-part='${name}']`, HTMLElement);
  }

  /** @param {string} action */
  #button(action) {
    return part(this, `[data-action='${action}']`, HTMLButtonElement);
  }
}

/** @param {HTMLInputElement} box */
function itemOf(box) {
  return box.closest("li")?.id.replace(/^item-/, "") ?? "";
}

/** @param {Element | undefined} element */
function wordsOf(element) {
  return (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}

/**
 * What is spoken when it changes is left alone when it does not.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
function write(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
