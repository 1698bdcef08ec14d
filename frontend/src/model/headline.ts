/** What goes on, in one word and one sentence. */

import type { Feed } from "../feed";
import type { Words } from "../words";

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

/** Return what a stop under way has come to; nothing is promised of one that fails. */
function trouble({ stop }: Feed): "unsent" | "hold_rail" | null {
  if (!stop?.under_way) {
    return null;
  }
  if (stop.unsent) {
    return "unsent";
  }
  return stop.warned || stop.failed ? "hold_rail" : null;
}

function sentence(feed: Feed, walking: boolean, words: Words): string {
  if (feed.phase === "alarm") {
    return words.text(`alarm.${feed.alarm ?? ""}`);
  }
  const failing = trouble(feed);
  if (failing !== null) {
    return words.text(`stop.${failing}`);
  }
  if (feed.phase === "locked") {
    return words.text(`reason.${feed.reason ?? ""}`);
  }
  if (walking && feed.suspended) {
    return words.text("doing.suspended");
  }
  if (walking && isTooFast(feed)) {
    return words.text("doing.too_fast");
  }
  if (walking && feed.phase !== "on_break" && feed.pause?.due) {
    return words.text("doing.break_due");
  }
  const doing = words.text(`doing.${feed.phase}`);
  return feed.phase === "stopping" && feed.reason !== null
    ? `${words.text(`reason.${feed.reason}`)}. ${doing}`
    : doing;
}
