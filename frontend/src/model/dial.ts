/** The speed against what is allowed, as an instrument shows it. */

import type { Feed } from "../feed";
import type { Words } from "../words";
import { isTooFast } from "./headline";

export interface Dial {
  value: string;
  unit: string;
  allowed: string;
  source: string;
  spoken: string;
  tooFast: boolean;
  /** Shares of the scale, 0 to 1; null where it is not known, or where there is none. */
  speed: number | null;
  cap: number | null;
}

/** The scale leaves room over the cap, and never shows less than a slow walk. */
const SLOWEST_SCALE_KMH = 6;
const ROOM = 1.5;

export function dial(feed: Feed, words: Words): Dial {
  const scale_kmh = scaleOf(feed);
  const share = (kmh: number): number => Math.min(1, Math.max(0, kmh / scale_kmh));
  const { cap, speed_kmh } = feed;
  const speed = speed_kmh === null ? words.text("dial.none") : words.speedWithUnit(speed_kmh);
  return {
    value: speed_kmh === null ? "–" : words.speed(speed_kmh),
    unit: words.speedUnit,
    allowed:
      cap === null
        ? words.text("dial.no_cap")
        : words.text("dial.allowed", { speed: words.speedWithUnit(cap.speed_kmh) }),
    source: cap === null ? "" : words.text(`dial.source.${cap.source}`),
    spoken:
      cap === null
        ? words.text("dial.spoken_no_cap", { speed })
        : words.text("dial.spoken", { speed, cap: words.speedWithUnit(cap.speed_kmh) }),
    tooFast: isTooFast(feed),
    speed: speed_kmh === null ? null : share(speed_kmh),
    cap: cap === null ? null : share(cap.speed_kmh),
  };
}

function scaleOf(feed: Feed): number {
  const wanted = Math.max(SLOWEST_SCALE_KMH, ROOM * (feed.cap?.speed_kmh ?? 0));
  return Math.max(Math.min(wanted, feed.maximum_kmh), feed.speed_kmh ?? 0);
}
