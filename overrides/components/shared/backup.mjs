/**
 * Everything that is kept, as one file; and a file's plans and ticks joined to what is kept, and taken out again. Pure:
 * `transform` of store.mjs writes what comes of it.
 *
 *     const parsed = parseBackup(text);                                  // refused with a reason, or a document
 *     compare(kept, parsed.document);                                    // what it would do
 *     const { document, receipt } = merge(kept, parsed.document, { prefer: "incoming" });
 *     undoMerge(document, receipt).document;                             // as it was kept before
 *
 * A file is a document of document.mjs with its format named in front. It says nothing of the day it was saved: equal
 * content gives equal bytes.
 *
 * @import {Plan, PlanDocument, Ticks} from "./document.mjs"
 */

import {
  checkDocument,
  checkPlan,
  checkTicks,
  formatDocument,
  isSameContent,
  migrate,
  PLAN_KEYS,
  UnreadableDocument,
} from "./document.mjs";

const FORMAT = "after-the-interview";

/**
 * What fits into a browser's storage (five million characters or so) stays below it as a file, whatever its alphabet.
 */
export const MAX_BACKUP_BYTES = 32 * 1024 * 1024;

/**
 * `empty`: nothing is in it. `broken`: it was cut off, or edited into something that is no JSON. `foreign`: something
 * else has written it. `newer`: a later version of this site has. `invalid`: what it holds is no plan, or are no ticks.
 * @typedef {"empty" | "broken" | "foreign" | "newer" | "invalid"} BackupFault
 */

/**
 * `ticks`: how many boxes would be checked in addition. Plans come in the order of their ids.
 * @typedef {{added: Plan[], changed: {kept: Plan, incoming: Plan}[], same: Plan[], ticks: number}} Comparison
 */

/**
 * What a merge has done. `before`: null for a plan that was added. `ticks`: those added. `others`: keys of the document
 * that this version does not know, added where there were none.
 * @typedef {{
 *   plans: {before: Plan | null, after: Plan}[], ticks: Record<string, Ticks>, others: Record<string, unknown>,
 * }} MergeReceipt
 */

/**
 * @param {PlanDocument} document
 * @returns {string}  JSON, indented for whoever looks into it, with a final newline
 */
export function formatBackup(document) {
  const { format: _, ...canonical } = JSON.parse(formatDocument(document));
  return `${JSON.stringify({ format: FORMAT, ...canonical }, null, 2)}\n`;
}

/**
 * @param {string} text  of a file, with a byte-order mark or without
 * @returns {{ok: true, document: PlanDocument} | {ok: false, reason: BackupFault, message: string}}  `message`: what is
 *   wrong with it, where, and what to do, for the reader
 */
