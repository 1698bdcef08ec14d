/** What else may be said to the machine now, beside stop and pain. */

import type { Feed } from "../feed";
import type { Words } from "../words";

export interface Action {
  action: string;
  text: string;
  /** What to ask first, where it lets somebody off; stop is never asked about. */
  sure: string | null;
  asked: boolean;
}

/** Something that was tapped, and waits for a yes. */
export interface Considered {
  action: string;
  at: number;
}

/** A question that nobody answers goes away: the next break has one of its own. */
const ASKED_S = 15;
const NONE_DUE = { snoozes_left: 0, skips_left: 0 };
/** They put off what the policy asks for. */
const LOOSENS: readonly string[] = ["snooze_break", "skip_break"];

export function actions(
  feed: Feed,
  considered: Considered | null,
  now: number,
  words: Words,
): Action[] {
  const asked = considered !== null && now - considered.at < ASKED_S ? considered.action : null;
  return offers(feed)
    .filter(({ offered }) => offered)
    .map(({ action, left = 0 }) => ({
      action,
      text: words.text(`action.${action}`, { left }),
      sure: LOOSENS.includes(action) ? words.text(`action.sure.${action}`) : null,
      asked: action === asked,
    }));
}

function offers(feed: Feed): { action: string; offered: boolean; left?: number }[] {
  const { pause } = feed;
  const walking = feed.in_session && !feed.stop?.under_way;
  const { snoozes_left, skips_left } = walking && pause?.due ? pause : NONE_DUE;
  return [
    { action: "resume", offered: feed.suspended },
    { action: "take_break", offered: walking && pause !== null && feed.signal.belt === "moving" },
    { action: "snooze_break", offered: snoozes_left > 0, left: snoozes_left },
    { action: "skip_break", offered: skips_left > 0, left: skips_left },
    { action: "end_session", offered: walking },
  ];
}
