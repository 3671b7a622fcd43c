import assert from "node:assert/strict";
import { describe, test } from "node:test";

import fc from "fast-check";

import {
  arrangeEntries,
  countEntries,
  countriesOf,
  filterEntries,
  lastAlarm,
  stepsToCome,
} from "../../../overrides/components/follow-up-board/board-entries.mjs";
import {
  describeCounts,
  describeJob,
  describeOpening,
  describeState,
  describeWhen,
} from "../../../overrides/components/follow-up-board/board-words.mjs";
import { parseFragment } from "../../../overrides/components/shared/fragment.mjs";
import { EACH, entry, plan, TODAY } from "./board-data.mjs";

/** @import {Entry} from "../../../overrides/components/follow-up-board/board-entries.mjs" */

const all = Object.values(EACH);

/** @param {readonly Entry[]} entries */
const names = (entries) => entries.map(({ name }) => name);

/** @param {Entry} one */
const linkOf = ({ url }) => parseFragment(url.slice(url.indexOf("#")))?.values;

describe("what a plan asks for", () => {
  test("a step on its day is due", () => {
    assert.equal(EACH.due.group, "due");
    assert.equal(describeState(EACH.due), "Check in, briefly");
    assert.equal(describeWhen(EACH.due, TODAY), "Today");
  });

  test("a step whose day has passed says since when", () => {
    const late = entry("Late", { values: { start: "2026-11-13" }, done: { "thank-you": "2026-11-13" } });
    assert.equal(late.group, "due");
    assert.equal(late.upcoming?.date, TODAY);
    assert.equal(describeWhen(late, TODAY), "Since Fri Nov 20, 4 days ago");
  });

  test("a step to come says on which day, and in how many", () => {
    assert.equal(EACH.next.group, "next");
    assert.equal(describeWhen(EACH.next, TODAY), "Fri Nov 27, in 3 days");
  });

  test("a late reader is asked first, and nothing else is due", () => {
    assert.equal(EACH.question.group, "due");
    assert.equal(EACH.question.upcoming?.kind, "question");
    assert.equal(describeWhen(EACH.question, TODAY), "Since Thu Nov 12, 12 days ago");
    assert.equal(describeOpening(EACH.question), "Say what you have sent");
    assert.deepEqual(stepsToCome(EACH.question), []);
  });

  test("a note that has missed its moment goes by its late name", () => {
    const late = entry("Late", { values: { start: "2026-11-20" }, done: {} });
    assert.equal(describeState(late), "The late one");
  });

  test("a plan from before its timeline and a step were renamed goes on", () => {
    const old = entry("Old", {
      timeline: "after-the-meeting",
      values: { start: "2026-11-16" },
      done: { "thank-you": "2026-11-16", ask: "2026-11-23" },
    });
    assert.equal(old.plan.timeline, "after-interview");
    assert.equal(old.plan.done["check-in"], "2026-11-23");
    assert.equal(old.upcoming?.step.id, "close");
    assert.match(old.url, /^\.\.\/timelines\/after-interview\//);
  });

  test("an interview still to come has its first step later", () => {
    const ahead = entry("Ahead", { values: { start: "2026-12-01" }, done: {} });
    assert.equal(ahead.group, "next");
    assert.equal(describeWhen(ahead, TODAY), "Tue Dec 1, in 7 days");
  });

  test("after the last step there is nothing to send", () => {
    assert.equal(EACH.quiet.group, "quiet");
    assert.equal(EACH.quiet.upcoming, null);
    assert.equal(describeState(EACH.quiet), "You have done your part.");
  });

  test("an end says which, when, and what comes after", () => {
    assert.equal(EACH.ended.group, "ended");
    assert.equal(describeWhen(EACH.ended, TODAY), "Fri Nov 20");
    assert.equal(EACH.ended.following?.title, "After a no");
    assert.match(EACH.ended.following?.url ?? "", /after-rejection\/#fu=1&start=2026-11-20$/);
  });

  test("an end that is long past is no mistake in a date", () => {
    const old = entry("Old", {
      values: { start: "2024-01-08" },
      ended: { kind: "stopped", on: "2024-02-01" },
    });
    assert.equal(old.group, "ended");
    assert.deepEqual(old.problems, []);
  });
});

describe("the message", () => {
  test("needs its reason first", () => {
    assert.equal(EACH.due.upcoming?.messageUrl, null);
    assert.equal(describeOpening(EACH.due), "Choose a reason");
  });

  test("with a reason it opens filled", () => {
    const chosen = entry("Acme", { reasons: { "check-in": "no-date-given" } });
    assert.match(chosen.upcoming?.messageUrl ?? "", /check-in\/#fu=1&start=2026-11-17&reason=no-date-given/);
    assert.equal(describeOpening(chosen), "Open the plan");
  });

  for (const reason of ["none", "thank-them"]) {
    test(`“${reason}” is no reason for it`, () => {
      const chosen = entry("Acme", { reasons: { "check-in": reason } });
      assert.equal(chosen.upcoming?.messageUrl, null);
      assert.equal(chosen.upcoming?.needsReason, true);
    });
  }

  test("a step to come is opened, not prepared", () => {
    assert.equal(describeOpening(EACH.next), "Open the plan");
  });
});

describe("a plan that needs a look", () => {
  test("its date does not exist: said with the field’s name, and the rest of its link still opens it", () => {
    const bad = entry("Bad", { values: { start: "2026-02-30", company: "Acme" }, done: {} });
    assert.equal(bad.group, "unclear");
    assert.deepEqual(bad.problems, [
      "Interview date: This date does not exist. Check the day, the month and the year.",
    ]);
    assert.equal(linkOf(bad)?.["company"], "Acme");
  });

  test("what no link can hold keeps no plan off the board", () => {
    const values = { start: "2026-11-17", company: "A".repeat(201), role: "Analyst" };
    const told = { id: "short", values, reasons: { "check-in": "no-date-given" } };
    const due = entry("Acme", told);
    assert.equal(due.group, "due");
    assert.match(due.upcoming?.messageUrl ?? "", /#fu=1&start=2026-11-17&role=Analyst&reason=no-date-given$/);
    const ended = entry("Acme", { ...told, ended: { kind: "declined", on: "2026-11-20" } });
    assert.match(ended.following?.url ?? "", /#fu=1&start=2026-11-20&role=Analyst$/);
  });

  test("a day of a step is said with the step’s name", () => {
    const bad = entry("Bad", { done: { "thank-you": "2026-12-01" } });
    assert.match(bad.problems.join(), /^Send a thank-you note: This day is still to come/);
  });

  test("no date at all", () => {
    assert.match(entry("Bad", { values: {}, done: {} }).problems.join(), /Enter a date to see your plan/);
  });

  test("the site has no such timeline any more", () => {
    assert.equal(EACH.unknown.group, "unclear");
    assert.match(describeState(EACH.unknown), /no plan called “after-coffee” any more/);
    assert.equal(EACH.unknown.url, "../timelines/");
    assert.equal(describeOpening(EACH.unknown), "See all timelines");
  });

  test("one too long for a link is opened by its id", () => {
    const name = "👍".repeat(200);
    const on = TODAY;
    const values = { start: "2026-11-17", company: name, role: name };
    const earlier = Array.from({ length: 40 }, () => ({ step: "check-in", on }));
    const long = entry("Long", { id: "0123456789abcdef", values, earlier });
    assert.equal(linkOf(long)?.["plan"], "0123456789abcdef");
    assert.equal(linkOf(long)?.["start"], "2026-11-17");
  });
});

describe("the name and the job", () => {
  const values = { start: "2026-11-17", company: "Acme", role: "Analyst" };

  test("the reader’s name for it, or the company, or the timeline", () => {
    assert.equal(entry("Mine", { values }).name, "Mine");
    assert.equal(entry("", { values }).name, "Acme");
    assert.equal(entry("").name, "After an interview");
    assert.equal(entry("", { timeline: "after-coffee" }).name, "after-coffee");
  });

  test("nothing is said twice", () => {
    assert.equal(describeJob(entry("Mine", { values })), "Analyst · Acme · After an interview");
    assert.equal(describeJob(entry("Acme", { values })), "Analyst · After an interview");
    assert.equal(describeJob(entry("")), "");
  });
});

describe("counts", () => {
  test("each plan is waiting or closed, and what is archived is neither", () => {
    assert.deepEqual(countEntries(all), { waiting: 5, due: 2, closed: 2 });
  });

  test("in words", () => {
    assert.equal(
      describeCounts({ waiting: 5, due: 2, closed: 2 }),
      "5 waiting, 2 of them due today. 2 closed.",
    );
    assert.equal(describeCounts({ waiting: 1, due: 1, closed: 0 }), "1 waiting, due today. 0 closed.");
    assert.equal(
      describeCounts({ waiting: 3, due: 0, closed: 1 }),
      "3 waiting, nothing due today. 1 closed.",
    );
  });
});

describe("filter", () => {
  const shows = /** @type {const} */ ({
    all: ["Due", "Question", "Next", "Quiet", "Ended", "Unclear", "Unknown"],
    due: ["Due", "Question"],
    waiting: ["Due", "Question", "Next", "Unclear", "Unknown"],
    closed: ["Quiet", "Ended"],
    archived: ["Archived"],
  });
  for (const [show, expected] of Object.entries(shows)) {
    test(`show ${show}`, () => {
      const query = {
        text: "",
        show: /** @type {keyof typeof shows} */ (show),
        sort: /** @type {const} */ ("due"),
      };
      assert.deepEqual(names(filterEntries(all, query)), expected);
    });
  }

  test("text is looked for in name, company, role, contact and notes, whatever its accents", () => {
    const values = { start: TODAY, company: "Café Zoë", role: "Analyst", contact: "Łukasz" };
    const entries = [entry("Mine", { values, notes: "Likes sailing." }), entry("Other")];
    for (const text of ["mine", "cafe zoe", "ANALYST", "łuk", "sail", "zoe analyst"]) {
      assert.deepEqual(names(filterEntries(entries, { text, show: "all", sort: "due" })), ["Mine"], text);
    }
    for (const text of ["ailing", "borealis", "zoe baker"]) {
      assert.deepEqual(filterEntries(entries, { text, show: "all", sort: "due" }), [], text);
    }
  });
});

describe("order", () => {
  test("due, coming up, needs a look, quiet, ended; a group that is empty is left out", () => {
    const groups = arrangeEntries(all, "due");
    assert.deepEqual(
      groups.map(({ group, entries }) => [group, ...names(entries)]),
      [
        ["due", "Question", "Due"],
        ["next", "Next"],
        ["unclear", "Unknown", "Unclear"],
        ["quiet", "Quiet"],
        ["ended", "Ended"],
        ["archived", "Archived"],
      ],
    );
    assert.deepEqual(arrangeEntries([], "due"), []);
  });

  test("what has been due longest is first; the same day goes by name", () => {
    const started = (/** @type {string} */ start) => ({ values: { start }, done: { "thank-you": start } });
    const entries = [
      entry("Zulu", started("2026-11-16")),
      entry("Plan 10", started("2026-11-17")),
      entry("Plan 9", started("2026-11-17")),
      entry("Alpha", started("2026-11-11")),
    ];
    const [group] = arrangeEntries(entries, "due");
    assert.deepEqual(names(group?.entries ?? []), ["Alpha", "Zulu", "Plan 9", "Plan 10"]);
  });

  test("by name, and by interview with the newest first, all in one list", () => {
    const entries = [EACH.due, EACH.next, EACH.quiet, entry("Blank", { values: {} })];
    const by = (/** @type {"name" | "start"} */ sort) =>
      arrangeEntries(entries, sort).map((group) => [group.group, ...names(group.entries)]);
    assert.deepEqual(by("name"), [[null, "Blank", "Due", "Next", "Quiet"]]);
    assert.deepEqual(by("start"), [[null, "Next", "Due", "Quiet", "Blank"]]);
  });

  test("no plan is lost, and none comes twice, however they are sorted", () => {
    const some = fc.array(fc.constantFrom(...all), { maxLength: 20 });
    fc.assert(
      fc.property(
        some,
        fc.constantFrom(.../** @type {const} */ (["due", "name", "start"])),
        (entries, sort) => {
          const arranged = arrangeEntries(entries, sort).flatMap((group) => group.entries);
          assert.deepEqual(names(arranged).sort(), names(entries).sort());
        },
      ),
    );
  });
});

test("each country’s holidays are needed once", () => {
  const plans = [
    plan("A"),
    plan("B", { values: { country: "US-CA" } }),
    plan("C", { values: { country: "DE" } }),
    plan("D", { values: { country: "none" } }),
  ];
  assert.deepEqual(countriesOf(plans, "US"), new Set(["US", "DE", "none"]));
});

test("the reminder is the one that was chosen last", () => {
  const put = (/** @type {number} */ sequence, /** @type {"morning" | "day-before"} */ alarm) =>
    plan("A", { calendar: { sequence, alarm, entries: [] } });
  assert.equal(lastAlarm([put(1, "morning"), put(9, "day-before"), plan("B")]), "day-before");
  assert.equal(lastAlarm([plan("B")]), "none");
});
