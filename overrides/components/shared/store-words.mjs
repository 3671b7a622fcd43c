/**
 * What the reader is told when something is not kept. It fits plans and ticks alike. US English.
 *
 * @import {Reason} from "./store.mjs"
 */

/** @type {Readonly<Record<Reason, string>>} */
export const STORE_FAULTS = Object.freeze({
  blocked:
    "Your browser does not let this page keep anything. All else works: copy what you need before you leave.",
  full: "This browser’s storage is full, so the last change is not kept. Copy what you need before you leave.",
  damaged:
    "What this browser kept can neither be read nor set aside, so nothing new is kept. Copy what you need before you leave.",
  newer:
    "A newer version of this site has kept something here. Nothing was changed. Reload the page, or copy what you need.",
});

export const SET_ASIDE =
  "What this browser had kept could not be read. It is set aside, not deleted, and from here on everything is kept anew.";
