/**
 * The reader's plans as a table for a spreadsheet, one row a plan, and such a table back. Pure, given the library that
 * writes and reads delimited text (RFC 4180):
 *
 *     const library = await fetchDsv();
 *     const file = formatPlansCsv(plans, library);
 *     const parsed = parsePlansCsv(file, { timelines, steps, mintId }, library);  // problems, or rows
 *     compare(kept, applyRows(kept, parsed.rows));                         // and on as with a backup
 *
 * Lists stand as in a prefilled link: `thank-you.2026-11-19_check-in.2026-11-26`. A cell that says what is kept already
 * changes nothing of it, and what has no column stays as it is.
 *
 * @import {Plan, PlanDocument} from "./document.mjs"
 */

import { emptyDocument } from "./document.mjs";
import { checkValue, LIST_SEPARATOR, PAIR_SEPARATOR } from "./fragment.mjs";
import { fromLinkValues, newPlan, setValue, toLinkValues, VALUE_KEYS } from "./plan-state.mjs";

/**
 * What is used of d3-dsv.
 *
 * @typedef {{dsvFormat: (delimiter: string) => {
 *   formatRow: (row: string[]) => string, parseRows: (text: string) => string[][],
 * }}} DsvLibrary
 */

/** Published by the build beside the components. */
const DSV_LIBRARY = new URL("../../vendor/dsv.mjs", import.meta.url).href;

/** @returns {Promise<DsvLibrary>} */
export function fetchDsv() {
  return import(DSV_LIBRARY);
}

/** In the order of writing. */
export const COLUMNS = Object.freeze(
  /** @type {const} */ ([
    "id",
    "timeline",
    "plan",
    "start",
    "reply-by",
    "pace",
    "country",
    "company",
    "role",
    "contact",
    "your name",
    "done",
    "skipped",
    "earlier",
    "heard",
    "reasons",
    "ended",
    "ended on",
    "archived",
    "notes",
  ]),
);

/** @typedef {typeof COLUMNS[number]} Column */

/**
 * Which steps a plan may name: those of its timeline, and what the plan of that id names already. Null where nobody knows.
 * @typedef {(timeline: string, id: string) => readonly string[] | null} StepsOf
 */

/**
 * A row that has been read. `cells`: those of the columns that the file has, each of them good.
 * @typedef {{line: number, id: string, cells: Partial<Record<Column, string>>}} Row
 */

/** The columns that hold what the reader wrote: kept to the last space. */
const TEXT_COLUMNS = Object.freeze(["plan", "company", "role", "contact", "your name", "notes"]);

/** @type {Readonly<Record<string, Column>>} */
const COLUMN_OF_VALUE = Object.freeze({ name: "your name" });

const ENDS = Object.freeze(["invited", "declined", "offered", "stopped"]);

/** What spreadsheets write, each where another sign divides the digits. */
const DELIMITERS = Object.freeze([",", ";", "\t"]);

/** Without it a spreadsheet takes UTF-8 for something else. */
const BYTE_ORDER_MARK = "\ufeff";

/** A cell that a spreadsheet would run as a formula, or one that was made safe before. */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * @param {readonly Plan[]} plans
 * @param {DsvLibrary} library
 * @returns {string}
 */
export function formatPlansCsv(plans, { dsvFormat }) {
  const { formatRow } = dsvFormat(",");
  const rows = plans.map((plan) => {
    const cells = cellsOf(plan);
    return COLUMNS.map((column) => guard(cells[column]));
  });
  return BYTE_ORDER_MARK + [[...COLUMNS], ...rows].map((row) => `${formatRow(row)}\r\n`).join("");
}

/**
 * @param {string} text  of a file, with a byte-order mark or without
 * @param {object} options
 * @param {readonly string[]} options.timelines  the slugs of all there are
 * @param {StepsOf} options.steps
 * @param {() => string} options.mintId  makes an id for a row that has none
 * @param {DsvLibrary} library
 * @returns {{ok: true, rows: Row[]} | {ok: false, problems: string[]}}  every problem, for the reader: where it is, what
 *   is wrong, and what is allowed
 */
