/**
 * `<plan-handout>`: a plan on one sheet of paper, with the coach's note and a code that opens the plan on a phone. What it
 * says stands in the address, in the form of a prefilled link; `timeline` there names the plan.
 *
 * Emits `plan-handout:change`, bubbling, with `{url}` as its detail, the link that the sheet's code opens, whenever the
 * sheet is drawn anew; null while something is wrong with it.
 */

import { HandoutDesk } from "./handout-desk.mjs";

export class PlanHandoutElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;

  connectedCallback() {
    this.#controller = new AbortController();
    new HandoutDesk(this, this.#controller.signal);
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
  }
}
