/**
 * Prefilled links: `#fu=1&start=2026-11-19&company=Acme…` to values and back.
 *
 * Everything about a reader rides in the fragment, which browsers never send to a server. The command line
 * writes the same links; tests/cases/fragment.json holds both to one string, byte for byte.
 *
 * Reading never throws and never refuses a whole link because of one value:
 * - The first pair must be `fu=<version>`; without it the fragment belongs to someone else and reads as
 *   `null`. Later versions may add keys but never change one, so any version is read by the table below.
 * - Decoding is the URL Standard's https://url.spec.whatwg.org/#concept-urlencoded-parser: `+` is a space, a
 *   broken percent escape stands for itself (`100%` reads "100%"), and bytes that are no UTF-8 become U+FFFD.
 * - Of a repeated key the first counts, even when it is empty or bad. An empty value is no value and no
 *   problem.
 * - In text, line breaks become "\n" and every other control character but the tab is removed, in reading and
 *   in writing. Dates, ids and the other strict kinds are compared as they come.
 * - Of a fragment that is too long, the pairs that end within the limit count, and the rest is a problem of
 *   `fu`.
 * - Lengths are counted in code points, so that "👍" is one character here and in Python alike.
 */

import { parseIsoDate } from "./dates.mjs";
import { fieldKey } from "./link-address.mjs";

/**
 * What a value must look like.
 *
 * @typedef {"date" | "pace" | "country" | "text" | "reason" | "plan" | "marks" | "steps" | "answers"
 *   | "anchor"} Kind
 */

/**
 * @typedef {object} LinkKey
 * @property {string} key  as written in the link, kebab-case
 * @property {Kind} kind
 * @property {number} maxLength  in code points
 * @property {string} label  begins the message about a bad value
 * @property {string} meaning
 */

/**
 * @typedef {"bad-date" | "bad-pace" | "bad-country" | "bad-reason" | "bad-plan" | "bad-marks"
 *   | "bad-steps" | "bad-answers" | "bad-anchor" | "too-long" | "link-too-long"} ProblemCode
 */

/**
 * @typedef {object} Problem
 * @property {string} key  the key whose value is bad; `fu` when the link as a whole is
 * @property {ProblemCode} code
 * @property {string} message  one or two plain sentences, to show beside the field as text
 */

/**
 * @typedef {object} PrefilledLink
 * @property {Record<string, string>} values  good values by link key, in the table's order; without a
 *   prototype
 * @property {Problem[]} problems  in the order of the table
 * @property {string | null} go  the anchor to scroll to on arrival
 */

export const VERSION_KEY = "fu";
export const VERSION = "1";

/** Most characters of a fragment, the `#` not counted. */
export const MAX_FRAGMENT_LENGTH = 4000;
const MAX_VALUE_LENGTH = 200;
const MAX_LIST_LENGTH = 400;
const MAX_NOTE_LENGTH = 1000;

/**
 * Every key of a prefilled link after `fu`, in the order of writing. The fields that a message declares
 * itself go before `from`.
 *
 * @type {readonly Readonly<LinkKey>[]}
 */
export const LINK_KEYS = Object.freeze([
  defineKey("start", "date", "Start date", "the day it happened"),
  defineKey("reply-by", "date", "Reply date", "the date they said they would reply by"),
  defineKey("pace", "pace", "Pace", "standard, or patient"),
  defineKey(
    "country",
    "country",
    "Public holidays",
    "whose public holidays and weekend count; none for no holidays",
  ),
  defineKey("company", "text", "Company", "the company"),
  defineKey("role", "text", "Role", "the job"),
  defineKey("contact", "text", "Contact", "the person written to"),
  defineKey("name", "text", "Your name", "the reader's name"),
  defineKey("reason", "reason", "Reason", "id of the chosen reason for writing"),
  defineKey("plan", "plan", "Plan", "id of the plan, for its calendar entries"),
  defineKey("done", "marks", "Steps done", "each step done, and the day", MAX_LIST_LENGTH),
  defineKey("skipped", "steps", "Steps skipped", "ids of the steps left out", MAX_LIST_LENGTH),
  defineKey("earlier", "marks", "Earlier contacts", "those made before the last answer", MAX_LIST_LENGTH),
  defineKey(
    "heard",
    "answers",
    "Answers",
    "the day of each answer, and the reply date it gave",
    MAX_LIST_LENGTH,
  ),
  defineKey("from", "text", "From", "the coach's name, shown with the note"),
  defineKey("note", "text", "Note", "what the coach wants to say", MAX_NOTE_LENGTH),
  defineKey("go", "anchor", "Place on the page", "the anchor to scroll to on arrival"),
]);

/** What a coach says of themselves: `<coach-note>` shows it on any page, and says what is wrong with it. */
export const COACH_KEYS = Object.freeze(["from", "note"]);

