/**
 * `<coach-note>`: who sent the link that opened the page, and what they wrote into it (`from` and `note`), in a banner
 * above the page. Most visits bring neither: what reads a link is fetched when there is one.
 *
 * @import {NoteBanner} from "./note-banner.mjs"
 */

/** How a prefilled link begins; `fragment.mjs` reads the rest. */
const LINK_START = "#fu=";

export class CoachNoteElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;
  /** @type {NoteBanner | null} */
  #banner = null;

  connectedCallback() {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    window.addEventListener("hashchange", () => void this.#read(signal), { signal });
    void this.#read(signal);
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
    this.#banner = null;
  }

  /**
   * A link within the page takes the note out of the address, not off the page.
   *
   * @param {AbortSignal} signal
   */
  async #read(signal) {
    await this.#show(signal);
    document.documentElement.classList.remove("fu-opens-note");
  }

  /** @param {AbortSignal} signal */
  async #show(signal) {
    // Read at once: a plan writes its own address, without what it could not read, while the code arrives.
    const { hash } = location;
    if (!hash.startsWith(LINK_START)) {
      return;
    }
    const code = await import("./note-banner.mjs").catch(() => null);
    const note = code?.readNote(hash) ?? null;
    if (code !== null && note !== null && !signal.aborted) {
      this.#banner ??= new code.NoteBanner(this, signal);
      this.#banner.show(note);
    }
  }
}
