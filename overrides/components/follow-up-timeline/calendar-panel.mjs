/**
 * The panel of a plan's calendar: links to other calendars, and what to change there. Fetched when the reader opens it.
 *
 * @import {CalendarEvent} from "../shared/calendar.mjs"
 * @import {PlanState} from "../shared/plan-state.mjs"
 * @import {Plan} from "../shared/schedule.mjs"
 */

import { googleCalendarUrl, outlookCalendarUrl } from "../shared/calendar.mjs";
import { formatDate } from "../shared/dates.mjs";
import { build, part } from "../shared/dom.mjs";
import { goneEntries } from "../shared/plan-calendar.mjs";

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