export function parsePlansCsv(text, { timelines, steps, mintId }, { dsvFormat }) {
  const content = text.replace(/^\ufeff/, "");
  if (content.trim() === "") {
    return { ok: false, problems: ["This file is empty."] };
  }
  const [header = [], ...body] = dsvFormat(delimiterOf(content, dsvFormat)).parseRows(content);
  const columns = header.map((name) => name.trim().toLowerCase());
  const problems = [...checkHeader(columns), ...checkQuotes(content)];
  if (problems.length > 0) {
    return { ok: false, problems };
  }

  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, number>} */
  const lineOfId = new Map();
  let line = 1 + linesIn(header);
  for (const [index, row] of body.entries()) {
    if (row.some((cell) => cell.trim() !== "")) {
      const isCut = index === body.length - 1 && row.length < columns.length && !/[\r\n]$/.test(content);
      const cells = readCells(columns, row);
      const { id = "" } = cells;
      const before = lineOfId.get(id);
      problems.push(
        ...checkLength(row, columns, isCut).map((problem) => `Line ${line} ${problem}`),
        ...(before === undefined ? [] : [`Line ${line}, column “id”: the same id stands in line ${before}.`]),
        ...checkCells(cells, timelines, steps).map(
          ([name, problem]) => `Line ${line}, column “${name}”: ${problem}`,
        ),
      );
      if (id !== "") {
        lineOfId.set(id, line);
      }
      rows.push({ line, id, cells });
    }
    line += linesIn(row);
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, rows: rows.map((row) => (row.id === "" ? { ...row, id: mintId() } : row)) };
}

/**
 * @param {PlanDocument} document  what is kept
 * @param {readonly Row[]} rows
 * @returns {PlanDocument}  the rows' plans, for `compare` and `merge` of backup.mjs. One that is kept already has
 *   everything of it that its row does not say otherwise.
 */
export function applyRows(document, rows) {
  const plans = rows.map(({ id, cells }) => [
    id,
    applyCells(Object.hasOwn(document.plans, id) ? document.plans[id] : undefined, id, cells),
  ]);
  return { ...emptyDocument(), plans: Object.fromEntries(plans) };
}

/**
 * @param {Plan | undefined} kept
 * @param {string} id
 * @param {Row["cells"]} cells
 * @returns {Plan}
 */
function applyCells(kept, id, cells) {
  const timeline = cells.timeline ?? "";
  const said = fromLinkValues(timeline, linkValuesOf(cells));
  const base = kept ?? { .../** @type {Plan} */ (newPlan(timeline)), id, asked: said.asked };
  const before = cellsOf(base);
  /** @param {Column} column */
  const isChanged = (column) =>
    cells[column] !== undefined && cells[column] !== withLineFeeds(before[column]);

  let plan = { ...base, timeline };
  for (const key of VALUE_KEYS) {
    const column = columnOf(key);
    if (isChanged(column)) {
      plan = /** @type {Plan} */ (setValue(plan, key, cells[column] ?? ""));
    }
  }
  /** @type {[Column, Partial<Plan>][]} */
  const parts = [
    ["plan", { name: cells.plan }],
    ["done", { done: said.done }],
    ["skipped", { skipped: said.skipped }],
    ["earlier", { earlier: said.earlier }],
    ["heard", { answers: said.answers }],
    ["reasons", { reasons: Object.fromEntries(splitPairs(cells.reasons ?? "")) }],
    ["archived", { archived: cells.archived === "yes" }],
    ["notes", { notes: cells.notes === "" ? undefined : cells.notes }],
  ];
  for (const [column, part] of parts) {
    if (isChanged(column)) {
      plan = { ...plan, ...part };
    }
  }
  if (cells.ended !== undefined && (isChanged("ended") || isChanged("ended on"))) {
    const kind = /** @type {"invited" | "declined" | "offered" | "stopped" | ""} */ (cells.ended);
    plan.ended = kind === "" ? null : { kind, on: cells["ended on"] ?? "" };
  }
  if (plan.notes === undefined) {
    delete plan.notes;
  }
  return plan;
}

/**
 * @param {Plan} plan
 * @returns {Record<Column, string>}
 */
function cellsOf(plan) {
  const link = toLinkValues(plan);
  const values = Object.fromEntries(VALUE_KEYS.map((key) => [columnOf(key), plan.values[key] ?? ""]));
  return /** @type {Record<Column, string>} */ ({
    ...values,
    id: plan.id,
    timeline: plan.timeline,
    plan: plan.name,
    done: link["done"],
    skipped: link["skipped"],
    earlier: link["earlier"],
    heard: link["heard"],
    reasons: Object.entries(plan.reasons)
      .map((pair) => pair.join(PAIR_SEPARATOR))
      .join(LIST_SEPARATOR),
    ended: plan.ended?.kind ?? "",
    "ended on": plan.ended?.on ?? "",
    archived: plan.archived ? "yes" : "",
    notes: plan.notes ?? "",
  });
}

/**
 * @param {Row["cells"]} cells
 * @returns {Record<string, string>}  those that stand in a link as well, by link key; none of them empty
 */
