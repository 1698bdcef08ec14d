/** What a tile shows for pain: the numbers, or for a while what came of the last one. */

import type { Feed } from "../feed";
import type { Words } from "../words";
import { headline } from "./headline";
import { takeBack } from "./model";

export interface PainStrip {
  /** Null where there is nothing to say, and so room for the numbers. */
  said: string | null;
  urgent: boolean;
  /** What is urgent leaves no room for it. */
  takeBack_s: number | null;
}

/** What the tile needs of `Deeds`. */
interface Reports {
  readonly failed: boolean;
  said(words: Words, shown_s?: number): string | null;
}

/** A report that locked nothing makes room for the next one soon. */
const BRIEFLY_S = 6;

export function painStrip(
  feed: Feed | null,
  reports: Reports,
  now: number,
  words: Words,
): PainStrip {
  const takeBack_s = feed === null ? null : takeBack(feed, now);
  const told = takeBack_s === null ? reports.said(words, BRIEFLY_S) : reports.said(words);
  const said = told ?? (takeBack_s === null ? null : words.text("reason.pain"));
  if (reports.failed) {
    return { said, urgent: true, takeBack_s: null };
  }
  const { tone, text } = feed === null ? { tone: "calm", text: "" } : headline(feed, words);
  const urgent = tone === "urgent" && said !== null;
  return urgent ? { said: text, urgent, takeBack_s: null } : { said, urgent, takeBack_s };
}
