/**
 * `<follow-up-timeline>`: a date in, a plan out. Wraps the list of steps with relative dates that the server has rendered,
 * fills in real dates, and puts the words back when the date is taken away.
 *
 * A visitor who only reads needs none of that: the editor is fetched when there is a plan to open, from a link or from
 * what this browser keeps, or when the reader comes to the form.
 *
 * Emits `follow-up-timeline:change`, bubbling, with `{plan}` as its detail, whenever a plan is drawn.
 */

import { fetchPart, part } from "../shared/dom.mjs";
import { hasKeptPlans } from "../shared/kept-plans.mjs";

/** How a prefilled link begins; `fragment.mjs` reads the rest. */
const LINK_START = "#fu=";

export class FollowUpTimelineElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;
  #isEdited = false;
  /** What was entered before the editor was there. @type {Map<string, string>} */
  #typed = new Map();

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    const form = part(this, "[data-part='form']", HTMLFormElement);
    const edit = () => void this.#edit(controller);
    form.addEventListener("focusin", edit, { signal });
    form.addEventListener(
      "input",
      ({ target }) => {
        if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
          this.#typed.set(target.name, target.value);
        }
        edit();
      },
      { signal },
    );
    window.addEventListener("hashchange", () => this.#isWanted && edit(), { signal });
    form.hidden = false;
    const hasInput = part(form, "[name='start']", HTMLInputElement).value !== "";
    if (this.#isWanted || hasInput) {
      edit();
    } else {
      document.documentElement.classList.remove("fu-opens-plan");
    }
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
    this.#isEdited = false;
    this.#typed.clear();
  }

  get #isWanted() {
    return location.hash.startsWith(LINK_START) || hasKeptPlans(() => window.localStorage);
  }

  /** @param {AbortController} controller  of this stay on the page */
  async #edit(controller) {
    if (this.#isEdited) {
      return;
    }
    this.#isEdited = true;
    const module = await fetchPart(
      () => import("./plan-editor.mjs"),
      () => {},
    );
    this.#isEdited = module !== null;
    // Says what is lost, and what there is without it.
    part(this, ".fu-script-lost", HTMLElement).hidden = module !== null;
    if (module !== null && !controller.signal.aborted) {
      await new module.PlanEditor(this, controller.signal, new Map(this.#typed)).isOpen;
    }
    document.documentElement.classList.remove("fu-opens-plan");
  }
}
