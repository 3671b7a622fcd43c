/**
 * `<message-template>`: fill the blanks once, choose how to send it, see the letter follow, take it along. Wraps the texts
 * that the server has rendered, in which each blank is a `[data-field]`; of all its versions it shows one at a time.
 *
 * What is typed is remembered for this visit, and a prefilled link wins over it. What reads such a link is fetched where
 * there is one, and what makes files when a file is asked for.
 *
 * Emits `message-template:change`, bubbling, with `{values, variant}` as its detail, whenever the letter is drawn anew.
 *
 * @import {FileFormat} from "./filled-file.mjs"
 */

import { build, part } from "../shared/dom.mjs";
import { fieldId, fieldKey, mayBePrefilled, replaceFragment } from "../shared/link-address.mjs";
import { joinVisit, readVisit, rememberInVisit, scopedKey, writeVisit } from "../shared/visit-values.mjs";
import { Letter } from "./letter.mjs";
import { textOf } from "./message-text.mjs";
import { warnOfBlanks } from "./message-words.mjs";

const COPIED_FOR_MS = 4000;

const REFUSED_TO_COPY = "Your browser does not let the page copy. Below it is selected: copy it from here.";
const NO_FILE = "This file cannot be made just now: a part of it did not arrive. Copying works without it.";

const UNREAD_LINK = "What this link brings cannot be filled in just now: a part of the page did not arrive.";

/** What reads and writes prefilled links, where there has been one. @type {typeof import("../shared/fragment.mjs") | null} */
let links = null;

async function fetchLinks() {
  try {
    links ??= await import("../shared/fragment.mjs");
  } catch {
    // The page is of use without what its link brings, and says so.
  }
}

// Before the element is defined: a letter is drawn with all that its link brings, or it would jump.
if (mayBePrefilled(location.hash)) {
  await fetchLinks();
}

/** The part of the page's storage that lasts as long as its tab. */
const visitStorage = () => window.sessionStorage;

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Input */

export class MessageTemplateElement extends HTMLElement {
  /** @type {AbortController | null} */
  #listeners = null;
  /** Made once: a component that comes back to the page has filled texts where blanks stood. @type {Letter | null} */
  #madeLetter = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #copiedTimer;

  connectedCallback() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const form = this.#part("form", HTMLFormElement);
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("input", (event) => this.#onInput(event), { signal });
    this.addEventListener("click", (event) => void this.#onClick(event), { signal });
    window.addEventListener("hashchange", () => void this.#followAddress(signal), { signal });
    for (const waiting of this.querySelectorAll(".fu-awaits-script")) {
      waiting.toggleAttribute("hidden", false);
    }
    this.#readAddress();
    this.#sayWhatIsUnread();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#listeners = null;
    clearTimeout(this.#copiedTimer);
  }

  get #letter() {
    this.#madeLetter ??= new Letter(this);
    return this.#madeLetter;
  }

  // ------------------------------------------------------------------------------------------- the page's address

  #readLink() {
    // The first message of a page takes the page's link.
    const ownsLink = document.querySelector(this.localName) === this;
    return ownsLink && links !== null ? links.parseFragment(location.hash, { fields: this.#fields }) : null;
  }

  /** @param {AbortSignal} signal  of this stay on the page */
  async #followAddress(signal) {
    if (mayBePrefilled(location.hash)) {
      await fetchLinks();
    }
    if (!signal.aborted) {
      this.#readAddress();
      this.#sayWhatIsUnread();
    }
  }

  #sayWhatIsUnread() {
    if (links === null && mayBePrefilled(location.hash)) {
      this.#part("notice", HTMLElement).textContent = UNREAD_LINK;
      this.#part("notice", HTMLElement).hidden = false;
    }
  }

  #readAddress() {
    const link = this.#readLink();
    const anchor = link === null ? location.hash.slice(1) : (link.go ?? "");
    const version = this.#letter.find(anchor);
    this.#fillForm(link?.values ?? {});
    this.#showProblems(link?.problems ?? []);
    this.#letter.show(version ?? this.#letter.shown);
    this.#draw();
    if (version !== undefined) {
      // With the choice of versions above it, which the text's own place would hide.
      this.#part("letter", HTMLElement).scrollIntoView();
    } else if (link !== null) {
      document.getElementById(anchor)?.scrollIntoView();
    }
  }

