/**
 * The board's state, and everything that can change it: what is kept, the filter, the buttons of the rows.
 *
 * Every change of a plan is made on what is kept at that moment, whoever wrote it, and drawn from the store's answer: what
 * the browser does not keep does not show as if it did.
 *
 * @import {AnswerKind, Heard} from "../shared/heard-back.mjs"
 * @import {HolidayFile} from "../shared/days-off.mjs"
 * @import {Plan} from "../shared/document.mjs"
 * @import {DayOff} from "../shared/schedule.mjs"
 * @import {PlanState} from "../shared/plan-state.mjs"
 * @import {PlanStore, Reason, Result} from "../shared/store.mjs"
 * @import {BoardData, BoardTimeline, Entry, Query, Show, Sort} from "./board-entries.mjs"
 */

import { chooseCountry } from "../shared/days-off.mjs";
import { embeddedData, fetchPart, part } from "../shared/dom.mjs";
import { showError } from "../shared/fields.mjs";
import { checkHeard, hearBack } from "../shared/heard-back.mjs";
import { drawAnswer, readHeard } from "../shared/heard-back-form.mjs";
import { markDone, reopenPlan, skip, takeBackAnswer, undo } from "../shared/plan-state.mjs";
import { saveFile } from "../shared/save-file.mjs";
import { SET_ASIDE, STORE_FAULTS } from "../shared/store-words.mjs";
import { openStore } from "../shared/store.mjs";
import { fetchHolidays, makeDaysOff } from "../shared/timeline-plan.mjs";
import { today } from "../shared/today.mjs";
import {
  arrangeEntries,
  countEntries,
  countriesOf,
  filterEntries,
  lastAlarm,
  readEntry,
  readTimelines,
} from "./board-entries.mjs";
import { BoardView } from "./board-view.mjs";
import { ALREADY_BACK, describeCounts, describeReceipt } from "./board-words.mjs";
import { describeWeeks, drawWeeks, listWeeks, weeksAhead } from "./weeks-ahead.mjs";

/** More plans than this are too many to look through. */
const PLANS_WITHOUT_FILTER = 5;

/** @type {Query} */
const NO_QUERY = Object.freeze({ text: "", show: "all", sort: "due" });

/** @typedef {(plan: Plan) => Plan} Change */
/** @typedef {"done" | "skip" | "reopen" | "archive" | "bring-back"} Action  a change that a button makes */
/** @typedef {{text: string, link?: {title: string, url: string} | null}} Receipt */

export class BoardEditor {
  /** @type {HTMLElement} */
  #root;
  /** @type {BoardData} */
  #data;
  /** @type {ReadonlyMap<string, BoardTimeline>} */
  #timelines;
  /** @type {PlanStore} */
  #store;
  /** The same without a lock, whose operations are done when their call returns. @type {PlanStore} */
  #unlockedStore;
  /** @type {BoardView} */
  #view;
  /** As kept, by id. @type {Map<string, Plan>} */
  #plans = new Map();
  /** By country; null where there are none, or none to be had. @type {Map<string, HolidayFile | null>} */
  #holidays = new Map();
  /** By country and subdivision, as in a link. @type {Map<string, DayOff>} */
  #daysOff = new Map();
  /** What has been worked out of a plan: it holds while the plan, the day and the holidays stay. @type {Map<Plan, Entry>} */
  #entries = new Map();
  #drawnOn = "";
  #drawnWeeks = "";
  /** The timer of the weeks ahead. @type {ReturnType<typeof setTimeout> | undefined} */
  #weeksToDraw;
  #showsArchived = false;
  /** Changes on their way into the store. @type {Set<{id: string, change: Change}>} */
  #underWay = new Set();
  /** Takes back the last change, and says which plan it was. @type {(() => Promise<string | null>) | null} */
  #takeBack = null;

