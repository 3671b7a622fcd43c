/** Whether this browser keeps any plans, known without fetching the store. */

/** The key that the store's document stands under. */
export const STORE_KEY = "after-the-interview";

/** The key that a coach's form stands under, where they ask for it to be remembered. */
export const CLIENT_LINK_KEY = "after-the-interview.client-link";

/** What the keys of documents begin with that could not be read, and were set aside. */
export const SET_ASIDE_PREFIX = `${STORE_KEY}.damaged-`;

/**
 * @param {() => Pick<Storage, "length" | "key"> | null} storage  reads `window.localStorage`, which may throw
 * @returns {boolean}  whether it is certain that there is nothing to show, neither plans nor what was set aside
 */
export function keepsNothing(storage) {
  try {
    const area = storage();
    const keys = Array.from({ length: area?.length ?? 0 }, (_, index) => area?.key(index) ?? "");
    return area !== null && !keys.some((key) => key === STORE_KEY || key.startsWith(SET_ASIDE_PREFIX));
  } catch {
    return false;
  }
}

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
