/** What is not seen of the treadmill: unknown is neither still nor moving. */

import type { Feed } from "../feed";
import type { Words } from "../words";

type Evidence = Feed["signal"]["evidence"][string];

/** What may contradict each other, and how it is said. */
const WITNESSES: Readonly<Record<string, (said: Evidence, words: Words) => string>> = {
  speed_kmh: ({ value }, words) =>
    words.text("unseen.speed", { value: words.speedWithUnit(value) }),
  power_w: ({ value }, words) => words.text("unseen.power", { value: words.number(value, 0) }),
  cadence_spm: ({ value }, words) =>
    words.text("unseen.cadence", { value: words.number(value, 0) }),
  relay_on: ({ value }, words) => words.text(value > 0 ? "unseen.relay_on" : "unseen.relay_off"),
};

/** Tell whether nobody knows what the belt does. */
export function isUnseen({ signal }: Feed): boolean {
  return signal.belt === "unknown" || signal.belt === "conflict";
}

export function unseen(feed: Feed, connected: boolean, now: number, words: Words): string[] {
  const { signal } = feed;
  if (!connected) {
    return [words.text("unseen.offline")];
  }
  if (!signal.broker_up) {
    return [words.text("unseen.broker")];
  }
  const missing: string[] = [];
  if (signal.belt === "conflict") {
    missing.push(words.text("unseen.conflict", { evidence: evidence(feed, words) }));
  }
  if (feed.in_session && signal.belt === "unknown") {
    missing.push(belt(feed, now, words));
  }
  if (signal.bridge_online === false && feed.phase !== "off") {
    missing.push(words.text("unseen.bridge"));
  }
  if (feed.has_plug && signal.plug_online === false) {
    missing.push(words.text("unseen.plug"));
  }
  return missing;
}

function belt(feed: Feed, now: number, words: Words): string {
  const { seen_at } = feed.signal;
  return seen_at === null
    ? words.text("unseen.belt")
    : words.text("unseen.belt_since", { time: words.clock(seen_at, now, true) });
}

function evidence(feed: Feed, words: Words): string {
  return Object.entries(WITNESSES)
    .flatMap(([what, say]) => {
      const said = feed.signal.evidence[what];
      return said === undefined ? [] : [say(said, words)];
    })
    .join(", ");
}
