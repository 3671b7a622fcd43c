/**
 * A filled message as a Word file: the published blank one with another text in it. Pure, given the library that opens
 * and closes its package.
 *
 * @import {unzipSync, zipSync} from "fflate"
 * @import {FilledMessage} from "./message-files.mjs"
 * @import {Segment} from "./message-text.mjs"
 */

/** @typedef {{unzipSync: typeof unzipSync, zipSync: typeof zipSync}} ZipLibrary */

const DOCUMENT = "word/document.xml";

/** The text, between the beginning of the body and the layout of its page (ISO/IEC 29500-1, 17.2.2 and 17.6.17). */
const TEXT = /(?<=<w:body>).*(?=<w:sectPr\b)/s;

/** What XML 1.0 cannot hold, not even escaped (2.2). */
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The earliest that a zip file can say: no time of the reader's is in it. */
const NO_TIME = new Date("1980-01-01T12:00:00");

/**
 * @param {Uint8Array} blank  the published .docx, whose styles and page are kept
 * @param {FilledMessage} message
 * @param {ZipLibrary} library
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {TypeError}  `blank` is no such file
 */
export function fillWordFile(blank, message, { unzipSync, zipSync }) {
  const parts = unzipSync(blank);
  const xml = new TextDecoder().decode(parts[DOCUMENT]);
  if (!TEXT.test(xml)) {
    throw new TypeError(`${DOCUMENT}: expected a body that ends in its page layout`);
  }
  const text = [...paragraphs(message)].join("");
  // A function, so that a "$&" in the text stays one.
  parts[DOCUMENT] = new TextEncoder().encode(xml.replace(TEXT, () => text));
  return /** @type {Uint8Array<ArrayBuffer>} */ (zipSync(parts, { mtime: NO_TIME }));
}

/** @param {FilledMessage} message */
function* paragraphs({ subject, body }) {
  if (subject !== null) {
    yield paragraph([run("Subject:", "Strong"), run(" "), ...subject.map(segmentRun)]);
  }
  /** @type {string[]} */
  let runs = [];
  for (const segment of body) {
    const isText = typeof segment === "string";
    const style = isText || segment.isFilled ? null : "Placeholder";
    const [first = "", ...others] = (isText ? segment : segment.text).split("\n\n");
    runs.push(run(first, style));
    for (const other of others) {
      yield paragraph(runs);
      runs = [run(other, style)];
    }
  }
  yield paragraph(runs);
}

/** @param {Segment} segment */
function segmentRun(segment) {
  return typeof segment === "string"
    ? run(segment)
    : run(segment.text, segment.isFilled ? null : "Placeholder");
}

/** @param {string[]} runs */
function paragraph(runs) {
  return `<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>${runs.join("")}</w:p>`;
}

/**
 * @param {string} text  a line break in it stays one
 * @param {string | null} [style]
 */
function run(text, style = null) {
  const properties = style === null ? "" : `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`;
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`);
  return `<w:r>${properties}${lines.join("<w:br/>")}</w:r>`;
}

/** @param {string} text */
function escapeXml(text) {
  return text
    .replaceAll(NOT_IN_XML, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
