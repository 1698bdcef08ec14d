/** How far the walk has come, as a ring with its parts. */

import type { Feed, Walk } from "../feed";
import { stopwatch, type Words } from "../words";

export interface Segment {
  kind: "warm_up" | "walk" | "cool_down";
  from: number;
  to: number;
}

export interface Ring {
  time: string;
  total: string;
  breaks: string;
  spoken: string;
  /** Shares of the ring, 0 to 1. */
  progress: number;
  segments: readonly Segment[];
  breakMarks: readonly number[];
}

/** What a ring without an end shows. */
const HOUR_S = 3600;
const MINUTE_S = 60;

export function ring(feed: Feed, now: number, words: Words): Ring | null {
  const { walk } = feed;
  if (walk === null) {
    return null;
  }
  const walked_s = walkedNow(feed, walk, now);
  const whole_s = walk.total_s ?? Math.max(HOUR_S, walked_s);
  const share = (seconds: number): number => Math.min(1, Math.max(0, seconds / whole_s));
  const time = stopwatch(walked_s);
  const minutes = Math.round(whole_s / MINUTE_S);
  const open = walk.total_s === null;
  return {
    time,
    total: open ? words.text("ring.open") : words.text("ring.of", { minutes }),
    breaks: words.text("ring.breaks", { number: walk.breaks_taken }),
    spoken: words.text(open ? "ring.spoken_open" : "ring.spoken", { time, minutes }),
    progress: share(walked_s),
    segments: segments(walk, whole_s, share),
    breakMarks: walk.breaks_s.filter((at) => at < whole_s).map(share),
  };
}

/** Return the time walked by now: a belt that was seen moving goes on. */
export function walkedNow(feed: Feed, walk: Walk, now: number): number {
  const moving = feed.signal.belt === "moving";
  return walk.walked_s + (moving ? Math.max(0, now - feed.now) : 0);
}

function segments(walk: Walk, whole_s: number, share: (seconds: number) => number): Segment[] {
  const cool_down_s = walk.cool_down_s ?? whole_s;
  const warm_up_s = Math.min(walk.warm_up_s, cool_down_s);
  const parts: Segment[] = [
    { kind: "warm_up", from: 0, to: share(warm_up_s) },
    { kind: "walk", from: share(warm_up_s), to: share(cool_down_s) },
    { kind: "cool_down", from: share(cool_down_s), to: 1 },
  ];
  return parts.filter((part) => part.to > part.from);
}
