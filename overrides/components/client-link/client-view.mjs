/**
 * The page as the client will see it, in a frame. Each view is a fresh one, that of a first visit; the one before stays
 * on show until it is there. The frame leaves no trace in the history.
 */

import { build } from "../shared/dom.mjs";
import { PREVIEW_MARK } from "../shared/empty-storage.mjs";

/** The page's own scripts run, and its forms work. It cannot lead the coach away from this one. */
const MAY = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads";

const SHORTEST_PAUSE_MS = 400;

export class ClientView {
  /** @type {HTMLDetailsElement} */
  #panel;
  /** @type {HTMLElement} */
  #place;
  #url = "";
  /** The address in the frame. */
  #shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLDetailsElement} panel  shows the view while it is open
   * @param {HTMLElement} place
   * @param {AbortSignal} signal  ends it
   */
  constructor(panel, place, signal) {
    this.#panel = panel;
    this.#place = place;
    panel.addEventListener("toggle", () => this.#draw(), { signal });
    signal.addEventListener("abort", () => this.#end(), { once: true });
  }

  /** @param {string} url  to see as soon as nothing has been typed for a moment */
  show(url) {
    this.#url = url;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), SHORTEST_PAUSE_MS);
  }

  #draw() {
    if (!this.#panel.open || this.#url === this.#shown || this.#url === "") {
      return;
    }
    this.#shown = this.#url;
    const frame = build("iframe", {
      title: "What your client sees",
      src: this.#url,
      sandbox: MAY,
      loading: "lazy",
      [PREVIEW_MARK]: "",
      "data-coming": "",
    });
    this.#place.querySelector("[data-coming]")?.remove();
    frame.addEventListener("load", () => {
      frame.removeAttribute("data-coming");
      // A frame that is put somewhere else loads anew: the others go, and it stays where it is.
      [...this.#place.children].filter((other) => other !== frame).forEach((other) => other.remove());
    });
    this.#place.append(frame);
  }

  #end() {
    clearTimeout(this.#timer);
    this.#place.replaceChildren();
    this.#shown = "";
  }
}
