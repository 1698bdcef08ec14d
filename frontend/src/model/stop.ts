/** What is said of a stop: acknowledged at once, then only what was seen. */

import type { Feed, StopEvidence } from "../feed";
import type { Words } from "../words";
import type { Tone } from "./headline";
import { isUnseen } from "./unseen";

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
  const asked = recent(tap, now);
  if (!connected) {
    return urgent(asked?.state === "failed" ? "failed" : "offline", words);
  }
  const { stop } = feed;
  if (stop?.under_way) {
    return underWay(feed, stop, words);
  }
  if (stop?.still && holds(feed, stop, asked, now)) {
    return proved(stop, stop.still, now, words);
  }
  return asked === null ? null : unproved(feed, asked, now, words);
}

function recent(tap: StopTap | null, now: number): StopTap | null {
  return tap !== null && now - tap.at < SHOWN_S ? tap : null;
}

/** Return what a stop under way has come to; nothing is promised of one that fails. */
export function trouble(feed: Feed): string | null {
  const { stop } = feed;
  if (!stop?.under_way) {
    return null;
  }
  if (stop.unsent) {
    return "unsent";
  }
  if (!stop.warned && !stop.failed) {
    return null;
  }
  return isUnseen(feed) ? "hold_rail_unseen" : "hold_rail";
}

function urgent(key: string, words: Words): StopSaid {
  return { text: words.text(`stop.${key}`), tone: "urgent" };
}

/** Tell whether what was proved of a stop is news of the last tap, and has not passed. */
function holds({ signal }: Feed, stop: StopEvidence, tap: StopTap | null, now: number): boolean {
  const since = tap === null ? now - SHOWN_S : tap.at - APART_S;
  const told = Math.max(stop.still ?? 0, stop.sent ?? 0, stop.off ?? 0);
  return signal.belt !== "moving" && told >= since;
}

function underWay(feed: Feed, stop: StopEvidence, words: Words): StopSaid {
  const failing = trouble(feed);
  if (failing !== null) {
    return urgent(failing, words);
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
  if (feed.signal.belt === "still" && feed.now >= tap.at) {
    const time = words.clock(feed.signal.seen_at ?? 0, now, true);
    return { text: words.text("stop.still", { time }), tone: "good" };
  }
  const waited_s = now - tap.at;
  if (tap.state === "failed" || (tap.state === "sending" && waited_s > STUCK_S)) {
    return urgent("failed", words);
  }
  if (tap.state === "sending") {
    return { text: words.text("stop.sending"), tone: "careful" };
  }
  if (!feed.can_stop) {
    return urgent("cannot", words);
  }
  return waited_s > BLIND_S
    ? urgent("not_seen", words)
    : { text: words.text("stop.sent"), tone: "careful" };
}

function at(moment: number, feed: Feed, words: Words): string {
  return words.clock(moment, feed.now, true);
}
