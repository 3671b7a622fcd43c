/** A coach's note, read from a link and put above the page as text. */

import { build, part } from "../shared/dom.mjs";
import { COACH_KEYS, parseFragment } from "../shared/fragment.mjs";
import { isClosed, rememberClosed } from "./closed-notes.mjs";

/**
 * @typedef {object} Note
 * @property {string} from  who says they wrote it; may be empty
 * @property {string} text  may be empty
 * @property {string[]} problems  what of it could not be read, in words
 */

const NOT_OURS = "It came with the link that you opened. It is not from this site.";
const NAME_NOT_OURS = "The name came with the link that you opened. It is not from this site.";

/** The part of the page's storage that lasts as long as its tab. */
const tabStorage = () => window.sessionStorage;

/**
 * @param {string} hash
 * @returns {Note | null}  null when there is nothing to show
 */
export function readNote(hash) {
  const link = parseFragment(hash);
  const { from = "", note = "" } = link?.values ?? {};
  const problems = link?.problems.filter(({ key }) => COACH_KEYS.includes(key)) ?? [];
  if (from.trim() === "" && note.trim() === "" && problems.length === 0) {
    return null;
  }
  return { from: from.trim(), text: note.trim(), problems: problems.map(({ message }) => message) };
}

export class NoteBanner {
  /** @type {Element} */
  #root;
  /** What tells the note on view from others. */
  #id = "";

  /**
   * @param {Element} root  the component
   * @param {AbortSignal} signal  ends the banner, with the component
   */
  constructor(root, signal) {
    this.#root = root;
    this.#part("close").addEventListener("click", () => this.#close(), { signal });
  }

  /** @param {Note} note */
  show(note) {
    this.#id = JSON.stringify([note.from, note.text]);
    const isWanted = !isClosed(tabStorage, this.#id);
    this.#part("note").hidden = !isWanted;
    if (!isWanted) {
      return;
    }
    const isNameAlone = note.text === "" && note.problems.length === 0;
    const title = this.#part("title");
    title.replaceChildren(...describe(note, isNameAlone));
    this.#write("text", note.text);
    this.#write("problems", note.problems.join(" "));
    this.#write("source", isNameAlone ? NAME_NOT_OURS : NOT_OURS);
    this.#write("announcement", `${title.textContent}${isNameAlone ? "." : ", above the page."}`);
  }

  #close() {
    rememberClosed(tabStorage, this.#id);
    this.#part("note").hidden = true;
    this.#write("announcement", "The note is closed.");
  }

  /**
   * @param {string} name
   * @param {string} text  hides the part when it is empty
   */
  #write(name, text) {
    const place = this.#part(name);
    place.textContent = text;
    place.hidden = text === "";
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#root, `[data-part='${name}']`, HTMLElement);
  }
}

/**
 * @param {Note} note
 * @param {boolean} isNameAlone
 * @returns {(Node | string)[]}  whatever signs the name holds, they turn around the name alone
 */
function describe({ from }, isNameAlone) {
  const name = build("bdi", {}, from);
  if (isNameAlone) {
    return [name, " sent you this link"];
  }
  return from === "" ? ["A note came with this link"] : ["A note from ", name];
}
