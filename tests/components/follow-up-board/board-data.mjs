/**
 * A board with one timeline, and plans for it.
 *
 * @import {BoardData} from "../../../overrides/components/follow-up-board/board-entries.mjs"
 * @import {Plan} from "../../../overrides/components/shared/document.mjs"
 */

import { readEntry, readTimelines } from "../../../overrides/components/follow-up-board/board-entries.mjs";
import { makeDaysOff } from "../../../overrides/components/shared/timeline-plan.mjs";

export const TODAY = "2026-11-24";

/** @type {BoardData} */
export const board = {
  country: "US",
  holidaysUrl: "../data/holidays/",
  quietDays: [],
  boardUrl: "./",
  timelinesUrl: "../timelines/",
  timelines: {
    "after-interview": {
      url: "../timelines/after-interview/",
      takesReplyDate: true,
      answers: ["invited", "declined", "new-date", "other"],
      afterClose: null,
      heardBack: { declined: { title: "After a no", url: "../timelines/after-rejection/" } },
      messages: {
        "thank-you": {
          title: "The thank-you note",
          url: "../messages/thank-you/",
          dataUrl: "",
          reasons: { "thank-them": "" },
        },
        "thank-you-late": {
          title: "The late one",
          url: "../messages/thank-you-late/",
          dataUrl: "",
          reasons: {},
        },
        "check-in": {
          title: "The check-in",
          url: "../messages/check-in/",
          dataUrl: "",
          reasons: { "no-date-given": "" },
        },
      },
      timeline: {
        slug: "after-interview",
        title: "After an interview",
        situation: "interview",
        start_label: "Interview date",
        min_gap_days: 5,
        max_chasers: 2,
        formerly: ["after-the-meeting"],
        steps: [
          {
            id: "thank-you",
            title: "Send a thank-you note",
            text: "",
            contact: "courtesy",
            due: { after: "start", days: 0 },
            shift: "none",
            message: "thank-you",
            expires_days: 3,
            late_message: "thank-you-late",
            reasons: ["thank-them"],
          },
          {
            id: "check-in",
            formerly: ["ask"],
            title: "Check in, briefly",
            text: "",
            contact: "chaser",
            due: { after: "start", days: 7 },
            due_if_reply_by: { after: "reply-by", working_days: 2 },
            shift: "next-working-day",
            message: "check-in",
            reasons: ["no-date-given"],
          },
          {
            id: "close",
            title: "Stop waiting",
            text: "",
            contact: "none",
            due: { after: "check-in", days: 7 },
            shift: "next-working-day",
            reasons: [],
          },
        ],
      },
    },
  },
};

const site = {
  timelines: readTimelines(board),
  daysOff: () => makeDaysOff(board, "none", null),
  timelinesUrl: board.timelinesUrl,
};

/**
 * @param {string} name
 * @param {Partial<Plan>} [told]
 * @returns {Plan}  of an interview a week ago, with the thank-you note sent
 */
export function plan(name, told = {}) {
  return {
    id: name.toLowerCase(),
    timeline: "after-interview",
    name,
    values: { start: "2026-11-17" },
    done: { "thank-you": "2026-11-17" },
    skipped: [],
    reasons: {},
    earlier: [],
    answers: [],
    ended: null,
    asked: true,
    calendar: null,
    ...told,
  };
}

/**
 * @param {string} name
 * @param {Partial<Plan>} [told]
 */
export function entry(name, told) {
  return readEntry(plan(name, told), site, TODAY);
}

/** One of each, by what it asks for today. */
export const EACH = Object.freeze({
  due: entry("Due"),
  question: entry("Question", { values: { start: "2026-11-12" }, done: {}, asked: false }),
  next: entry("Next", { values: { start: "2026-11-20" }, done: { "thank-you": "2026-11-20" } }),
  quiet: entry("Quiet", {
    values: { start: "2026-11-02" },
    done: { "thank-you": "2026-11-02", "check-in": "2026-11-09", close: "2026-11-16" },
  }),
  ended: entry("Ended", { ended: { kind: "declined", on: "2026-11-20" } }),
  unclear: entry("Unclear", { values: { start: "2026-02-30" }, done: {} }),
  unknown: entry("Unknown", { timeline: "after-coffee" }),
  archived: entry("Archived", { archived: true }),
});
