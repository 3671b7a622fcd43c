/** What the buttons of `<erase-all>` do: ask, hand out a copy, erase, and say what has become of it all. */

import { formatBackup } from "../shared/backup.mjs";
import { build, part } from "../shared/dom.mjs";
import { saveFile } from "../shared/save-file.mjs";
import { openStore } from "../shared/store.mjs";
import { describeErased, describeKept } from "./erase-words.mjs";
import { eraseKept, readKept } from "./kept-here.mjs";

/** @import {Kept, Places} from "./kept-here.mjs" */

export class Eraser {
  /** @type {HTMLElement} */
  #root;
  /** @type {Places} */
  #places;
  /** As it was when the reader was asked. @type {Kept | null} */
  #kept = null;

  /** @param {HTMLElement} root  the component */
  constructor(root) {
    this.#root = root;
    const local = () => window.localStorage;
    this.#places = {
      store: openStore({ storage: local, locks: navigator.locks, events: window }),
      local,
      session: () => window.sessionStorage,
      path: new URL(root.dataset["home"] ?? "", document.baseURI).pathname,
    };
  }

  /** @param {string} action  of the button that was pressed */
  async act(action) {
    switch (action) {
      case "ask":
        await this.#ask();
        break;
      case "download":
        await this.#download();
        break;
      case "erase":
        await this.#erase();
        break;
      case "leave":
        this.#close("Nothing was erased.");
        part(this.#root, "[data-part='ask']", HTMLButtonElement).focus();
        break;
    }
  }

  async #ask() {
    this.#kept = await readKept(this.#places);
    const lines = describeKept(this.#kept);
    if (lines.length === 0) {
      this.#close("There is nothing to erase: this site keeps nothing in this browser.");
      return;
    }
    this.#part("contents").replaceChildren(...lines.map((line) => build("li", {}, line)));
    this.#part("download").hidden = this.#kept.plans + this.#kept.ticks === 0;
    this.#part("status").textContent = "";
    this.#part("controls").hidden = true;
    this.#part("confirmation").hidden = false;
    this.#part("question").focus();
  }

  async #download() {
    const result = await this.#places.store.read();
    if (result.ok) {
      saveFile("follow-ups.json", new Blob([formatBackup(result.document)], { type: "application/json" }));
      this.#part("status").textContent = "Look for follow-ups.json among your downloads before you go on.";
    } else {
      this.#part("status").textContent = "A copy could not be made: what is kept here cannot be read.";
    }
  }

  async #erase() {
    const kept = this.#kept ?? (await readKept(this.#places));
    const outcome = await eraseKept(this.#places);
    this.#close(describeErased(kept, outcome));
    // The button that was pressed is gone, and what has happened stands here.
    this.#part("status").focus();
    this.#root.dispatchEvent(new CustomEvent("erase-all:change", { bubbles: true, detail: outcome }));
  }

  /** @param {string} words  what is said in the question's place */
  #close(words) {
    this.#kept = null;
    this.#part("confirmation").hidden = true;
    this.#part("controls").hidden = false;
    this.#part("status").textContent = words;
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#root, `[data-part='${name}']`, HTMLElement);
  }
}
