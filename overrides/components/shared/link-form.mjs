/**
 * What a coach fills in for a client: the page, the fields that it takes, and a word of their own. Adds the page's fields
 * to the form that the server has rendered, and says beside each what is wrong with it.
 */

import { build, part } from "./dom.mjs";
import { checkValue, COACH_KEYS, formatFragment } from "./fragment.mjs";

/**
 * @typedef {object} FieldData  a field that a page takes
 * @property {string} key  of a link
 * @property {string} label
 * @property {"date" | "text" | "long" | "choice" | "country"} kind
 * @property {string} [example]
 * @property {[string, string][]} [options]  of a choice: values and what they are called
 */
/**
 * @typedef {object} PageData
 * @property {string} title
 * @property {string} url  relative to the page that the form stands on
 * @property {string} shortUrl  the one to type by hand
 * @property {FieldData[]} fields
 * @property {string[]} declared  ids of the fields that its message declares
 * @property {string} placesLabel
 * @property {[string, string][]} places  anchors, and what stands there
 */
/** @typedef {{pages: Record<string, PageData>, countries: [string, string][]}} LinkFormData  pages by address */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Input */
/** @typedef {{page: string, values: Record<string, string>}} Filled  a page's address, and values by link key */

const UNFINISHED_DATE = "This date is not finished. A date has a day, a month and a year.";
const NO_COUNTRY = /** @type {[string, string]} */ (["none", "None: weekends only"]);

export class LinkForm {
  /** @type {HTMLFormElement} */
  #form;
  /** @type {LinkFormData} */
  #data;
  /** What was filled in, also for the fields of other pages. @type {Map<string, string>} */
  #filled = new Map();
  /** @type {() => void} */
  #onChange;

