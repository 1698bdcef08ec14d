/** Whether a treadmill is locked, why and until when, in the few words of a badge. */

import type { Feed } from "../feed";
import type { Words } from "../words";
import type { Tone } from "./headline";
import { lastLock } from "./lock";

export interface LockBadge {
  icon: string;
  tone: Tone;
  label: string;
  text: string;
}

export const OFFLINE_ICON = "mdi:lan-disconnect";

/** What is told of each state, but of a lock. */
const STATES = {
  offline: { icon: OFFLINE_ICON, tone: "careful" },
  alarm: { icon: "mdi:alert", tone: "urgent" },
  no_signal: { icon: "mdi:eye-off", tone: "careful" },
  ready: { icon: "mdi:lock-open-check", tone: "good" },
  unlocked: { icon: "mdi:lock-open-variant", tone: "calm" },
} as const;

export function lockBadge(feed: Feed, connected: boolean, now: number, words: Words): LockBadge {
  const { machine } = feed;
  const state = stateOf(feed, connected);
  if (state !== "locked") {
    return { ...STATES[state], label: machine, text: words.text(`badge.${state}`) };
  }
  return {
    icon: "mdi:lock",
    tone: "careful",
    label: words.text("badge.locked", { machine }),
    text: why(feed, now, words),
  };
}

/** A lock stands whatever is seen of the belt; only what is old is not told as if it were new. */
function stateOf(feed: Feed, connected: boolean): keyof typeof STATES | "locked" {
  if (!connected) {
    return "offline";
  }
  if (feed.phase === "alarm") {
    return "alarm";
  }
  if (feed.locks.length > 0) {
    return "locked";
  }
  if (feed.phase === "no_signal" || !feed.signal.broker_up) {
    return "no_signal";
  }
  return feed.phase === "ready" ? "ready" : "unlocked";
}

function why(feed: Feed, now: number, words: Words): string {
  const lock = lastLock(feed);
  if (lock === undefined) {
    return "";
  }
  const reason = words.text(`reason.${lock.reason}`);
  const time = words.clock(lock.ends, now);
  const kind = lock.needs_release ? (lock.ends > now ? "then_waits" : "waits") : "until";
  return words.text(`badge.${kind}`, { reason, time });
}
