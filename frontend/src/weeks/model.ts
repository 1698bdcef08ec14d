/** The weeks of a person against their goal, as a pure function of what was told. */

import { ticks, type Tick } from "../chart/scale";
import type { Words } from "../words";

/** One week as the integration tells it (people/weeks_feed.py); `monday` is a date. */
export interface Week {
  monday: string;
  goal_min: number | null;
  done_min: number;
  moved_min: number;
}

export interface Weeks {
  name: string;
  /** The present week comes last. */
  weeks: readonly Week[];
}

export interface Bar {
  label: string;
  /** Shares of the height: what counts, and on top of it what does not. */
  done: number;
  rest: number;
  goal: number | null;
  reached: boolean;
  now: boolean;
}

export interface Row {
  week: string;
  moved: string;
  done: string;
  goal: string;
}

export interface WeeksModel {
  title: string;
  present: string;
  empty: boolean;
  bars: readonly Bar[];
  minutes: readonly Tick[];
  spoken: string;
  hasRest: boolean;
  hasGoal: boolean;
  rows: readonly Row[];
}

const LEAST_MIN = 30;
const ROOM = 1.15;
const MOST_TICKS = 4;
const STEPS = [10, 15, 20, 30, 60, 120, 180, 300, 600];

export function weeksModel({ name, weeks }: Weeks, words: Words): WeeksModel {
  const highs = weeks.map((week) => Math.max(week.done_min + restOf(week), week.goal_min ?? 0));
  const top_min = ROOM * Math.max(LEAST_MIN, ...highs);
  const minutes = (value: number): string => words.number(value, 0);
  return {
    title: words.text("weeks.title", { name }),
    present: present(weeks, words),
    empty: weeks.every(({ moved_min, done_min }) => moved_min === 0 && done_min === 0),
    bars: weeks.map((week, number) => bar(week, number === weeks.length - 1, top_min, words)),
    minutes: ticks(top_min, MOST_TICKS, STEPS, minutes),
    spoken: `${present(weeks, words)} ${reached(weeks, words)}`.trim(),
    hasRest: weeks.some((week) => restOf(week) > 0),
    hasGoal: weeks.some(({ goal_min }) => goal_min !== null),
    rows: weeks.map((week) => row(week, words)).reverse(),
  };
}

/** What was moved and does not count toward the goal: too slow to. */
function restOf({ done_min, moved_min }: Week): number {
  return Math.max(0, moved_min - done_min);
}

function isReached({ done_min, goal_min }: Week): boolean {
  return goal_min !== null && goal_min > 0 && done_min >= goal_min;
}

function bar(week: Week, now: boolean, top_min: number, words: Words): Bar {
  return {
    label: words.day(week.monday),
    done: week.done_min / top_min,
    rest: restOf(week) / top_min,
    goal: week.goal_min === null ? null : week.goal_min / top_min,
    reached: isReached(week),
    now,
  };
}

function row(week: Week, words: Words): Row {
  const minutes = (value: number | null): string => (value === null ? "–" : words.number(value, 0));
  const done = minutes(week.done_min);
  return {
    week: words.day(week.monday),
    moved: minutes(week.moved_min),
    done: isReached(week) ? words.text("weeks.done_reached", { done }) : done,
    goal: minutes(week.goal_min),
  };
}

function present(weeks: readonly Week[], words: Words): string {
  const week = weeks.at(-1);
  if (week === undefined) {
    return "";
  }
  const values = {
    done: words.number(week.done_min, 0),
    goal: words.number(week.goal_min ?? 0, 0),
  };
  return words.text(week.goal_min ? "weeks.now" : "weeks.now_no_goal", values);
}

/** Say in how many of the weeks before the goal was reached. */
function reached(weeks: readonly Week[], words: Words): string {
  const before = weeks.slice(0, -1).filter(({ goal_min }) => goal_min !== null);
  const values = { number: before.filter(isReached).length, weeks: before.length };
  return before.length ? words.text("weeks.reached", values) : "";
}
