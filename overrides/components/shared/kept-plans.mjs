/** Whether this browser keeps any plans, known without fetching the store. */

/** The key that the store's document stands under. */
export const STORE_KEY = "after-the-interview";

/**
 * @param {() => Pick<Storage, "getItem"> | null} storage  reads `window.localStorage`, which may throw
 * @returns {boolean}
 */
export function hasKeptPlans(storage) {
  try {
    return (storage()?.getItem(STORE_KEY) ?? null) !== null;
  } catch {
    return false;
  }
}
