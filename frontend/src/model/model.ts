/** Everything that the card shows, as a pure function of what it was told and of now. */

import type { Feed } from "../feed";
import type { Words } from "../words";
import { actions, type Action, type Considered } from "./actions";
import { dial, type Dial } from "./dial";
import { alarm, headline, type Headline } from "./headline";
import { lockScreen, type LockScreen } from "./lock";
import { next, type NextEvent } from "./next";
import { painLabel, question, type Question } from "./question";
import { ring, type Ring } from "./ring";
import { rules, type Rules } from "./rules";
import { stopSaid, type StopSaid, type StopTap } from "./stop";
import { unseen } from "./unseen";

/** Somebody who may walk: `option` is what the entity that says so calls them. */
export interface Choice {
  option: string;
  name: string;
  chosen: boolean;
}

export interface CardModel {
  machine: string;
  /** Whether what is shown is no longer heard to be so. */
  old: boolean;
  headline: Headline;
  dial: Dial | null;
  ring: Ring | null;
  sums: string;
  next: NextEvent | null;
  stop: StopSaid | null;
  lock: LockScreen | null;
  unseen: readonly string[];
  alarm: string | null;
  mayAcknowledge: boolean;
  rules: Rules;
  moves: boolean;
  walkers: readonly Choice[];
  actions: readonly Action[];
  takeBack_s: number | null;
  question: Question | null;
  painLabel: string;
}

export interface Local {
  tap: StopTap | null;
  connected: boolean;
  considering: Considered | null;
}

export function cardModel(feed: Feed, local: Local, now: number, words: Words): CardModel {
  const walking = feed.walk !== null || feed.signal.belt === "moving";
  const { connected } = local;
  return {
    machine: feed.machine,
    old: !connected,
    headline: connected ? headline(feed, words) : faded(headline(feed, words)),
    dial: walking ? dial(feed, words) : null,
    // Nobody knows whether what was seen last goes on.
    ring: ring(feed, connected ? now : feed.now, words),
    sums: words.text("sums", { minutes: feed.day_min, week: feed.week_min }),
    next: connected ? next(feed, now, words) : null,
    stop: stopSaid(feed, local.tap, connected, now, words),
    lock: lockScreen(feed, now, words),
    unseen: unseen(feed, connected, now, words),
    alarm: feed.alarm === null ? null : words.text(alarm(feed)),
    mayAcknowledge: feed.alarm !== null && !feed.alarm_acknowledged,
    rules: rules(feed, words),
    moves: feed.signal.belt === "moving",
    walkers: walkers(feed, words),
    actions: connected ? actions(feed, local.considering, now, words) : [],
    takeBack_s: takeBack(feed, now),
    question: question(feed, words),
    painLabel: painLabel(feed, words),
  };
}

/** Nothing that is old is known to be well. */
function faded(headline: Headline): Headline {
  return headline.tone === "good" ? { ...headline, tone: "calm" } : headline;
}

function walkers(feed: Feed, words: Words): Choice[] {
  const { guest, people, person_id } = feed;
  return [
    { option: guest, name: words.text("walker.guest"), chosen: !(person_id in people) },
    ...Object.entries(people).map(([id, name]) => ({
      option: name,
      name,
      chosen: id === person_id,
    })),
  ];
}

/** Return for how many seconds a report of pain can be taken back. */
export function takeBack(feed: Feed, now: number): number | null {
  const left_s = (feed.take_back_until ?? 0) - now;
  return left_s > 0 ? Math.ceil(left_s) : null;
}
