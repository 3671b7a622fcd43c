/**
 * Permalinks copy themselves: `<a class="fu-permalink" href="#step-check-in">`, wherever one stands. Without this module
 * they are links like any other.
 *
 * What is copied is the place on the page and nothing else: no query, and nothing of the plan in the address. A component
 * that is framed in another site names its own page in its attribute `page`. A link to another page is copied as it is.
 */

import { build } from "./dom.mjs";

const PERMALINK = "a.fu-permalink";
const SHOWN_FOR_MS = 3000;
const MARGIN_PX = 8;

/**
 * @param {Document} page
 */
export function copyPermalinks(page) {
  const status = build("p", { class: "fu-visually-hidden", role: "status" });
  page.body.append(status);
  /** What is said beside a link, and how to end it. @type {(() => void) | null} */
  let close = null;

  page.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest(PERMALINK) : null;
    const isForAnotherTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!(link instanceof HTMLAnchorElement) || isForAnotherTab) {
      return;
    }
    // In the address it would take the place of the reader's plan.
    event.preventDefault();
    const address = permalinkOf(link);
    const isCopied = await copy(address);
    close?.();
    close = isCopied ? sayCopied(link) : offerByHand(link, address);
    status.textContent = isCopied ? "Copied." : "";
  });
}

/**
 * @param {HTMLAnchorElement} link
 * @returns {string}  absolute
 */
function permalinkOf(link) {
  if (link.pathname !== location.pathname) {
    return link.href;
  }
  const framed = link.closest("[page]")?.getAttribute("page");
  const url = new URL(framed ?? location.href, location.href);
  url.search = "";
  url.hash = link.hash;
  return url.href;
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}  false where the browser refuses, or has no clipboard without HTTPS
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {HTMLAnchorElement} link
 * @returns {() => void}  takes it away
 */
function sayCopied(link) {
  const box = build("span", { class: "fu-copied", "aria-hidden": "true" }, "Copied");
  place(box, link);
  const timer = setTimeout(() => box.remove(), SHOWN_FOR_MS);
  return () => {
    clearTimeout(timer);
    box.remove();
  };
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} address
 * @returns {() => void}  takes it away
 */
function offerByHand(link, address) {
  const field = build("input", { class: "fu-field__input", type: "text", readonly: "" });
  field.value = address;
  const box = build("span", { class: "fu-copied" }, build("label", {}, "Copy the link from here ", field));
  place(box, link);
  field.focus();
  field.select();
  field.addEventListener("blur", () => box.remove());
  field.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") {
      link.focus();
    }
  });
  return () => box.remove();
}

/**
 * Puts a box over the page, under a link and within the window.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement} link
 */
function place(box, link) {
  link.after(box);
  const [from, beside] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
  const rightmost = document.documentElement.clientWidth - from.width - MARGIN_PX;
  const left = Math.max(MARGIN_PX, Math.min(beside.left, rightmost));
  box.style.translate = `${left - from.left}px ${beside.bottom - from.top}px`;
}
