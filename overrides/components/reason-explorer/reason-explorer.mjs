/**
 * `<reason-explorer>`: sorts the reasons that the server has rendered by what a reader can say about their silence. None
 * is ever taken away.
 *
 * Emits `reason-explorer:change`, bubbling, with `{answers, fitting}` as its detail, whenever other answers are given than
 * before: answers by question, and the ids of the reasons that go with all of them.
 *
 * @import {Answers, Reason} from "./reason-fit.mjs"
 */

import { part } from "../shared/dom.mjs";
import { rankReasons } from "./reason-fit.mjs";
import { describeFits, FIT_WORDS } from "./reason-words.mjs";

/** How a prefilled link begins; `fragment.mjs` reads the rest. */
const LINK_START = "#fu=";

export class ReasonExplorerElement extends HTMLElement {
  /** @type {AbortController | null} */
  #listeners = null;
  /** In the order of the page. @type {Reason[]} */
  #reasons = [];
  /** By their ids. @type {Map<string, HTMLElement>} */
  #sections = new Map();
  /** As sorted last. */
  #sortedBy = "{}";

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    this.#listeners = controller;
    if (this.#sections.size === 0) {
      const sections = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-reason]"));
      this.#sections = new Map([...sections].map((section) => [section.dataset["reason"] ?? "", section]));
      this.#reasons = [...this.#sections].map(([id, section]) => readReason(id, section));
    }
    const form = this.#form;
    form.addEventListener("change", () => this.#sort(), { signal });
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.#resetButton.addEventListener("click", () => this.#reset(), { signal });
    // A browser that comes back to the page puts back what was chosen, once all is loaded.
    window.addEventListener("pageshow", () => this.#sort(), { signal });
    window.addEventListener("hashchange", () => void this.#arrive(), { signal });
    form.hidden = false;
    this.#sort();
    void this.#arrive();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#listeners = null;
  }

  /** @returns {Answers} */
  get #answers() {
    const questions = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-question]"));
    return Object.fromEntries(
      [...questions].flatMap((question) => {
        const chosen = part(question, "input:checked", HTMLInputElement).value;
        return chosen === "" ? [] : [[question.dataset["question"] ?? "", chosen]];
      }),
    );
  }

  #sort() {
    const answers = this.#answers;
    const key = JSON.stringify(answers);
    if (key === this.#sortedBy) {
      return;
    }
    this.#sortedBy = key;
    const ranked = rankReasons(this.#reasons, answers);
    const sorted = ranked.flatMap(({ id, fit }) => {
      const section = this.#sections.get(id);
      if (section === undefined) {
        return [];
      }
      section.dataset["fit"] = fit;
      const place = part(section, "[data-part='fit']", HTMLElement);
      place.textContent = FIT_WORDS[fit];
      place.hidden = fit === "open";
      return [section];
    });
    part(this, "[data-part='list']", HTMLElement).append(...sorted);
    this.#resetButton.hidden = Object.keys(answers).length === 0;
    part(this, "[data-part='count']", HTMLElement).textContent = describeFits(ranked.map(({ fit }) => fit));
    const fitting = ranked.flatMap(({ id, fit }) => (fit === "all" ? [id] : []));
    this.dispatchEvent(
      new CustomEvent("reason-explorer:change", { bubbles: true, detail: { answers, fitting } }),
    );
  }

  #reset() {
    this.#form.reset();
    this.#sort();
    // The button is gone with what it undid.
    part(this, "input:checked", HTMLInputElement).focus();
  }

  /** A prefilled link may lead to a reason, which the browser itself finds only where the fragment is its id alone. */
  async #arrive() {
    this.querySelector("[data-arrived]")?.removeAttribute("data-arrived");
    const { hash } = location;
    if (!hash.startsWith(LINK_START)) {
      return;
    }
    // Where it does not arrive, the list is there all the same.
    const links = await import("../shared/fragment.mjs").catch(() => null);
    const anchor = links?.parseFragment(hash)?.go ?? null;
    const place = anchor === null ? null : this.querySelector(`#${CSS.escape(anchor)}`);
    if (place !== null && hash === location.hash) {
      place.closest("[data-reason]")?.toggleAttribute("data-arrived", true);
      place.scrollIntoView();
    }
  }

  get #form() {
    return part(this, "[data-part='form']", HTMLFormElement);
  }

  get #resetButton() {
    return part(this, "[data-part='reset']", HTMLButtonElement);
  }
}

/**
 * @param {string} id
 * @param {HTMLElement} section
 * @returns {Reason}
 */
function readReason(id, section) {
  /** @type {Record<string, string[]>} */
  const fits = {};
  for (const pair of (section.dataset["fits"] ?? "").split(" ").filter(Boolean)) {
    const [question = "", answer = ""] = pair.split(":");
    (fits[question] ??= []).push(answer);
  }
  return { id, fits };
}