function linkValuesOf(cells) {
  const keys = [...VALUE_KEYS, ...LIST_KEYS];
  const values = keys.map((key) => [key, cells[columnOf(key)] ?? ""]);
  return Object.fromEntries(values.filter(([, value]) => value !== ""));
}

const LIST_KEYS = Object.freeze(/** @type {const} */ (["done", "skipped", "earlier", "heard"]));

/**
 * @param {string} key  of a link
 * @returns {Column}
 */
function columnOf(key) {
  return COLUMN_OF_VALUE[key] ?? /** @type {Column} */ (key);
}

/** @param {string} cell */
function guard(cell) {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** @param {string} cell  as it stands in the file */
function unguard(cell) {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** @param {string} cell  in which a program may have written line breaks as it writes those between rows */
function withLineFeeds(cell) {
  return cell.replace(/\r\n?/g, "\n");
}

// ---------------------------------------------------------------------------------------------------- reading

/**
 * @param {string} content
 * @param {DsvLibrary["dsvFormat"]} dsvFormat
 * @returns {string}  the one that divides the first line into the most columns that are known
 */
function delimiterOf(content, dsvFormat) {
  const [firstLine = ""] = content.split(/[\r\n]/, 1);
  /** @param {string} delimiter */
  const known = (delimiter) => {
    const [names = []] = dsvFormat(delimiter).parseRows(firstLine);
    return names.filter((name) => isColumn(name.trim().toLowerCase())).length;
  };
  return DELIMITERS.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

/**
 * @param {string} name
 * @returns {name is Column}
 */
function isColumn(name) {
  return /** @type {readonly string[]} */ (COLUMNS).includes(name);
}

/**
 * @param {string[]} columns
 * @param {string[]} row
 * @returns {Row["cells"]}
 */
function readCells(columns, row) {
  /** @type {Row["cells"]} */
  const cells = {};
  for (const [index, column] of columns.entries()) {
    if (isColumn(column)) {
      const cell = withLineFeeds(unguard(row[index] ?? ""));
      cells[column] = TEXT_COLUMNS.includes(column) ? cell : cell.trim();
    }
  }
  if (cells.archived !== undefined) {
    cells.archived = cells.archived.toLowerCase().replace(/^no$/, "");
  }
  return cells;
}

/**
 * @param {string[]} row
 * @returns {number}  how many lines of the file it takes
 */
function linesIn(row) {
  return row.reduce((lines, cell) => lines + (cell.match(/\r\n?|\n/g) ?? []).length, 1);
}

/**
 * @param {string} list
 * @returns {string[]}
 */
function splitList(list) {
  return list === "" ? [] : list.split(LIST_SEPARATOR);
}

/**
 * @param {string} list
 * @returns {string[][]}
 */
function splitPairs(list) {
  return splitList(list).map((pair) => pair.split(PAIR_SEPARATOR));
}

// --------------------------------------------------------------------------------------------- what is wrong

/**
 * @param {string[]} columns
 * @returns {string[]}
 */
function checkHeader(columns) {
  if (!columns.includes("timeline")) {
    const names = COLUMNS.join(", ");
    if (!columns.some(isColumn)) {
      return [
        `This does not look like a file that was saved here. Line 1 of one names its columns, of these: ${names}.`,
      ];
    }
    return [
      `Line 1 does not name the column “timeline”. It names the columns, in any order, of these: ${names}.`,
    ];
  }
  const twice = columns.filter((column, index) => isColumn(column) && columns.indexOf(column) < index);
  return [...new Set(twice)].map((column) => `Line 1 names the column “${column}” twice.`);
}

/**
 * @param {string} content
 * @returns {string[]}
 */
function checkQuotes(content) {
  const rest = content.replace(/"[^"]*(?:""[^"]*)*"/g, (quoted) => quoted.replace(/[^\r\n]/g, " "));
  const stray = rest.indexOf('"');
  if (stray === -1) {
    return [];
  }
  const line = linesIn([content.slice(0, stray)]);
  return [`Line ${line} has a quotation mark that is never closed: the file may not be whole.`];
}

/**
 * @param {string[]} row
 * @param {string[]} columns
 * @param {boolean} isCut  whether the file ends in it
 * @returns {string[]}
 */
function checkLength(row, columns, isCut) {
  if (isCut) {
    return ["ends before its last column: the file may not be whole."];
  }
  return row.slice(columns.length).some((cell) => cell.trim() !== "")
    ? [`has ${row.length} cells. The first line names ${columns.length} columns.`]
    : [];
}

/**
 * @param {Row["cells"]} cells
 * @param {readonly string[]} timelines
 * @param {StepsOf} stepsOf
 * @returns {[Column, string][]}  what is wrong, by column
 */
function checkCells(cells, timelines, stepsOf) {
  /** @type {[Column, string][]} */
  const problems = [];
  const { timeline = "", id = "" } = cells;
  const steps = stepsOf(timeline, id);
  for (const column of COLUMNS) {
    const cell = cells[column] ?? "";
    const problem = checkCell(column, cell, timelines) ?? checkSteps(column, cell, steps);
    if (problem !== null && cells[column] !== undefined) {
      problems.push([column, problem]);
    }
  }
  if ((cells.ended ?? "") !== "" && (cells["ended on"] ?? "") === "") {
    problems.push(["ended on", "it is empty. Enter the day it ended, such as 2026-11-19."]);
  }
  if ((cells.ended ?? "") === "" && (cells["ended on"] ?? "") !== "") {
    problems.push(["ended", `it is empty. Use one of these: ${ENDS.join(", ")}.`]);
  }
  return problems;
}

/**
 * @param {Column} column
 * @param {string} cell
 * @param {readonly string[]} timelines
 * @returns {string | null}
 */
function checkCell(column, cell, timelines) {
  switch (column) {
    case "timeline":
      return checkChoice(cell, timelines);
    case "ended":
      return cell === "" ? null : checkChoice(cell, ENDS);
    case "archived":
      return cell === "" ? null : checkChoice(cell, ["yes", "no"]);
    case "id":
      return checkValue("plan", cell) === null
        ? null
        : `“${excerpt(cell)}” is not an id from this site. Leave the cell empty, and the plan is a new one.`;
    case "start":
    case "reply-by":
    case "pace":
    case "country":
      return checkLinkValue(column, cell);
    case "ended on":
      return checkLinkValue("start", cell);
    case "done":
    case "skipped":
    case "earlier":
    case "heard":
      return checkList(column, cell);
    case "reasons":
      return checkReasons(cell);
    default:
      return null;
  }
}

/**
 * @param {string} cell
 * @param {readonly string[]} choices
 */
function checkChoice(cell, choices) {
  const fault = cell === "" ? "it is empty" : `“${excerpt(cell)}” is not known here`;
  return choices.includes(cell) ? null : `${fault}. Use one of these: ${choices.join(", ")}.`;
}

/**
 * @param {string} key  of a link
 * @param {string} value
 * @returns {string | null}  in the words of a link, without the field's label
 */
function checkLinkValue(key, value) {
  return checkValue(key, value)?.message.replace(/^[^:]*: /, "") ?? null;
}

/**
 * Item by item: a list in a table may be longer than one in a link.
 *
 * @param {"done" | "skipped" | "earlier" | "heard"} key
 * @param {string} list
 */
function checkList(key, list) {
  const items = splitList(list);
  const faults = items.map((item) => checkLinkValue(key, item === "" ? LIST_SEPARATOR : item));
  return faults.find((fault) => fault !== null) ?? (key === "done" ? checkTwice(items) : null);
}

/**
 * @param {Column} column
 * @param {string} cell  with nothing else wrong
 * @param {readonly string[] | null} steps  that the plan may name
 * @returns {string | null}
 */
function checkSteps(column, cell, steps) {
  if (steps === null || !["done", "skipped", "earlier", "reasons"].includes(column)) {
    return null;
  }
  const unknown = splitPairs(cell).find(([step = ""]) => !steps.includes(step))?.[0];
  return unknown === undefined
    ? null
    : `“${excerpt(unknown)}” is not a step of this plan. Use one of these: ${steps.join(", ")}.`;
}

/** @param {string} list */
function checkReasons(list) {
  const items = splitList(list);
  const bad = items.find((item) => {
    const parts = item.split(PAIR_SEPARATOR);
    return parts.length !== 2 || parts.some((part) => part === "" || checkValue("reason", part) !== null);
  });
  return bad === undefined
    ? checkTwice(items)
    : `“${excerpt(bad)}” is not a step and its reason. One looks like check-in.their-date-has-passed.`;
}

/** @param {string[]} pairs */
function checkTwice(pairs) {
  const steps = pairs.map((pair) => pair.split(PAIR_SEPARATOR)[0]);
  const twice = steps.find((step, index) => steps.indexOf(step) < index);
  return twice === undefined ? null : `“${twice}” stands there twice. Leave one of them.`;
}

/** @param {string} cell */
function excerpt(cell) {
  const characters = [...cell];
  return characters.length > 40 ? `${characters.slice(0, 40).join("")}…` : cell;
}
