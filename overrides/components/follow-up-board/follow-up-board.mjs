/**
 * `<follow-up-board>`: the plans that the reader keeps in this browser, side by side, with what is due today.
 *
 * The server has rendered what the page says without script. What fills the board is fetched when this browser keeps
 * something, or might: where it does not let the page look, the board says why.
 *
 * Emits `follow-up-board:change`, bubbling, with `{waiting, due, closed}` as its detail, whenever it is drawn.
 */

import { fetchPart, part } from "../shared/dom.mjs";
import { keepsNothing } from "../shared/kept-plans.mjs";

export class FollowUpBoardElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;
  #isFilled = false;

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    part(this, "[data-part='without']", HTMLElement).hidden = true;
    const look = () => void this.#look(controller);
    // Plans may come from another tab, or from a file that is brought back on this page.
    window.addEventListener("storage", look, { signal });
    // What did not arrive may do so now.
    window.addEventListener("online", look, { signal });
    document.addEventListener("plan-backup:change", look, { signal });
    look();
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
    this.#isFilled = false;
  }

  /** @param {AbortController} controller  of this stay on the page */
  async #look(controller) {
    if (this.#isFilled) {
      return;
    }
    if (keepsNothing(() => window.localStorage)) {
      part(this, "[data-part='empty']", HTMLElement).hidden = false;
      return;
    }
    this.#isFilled = true;
    const fault = part(this, "[data-part='fault']", HTMLElement);
    const module = await fetchPart(
      () => import("./board-editor.mjs"),
      (words) => (fault.textContent = `Your plans are still here. ${words}`),
    );
    fault.hidden = module !== null;
    this.#isFilled = module !== null;
    if (module !== null && !controller.signal.aborted) {
      new module.BoardEditor(this, controller.signal);
    }
  }
}
