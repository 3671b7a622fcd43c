/**
 * The reader's plan on the page, and everything that can change it: the form, the link, the buttons, what is kept.
 *
 * Drawing (`timeline-view.mjs`), calendar files (`calendar-panel.mjs`) and the browser's storage (`store.mjs`) are fetched
 * when they are first needed. Each change makes a new state, which is kept if the reader keeps the plan, and drawn.
 *
 * @import {Plan} from "../shared/schedule.mjs"
 * @import {HolidayFile} from "../shared/days-off.mjs"
 * @import {AnswerKind} from "../shared/heard-back.mjs"
 * @import {PlanState} from "../shared/plan-state.mjs"
 * @import {Plan as KeptPlan} from "../shared/document.mjs"
 * @import {PlanStore, Result} from "../shared/store.mjs"
 * @import {TimelineData} from "../shared/timeline-plan.mjs"
 */

import { build, embeddedData, fetchPart, part } from "../shared/dom.mjs";
import { errorPlace, readDay, showError } from "../shared/fields.mjs";
import { COACH_KEYS, formatFragment, parseFragment } from "../shared/fragment.mjs";
import {
  chooseReason,
  formatPlanLink,
  followRenames,
  fromLinkValues,
  isSamePlan,
  markDone,
  mergeChanges,
  newPlan,
  reopenPlan,
  setValue,
  skip,
  takeBackAnswer,
  toLinkValues,
  undo,
} from "../shared/plan-state.mjs";
import { checkHeard, checkPastDay, hearBack, NO_SUCH_DATE } from "../shared/heard-back.mjs";
import { drawAnswer, readHeard } from "../shared/heard-back-form.mjs";
import { hasKeptPlans } from "../shared/kept-plans.mjs";
import { replaceFragment } from "../shared/link-address.mjs";
import { SET_ASIDE, STORE_FAULTS } from "../shared/store-words.mjs";
import { now, today } from "../shared/today.mjs";
import { readVisit, rememberInVisit } from "../shared/visit-values.mjs";

const DATE_NAMES = Object.freeze(["start", "reply-by"]);
const TEXT_NAMES = Object.freeze(["company", "role", "contact", "name"]);

/** @typedef {{view: typeof import("./timeline-view.mjs"), planning: typeof import("../shared/timeline-plan.mjs")}} Tools */

/** Kept beyond an editor's life: a component that comes back to the page has dates where the words stood. */
/** @type {WeakMap<Element, ReadonlyMap<Element, string>>} */
const serverWords = new WeakMap();

export class PlanEditor {
  /** @type {HTMLElement} */
  #root;
  /** Aborts when the component leaves the page. @type {AbortSignal} */
  #signal;
  /** @type {TimelineData} */
  #data;
  /** @type {PlanState} */
  #state;
  #isKept = false;
  /** What the reader's changes begin from: as it was read, or kept by this page, last. @type {PlanState} */
  #known;
  /** @type {typeof import("../shared/document.mjs").isSameContent} */
  #isSame = () => true;
  /** Fields with a value that is no date: nothing is drawn until each is mended. @type {Map<string, string>} */
  #faults = new Map();
  /** What else was wrong in a link, by field: said until the field is changed. @type {Map<string, string>} */
  #remarks = new Map();
  /** What the reader has entered before the plan was open. @type {Map<string, string>} */
  #typed;
  /** The server's words, by the element they stand in. @type {ReadonlyMap<Element, string>} */
  #words;
  /** What draws a plan. @type {Tools | null} */
  #tools = null;
  /** @type {{country: string, file: HolidayFile | null, isMissing: boolean} | null} */
  #holidays = null;
  /** As drawn last; null while there is no date to draw from. @type {Plan | null} */
  #plan = null;
  /** @type {PlanStore | null} */
  #store = null;
  /** The same without a lock, whose operations are done when their call returns. @type {PlanStore | null} */
  #unlockedStore = null;
  /** How many changes are on their way into the store. */
  #savesUnderWay = 0;
  /** Settles when what the link or the browser has of a plan stands on the page. @type {Promise<unknown>} */
  isOpen;

