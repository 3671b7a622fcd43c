/**
 * All that this site keeps in a browser, and its end: the store's document and the copies it has set aside, what the
 * reader has told during the visit, what a coach has asked to be remembered of the links they make, and what the theme notes for itself under `<path of the site>.<name>`
 * (`/.__palette`: the colors).
 *
 * @import {PlanStore, Reason, StorageArea} from "../shared/store.mjs"
 */

import { CLIENT_LINK_KEY } from "../shared/kept-plans.mjs";
import { readVisit, writeVisit } from "../shared/visit-values.mjs";

/**
 * @typedef {object} Places
 * @property {PlanStore} store
 * @property {() => StorageArea} local  reads `window.localStorage`, which may throw
 * @property {() => StorageArea} session  reads `window.sessionStorage`, which may throw
 * @property {string} path  of the site's home page, with a slash at its end
 */

/**
 * How many plans, checked boxes and unreadable copies, and whether there is anything else. `unread`: why the plans and
 * ticks could not be counted.
 *
 * @typedef {{plans: number, ticks: number, copies: number, unread: Reason | null, hasVisit: boolean,
 *   hasClientLink: boolean, hasSettings: boolean}} Kept
 */

/** @typedef {"plans" | "visit" | "clientLink" | "settings"} Kind */

/** @typedef {{erased: Kind[], left: Kind[]}} Outcome */

/**
 * @param {Places} places
 * @returns {Promise<Kept>}
 */
export async function readKept({ store, local, session, path }) {
  const document = await store.read();
  const damaged = await store.damaged();
  const { plans, checklists } = document.ok ? document.document : { plans: {}, checklists: {} };
  return {
    plans: Object.keys(plans).length,
    ticks: Object.values(checklists).reduce((count, ticks) => count + Object.keys(ticks).length, 0),
    copies: damaged.ok ? damaged.documents.length : 0,
    unread: document.ok ? null : document.reason,
    hasVisit: Object.keys(readVisit(session)).length > 0,
    hasClientLink: keysOf(local, isClientLink)?.length === 1,
    hasSettings: [local, session].some((storage) => (keysOf(storage, isSettingOf(path)) ?? []).length > 0),
  };
}

/**
 * @param {Places} places
 * @returns {Promise<Outcome>}  what is gone, and what the browser did not let go
 */
export async function eraseKept({ store, local, session, path }) {
  const isGone = {
    plans: (await store.eraseAll()).ok,
    visit: writeVisit(session, {}),
    clientLink: eraseKeys(local, isClientLink),
    // Both, also where the first has failed.
    settings: [local, session].map((storage) => eraseKeys(storage, isSettingOf(path))).every(Boolean),
  };
  const kinds = /** @type {Kind[]} */ (Object.keys(isGone));
  return { erased: kinds.filter((kind) => isGone[kind]), left: kinds.filter((kind) => !isGone[kind]) };
}

/** @param {string} key */
function isClientLink(key) {
  return key === CLIENT_LINK_KEY;
}

/**
 * @param {string} path
 * @returns {(key: string) => boolean}  whether the theme keeps a setting for this site under it
 */
function isSettingOf(path) {
  return (key) => key.startsWith(`${path}.`);
}

/**
 * @param {() => StorageArea} storage
 * @param {(key: string) => boolean} isWanted
 * @returns {string[] | null}  null where nobody may look
 */
function keysOf(storage, isWanted) {
  try {
    const area = storage();
    return Array.from({ length: area.length }, (_, index) => area.key(index) ?? "").filter(isWanted);
  } catch {
    return null;
  }
}

/**
 * @param {() => StorageArea} storage
 * @param {(key: string) => boolean} isWanted
 * @returns {boolean}  whether they are gone
 */
function eraseKeys(storage, isWanted) {
  try {
    for (const key of keysOf(storage, isWanted) ?? []) {
      storage().removeItem(key);
    }
  } catch {
    return false;
  }
  return keysOf(storage, isWanted)?.length === 0;
}
