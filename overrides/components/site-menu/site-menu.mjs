/**
 * `<site-menu>`: the button that opens the menu of small screens. The theme opens it with a label and a hidden checkbox,
 * which a pointer alone can use; the box still says whether it is open.
 *
 * The focus goes into the menu, and back to the button with Escape. When it goes elsewhere, the menu closes.
 */

import { part } from "../shared/dom.mjs";

export class SiteMenuElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;

  connectedCallback() {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    part(this, "label", HTMLLabelElement).hidden = true;
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.#open(), { signal });
    this.#box.addEventListener("change", () => this.#draw(), { signal });
    this.#menu.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    this.#menu.addEventListener("focusout", ({ relatedTarget }) => this.#onLeave(relatedTarget), { signal });
    for (const label of this.#menu.querySelectorAll("label.md-nav__link, label.md-nav__title")) {
      this.#adopt(/** @type {HTMLLabelElement} */ (label), signal);
    }
    // Back on the page, a reader looks for what they left, and not for the menu that led them away.
    this.#box.setAttribute("autocomplete", "off");
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#close(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
  }

  #open() {
    this.#toggle(true);
    /** @type {HTMLElement | null} */ (this.#menu.querySelector(".md-nav__list a[href]"))?.focus();
  }

  #close() {
    this.#toggle(false);
  }

  /** @param {boolean} isOpen */
  #toggle(isOpen) {
    if (this.#box.checked !== isOpen) {
      // The theme listens to it.
      this.#box.click();
    }
  }

  #draw() {
    this.#button.setAttribute("aria-expanded", String(this.#box.checked));
  }

  /** @param {KeyboardEvent} event */
  #onKey({ key }) {
    if (key === "Escape" && this.#box.checked) {
      this.#close();
      this.#button.focus();
    }
  }

  /** @param {EventTarget | null} next  what gets the focus; null where nothing on the page does */
  #onLeave(next) {
    if (next instanceof Node && !this.#menu.contains(next)) {
      this.#close();
    }
  }

  /**
   * Makes a button of a label that unfolds a part of the menu, or folds it: what is within, and what is around.
   *
   * @param {HTMLLabelElement} label
   * @param {AbortSignal} signal
   */
  #adopt(label, signal) {
    const box = label.control;
    if (!(box instanceof HTMLInputElement) || box === this.#box) {
      return;
    }
    label.setAttribute("role", "button");
    label.tabIndex = 0;
    const draw = () => label.setAttribute("aria-expanded", String(box.checked));
    draw();
    box.addEventListener("change", draw, { signal });
    label.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          // The theme would press it once more, for Enter alone.
          event.stopPropagation();
          box.click();
          const around = box.parentElement ?? label;
          const goal = box.checked ? ":scope > nav a[href]" : ":scope > label";
          /** @type {HTMLElement | null} */ (around.querySelector(goal))?.focus();
        }
      },
      { signal },
    );
  }

  get #button() {
    return part(this, "button", HTMLButtonElement);
  }

  /** The theme's: checked while the menu is open. */
  get #box() {
    return part(document, "#__drawer", HTMLInputElement);
  }

  get #menu() {
    return part(document, ".md-sidebar--primary", HTMLElement);
  }
}
