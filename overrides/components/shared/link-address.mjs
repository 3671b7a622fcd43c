/** The little of prefilled links that a page needs which has been opened without one; `fragment.mjs` has the rest. */

/** Elements that would fetch this file for it alone, on every visit, say it themselves; a test holds all to one. */
const LINK_START = "#fu=";

/**
 * @param {string} hash  `location.hash`
 * @returns {boolean}  whether it may be a prefilled link; `parseFragment` knows for certain
 */
export function mayBePrefilled(hash) {
  return hash.startsWith(LINK_START);
}

/**
 * @param {string} id  of a field in a message's YAML: `mutual_contact`
 * @returns {string}  its key in a link: `mutual-contact`
 */
export function fieldKey(id) {
  return id.replaceAll("_", "-");
}

/**
 * @param {string} key  in a link: `mutual-contact`
 * @returns {string}  the field's id in a message's YAML: `mutual_contact`
 */
export function fieldId(key) {
  return key.replaceAll("-", "_");
}

/**
 * Puts a fragment into the address bar, without a new entry in the history and without scrolling.
 *
 * The state is handed on because instant navigation keeps its scroll position there.
 *
 * @param {Pick<Location, "href">} location
 * @param {Pick<History, "state" | "replaceState">} history
 * @param {string} fragment  as `formatFragment` writes it, or "" for none
 */
export function replaceFragment(location, history, fragment) {
  const url = new URL(location.href);
  url.hash = fragment;
  if (url.href !== location.href) {
    history.replaceState(history.state, "", url.href);
  }
}
