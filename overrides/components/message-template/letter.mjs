/**
 * The versions of a message on the page, one of them shown: blanks filled and marked, characters counted, links kept right.
 *
 * @import {Filling, Part, Segment} from "./message-text.mjs"
 * @import {FilledMessage} from "./message-files.mjs"
 */

import { build, part } from "../shared/dom.mjs";
import { formatMailLink } from "../shared/mail-link.mjs";
import { blanksLeft, filledLength, fillText, onOneLine, textOf } from "./message-text.mjs";
import { describeBlanks, describeLength } from "./message-words.mjs";

/**
 * One version as the server has rendered it.
 *
 * @typedef {object} Version
 * @property {string} anchor
 * @property {string} name  as in "E-mail, warm"
 * @property {HTMLElement} section
 * @property {Text | null} subject  of an e-mail
 * @property {Text} body
 *
 * @typedef {{place: HTMLElement, parts: Part[]}} Text
 */

export class Letter {
  /** @type {HTMLElement} */
  #root;
  /** @type {Version[]} */
  #versions;
  /** @type {Version} */
  #shown;
  /** What was drawn last. @type {FilledMessage} */
  #message = { subject: null, body: [] };

  /** @param {HTMLElement} root  the component, with its texts as the server has rendered them */
  constructor(root) {
    this.#root = root;
    const sections = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-variant]"));
    this.#versions = [...sections].map(readVersion);
    const [first] = this.#versions;
    if (first === undefined) {
      throw new TypeError(`<${root.localName}>: expected a [data-variant]`);
    }
    this.#shown = first;
  }

  /** The version on view. */
  get shown() {
    return this.#shown;
  }

  /** Its text, as it is on view. */
  get message() {
    return this.#message;
  }

  /** What the form calls each blank of it that is left. */
  get blanksLeft() {
    const blanks = [this.#shown.subject, this.#shown.body].flatMap((text) => text?.parts ?? []);
    return this.#left.map((field) => {
      const found = blanks.find((blank) => typeof blank !== "string" && blank.field === field);
      return typeof found === "object" ? found.placeholder : field;
    });
  }

  get #left() {
    return blanksLeft(this.#message.subject ?? [], this.#message.body);
  }

  /**
   * @param {string} id  of a version's section, or of something in it: the site's search leads to headings
   * @returns {Version | undefined}
   */
  find(id) {
    const place = document.getElementById(id);
    return this.#versions.find(({ section }) => section.contains(place));
  }

  /**
   * Puts a version on view; {@link draw} fills it.
   *
   * @param {Version} version
   */
  show(version) {
    this.#shown = version;
    for (const { section } of this.#versions) {
      section.hidden = section !== version.section;
    }
    for (const link of this.#root.querySelectorAll("[data-show]")) {
      link.toggleAttribute("aria-current", false);
    }
    this.#root
      .querySelector(`[data-show='${CSS.escape(version.section.id)}']`)
      ?.setAttribute("aria-current", "true");
  }

  /**
   * @param {Filling} filling
   * @param {ReadonlySet<string>} optional  fields that may be left out
   */
  draw(filling, optional) {
    const { section, subject, body } = this.#shown;
    this.#message = {
      subject: subject && onOneLine(fillText(subject.parts, filling)),
      body: fillText(body.parts, filling),
    };
    subject?.place.replaceChildren(...(this.#message.subject ?? []).map(buildSegment));
    body.place.replaceChildren(...this.#message.body.map(buildSegment));
    this.#drawLength(section);
    this.#drawTools();
    const words = describeBlanks(this.#shown.name, this.#left, optional);
    const left = this.#part("left", HTMLElement);
    // A live region: what is the same as before need not be read out again.
    if (left.textContent !== words) {
      left.textContent = words;
    }
  }

  /** @param {HTMLElement} section */
  #drawLength(section) {
    const place = section.querySelector("[data-part='length']");
    if (place instanceof HTMLElement) {
      const limit = Number(place.dataset["limit"]);
      const length = filledLength(this.#message.body);
      const channel = place.dataset["channel"] ?? "";
      place.textContent = describeLength(length, limit, channel, this.#left.length);
      place.toggleAttribute("data-over", length > limit);
    }
  }

  /** What only an e-mail has: a subject to copy, a draft to save, a mail program to open it in. */
  #drawTools() {
    const { subject, body } = this.#message;
    const isEmail = subject !== null;
    const address = isEmail ? formatMailLink(textOf(subject), textOf(body)) : null;
    const link = this.#part("mail", HTMLAnchorElement);
    link.href = address ?? "mailto:";
    link.hidden = address === null;
    this.#part("no-mail", HTMLElement).hidden = !isEmail || address !== null;
    part(this.#root, "[data-copy='subject']", HTMLButtonElement).hidden = !isEmail;
    part(this.#root, "[data-copy='body']", HTMLButtonElement).textContent =
      `Copy ${isEmail ? "body" : "text"}`;
    part(this.#root, "[data-file='eml']", HTMLButtonElement).hidden = !isEmail;
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

/**
 * @param {HTMLElement} section
 * @returns {Version}
 */
function readVersion(section) {
  const subject = section.querySelector("[data-part='subject']");
  return {
    anchor: section.dataset["variant"] ?? "",
    name: part(section, "h2", HTMLHeadingElement).textContent,
    section,
    subject: subject instanceof HTMLElement ? readText(subject) : null,
    body: readText(part(section, "[data-part='body']", HTMLElement)),
  };
}

/**
 * @param {HTMLElement} place
 * @returns {Text}
 */
function readText(place) {
  const parts = [...place.childNodes].map((node) => {
    const text = node.textContent ?? "";
    return node instanceof HTMLElement ? { field: node.dataset["field"] ?? "", placeholder: text } : text;
  });
  return { place, parts };
}

/** @param {Segment} segment */
function buildSegment(segment) {
  if (typeof segment === "string") {
    return segment;
  }
  const blank = build("span", { class: "fu-blank", "data-field": segment.field }, segment.text);
  blank.toggleAttribute("data-filled", segment.isFilled);
  return blank;
}
