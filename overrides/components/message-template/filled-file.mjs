/**
 * Makes a file of a filled message. A Word file needs its blank form and a library, both fetched from this site when a
 * reader asks for one.
 *
 * @import {FilledMessage} from "./message-files.mjs"
 */

import { formatEmailDraft, formatMarkdown, formatText } from "./message-files.mjs";

/** Published by the build beside the components. */
const ZIP_LIBRARY = new URL("../../vendor/fflate.mjs", import.meta.url).href;

const MEDIA_TYPES = Object.freeze({
  txt: "text/plain;charset=utf-8",
  md: "text/markdown;charset=utf-8",
  eml: "message/rfc822",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
});

/** @typedef {keyof typeof MEDIA_TYPES} FileFormat */

const TEXT_FORMATS = Object.freeze({ txt: formatText, md: formatMarkdown, eml: formatEmailDraft });

/**
 * @param {FileFormat} format
 * @param {FilledMessage} message
 * @param {string} blankWordFile  its address
 * @returns {Promise<Blob | null>}  null when what it needs did not arrive
 */
export async function makeFile(format, message, blankWordFile) {
  const content =
    format === "docx" ? await makeWordFile(message, blankWordFile) : TEXT_FORMATS[format](message);
  return content === null ? null : new Blob([content], { type: MEDIA_TYPES[format] });
}

/**
 * @param {FilledMessage} message
 * @param {string} blankWordFile
 */
async function makeWordFile(message, blankWordFile) {
  const needed = Promise.all([import("./word-file.mjs"), import(ZIP_LIBRARY), fetchBytes(blankWordFile)]);
  const arrived = await needed.catch(() => null);
  if (arrived === null) {
    return null;
  }
  const [{ fillWordFile }, library, blank] = arrived;
  return fillWordFile(blank, message, library);
}

/** @param {string} address */
async function fetchBytes(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
