/**
 * Puts the board onto the page: groups of rows, and the panels that open beneath a row. Reads nothing but its arguments;
 * every change of a plan begins in `board-editor.mjs`.
 *
 * A row that is there already is changed and moved, never made anew: what the reader types, and where, stays theirs. Of
 * many new rows those in sight are made at once, and the rest a few at a time, so that the page never stops answering.
 *
 * @import {AnswerKind} from "../shared/heard-back.mjs"
 * @import {Entry, Group} from "./board-entries.mjs"
 */

import { build, part } from "../shared/dom.mjs";
import { drawAnswer } from "../shared/heard-back-form.mjs";
import { describeJob, describeOpening, describeState, describeWhen, groupTitle } from "./board-words.mjs";

/** @typedef {{group: Group | null, entries: Entry[]}} DrawnGroup */
/** @typedef {{element: HTMLLIElement, entry: Entry, drawn: string, drawnOn: string}} Row  `drawn`: what it shows, to be compared */
/** @typedef {"heard" | "more"} Panel */

/** New rows that are made at once: as many as a screen shows beneath the heading and the filter. */
const ROWS_AT_ONCE = 3;

/** New rows that are made in one go after that: the page answers in between. */
const ROWS_A_TURN = 20;

export class BoardView {
  /** @type {HTMLElement} */
  #root;
  /** By the plan's id. @type {Map<string, Row>} */
  #rows = new Map();
  /** @type {Map<Group | null, HTMLElement>} */
  #sections = new Map();
  /** The timer of the rows that are still to be made. @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /**
   * @param {HTMLElement} root  the component
   * @param {AbortSignal} signal  ends the view, with the component
   */
  constructor(root, signal) {
    this.#root = root;
    signal.addEventListener("abort", () => clearTimeout(this.#rest));
    part(root, "[data-part='groups']", HTMLElement).replaceChildren();
  }

  /**
   * @param {readonly DrawnGroup[]} groups
   * @param {ReadonlySet<string>} ids  of all plans that are kept, shown or not
   * @param {string} today
   * @param {number} [rows]  that may be made in this go
   */
  draw(groups, ids, today, rows = ROWS_AT_ONCE) {
    clearTimeout(this.#rest);
    let unmade = 0;
    /** @param {Entry} entry */
    const rowOrLater = (entry) => {
      unmade += this.#rows.has(entry.plan.id) ? 0 : 1;
      return this.#rows.has(entry.plan.id) || unmade <= rows ? [this.#row(entry, today)] : [];
    };
    for (const id of this.#rows.keys()) {
      if (!ids.has(id)) {
        this.#rows.get(id)?.element.remove();
        this.#rows.delete(id);
      }
    }
    keepingFocus(() => {
      const sections = groups.map(({ group, entries }) => {
        const section = this.#section(group);
        setText(section, "group-title", groupTitle(group));
        setText(section, "group-count", `(${entries.length})`);
        arrange(part(section, "[data-part='plans']", HTMLElement), entries.flatMap(rowOrLater));
        return section;
      });
      arrange(part(this.#root, "[data-part='groups']", HTMLElement), sections);
    });
    if (unmade > rows) {
      this.#rest = setTimeout(() => this.draw(groups, ids, today, ROWS_A_TURN));
    }
  }

  /**
   * @param {string} id  of a plan
   * @returns {HTMLLIElement | null}
   */
  row(id) {
    return this.#rows.get(id)?.element ?? null;
  }

  /**
   * Opens a panel beneath a row, or closes it. One is open at a time.
   *
   * @param {string} id  of a plan
   * @param {Panel} name
   * @param {string} today
   */
  toggle(id, name, today) {
    const row = this.#rows.get(id);
    if (row === undefined) {
      return;
    }
    const isOpen = row.element.querySelector(`[data-panel='${name}']`) !== null;
    this.close(id);
    if (!isOpen) {
      const panel = this.#clone(name, HTMLElement, `-${id}`);
      row.element.append(panel);
      const button = part(row.element, `[data-part='${name}']`, HTMLButtonElement);
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-controls", panel.id);
      if (name === "heard") {
        prepareHeard(panel, row.entry, today);
      } else {
        drawMore(panel, row.entry);
      }
    }
  }

  /** @param {string} id  of a plan whose panel is to go */
  close(id) {
    const element = this.row(id);
    element?.querySelector("[data-panel]")?.remove();
    for (const button of element?.querySelectorAll("[aria-expanded]") ?? []) {
      button.setAttribute("aria-expanded", "false");
      button.removeAttribute("aria-controls");
    }
  }

  /**
   * @param {readonly {key: string, text: string}[]} documents  that were set aside
   * @param {string} words
   */
  drawDamaged(documents, words) {
    part(this.#root, "[data-part='damaged']", HTMLElement).hidden = documents.length === 0;
    setText(this.#root, "damaged-words", words);
    part(this.#root, "[data-part='damaged-list']", HTMLElement).replaceChildren(
      ...documents.map(({ key, text }, index) => {
        const item = this.#clone("damaged", HTMLLIElement);
        const size = text.length === 1 ? "1 character" : `${text.length.toLocaleString("en-US")} characters`;
        const name = documents.length === 1 ? "What was set aside" : `Copy ${index + 1}`;
        setText(item, "damaged-name", `${name} (${size}):`);
        item.dataset["key"] = key;
        for (const button of item.querySelectorAll("button")) {
          button.setAttribute("aria-label", `${button.textContent}: ${name}`);
        }
        return item;
      }),
    );
  }

  /**
   * @param {readonly {day: string, name: string, step: string}[]} lines
   */
  drawTable(lines) {
    part(this.#root, "[data-part='weeks-rows']", HTMLElement).replaceChildren(
      ...lines.map(({ day, name, step }) =>
        build("tr", {}, build("td", {}, day), build("td", {}, name), build("td", {}, step)),
      ),
    );
  }

  /** @param {Group | null} group */
  #section(group) {
    const section = this.#sections.get(group) ?? this.#clone("group", HTMLElement);
    section.dataset["group"] = group ?? "all";
    this.#sections.set(group, section);
    return section;
  }

  /**
   * @param {Entry} entry
   * @param {string} today
   */
  #row(entry, today) {
    const { id } = entry.plan;
    let row = this.#rows.get(id);
    if (row === undefined) {
      const element = this.#clone("row", HTMLLIElement);
      element.dataset["plan"] = id;
      row = { element, entry, drawn: "", drawnOn: "" };
      this.#rows.set(id, row);
    }
    if (row.entry !== entry || row.drawnOn !== today) {
      row.entry = entry;
      row.drawnOn = today;
      drawRow(row, today);
    }
    return row.element;
  }

  /**
   * @template {HTMLElement} Type
   * @param {string} name  of a template
   * @param {new () => Type} type
   * @param {string} [suffix]  to be put after each id, and after what refers to it
   * @returns {Type}  its one element
   */
  #clone(name, type, suffix = "") {
    const template = part(this.#root, `template[data-template='${name}']`, HTMLTemplateElement);
    const content = document.importNode(template.content, true);
    for (const attribute of suffix === "" ? [] : ["id", "for", "aria-describedby"]) {
      for (const element of content.querySelectorAll(`[${attribute}]`)) {
        const names = (element.getAttribute(attribute) ?? "").split(" ");
        element.setAttribute(attribute, names.map((one) => one + suffix).join(" "));
      }
    }
    const element = content.firstElementChild;
    if (!(element instanceof type)) {
      throw new TypeError(`<follow-up-board>: expected the template ${name} to hold a ${type.name}`);
    }
    return element;
  }
}

/**
 * @param {Row} row
 * @param {string} today
 */
function drawRow(row, today) {
  const { element, entry } = row;
  const { plan, name, url, upcoming, following, group } = entry;
  const isOpen = group !== "archived" && plan.ended === null && entry.timeline !== null;
  const isDue = isOpen && group === "due";
  const canBeDone = isDue && upcoming?.kind === "action";
  const messageUrl = canBeDone ? (upcoming.messageUrl ?? "") : "";
  const shown = {
    name,
    url,
    messageUrl,
    group,
    isOpen,
    job: describeJob(entry),
    step: describeState(entry),
    when: describeWhen(entry, today),
    // Where there is a message to open, the plan's name leads to the plan.
    open: messageUrl === "" ? describeOpening(entry) : "",
    openClass: isDue && startsInPlan(entry) ? "fu-button" : "fu-button fu-button--quiet",
    done: canBeDone ? (upcoming.step.contact === "none" ? "Done" : "I sent it") : "",
    following: following?.url ?? "",
  };
  const drawn = JSON.stringify(shown);
  if (drawn !== row.drawn) {
    row.drawn = drawn;
    element.dataset["group"] = group;
    const link = part(element, "[data-part='link']", HTMLAnchorElement);
    link.textContent = name;
    link.setAttribute("href", url);
    for (const text of /** @type {const} */ (["job", "step", "when"])) {
      show(element, text, shown[text]);
    }
    const message = show(element, "message", messageUrl === "" ? "" : "Open the message", name);
    message.setAttribute("href", messageUrl);
    const open = show(element, "open", shown.open, name);
    open.setAttribute("href", url);
    open.className = shown.openClass;
    const next = show(element, "following", following ? `Next: ${following.title}` : "", name);
    next.setAttribute("href", shown.following);
    show(element, "done", shown.done, name);
    show(element, "heard", isOpen ? "I heard back" : "", name);
    show(element, "more", "More", name);
  }
  const more = element.querySelector("[data-panel='more']");
  if (more instanceof HTMLElement) {
    drawMore(more, entry);
  }
}

/**
 * @param {Entry} entry
 * @returns {boolean}  whether the plan itself is the way to what is due
 */
function startsInPlan({ upcoming }) {
  return upcoming?.kind === "question" || upcoming?.needsReason === true;
}

/**
 * @param {HTMLElement} panel
 * @param {Entry} entry
 */
function drawMore(panel, { plan, upcoming, group }) {
  for (const name of /** @type {const} */ (["name", "notes"])) {
    const field = panel.querySelector(`[name='${name}']`);
    if (
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field !== document.activeElement &&
      field.value !== (plan[name] ?? "")
    ) {
      field.value = plan[name] ?? "";
    }
  }
  const isArchived = group === "archived";
  const canSkip = group === "due" && upcoming?.kind === "action" && upcoming.step.contact !== "none";
  part(panel, "[data-part='skip']", HTMLElement).hidden = !canSkip;
  part(panel, "[data-part='reopen']", HTMLElement).hidden = plan.ended === null || isArchived;
  part(panel, "[data-part='archive']", HTMLElement).hidden = isArchived;
  part(panel, "[data-part='bring-back']", HTMLElement).hidden = !isArchived;
}

/**
 * @param {HTMLElement} panel
 * @param {Entry} entry
 * @param {string} today
 */
function prepareHeard(panel, { timeline }, today) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (panel.querySelectorAll("[name='answer']"))) {
    if (!timeline?.answers.includes(box.value)) {
      box.closest("label")?.remove();
    }
  }
  drawAnswer(panel, /** @type {AnswerKind | null} */ (null), today);
}

/**
 * Puts children into their order, and takes out all others, without moving the one that has the focus: it would lose it.
 *
 * @param {HTMLElement} parent
 * @param {readonly HTMLElement[]} children
 */
function arrange(parent, children) {
  const focused = document.activeElement;
  /** @type {Element | null} */
  let place = parent.firstElementChild;
  for (const child of children) {
    while (place !== child && place !== null && child.contains(focused) && child.parentElement === parent) {
      const next = /** @type {Element | null} */ (place.nextElementSibling);
      place.remove();
      place = next;
    }
    if (place === child) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  while (place !== null) {
    const next = /** @type {Element | null} */ (place.nextElementSibling);
    place.remove();
    place = next;
  }
}

/**
 * A row that changes its group takes the focus, and what is selected, along.
 *
 * @param {() => void} action
 */
function keepingFocus(action) {
  const focused = document.activeElement;
  const isText = focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement;
  const selection = isText ? [focused.selectionStart, focused.selectionEnd] : [];
  action();
  if (focused instanceof HTMLElement && focused.isConnected && focused !== document.activeElement) {
    focused.focus({ preventScroll: true });
    const [start = null, end = null] = selection;
    if (isText && start !== null) {
      focused.setSelectionRange(start, end);
    }
  }
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} text  empty to hide the part
 * @param {string} [plan]  its name, where the text alone would not tell one row's control from another's
 */
function show(root, name, text, plan) {
  const element = part(root, `[data-part='${name}']`, HTMLElement);
  element.hidden = text === "";
  element.textContent = text;
  if (plan !== undefined) {
    element.setAttribute("aria-label", `${text}: ${plan}`);
  }
  return element;
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} text
 */
export function setText(root, name, text) {
  const element = part(root, `[data-part='${name}']`, HTMLElement);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
