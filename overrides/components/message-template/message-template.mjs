/**
 * `<message-template>`: fill the blanks once, see every version of the message follow, copy subject and body apart.
 * Wraps the texts that the server has rendered, in which each blank is a `[data-field]`.
 *
 * Emits `message-template:change`, bubbling, with `{values}` as its detail, whenever a blank is filled or emptied.
 */

import { part } from "../shared/dom.mjs";
import { fieldId, fieldKey, parseFragment } from "../shared/fragment.mjs";

const COPIED_FOR_MS = 4000;

export class MessageTemplateElement extends HTMLElement {
  /** @type {AbortController | null} */
  #listeners = null;
  /** The blanks and what stands in them while they are empty. @type {Map<HTMLElement, string>} */
  #blanks = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #copiedTimer;

  connectedCallback() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    for (const blank of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-field]"))) {
      if (!this.#blanks.has(blank)) {
        this.#blanks.set(blank, blank.textContent);
      }
    }
    const form = part(this, "[data-part='form']", HTMLFormElement);
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("input", (event) => this.#onInput(event), { signal });
    this.addEventListener("click", (event) => this.#onClick(event), { signal });
    window.addEventListener("hashchange", () => this.#readLink(), { signal });
    form.hidden = false;
    for (const actions of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-part='actions']")
    )) {
      actions.hidden = false;
    }
    this.#readLink();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#listeners = null;
    clearTimeout(this.#copiedTimer);
  }

  #inputs() {
    return /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */ (
      this.querySelectorAll("[data-part='form'] [name]")
    );
  }

  #readLink() {
    const inputs = [...this.#inputs()];
    const fields = inputs.map((input) => input.name);
    const ownsLink = document.querySelector(this.localName) === this;
    const link = ownsLink ? parseFragment(location.hash, { fields }) : null;
    if (link === null) {
      this.#fill();
      return;
    }
    for (const input of inputs) {
      input.value = link.values[fieldKey(input.name)] ?? input.value;
    }
    this.#fill();
    this.#showProblems(link.problems);
    if (link.go !== null) {
      document.getElementById(link.go)?.scrollIntoView();
    }
  }

  /**
   * Names each bad value of a link beside its field, or under the form where it has none.
   *
   * @param {readonly {key: string, message: string}[]} problems
   */
  #showProblems(problems) {
    const notice = part(this, "[data-part='notice']", HTMLElement);
    notice.replaceChildren();
    for (const { key, message } of problems) {
      const place = this.querySelector(`[data-error='${CSS.escape(fieldId(key))}']`) ?? notice;
      place.append(place.hasChildNodes() ? " " : "", message);
      place.toggleAttribute("hidden", false);
      this.querySelector(`[name='${CSS.escape(fieldId(key))}']`)?.setAttribute("aria-invalid", "true");
    }
  }

  /** @param {Event} event */
  #onInput(event) {
    if (event.target instanceof HTMLElement) {
      event.target.removeAttribute("aria-invalid");
      const name = event.target.getAttribute("name") ?? "";
      const place = this.querySelector(`[data-error='${CSS.escape(name)}']`);
      place?.replaceChildren();
      place?.toggleAttribute("hidden", true);
    }
    this.#fill();
  }

  #fill() {
    /** @type {Record<string, string>} */
    const values = {};
    for (const input of this.#inputs()) {
      const isChoice = input instanceof HTMLSelectElement;
      values[input.name] = isChoice ? (input.selectedOptions[0]?.dataset["line"] ?? "") : input.value;
    }
    for (const [blank, placeholder] of this.#blanks) {
      const value = values[blank.dataset["field"] ?? ""] ?? "";
      blank.textContent = value === "" ? placeholder : value;
      blank.toggleAttribute("data-filled", value !== "");
    }
    this.dispatchEvent(new CustomEvent("message-template:change", { bubbles: true, detail: { values } }));
  }

  /** @param {Event} event */
  async #onClick(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    const variant = button?.closest("[data-variant]");
    if (!(button instanceof HTMLButtonElement) || !variant) {
      return;
    }
    const name = button.dataset["copy"] ?? "";
    const text = part(variant, `[data-part='${name}']`, HTMLElement);
    const note = part(variant, "[data-part='copied']", HTMLElement);
    try {
      await navigator.clipboard.writeText(text.textContent);
      note.textContent = "Copied.";
    } catch {
      // Refused, or not there at all without HTTPS: the reader can still copy by hand.
      getSelection()?.selectAllChildren(text);
      note.textContent = "Your browser does not let the page copy. The text is selected: copy it from here.";
    }
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => note.replaceChildren(), COPIED_FOR_MS);
  }
}
