/**
 * A plan as calendar entries: the files to download, the links to other calendars, and what to change after the plan has
 * changed. Fetched when the reader opens the panel or asks for an entry.
 *
 * @import {CalendarEvent} from "../shared/calendar.mjs"
 * @import {CalendarState, PlanState} from "../shared/plan-state.mjs"
 * @import {Plan} from "../shared/schedule.mjs"
 * @import {TimelineData} from "./timeline-view.mjs"
 */

import {
  buildCalendar,
  calendarBlob,
  googleCalendarUrl,
  nextSequence,
  outlookCalendarUrl,
} from "../shared/calendar.mjs";
import { formatDate } from "../shared/dates.mjs";
import { build, part } from "../shared/dom.mjs";
import { formatLink, toLinkValues } from "../shared/plan-state.mjs";
import { isToCome } from "./timeline-view.mjs";

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
  const link = page + formatLink(toLinkValues(state));
  const company = state.values["company"];
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
        summary: company ? `${title} (${company})` : title,
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
  const sequence = nextSequence(now, state.calendar?.sequence ?? null);
  const exported = new Set(events.map(({ stepId }) => stepId));
  const others = (state.calendar?.entries ?? []).filter(({ step }) => !exported.has(step));
  return {
    blob: calendarBlob(buildCalendar({ events, alarm, now, sequence })),
    calendar: {
      sequence,
      alarm,
      entries: [
        ...others,
        ...events.map(({ stepId, date, summary }) => ({ step: stepId, date, title: summary })),
      ],
    },
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
  const sequence = nextSequence(now, state.calendar?.sequence ?? null);
  const gone = goneEntries(state, plan);
  const link = page + formatLink(toLinkValues(state));
  const events = gone.map(({ step, date, title }) => ({
    planId: state.id ?? "",
    stepId: step,
    date,
    summary: title,
    text: "",
    link,
  }));
  const kept = (state.calendar?.entries ?? []).filter((entry) => !gone.includes(entry));
  return {
    blob: calendarBlob(buildCalendar({ events, now, sequence, method: "CANCEL" })),
    calendar: { sequence, alarm: state.calendar?.alarm ?? "none", entries: kept },
  };
}

/**
 * @param {PlanState} state
 * @param {Plan} plan
 * @returns {import("../shared/plan-state.mjs").CalendarEntry[]}  entries in the calendar that the plan no longer has: of
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
 * Shows what has to change in a calendar that holds an older plan, and the links to other calendars.
 *
 * @param {Element} root  the component
 * @param {PlanState} state
 * @param {Plan} plan
 * @param {CalendarEvent[]} events
 * @param {string} today
 */
export function drawCalendar(root, state, plan, events, today) {
  const entries = state.calendar?.entries ?? [];
  const gone = goneEntries(state, plan);
  const hasMoved = events.some(({ stepId, date }) =>
    entries.some((entry) => entry.step === stepId && entry.date !== date),
  );
  part(root, "[data-part='calendar-change']", HTMLElement).hidden = gone.length === 0 && !hasMoved;
  part(root, "[data-part='calendar-update']", HTMLElement).hidden = !hasMoved;
  part(root, "[data-part='calendar-cancel']", HTMLElement).hidden = gone.length === 0;
  const outdated = entries.filter(
    (entry) =>
      gone.includes(entry) || events.some(({ stepId, date }) => stepId === entry.step && date !== entry.date),
  );
  part(root, "[data-part='calendar-delete']", HTMLElement).hidden = outdated.length === 0;
  part(root, "[data-part='calendar-delete-list']", HTMLElement).replaceChildren(
    ...outdated.map(({ title, date }) => build("li", {}, `${title}, ${formatDate(date, today)}`)),
  );
  const isOver = events.length === 0;
  for (const button of root.querySelectorAll(
    "[data-panel='calendar'] [data-action='calendar-all']:not([data-part])",
  )) {
    button.toggleAttribute("hidden", isOver);
  }
  part(root, "[data-part='other-calendars']", HTMLElement).replaceChildren(
    ...events.map((event) => {
      const external = { target: "_blank", rel: "noopener noreferrer" };
      return build(
        "li",
        {},
        `${event.summary}, ${formatDate(event.date, today)}: `,
        build("a", { ...external, href: googleCalendarUrl(event) }, "Google Calendar"),
        " ",
        build("a", { ...external, href: outlookCalendarUrl(event) }, "Outlook"),
        " ",
        build(
          "button",
          {
            type: "button",
            class: "fu-button fu-button--plain",
            "data-action": "calendar-copy",
            "data-step": event.stepId,
          },
          "Copy",
        ),
      );
    }),
  );
}

/**
 * @param {CalendarEvent} event
 * @param {string} today
 * @returns {string}  an entry as text, to paste
 */
export function eventText(event, today) {
  return `${event.summary}\n${formatDate(event.date, today)}\n\n${event.text}\n\n${event.link}`;
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
