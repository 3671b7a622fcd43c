/**
 * Where files go out and come in: what `<plan-backup>` does once the reader has come to its controls.
 *
 * What a file would do is shown first, and is made out again in the very step that writes it. Should another tab have
 * changed something in between, nothing is written, and the reader sees what the file would do now.
 *
 * @import {Comparison, MergeReceipt} from "../shared/backup.mjs"
 * @import {Plan, PlanDocument} from "../shared/document.mjs"
 * @import {PlanStore, Reason, Result} from "../shared/store.mjs"
 */

import { compare, formatBackup, MAX_BACKUP_BYTES, merge, parseBackup, undoMerge } from "../shared/backup.mjs";
import { newPlanId } from "../shared/calendar.mjs";
import { build, embeddedData, fetchPart, part } from "../shared/dom.mjs";
import { saveFile } from "../shared/save-file.mjs";
import { SET_ASIDE, STORE_FAULTS } from "../shared/store-words.mjs";
import { openStore } from "../shared/store.mjs";
import {
  changesSomething,
  describeComparison,
  describeContents,
  describeMerge,
  describeReadingFault,
  describeUndo,
  NAMED,
} from "./backup-words.mjs";
import { looksLikeJson, readText } from "./incoming-file.mjs";

/** How long a file may take to be read, in milliseconds. */
const PATIENCE = 30_000;

const NOTHING_CHANGED = "Nothing was changed.";

/**
 * A file that has been read: what it brings to what is kept at a moment.
 * @typedef {(document: PlanDocument) => PlanDocument} Incoming
 */

/** @typedef {{incoming: Incoming, comparison: Comparison}} Preview */

export class BackupDesk {
  /** @type {HTMLElement} */
  #root;
  /** Aborts when the component leaves the page. @type {AbortSignal} */
  #signal;
  /** Titles by slug. @type {Record<string, string>} */
  #timelines;
  /** Ids of the steps of each timeline, by its slug. @type {Record<string, string[]>} */
  #steps;
  /** @type {PlanStore} */
  #store;
  /** The file that is being read. @type {AbortController | null} */
  #reading = null;
  /** What the reader sees and has not decided on. @type {Preview | null} */
  #preview = null;
  /** Of the last import, while it can be undone. @type {MergeReceipt | null} */
  #receipt = null;

