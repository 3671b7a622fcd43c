/**
 * `<message-gallery>`: search as you type, and filters, over the list of messages that the server has rendered.
 *
 * Emits `message-gallery:change`, bubbling, with `{count}` as its detail, whenever the list is filtered anew.
 *
 * @import {Entry, Query} from "./message-filter.mjs"
 */

import { part } from "../shared/dom.mjs";
import { describeCount, fits, normalize } from "./message-filter.mjs";

export class MessageGalleryElement extends HTMLElement {
  /** @type {AbortController | null} */
  #listeners = null;
  /** @type {{element: HTMLElement, entry: Entry}[]} */
  #messages = [];

  connectedCallback() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const elements = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-message]"));
    this.#messages = [...elements].map((element) => ({ element, entry: readEntry(element) }));
    const form = part(this, "[data-part='form']", HTMLFormElement);
    form.addEventListener("input", () => this.#filter(), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    part(this, "[data-part='reset']", HTMLButtonElement).addEventListener("click", () => this.#reset(), {
      signal,
    });
    // A browser that comes back to the page puts back what was chosen, once all is loaded.
    window.addEventListener("pageshow", () => this.#filter(), { signal });
    form.hidden = false;
    this.#filter();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#listeners = null;
  }

  /** @returns {Query} */
  get #query() {
    const value = (/** @type {string} */ name) => part(this, `input[name='${name}']`, HTMLInputElement).value;
    const choice = (/** @type {string} */ name) =>
      part(this, `select[name='${name}']`, HTMLSelectElement).value;
    return {
      text: value("query"),
      moment: choice("moment"),
      channel: choice("channel"),
      tone: choice("tone"),
    };
  }

  #filter() {
    const query = this.#query;
    let count = 0;
    for (const { element, entry } of this.#messages) {
      element.hidden = !fits(entry, query);
      count += element.hidden ? 0 : 1;
    }
    for (const group of this.querySelectorAll("[data-group]")) {
      group.toggleAttribute("hidden", group.querySelector("[data-message]:not([hidden])") === null);
    }
    part(this, "[data-part='nothing']", HTMLElement).hidden = count > 0;
    const place = part(this, "[data-part='count']", HTMLElement);
    // A live region: the same count need not be read out again.
    if (place.textContent !== describeCount(count)) {
      place.textContent = describeCount(count);
    }
    this.dispatchEvent(new CustomEvent("message-gallery:change", { bubbles: true, detail: { count } }));
  }

  #reset() {
    part(this, "[data-part='form']", HTMLFormElement).reset();
    this.#filter();
    // The button is gone with what it undid.
    part(this, "input[name='query']", HTMLInputElement).focus();
  }
}

/**
 * @param {HTMLElement} element
 * @returns {Entry}
 */
function readEntry(element) {
  const { moment = "", variants = "", words = "" } = element.dataset;
  return { moment, variants: variants.split(" "), words: normalize(`${element.textContent} ${words}`) };
}
