/**
 * `<plan-backup>`: everything this browser keeps as a file, and a file back in. Wraps the words that the server has
 * rendered, and shows the controls. What they do is fetched when the reader comes to them.
 *
 * Emits `plan-backup:change`, bubbling, when a file has been brought in or taken out again. Its detail:
 * `{added, replaced, ticks}`, how many plans came and were replaced and how many boxes were ticked, or `{undone: true}`.
 */

import { part } from "../shared/dom.mjs";

export class PlanBackupElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;
  /** @type {Promise<import("./backup-desk.mjs").BackupDesk> | null} */
  #desk = null;

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    const desk = () => this.#open(signal);
    this.addEventListener("focusin", () => void desk(), { signal, once: true });
    this.addEventListener(
      "click",
      async ({ target }) => {
        const button = target instanceof Element ? target.closest("button[data-action]") : null;
        if (button !== null) {
          await (await desk()).act(button.getAttribute("data-action") ?? "");
        }
      },
      { signal },
    );
    part(this, "[data-part='file']", HTMLInputElement).addEventListener(
      "change",
      async () => (await desk()).readFile(),
      { signal },
    );
    part(this, "[data-part='preview']", HTMLFormElement).addEventListener(
      "submit",
      async (event) => {
        event.preventDefault();
        await (await desk()).bringIn();
      },
      { signal },
    );
    part(this, "[data-part='without-script']", HTMLElement).hidden = true;
    part(this, "[data-part='controls']", HTMLElement).hidden = false;
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
    this.#desk = null;
  }

  /** @param {AbortSignal} signal  of this stay on the page */
  #open(signal) {
    this.#desk ??= import("./backup-desk.mjs").then(({ BackupDesk }) => new BackupDesk(this, signal));
    return this.#desk;
  }
}
