/**
 * `<erase-all>`: one button for everything that this site keeps in the browser. It asks in place, says what would go, and
 * offers a copy first. What it does is fetched when the button is pressed.
 *
 * Emits `erase-all:change`, bubbling, with `{erased, left}` as its detail: what is gone, and what the browser did not let
 * go, each as a list of `plans`, `visit` and `settings`.
 */

import { fetchPart, part } from "../shared/dom.mjs";

export class EraseAllElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;
  /** @type {import("./eraser.mjs").Eraser | null} */
  #eraser = null;

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    this.addEventListener(
      "click",
      async ({ target }) => {
        const button = target instanceof Element ? target.closest("button[data-action]") : null;
        if (button !== null) {
          await (await this.#open())?.act(button.getAttribute("data-action") ?? "");
        }
      },
      { signal },
    );
    part(this, "[data-part='without-script']", HTMLElement).hidden = true;
    part(this, "[data-part='controls']", HTMLElement).hidden = false;
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
    this.#eraser = null;
  }

  async #open() {
    const status = part(this, "[data-part='status']", HTMLElement);
    const module = await fetchPart(
      () => import("./eraser.mjs"),
      (words) => (status.textContent = words),
    );
    if (module !== null) {
      this.#eraser ??= new module.Eraser(this);
    }
    return this.#eraser;
  }
}
