/**
 * What a coach has typed, kept in this browser where they have asked for it, and not otherwise.
 *
 * @import {Filled} from "../shared/link-form.mjs"
 */

import { CLIENT_LINK_KEY } from "../shared/kept-plans.mjs";

/**
 * @param {() => Pick<Storage, "getItem">} storage  reads `window.localStorage`, which may throw
 * @returns {Filled | null}  null where nothing is kept, or nothing that can be read
 */
export function readKeptForm(storage) {
  try {
    const kept = JSON.parse(storage().getItem(CLIENT_LINK_KEY) ?? "null");
    return isFilled(kept) ? kept : null;
  } catch {
    return null;
  }
}

/**
 * @param {() => Pick<Storage, "setItem">} storage
 * @param {Filled} filled
 * @returns {boolean}  false where the browser keeps nothing
 */
export function keepForm(storage, filled) {
  try {
    storage().setItem(CLIENT_LINK_KEY, JSON.stringify(filled));
    return true;
  } catch {
    return false;
  }
}

/** @param {() => Pick<Storage, "removeItem">} storage */
export function forgetForm(storage) {
  try {
    storage().removeItem(CLIENT_LINK_KEY);
  } catch {
    // Blocked: then nothing was kept either.
  }
}

/**
 * @param {any} value
 * @returns {value is Filled}
 */
function isFilled(value) {
  return (
    typeof value?.page === "string" &&
    typeof value.values === "object" &&
    value.values !== null &&
    Object.values(value.values).every((one) => typeof one === "string")
  );
}
