/**
 * Puts a plan onto the page: the panel that says what to do now, the question to a late reader, and the rows of steps.
 * Fetched when the first date is there. Reads nothing but its arguments; every change of a plan begins in
 * `follow-up-timeline.mjs`.
 *
 * @import {Plan, PlannedStep, Step, Timeline} from "../shared/schedule.mjs"
 * @import {PlanState} from "../shared/plan-state.mjs"
 * @import {TimelineData} from "../shared/timeline-plan.mjs"
 */

import { formatDate, formatDistance, formatLongDate } from "../shared/dates.mjs";
import { build, part } from "../shared/dom.mjs";
import { formatDropReason, formatMoves, formatState } from "../shared/plan-words.mjs";
import {
  describeRest,
  isToCome,
  messageLink,
  nextFragment,
  NO_REASON,
  offeredReasons,
  stepTitle,
} from "../shared/timeline-plan.mjs";

/**
 * @param {Element} root  the component
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Plan} plan  without problems
 * @param {string} today
 * @param {ReadonlyMap<Element, string>} words  the server's, by the element they stood in
 */
export function drawPlan(root, data, state, plan, today, words) {
  if (!state.asked && state.ended === null && plan.askAbout.length > 0) {
    // Nothing is named as due before it is known what was done.
    drawRelative(root, data, state, words);
    drawQuestion(root, data.timeline, plan, today);
    return;
  }
  part(root, "[data-part='ask']", HTMLElement).hidden = true;
  const rows = new Map(plan.steps.map((step) => [step.id, step]));
  for (const step of data.timeline.steps) {
    const planned = rows.get(step.id);
    if (planned) {
      drawRow(root, data, state, step, planned, today);
    }
  }
  drawNow(root, data, state, plan, today);
  const start = `${data.timeline.start_label}: ${formatLongDate(state.values["start"] ?? today)}`;
  const told = [state.values["company"], state.values["role"], start].filter((text) => text !== undefined);
  setText(root, "print-head", told.join(" · "));
  part(root, "[data-part='tools']", HTMLElement).hidden = false;
}

/**
 * @param {Element} root
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Step} step
 * @param {PlannedStep} planned
 * @param {string} today
 */
function drawRow(root, data, state, step, planned, today) {
  const row = part(root, `li[data-step='${step.id}']`, HTMLLIElement);
  const toCome = isToCome(planned) && state.ended === null;
  const isNow = planned.state === "today" && toCome;
  const isOver = planned.state === "done" || planned.state === "skipped";
  row.dataset["state"] = toCome || isOver ? planned.state : "dropped";
  if (isNow) {
    row.setAttribute("aria-current", "step");
  } else {
    row.removeAttribute("aria-current");
  }

  const message = planned.message === null ? undefined : data.messages[planned.message];
  setText(row, "title", stepTitle(data, step, planned));
  setText(row, "date", planned.date === null ? "" : formatDate(planned.date, today));
  const hasDay = planned.date !== null && (toCome || planned.state === "done");
  setText(row, "distance", hasDay && planned.date !== null ? formatDistance(planned.date, today) : "");
  const isCalledOff = isToCome(planned) && !toCome;
  show(
    row,
    "state",
    planned.state !== "later" || isCalledOff,
    isCalledOff ? "Not needed" : formatState(planned.state),
  );
  const moved = toCome ? capitalize(formatMoves(planned.moves, today)) : "";
  const why = planned.droppedBecause ? formatDropReason(planned.droppedBecause) : moved;
  show(row, "moves", why !== "", why);

  const line = row.querySelector("[data-part='message-line']");
  if (line instanceof HTMLElement) {
    line.hidden = !toCome || isNow || message === undefined;
    const anchor = part(line, "[data-part='message']", HTMLAnchorElement);
    anchor.href = message ? messageLink(message, state, step.id) : anchor.href;
    const late = line.querySelector("[data-part='late']");
    if (late instanceof HTMLElement) {
      late.hidden = true;
    }
  }

  const hasBegun = (state.values["start"] ?? "") <= today;
  const controls = part(row, "[data-part='controls']", HTMLElement);
  controls.hidden = state.ended !== null;
  part(controls, "[data-part='mark-done']", HTMLElement).hidden = isOver || isNow || !hasBegun;
  const skipButton = controls.querySelector("[data-part='mark-skipped']");
  if (skipButton instanceof HTMLElement) {
    skipButton.hidden = !isToCome(planned) || isNow;
  }
  part(controls, "[data-part='undo']", HTMLElement).hidden = !isOver;
  part(controls, "[data-part='calendar-step']", HTMLElement).hidden = !toCome;
  part(controls, "[data-part='done-on-field']", HTMLElement).hidden = planned.state !== "done";
  setText(
    row,
    "done-by-hand",
    planned.state === "done" && planned.date !== null ? formatDate(planned.date, today) : "",
  );
  const doneOn = part(controls, "[data-part='done-on']", HTMLInputElement);
  doneOn.max = today;
  if (planned.state === "done" && planned.date !== null && doneOn !== document.activeElement) {
    doneOn.value = planned.date;
  }
}