export function parseBackup(text) {
  const content = text.replace(/^\ufeff/, "");
  if (content.trim() === "") {
    return refuse("empty", "This file is empty. Choose another copy of it.");
  }
  if (!/^\s*\{/.test(content)) {
    return refuse("foreign", NOT_OURS);
  }
  let value;
  try {
    value = JSON.parse(content);
  } catch {
    return refuse("broken", describeBrokenJson(content));
  }
  if (value.format !== FORMAT) {
    return refuse("foreign", NOT_OURS);
  }
  const { format: _, ...written } = value;
  try {
    return { ok: true, document: checkDocument(migrate(written)) };
  } catch (error) {
    return error instanceof UnreadableDocument && error.reason === "newer"
      ? refuse(
          "newer",
          "A newer version of this site has saved this file. Reload this page, then choose it again.",
        )
      : refuse("invalid", describeInvalid(written, error));
  }
}

/**
 * @param {PlanDocument} document  what is kept
 * @param {PlanDocument} incoming  what a file brings
 * @returns {Comparison}  a plan is the same if taking the file's would change nothing
 */
export function compare(document, incoming) {
  /** @type {Comparison} */
  const comparison = { added: [], changed: [], same: [], ticks: 0 };
  for (const plan of Object.values(incoming.plans)) {
    const kept = own(document.plans, plan.id);
    if (kept === undefined) {
      comparison.added.push(plan);
    } else if (isSameContent(kept, takeOver(kept, plan))) {
      comparison.same.push(kept);
    } else {
      comparison.changed.push({ kept, incoming: plan });
    }
  }
  for (const ticks of Object.values(newTicks(document, incoming))) {
    comparison.ticks += Object.keys(ticks).length;
  }
  return comparison;
}

/**
 * Joins what a file brings to what is kept: plans by their ids, ticks one by one, each with the day it has here.
 *
 * @param {PlanDocument} document  what is kept
 * @param {PlanDocument} incoming  what a file brings
 * @param {{prefer: "incoming" | "kept"}} options  whose plan counts where both have one and they differ
 * @returns {{document: PlanDocument, receipt: MergeReceipt}}
 */
export function merge(document, incoming, { prefer }) {
  const { added, changed } = compare(document, incoming);
  const replaced = prefer === "incoming" ? changed : [];
  /** @type {MergeReceipt} */
  const receipt = {
    plans: [
      ...added.map((plan) => ({ before: null, after: plan })),
      ...replaced.map((pair) => ({ before: pair.kept, after: takeOver(pair.kept, pair.incoming) })),
    ],
    ticks: newTicks(document, incoming),
    others: without(incoming, Object.keys(document)),
  };
  const plans = receipt.plans.map(({ after }) => [after.id, after]);
  const checklists = Object.entries(receipt.ticks).map(([checklist, ticks]) => [
    checklist,
    { ...own(document.checklists, checklist), ...ticks },
  ]);
  return {
    document: {
      ...document,
      ...receipt.others,
      plans: { ...document.plans, ...Object.fromEntries(plans) },
      checklists: { ...document.checklists, ...Object.fromEntries(checklists) },
    },
    receipt,
  };
}

/**
 * Takes a merge back. What the reader has done since is theirs: a plan changed or erased, a box unticked, stays so.
 *
 * @param {PlanDocument} document  what is kept now
 * @param {MergeReceipt} receipt
 * @returns {{document: PlanDocument, left: Plan[]}}  `left`: the plans that are not as they were before the merge, as
 *   they are now; one that was erased, as the merge had left it
 */
export function undoMerge(document, receipt) {
  /** @type {Plan[]} */
  const left = [];
  const plans = new Map(Object.entries(document.plans));
  for (const { before, after } of receipt.plans) {
    const present = plans.get(after.id);
    if (present !== undefined && isSameContent(present, after)) {
      if (before === null) {
        plans.delete(after.id);
      } else {
        plans.set(after.id, before);
      }
    } else if (present !== undefined || before !== null) {
      left.push(present ?? after);
    }
  }
  const checklists = mapTicks(document, (ticks, checklist) => {
    const added = own(receipt.ticks, checklist) ?? {};
    return Object.fromEntries(Object.entries(ticks).filter(([item, on]) => own(added, item) !== on));
  });
  const others = Object.entries(receipt.others).filter(([key, value]) =>
    isSameContent(own(document, key), value),
  );
  const rest = /** @type {PlanDocument} */ (
    without(
      document,
      others.map(([key]) => key),
    )
  );
  return {
    document: { ...rest, plans: Object.fromEntries(plans), checklists },
    left,
  };
}

/**
 * @param {PlanDocument} document
 * @param {PlanDocument} incoming
 * @returns {Record<string, Ticks>}  what is ticked in the incoming one alone
 */
function newTicks(document, incoming) {
  return mapTicks(incoming, (ticks, checklist) =>
    without(ticks, Object.keys(own(document.checklists, checklist) ?? {})),
  );
}

/**
 * @param {PlanDocument} document
 * @param {(ticks: Ticks, checklist: string) => Ticks} change
 * @returns {Record<string, Ticks>}  of every checklist that has any
 */
function mapTicks({ checklists }, change) {
  const changed = Object.entries(checklists).flatMap(([checklist, ticks]) => {
    const left = change(ticks, checklist);
    return Object.keys(left).length > 0 ? [[checklist, left]] : [];
  });
  return Object.fromEntries(changed);
}

/**
 * @param {Plan} kept
 * @param {Plan} incoming
 * @returns {Plan}  the incoming one, with what a later version has added to the kept one and the file knows nothing of
 */
function takeOver(kept, incoming) {
  return { ...without(kept, PLAN_KEYS), ...incoming };
}

/**
 * @template T
 * @param {Record<string, T>} items
 * @param {string} key
 * @returns {T | undefined}
 */
function own(items, key) {
  return Object.hasOwn(items, key) ? items[key] : undefined;
}

/**
 * @template {object} T
 * @param {T} value
 * @param {readonly string[]} keys
 * @returns {Record<string, any>}
 */
function without(value, keys) {
  const left = new Set(keys);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !left.has(key)));
}

// ------------------------------------------------------------------------------------------------ what is wrong

const NOT_OURS = "This is not a file that was saved here. Choose one that was.";