  /**
   * @param {HTMLElement} root  the component
   * @param {AbortSignal} signal  ends the editor, with the component
   * @param {Map<string, string>} typed  what the reader has entered already, by field
   */
  constructor(root, signal, typed) {
    this.#root = root;
    this.#signal = signal;
    this.#typed = typed;
    this.#data = /** @type {TimelineData} */ (embeddedData(root));
    this.#state = newPlan(this.#slug);
    this.#known = this.#state;
    this.#words = serverWords.get(root) ?? readServerWords(root);
    serverWords.set(root, this.#words);
    root.addEventListener("input", (event) => this.#onInput(event), { signal });
    root.addEventListener("focusout", (event) => this.#onLeave(event), { signal });
    root.addEventListener("click", (event) => void this.#onClick(event), { signal });
    root.addEventListener("submit", (event) => this.#onSubmit(event), { signal });
    // `toggle` does not bubble.
    root.addEventListener("toggle", (event) => void this.#onToggle(event), { signal, capture: true });
    window.addEventListener("hashchange", () => void this.#open(), { signal });
    window.addEventListener("pagehide", () => this.#saveAtOnce(), { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && void this.#onComeBack(), { signal });
    this.isOpen = Promise.all([this.#open(), this.#prepare(this.#country)]);
  }

  // ---------------------------------------------------------------------------------------------- opening a plan

  /** The first timeline of a page takes the page's link, and opens what is kept. */
  get #ownsPage() {
    return document.querySelector(this.#root.localName) === this.#root;
  }

  async #open() {
    const link = this.#ownsPage ? parseFragment(location.hash) : null;
    this.#forgetFaults();
    if (link === null) {
      await this.#openKept();
      return;
    }
    // Before anything is drawn: the address keeps a date that is not good until it is mended.
    for (const { key, message } of link.problems.filter((problem) => DATE_NAMES.includes(problem.key))) {
      this.#faults.set(key, message);
    }
    const linked = followRenames(fromLinkValues(this.#slug, link.values), this.#data.timeline);
    const kept = linked.id === null ? null : await this.#findKept(linked.id);
    if (kept !== null && isSamePlan(kept, linked) && this.#typed.size === 0) {
      this.#show(kept, true);
    } else {
      this.#show(linked, false);
      if (kept !== null) {
        this.#offerKept(kept);
      }
    }
    for (const { key, message } of link.problems) {
      this.#reportLinkProblem(key, message);
    }
    if (link.problems.length > 0) {
      this.#draw();
    }
    this.#takeOverTyped();
    this.#drawKept(await this.#listKept());
    if (link.go !== null) {
      document.getElementById(link.go)?.scrollIntoView();
    }
  }

  /** With no link: the plan kept for this timeline if there is one, a choice if there are several. */
  async #openKept() {
    const kept = this.#ownsPage ? await this.#listKept() : [];
    const [only] = kept;
    if (only !== undefined && kept.length === 1 && this.#typed.size === 0) {
      this.#show(only, true);
    } else {
      this.#readForm();
      this.#draw();
    }
    this.#takeOverTyped();
    this.#drawKept(kept);
  }

  /**
   * @param {PlanState} state
   * @param {boolean} isKept
   */
  #show(state, isKept) {
    this.#state = state;
    this.#known = state;
    this.#isKept = isKept;
    this.#fillForm();
    if (state.calendar !== null) {
      part(this.#root, "[data-part='alarm']", HTMLSelectElement).value = state.calendar.alarm;
    }
    this.#draw();
  }

  /** What the reader typed before this module was there, what the browser has put back, or what they told a message. */
  #readForm() {
    const visit = readVisit(() => window.sessionStorage);
    for (const name of TEXT_NAMES) {
      this.#input(name).value ||= visit[name] ?? "";
    }
    for (const name of [...DATE_NAMES, ...TEXT_NAMES]) {
      this.#state = setValue(this.#state, name, this.#input(name).value);
      this.#noteFault(this.#input(name));
    }
    this.#drawTold();
  }

  /** The reader was faster than the script: what they entered counts more than the link, and changes no kept plan. */
  #takeOverTyped() {
    for (const [name, value] of this.#typed) {
      const field = this.#root.querySelector(`[data-part='form'] [name='${CSS.escape(name)}']`);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = value;
        this.#readField(field);
      }
    }
    this.#typed.clear();
  }

  #fillForm() {
    const { values } = this.#state;
    for (const name of [...DATE_NAMES, ...TEXT_NAMES]) {
      this.#input(name).value = values[name] ?? "";
    }
    const pace = this.#root.querySelector("[name='pace']");
    if (pace instanceof HTMLSelectElement) {
      pace.value = values["pace"] === "patient" ? "patient" : "";
    }
    const country = this.#country.split("-")[0] ?? "";
    const select = part(this.#root, "[name='country']", HTMLSelectElement);
    if (![...select.options].some((option) => option.value === country)) {
      select.add(new Option(country, country));
    }
    select.value = country;
    this.#chooseSubdivision();
    this.#drawTold();
  }

  /** What stands in the closed part of the form. */
  #drawTold() {
    const told = ["company", "role", "contact"].flatMap((name) => this.#state.values[name] ?? []);
    this.#part("told").textContent = told.join(", ");
  }

  /**
   * @param {string} key
   * @param {string} message
   */
  #reportLinkProblem(key, message) {
    if (DATE_NAMES.includes(key)) {
      return;
    }
    if (errorPlace(this.#root, key) !== null) {
      this.#unfoldForm();
      this.#remarks.set(key, message);
    } else if (!COACH_KEYS.includes(key)) {
      this.#tell(message);
    }
  }

  // ------------------------------------------------------------------------------------------ what the reader does

  /** @param {Event} event */
  #onInput(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) {
      return;
    }
    if (field.dataset["part"] === "reason") {
      this.#change(chooseReason(this.#state, this.#dueStep, field.value));
    } else if (field.dataset["part"] === "done-on") {
      this.#correctDone(/** @type {HTMLInputElement} */ (field));
    } else if (field.dataset["part"] === "plan-name") {
      this.#change({ ...this.#state, name: field.value.trim() });
    } else if (field.name === "answer") {
      drawAnswer(this.#part("heard-form"), /** @type {AnswerKind} */ (field.value), today());
    } else if (field.form === this.#part("form")) {
      this.#readField(field);
    }
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #noteFault(field) {
    this.#faults.delete(field.name);
    this.#remarks.delete(field.name);
    if (field.validity.badInput) {
      this.#faults.set(field.name, NO_SUCH_DATE);
    }
  }

  /**
   * A date that does not exist has no value, and some browsers say nothing of it until the reader moves on.
   *
   * @param {Event} event
   */
  #onLeave(event) {
    const field = event.target;
    if (field instanceof HTMLInputElement && DATE_NAMES.includes(field.name) && field.validity.badInput) {
      this.#readField(field);
    }
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #readField(field) {
    this.#noteFault(field);
    if (field.name === "country" || field.name === "subdivision") {
      const country = part(this.#root, "[name='country']", HTMLSelectElement).value;
      const subdivision = field.name === "subdivision" ? field.value : "";
      const chosen = subdivision === "" ? country : `${country}-${subdivision}`;
      this.#change(setValue(this.#state, "country", chosen === this.#data.country ? "" : chosen));
    } else {
      if (TEXT_NAMES.includes(field.name)) {
        rememberInVisit(() => window.sessionStorage, { [field.name]: field.value });
      }
      this.#change(setValue(this.#state, field.name, field.value));
      this.#drawTold();
    }
  }

  /**
   * A day that is no date yet is said, and the plan stays as it was: the field must not go while it is typed in.
   *
   * @param {HTMLInputElement} field
   */
  #correctDone(field) {
    const step = field.closest("[data-step]")?.getAttribute("data-step") ?? "";
    if (field.validity.badInput || field.value === "") {
      this.#showError(`done:${step}`, NO_SUCH_DATE);
    } else {
      this.#change(markDone(this.#state, step, field.value));
    }
  }

  /** @param {Event} event */
  async #onClick(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-action]") : null;
    const action = button?.getAttribute("data-action");
    if (!button || !action) {
      return;
    }
    const step = button.closest("[data-step]")?.getAttribute("data-step") ?? "";
    switch (action) {
      case "done":
        this.#changeAndFocus(markDone(this.#state, step, today()));
        break;
      case "skip":
        this.#changeAndFocus(skip(this.#state, step));
        break;
      case "undo":
        this.#changeAndFocus(undo(this.#state, step));
        break;
      case "undo-answer":
        this.#changeAndFocus(takeBackAnswer(this.#state));
        break;
      case "reopen":
        this.#changeAndFocus(reopenPlan(this.#state));
        break;
      case "dismiss":
        this.#faults.delete(step);
        this.#draw();
        break;
      case "keep":
        await this.#keep();
        break;
      case "erase":
        await this.#erase();
        break;
      case "open-kept":
        await this.#openById(button.getAttribute("data-plan") ?? "");
        break;
      case "new-plan":
        this.#startAnew();
        break;
      case "copy-link":
        await this.#copy(
          this.#pageAddress + location.hash,
          "keep-status",
          "The link is copied. It brings this plan back anywhere.",
        );
        break;
      case "print":
        window.print();
        break;
      default:
        await this.#calendarAction(action, step);
    }
  }

  /** @param {SubmitEvent} event */
  #onSubmit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form === this.#part("ask")) {
      this.#answerQuestion(form);
    } else if (form === this.#part("heard-form")) {
      this.#hearBack(form);
    }
  }

  /**
   * What a late reader has sent, and when.
   *
   * @param {HTMLFormElement} form
   */
  #answerQuestion(form) {
    let state = { ...this.#state, asked: true };
    let isComplete = true;
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll("[name='sent']:checked")
    )) {
      const day = part(form, `[name='sent-on:${box.value}']`, HTMLInputElement);
      const fault = checkPastDay(readDay(day), this.#start, today());
      this.#showError(day.name, fault);
      isComplete &&= fault === "";
      state = markDone(state, box.value, day.value);
    }
    if (isComplete) {
      this.#changeAndFocus(state);
    }
  }

