/**
 * A filled message as a file to keep: text, Markdown, e-mail draft. Pure. Word files are in `word-file.mjs`.
 *
 * @import {Segment} from "./message-text.mjs"
 */

import { textOf } from "./message-text.mjs";

/**
 * @typedef {object} FilledMessage
 * @property {Segment[] | null} subject  of an e-mail
 * @property {Segment[]} body
 */

/** What marks something anywhere in a line of CommonMark, and what may open a block at its beginning. */
const MARK = /[\\`*_[\]~]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)/g;
const LINE_START = /^(?:(\d+)(?=[.)])|(?=[#>|=]|:-|[-+](?:[\s:|-]|$)))/gm;

/** RFC 2045 6.7: a line of quoted-printable text, its soft line break included. */
const MAX_QUOTED_LINE = 76;
/** RFC 2047 2: a header line with encoded words has 76 characters at most; this leaves room for "Subject: ". */
const ENCODED_WORD_BYTES = 39;
const LONGEST_PLAIN_SUBJECT = 60;

/**
 * @param {FilledMessage} message
 * @returns {string}  lines are never wrapped: people paste them
 */
export function formatText({ subject, body }) {
  const head = subject === null ? "" : `Subject: ${textOf(subject)}\n\n`;
  return `${head}${textOf(body)}\n`;
}

/**
 * @param {FilledMessage} message
 * @returns {string}  CommonMark that shows the text as it is; a line break is two spaces at the end of a line
 */
export function formatMarkdown({ subject, body }) {
  const head = subject === null ? "" : `**Subject:** ${escapeMarkdown(textOf(subject))}\n\n`;
  return `${head}${escapeMarkdown(textOf(body))}\n`;
}

/**
 * @param {FilledMessage} message  an e-mail
 * @returns {string}  a draft as RFC 5322 text, all ASCII, with CRLF line ends. `X-Unsent` makes Outlook open it for
 *   writing. From, To and Date are the mail program's to add.
 */
export function formatEmailDraft({ subject, body }) {
  const head = [
    `Subject: ${formatSubject(textOf(subject ?? []))}`,
    "X-Unsent: 1",
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: quoted-printable",
  ];
  const lines = `${textOf(body)}\n`.split("\n").map(quoteLine);
  return [...head, "", ...lines].join("\r\n");
}

/** @param {string} text */
function escapeMarkdown(text) {
  return text
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .trim()
        .replaceAll(MARK, "\\$&")
        .replaceAll(/[ \t]*\n[ \t]*/g, "\n")
        .replaceAll(LINE_START, "$1\\")
        .replaceAll("\n", "  \n"),
    )
    .join("\n\n");
}

/**
 * RFC 5322 2.2 keeps a header to one line of ASCII; RFC 2047 carries the rest in encoded words.
 *
 * @param {string} subject
 */
function formatSubject(subject) {
  const text = subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  if (/^[ -~]*$/.test(text) && !text.includes("=?") && text.length <= LONGEST_PLAIN_SUBJECT) {
    return text;
  }
  return chunkByBytes(text, ENCODED_WORD_BYTES)
    .map((chunk) => `=?utf-8?B?${btoa(String.fromCharCode(...utf8(chunk)))}?=`)
    .join("\r\n ");
}

/**
 * @param {string} text
 * @param {number} size
 * @returns {string[]}  pieces of at most `size` bytes of UTF-8, none of which splits a character
 */
function chunkByBytes(text, size) {
  /** @type {string[]} */
  const chunks = [];
  let [chunk, used] = ["", 0];
  for (const character of text) {
    const { length } = utf8(character);
    if (used + length > size) {
      chunks.push(chunk);
      [chunk, used] = ["", 0];
    }
    chunk += character;
    used += length;
  }
  return [...chunks, chunk];
}

/**
 * @param {string} line  of the body, without its line break
 * @returns {string}  as quoted-printable lines
 */
function quoteLine(line) {
  const bytes = utf8(line);
  let quoted = "";
  let width = 0;
  bytes.forEach((byte, index) => {
    const isLast = index === bytes.length - 1;
    const isSpace = byte === 0x20 || byte === 0x09;
    const isPlain = isSpace ? !isLast : byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    const sign = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (width + sign.length > MAX_QUOTED_LINE - 1) {
      quoted += "=\r\n";
      width = 0;
    }
    quoted += sign;
    width += sign.length;
  });
  return quoted;
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text);
}
