/**
 * `<permalink-list>`: search as you type over the list of addresses that the server has rendered.
 *
 * Emits `permalink-list:change`, bubbling, with `{count}` as its detail, whenever the list is filtered anew.
 */

import { part } from "../shared/dom.mjs";
import { fitsQuery } from "./link-search.mjs";

export class PermalinkListElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;

  connectedCallback() {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const form = part(this, "[data-part='form']", HTMLFormElement);
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("input", () => this.#filter(), { signal });
    // A browser that comes back to the page puts back what was typed, once all is loaded.
    window.addEventListener("pageshow", () => this.#filter(), { signal });
    form.hidden = false;
    this.#filter();
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
  }

  #filter() {
    const query = part(this, "[name='query']", HTMLInputElement).value;
    let count = 0;
    for (const entry of this.#all("[data-entry]")) {
      const page = entry.closest("[data-page]")?.querySelector("h3")?.textContent ?? "";
      entry.hidden = !fitsQuery(query, `${entry.textContent} ${page}`);
      count += entry.hidden ? 0 : 1;
    }
    for (const group of this.#all("[data-page], [data-group]")) {
      group.hidden = group.querySelector("[data-entry]:not([hidden])") === null;
    }
    const words = count === 1 ? "1 address" : `${count} addresses`;
    part(this, "[data-part='count']", HTMLElement).textContent =
      count === 0 ? "No address fits all of that. Try fewer words." : words;
    this.dispatchEvent(new CustomEvent("permalink-list:change", { bubbles: true, detail: { count } }));
  }

  /** @param {string} selector */
  #all(selector) {
    return /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(selector));
  }
}
