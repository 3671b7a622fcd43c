/**
 * A plan as calendar entries: one for each step to come, with the text of its message, and what to change after the plan
 * has changed.
 *
 * @import {CalendarEvent} from "./calendar.mjs"
 * @import {CalendarEntry, CalendarState, PlanState} from "./plan-state.mjs"
 * @import {Plan} from "./schedule.mjs"
 * @import {TimelineData} from "./timeline-plan.mjs"
 */

import { buildCalendar, calendarBlob, nextSequence } from "./calendar.mjs";
import { formatPlanLink } from "./plan-state.mjs";
import { isToCome } from "./timeline-plan.mjs";

/** @typedef {{subject?: (string | {field: string})[], body: (string | {field: string})[]}} VariantData */
/**
 * @typedef {object} MessageFile
 * @property {{id: string, label: string}[]} fields
 * @property {{id: string, line: string}[]} reasons
 * @property {VariantData[]} variants
 */

/** @type {Map<string, Promise<MessageFile | null>>} */
const messageFiles = new Map();

/**
 * The entries of the steps to come, with the text of their messages where it can be had. A plan that has ended has none.
 *
 * @param {TimelineData} data
 * @param {PlanState} state  with an id
 * @param {Plan} plan
 * @param {string} page  the page's address without its fragment
 * @returns {Promise<CalendarEvent[]>}
 */
export async function planEvents(data, state, plan, page) {
  if (state.ended !== null) {
    return [];
  }
  const link = page + formatPlanLink(state);
  const whose = state.values["company"] || (state.name === data.timeline.title ? "" : state.name);
  return Promise.all(
    plan.steps.filter(isToCome).map(async (planned) => {
      const step = data.timeline.steps.find(({ id }) => id === planned.id);
      const title = step?.title ?? planned.id;
      const message = planned.message === null ? undefined : data.messages[planned.message];
      const text = message ? await messageText(message.dataUrl, state, planned.id) : "";
      return {
        planId: state.id ?? "",
        stepId: planned.id,
        date: planned.date ?? "",
        summary: whose ? `${title} (${whose})` : title,
        text: [step?.text ?? "", text].filter((line) => line !== "").join("\n\n"),
        link,
      };
    }),
  );
}

/**
 * @param {CalendarEvent[]} events
 * @param {PlanState} state
 * @param {CalendarState["alarm"]} alarm
 * @param {Date} now
 * @returns {{blob: Blob, calendar: CalendarState}}  the file, and what the calendar will hold then
 */
export function exportEvents(events, state, alarm, now) {
  const calendar = calendarAfterExport(events, state, alarm, now);
  const { sequence } = calendar;
  return { blob: calendarBlob(buildCalendar({ events, alarm, now, sequence })), calendar };
}

/**
 * @param {readonly CalendarEvent[]} events
 * @param {PlanState} state
 * @param {CalendarState["alarm"]} alarm
 * @param {Date} now
 * @returns {CalendarState}  what the calendar will hold once it has these entries of the plan
 */
export function calendarAfterExport(events, state, alarm, now) {
  const exported = new Set(events.map(({ stepId }) => stepId));
  const others = (state.calendar?.entries ?? []).filter(({ step }) => !exported.has(step));
  return {
    sequence: nextSequence(now, state.calendar?.sequence ?? null),
    alarm,
    entries: [
      ...others,
      ...events.map(({ stepId, date, summary }) => ({ step: stepId, date, title: summary })),
    ],
  };
}

/**
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Plan} plan
 * @param {string} page
 * @param {Date} now
 * @returns {{blob: Blob, calendar: CalendarState}}  a file that cancels what is no longer to come
 */
export function cancelEvents(data, state, plan, page, now) {
  const gone = goneEntries(state, plan);
  const events = canceledEvents(state, gone, page);
  const calendar = calendarAfterCanceling(gone, state, now);
  const { sequence } = calendar;
  return { blob: calendarBlob(buildCalendar({ events, now, sequence, method: "CANCEL" })), calendar };
}

/**
 * @param {PlanState} state
 * @param {readonly CalendarEntry[]} gone
 * @param {string} page  the page's address without its fragment
 * @returns {CalendarEvent[]}  to cancel what is gone
 */
export function canceledEvents(state, gone, page) {
  const link = page + formatPlanLink(state);
  const planId = state.id ?? "";
  return gone.map(({ step, date, title }) => ({
    planId,
    stepId: step,
    date,
    summary: title,
    text: "",
    link,
  }));
}

/**
 * @param {readonly CalendarEntry[]} gone
 * @param {PlanState} state
 * @param {Date} now
 * @returns {CalendarState}  what the calendar will hold without them
 */
export function calendarAfterCanceling(gone, state, now) {
  const steps = new Set(gone.map(({ step }) => step));
  return {
    sequence: nextSequence(now, state.calendar?.sequence ?? null),
    alarm: state.calendar?.alarm ?? "none",
    entries: (state.calendar?.entries ?? []).filter(({ step }) => !steps.has(step)),
  };
}

/**
 * Several plans in one file, each entry with the sequence of its plan.
 *
 * @param {readonly {events: readonly CalendarEvent[], calendar: CalendarState}[]} plans
 * @param {Omit<Parameters<typeof buildCalendar>[0], "events" | "sequence">} options
 * @returns {Blob}
 */
export function joinCalendars(plans, options) {
  const events = plans.flatMap(({ events: own, calendar: { sequence } }) =>
    own.map((event) => ({ ...event, sequence })),
  );
  return calendarBlob(buildCalendar({ ...options, events }));
}

/**
 * @param {PlanState} state
 * @param {Pick<Plan, "steps">} plan
 * @returns {CalendarEntry[]}  entries in the calendar that the plan no longer has: of
 *   what was done before its day as well, or the calendar would ask for it again
 */
export function goneEntries(state, plan) {
  const toCome = new Set(state.ended === null ? plan.steps.filter(isToCome).map(({ id }) => id) : []);
  return (state.calendar?.entries ?? []).filter(({ step, date }) => {
    const doneOn = state.done[step];
    return doneOn === undefined ? !toCome.has(step) : date > doneOn;
  });
}

/**
 * @param {string} url
 * @param {PlanState} state
 * @param {string} step
 * @returns {Promise<string>}  the message's first text, filled; empty when it cannot be fetched
 */
async function messageText(url, state, step) {
  const file = await loadMessage(url);
  const variant = file?.variants[0];
  if (!file || !variant) {
    return "";
  }
  /** @type {Record<string, string>} */
  const values = { ...state.values };
  const line = file.reasons.find(({ id }) => id === state.reasons[step])?.line;
  const labels = new Map(file.fields.map(({ id, label }) => [id, label]));
  /** @param {(string | {field: string})[]} parts */
  const fill = (parts) =>
    parts
      .map((piece) => {
        if (typeof piece === "string") {
          return piece;
        }
        if (piece.field === "reason") {
          return line ?? "[Your reason for writing]";
        }
        return values[piece.field] ?? `[${labels.get(piece.field) ?? piece.field}]`;
      })
      .join("");
  return [variant.subject ? `Subject: ${fill(variant.subject)}` : "", fill(variant.body)]
    .filter((text) => text !== "")
    .join("\n\n");
}

/**
 * @param {string} url
 * @returns {Promise<MessageFile | null>}
 */
function loadMessage(url) {
  const known = messageFiles.get(url);
  if (known) {
    return known;
  }
  const loading = fetch(url)
    .then((response) => (response.ok ? response.json() : null))
    // Offline: the entry goes without the text, its link still leads to it.
    .catch(() => null);
  messageFiles.set(url, loading);
  return loading;
}
