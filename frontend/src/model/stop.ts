/** What is said of a stop: acknowledged at once, then only what was seen. */

import type { Feed, StopEvidence } from "../feed";
import type { Words } from "../words";
import type { Tone } from "./headline";

/** A stop that was asked for on this card: when, and whether it got away. */
export interface StopTap {
  at: number;
  state: "sending" | "sent" | "failed";
}

export interface StopSaid {
  text: string;
  tone: Tone;
}

/** Two clocks may be a little apart. */
const APART_S = 2;
/** Nobody waits that long for an answer with a belt under their feet. */
const STUCK_S = 3;
/** After that long a stop without any evidence is one that nobody sees. */
const BLIND_S = 12;
/** What was proved of a stop is shown for that long. */
const SHOWN_S = 120;

export function stopSaid(
  feed: Feed,
  tap: StopTap | null,
  connected: boolean,
  now: number,
  words: Words,
): StopSaid | null {
  const urgent = (key: string): StopSaid => ({ text: words.text(`stop.${key}`), tone: "urgent" });
  if (!connected) {
    return urgent("offline");
  }
  if (tap?.state === "failed") {
    return urgent("failed");
  }
  const { stop } = feed;
  if (stop?.under_way) {
    return underWay(feed, stop, words);
  }
  const asked = tap !== null && now - tap.at < SHOWN_S ? tap : null;
  if (stop?.still && isNews(stop, stop.still, asked, now)) {
    return proved(stop, stop.still, now, words);
  }
  return asked === null ? null : unproved(feed, asked, now, words);
}

function isNews(stop: StopEvidence, still: number, tap: StopTap | null, now: number): boolean {
  const since = tap === null ? now - SHOWN_S : tap.at - APART_S;
  return Math.max(still, stop.sent ?? 0, stop.off ?? 0) >= since;
}

function underWay(feed: Feed, stop: StopEvidence, words: Words): StopSaid {
  if (stop.unsent) {
    return { text: words.text("stop.unsent"), tone: "urgent" };
  }
  if (stop.failed || stop.warned) {
    return { text: words.text("stop.hold_rail"), tone: "urgent" };
  }
  if (stop.still !== null) {
    return { text: words.text("stop.still", { time: at(stop.still, feed, words) }), tone: "good" };
  }
  if (stop.sent === null) {
    return { text: words.text("doing.stopping"), tone: "careful" };
  }
  const time = at(stop.sent, feed, words);
  const speed = feed.speed_kmh;
  return {
    text:
      feed.signal.belt === "moving" && speed !== null
        ? words.text("stop.slowing", { time, speed: words.speedWithUnit(speed) })
        : words.text("stop.sent_at", { time }),
    tone: "careful",
  };
}

function proved(stop: StopEvidence, still: number, now: number, words: Words): StopSaid {
  const key = stop.off === null ? "still" : stop.load_verified ? "still_off" : "still_off_unverified";
  const time = words.clock(stop.off ?? still, now, true);
  return { text: words.text(`stop.${key}`, { time }), tone: "good" };
}

function unproved(feed: Feed, tap: StopTap, now: number, words: Words): StopSaid {
  if (tap.state === "sending") {
    return now - tap.at > STUCK_S
      ? { text: words.text("stop.failed"), tone: "urgent" }
      : { text: words.text("stop.sending"), tone: "careful" };
  }
  const seen_at = feed.signal.seen_at ?? 0;
  if (feed.signal.belt === "still" && feed.now >= tap.at) {
    const time = words.clock(seen_at, now, true);
    return { text: words.text("stop.still", { time }), tone: "good" };
  }
  if (!feed.can_stop) {
    return { text: words.text("stop.cannot"), tone: "urgent" };
  }
  return now - tap.at > BLIND_S
    ? { text: words.text("stop.not_seen"), tone: "urgent" }
    : { text: words.text("stop.sent"), tone: "careful" };
}

function at(moment: number, feed: Feed, words: Words): string {
  return words.clock(moment, feed.now, true);
}