  /**
   * Puts the shown version into the address, so that it can be sent on; a prefilled link stays one.
   *
   * @param {string} anchor
   */
  #writeAddress(anchor) {
    const link = this.#readLink();
    const fields = this.#fields;
    const prefilled = link && links?.formatFragment({ ...link.values, go: anchor }, { fields });
    replaceFragment(location, history, prefilled ?? `#${anchor}`);
  }

  // ---------------------------------------------------------------------------------------------------- the form

  get #inputs() {
    return [.../** @type {NodeListOf<Input>} */ (this.querySelectorAll("[data-part='form'] [name]"))];
  }

  get #fields() {
    return this.#inputs.map(({ name }) => name);
  }

  /** The boxes that leave a blank out, by field. */
  get #leaveOut() {
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[data-leave-out]"));
    return new Map([...boxes].map((box) => [box.dataset["leaveOut"] ?? "", box]));
  }

  /** What goes into the blanks, by field: of a chosen reason, its sentence. */
  get #values() {
    /** @type {Record<string, string>} */
    const values = Object.create(null);
    for (const input of this.#inputs) {
      const isChoice = input instanceof HTMLSelectElement;
      values[input.name] = isChoice ? (input.selectedOptions[0]?.dataset["line"] ?? "") : input.value;
    }
    return values;
  }

  /** @param {Readonly<Record<string, string>>} linked  values by link key */
  #fillForm(linked) {
    const inputs = this.#inputs;
    const given = inputs.flatMap(({ name }) => {
      const value = linked[fieldKey(name)];
      return value === undefined ? [] : [[this.#visitKey(name), value]];
    });
    const visit = joinVisit(readVisit(visitStorage), Object.fromEntries(given));
    for (const input of inputs) {
      input.value = visit[this.#visitKey(input.name)] ?? input.value;
    }
    if (given.length > 0) {
      writeVisit(visitStorage, visit);
    }
  }

  /** @param {string} field */
  #visitKey(field) {
    return scopedKey(this.getAttribute("message") ?? "", fieldKey(field));
  }

  /**
   * Names each bad value of a link beside its field, or under the form where it has none.
   *
   * @param {readonly {key: string, message: string}[]} problems
   */
  #showProblems(problems) {
    const notice = this.#part("notice", HTMLElement);
    notice.replaceChildren();
    notice.hidden = true;
    this.#fields.forEach((field) => this.#clearProblem(field));
    for (const { key, message } of problems.filter((problem) => !links?.COACH_KEYS.includes(problem.key))) {
      const place = this.querySelector(`[data-error='${CSS.escape(fieldId(key))}']`) ?? notice;
      place.append(place.hasChildNodes() ? " " : "", message);
      place.toggleAttribute("hidden", false);
      this.querySelector(`[name='${CSS.escape(fieldId(key))}']`)?.setAttribute("aria-invalid", "true");
    }
  }

  /** @param {string} field */
  #clearProblem(field) {
    this.querySelector(`[name='${CSS.escape(field)}']`)?.removeAttribute("aria-invalid");
    const place = this.querySelector(`[data-error='${CSS.escape(field)}']`);
    place?.replaceChildren();
    place?.toggleAttribute("hidden", true);
  }

  /** @param {Event} event */
  #onInput({ target }) {
    const input = this.#inputs.find((one) => one === target);
    if (input !== undefined) {
      this.#clearProblem(input.name);
      rememberInVisit(visitStorage, { [this.#visitKey(input.name)]: input.value });
      const box = this.#leaveOut.get(input.name);
      if (box !== undefined) {
        box.checked = false;
      }
    }
    this.#draw();
  }

  // -------------------------------------------------------------------------------------------------- the letter

  #draw() {
    const [values, boxes] = [this.#values, this.#leaveOut];
    const leftOut = new Set([...boxes].flatMap(([field, { checked }]) => (checked ? [field] : [])));
    this.#letter.draw({ values, leftOut }, new Set(boxes.keys()));
    this.#forgetCopy();
    const detail = { values, variant: this.#letter.shown.anchor };
    this.dispatchEvent(new CustomEvent("message-template:change", { bubbles: true, detail }));
  }

  /** @param {MouseEvent} event */
  async #onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("button, a") : null;
    if (!(target instanceof HTMLElement)) {
      return;
    }
    const { show, copy, file } = target.dataset;
    if (show !== undefined) {
      this.#onShow(event, show);
    } else if (copy !== undefined) {
      await this.#copy(copy);
    } else if (file !== undefined) {
      await this.#save(/** @type {FileFormat} */ (file));
    } else if (target.dataset["part"] === "mail") {
      this.#warn();
    }
  }

  /**
   * A link to a version: opened here, unless the reader asks for another tab or window.
   *
   * @param {MouseEvent} event
   * @param {string} anchor
   */
  #onShow(event, anchor) {
    const version = this.#letter.find(anchor);
    if (version === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    this.#letter.show(version);
    this.#draw();
    this.#writeAddress(anchor);
  }

  // ------------------------------------------------------------------------------------------------ taking it along

  /** @param {string} what  "subject" or "body" */
  async #copy(what) {
    const { message } = this.#letter;
    const text = textOf((what === "subject" ? message.subject : message.body) ?? []);
    const note = this.#part("copied", HTMLElement);
    this.#forgetCopy();
    try {
      await navigator.clipboard.writeText(text);
      note.textContent = "Copied.";
      this.#copiedTimer = setTimeout(() => note.replaceChildren(), COPIED_FOR_MS);
    } catch {
      // Refused, or not there at all without HTTPS: the reader can still copy by hand.
      note.textContent = REFUSED_TO_COPY;
      offerByHand(this.#part("by-hand", HTMLElement), text);
    }
    this.#warn();
  }

  /** @param {FileFormat} format */
  async #save(format) {
    const { message, shown } = this.#letter;
    const note = this.#part("saved", HTMLElement);
    const blankWordFile = this.#part("blank-word-file", HTMLAnchorElement).href;
    const modules = Promise.all([import("./filled-file.mjs"), import("../shared/save-file.mjs")]);
    const arrived = await modules.catch(() => null);
    const file = arrived && (await arrived[0].makeFile(format, message, blankWordFile));
    if (arrived === null || file === null) {
      note.textContent = NO_FILE;
      return;
    }
    const name = `${this.getAttribute("message")}-${shown.anchor}.${format}`;
    arrived[1].saveFile(name, file);
    note.textContent = `Saved as ${name}.`;
    this.#warn();
  }

  /** Says what is still blank; it does not stand in the way. */
  #warn() {
    this.#part("warning", HTMLElement).textContent = warnOfBlanks(this.#letter.blanksLeft);
  }

  /** Takes back what was said about a text that has changed since. */
  #forgetCopy() {
    clearTimeout(this.#copiedTimer);
    for (const name of ["copied", "by-hand", "warning", "saved"]) {
      this.#part(name, HTMLElement).replaceChildren();
    }
  }

  /**
   * @template {Element} Type
   * @param {string} name
   * @param {new () => Type} type
   */
  #part(name, type) {
    return part(this, `[data-part='${name}']`, type);
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} text
 */
function offerByHand(place, text) {
  const box = build("textarea", {
    class: "fu-field__input",
    readonly: "",
    rows: "6",
    "aria-label": "Text to copy by hand",
  });
  box.value = text;
  place.replaceChildren(box);
  box.focus();
  box.select();
}
