/** Defines the elements that stand on the page, and fetches the script of no other. */

/** @type {Record<string, () => Promise<CustomElementConstructor>>} */
const elements = {
  "check-list": async () => (await import("./check-list/check-list.mjs")).CheckListElement,
  "client-link": async () => (await import("./client-link/client-link.mjs")).ClientLinkElement,
  "coach-note": async () => (await import("./coach-note/coach-note.mjs")).CoachNoteElement,
  "color-scheme": async () => (await import("./color-scheme/color-scheme.mjs")).ColorSchemeElement,
  "erase-all": async () => (await import("./erase-all/erase-all.mjs")).EraseAllElement,
  "follow-up-board": async () => (await import("./follow-up-board/follow-up-board.mjs")).FollowUpBoardElement,
  "follow-up-timeline": async () =>
    (await import("./follow-up-timeline/follow-up-timeline.mjs")).FollowUpTimelineElement,
  "message-gallery": async () =>
    (await import("./message-gallery/message-gallery.mjs")).MessageGalleryElement,
  "permalink-list": async () => (await import("./permalink-list/permalink-list.mjs")).PermalinkListElement,
  "reason-explorer": async () =>
    (await import("./reason-explorer/reason-explorer.mjs")).ReasonExplorerElement,
  "plan-handout": async () => (await import("./plan-handout/plan-handout.mjs")).PlanHandoutElement,
  "message-template": async () =>
    (await import("./message-template/message-template.mjs")).MessageTemplateElement,
  "site-menu": async () => (await import("./site-menu/site-menu.mjs")).SiteMenuElement,
  "plan-backup": async () => (await import("./plan-backup/plan-backup.mjs")).PlanBackupElement,
};

// In a coach's preview, before anything looks at what this browser keeps.
if (window.frameElement?.hasAttribute("data-preview")) {
  const { useEmptyStorage } = await import("./shared/empty-storage.mjs");
  useEmptyStorage(window);
}

const present = Object.entries(elements).filter(([name]) => document.querySelector(name) !== null);
// Fetched side by side, and defined in their order: a note is read before a plan writes the address.
const arriving = present.map(([name, load]) => {
  // Where it does not arrive, its part of the page stays as the server has sent it, and the others go on.
  return { name, script: load().catch(reportError) };
});
for (const { name, script } of arriving) {
  const constructor = await script;
  if (constructor) {
    customElements.define(name, constructor);
  }
}

// A listener for the whole page: what it serves is a plain link, in whichever component.
if (document.querySelector("a.fu-permalink") !== null) {
  const { copyPermalinks } = await import("./shared/copy-link.mjs");
  copyPermalinks(document);
}
