/**
 * The plans that a reader keeps, each with what it asks for today: grouped, counted, filtered and sorted. Pure.
 *
 * @import {Plan} from "../shared/document.mjs"
 * @import {CalendarState} from "../shared/plan-state.mjs"
 * @import {DayOff, Plan as Planned, PlannedStep, Step} from "../shared/schedule.mjs"
 * @import {PageData, TimelineData} from "../shared/timeline-plan.mjs"
 */

import { chooseCountry } from "../shared/days-off.mjs";
import { followRenames, formatPlanLink } from "../shared/plan-state.mjs";
import {
  describeProblems,
  describeRest,
  isToCome,
  makePlan,
  messageLink,
  nextFragment,
  offeredReasons,
  stepTitle,
} from "../shared/timeline-plan.mjs";

/** @typedef {TimelineData & {url: string}} BoardTimeline */
/**
 * What the template has put beside the markup: what all timelines share stands there once.
 *
 * @typedef {Pick<TimelineData, "country" | "holidaysUrl" | "quietDays" | "boardUrl"> & {
 *   timelinesUrl: string,
 *   timelines: Record<string, Omit<BoardTimeline, "country" | "holidaysUrl" | "quietDays" | "boardUrl">>,
 * }} BoardData
 */

/**
 * `due`: something to do today. `next`: something later. `quiet`: nothing is left to send. `unclear`: no dates can be had.
 * @typedef {"due" | "next" | "quiet" | "unclear" | "ended" | "archived"} Group
 */

/**
 * `action`: what the step's day brings. `question`: a late reader has not said what is done, so nothing is due before.
 * @typedef {object} Upcoming
 * @property {Step} step
 * @property {"action" | "question"} kind
 * @property {string} title
 * @property {string} date  the day to do it: today where it is due
 * @property {string} since  the day it was first planned for; as `date` where that has not passed
 * @property {string | null} messageUrl  the message, filled; null where it has none, or its reason is still to choose
 * @property {boolean} needsReason  whether a reason must be chosen before it may be written
 */

/**
 * @typedef {object} Entry
 * @property {Plan} plan
 * @property {BoardTimeline | null} timeline  null: the site has none of that name
 * @property {Planned | null} planned  null where no dates can be had
 * @property {Group} group
 * @property {string} name
 * @property {string} url  opens the plan; the list of timelines where its own is gone
 * @property {Upcoming | null} upcoming
 * @property {PageData | null} following  the plan that comes after this one, with its start and its names
 * @property {string} rest  one line for a plan with nothing to do: how it ended, or that it is done
 * @property {string[]} problems  what is wrong, in words
 */

/** @typedef {{waiting: number, due: number, closed: number}} Counts */
/** @typedef {"all" | "due" | "waiting" | "closed" | "archived"} Show */
/** @typedef {"due" | "name" | "start"} Sort */
/** @typedef {{text: string, show: Show, sort: Sort}} Query */

/** In the order of the board. */
export const GROUPS = Object.freeze(
  /** @type {const} */ (["due", "next", "unclear", "quiet", "ended", "archived"]),
);

/** Those with nothing to wait for any more. */
const CLOSED = new Set(["quiet", "ended"]);

/** Something that can be seen: a name of blanks, or of signs without a shape, is none. */
const VISIBLE = /[^\s\p{Z}\p{Cc}\p{Cf}]/u;

const collator = new Intl.Collator("en", { numeric: true });

/**
 * @param {BoardData} data
 * @returns {Map<string, BoardTimeline>}  by slug, and by each slug it had before
 */
export function readTimelines({ timelines, timelinesUrl: _, ...site }) {
  return new Map(
    Object.entries(timelines).flatMap(([slug, timeline]) =>
      [slug, ...(timeline.timeline.formerly ?? [])].map((name) => [name, { ...site, ...timeline }]),
    ),
  );
}

/**
 * @param {Iterable<Plan>} plans
 * @param {string} siteCountry
 * @returns {Set<string>}  the countries whose holidays the plans need, as `US` or `none`
 */
export function countriesOf(plans, siteCountry) {
  const countries = [...plans].map(({ values }) => values["country"] ?? siteCountry);
  return new Set(countries.map((country) => chooseCountry(country).country ?? "none"));
}

/**
 * @param {Plan} kept
 * @param {object} site
 * @param {ReadonlyMap<string, BoardTimeline>} site.timelines
 * @param {(country: string) => DayOff} site.daysOff  by country, as in a link
 * @param {string} site.timelinesUrl  the list of them
 * @param {string} today
 * @returns {Entry}
 */