  /**
   * @param {HTMLFormElement} form
   * @param {LinkFormData} data
   * @param {AbortSignal} signal  ends it
   * @param {() => void} onChange  called after each change by the reader
   */
  constructor(form, data, signal, onChange) {
    this.#form = form;
    this.#data = data;
    this.#onChange = onChange;
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("input", ({ target }) => this.#onInput(target), { signal });
    form.addEventListener("focusout", ({ target }) => this.#onLeave(target), { signal });
    this.#readOwn();
    this.#drawPage();
  }

  /** @returns {PageData} */
  get page() {
    const page = this.#data.pages[this.address];
    if (page === undefined) {
      throw new TypeError(`the form knows nothing of the page ${this.address}`);
    }
    return page;
  }

  /** The chosen page's, in the site. */
  get address() {
    return this.#pageChoice.value;
  }

  /** What the chosen page takes, by link key; what is empty is left out. @returns {Record<string, string>} */
  get values() {
    const given = this.#inputs.map(({ name, value }) => [name, value]);
    return Object.fromEntries(given.filter(([, value]) => value !== ""));
  }

  /** All that was filled in, for whichever page. @returns {Filled} */
  get filled() {
    const values = [...this.#filled].filter(([, value]) => value !== "");
    return { page: this.address, values: Object.fromEntries(values) };
  }

  /**
   * The fragment of a link with these values.
   *
   * @param {Record<string, string>} [more]  by link key, over what is filled in
   * @param {readonly string[]} [declared]  fields that go into it beside those of the table
   * @returns {{fragment: string, problem: null} | {fragment: null, problem: string}}  the problem says what is wrong with
   *   the whole; it is empty where something is wrong with a field, beside which that is said
   */
  write(more = {}, declared = []) {
    const isGood = this.#inputs.map((input) => this.#check(input)).every(Boolean);
    if (!isGood) {
      return { fragment: null, problem: "" };
    }
    try {
      const fields = [...this.page.declared, ...declared];
      return { fragment: formatFragment({ ...this.values, ...more }, { fields }), problem: null };
    } catch (error) {
      const problem = error instanceof RangeError ? error.cause : error;
      if (problem instanceof Object && "message" in problem) {
        return { fragment: null, problem: String(problem.message) };
      }
      throw error;
    }
  }

  /** @param {Partial<Filled>} filled  over what is filled in already; a page not known here counts for nothing */
  fill({ page = "", values = {} }) {
    if (Object.hasOwn(this.#data.pages, page)) {
      this.#pageChoice.value = page;
    }
    for (const [key, value] of Object.entries(values)) {
      this.#filled.set(key, value);
    }
    for (const name of COACH_KEYS) {
      this.#own(name).value = this.#filled.get(name) ?? "";
    }
    this.#drawPage();
  }

  clear() {
    this.#filled.clear();
    this.#form.reset();
    this.#readOwn();
    this.#drawPage();
  }

  get #pageChoice() {
    return part(this.#form, "[data-part='page']", HTMLSelectElement);
  }

  /** Those of the chosen page, and of every page. @returns {Input[]} */
  get #inputs() {
    const inputs = /** @type {NodeListOf<Input>} */ (this.#form.querySelectorAll("[name]"));
    return [...inputs].filter((input) => input !== this.#pageChoice);
  }

  /** What the server has put there, or a browser that came back to the page. */
  #readOwn() {
    COACH_KEYS.forEach((name) => this.#remember(this.#own(name)));
  }

  /** @param {string} name */
  #own(name) {
    return /** @type {Input} */ (part(this.#form, `[name='${name}']`, HTMLElement));
  }

  /** @param {EventTarget | null} target */
  #onInput(target) {
    if (target === this.#pageChoice) {
      // A place on one page means nothing on another.
      this.#filled.delete("go");
      this.#drawPage();
      this.#onChange();
      return;
    }
    const input = this.#inputs.find((one) => one === target);
    if (input !== undefined) {
      this.#remember(input);
      this.#onChange();
    }
  }

  /**
   * A date that is begun and not finished is no input yet.
   *
   * @param {EventTarget | null} target
   */
  #onLeave(target) {
    const input = this.#inputs.find((one) => one === target);
    const isMarked = input?.getAttribute("aria-invalid") === "true";
    if (input !== undefined && isMarked !== input.validity.badInput && input.value === "") {
      this.#onChange();
    }
  }

  /** @param {Input} input */
  #remember({ name, value }) {
    this.#filled.set(name, value);
  }

  #drawPage() {
    const fields = this.page.fields.map((field) => this.#buildField(field));
    part(this.#form, "[data-part='fields']", HTMLElement).replaceChildren(...fields);
    part(this.#form, "[data-part='known']", HTMLElement).hidden = fields.length === 0;
    const place = this.#form.querySelector("[data-part='place']");
    if (place instanceof HTMLElement) {
      this.#drawPlaces(place);
    }
  }

  /** @param {HTMLElement} place */
  #drawPlaces(place) {
    const { places, placesLabel } = this.page;
    place.hidden = places.length === 0;
    part(place, "[data-part='place-label']", HTMLElement).textContent = placesLabel;
    const choice = part(place, "select", HTMLSelectElement);
    choice.replaceChildren(...buildOptions([["", "The top of the page"], ...places]));
    choice.value = this.#filled.get("go") ?? "";
    // One that the page does not have leaves nothing chosen.
    choice.selectedIndex = Math.max(choice.selectedIndex, 0);
  }

  /** @param {FieldData} field */
  #buildField(field) {
    const { key, label, kind, example } = field;
    const id = `${part(this.#form, "[data-part='page']", HTMLElement).id}-${key}`;
    const hint = example === undefined ? null : build("p", { class: "fu-field__hint", id: `${id}-hint` });
    hint?.append(`For example: ${example}`);
    const error = build("p", { class: "fu-field__error", id: `${id}-error`, "data-error": key, hidden: "" });
    const describedBy = [hint?.id, error.id].filter((one) => one !== undefined).join(" ");
    const input = this.#buildInput(field, {
      class: "fu-field__input",
      id,
      name: key,
      autocomplete: "off",
      "aria-describedby": describedBy,
    });
    input.value = this.#filled.get(key) ?? "";
    if (input instanceof HTMLSelectElement) {
      input.selectedIndex = Math.max(input.selectedIndex, 0);
    }
    const box = build("div", { class: kind === "long" ? "fu-field fu-field--wide" : "fu-field" });
    box.append(build("label", { class: "fu-field__label", for: id }, label), input, ...(hint ? [hint] : []));
    box.append(error);
    return box;
  }

  /**
   * @param {FieldData} field
   * @param {Record<string, string>} attributes
   * @returns {Input}
   */
  #buildInput({ kind, options = [] }, attributes) {
    switch (kind) {
      case "long":
        return build("textarea", { ...attributes, rows: "2" });
      case "choice":
        return build("select", attributes, ...buildOptions(options));
      case "country":
        return build(
          "select",
          attributes,
          ...buildOptions([["", "As usual on this site"], ...this.#data.countries, NO_COUNTRY]),
        );
      default:
        return build("input", { ...attributes, type: kind });
    }
  }

  /**
   * @param {Input} input
   * @returns {boolean}  whether its value can stand in a link
   */
  #check(input) {
    const message = input.validity.badInput
      ? UNFINISHED_DATE
      : (checkValue(input.name, input.value)?.message ?? "");
    const place = this.#form.querySelector(`[data-error='${CSS.escape(input.name)}']`);
    if (place instanceof HTMLElement) {
      place.textContent = message;
      place.hidden = message === "";
      input.setAttribute("aria-invalid", String(message !== ""));
    }
    return message === "";
  }
}

/** @param {[string, string][]} options */
function buildOptions(options) {
  return options.map(([value, label]) => build("option", { value }, label));
}
