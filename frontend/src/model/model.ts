/** Everything that the card shows, as a pure function of what it was told and of now. */

import type { Feed } from "../feed";
import type { Words } from "../words";
import { dial, type Dial } from "./dial";
import { headline, type Headline } from "./headline";
import { lockScreen, type LockScreen } from "./lock";
import { next, type NextEvent } from "./next";
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

/** Something that may be said to the machine now, beside stop and pain. */
export interface Action {
  action: string;
  text: string;
}

export interface CardModel {
  machine: string;
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
  walkers: readonly Choice[];
  actions: readonly Action[];
  takeBack_s: number | null;
}

export interface Local {
  tap: StopTap | null;
  connected: boolean;
}

export function cardModel(feed: Feed, local: Local, now: number, words: Words): CardModel {
  const walking = feed.walk !== null || feed.signal.belt === "moving";
  return {
    machine: feed.machine,
    headline: headline(feed, words),
    dial: walking ? dial(feed, words) : null,
    ring: ring(feed, now, words),
    sums: words.text("sums", { minutes: feed.day_min, week: feed.week_min }),
    next: next(feed, now, words),
    stop: stopSaid(feed, local.tap, local.connected, now, words),
    lock: lockScreen(feed, now, words),
    unseen: unseen(feed, local.connected, now, words),
    alarm: feed.alarm === null ? null : words.text(`alarm.${feed.alarm}`),
    mayAcknowledge: feed.alarm !== null && !feed.alarm_acknowledged,
    rules: rules(feed, words),
    walkers: walkers(feed, words),
    actions: actions(feed, words),
    takeBack_s: takeBack(feed, now),
  };
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

function actions(feed: Feed, words: Words): Action[] {
  const { pause } = feed;
  const offered: Action[] = [];
  const offer = (action: string, left = 0): void => {
    offered.push({ action, text: words.text(`action.${action}`, { left }) });
  };
  if (feed.suspended) {
    offer("resume");
  }
  if (!feed.in_session || feed.stop?.under_way) {
    return offered;
  }
  if (feed.signal.belt === "moving" && pause !== null) {
    offer("take_break");
  }
  if (pause?.due && pause.snoozes_left > 0) {
    offer("snooze_break", pause.snoozes_left);
  }
  if (pause?.due && pause.skips_left > 0) {
    offer("skip_break", pause.skips_left);
  }
  offer("end_session");
  return offered;
}

function takeBack(feed: Feed, now: number): number | null {
  const left_s = (feed.take_back_until ?? 0) - now;
  return left_s > 0 ? Math.ceil(left_s) : null;
}