/**
 * @param {BackupFault} reason
 * @param {string} message
 * @returns {{ok: false, reason: BackupFault, message: string}}
 */
function refuse(reason, message) {
  return { ok: false, reason, message };
}

/**
 * @param {Record<string, any>} written  a document of some version that is not as it should be
 * @param {unknown} error  what the reading of the whole has said
 * @returns {string}
 */
function describeInvalid(written, error) {
  const { plans = {}, checklists = {} } = written;
  const fault =
    firstFault(plans, checkPlan, (plan, id) => `the plan “${nameOf(plan) || id}”`) ??
    firstFault(checklists, checkTicks, (_, checklist) => `the checklist “${checklist}”`) ??
    (error instanceof TypeError ? error.message.replace(/^document\.?/, "") : "it is nested too deep");
  return `This file was changed after it was saved, and cannot be read: ${fault}. Mend it, or choose another copy of it.`;
}

/**
 * @param {unknown} items
 * @param {(item: any) => unknown} check  throws a TypeError about the first of them that is wrong
 * @param {(item: any, key: string) => string} name
 * @returns {string | null}
 */
function firstFault(items, check, name) {
  const isObject = typeof items === "object" && items !== null && !Array.isArray(items);
  for (const [key, item] of isObject ? Object.entries(items) : []) {
    try {
      check(item);
    } catch (error) {
      const where = error instanceof TypeError ? error.message.replace(/^\w+\.?/, "").replace(/^: /, "") : "";
      return where === "" ? name(item, key) : `${name(item, key)}, ${where}`;
    }
  }
  return null;
}

/**
 * @param {any} plan
 * @returns {string}  what the reader calls it, if that can be read
 */
function nameOf(plan) {
  const names = [plan?.name, plan?.values?.company];
  return names.find((name) => typeof name === "string" && name.trim() !== "") ?? "";
}

/**
 * @param {string} text  that is no JSON, but begins like it
 * @returns {string}
 */
function describeBrokenJson(text) {
  const offset = findJsonFault(text);
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  const line = lines.length.toLocaleString("en-US");
  if (UNFINISHED.test(text.slice(offset))) {
    return `This file ends in the middle, in line ${line}: it was not saved or sent whole. Choose another copy of it.`;
  }
  const column = ([...(lines.at(-1) ?? "")].length + 1).toLocaleString("en-US");
  return `This file cannot be read: something is wrong in line ${line}, column ${column}. Mend it, or choose another copy of it.`;
}

/** A token of JSON (RFC 8259), after the space before it: a sign, a text, or a number or name. */
const TOKEN =
  /[ \t\n\r]*([[\]{},:]|"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![-+.\w]))/uy;

/** What is left of a token where a file has been cut off. */
const UNFINISHED = /^(?:"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\[^\p{Cc}])*\\?|[-+.\w]*)$/u;

/** How a value may begin; `0` stands for a number or name. */
const VALUE = '{["0';

/**
 * Browsers say where JSON is broken in ways of their own, and some of them not at all.
 *
 * @param {string} text
 * @returns {number}  where the first token stands that cannot stand there; the text's length if there is none
 */
function findJsonFault(text) {
  /** @type {string[]} */
  const open = [];
  let allowed = VALUE;
  for (let end = 0; ;) {
    TOKEN.lastIndex = end;
    const token = TOKEN.exec(text)?.[1] ?? "";
    const kind = /^[[\]{},:"]/.exec(token)?.[0] ?? "0";
    if (token === "" || !allowed.includes(kind)) {
      return end + (/^[ \t\n\r]*/.exec(text.slice(end))?.[0] ?? "").length;
    }
    end = TOKEN.lastIndex;
    const isKey = kind === '"' && (allowed === '"' || allowed === '"}');
    if (kind === "{" || kind === "[") {
      open.push(kind);
    } else if (kind === "}" || kind === "]") {
      open.pop();
    }
    allowed = isKey ? ":" : allowedAfter(kind, open.at(-1));
  }
}

/**
 * @param {string} kind  of the token before, which is no key
 * @param {string | undefined} within  the innermost bracket that is open
 * @returns {string}  the kinds that may follow
 */
function allowedAfter(kind, within) {
  switch (kind) {
    case "{":
      return '"}';
    case "[":
      return `${VALUE}]`;
    case ":":
      return VALUE;
    case ",":
      return within === "{" ? '"' : VALUE;
    default:
      return within === undefined ? "" : within === "{" ? ",}" : ",]";
  }
}