  /** @param {HTMLFormElement} form */
  #hearBack(form) {
    const heard = readHeard(form);
    if (heard === null) {
      return;
    }
    const faults = Object.entries(checkHeard(heard, this.#start, today()));
    for (const [name, fault] of faults) {
      this.#showError(name, fault);
    }
    if (faults.some(([, fault]) => fault !== "")) {
      return;
    }
    const state = hearBack(this.#state, this.#data.timeline, heard);
    part(this.#root, "[data-part='heard']", HTMLDetailsElement).open = false;
    form.reset();
    drawAnswer(form, null, today());
    this.#changeAndFocus(state);
  }

  // ----------------------------------------------------------------------------------------- changing and drawing

  /** @param {PlanState} state */
  #change(state) {
    this.#state = state;
    if (this.#isKept) {
      void this.#save();
    }
    this.#draw();
  }

  /**
   * For a change whose button may leave the page with it: the reader goes on from what to do now.
   *
   * @param {PlanState} state
   */
  #changeAndFocus(state) {
    this.#change(state);
    this.#part("now-title").focus();
  }

  #draw() {
    this.#clearErrors();
    for (const [field, message] of this.#faults) {
      this.#showError(field, message);
      this.#offerDismissal(field);
    }
    for (const [field, message] of this.#remarks) {
      this.#showError(field, message);
    }
    const hasDate = this.#start !== "" && this.#faults.size === 0;
    this.#writeLink();
    if (!hasDate) {
      this.#plan = null;
      this.#part("announcement").textContent = "";
      this.#tools?.view.drawRelative(this.#root, this.#data, this.#state, this.#words);
      return;
    }
    const country = this.#country;
    if (this.#tools === null || this.#holidays === null || this.#holidays.country !== country.split("-")[0]) {
      void this.#prepare(country);
      return;
    }
    this.#drawPlan(this.#tools, this.#holidays);
  }

