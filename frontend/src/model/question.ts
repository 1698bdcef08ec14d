/** What whoever walks is asked, and how they answer it on the card. */

import type { Feed } from "../feed";
import type { Words } from "../words";

/** A person is asked how the day after feels, without one how much it hurt before. */
export interface Question {
  text: string;
  person: string | null;
}

/** How the day after may feel, as the actions know it. */
export const FEELINGS = ["better", "same", "worse"] as const;

/** The pain of now is told where it always is; the other questions have a place of their own. */
export function question({ asks, people, person_id }: Feed, words: Words): Question | null {
  if (asks === "baseline") {
    return { text: words.text("asks.baseline"), person: null };
  }
  const person = people[person_id];
  return asks === "day_after" && person !== undefined
    ? { text: words.text("dashboard.check_in"), person }
    : null;
}

/** Return what stands above the numbers for pain. */
export function painLabel({ asks }: Feed, words: Words): string {
  return words.text(asks === "pain" ? "asks.pain" : "pain.label");
}
