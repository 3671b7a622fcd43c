/**
 * What this browser keeps for a reader: one versioned document of their plans, and of what they have ticked on the
 * checklists. Pure: text to a checked document, and back.
 *
 * - Keys that this version does not know are kept, wherever they stand, so a key may be added without a new version.
 *   A new value in a closed set (`ended.kind`, `calendar.alarm`) or another type is a new version.
 * - The same content gives the same bytes: known keys in the order of the shapes below, all others sorted.
 */

import { parseIsoDate } from "./dates.mjs";

/**
 * Dates are ISO. `id`: from `newPlanId` of calendar.mjs. `timeline`: its slug. `values`: by link key, `start`
 * and `reply-by` among them. `done`: the day each step was done; `reasons`: the id of the reason chosen for
 * it. `earlier`: contacts made before the last answer, and `answers`: "not yet", with or without a new date,
 * as the date engine takes them. `asked`: whether the reader has been asked which steps were done before.
 * `calendar`: what was exported last. `note`: the coach's. `notes`: the reader's own.
 *
 * @typedef {{
 *   id: string, timeline: string, name: string, values: Record<string, string>, done: Record<string, string>,
 *   skipped: string[], reasons: Record<string, string>, earlier: {step: string, on: string}[],
 *   answers: {on: string, replyBy: string | null}[],
 *   ended: null | {kind: "invited" | "declined" | "offered" | "stopped", on: string}, asked: boolean,
 *   calendar: null | {
 *     sequence: number, alarm: "none" | "morning" | "day-before",
 *     entries: {step: string, date: string, title: string}[],
 *   },
 *   note?: string, archived?: boolean, notes?: string,
 * }} Plan
 */

/**
 * The day each item of a checklist was ticked, by the item's id.
 * @typedef {Record<string, string>} Ticks
 */

/**
 * `plans`: by their ids. `checklists`: by their slugs; one without ticks is not kept.
 * @typedef {{version: number, plans: Record<string, Plan>, checklists: Record<string, Ticks>}} PlanDocument
 */

/**
 * From the version of its key to the next. Gets the document as it was parsed, and may throw if it is not
 * what that version wrote. The version itself is raised for it.
 * @typedef {Readonly<Record<number, (document: any) => object>>} Migrations
 */

export const VERSION = 2;

/** @type {Migrations} */
export const MIGRATIONS = Object.freeze({
  1: (document) => ({ ...document, checklists: {} }),
});

/** What is there is no document of this version, or of one before it. */
export class UnreadableDocument extends Error {
  /**
   * @param {"damaged" | "newer"} reason  `newer`: a later version of this site has written it
   * @param {ErrorOptions} [options]  `cause`: what is wrong with a damaged one, and where
   */
  constructor(reason, options) {
    super(reason, options);
    this.reason = reason;
  }
}

/** @returns {PlanDocument} */
export function emptyDocument() {
  return { version: VERSION, plans: {}, checklists: {} };
}

/**
 * @param {string} text
 * @param {Migrations} [migrations]
 * @returns {PlanDocument}  of this version, its keys in their order
 * @throws {UnreadableDocument}
 */
export function parseDocument(text, migrations = MIGRATIONS) {
  try {
    return documentShape(migrate(JSON.parse(text), migrations), "document");
  } catch (cause) {
    // Whatever else there is that cannot be read, down to nesting too deep for the stack, is damage.
    throw cause instanceof UnreadableDocument ? cause : new UnreadableDocument("damaged", { cause });
  }
}

/**
 * @param {any} document  of any version, as JSON gives it
 * @param {Migrations} [migrations]
 * @returns {any}  of this version, as far as its writer knew
 * @throws {TypeError}  it has no version, or one that never was
 * @throws {UnreadableDocument}  `newer`
 */
export function migrate(document, migrations = MIGRATIONS) {
  let current = document;
  for (let version = integer(document.version, "version"); version !== VERSION; version += 1) {
    if (version > VERSION) {
      throw new UnreadableDocument("newer");
    }
    const step = migrations[version];
    if (step === undefined) {
      throw new TypeError(`version: there never was a ${version}`);
    }
    current = { ...step(current), version: version + 1 };
  }
  return current;
}

/**
 * @param {PlanDocument} document
 * @returns {string}  the same for the same content
 */
export function formatDocument(document) {
  return JSON.stringify(documentShape(document, "document"));
}

/**
 * @param {PlanDocument} document
 * @returns {PlanDocument}  what JSON keeps of it, and so what will be read again
 * @throws {TypeError}  where it would not be read again
 */
export function checkDocument(document) {
  return documentShape(asJson(document), "document");
}

/**
 * @param {Plan} plan
 * @returns {Plan}  what JSON keeps of it
 * @throws {TypeError}  where it would not be read again
 */
export function checkPlan(plan) {
  return planShape(asJson(plan), "plan");
}

/**
 * @param {Ticks} ticks
 * @returns {Ticks}  what JSON keeps of them
 * @throws {TypeError}  where they would not be read again
 */
export function checkTicks(ticks) {
  return ticksShape(asJson(ticks), "ticks");
}

/**
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}  whether JSON keeps the same of both, in whatever order their keys stand
 */