/**
 * Before anything is named as due, a late reader says what is done.
 *
 * @param {Element} root
 * @param {Timeline} timeline
 * @param {Plan} plan
 * @param {string} today
 */
function drawQuestion(root, timeline, plan, today) {
  const form = part(root, "[data-part='ask']", HTMLFormElement);
  form.hidden = false;
  const list = part(form, "[data-part='ask-steps']", HTMLElement);
  const asked = plan.askAbout.map((id) => ({ id, plannedFor: plannedDay(plan, id, today) }));
  const key = JSON.stringify(asked);
  if (list.dataset["asked"] === key) {
    return;
  }
  list.dataset["asked"] = key;
  list.replaceChildren(
    ...asked.map(({ id, plannedFor }) => {
      const step = timeline.steps.find((candidate) => candidate.id === id);
      const errorId = `${form.getAttribute("aria-labelledby")}-${id}-error`;
      const box = build("input", { type: "checkbox", name: "sent", value: id });
      const day = build("input", {
        class: "fu-field__input",
        type: "date",
        name: `sent-on:${id}`,
        max: today,
        value: plannedFor,
        "aria-label": `${step?.title ?? id}: on which day?`,
        "aria-describedby": errorId,
      });
      return build(
        "p",
        { class: "fu-timeline__asked" },
        build("label", {}, box, build("span", {}, step?.title ?? id)),
        build("span", {}, day),
        build("span", { class: "fu-field__error", id: errorId, "data-error": `sent-on:${id}`, hidden: "" }),
      );
    }),
  );
}

/**
 * @param {Plan} plan
 * @param {string} id  of a step
 * @param {string} today
 * @returns {string}  the day the step was planned for before it was late, or today where that is still to come
 */
function plannedDay(plan, id, today) {
  const planned = plan.steps.find((step) => step.id === id);
  const day = planned?.moves.find(({ code }) => code === "late")?.from ?? planned?.date ?? today;
  return day < today ? day : today;
}

/**
 * @param {Element} root
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Plan} plan
 * @param {string} today
 */
function drawNow(root, data, state, plan, today) {
  const panel = part(root, "[data-part='now']", HTMLElement);
  panel.hidden = false;
  const id = state.ended === null ? plan.now : null;
  const step = data.timeline.steps.find((candidate) => candidate.id === id);
  const planned = plan.steps.find((candidate) => candidate.id === id);
  panel.dataset["step"] = id ?? "";
  panel.toggleAttribute("data-due", id !== null);
  /** @type {HTMLElement[]} */
  const links = [];
  if (step && planned) {
    drawDue(panel, data, state, step, planned);
    if (step.contact === "none" && data.afterClose) {
      links.push(build("a", { href: data.afterClose.url }, data.afterClose.title));
    }
  } else {
    const { title, text } = describeRest(data, state, plan, today);
    setText(panel, "now-title", title);
    setText(panel, "now-text", text);
    show(panel, "now-reason", false);
    show(panel, "now-no-reason", false);
    show(panel, "now-actions", false);
    const next = state.ended === null ? undefined : data.heardBack[state.ended.kind];
    if (state.ended !== null && next) {
      links.push(
        build("a", { class: "fu-button", href: next.url + nextFragment(state) }, `Next: ${next.title}`),
      );
    } else if (plan.closed && data.afterClose) {
      links.push(build("a", { href: data.afterClose.url }, data.afterClose.title));
    }
    if (state.ended !== null) {
      const button = { class: "fu-button fu-button--plain", type: "button", "data-action": "reopen" };
      links.push(build("button", button, "Undo: I have not heard back"));
    }
  }
  if (state.ended === null && state.answers.length > 0) {
    const button = { class: "fu-button fu-button--plain", type: "button", "data-action": "undo-answer" };
    links.push(build("button", button, "Undo: they have not asked for more time"));
  }
  const place = part(panel, "[data-part='now-links']", HTMLElement);
  place.replaceChildren(...links);
  place.hidden = links.length === 0;
}

