/** What comes next, and how long it takes until then. */

import type { Feed } from "../feed";
import { stopwatch, type Words } from "../words";

export interface NextEvent {
  what: string;
  countdown: string;
  clock: string;
}

export function next(feed: Feed, now: number, words: Words): NextEvent | null {
  if (feed.stop?.under_way || feed.phase === "alarm") {
    return null;
  }
  const coming = feed.next.find((each) => each.at > now);
  if (coming === undefined) {
    return null;
  }
  return {
    what: words.text(`next.${coming.what}`),
    countdown: words.text("next.in", { time: stopwatch(Math.ceil(coming.at - now)) }),
    clock: words.clock(coming.at, now),
  };
}
