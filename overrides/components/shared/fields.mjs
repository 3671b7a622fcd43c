/**
 * Form fields: the day that stands in one, and what is wrong, said beside it.
 *
 * @import {Day} from "./heard-back.mjs"
 */

/**
 * @param {HTMLInputElement} field  for a date
 * @returns {Day}
 */
export function readDay(field) {
  return { value: field.value, isImpossible: field.validity.badInput };
}

/**
 * @param {ParentNode} root
 * @param {string} name  of the error's place: `data-error`
 * @returns {HTMLElement | null}
 */
export function errorPlace(root, name) {
  const place = root.querySelector(`[data-error='${CSS.escape(name)}']`);
  return place instanceof HTMLElement ? place : null;
}

/**
 * @param {ParentNode} root
 * @param {string} name  of the error's place
 * @param {string} message  empty to take it away
 * @returns {boolean}  whether there is a place for it
 */
export function showError(root, name, message) {
  const place = errorPlace(root, name);
  if (place === null) {
    return false;
  }
  place.textContent = message;
  place.hidden = message === "";
  const field = root.querySelector(`[aria-describedby~='${CSS.escape(place.id)}']`);
  field?.toggleAttribute("aria-invalid", message !== "");
  if (message !== "") {
    field?.setAttribute("aria-invalid", "true");
  }
  return true;
}
