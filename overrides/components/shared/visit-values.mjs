/**
 * What the reader has told during this visit, so that it need not be typed twice: kept in the tab's `sessionStorage`
 * under one key, and gone with the tab.
 *
 *     const visit = readVisit(() => window.sessionStorage);            // {company: "Acme", name: "Alex"}
 *     rememberInVisit(() => window.sessionStorage, { company: "Acme" });  // an empty string forgets
 *     const values = joinVisit(visit, link.values);                    // the link wins
 *
 * Values stand under the keys of a prefilled link (`company`, `reply-by`). What means something in one message alone
 * stands under {@link scopedKey}. Where storage is blocked, full, or holds something else, there is simply nothing to
 * remember: no function here throws.
 *
 * @typedef {() => Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} VisitStorage  reads `window.sessionStorage`,
 *   which may itself throw
 */

export const VISIT_KEY = "after-the-interview.visit";

/** Who and what an interview was about. They mean the same everywhere, and belong together. */
export const JOB_KEYS = Object.freeze(["company", "role", "contact"]);

/** What mean the same in every timeline and message. */
export const SHARED_KEYS = Object.freeze([...JOB_KEYS, "name"]);

/**
 * @param {VisitStorage} storage
 * @returns {Record<string, string>}  by key, none of them empty; without a prototype
 */
export function readVisit(storage) {
  /** @type {Record<string, string>} */
  const values = Object.create(null);
  try {
    const stored = JSON.parse(storage()?.getItem(VISIT_KEY) ?? "{}");
    for (const [key, value] of Object.entries(stored)) {
      if (typeof value === "string" && value !== "") {
        values[key] = value;
      }
    }
  } catch {
    // Blocked, or not ours.
  }
  return values;
}

/**
 * @param {VisitStorage} storage
 * @param {Readonly<Record<string, string>>} changes  values by key; an empty one is forgotten
 * @returns {boolean}  whether they are kept
 */
export function rememberInVisit(storage, changes) {
  return writeVisit(storage, { ...readVisit(storage), ...changes });
}

/**
 * @param {VisitStorage} storage
 * @param {Readonly<Record<string, string>>} values  all there is to keep from now on
 * @returns {boolean}  whether they are kept
 */
export function writeVisit(storage, values) {
  const kept = Object.entries(values).filter(([, value]) => value !== "");
  try {
    const area = storage();
    if (kept.length === 0) {
      area?.removeItem(VISIT_KEY);
    } else {
      area?.setItem(VISIT_KEY, JSON.stringify(Object.fromEntries(kept)));
    }
    return area !== null;
  } catch {
    return false;
  }
}

/**
 * Adds what a link says to what was said before. The link wins; and where it names another company, role or person,
 * it is about another interview, of which nothing has been said yet but the reader's own name.
 *
 * @param {Readonly<Record<string, string>>} visit
 * @param {Readonly<Record<string, string>>} link  values by key, none of them empty
 * @returns {Record<string, string>}
 */
export function joinVisit(visit, link) {
  const { name } = visit;
  const isAnotherJob = JOB_KEYS.some((key) => {
    const [before, now] = [visit[key], link[key]];
    return before !== undefined && now !== undefined && before !== now;
  });
  if (isAnotherJob) {
    return name === undefined ? { ...link } : { name, ...link };
  }
  return { ...visit, ...link };
}

/**
 * @param {string} message  its slug
 * @param {string} key  of a field that the message declares, or `reason`
 * @returns {string}  the key that the value stands under: another message's field of that name asks something else
 */
export function scopedKey(message, key) {
  return SHARED_KEYS.includes(key) ? key : `${message}/${key}`;
}
