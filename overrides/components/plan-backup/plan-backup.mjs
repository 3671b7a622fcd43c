/**
 * `<plan-backup>`: everything this browser keeps as a file, and a file back in. Wraps the words that the server has
 * rendered, and shows the controls. What they do is fetched when the reader comes to them.
 *
 * Emits `plan-backup:change`, bubbling, when a file has been brought in or taken out again. Its detail:
 * `{added, replaced, ticks}`, how many plans came and were replaced and how many boxes were ticked, or `{undone: true}`.
 */

import { fetchPart, part } from "../shared/dom.mjs";

export class PlanBackupElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;
  /** @type {import("./backup-desk.mjs").BackupDesk | null} */
  #desk = null;

  connectedCallback() {
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    this.addEventListener("focusin", () => void this.#open(signal, () => {}), { signal, once: true });
    this.addEventListener(
      "click",
      async ({ target }) => {
        const button = target instanceof Element ? target.closest("button[data-action]") : null;
        if (button !== null) {
          await (await this.#open(signal))?.act(button.getAttribute("data-action") ?? "");
        }
      },
      { signal },
    );
    const file = part(this, "[data-part='file']", HTMLInputElement);
    file.addEventListener(
      "change",
      async () => {
        const desk = await this.#open(signal);
        await desk?.readFile();
        if (desk === null) {
          // Chosen once more, the same file has to be a change.
          file.value = "";
        }
      },
      { signal },
    );
    part(this, "[data-part='preview']", HTMLFormElement).addEventListener(
      "submit",
      async (event) => {
        event.preventDefault();
        await (await this.#open(signal))?.bringIn();
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

  /**
   * @param {AbortSignal} signal  of this stay on the page
   * @param {(words: string) => void} [say]  tells the reader where it does not arrive
   */
  async #open(
    signal,
    say = (words) => (part(this, "[data-part='status']", HTMLElement).textContent = words),
  ) {
    const module = await fetchPart(() => import("./backup-desk.mjs"), say);
    if (module !== null) {
      this.#desk ??= new module.BackupDesk(this, signal);
    }
    return this.#desk;
  }
}
