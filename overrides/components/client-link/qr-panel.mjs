/** The QR code of a link, shown where it is asked for, and its files. */

import { part } from "../shared/dom.mjs";
import { drawCode, makeCode, pngFile, printedWidth, svgFile } from "../shared/qr-code.mjs";
import { saveFile } from "../shared/save-file.mjs";

/** @import {Code} from "../shared/qr-code.mjs" */

const NO_CODE = /** @type {const} */ ({
  "too-long":
    "This link is too long for a QR code. Shorten the note or leave it out; copying the link works as it is.",
  unreachable: "The QR code cannot be drawn just now: a part of the page did not arrive. Try again.",
});
const NO_PICTURE = "Your browser does not make pictures. Download the SVG instead.";
const MM_PER_INCH = 25.4;
const FILE_NAME = "follow-up-link";

export class QrPanel {
  /** @type {Element} */
  #root;
  /** @type {HTMLDetailsElement} */
  #panel;
  /** What the code is of. */
  #url = "";
  #drawn = "";
  /** @type {Code | null} */
  #code = null;

  /**
   * @param {Element} root  the component
   * @param {AbortSignal} signal  ends it
   */
  constructor(root, signal) {
    this.#root = root;
    this.#panel = part(root, "[data-part='qr']", HTMLDetailsElement);
    this.#panel.addEventListener("toggle", () => void this.#draw(), { signal });
  }

  /** @param {string} url  empty where there is none */
  show(url) {
    this.#url = url;
    void this.#draw();
  }

  saveSvg() {
    const svg = part(this.#root, "[data-part='code'] svg", SVGSVGElement);
    saveFile(`${FILE_NAME}.svg`, svgFile(svg));
  }

  async savePng() {
    const file = this.#code === null ? null : await pngFile(this.#code);
    if (file === null) {
      this.#say(NO_PICTURE);
    } else {
      saveFile(`${FILE_NAME}.png`, file);
    }
  }

  async #draw() {
    if (!this.#panel.open || this.#url === this.#drawn) {
      return;
    }
    const url = this.#url;
    const made = url === "" ? null : await makeCode(url);
    if (url !== this.#url) {
      // Another link has come in the meantime, and its code after this one.
      return;
    }
    this.#code = made?.code ?? null;
    this.#drawn = made?.problem === "unreachable" ? "" : url;
    this.#part("code").replaceChildren(...(this.#code ? [drawCode(this.#code, "QR code of the link")] : []));
    this.#part("qr-files").hidden = this.#code === null;
    this.#say(this.#code ? describeSize(this.#code) : made?.problem ? NO_CODE[made.problem] : "");
  }

  /** @param {string} words */
  #say(words) {
    this.#part("qr-status").textContent = words;
  }

  /** @param {string} name */
  #part(name) {
    return part(this.#root, `[data-part='${name}']`, HTMLElement);
  }
}

/** @param {Code} code */
function describeSize(code) {
  const width = printedWidth(code);
  const inches = Math.ceil((2 * width) / MM_PER_INCH) / 2;
  const size = `${inches} ${inches === 1 ? "inch" : "inches"} (${Math.ceil(width / 10)} cm)`;
  return `Print it at least ${size} wide. A shorter note makes a simpler code.`;
}
