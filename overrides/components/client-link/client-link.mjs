/**
 * `<client-link>`: a coach chooses a page, fills in what they know, and takes along a link that opens it that way. Shows
 * the page as the client will see it. Wraps an explanation of such links, which is whole without the script.
 *
 * Nothing that is typed is kept, unless the coach asks for it.
 *
 * Emits `client-link:change`, bubbling, with `{url}` as its detail, whenever the link is written anew: absolute, or null
 * while something is wrong with it.
 */

import { LinkDesk } from "./link-desk.mjs";

export class ClientLinkElement extends HTMLElement {
  /** @type {AbortController | null} */
  #controller = null;

  connectedCallback() {
    this.#controller = new AbortController();
    new LinkDesk(this, this.#controller.signal);
  }

  disconnectedCallback() {
    this.#controller?.abort();
    this.#controller = null;
  }
}