export function readEntry(kept, { timelines, daysOff, timelinesUrl }, today) {
  const timeline = timelines.get(kept.timeline) ?? null;
  const plan = timeline === null ? kept : followRenames(kept, timeline.timeline);
  const names = [plan.name, plan.values["company"], timeline?.timeline.title];
  const name = names.find((one) => one !== undefined && VISIBLE.test(one)) ?? plan.timeline;
  const blank = {
    plan,
    timeline,
    planned: null,
    name,
    upcoming: null,
    following: null,
    rest: "",
    problems: [],
  };
  if (timeline === null) {
    const problem = `This site has no plan called “${plan.timeline}” any more, so there are no dates for it.`;
    return {
      ...blank,
      group: plan.archived ? "archived" : "unclear",
      url: timelinesUrl,
      problems: [problem],
    };
  }
  const dayOff = daysOff(plan.values["country"] ?? timeline.country);
  const makePlanned = () => makePlan(timeline, plan, dayOff, today);
  // What a row alone shows is worked out when it is drawn: most are after the reader has seen the first.
  const url = () => timeline.url + formatPlanLink(plan);
  if (plan.ended !== null) {
    return {
      ...blank,
      get planned() {
        return makePlanned();
      },
      group: plan.archived ? "archived" : "ended",
      get url() {
        return url();
      },
      following: findFollowing(plan, timeline),
      get rest() {
        return describeRest(timeline, plan, makePlanned(), today).title;
      },
    };
  }
  const planned = makePlanned();
  const problems = describeProblems(timeline, planned, today).map(({ field, message }) => {
    const label = labelOf(field, timeline);
    return label === "" ? message : `${label}: ${message}`;
  });
  if (problems.length > 0) {
    return {
      ...blank,
      group: plan.archived ? "archived" : "unclear",
      get url() {
        return url();
      },
      problems,
    };
  }
  const upcoming = findUpcoming(plan, timeline, planned, today);
  const rest = upcoming === null ? describeRest(timeline, plan, planned, today).title : "";
  return {
    ...blank,
    planned,
    group: plan.archived ? "archived" : groupOf(upcoming, today),
    get url() {
      return url();
    },
    upcoming,
    rest,
  };
}

/**
 * @param {string} field  as the engine names it
 * @param {BoardTimeline} timeline
 * @returns {string}  what its field is called on the plan's own page; empty where the message names its subject itself
 */
function labelOf(field, { timeline }) {
  if (field === "start") {
    return timeline.start_label;
  }
  const step = timeline.steps.find(({ id }) => field === `done:${id}`);
  return field === "reply-by" ? "The date they gave" : (step?.title ?? "");
}

/**
 * @param {Upcoming | null} upcoming
 * @param {string} today
 * @returns {Group}
 */
function groupOf(upcoming, today) {
  if (upcoming === null) {
    return "quiet";
  }
  return upcoming.kind === "question" || upcoming.date <= today ? "due" : "next";
}

/**
 * @param {Plan} plan
 * @param {BoardTimeline} data
 * @param {Planned} planned
 * @param {string} today
 * @returns {Upcoming | null}
 */
function findUpcoming(plan, data, planned, today) {
  const isAsking = !plan.asked && planned.askAbout.length > 0;
  const id = (isAsking ? planned.askAbout[0] : planned.now) ?? planned.next;
  const step = data.timeline.steps.find((candidate) => candidate.id === id);
  const at = planned.steps.find((candidate) => candidate.id === id);
  if (!step || !at) {
    return null;
  }
  const date = at.date ?? today;
  const since = at.moves.find(({ code }) => code === "late")?.from ?? date;
  if (isAsking) {
    const title = "First, say what you have sent already";
    return { step, kind: "question", title, date: today, since, messageUrl: null, needsReason: false };
  }
  const message = at.message === null ? undefined : data.messages[at.message];
  const hasReason = offeredReasons(data, step, at).includes(plan.reasons[step.id] ?? "");
  return {
    step,
    kind: "action",
    title: stepTitle(data, step, at),
    date,
    since,
    get messageUrl() {
      return message && hasReason ? messageLink(message, plan, step.id) : null;
    },
    needsReason: step.contact !== "none" && !hasReason,
  };
}

/**
 * Where the answer that has ended a plan leads.
 *
 * @param {Plan} plan
 * @param {BoardTimeline} timeline
 * @returns {PageData | null}
 */
function findFollowing(plan, { heardBack }) {
  const page = plan.ended === null ? undefined : heardBack[plan.ended.kind];
  if (page === undefined) {
    return null;
  }
  return {
    title: page.title,
    get url() {
      return page.url + nextFragment(plan);
    },
  };
}

