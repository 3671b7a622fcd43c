/**
 * What the store may hold, at random: for property tests.
 *
 * @import {Plan, PlanDocument, Ticks} from "../../../overrides/components/shared/document.mjs"
 */

import fc from "fast-check";

import { VERSION } from "../../../overrides/components/shared/document.mjs";

/** Any text at all: line breaks, quotes, emoji, what cannot be seen. */
export const anyText = fc.string({ unit: "binary", maxLength: 8 });

export const anyDate = fc
  .date({ min: new Date("2020-01-01T00:00Z"), max: new Date("2030-12-31T00:00Z"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

export const anyStep = fc.constantFrom("thank-you", "check-in", "__proto__", "7");

export const anyId = fc.constantFrom("a", "b", "10", "9", "__proto__", "constructor");

/**
 * As JSON gives it back: objects with the usual prototype.
 *
 * @template T
 * @param {fc.Arbitrary<T>} values
 * @returns {fc.Arbitrary<T>}
 */
const asJson = (values) => values.map((value) => JSON.parse(JSON.stringify(value)));

/**
 * @param {Partial<{
 *   id: fc.Arbitrary<string>, step: fc.Arbitrary<string>, text: fc.Arbitrary<string>,
 *   values: fc.Arbitrary<Record<string, string>>, reason: fc.Arbitrary<string>,
 * }>} [parts]  instead of the ones above
 * @returns {fc.Arbitrary<Plan>}
 */
export function anyPlan(parts = {}) {
  const of = {
    id: anyId,
    step: anyStep,
    text: anyText,
    values: fc.dictionary(anyText, anyText, { maxKeys: 3 }),
    reason: fc.constantFrom("their-date-has-passed", "news"),
    ...parts,
  };
  const required = fc.record({
    id: of.id,
    timeline: fc.constant("after-interview"),
    name: of.text,
    values: of.values,
    done: fc.dictionary(of.step, anyDate, { maxKeys: 2 }),
    skipped: fc.array(of.step, { maxLength: 2 }),
    reasons: fc.dictionary(of.step, of.reason, { maxKeys: 2 }),
    earlier: fc.array(fc.record({ step: of.step, on: anyDate }), { maxLength: 2 }),
    answers: fc.array(fc.record({ on: anyDate, replyBy: fc.option(anyDate) }), { maxLength: 2 }),
    ended: fc.option(
      fc.record({ kind: fc.constantFrom("invited", "declined", "offered", "stopped"), on: anyDate }),
    ),
    asked: fc.boolean(),
    calendar: fc.option(
      fc.record({
        sequence: fc.nat(),
        alarm: fc.constantFrom("none", "morning", "day-before"),
        entries: fc.array(fc.record({ step: of.step, date: anyDate, title: of.text }), { maxLength: 2 }),
      }),
    ),
  });
  const optional = fc.record(
    { note: of.text, archived: fc.boolean(), notes: of.text, color: fc.jsonValue({ maxDepth: 2 }) },
    { requiredKeys: [] },
  );
  return asJson(fc.tuple(required, optional).map((both) => /** @type {Plan} */ (Object.assign({}, ...both))));
}

/** @type {fc.Arbitrary<Ticks>} */
export const anyTicks = asJson(fc.dictionary(anyStep, anyDate, { minKeys: 1, maxKeys: 3 }));

/**
 * @param {fc.Arbitrary<Plan>} [plan]
 * @returns {fc.Arbitrary<PlanDocument>}
 */
export function anyDocument(plan = anyPlan()) {
  const list = fc.uniqueArray(plan, { selector: (each) => each.id, maxLength: 5 });
  const checklists = fc.dictionary(anyId, anyTicks, { maxKeys: 3 });
  const others = fc.record({ settings: fc.jsonValue({ maxDepth: 2 }) }, { requiredKeys: [] });
  return asJson(
    fc.tuple(list, checklists, others).map(([each, ticked, other]) => ({
      version: VERSION,
      plans: Object.fromEntries(each.map((one) => [one.id, one])),
      checklists: ticked,
      ...other,
    })),
  );
}
