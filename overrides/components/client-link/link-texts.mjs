/** A link as it goes into other texts. Pure. */

import { formatMailLink } from "../shared/mail-link.mjs";

/**
 * @param {string} title
 * @param {string} url  absolute
 * @returns {string}  a link in CommonMark
 */
export function formatMarkdownLink(title, url) {
  const text = title.replaceAll(/[\\`*_[\]<>&]/g, String.raw`\$&`);
  // In a fragment these are escaped already; in a path they may stand as they are.
  const target = url.replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${text}](${target})`;
}

/**
 * @param {string} title
 * @param {string} url  absolute
 * @returns {string}  a link in HTML
 */
export function formatHtmlLink(title, url) {
  return `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`;
}

/**
 * A letter from the coach to the client. What the link says itself, the letter leaves to it.
 *
 * @param {string} title  of the page
 * @param {string} url  absolute
 * @param {Readonly<Record<string, string>>} values  of the link: `name` is the client's, `from` the coach's
 * @returns {string | null}  a mailto link, or null when it would be too long
 */
export function formatLetter(title, url, { name = "", from = "" }) {
  const lines = [
    name.trim() === "" ? "Hi," : `Hi ${name.trim()},`,
    `I’ve prepared this page for you: ${title}.`,
    url,
    from.trim(),
  ];
  return formatMailLink(title, lines.filter((line) => line !== "").join("\n\n"));
}

/** @param {string} text */
function escapeHtml(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
