/** The notes that the reader has closed: for as long as the tab lasts, or the page where nothing can be stored. */

const KEY = "after-the-interview.closed-notes";
const MOST_REMEMBERED = 20;

/** @type {Set<string>} */
const closedOnThisPage = new Set();

/**
 * @param {() => Pick<Storage, "getItem">} storage  reads `window.sessionStorage`, which may throw
 * @param {string} note  what tells it from others
 */
export function isClosed(storage, note) {
  return closedOnThisPage.has(note) || readClosed(storage).includes(note);
}

/**
 * @param {() => Pick<Storage, "getItem" | "setItem">} storage
 * @param {string} note
 */
export function rememberClosed(storage, note) {
  closedOnThisPage.add(note);
  try {
    const closed = [...readClosed(storage).filter((other) => other !== note), note];
    storage().setItem(KEY, JSON.stringify(closed.slice(-MOST_REMEMBERED)));
  } catch {
    // Blocked or full: it stays closed on this page.
  }
}

/**
 * @param {() => Pick<Storage, "getItem">} storage
 * @returns {unknown[]}
 */
function readClosed(storage) {
  try {
    const closed = JSON.parse(storage().getItem(KEY) ?? "[]");
    return Array.isArray(closed) ? closed : [];
  } catch {
    // Blocked, or not ours.
    return [];
  }
}