const FIRST_KEY_AFTER_FIELDS = "from";
const KNOWN_KEYS = new Set([VERSION_KEY, ...LINK_KEYS.map(({ key }) => key)]);

const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const PACES = ["standard", "patient"];
/** ISO 3166-1 alpha-2, with an ISO 3166-2 subdivision or without. */
const COUNTRY = /^(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?|none)$/;
/** Both signs stand in a link as they are: URLSearchParams escapes neither. */
export const LIST_SEPARATOR = "_";
export const PAIR_SEPARATOR = ".";
const PLAN_ID_LENGTH = { min: 16, max: 64 };

/** @typedef {{code: ProblemCode, isGood: (value: string) => boolean, advice: string}} Rule */

/** @type {Readonly<Record<Exclude<Kind, "text">, Rule>>} */
const STRICT_KINDS = Object.freeze({
  date: {
    code: "bad-date",
    isGood: (value) => parseIsoDate(value) !== null,
    advice: "is not a date on the calendar. A date looks like 2026-11-19.",
  },
  pace: {
    code: "bad-pace",
    isGood: (value) => PACES.includes(value),
    advice: "is not a pace. Choose standard or patient.",
  },
  country: {
    code: "bad-country",
    isGood: (value) => COUNTRY.test(value),
    advice: "is not a country code. Use one such as US or US-CA, or none.",
  },
  reason: {
    code: "bad-reason",
    isGood: (value) => KEBAB_CASE.test(value),
    advice: "is not one of the reasons. Choose one from the list.",
  },
  plan: {
    code: "bad-plan",
    isGood: (value) =>
      value.length >= PLAN_ID_LENGTH.min && value.length <= PLAN_ID_LENGTH.max && KEBAB_CASE.test(value),
    advice: "is not a plan’s id. Calendar entries you saved before will not be matched.",
  },
  marks: {
    code: "bad-marks",
    isGood: (value) => value.split(LIST_SEPARATOR).every((mark) => isMark(mark)),
    advice: "is not a list of steps and days. One looks like thank-you.2026-11-19.",
  },
  steps: {
    code: "bad-steps",
    isGood: (value) => value.split(LIST_SEPARATOR).every((step) => KEBAB_CASE.test(step)),
    advice: "is not a list of steps. One looks like check-in_share.",
  },
  answers: {
    code: "bad-answers",
    isGood: (value) => value.split(LIST_SEPARATOR).every((answer) => isAnswer(answer)),
    advice: "is not a list of days. One looks like 2026-12-01.2026-12-15.",
  },
  anchor: {
    code: "bad-anchor",
    isGood: (value) => KEBAB_CASE.test(value),
    advice: "is not the name of a place on this page.",
  },
});

/**
 * Reads a prefilled link.
 *
 * @param {string} hash  `location.hash`, with its `#` or without
 * @param {{fields?: readonly string[]}} [options]  `fields`: ids of the fields that the page's message
 *   declares, snake_case or kebab-case
 * @returns {PrefilledLink | null}  null when the fragment is not a prefilled link
 */
export function parseFragment(hash, { fields = [] } = {}) {
  const { pairs, isCut } = readPairs(hash.startsWith("#") ? hash.slice(1) : hash);
  const [first] = pairs;
  if (first === undefined || first[0] !== VERSION_KEY || !/^[1-9][0-9]*$/.test(first[1])) {
    return null;
  }

  /** @type {Map<string, string>} */
  const given = new Map();
  for (const [key, value] of pairs) {
    if (!given.has(key)) {
      given.set(key, value);
    }
  }

  /** @type {Record<string, string>} */
  const values = Object.create(null);
  const problems = isCut ? [linkTooLong()] : [];
  for (const linkKey of keysWith(fields)) {
    const value = normalize(linkKey, given.get(linkKey.key) ?? "");
    const problem = check(linkKey, value);
    if (problem) {
      problems.push(problem);
    } else if (value !== "") {
      values[linkKey.key] = value;
    }
  }
  const { go = null } = values;
  delete values["go"];
  return { values, problems, go };
}

/**
 * Writes a prefilled link. What is empty or neither in the table nor declared is left out.
 *
 * @param {Readonly<Record<string, string | null | undefined>>} values  by link key; `go` among them
 * @param {{fields?: readonly string[]}} [options]  `fields`: as for {@link parseFragment}, in the order of
 *   writing
 * @returns {string}  starting `#fu=1`
 * @throws {RangeError}  for a value, or a whole, that {@link parseFragment} would call a problem; its message
 *   starts with the key, its `cause` is the {@link Problem}
 */
export function formatFragment(values, { fields = [] } = {}) {
  const params = new URLSearchParams([[VERSION_KEY, VERSION]]);
  for (const linkKey of keysWith(fields)) {
    const { key } = linkKey;
    const value = normalize(linkKey, (Object.hasOwn(values, key) ? values[key] : null) ?? "");
    refuse(check(linkKey, value));
    if (value !== "") {
      params.append(key, value);
    }
  }
  const text = params.toString();
  refuse(text.length > MAX_FRAGMENT_LENGTH ? linkTooLong() : null);
  return `#${text}`;
}