export function isSameContent(one, other) {
  return (
    JSON.stringify(one) === JSON.stringify(other) ||
    JSON.stringify(anything(one, "")) === JSON.stringify(anything(other, ""))
  );
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function asJson(value) {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

/**
 * What a value must look like: gives it back with its keys in their one order, or throws a TypeError that
 * says where it is something else, and never what it holds.
 *
 * @template T
 * @typedef {(value: unknown, at: string) => T} Shape
 */

/**
 * @template T
 * @param {string} wanted
 * @param {(value: any) => boolean} holds
 * @returns {Shape<T>}
 */
function scalar(wanted, holds) {
  return (value, at) => {
    if (!holds(value)) {
      throw new TypeError(`${at}: expected ${wanted}`);
    }
    return /** @type {T} */ (value);
  };
}

/**
 * @template {string} Choice
 * @param {Choice[]} choices
 * @returns {Shape<Choice>}
 */
function oneOf(...choices) {
  return scalar(choices.join(" or "), (value) => choices.includes(value));
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | null>}
 */
function orNull(shape) {
  return (value, at) => (value === null ? null : shape(value, at));
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T[]>}
 */
function listOf(shape) {
  return (value, at) => {
    if (!Array.isArray(value)) {
      throw new TypeError(`${at}: expected a list`);
    }
    return value.map((item, index) => shape(item, `${at}[${index}]`));
  };
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<Record<string, T>>}  keys sorted
 */
function mapOf(shape) {
  return (value, at) => {
    const given = object(value, at);
    const keys = Object.keys(given).sort();
    return Object.fromEntries(keys.map((key) => [key, shape(given[key], `${at}.${key}`)]));
  };
}

/**
 * @template {object} Required
 * @template {object} [Optional={}]
 * @param {{[Key in keyof Required]: Shape<Required[Key]>}} required
 * @param {{[Key in keyof Optional]: Shape<Optional[Key]>}} [optional]
 * @returns {Shape<Required & Partial<Optional>>}  the known keys in the order they are given here, then the
 *   others sorted
 */
function record(required, optional) {
  /** @type {Map<string, Shape<unknown>>} */
  const known = new Map(Object.entries({ ...required, ...optional }));
  const needed = Object.keys(required);
  return (value, at) => {
    const given = object(value, at);
    const missing = needed.find((key) => !Object.hasOwn(given, key));
    if (missing !== undefined) {
      throw new TypeError(`${at}.${missing}: missing`);
    }
    /** @type {Record<string, unknown>} */
    const result = {};
    for (const [key, shape] of known) {
      if (Object.hasOwn(given, key)) {
        result[key] = shape(given[key], `${at}.${key}`);
      }
    }
    const others = Object.entries(given).filter(([key]) => !known.has(key));
    // Spread, and not assigned: one of them may be called `__proto__`.
    return /** @type {any} */ (
      others.length === 0 ? result : { ...result, ...mapOf(anything)(Object.fromEntries(others), at) }
    );
  };
}

/** @type {Shape<unknown>} */
function anything(value, at) {
  if (Array.isArray(value)) {
    return listOf(anything)(value, at);
  }
  return typeof value === "object" && value !== null ? mapOf(anything)(value, at) : value;
}

/** @type {Shape<Record<string, unknown>>} */
function object(value, at) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${at}: expected an object`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}

/** @type {Shape<string>} */
const string = scalar("text", (value) => typeof value === "string");
/** @type {Shape<string>} */
const nonEmpty = scalar("text that is not empty", (value) => typeof value === "string" && value !== "");
/** @type {Shape<string>} */
const isoDate = scalar("a date such as 2026-11-19", (value) => parseIsoDate(value) !== null);
/** @type {Shape<boolean>} */
const boolean = scalar("true or false", (value) => typeof value === "boolean");
/** @type {Shape<number>} */
const integer = scalar("a whole number", (value) => Number.isSafeInteger(value));

const REQUIRED_OF_PLAN = Object.freeze({
  id: nonEmpty,
  timeline: nonEmpty,
  name: string,
  values: mapOf(string),
  done: mapOf(isoDate),
  skipped: listOf(nonEmpty),
  reasons: mapOf(nonEmpty),
  earlier: listOf(record({ step: nonEmpty, on: isoDate })),
  answers: listOf(record({ on: isoDate, replyBy: orNull(isoDate) })),
  ended: orNull(record({ kind: oneOf("invited", "declined", "offered", "stopped"), on: isoDate })),
  asked: boolean,
  calendar: orNull(
    record({
      sequence: integer,
      alarm: oneOf("none", "morning", "day-before"),
      entries: listOf(record({ step: nonEmpty, date: isoDate, title: string })),
    }),
  ),
});

const OPTIONAL_OF_PLAN = Object.freeze({ note: string, archived: boolean, notes: string });

/** @type {Shape<Plan>} */
const planShape = record(REQUIRED_OF_PLAN, OPTIONAL_OF_PLAN);

/** Every key of a plan that this version knows. */
export const PLAN_KEYS = Object.freeze([...Object.keys(REQUIRED_OF_PLAN), ...Object.keys(OPTIONAL_OF_PLAN)]);

/** @type {Shape<Ticks>} */
const ticksShape = mapOf(isoDate);

const plansById = mapOf(planShape);
const ticksBySlug = mapOf(ticksShape);

/** @type {Shape<PlanDocument>} */
const documentShape = record({
  version: scalar(`the number ${VERSION}`, (value) => value === VERSION),
  plans: (value, at) => {
    const plans = plansById(value, at);
    for (const [key, plan] of Object.entries(plans)) {
      if (plan.id !== key) {
        throw new TypeError(`${at}.${key}.id: expected the key the plan stands under`);
      }
    }
    return plans;
  },
  checklists: (value, at) => {
    const ticked = Object.entries(ticksBySlug(value, at)).filter(
      ([, ticks]) => Object.keys(ticks).length > 0,
    );
    return Object.fromEntries(ticked);
  },
});