  /**
   * @param {HTMLElement} root  the component
   * @param {AbortSignal} signal  ends all that is under way, with the component
   */
  constructor(root, signal) {
    this.#root = root;
    this.#signal = signal;
    const data = /** @type {{timelines: Record<string, string>, steps: Record<string, string[]>}} */ (
      embeddedData(root)
    );
    this.#timelines = data.timelines;
    this.#steps = data.steps;
    this.#store = openStore({
      storage: () => window.localStorage,
      locks: navigator.locks,
      events: window,
    });
    signal.addEventListener("abort", () => this.#reading?.abort());
  }

  /** @param {string} action  of the button that was pressed */
  async act(action) {
    switch (action) {
      case "export-json":
        await this.#exportJson();
        break;
      case "export-csv":
        await this.#exportCsv();
        break;
      case "leave":
        this.#leave();
        break;
      case "undo":
        await this.#undo();
        break;
    }
  }

  // ------------------------------------------------------------------------------------------------------ files out

  async #exportJson() {
    const document = await this.#readKept();
    if (document === null) {
      return;
    }
    const contents = describeContents(Object.keys(document.plans).length, countTicks(document));
    if (contents === "") {
      this.#say("Nothing is kept in this browser yet, so there is nothing to download.");
      return;
    }
    saveFile("follow-ups.json", new Blob([formatBackup(document)], { type: "application/json" }));
    this.#say(`follow-ups.json holds ${contents}. Keep it where you will find it again.`);
  }

  async #exportCsv() {
    const document = await this.#readKept();
    if (document === null) {
      return;
    }
    const plans = Object.values(document.plans);
    if (plans.length === 0) {
      this.#say("No plans are kept in this browser yet, so there is nothing to put into a spreadsheet.");
      return;
    }
    const csv = await fetchPart(fetchCsv, (words) => this.#say(words));
    if (csv === null) {
      return;
    }
    const text = csv.formatPlansCsv(plans, csv.library);
    saveFile("follow-ups.csv", new Blob([text], { type: "text/csv;charset=utf-8" }));
    this.#say(
      `follow-ups.csv holds ${describeContents(plans.length, 0)}. You can edit it and bring it back.`,
    );
  }

  /** @returns {Promise<PlanDocument | null>}  null when the reader has been told why there is none */
  async #readKept() {
    const result = await this.#store.read();
    this.#say(result.setAside === undefined ? "" : SET_ASIDE);
    if (!result.ok) {
      this.#say(STORE_FAULTS[result.reason]);
      return null;
    }
    return result.setAside === undefined ? result.document : null;
  }

  // ------------------------------------------------------------------------------------------------------- files in

  /** Reads the chosen file, and shows what it would do. */
  async readFile() {
    const input = part(this.#root, "[data-part='file']", HTMLInputElement);
    const file = input.files?.[0];
    if (file === undefined) {
      return;
    }
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#hidePreview();
    this.#refuse([]);
    this.#say(`Reading ${file.name}.`);
    const patience = setTimeout(() => reading.abort(), PATIENCE);
    const read = await readText(file, { limit: MAX_BACKUP_BYTES, signal: reading.signal });
    clearTimeout(patience);
    if (this.#reading !== reading || this.#signal.aborted) {
      return;
    }
    // The same file may be chosen again, once it has been mended.
    input.value = "";
    this.#say("");
    if (!read.ok) {
      this.#refuse([describeReadingFault(read.reason, MAX_BACKUP_BYTES)]);
      return;
    }
    const kept = await this.#store.read();
    if (!kept.ok) {
      this.#refuseStoreFault(kept.reason);
      return;
    }
    const incoming = looksLikeJson(read.text)
      ? this.#parseJson(read.text)
      : await this.#parseCsv(read.text, kept.document);
    if (incoming === null || this.#reading !== reading) {
      return;
    }
    this.#tellOfSetAside(kept);
    this.#show(
      { incoming, comparison: compare(kept.document, incoming(kept.document)) },
      `What ${file.name} would do`,
    );
  }

  /**
   * @param {string} text
   * @returns {Incoming | null}  null when the reader has been told what is wrong with it
   */
  #parseJson(text) {
    const parsed = parseBackup(text);
    if (!parsed.ok) {
      this.#refuse([parsed.message]);
      return null;
    }
    return () => parsed.document;
  }

  /**
   * @param {string} text
   * @param {PlanDocument} kept  whose timelines count too, should the site no longer have one
   * @returns {Promise<Incoming | null>}  null when the reader has been told what is wrong with it
   */
  async #parseCsv(text, kept) {
    if (text.trim() === "") {
      const empty = parseBackup(text);
      this.#refuse(empty.ok ? [] : [empty.message]);
      return null;
    }
    const csv = await fetchPart(fetchCsv, (words) => this.#refuse([words]));
    if (csv === null) {
      return null;
    }
    const keptTimelines = Object.values(kept.plans).map(({ timeline }) => timeline);
    const timelines = [...new Set([...Object.keys(this.#timelines), ...keptTimelines])];
    const options = {
      timelines,
      steps: (/** @type {string} */ timeline, /** @type {string} */ id) =>
        this.#stepsOf(timeline, kept.plans[id]),
      mintId: () => newPlanId(crypto),
    };
    const parsed = csv.parsePlansCsv(text, options, csv.library);
    if (!parsed.ok) {
      this.#refuse(["This file cannot be brought in yet. Mend this, then choose it again."], parsed.problems);
      return null;
    }
    return (document) => csv.applyRows(document, parsed.rows);
  }

  /**
   * @param {string} timeline  its slug
   * @param {Plan | undefined} plan  that is kept: what it names may be in the file, too
   * @returns {string[] | null}  the steps that a plan may name; null where the site has no such timeline
   */
  #stepsOf(timeline, plan) {
    const steps = Object.hasOwn(this.#steps, timeline) ? this.#steps[timeline] : undefined;
    if (steps === undefined) {
      return null;
    }
    const { done = {}, skipped = [], earlier = [], reasons = {} } = plan ?? {};
    const named = [
      ...Object.keys(done),
      ...skipped,
      ...earlier.map(({ step }) => step),
      ...Object.keys(reasons),
    ];
    return [...new Set([...steps, ...named])];
  }

  /** Does what the preview shows, or shows what has become of it. */
  async bringIn() {
    const preview = this.#preview;
    if (preview === null) {
      return;
    }
    const chosen = new FormData(part(this.#root, "[data-part='preview']", HTMLFormElement)).get("prefer");
    const prefer = chosen === "kept" ? "kept" : "incoming";
    this.#preview = null;
    /** @type {{comparison: Comparison, receipt: MergeReceipt | null}} */
    const met = { comparison: preview.comparison, receipt: null };
    const result = await this.#store.transform((document) => {
      const incoming = preview.incoming(document);
      met.comparison = compare(document, incoming);
      if (JSON.stringify(met.comparison) !== JSON.stringify(preview.comparison)) {
        return document;
      }
      const merged = merge(document, incoming, { prefer });
      met.receipt = merged.receipt;
      return merged.document;
    });
    if (!result.ok) {
      this.#preview = preview;
      this.#refuseStoreFault(result.reason);
      return;
    }
    this.#tellOfSetAside(result);
    const { comparison, receipt } = met;
    if (receipt === null) {
      this.#show(
        { incoming: preview.incoming, comparison },
        "What it would do now",
        "Something here has changed in the meantime, so nothing was brought in yet. Look again.",
      );
      return;
    }
    this.#receipt = receipt;
    this.#hidePreview();
    this.#refuse([]);
    this.#tellOutcome(describeMerge(comparison, prefer), true);
    this.#emit({
      added: comparison.added.length,
      replaced: prefer === "incoming" ? comparison.changed.length : 0,
      ticks: comparison.ticks,
    });
  }

  #leave() {
    this.#hidePreview();
    this.#refuse([]);
    this.#say(`The file is left alone. ${NOTHING_CHANGED}`);
    part(this.#root, "[data-part='file']", HTMLInputElement).focus();
  }

  async #undo() {
    const receipt = this.#receipt;
    if (receipt === null) {
      return;
    }
    this.#receipt = null;
    /** @type {Plan[]} */
    let left = [];
    const result = await this.#store.transform((document) => {
      const undone = undoMerge(document, receipt);
      left = undone.left;
      return undone.document;
    });
    if (!result.ok) {
      this.#receipt = receipt;
      this.#refuseStoreFault(result.reason);
      return;
    }
    // What the preview was made from is no more.
    this.#hidePreview();
    this.#tellOutcome(describeUndo(left, this.#timelines), false);
    this.#emit({ undone: true });
  }

  // ---------------------------------------------------------------------------------------------- what is on the page

  /**
   * @param {Preview} preview
   * @param {string} title
   * @param {string} [note]
   */
  #show(preview, title, note = "") {
    const { comparison } = preview;
    const lines = describeComparison(comparison, this.#timelines);
    if (!changesSomething(comparison)) {
      this.#hidePreview();
      this.#say(
        lines.length === 0
          ? `There are no plans and no checked boxes in this file. ${NOTHING_CHANGED}`
          : `All that is in this file is here already, the very same. ${NOTHING_CHANGED}`,
      );
      return;
    }
    this.#preview = preview;
    this.#part("preview-title").textContent = title;
    this.#part("preview-note").textContent = note;
    this.#part("preview-note").hidden = note === "";
    this.#part("preview-list").replaceChildren(
      ...lines.map(({ what, names }) =>
        names === ""
          ? build("li", {}, build("strong", {}, what))
          : build(
              "li",
              {},
              build("strong", {}, what),
              ": ",
              build("span", { class: "fu-backup__names" }, names),
            ),
      ),
    );
    const choice = part(this.#root, "[data-part='choice']", HTMLFieldSetElement);
    choice.hidden = comparison.changed.length === 0;
    choice.disabled = choice.hidden;
    this.#part("preview").hidden = false;
    this.#part("preview-title").focus();
  }

  #hidePreview() {
    this.#preview = null;
    const form = part(this.#root, "[data-part='preview']", HTMLFormElement);
    form.hidden = true;
    form.reset();
  }

  /**
   * @param {string[]} sentences  what is wrong, and what to do; none takes the last refusal away
   * @param {string[]} [problems]  one by one; the first are shown
   */
  #refuse(sentences, problems = []) {
    const more = problems.length - NAMED;
    const items = problems.slice(0, NAMED);
    this.#part("refusal").replaceChildren(
      ...sentences.map((sentence) => build("p", {}, `${sentence} ${NOTHING_CHANGED}`)),
      ...(items.length === 0 ? [] : [build("ul", {}, ...items.map((problem) => build("li", {}, problem)))]),
      ...(more > 0 ? [build("p", {}, `And ${more.toLocaleString("en-US")} more like these.`)] : []),
    );
  }

  /** @param {Reason} reason */
  #refuseStoreFault(reason) {
    this.#refuse([STORE_FAULTS[reason]]);
  }

  /** @param {Result} result */
  #tellOfSetAside(result) {
    if (result.setAside !== undefined) {
      this.#say(SET_ASIDE);
    }
  }

  /** @param {string} words */
  #say(words) {
    this.#part("status").textContent = words;
  }

  /**
   * The focus goes there: the button that was pressed is gone.
   *
   * @param {string} words
   * @param {boolean} canBeUndone
   */
  #tellOutcome(words, canBeUndone) {
    this.#say("");
    const outcome = this.#part("outcome");
    outcome.textContent = words;
    outcome.hidden = false;
    this.#part("undo-line").hidden = !canBeUndone;
    outcome.focus();
  }

  /** @param {Record<string, unknown>} detail */
  #emit(detail) {
    this.#root.dispatchEvent(new CustomEvent("plan-backup:change", { bubbles: true, detail }));
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#root, `[data-part='${name}']`, HTMLElement);
  }
}

async function fetchCsv() {
  const csv = await import("../shared/plans-csv.mjs");
  return { ...csv, library: await csv.fetchDsv() };
}

/** @param {PlanDocument} document */
function countTicks({ checklists }) {
  return Object.values(checklists).reduce((count, ticks) => count + Object.keys(ticks).length, 0);
}
