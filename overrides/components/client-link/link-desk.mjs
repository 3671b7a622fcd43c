/**
 * The coach's desk: the form, the link it writes, and all that can be done with the link.
 *
 * @import {LinkFormData} from "../shared/link-form.mjs"
 * @import {QrPanel} from "./qr-panel.mjs"
 */

import { copyText } from "../shared/copy-text.mjs";
import { embeddedData, part } from "../shared/dom.mjs";
import { LinkForm } from "../shared/link-form.mjs";
import { ClientView } from "./client-view.mjs";
import { forgetForm, keepForm, readKeptForm } from "./kept-form.mjs";
import { formatHtmlLink, formatLetter, formatMarkdownLink } from "./link-texts.mjs";

const MEND_FIRST = "There is no link yet: something above needs another look.";
const NOT_KEPT = "Nothing you type here is kept or sent anywhere.";
const KEPT = "What you type here stays in this browser until you uncheck this box.";
const FORGOTTEN = "Forgotten. Nothing you type here is kept or sent anywhere.";
const NO_CODE =
  "The QR code cannot be drawn just now: a part of the page did not arrive. Close this and open it again.";
const CANNOT_KEEP = "Your browser does not let this page keep anything.";

/** Where form and view stand side by side, as in the style sheet. */
const IS_WIDE = "(min-width: 60em)";

const keptStorage = () => window.localStorage;

export class LinkDesk {
  /** @type {Element} */
  #root;
  /** @type {LinkForm} */
  #form;
  /** @type {ClientView} */
  #view;
  /** Fetched when the code is asked for. @type {QrPanel | null} */
  #code = null;
  /** Absolute, or empty while something is wrong. */
  #url = "";

  /**
   * @param {Element} root  the component
   * @param {AbortSignal} signal  ends it, with the component
   */
  constructor(root, signal) {
    this.#root = root;
    const data = /** @type {LinkFormData} */ (embeddedData(root));
    this.#form = new LinkForm(this.#part("form", HTMLFormElement), data, signal, () => this.#onChange());
    const panel = this.#part("view", HTMLDetailsElement);
    this.#view = new ClientView(panel, this.#part("frames", HTMLElement), signal);
    const code = this.#part("qr", HTMLDetailsElement);
    code.addEventListener("toggle", () => void this.#openCode(signal), { signal });

    const kept = readKeptForm(keptStorage);
    this.#form.fill(kept ?? {});
    this.#remember.checked = kept !== null;
    this.#say("remember-status", kept === null ? NOT_KEPT : KEPT);
    this.#remember.addEventListener("change", () => this.#onRemember(), { signal });
    root.addEventListener("click", (event) => void this.#onClick(event), { signal });
    const link = this.#part("link", HTMLTextAreaElement);
    link.addEventListener("focus", () => link.select(), { signal });

    panel.open = window.matchMedia(IS_WIDE).matches;
    this.#part("without-script", HTMLElement).hidden = true;
    this.#part("desk", HTMLElement).hidden = false;
    this.#writeLink();
  }

  get #remember() {
    return this.#part("remember", HTMLInputElement);
  }

  #onChange() {
    if (this.#remember.checked) {
      keepForm(keptStorage, this.#form.filled);
    }
    this.#writeLink();
  }

  #onRemember() {
    if (!this.#remember.checked) {
      forgetForm(keptStorage);
      this.#say("remember-status", FORGOTTEN);
    } else if (keepForm(keptStorage, this.#form.filled)) {
      this.#say("remember-status", KEPT);
    } else {
      this.#remember.checked = false;
      this.#say("remember-status", CANNOT_KEEP);
    }
  }

  #writeLink() {
    const { page } = this.#form;
    const { fragment, problem } = this.#form.write();
    const url = new URL(page.url, document.baseURI);
    url.hash = fragment ?? "";
    this.#url = fragment === null ? "" : url.href;
    this.#part("link", HTMLTextAreaElement).value = this.#url;
    this.#showProblem(problem === "" ? MEND_FIRST : (problem ?? ""));
    this.#say("copied", "");
    for (const button of this.#root.querySelectorAll("[data-copy]")) {
      button.toggleAttribute("disabled", fragment === null);
    }
    this.#pointMail();
    this.#pointHandout();
    this.#view.show(this.#url);
    this.#code?.show(this.#url);
    const detail = { url: this.#url || null };
    this.#root.dispatchEvent(new CustomEvent("client-link:change", { bubbles: true, detail }));
  }

  /** @param {string} words  empty where nothing is wrong */
  #showProblem(words) {
    this.#say("link-error", words);
    this.#part("link-error", HTMLElement).hidden = words === "";
    this.#part("link", HTMLTextAreaElement).setAttribute("aria-invalid", String(words !== ""));
  }

  #pointMail() {
    const { page, values } = this.#form;
    const letter = this.#url === "" ? null : formatLetter(page.title, this.#url, values);
    const mail = this.#part("mail", HTMLAnchorElement);
    mail.hidden = letter === null;
    mail.href = letter ?? "";
    this.#part("no-mail", HTMLElement).hidden = letter !== null || this.#url === "";
  }

  /** Of a plan there is a handout, filled with the same. */
  #pointHandout() {
    const [, folder, timeline = ""] = this.#form.address.split("/");
    const isPlan = folder === "timelines";
    const { fragment } = isPlan ? this.#form.write({ timeline }, ["timeline"]) : { fragment: null };
    const handout = this.#part("handout", HTMLAnchorElement);
    handout.hidden = fragment === null;
    handout.hash = fragment ?? "";
  }

  /** @param {AbortSignal} signal */
  async #openCode(signal) {
    const arrived = await import("./qr-panel.mjs").catch(() => null);
    if (signal.aborted || this.#code !== null) {
      return;
    }
    if (arrived === null) {
      this.#say("qr-status", NO_CODE);
      return;
    }
    this.#code = new arrived.QrPanel(this.#root, signal);
    this.#code.show(this.#url);
  }

  /** @param {Event} event */
  async #onClick({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    const { copy, action } = button?.dataset ?? {};
    if (copy !== undefined) {
      await this.#copy(copy);
    } else if (action === "svg") {
      this.#code?.saveSvg();
    } else if (action === "png") {
      await this.#code?.savePng();
    } else if (action === "start-over") {
      this.#form.clear();
      this.#onChange();
    }
  }

  /** @param {string} as  "text", "markdown" or "html" */
  async #copy(as) {
    const place = this.#part("copied", HTMLElement);
    const { title } = this.#form.page;
    if (as === "markdown") {
      await copyText(formatMarkdownLink(title, this.#url), place, "Copied as Markdown.");
    } else if (as === "html") {
      await copyText(formatHtmlLink(title, this.#url), place, "Copied as HTML.");
    } else {
      await copyText(this.#url, place, "Copied.");
    }
  }

  /**
   * @param {string} name
   * @param {string} words
   */
  #say(name, words) {
    this.#part(name, HTMLElement).textContent = words;
  }

  /**
   * @template {Element} Type
   * @param {string} name
   * @param {new () => Type} type
   */
  #part(name, type) {
    return part(this.#root, `[data-part='${name}']`, type);
  }
}
