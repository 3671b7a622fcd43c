/** A link that opens a message in the reader's mail program (RFC 6068). Pure. */

/** Longer ones are cut or ignored by some browsers and mail programs. */
export const MAX_MAIL_LINK_LENGTH = 1800;

/**
 * @param {string} subject
 * @param {string} body
 * @returns {string | null}  the link, without a recipient; null when it would be too long
 */
export function formatMailLink(subject, body) {
  const link = `mailto:?subject=${encode(subject)}&body=${encode(body)}`;
  return link.length > MAX_MAIL_LINK_LENGTH ? null : link;
}

/**
 * RFC 6068 5: a line break is %0D%0A. A surrogate that stands alone is no character and has no UTF-8.
 *
 * @param {string} text
 */
function encode(text) {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd").replaceAll("\n", "\r\n"));
}