/**
 * @param {readonly Entry[]} entries
 * @returns {Counts}  `waiting`: neither ended nor at its close. `closed`: one or the other. The archived count nowhere.
 */
export function countEntries(entries) {
  const open = entries.filter(({ group }) => group !== "archived");
  const closed = open.filter(({ group }) => CLOSED.has(group)).length;
  const due = open.filter(({ group }) => group === "due").length;
  return { waiting: open.length - closed, due, closed };
}

/**
 * @param {readonly Entry[]} entries
 * @param {Query} query
 * @returns {Entry[]}
 */
export function filterEntries(entries, { text, show }) {
  const looked = text.trim();
  // Most often nothing is looked for, and a browser's first normalizing takes it some time.
  const words = looked === "" ? [] : normalize(looked).split(" ");
  const wanted = words.filter((word) => word !== "");
  return entries.filter((entry) => {
    const isFound = wanted.length > 0 || looked === "" ? hasWords(entry, wanted) : hasSigns(entry, looked);
    return isShown(entry.group, show) && isFound;
  });
}

/**
 * @param {Entry} entry
 * @param {readonly string[]} wanted  normalized words, each of which must begin one of the plan's
 */
function hasWords({ name, plan }, wanted) {
  if (wanted.length === 0) {
    return true;
  }
  const words = ` ${normalize(textOf(name, plan))}`;
  return wanted.every((word) => words.includes(` ${word}`));
}

/**
 * @param {Entry} entry
 * @param {string} signs  without a letter or a digit, such as an emoji
 */
function hasSigns({ name, plan }, signs) {
  return textOf(name, plan).includes(signs);
}

/**
 * @param {string} name
 * @param {Plan} plan
 * @returns {string}  all that is looked through
 */
function textOf(name, { values: { company, role, contact }, notes }) {
  return [name, company, role, contact, notes].join(" ");
}

/**
 * @param {Group} group
 * @param {Show} show
 */
function isShown(group, show) {
  switch (show) {
    case "all":
      return group !== "archived";
    case "waiting":
      return group !== "archived" && !CLOSED.has(group);
    case "closed":
      return CLOSED.has(group);
    default:
      return group === show;
  }
}

/**
 * @param {readonly Entry[]} entries
 * @param {Sort} sort
 * @returns {{group: Group | null, entries: Entry[]}[]}  none of them empty; one without a group where they are not sorted by it
 */
export function arrangeEntries(entries, sort) {
  const sorted = entries
    .map((entry) => ({ entry, day: sortDay(entry, sort) }))
    .sort((one, other) => compareText(one.day, other.day) || compareNames(one.entry, other.entry))
    .map(({ entry }) => entry);
  if (sort !== "due") {
    return sorted.length === 0 ? [] : [{ group: null, entries: sorted }];
  }
  return GROUPS.map((group) => ({ group, entries: sorted.filter((entry) => entry.group === group) })).filter(
    ({ entries: members }) => members.length > 0,
  );
}

/**
 * @param {Entry} entry
 * @param {Sort} sort
 * @returns {string}  what to sort by before the name
 */
function sortDay({ plan, upcoming }, sort) {
  if (sort === "name") {
    return "";
  }
  const started = plan.values["start"] ?? "";
  return sort === "due" && upcoming
    ? upcoming.since
    : backwards(sort === "due" ? (plan.ended?.on ?? started) : started);
}

/**
 * @param {string} date
 * @returns {string}  sorts the later date first, and none at all last
 */
function backwards(date) {
  return date === "" ? ":" : date.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
}

/**
 * @param {Entry} one
 * @param {Entry} other
 */
function compareNames(one, other) {
  return collator.compare(one.name, other.name) || compareText(one.plan.id, other.plan.id);
}

/**
 * @param {string} one
 * @param {string} other
 */
function compareText(one, other) {
  return one === other ? 0 : one < other ? -1 : 1;
}

/**
 * @param {Iterable<Plan>} plans
 * @returns {CalendarState["alarm"]}  as chosen when the last of them was put into a calendar
 */
export function lastAlarm(plans) {
  const calendars = [...plans].flatMap(({ calendar }) => calendar ?? []);
  return calendars.sort((one, other) => other.sequence - one.sequence)[0]?.alarm ?? "none";
}

/**
 * @param {Entry} entry
 * @returns {PlannedStep[]}  the steps to come; none while it is not known what is done
 */
export function stepsToCome({ planned, group, upcoming }) {
  const isPlanned = (group === "due" || group === "next") && upcoming?.kind === "action";
  return isPlanned && planned ? planned.steps.filter(isToCome) : [];
}

/**
 * @param {string} text
 * @returns {string}  its words in lower case, without accents and punctuation, one space apart
 */
function normalize(text) {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
