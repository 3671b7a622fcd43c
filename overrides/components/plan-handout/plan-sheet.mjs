/**
 * Puts a plan onto the sheet of paper. Reads nothing but its arguments.
 *
 * @import {Code} from "../shared/qr-code.mjs"
 * @import {SheetPlan, SheetStep} from "./sheet-plan.mjs"
 */

import { build, part } from "../shared/dom.mjs";
import { drawCode, makeCode } from "../shared/qr-code.mjs";

/** Larger ones take more of the sheet than they give: in modules. */
const MOST_MODULES = 113;

/** More of them take smaller type to fit on one sheet. */
const MOST_CHARACTERS = 1600;

/**
 * @typedef {object} Handout
 * @property {string} title
 * @property {Record<string, string>} values  by link key
 * @property {SheetPlan} planned
 * @property {string} link  what the code opens
 * @property {string} short  what can be typed
 */

export class PlanSheet {
  /** @type {HTMLElement} */
  #sheet;
  #link = "";

  /** @param {HTMLElement} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  /** @param {Handout} handout */
  async draw({ title, values, planned, link, short }) {
    const { name = "", company = "", role = "", from = "", note = "" } = values;
    this.#write("title", title);
    const about = [role, company].filter((one) => one.trim() !== "").join(", ");
    this.#write(
      "for",
      [name.trim() === "" ? "" : `For ${name}`, about].filter((one) => one !== "").join(" · "),
    );
    this.#write("note-text", note);
    this.#write("note-from", from.trim() === "" ? "" : `— ${from}`);
    this.#part("note").hidden = note.trim() === "";
    const facts = planned.facts.map(([term, fact]) =>
      build("div", {}, build("dt", {}, `${term}:`), " ", build("dd", {}, fact)),
    );
    this.#part("facts").replaceChildren(...facts);
    this.#part("facts").hidden = facts.length === 0;
    this.#part("steps").replaceChildren(...planned.steps.map(buildStep));
    this.#write("address", short.replace(/^https?:\/\//, "").replace(/\/$/, ""));
    this.#write("caution", planned.caution);
    this.#sheet.classList.toggle("fu-sheet--crowded", this.#sheet.textContent.length > MOST_CHARACTERS);
    await this.#drawCode(link);
  }

  /** @param {string} link */
  async #drawCode(link) {
    if (link === this.#link) {
      return;
    }
    this.#link = link;
    const code = (await smallCode(link)) ?? (await smallCode(withoutNote(link)));
    if (link === this.#link) {
      const picture = code === null ? [] : [drawCode(code, "QR code of the plan’s link")];
      this.#part("code").replaceChildren(...picture);
      this.#part("code-words").hidden = code === null;
    }
  }

  /**
   * @param {string} name
   * @param {string} words  hides the part when they are empty
   */
  #write(name, words) {
    const place = this.#part(name);
    place.textContent = words;
    place.hidden = words === "";
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#sheet, `[data-part='${name}']`, HTMLElement);
  }
}

/**
 * The note stands on the sheet: where a code with it would be too large, it does without.
 *
 * @param {string} link
 */
function withoutNote(link) {
  return link.replace(/&note=[^&]*/, "");
}

/**
 * @param {string} link
 * @returns {Promise<Code | null>}
 */
async function smallCode(link) {
  const { code } = await makeCode(link);
  return code !== null && code.size <= MOST_MODULES ? code : null;
}

/** @param {SheetStep} step */
function buildStep({ when, title, text, isDone, isLeftOut }) {
  const box = build("span", { class: "fu-sheet__box", "aria-hidden": "true" }, isDone ? "✓" : "");
  const words = build(
    "div",
    {},
    build("p", { class: "fu-sheet__step-title" }, build("strong", {}, when), " ", title),
    build("p", { class: "fu-sheet__step-text" }, isDone ? "Done." : text),
  );
  const item = build("li", isLeftOut ? { class: "fu-sheet__step--left-out" } : {}, box, words);
  return item;
}
