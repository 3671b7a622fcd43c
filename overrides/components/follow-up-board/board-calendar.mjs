/**
 * All plans in one calendar file: what is to come, and what is canceled. Fetched when the reader opens the panel.
 *
 * @import {Plan, PlanDocument} from "../shared/document.mjs"
 * @import {CalendarEntry, CalendarState} from "../shared/plan-state.mjs"
 * @import {CalendarEvent} from "../shared/calendar.mjs"
 * @import {Entry} from "./board-entries.mjs"
 */

import { formatDate } from "../shared/dates.mjs";
import { build, part } from "../shared/dom.mjs";
import {
  calendarAfterCanceling,
  calendarAfterExport,
  canceledEvents,
  goneEntries,
  joinCalendars,
  planEvents,
} from "../shared/plan-calendar.mjs";
import { now } from "../shared/today.mjs";
import { stepsToCome } from "./board-entries.mjs";
import { countPlans } from "./board-words.mjs";

/** @typedef {CalendarState["alarm"]} Alarm */
/**
 * @typedef {object} CalendarFile
 * @property {string} name
 * @property {(document: PlanDocument) => PlanDocument} record  notes with each plan what the calendar will hold
 * @property {() => Blob} file  as recorded, where it was; its plans' sequences are above all that were known
 */

/**
 * @param {Element} root  the component
 * @param {readonly Entry[]} entries
 * @param {string} today
 */
export function drawCalendar(root, entries, today) {
  const steps = entries.map((entry) => stepsToCome(entry).length).filter((count) => count > 0);
  const count = steps.reduce((sum, one) => sum + one, 0);
  const asking = entries.filter(({ upcoming }) => upcoming?.kind === "question").length;
  const words = [
    count === 0
      ? "Nothing is to come."
      : `${count === 1 ? "1 step" : `${count} steps`} of ${countPlans(steps.length)}.`,
    asking === 0 ? "" : `${countPlans(asking)} must wait until you say what you have sent.`,
  ];
  part(root, "[data-part='calendar-words']", HTMLElement).textContent = words.join(" ").trim();
  part(root, "[data-part='calendar-export']", HTMLElement).hidden = count === 0;
  const gone = entries.flatMap(goneOf);
  part(root, "[data-part='calendar-gone']", HTMLElement).hidden = gone.length === 0;
  part(root, "[data-part='calendar-gone-list']", HTMLElement).replaceChildren(
    ...gone.map(({ title, date }) => build("li", {}, `${title}, ${formatDate(date, today)}`)),
  );
}

/**
 * @param {Element} root  the component
 * @returns {Alarm}
 */
export function chosenAlarm(root) {
  return /** @type {Alarm} */ (part(root, "[data-part='alarm']", HTMLSelectElement).value);
}

/**
 * @param {readonly Entry[]} entries
 * @param {Alarm} alarm
 * @returns {Promise<CalendarFile>}
 */
export async function exportAll(entries, alarm) {
  const wanted = entries.filter((entry) => stepsToCome(entry).length > 0);
  const plans = await Promise.all(
    wanted.map(async ({ plan, timeline, planned }) => ({
      plan,
      events: timeline && planned ? await planEvents(timeline, plan, planned, absolute(timeline.url)) : [],
    })),
  );
  const moment = now();
  return makeFile("my-follow-ups.ics", plans, { alarm, now: moment }, (plan, events) =>
    calendarAfterExport(events, plan, alarm, moment),
  );
}

/**
 * @param {readonly Entry[]} entries
 * @returns {CalendarFile}
 */
export function cancelAll(entries) {
  const gone = new Map(entries.map((entry) => [entry.plan.id, goneOf(entry)]));
  const wanted = entries.filter(({ plan }) => gone.get(plan.id)?.length);
  const plans = wanted.map(({ plan, timeline }) => ({
    plan,
    events: canceledEvents(plan, gone.get(plan.id) ?? [], absolute(timeline?.url ?? "")),
  }));
  const moment = now();
  return makeFile("my-follow-ups-canceled.ics", plans, { method: "CANCEL", now: moment }, (plan) =>
    calendarAfterCanceling(gone.get(plan.id) ?? [], plan, moment),
  );
}

/**
 * @param {string} name
 * @param {readonly {plan: Plan, events: CalendarEvent[]}[]} plans
 * @param {Parameters<typeof joinCalendars>[1]} options
 * @param {(plan: Plan, events: CalendarEvent[]) => CalendarState} calendarAfter
 * @returns {CalendarFile}
 */
function makeFile(name, plans, options, calendarAfter) {
  const calendars = new Map(plans.map(({ plan, events }) => [plan.id, calendarAfter(plan, events)]));
  return {
    name,
    record(document) {
      const kept = { ...document.plans };
      for (const { plan, events } of plans) {
        const known = kept[plan.id];
        if (known !== undefined) {
          const calendar = calendarAfter(known, events);
          calendars.set(plan.id, calendar);
          kept[plan.id] = { ...known, calendar };
        }
      }
      return { ...document, plans: kept };
    },
    file: () =>
      joinCalendars(
        plans.flatMap(({ plan, events }) => {
          const calendar = calendars.get(plan.id);
          return calendar ? [{ events, calendar }] : [];
        }),
        options,
      ),
  };
}

/**
 * @param {Entry} entry
 * @returns {CalendarEntry[]}  what the reader's calendar has, and the plan no longer
 */
function goneOf({ plan, planned, problems }) {
  const isKnown = plan.ended !== null || (planned !== null && problems.length === 0);
  return isKnown ? goneEntries(plan, planned ?? { steps: [] }) : [];
}

/** @param {string} url */
function absolute(url) {
  return new URL(url, document.baseURI).href;
}