/**
 * @param {Element} panel
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Step} step
 * @param {PlannedStep} planned
 */
function drawDue(panel, data, state, step, planned) {
  const message = planned.message === null ? undefined : data.messages[planned.message];
  setText(panel, "now-title", `Today: ${stepTitle(data, step, planned)}`);
  setText(panel, "now-text", step.text);
  const select = part(panel, "[data-part='reason']", HTMLSelectElement);
  const offered = offeredReasons(data, step, planned);
  const given = state.reasons[step.id] ?? "";
  const chosen = given === NO_REASON || offered.includes(given) ? given : "";
  const key = `${step.id} ${planned.message}`;
  if (select.dataset["for"] !== key) {
    select.dataset["for"] = key;
    select.replaceChildren(
      build("option", { value: "" }, "Choose the one that is true"),
      ...offered.map((reason) => build("option", { value: reason }, message?.reasons[reason] ?? reason)),
      build("option", { value: NO_REASON }, "None of these"),
    );
  }
  select.value = chosen;
  const needsReason = step.contact !== "none";
  show(panel, "now-reason", needsReason);
  show(panel, "now-no-reason", needsReason && chosen === NO_REASON);
  show(panel, "now-actions", true);
  const anchor = part(panel, "[data-part='now-message']", HTMLAnchorElement);
  anchor.hidden = message === undefined || chosen === "" || chosen === NO_REASON;
  if (message) {
    anchor.href = messageLink(message, state, step.id);
  }
  const done = part(panel, "[data-part='now-done']", HTMLElement);
  done.textContent = step.contact === "none" ? "Done" : "I sent it";
  part(panel, "[data-action='skip']", HTMLElement).hidden = step.contact === "none";
}

/**
 * Takes the dates away and puts the server's words back. A message opens with what is known all the same.
 *
 * @param {Element} root
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {ReadonlyMap<Element, string>} words  by the element they stood in
 */
export function drawRelative(root, data, state, words) {
  for (const name of ["now", "ask", "tools"]) {
    part(root, `[data-part='${name}']`, HTMLElement).hidden = true;
  }
  for (const [element, text] of words) {
    element.textContent = text;
  }
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("li[data-step]"))) {
    delete row.dataset["state"];
    setText(row, "done-by-hand", "");
    row.removeAttribute("aria-current");
    for (const name of ["state", "moves", "controls"]) {
      show(row, name, false);
    }
    for (const name of ["message-line", "late"]) {
      const element = row.querySelector(`[data-part='${name}']`);
      if (element instanceof HTMLElement) {
        element.hidden = false;
      }
    }
    const step = data.timeline.steps.find(({ id }) => id === row.dataset["step"]);
    fillLink(row, "message", data, state, step, step?.message);
    fillLink(row, "late", data, state, step, step?.late_message);
  }
}

/**
 * @param {Element} row
 * @param {string} name
 * @param {TimelineData} data
 * @param {PlanState} state
 * @param {Step | undefined} step
 * @param {string | null | undefined} slug  the message's
 */
function fillLink(row, name, data, state, step, slug) {
  const anchor = row.querySelector(`a[data-part='${name}']`);
  const message = data.messages[slug ?? ""];
  if (anchor instanceof HTMLAnchorElement && message !== undefined && step !== undefined) {
    anchor.href = messageLink(message, state, step.id);
  }
}

/**
 * Shows the days that steps were done on, to be corrected, while no plan can be drawn from them.
 *
 * @param {Element} root
 * @param {PlanState} state
 */
export function drawMarks(root, state) {
  for (const [id, on] of Object.entries(state.done)) {
    const row = root.querySelector(`li[data-step='${CSS.escape(id)}']`);
    if (row === null) {
      continue;
    }
    show(row, "controls", true);
    for (const name of ["mark-done", "calendar-step"]) {
      show(row, name, false);
    }
    for (const name of ["undo", "done-on-field"]) {
      show(row, name, true);
    }
    const skipButton = row.querySelector("[data-part='mark-skipped']");
    skipButton?.toggleAttribute("hidden", true);
    part(row, "[data-part='done-on']", HTMLInputElement).value = on;
  }
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} text
 */
function setText(root, name, text) {
  const element = part(root, `[data-part='${name}']`, HTMLElement);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @param {boolean} isShown
 * @param {string} [text]
 */
function show(root, name, isShown, text) {
  part(root, `[data-part='${name}']`, HTMLElement).hidden = !isShown;
  if (isShown && text !== undefined) {
    setText(root, name, text);
  }
}

/** @param {string} text */
function capitalize(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
