/** Why nobody may walk now, until when, what is fine instead, and the way out. */

import type { Feed, Lock } from "../feed";
import { stopwatch, type Words } from "../words";

export interface LockReason {
  reason: string;
  until: string;
  left: string;
  whose: string;
}

export interface LockScreen {
  /** Which locks these are. */
  id: string;
  locks: readonly LockReason[];
  /** What is fine to do; null where the headline says it already. */
  fine: string | null;
  blockers: readonly string[];
  /** Whether releasing takes the statement that a doctor was asked. */
  needsAdvice: boolean;
  mayRelease: boolean;
}

/** It does not stand in the way: it is asked for when the lock is released. */
const ADVICE = "needs_medical_advice";
const MINUTE_S = 60;
const HOUR_S = 3600;
const NO_BLOCKERS: ReadonlySet<string> = new Set(["locked", "not_locked", ADVICE]);

export function lockScreen(feed: Feed, now: number, words: Words): LockScreen | null {
  if (feed.locks.length === 0) {
    return null;
  }
  const blockers = feed.blockers.filter((each) => !NO_BLOCKERS.has(each));
  return {
    id: feed.locks.map(({ reason, since }) => `${reason} ${since}`).join(),
    locks: feed.locks.map((lock) => told(lock, now, words)),
    fine: feed.phase === "locked" ? null : fine(feed, words),
    blockers: blockers.map((each) => words.text(`blocker.${each}`)),
    needsAdvice: feed.blockers.includes(ADVICE),
    mayRelease: blockers.length === 0,
  };
}

/** Return the lock that holds longest. */
export function lastLock(feed: Feed): Lock | undefined {
  return [...feed.locks].sort((one, other) => other.ends - one.ends)[0];
}

/** Return what is fine to do meanwhile, by the gravest of the reasons. */
export function fine(feed: Feed, words: Words): string {
  const key = `lock.fine_text.${worst(feed.locks) ?? lastLock(feed)?.reason ?? ""}`;
  return words.text(words.has(key) ? key : "lock.fine_text.other");
}

function worst(locks: readonly Lock[]): string | undefined {
  const order = ["red_flag", "pain_emergency", "pain"];
  return order.find((reason) => locks.some((lock) => lock.reason === reason));
}

function told(lock: Lock, now: number, words: Words): LockReason {
  const left_s = lock.ends - now;
  return {
    reason: words.text(`reason.${lock.reason}`),
    until: until(lock, left_s, now, words),
    left: left_s > 0 ? words.text("lock.left", { time: length(left_s, words) }) : "",
    whose: words.text(`lock.whose.${lock.whose}`),
  };
}

/** Hours are long enough without their seconds. */
function length(seconds: number, words: Words): string {
  const minutes = Math.ceil(seconds / MINUTE_S);
  return seconds < HOUR_S
    ? stopwatch(Math.ceil(seconds))
    : words.text("lock.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

function until(lock: Lock, left_s: number, now: number, words: Words): string {
  const time = words.clock(lock.ends, now);
  if (!lock.needs_release) {
    return words.text("lock.until", { time });
  }
  return words.text(left_s > 0 ? "lock.then_waits" : "lock.waits", { time });
}
