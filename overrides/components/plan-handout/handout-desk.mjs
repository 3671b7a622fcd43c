/**
 * The coach's desk for a handout: the form, the address it is kept in, and the sheet.
 *
 * @import {LinkFormData} from "../shared/link-form.mjs"
 * @import {HandoutData} from "./sheet-plan.mjs"
 */

import { embeddedData, part } from "../shared/dom.mjs";
import { parseFragment } from "../shared/fragment.mjs";
import { replaceFragment } from "../shared/link-address.mjs";
import { LinkForm } from "../shared/link-form.mjs";
import { today } from "../shared/today.mjs";
import { PlanSheet } from "./plan-sheet.mjs";
import { planForSheet } from "./sheet-plan.mjs";

/** Which plan a handout is of: a field of this page's own, beside those that every link has. */
const PLAN_FIELD = "timeline";

/** What a link tells of a plan that the form has no field for. */
const HISTORY_KEYS = ["plan", "done", "skipped", "earlier", "heard"];

export class HandoutDesk {
  /** @type {Element} */
  #root;
  /** @type {LinkFormData & HandoutData} */
  #data;
  /** @type {LinkForm} */
  #form;
  /** @type {PlanSheet} */
  #sheet;
  /** What the address told of the plan so far. @type {Record<string, string>} */
  #history = {};
  /** Counts the drawings: one that waits for holidays may be overtaken. */
  #drawing = 0;

  /**
   * @param {Element} root  the component
   * @param {AbortSignal} signal  ends it, with the component
   */
  constructor(root, signal) {
    this.#root = root;
    this.#data = /** @type {LinkFormData & HandoutData} */ (embeddedData(root));
    const form = part(root, "[data-part='form']", HTMLFormElement);
    this.#form = new LinkForm(form, this.#data, signal, () => void this.#draw());
    this.#sheet = new PlanSheet(part(root, "[data-part='sheet']", HTMLElement));
    form.addEventListener("click", (event) => this.#onClick(event), { signal });
    window.addEventListener("hashchange", () => this.#readAddress(), { signal });
    part(root, "[data-part='desk']", HTMLElement).hidden = false;
    this.#readAddress();
  }

  #readAddress() {
    const link = parseFragment(location.hash, { fields: [PLAN_FIELD] });
    if (link !== null) {
      const { [PLAN_FIELD]: plan = "", ...values } = link.values;
      this.#history = Object.fromEntries(
        Object.entries(values).filter(([key]) => HISTORY_KEYS.includes(key)),
      );
      this.#form.fill({ page: `/timelines/${plan}/`, values });
    }
    const problems = link?.problems.map(({ message }) => message) ?? [];
    void this.#draw(problems.join(" "));
  }

  /** @param {MouseEvent} event */
  #onClick({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    const action = button?.dataset["action"];
    if (action === "print") {
      window.print();
    } else if (action === "start-over") {
      this.#history = {};
      this.#form.clear();
      void this.#draw();
    }
  }

  /** @param {string} [complaint]  about the address */
  async #draw(complaint = "") {
    this.#drawing += 1;
    const drawing = this.#drawing;
    const { page, values } = this.#form;
    const [, , slug = ""] = this.#form.address.split("/");
    const own = this.#form.write({ ...this.#history, [PLAN_FIELD]: slug }, [PLAN_FIELD]);
    const { fragment } = this.#form.write(this.#history);
    if (own.fragment === null || fragment === null) {
      this.#finish([complaint, own.problem ?? ""], null);
      return;
    }
    if (complaint === "") {
      replaceFragment(location, history, own.fragment);
    }
    const link = new URL(page.url, document.baseURI);
    link.hash = fragment;
    const short = new URL(page.shortUrl, document.baseURI);
    const told = { ...values, ...this.#history };
    const planned = await planForSheet(this.#data, this.#form.address, told, today());
    if (drawing === this.#drawing) {
      this.#finish([complaint, ...planned.problems], link.href);
      await this.#sheet.draw({ title: page.title, values, planned, link: link.href, short: short.href });
    }
  }

  /**
   * @param {string[]} problems
   * @param {string | null} url
   */
  #finish(problems, url) {
    const words = problems.filter((problem) => problem !== "").join(" ");
    const place = part(this.#root, "[data-part='problem']", HTMLElement);
    place.textContent = words;
    place.hidden = words === "";
    const detail = { url };
    this.#root.dispatchEvent(new CustomEvent("plan-handout:change", { bubbles: true, detail }));
  }
}