/**
 * Says what is wrong with one value, in the words that a link with it would be met with.
 *
 * @param {string} key  of the table, or of a declared field
 * @param {string} value
 * @returns {Problem | null}
 */
export function checkValue(key, value) {
  const linkKey = LINK_KEYS.find((known) => known.key === key) ?? declaredKey(key);
  return check(linkKey, normalize(linkKey, value));
}

/**
 * @param {string} key
 * @param {Kind} kind
 * @param {string} label
 * @param {string} meaning
 * @param {number} [maxLength]
 * @returns {Readonly<LinkKey>}
 */
function defineKey(key, kind, label, meaning, maxLength = MAX_VALUE_LENGTH) {
  return Object.freeze({ key, kind, maxLength, label, meaning });
}

/**
 * @param {string} key
 * @returns {Readonly<LinkKey>}
 */
function declaredKey(key) {
  const words = key.replaceAll("-", " ");
  return defineKey(
    key,
    "text",
    words.charAt(0).toUpperCase() + words.slice(1),
    "a field the message declares",
  );
}

/**
 * @param {readonly string[]} fields
 * @returns {Readonly<LinkKey>[]}  every key that counts, in the order of writing
 */
function keysWith(fields) {
  const declared = [...new Set(fields.map(fieldKey))].filter((key) => !KNOWN_KEYS.has(key)).map(declaredKey);
  return LINK_KEYS.flatMap((known) =>
    known.key === FIRST_KEY_AFTER_FIELDS ? [...declared, known] : [known],
  );
}

/**
 * @param {string} text  a fragment without its `#`
 * @returns {{pairs: [string, string][], isCut: boolean}}  the decoded pairs that end within the limit, and
 *   whether more came after
 */
function readPairs(text) {
  const whole = text.split("&");
  let end = 0;
  let count = 0;
  for (const pair of whole) {
    end += lengthOf(pair);
    if (end > MAX_FRAGMENT_LENGTH) {
      break;
    }
    end += "&".length;
    count += 1;
  }
  // The leading "&" keeps URLSearchParams from taking a "?" off the first key.
  const params = new URLSearchParams(`&${whole.slice(0, count).join("&")}`);
  return { pairs: [...params], isCut: count < whole.length };
}

/**
 * @param {Readonly<LinkKey>} linkKey
 * @param {string} value
 * @returns {string}
 */
function normalize({ kind }, value) {
  if (kind !== "text") {
    return value;
  }
  return value.replaceAll(/\r\n?/g, "\n").replaceAll(/[^\P{Cc}\n\t]/gu, "");
}

/**
 * @param {Readonly<LinkKey>} linkKey
 * @param {string} value  normalized
 * @returns {Problem | null}
 */
function check({ key, kind, label, maxLength }, value) {
  if (value === "") {
    return null;
  }
  const length = lengthOf(value);
  if (length > maxLength) {
    const [is, most] = [length, maxLength].map((count) => count.toLocaleString("en-US"));
    const message = `${label}: this is ${is} characters long. ${most} is the most that fits.`;
    return { key, code: "too-long", message };
  }
  if (kind === "text" || STRICT_KINDS[kind].isGood(value)) {
    return null;
  }
  const { code, advice } = STRICT_KINDS[kind];
  return { key, code, message: `${label}: “${excerpt(value)}” ${advice}` };
}

/** @returns {Problem} */
function linkTooLong() {
  const most = MAX_FRAGMENT_LENGTH.toLocaleString("en-US");
  const message = `This link holds more than ${most} characters. What comes after that does not fit.`;
  return { key: VERSION_KEY, code: "link-too-long", message };
}

/** @param {Problem | null} problem */
function refuse(problem) {
  if (problem) {
    throw new RangeError(`${problem.key}: ${problem.message}`, { cause: problem });
  }
}

/** @param {string} value */
function excerpt(value) {
  const characters = [...value];
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}…` : value;
}

/**
 * @param {string} text
 * @returns {number}  code points
 */
function lengthOf(text) {
  return [...text].length;
}

/** @param {string} mark  `thank-you.2026-11-19` */
function isMark(mark) {
  const [step = "", on = "", ...more] = mark.split(PAIR_SEPARATOR);
  return more.length === 0 && KEBAB_CASE.test(step) && parseIsoDate(on) !== null;
}

/** @param {string} answer  `2026-12-01.2026-12-15`, or the first date alone */
function isAnswer(answer) {
  const dates = answer.split(PAIR_SEPARATOR);
  return dates.length <= 2 && dates.every((date) => parseIsoDate(date) !== null);
}
