/**
 * A browser that has kept nothing, and keeps nothing: what a page sees that stands in a coach's preview. It shows what a
 * client sees who comes for the first time, and leaves what the coach has kept alone.
 */

/** How a frame says that it is a preview. */
export const PREVIEW_MARK = "data-preview";

/**
 * @param {object} page  the window
 */
export function useEmptyStorage(page) {
  for (const name of ["localStorage", "sessionStorage"]) {
    const storage = makeStorage();
    Object.defineProperty(page, name, { configurable: true, get: () => storage });
  }
}

/**
 * @returns {Storage}  for as long as the page lasts
 */
export function makeStorage() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(String(key)) ?? null,
    setItem: (key, value) => void kept.set(String(key), String(value)),
    removeItem: (key) => void kept.delete(String(key)),
    clear: () => kept.clear(),
  };
}
