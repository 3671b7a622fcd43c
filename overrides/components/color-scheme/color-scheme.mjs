/**
 * `<color-scheme>`: the button in the header that changes between light and dark.
 *
 * A script in the page (`partials/javascripts/palette.html`) has set the colors before the first paint. A choice is kept
 * in this browser, by the theme's own means and under its own name; without one, the page follows the system.
 */

import { part } from "../shared/dom.mjs";

const CHOICE = "__palette";

/** @typedef {"default" | "slate"} Scheme  as the theme calls light and dark */
/**
 * The theme's own: what it keeps for a site, and null where there is nothing or a browser keeps none.
 *
 * @type {{__md_get(name: string): {color?: {scheme: Scheme}} | null, __md_set(name: string, value: object): void}}
 */
const theme = /** @type {any} */ (window);

export class ColorSchemeElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;

  connectedCallback() {
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const system = matchMedia("(prefers-color-scheme: dark)");
    this.#show(currentScheme());
    part(this, "button", HTMLButtonElement).addEventListener("click", () => this.#choose(), { signal });
    const follow = () => this.#show(chosenScheme() ?? (system.matches ? "slate" : "default"));
    system.addEventListener("change", follow, { signal });
    // Another tab may have chosen, and so may the page that the reader comes back from.
    window.addEventListener("storage", follow, { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && follow(), { signal });
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
  }

  #choose() {
    const scheme = currentScheme() === "slate" ? "default" : "slate";
    theme.__md_set(CHOICE, { color: { scheme } });
    this.#show(scheme);
  }

  /** @param {Scheme} scheme */
  #show(scheme) {
    document.body.dataset["mdColorScheme"] = scheme;
    document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light";
    for (const bar of document.querySelectorAll("meta[name='theme-color']")) {
      bar.setAttribute("media", bar.getAttribute("data-scheme") === scheme ? "all" : "not all");
    }
    for (const option of this.querySelectorAll("[data-scheme]")) {
      const isShown = option.getAttribute("data-scheme") === scheme;
      option.toggleAttribute("hidden", !isShown);
      if (isShown) {
        const name = option.getAttribute("data-name") ?? "";
        const button = part(this, "button", HTMLButtonElement);
        button.title = name;
        button.setAttribute("aria-label", name);
      }
    }
  }
}

/** @returns {Scheme | undefined}  undefined where the reader has chosen none */
function chosenScheme() {
  const { color } = theme.__md_get(CHOICE) ?? {};
  return color && (color.scheme === "slate" ? "slate" : "default");
}

/** @returns {Scheme} */
function currentScheme() {
  return document.body.dataset["mdColorScheme"] === "slate" ? "slate" : "default";
}
