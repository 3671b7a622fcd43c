/**
 * The weeks ahead: which day holds which step of which plan, as data and as a picture of them.
 *
 * @import {Entry} from "./board-entries.mjs"
 */

import { addDays, formatDate, formatDistance, weekday } from "../shared/dates.mjs";
import { stepTitle } from "../shared/timeline-plan.mjs";
import { stepsToCome } from "./board-entries.mjs";
import { countPlans } from "./board-words.mjs";

/** @typedef {{planId: string, name: string, step: string, isContact: boolean}} Mark  `isContact`: something is sent */
/** @typedef {{date: string, marks: Mark[]}} Day */

export const WEEKS = 6;
const DAYS_A_WEEK = 7;

/** In units of the picture. */
const CELL = { width: 44, height: 30 };
const MARGIN = { left: 56, top: 22 };
const MARK = { radius: 4, gap: 11, most: 3 };
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {readonly Entry[]} entries
 * @param {string} today
 * @returns {Day[]}  six whole weeks from the Monday of this one
 */
export function weeksAhead(entries, today) {
  const monday = addDays(today, 1 - weekday(today));
  /** @type {Day[]} */
  const days = Array.from({ length: WEEKS * DAYS_A_WEEK }, (_, index) => ({
    date: addDays(monday, index),
    marks: [],
  }));
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const entry of entries) {
    for (const { date, ...mark } of marksOf(entry)) {
      byDate.get(date)?.marks.push({ planId: entry.plan.id, name: entry.name, ...mark });
    }
  }
  return days;
}

/**
 * @param {Entry} entry
 * @returns {{date: string, step: string, isContact: boolean}[]}
 */
function marksOf(entry) {
  const { timeline, upcoming, group } = entry;
  if (group === "due" && upcoming?.kind === "question") {
    return [{ date: upcoming.date, step: upcoming.title, isContact: false }];
  }
  return stepsToCome(entry).flatMap((planned) => {
    const step = timeline?.timeline.steps.find(({ id }) => id === planned.id);
    return timeline && step && planned.date !== null
      ? [{ date: planned.date, step: stepTitle(timeline, step, planned), isContact: step.contact !== "none" }]
      : [];
  });
}

/**
 * @param {readonly Day[]} days
 * @param {string} today
 * @returns {string}  the gist of the picture; empty where there is nothing to see
 */
export function describeWeeks(days, today) {
  const marks = days.flatMap((day) => day.marks.map((mark) => ({ ...mark, date: day.date })));
  const [first] = marks;
  if (first === undefined) {
    return "";
  }
  const steps = marks.length === 1 ? "1 step" : `${marks.length} steps`;
  const plans = countPlans(new Set(marks.map(({ planId }) => planId)).size);
  const when = `${formatDate(first.date, today)}, ${formatDistance(first.date, today)}`;
  const busiest = days.reduce((most, day) => (day.marks.length > most.marks.length ? day : most));
  const busy =
    busiest.marks.length > 1
      ? ` The fullest day is ${formatDate(busiest.date, today)}, with ${busiest.marks.length}.`
      : "";
  return `The next ${WEEKS} weeks: ${steps} for ${plans}. The first: ${first.step} (${first.name}), ${when}.${busy}`;
}

/**
 * @param {readonly Day[]} days
 * @param {string} today
 * @returns {{day: string, name: string, step: string}[]}  the same as lines of a table
 */
export function listWeeks(days, today) {
  return days.flatMap(({ date, marks }) =>
    marks.map(({ name, step }) => ({ day: formatDate(date, today), name, step })),
  );
}

/**
 * A row a week, Monday first; a dot for each step, hollow where nothing is sent.
 *
 * @param {readonly Day[]} days
 * @param {string} today
 * @returns {SVGSVGElement}
 */
export function drawWeeks(days, today) {
  const width = MARGIN.left + DAYS_A_WEEK * CELL.width;
  const height = MARGIN.top + WEEKS * CELL.height;
  const svg = draw("svg", {
    class: "fu-weeks__picture",
    viewBox: `0 0 ${width + 1} ${height + 1}`,
    role: "img",
    "aria-label": describeWeeks(days, today),
  });
  for (const [index, name] of ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].entries()) {
    svg.append(drawText(name, MARGIN.left + (index + 0.5) * CELL.width, 14, "fu-weeks__head"));
  }
  for (const [index, day] of days.entries()) {
    const column = index % DAYS_A_WEEK;
    const x = MARGIN.left + column * CELL.width;
    const y = MARGIN.top + Math.floor(index / DAYS_A_WEEK) * CELL.height;
    if (column === 0) {
      svg.append(
        drawText(
          formatDate(day.date, day.date).slice("Mon ".length),
          MARGIN.left - 8,
          y + 18,
          "fu-weeks__week",
        ),
      );
    }
    svg.append(...drawDay(day, x, y, today));
  }
  return svg;
}

/**
 * @param {Day} day
 * @param {number} x
 * @param {number} y
 * @param {string} today
 */
function drawDay({ date, marks }, x, y, today) {
  const names = ["fu-weeks__day"];
  if (weekday(date) > 5) {
    names.push("fu-weeks__day--weekend");
  }
  if (date === today) {
    names.push("fu-weeks__day--today");
  } else if (date < today) {
    names.push("fu-weeks__day--past");
  }
  const cell = draw("rect", {
    class: names.join(" "),
    x: String(x + 1.5),
    y: String(y + 1.5),
    width: String(CELL.width - 3),
    height: String(CELL.height - 3),
    rx: "4",
  });
  const centre = x + CELL.width / 2;
  if (marks.length > MARK.most) {
    return [cell, drawText(`${marks.length}`, centre, y + 19, "fu-weeks__many")];
  }
  const first = centre - ((marks.length - 1) / 2) * MARK.gap;
  const dots = marks.map(({ isContact }, index) =>
    draw("circle", {
      class: isContact ? "fu-weeks__mark" : "fu-weeks__mark fu-weeks__mark--hollow",
      cx: String(first + index * MARK.gap),
      cy: String(y + CELL.height / 2),
      r: String(MARK.radius),
    }),
  );
  return [cell, ...dots];
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} name  of its class
 */
function drawText(text, x, y, name) {
  const element = draw("text", { class: name, x: String(x), y: String(y) });
  element.textContent = text;
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @returns {SVGElementTagNameMap[Name]}
 */
function draw(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  return element;
}
