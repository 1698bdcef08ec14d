/** What goes on, in one word and one sentence. */

import type { Feed } from "../feed";
import type { Words } from "../words";
import { fine } from "./lock";
import { trouble } from "./stop";
import { isUnseen } from "./unseen";

export type Tone = "calm" | "good" | "careful" | "urgent";

export interface Headline {
  title: string;
  text: string;
  tone: Tone;
}

const TONES: Readonly<Record<Feed["phase"], Tone>> = {
  off: "calm",
  ready: "calm",
  warm_up: "good",
  workout: "good",
  on_break: "good",
  cool_down: "good",
  stopping: "careful",
  locked: "careful",
  no_signal: "careful",
  alarm: "urgent",
};

/** Speeds tremble by a console's smallest step. */
const TREMBLE_KMH = 0.15;

export function isTooFast(feed: Feed): boolean {
  return feed.cap !== null && (feed.speed_kmh ?? 0) > feed.cap.speed_kmh + TREMBLE_KMH;
}

export function headline(feed: Feed, words: Words): Headline {
  const tone = trouble(feed) === null ? TONES[feed.phase] : "urgent";
  const walking = tone === "good";
  return {
    title: words.text(`phase.${feed.phase}`),
    text: sentence(feed, walking, words),
    tone: walking && (isTooFast(feed) || feed.pause?.due) ? "careful" : tone,
  };
}

/** Return what an alarm says; a belt that nobody sees may well stand. */
export function alarm(feed: Feed): string {
  const unseen = feed.alarm === "belt_did_not_stop" && isUnseen(feed);
  return `alarm.${unseen ? "belt_not_seen_to_stop" : (feed.alarm ?? "")}`;
}

function sentence(feed: Feed, walking: boolean, words: Words): string {
  if (feed.phase === "locked" && trouble(feed) === null) {
    return fine(feed, words);
  }
  const said = words.text(matter(feed, walking));
  return feed.phase === "stopping" && feed.reason !== null && trouble(feed) === null
    ? `${words.text(`reason.${feed.reason}`)}. ${said}`
    : said;
}

/** Return what matters most now, as the key of its text. */
function matter(feed: Feed, walking: boolean): string {
  const failing = trouble(feed);
  if (feed.phase === "alarm") {
    return alarm(feed);
  }
  if (failing !== null) {
    return `stop.${failing}`;
  }
  return `doing.${(walking ? hint(feed) : null) ?? feed.phase}`;
}

/** Return what to say to somebody who walks, beside what goes on. */
function hint(feed: Feed): string | null {
  if (feed.suspended) {
    return "suspended";
  }
  if (isTooFast(feed)) {
    return "too_fast";
  }
  return feed.phase !== "on_break" && feed.pause?.due ? "break_due" : null;
}