  /**
   * Fetches what the first plan needs, and draws when it is there.
   *
   * @param {string} country
   */
  async #prepare(country) {
    const arrived = await fetchPart(
      () => Promise.all([import("./timeline-view.mjs"), import("../shared/timeline-plan.mjs")]),
      (words) => this.#tell(words, { "data-complaint": "" }),
    );
    if (arrived === null) {
      return;
    }
    const [view, planning] = arrived;
    const { file, isMissing } = await planning.fetchHolidays(this.#data, country);
    this.#tools = { view, planning };
    if (!this.#signal.aborted && this.#country === country) {
      this.#holidays = { country: country.split("-")[0] ?? "", file, isMissing };
      this.#drawSubdivisions(file);
      this.#draw();
    }
  }

  /**
   * @param {Tools} tools
   * @param {{file: HolidayFile | null, isMissing: boolean}} holidays
   */
  #drawPlan({ view, planning }, { file, isMissing }) {
    const data = this.#data;
    const day = today();
    const dayOff = planning.makeDaysOff(data, this.#country, file);
    const plan = planning.makePlan(data, this.#state, dayOff, day);
    const problems = planning.describeProblems(data, plan, day);
    if (problems.length > 0) {
      this.#plan = null;
      this.#part("announcement").textContent = "";
      view.drawRelative(this.#root, data, this.#state, this.#words);
      view.drawMarks(this.#root, this.#state);
      for (const { field, message } of problems) {
        if (!this.#showError(field, message)) {
          this.#tell(message, { "data-complaint": "" });
        }
      }
      return;
    }
    this.#plan = plan;
    view.drawPlan(this.#root, data, this.#state, plan, day, this.#words);
    const note = planning.describeHolidays(file, isMissing, plan);
    const place = this.#part("holidays-note");
    if (note !== "" && note !== place.textContent) {
      this.#unfoldForm();
    }
    place.textContent = note;
    place.hidden = note === "";
    this.#drawTools();
    this.#announce();
    this.#root.dispatchEvent(
      new CustomEvent("follow-up-timeline:change", { bubbles: true, detail: { plan } }),
    );
  }

  /** @param {HolidayFile | null} file */
  #drawSubdivisions(file) {
    const field = this.#part("subdivision-field");
    const select = part(field, "select", HTMLSelectElement);
    const subdivisions = Object.entries(file?.subdivisions ?? {});
    const byName = subdivisions.sort(([, one], [, other]) => one.name.localeCompare(other.name));
    select.replaceChildren(
      build("option", { value: "" }, "The whole country"),
      ...byName.map(([code, { name }]) => build("option", { value: code }, name)),
    );
    this.#chooseSubdivision();
    field.hidden = subdivisions.length === 0;
  }

  #chooseSubdivision() {
    const select = part(this.#root, "[name='subdivision']", HTMLSelectElement);
    select.value = this.#country.split("-")[1] ?? "";
  }

  #unfoldForm() {
    part(this.#root, "[data-part='details']", HTMLDetailsElement).open = true;
  }

  #drawTools() {
    this.#part("keep").hidden = this.#isKept;
    this.#part("keep-hint").hidden = this.#isKept;
    this.#part("kept-name").hidden = !this.#isKept;
    const name = part(this.#root, "[data-part='plan-name']", HTMLInputElement);
    if (name !== document.activeElement) {
      name.value = this.#state.name;
    }
    part(this.#root, "[data-part='heard']", HTMLElement).hidden = this.#state.ended !== null;
    if (
      part(this.#root, "[data-part='calendar']", HTMLDetailsElement).open ||
      this.#state.calendar !== null
    ) {
      void this.#drawCalendar();
    }
  }

  #announce() {
    const place = this.#part("announcement");
    const isAsking = !this.#part("ask").hidden;
    const title = isAsking ? "First, what have you sent already?" : this.#part("now-title").textContent;
    const text = isAsking ? "" : this.#part("now-text").textContent;
    const announcement = `${title} ${text}`.trim();
    if (place.textContent !== announcement) {
      place.textContent = announcement;
    }
  }

  /**
   * What is known of the plan takes the place of the link in the address bar, whose coach's name and note stay. Without a
   * date there is no plan to write an address for, but what a link has brought is not lost.
   */
  #writeLink() {
    const link = parseFragment(location.hash);
    if (this.#ownsPage && (this.#start !== "" || link !== null) && this.#faults.size === 0) {
      const { from = "", note = "" } = link?.values ?? {};
      const values = { ...toLinkValues(this.#state), from, note };
      const isEmpty = Object.values(values).every((value) => value === "");
      try {
        replaceFragment(location, history, isEmpty ? "" : formatFragment(values));
      } catch (error) {
        if (!(error instanceof RangeError)) {
          throw error;
        }
        // Too much for one link: the page shows the plan all the same, and the address keeps the last good one.
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ keeping a plan

  /** @returns {Promise<PlanStore | null>}  null where it did not arrive, which the page says */
  async #openStore() {
    const modules = await this.#fetchPart("keep-status", () =>
      Promise.all([import("../shared/store.mjs"), import("../shared/document.mjs")]),
    );
    if (modules !== null && this.#store === null) {
      const [{ openStore }, { isSameContent }] = modules;
      const browser = { storage: () => window.localStorage, events: window };
      this.#isSame = isSameContent;
      this.#store = openStore({ ...browser, locks: navigator.locks });
      this.#unlockedStore = openStore({ ...browser, locks: undefined });
      this.#store.subscribe(() => void this.#onStoreChanged(), { signal: this.#signal });
    }
    return this.#store;
  }

  get #hasStore() {
    return hasKeptPlans(() => window.localStorage);
  }

  async #listKept() {
    const store = this.#hasStore ? await this.#openStore() : null;
    const result = (await store?.list()) ?? null;
    this.#tellOfSetAside(result);
    const plans = result?.ok ? result.plans.map((plan) => this.#asNow(plan)) : [];
    return plans.filter((plan) => plan.timeline === this.#slug && !plan.archived);
  }

  /** @param {string} id */
  async #findKept(id) {
    const store = this.#hasStore ? await this.#openStore() : null;
    const result = (await store?.get(id)) ?? null;
    this.#tellOfSetAside(result);
    return result?.ok && result.plan !== null ? this.#asNow(result.plan) : null;
  }

  /** @param {Result | null} result */
  #tellOfSetAside(result) {
    if (result?.setAside !== undefined) {
      this.#tell(SET_ASIDE);
    }
  }

  /** @param {string} id */
  async #openById(id) {
    const plan = await this.#findKept(id);
    if (plan !== null) {
      this.#forgetFaults();
      this.#show(plan, true);
      this.#drawKept(await this.#listKept());
      this.#part("now-title").focus();
    }
  }

  async #keep() {
    const store = (await this.#mintId("keep-status")) ? await this.#openStore() : null;
    if (store === null) {
      return;
    }
    const name = this.#state.name || this.#state.values["company"] || this.#data.timeline.title;
    this.#state = { ...this.#state, name };
    const result = await this.#putOver(store);
    if (!result.ok) {
      this.#part("keep-status").textContent = STORE_FAULTS[result.reason];
      return;
    }
    this.#known = result.plan;
    this.#isKept = true;
    this.#clearNotice();
    this.#draw();
    this.#drawKept(await this.#listKept());
    this.#part("keep-status").replaceChildren(
      `Kept in this browser${this.#isFramed ? ", for this website alone" : ""}. What you change is kept as you go. `,
      this.#boardLink(),
    );
    part(this.#root, "[data-part='plan-name']", HTMLInputElement).focus();
  }

  /**
   * Keeps this plan, in the place of the one of the same id that the reader may keep: what is no part of a link, as their notes
   * are, stays with it.
   *
   * @param {PlanStore} store
   * @returns {Promise<Result<{plan: KeptPlan}>>}
   */
  async #putOver(store) {
    const plan = /** @type {KeptPlan} */ (this.#state);
    const result = await store.update(plan.id, ({ archived: _, ...kept }) => ({ ...kept, ...plan }));
    return result.ok && result.plan !== null ? { ...result, plan: result.plan } : store.put(plan);
  }

  async #save() {
    const state = this.#state;
    this.#savesUnderWay += 1;
    const store = await this.#openStore();
    const result = await store?.update(state.id ?? "", (plan) => this.#merge(state, plan));
    this.#savesUnderWay -= 1;
    if (result === undefined) {
      return;
    }
    if (!result.ok) {
      this.#part("keep-status").textContent = STORE_FAULTS[result.reason];
    } else if (result.plan === null) {
      // Another tab has erased it; what stands here is not kept any more.
      this.#isKept = false;
      this.#draw();
    } else {
      this.#part("keep-status").textContent = "";
      this.#known = state;
      // What other pages have changed is shown, unless the reader has gone on meanwhile: the next save brings it then.
      if (this.#state === state && !this.#isSame(result.plan, state)) {
        this.#show(result.plan, true);
      }
    }
    this.#drawKept(await this.#listKept());
  }

  /** The reader leaves: a change that still waits for the lock would be lost. */
  #saveAtOnce() {
    if (this.#savesUnderWay > 0) {
      const state = this.#state;
      void this.#unlockedStore?.update(state.id ?? "", (plan) => this.#merge(state, plan));
    }
  }

  /**
   * @param {PlanState} state
   * @param {KeptPlan} kept  as it is kept now, whoever wrote it
   */
  #merge(state, kept) {
    return mergeChanges(this.#known, state, this.#asNow(kept));
  }

  /** @param {KeptPlan} kept */
  #asNow(kept) {
    return followRenames(kept, this.#data.timeline);
  }

  async #erase() {
    const store = await this.#openStore();
    const result = await store?.erase(this.#state.id ?? "");
    if (result === undefined) {
      return;
    }
    if (!result.ok) {
      this.#part("keep-status").textContent = STORE_FAULTS[result.reason];
      return;
    }
    this.#isKept = false;
    this.#draw();
    this.#drawKept(await this.#listKept());
    this.#part("keep-status").textContent =
      "Erased from this browser. It stays on this page until you leave.";
    this.#part("keep").focus();
  }

  /** Another tab has changed what is kept. */
  async #onStoreChanged() {
    if (this.#isKept) {
      const plan = await this.#findKept(this.#state.id ?? "");
      this.#show(plan ?? this.#state, plan !== null);
    }
    this.#drawKept(await this.#listKept());
  }