  /**
   * @param {HTMLElement} root  the component
   * @param {AbortSignal} signal  ends the editor, with the component
   */
  constructor(root, signal) {
    this.#root = root;
    this.#data = /** @type {BoardData} */ (embeddedData(root));
    this.#timelines = readTimelines(this.#data);
    this.#view = new BoardView(root, signal);
    const browser = { storage: () => window.localStorage, events: window };
    this.#store = openStore({ ...browser, locks: navigator.locks });
    this.#unlockedStore = openStore({ ...browser, locks: undefined });
    this.#store.subscribe(() => void this.#refresh(), { signal });
    root.addEventListener("click", (event) => void this.#onClick(event), { signal });
    root.addEventListener("input", (event) => this.#onInput(event), { signal });
    root.addEventListener("submit", (event) => void this.#onSubmit(event), { signal });
    // `toggle` does not bubble.
    root.addEventListener("toggle", (event) => void this.#onToggle(event), { signal, capture: true });
    window.addEventListener("pagehide", () => this.#saveAtOnce(), { signal });
    // A tab that is left open overnight has another day in the morning; one that comes back may have a filter put back.
    document.addEventListener("visibilitychange", () => this.#drawnOn !== today() && this.#draw(), {
      signal,
    });
    window.addEventListener("pageshow", (event) => this.#onPageShow(event), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#weeksToDraw));
    void this.#refresh();
  }

  // -------------------------------------------------------------------------------------------------- what is kept

  async #refresh() {
    const result = await this.#store.list();
    if (result.ok) {
      await this.#loadHolidays(result.plans);
      // What has not changed stays the same object, and need not be worked out again.
      this.#plans = new Map(result.plans.map((plan) => [plan.id, sameOr(this.#plans.get(plan.id), plan)]));
      this.#drawFault(null);
      this.#draw();
    } else {
      this.#drawFault(result.reason);
    }
    await this.#drawDamaged();
  }

  /** @param {PageTransitionEvent} event */
  #onPageShow({ persisted }) {
    if (persisted) {
      // Brought back as it was, the page has heard of nothing that others have changed since.
      void this.#refresh();
    } else if (this.#drawnOn !== "") {
      this.#draw();
    }
  }

  /** @param {readonly Plan[]} plans */
  async #loadHolidays(plans) {
    const countries = [...countriesOf(plans, this.#data.country)];
    const wanted = countries.filter((country) => !this.#holidays.has(country));
    const loaded = await Promise.all(wanted.map((country) => fetchHolidays(this.#data, country)));
    for (const [index, country] of wanted.entries()) {
      this.#holidays.set(country, loaded[index]?.file ?? null);
    }
    if (loaded.some(({ isMissing }) => isMissing)) {
      this.#part("holidays-note").hidden = false;
    }
  }

  /**
   * @param {string} id  of a plan
   * @param {Change} change
   * @returns {Promise<{before: Plan, after: Plan} | null>}  null where nothing was kept, which the page says
   */
  async #update(id, change) {
    /** @type {Plan[]} */
    const before = [];
    const pending = {
      id,
      // Made once, by whoever comes first: the store under its lock, or the page that is left.
      change: (/** @type {Plan} */ plan) => (before.push(plan) === 1 ? change(plan) : plan),
    };
    this.#underWay.add(pending);
    const result = await this.#store.update(id, pending.change);
    this.#underWay.delete(pending);
    if (!this.#isKept(result)) {
      return null;
    }
    const [first] = before;
    if (result.plan === null || first === undefined) {
      // Another tab has erased it.
      await this.#refresh();
      return null;
    }
    this.#plans.set(id, result.plan);
    this.#draw();
    return { before: first, after: result.plan };
  }

  /**
   * @template T
   * @param {Result<T>} result
   * @returns {result is {ok: true} & T}  and says on the page where it is not
   */
  #isKept(result) {
    if (result.setAside !== undefined) {
      void this.#refresh();
    }
    if (!result.ok) {
      this.#takeBack = null;
      this.#drawReceipt({ text: STORE_FAULTS[result.reason] });
    } else if (this.#takeBack === null) {
      // What could not be kept before is past.
      this.#closeReceipt();
    }
    return result.ok;
  }

  /** The reader leaves: a change that still waits for the lock would be lost. */
  #saveAtOnce() {
    for (const { id, change } of this.#underWay) {
      void this.#unlockedStore.update(id, change);
    }
  }

  // ------------------------------------------------------------------------------------------ what the reader does

  /** @param {MouseEvent} event */
  async #onClick(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-action]") : null;
    const action = button?.getAttribute("data-action");
    const id = button?.closest("[data-plan]")?.getAttribute("data-plan") ?? "";
    if (id !== "" && event.detail > 1) {
      // The second of a double click: the first may have moved another plan's button under it.
      return;
    }
    switch (action) {
      case undefined:
      case null:
        break;
      case "heard":
      case "more":
        this.#view.toggle(id, action, today());
        break;
      case "done":
      case "skip":
      case "reopen":
      case "archive":
      case "bring-back":
        await this.#act(id, action);
        break;
      case "erase":
        await this.#erase(id);
        break;
      case "undo":
        await this.#undo();
        break;
      case "dismiss":
        this.#closeReceipt();
        this.#focusBoard();
        break;
      case "show-all":
        part(this.#root, "[data-part='filter']", HTMLFormElement).reset();
        this.#draw();
        part(this.#root, "[name='text']", HTMLInputElement).focus();
        break;
      case "toggle-archived":
        this.#showsArchived = !this.#showsArchived;
        this.#draw();
        break;
      case "save-damaged":
      case "drop-damaged":
        await this.#handleDamaged(action, button?.closest("[data-key]")?.getAttribute("data-key") ?? "");
        break;
      default:
        await this.#calendarAction(action);
    }
  }

  /**
   * @param {string} id  of a plan
   * @param {Action} action
   */
  async #act(id, action) {
    const entry = this.#entry(id);
    if (entry === null) {
      return;
    }
    const step = entry.upcoming?.step.id ?? "";
    const day = today();
    /** @type {Record<Action, [Change, Change]>}  what each does, and what takes it back */
    const changes = {
      done: [(plan) => keepKeys(plan, plan.done[step] ? plan : markDone(plan, step, day)), undoStep(step)],
      skip: [(plan) => keepKeys(plan, skip(plan, step)), undoStep(step)],
      reopen: [(plan) => keepKeys(plan, reopenPlan(plan)), (plan) => ({ ...plan, ended: entry.plan.ended })],
      archive: [archive, bringBack],
      "bring-back": [bringBack, archive],
    };
    const [change, inverse] = changes[action];
    await this.#changeWithUndo(entry, change, inverse, () => ({ text: describeReceipt(action, entry) }));
  }

  /**
   * @param {Entry} entry
   * @param {Change} change
   * @param {Change} inverse  takes the change alone back, where the plan has been changed again since
   * @param {() => Receipt} describe  runs when the change is drawn
   */
  async #changeWithUndo({ plan: { id } }, change, inverse, describe) {
    const changed = await this.#update(id, change);
    if (changed !== null) {
      this.#view.close(id);
      const { before, after } = changed;
      this.#takeBack = async () => {
        const back = await this.#update(id, (plan) => (isSame(plan, after) ? before : inverse(plan)));
        return back && id;
      };
      this.#drawReceipt(describe());
    }
  }

  /** @param {string} id  of a plan */
  async #erase(id) {
    const entry = this.#entry(id);
    const result = await this.#store.erase(id);
    if (entry === null || !this.#isKept(result)) {
      return;
    }
    const erased = result.plan;
    this.#plans.delete(id);
    this.#draw();
    this.#takeBack = erased && (() => this.#bringBackErased(erased));
    this.#drawReceipt({ text: describeReceipt("erase", entry) });
  }

  /**
   * @param {Plan} erased
   * @returns {Promise<string | null>}  its id, where it is back
   */
  async #bringBackErased(erased) {
    let isHere = false;
    const result = await this.#store.transform((document) => {
      isHere = Object.hasOwn(document.plans, erased.id);
      return isHere ? document : { ...document, plans: { ...document.plans, [erased.id]: erased } };
    });
    if (!this.#isKept(result)) {
      return null;
    }
    if (isHere) {
      // From a file, or from another tab: what it says is newer than what was erased.
      this.#takeBack = null;
      this.#drawReceipt({ text: ALREADY_BACK });
    }
    await this.#refresh();
    return isHere ? null : erased.id;
  }

  async #undo() {
    const id = (await this.#takeBack?.()) ?? null;
    if (id !== null) {
      this.#closeReceipt();
      const link = this.#view.row(id)?.querySelector("[data-part='link']");
      if (link instanceof HTMLElement) {
        link.focus();
      } else {
        this.#focusBoard();
      }
    } else if (this.#takeBack === null) {
      // The button that was pressed is gone.
      part(this.#root, "[data-action='dismiss']", HTMLButtonElement).focus();
    }
  }

  /** @param {SubmitEvent} event */
  async #onSubmit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const entry = this.#entry(form.closest("[data-plan]")?.getAttribute("data-plan") ?? "");
    if (form.dataset["panel"] === "heard" && entry !== null) {
      await this.#hearBack(form, entry);
    }
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Entry} entry
   */
  async #hearBack(form, entry) {
    const { timeline } = entry;
    const heard = readHeard(form);
    if (heard === null) {
      return;
    }
    const faults = Object.entries(checkHeard(heard, entry.plan.values["start"] ?? "", today()));
    for (const [name, fault] of faults) {
      showError(form, name, fault);
    }
    const faulty = faults.find(([, fault]) => fault !== "");
    if (faulty !== undefined) {
      part(form, `[name='${faulty[0]}']`, HTMLInputElement).focus();
    } else if (timeline !== null) {
      const change = (/** @type {Plan} */ plan) => keepKeys(plan, hearBack(plan, timeline.timeline, heard));
      await this.#changeWithUndo(entry, change, takeBackHeard(heard, entry.plan), () => ({
        text: describeReceipt(heard.answer === "new-date" ? "new-date" : "ended", entry),
        link: this.#entry(entry.plan.id)?.following ?? null,
      }));
    }
  }

  /** @param {Event} event */
  #onInput(event) {
    const field = event.target;
    const id = field instanceof Element ? field.closest("[data-plan]")?.getAttribute("data-plan") : undefined;
    if (field instanceof HTMLInputElement && field.name === "answer" && field.form) {
      drawAnswer(field.form, /** @type {AnswerKind} */ (field.value), today());
    } else if (field instanceof HTMLTextAreaElement && id) {
      const { value } = field;
      void this.#update(id, ({ notes: _, ...plan }) => (value === "" ? plan : { ...plan, notes: value }));
    } else if (field instanceof HTMLInputElement && field.name === "name" && id) {
      const name = field.value.trim();
      void this.#update(id, (plan) => ({ ...plan, name }));
    } else if (field instanceof Element && field.closest("[data-part='filter']")) {
      this.#draw();
    }
  }

  // ------------------------------------------------------------------------------------------------------- drawing

  #draw() {
    const day = today();
    if (this.#drawnOn === "") {
      part(this.#root, "[data-part='alarm']", HTMLSelectElement).value = lastAlarm(this.#plans.values());
    }
    if (this.#drawnOn !== day) {
      this.#drawnOn = day;
      this.#entries.clear();
    }
    const entries = this.#readEntries(day);
    const hasFilter = entries.length > PLANS_WITHOUT_FILTER;
    this.#part("empty").hidden = entries.length > 0;
    this.#part("board").hidden = entries.length === 0;
    this.#part("filter").hidden = !hasFilter;
    const query = hasFilter ? this.#query : NO_QUERY;
    const groups = arrangeEntries(filterEntries(entries, query), query.sort);
    const archived = filterEntries(entries, { ...query, show: "archived" });
    this.#part("archived").hidden = archived.length === 0 || query.show !== "all";
    const toggle = this.#part("archived-toggle");
    toggle.textContent = `${this.#showsArchived ? "Hide" : "Show"} the archived (${archived.length})`;
    toggle.setAttribute("aria-expanded", String(this.#showsArchived));
    if (this.#showsArchived && query.show === "all") {
      groups.push(...arrangeEntries(archived, "due"));
    }
    this.#part("nothing").hidden = groups.length > 0 || !hasFilter;
    this.#view.draw(groups, new Set(this.#plans.keys()), day);
    // Beneath the plans, and after them.
    clearTimeout(this.#weeksToDraw);
    this.#weeksToDraw = setTimeout(() => this.#drawWeeks(entries, day));
    void this.#drawCalendar();
    const counts = countEntries(entries);
    const place = this.#part("counts");
    // A live region: the same counts need not be read out again.
    if (place.textContent !== describeCounts(counts)) {
      place.textContent = describeCounts(counts);
    }
    this.#root.dispatchEvent(new CustomEvent("follow-up-board:change", { bubbles: true, detail: counts }));
  }

  /**
   * @param {string} day  today
   * @returns {Entry[]}
   */
  #readEntries(day) {
    const site = {
      timelines: this.#timelines,
      daysOff: (/** @type {string} */ country) => this.#daysOffIn(country),
      timelinesUrl: this.#data.timelinesUrl,
    };
    const plans = [...this.#plans.values()];
    this.#entries = new Map(
      plans.map((plan) => [plan, this.#entries.get(plan) ?? readEntry(plan, site, day)]),
    );
    return [...this.#entries.values()];
  }

  /**
   * @param {string} country  as in a link
   * @returns {DayOff}
   */
  #daysOffIn(country) {
    const file = this.#holidays.get(chooseCountry(country).country ?? "none") ?? null;
    const dayOff = this.#daysOff.get(country) ?? makeDaysOff(this.#data, country, file);
    this.#daysOff.set(country, dayOff);
    return dayOff;
  }

  /** @returns {Query} */
  get #query() {
    const choice = (/** @type {string} */ name) =>
      part(this.#root, `select[name='${name}']`, HTMLSelectElement).value;
    return {
      text: part(this.#root, "input[name='text']", HTMLInputElement).value,
      show: /** @type {Show} */ (choice("show")),
      sort: /** @type {Sort} */ (choice("sort")),
    };
  }

  /**
   * @param {readonly Entry[]} entries
   * @param {string} day
   */
  #drawWeeks(entries, day) {
    const days = weeksAhead(entries, day);
    const drawn = JSON.stringify([day, days]);
    if (drawn !== this.#drawnWeeks) {
      this.#drawnWeeks = drawn;
      const isEmpty = describeWeeks(days, day) === "";
      this.#part("weeks").hidden = isEmpty;
      this.#part("weeks-picture").replaceChildren(...(isEmpty ? [] : [drawWeeks(days, day)]));
      this.#drawTable();
    }
  }

  #drawTable() {
    if (part(this.#root, "[data-part='weeks-details']", HTMLDetailsElement).open) {
      this.#view.drawTable(listWeeks(weeksAhead([...this.#entries.values()], this.#drawnOn), this.#drawnOn));
    }
  }

  /** @param {Reason | null} reason  why nothing can be read; null where it can */
  #drawFault(reason) {
    const place = this.#part("fault");
    place.hidden = reason === null;
    place.textContent = reason === null ? "" : STORE_FAULTS[reason];
    if (reason !== null) {
      this.#part("board").hidden = true;
      this.#part("empty").hidden = true;
      this.#announce(STORE_FAULTS[reason]);
    }
  }

  /** @param {Receipt} receipt */
  #drawReceipt({ text, link = null }) {
    const canUndo = this.#takeBack !== null;
    this.#part("receipt-text").textContent = text;
    this.#part("receipt").hidden = false;
    this.#part("undo").hidden = !canUndo;
    const anchor = part(this.#root, "[data-part='receipt-link']", HTMLAnchorElement);
    anchor.hidden = link === null;
    anchor.href = link?.url ?? "";
    anchor.textContent = link === null ? "" : `Next: ${link.title}`;
    if (canUndo) {
      // The row has gone to another place, and the focus would be lost with it. From here it goes on to the first row.
      this.#part("undo").focus({ preventScroll: true });
    } else {
      this.#announce(text);
    }
  }

  #closeReceipt() {
    this.#takeBack = null;
    this.#part("receipt").hidden = true;
  }

  #focusBoard() {
    const title = this.#root.querySelector("[data-part='groups'] h2");
    if (title instanceof HTMLElement) {
      title.focus({ preventScroll: true });
    }
  }

  /** @param {string} text */
  #announce(text) {
    this.#part("announcement").textContent = text;
  }

  // ------------------------------------------------------------------------------------------------ what was set aside

  async #drawDamaged() {
    const result = await this.#store.damaged();
    this.#view.drawDamaged(result.ok ? result.documents : [], SET_ASIDE);
  }

  /**
   * @param {"save-damaged" | "drop-damaged"} action
   * @param {string} key
   */
  async #handleDamaged(action, key) {
    if (action === "drop-damaged") {
      this.#isKept(await this.#store.dropDamaged(key));
      await this.#refresh();
      return;
    }
    const result = await this.#store.damaged();
    const found = result.ok ? result.documents.find((document) => document.key === key) : undefined;
    if (found) {
      saveFile(`${key}.txt`, new Blob([found.text], { type: "text/plain;charset=utf-8" }));
    }
  }

  // --------------------------------------------------------------------------------------------------- the calendar

  /** @param {Event} event */
  async #onToggle(event) {
    if (event.target === this.#part("calendar")) {
      this.#part("calendar-status").textContent = "";
      await this.#drawCalendar();
    } else if (event.target === this.#part("weeks-details")) {
      this.#drawTable();
    }
  }

  async #drawCalendar() {
    if (part(this.#root, "[data-part='calendar']", HTMLDetailsElement).open) {
      const panel = await this.#fetchCalendar();
      panel?.drawCalendar(this.#root, [...this.#entries.values()], this.#drawnOn);
    }
  }

  #fetchCalendar() {
    return fetchPart(
      () => import("./board-calendar.mjs"),
      (words) => (this.#part("calendar-status").textContent = words),
    );
  }

  /** @param {string} action */
  async #calendarAction(action) {
    const panel = await this.#fetchCalendar();
    if (panel === null) {
      return;
    }
    const entries = [...this.#entries.values()];
    const made =
      action === "calendar-cancel"
        ? panel.cancelAll(entries)
        : await panel.exportAll(entries, panel.chosenAlarm(this.#root));
    const result = await this.#store.transform((document) => made.record(document));
    saveFile(made.name, made.file());
    if (this.#isKept(result)) {
      await this.#refresh();
    }
    this.#part("calendar-status").textContent = "Saved. Open the file to add it to your calendar.";
  }

  // ------------------------------------------------------------------------------------------------- small things

  /** @param {string} id  of a plan */
  #entry(id) {
    const plan = this.#plans.get(id);
    return (plan && this.#entries.get(plan)) ?? null;
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#root, `[data-part='${name}']`, HTMLElement);
  }
}

/**
 * @param {Plan} plan
 * @param {PlanState} changed  made from it
 * @returns {Plan}
 */
function keepKeys(plan, changed) {
  return { ...plan, ...changed, id: plan.id };
}

/** @type {Change} */
function archive(plan) {
  return { ...plan, archived: true };
}

/** @type {Change} */
function bringBack({ archived: _, ...plan }) {
  return plan;
}

/**
 * @param {string} step
 * @returns {Change}
 */
function undoStep(step) {
  return (plan) => keepKeys(plan, undo(plan, step));
}

/**
 * @param {Heard} heard
 * @param {Plan} before  the answer was given: what it began anew is not in the plan any more
 * @returns {Change}
 */
function takeBackHeard({ answer }, before) {
  return (plan) => {
    if (answer !== "new-date") {
      return keepKeys(plan, reopenPlan(plan));
    }
    const back = takeBackAnswer(plan);
    const skipped = new Set([...before.skipped, ...plan.skipped]);
    return keepKeys(plan, {
      ...back,
      skipped: [...skipped].filter((step) => back.done[step] === undefined),
      reasons: { ...before.reasons, ...plan.reasons },
    });
  };
}

/**
 * @param {Plan} one  as the store gives it, its keys in their order
 * @param {Plan} other
 */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * @param {Plan | undefined} known
 * @param {Plan} plan
 * @returns {Plan}  the one already known, where it is the same
 */
function sameOr(known, plan) {
  return known !== undefined && isSame(known, plan) ? known : plan;
}
