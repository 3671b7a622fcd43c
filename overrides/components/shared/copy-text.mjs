import { build } from "./dom.mjs";

/**
 * Copies a text, or where the browser refuses, offers it to be copied by hand.
 *
 * @param {string} text
 * @param {HTMLElement} place  says how it went: a live region
 * @param {string} success  what it says when the text is copied
 */
export async function copyText(text, place, success) {
  try {
    await navigator.clipboard.writeText(text);
    place.textContent = success;
  } catch {
    // Refused, or not there at all without HTTPS.
    const field = build("textarea", {
      class: "fu-field__input",
      rows: "6",
      readonly: "",
      "aria-label": "Text to copy by hand",
    });
    field.value = text;
    place.replaceChildren("Your browser does not let the page copy. Copy it from here:", field);
    field.focus();
    field.select();
  }
}