  /** A page that the browser brings back as it was has heard of nothing that other pages have changed since. */
  async #onComeBack() {
    await this.#onStoreChanged();
    // Also where the focus is in it: nobody has typed there since.
    part(this.#root, "[data-part='plan-name']", HTMLInputElement).value = this.#state.name;
  }

  /** @param {PlanState[]} kept */
  #drawKept(kept) {
    const others = kept.filter(({ id }) => !this.#isKept || id !== this.#state.id);
    const place = this.#part("kept");
    place.hidden = others.length === 0 && !this.#isKept;
    const ownName = this.#state.name || this.#data.timeline.title;
    const newPlanButton = build(
      "button",
      { class: "fu-button fu-button--plain", type: "button", "data-action": "new-plan" },
      "Start another",
    );
    place.replaceChildren(
      ...(this.#isKept ? [build("span", {}, `Your plan “${ownName}”. `)] : []),
      ...(others.length === 0 ? [] : [this.#isKept ? "Also kept: " : "You have kept: "]),
      ...others.flatMap(({ id, name }, index) => [
        build(
          "button",
          {
            class: "fu-button fu-button--plain",
            type: "button",
            "data-action": "open-kept",
            "data-plan": id ?? "",
          },
          name || this.#data.timeline.title,
        ),
        index === others.length - 1 ? ". " : ", ",
      ]),
      ...(this.#isKept ? [newPlanButton, " "] : []),
      this.#boardLink(),
    );
  }

  get #isFramed() {
    return this.#root.hasAttribute("page");
  }

  /** What a frame keeps belongs to the site around it as well: the board would show nothing of it. */
  #boardLink() {
    if (this.#isFramed) {
      const href = this.#pageAddress + formatPlanLink(this.#state);
      return build("a", { href }, "Open this plan on its own page");
    }
    return build("a", { href: this.#data.boardUrl }, "All my follow-ups");
  }

  /** A link that brings other dates than the plan of the same id: neither takes the other's place unasked. */
  #offerKept(/** @type {PlanState} */ kept) {
    const open = {
      class: "fu-button fu-button--quiet",
      type: "button",
      "data-action": "open-kept",
      "data-plan": kept.id ?? "",
    };
    const notice = this.#part("notice");
    notice.replaceChildren(
      `This link differs from the plan “${kept.name}” that you keep in this browser. You see the link’s; yours is unchanged. Keeping this one replaces yours. `,
      build("button", open, "Open mine"),
    );
    notice.hidden = false;
  }

  #startAnew() {
    const { name } = this.#state.values;
    this.#forgetFaults();
    this.#show({ ...newPlan(this.#slug), values: name === undefined ? {} : { name } }, false);
    void this.#listKept().then((kept) => this.#drawKept(kept));
    this.#input("start").focus();
  }

  /**
   * @param {string} status  the part that says so where it cannot be done
   * @returns {Promise<boolean>}  whether the plan has an id
   */
  async #mintId(status) {
    if (this.#state.id === null) {
      const module = await this.#fetchPart(status, () => import("../shared/calendar.mjs"));
      if (module === null) {
        return false;
      }
      this.#state = { ...this.#state, id: this.#state.id ?? module.newPlanId(crypto) };
    }
    return true;
  }

  /**
   * @template T
   * @param {string} status  the part that says so where it does not arrive
   * @param {() => Promise<T>} load
   */
  #fetchPart(status, load) {
    return fetchPart(load, (words) => (this.#part(status).textContent = words));
  }

  // ------------------------------------------------------------------------------------------------ the calendar

  /** @param {Event} event */
  async #onToggle(event) {
    const panel = event.target;
    if (panel instanceof HTMLDetailsElement && panel.open && panel.dataset["panel"] === "calendar") {
      this.#part("calendar-status").textContent = "";
      await this.#drawCalendar();
    }
  }

  async #drawCalendar() {
    const plan = this.#plan;
    if (plan === null) {
      return;
    }
    const calendar = await this.#fetchCalendar();
    if (calendar === null) {
      return;
    }
    const { panel } = calendar;
    const events = await calendar.planEvents(this.#data, this.#state, plan, this.#pageAddress);
    if (this.#plan === plan) {
      panel.drawCalendar(this.#root, this.#state, plan, events, today());
    }
  }

  #fetchCalendar() {
    return this.#fetchPart("calendar-status", async () => {
      const [panel, events, { saveFile }] = await Promise.all([
        import("./calendar-panel.mjs"),
        import("../shared/plan-calendar.mjs"),
        import("../shared/save-file.mjs"),
      ]);
      return { panel, saveFile, ...events };
    });
  }

  /**
   * @param {string} action
   * @param {string} step
   */
  async #calendarAction(action, step) {
    const plan = this.#plan;
    if (plan === null) {
      return;
    }
    const calendar = await this.#fetchCalendar();
    if (calendar === null || !(await this.#mintId("calendar-status"))) {
      return;
    }
    const events = await calendar.planEvents(this.#data, this.#state, plan, this.#pageAddress);
    const event = events.find(({ stepId }) => stepId === step);
    const alarm = /** @type {"none" | "morning" | "day-before"} */ (
      part(this.#root, "[data-part='alarm']", HTMLSelectElement).value
    );
    const name = `${this.#slug}${action === "calendar-step" ? `-${step}` : ""}`;
    if (action === "calendar-copy" && event) {
      await this.#copy(calendar.panel.eventText(event, today()), "calendar-status", "Copied.");
      return;
    }
    const chosen = action === "calendar-step" ? events.filter(({ stepId }) => stepId === step) : events;
    const { blob, calendar: exported } =
      action === "calendar-cancel"
        ? calendar.cancelEvents(this.#data, this.#state, plan, this.#pageAddress, now())
        : calendar.exportEvents(chosen, this.#state, alarm, now());
    calendar.saveFile(action === "calendar-cancel" ? `${name}-canceled.ics` : `${name}.ics`, blob);
    this.#change({ ...this.#state, calendar: exported });
    this.#part("calendar-status").textContent = "Saved. Open the file to add it to your calendar.";
  }

  /** Framed in another site, the plan has a page of its own elsewhere. */
  get #pageAddress() {
    return new URL(this.#root.getAttribute("page") ?? location.href, location.href).href.replace(/#.*$/, "");
  }

  // ------------------------------------------------------------------------------------------------- small things

  get #slug() {
    return this.#data.timeline.slug;
  }

  /** The plan's first day; empty while there is none. */
  get #start() {
    return this.#state.values["start"] ?? "";
  }

  get #country() {
    return this.#state.values["country"] ?? this.#data.country;
  }

  /** The step that the panel is about. */
  get #dueStep() {
    return this.#part("now").dataset["step"] ?? "";
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#root, `[data-part='${name}']`, HTMLElement);
  }

  /** @param {string} name */
  #input(name) {
    return part(this.#root, `[name='${name}']`, HTMLInputElement);
  }

  /**
   * @param {string} text
   * @param {string} place  the part that says how it went
   * @param {string} success
   */
  async #copy(text, place, success) {
    try {
      await navigator.clipboard.writeText(text);
      this.#part(place).textContent = success;
    } catch {
      const field = build("textarea", { class: "fu-field__input", rows: "3", readonly: "" });
      field.value = text;
      this.#part(place).replaceChildren("Your browser does not let the page copy. Copy it from here:", field);
      field.select();
    }
  }

  /**
   * @param {string} message
   * @param {Record<string, string>} [attributes]  `data-complaint`: it goes when the plan is drawn anew
   */
  #tell(message, attributes = {}) {
    const notice = this.#part("notice");
    if (!notice.textContent.includes(message)) {
      notice.append(build("span", attributes, `${message} `));
    }
    notice.hidden = false;
  }

  #clearNotice() {
    this.#part("notice").replaceChildren();
    this.#part("notice").hidden = true;
  }

  /** For another plan in the place of this one. */
  #forgetFaults() {
    this.#faults.clear();
    this.#remarks.clear();
    this.#clearNotice();
  }

  /**
   * @param {string} name
   * @param {string} message  empty to take it away
   * @returns {boolean}  whether there is a place for it
   */
  #showError(name, message) {
    return showError(this.#root, name, message);
  }

  /**
   * A link can bring a reply date that does not exist and that no field can show: it may be left out.
   *
   * @param {string} name
   */
  #offerDismissal(name) {
    if (name === "reply-by" && !this.#input(name).validity.badInput) {
      const button = {
        class: "fu-button fu-button--plain",
        type: "button",
        "data-action": "dismiss",
        "data-step": name,
      };
      errorPlace(this.#root, name)?.append(" ", build("button", button, "Leave it out"));
    }
  }

  #clearErrors() {
    for (const place of this.#root.querySelectorAll("[data-part='form'] [data-error], li [data-error]")) {
      this.#showError(place.getAttribute("data-error") ?? "", "");
    }
    const notice = this.#part("notice");
    for (const complaint of notice.querySelectorAll("[data-complaint]")) {
      complaint.remove();
    }
    notice.hidden = !notice.hasChildNodes();
  }
}

/**
 * @param {Element} root
 * @returns {ReadonlyMap<Element, string>}
 */
function readServerWords(root) {
  const words = root.querySelectorAll(
    "li :is([data-part='date'], [data-part='distance'], [data-part='title'])",
  );
  return new Map([...words].map((word) => [word, word.textContent.trim()]));
}
