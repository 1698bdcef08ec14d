/** A walk as a chart shows it: a pure function of its course. */

import type { CourseMark, Phase } from "../feed";
import type { Words } from "../words";
import type { Course, Point } from "./course";
import { ticks, type Tick } from "./scale";

/** The paper that the lines are drawn on; it is stretched to whatever room there is. */
export const WIDTH = 1000;
export const HEIGHT = 300;

export interface Band {
  phase: Phase;
  /** Shares of the width, 0 to 1. */
  from: number;
  to: number;
}

export interface Sign {
  what: "break" | "pain";
  at: number;
}

export interface LegendEntry {
  kind: string;
  text: string;
}

export interface Plot {
  speed: string;
  area: string;
  cap: string;
  watts: string;
  bands: readonly Band[];
  signs: readonly Sign[];
  minutes: readonly Tick[];
  speeds: readonly Tick[];
  legend: readonly LegendEntry[];
  spoken: string;
}

interface Stretch {
  point: Point;
  from: number;
  to: number;
}

interface Run {
  path: string;
  from: number;
  to: number;
}

const MINUTE_S = 60;
/** A walk that has only begun does not fill the chart. */
const SHORTEST_S = 2 * MINUTE_S;
const SLOWEST_KMH = 4;
const ROOM = 1.15;
const FEWEST_W = 100;
/** Power stays below the speed, so that the lines can be told apart. */
const ROOM_W = 2;
const MINUTE_STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120];
const SPEED_STEPS = [1, 2, 3, 5, 10];
const MOST_TICKS = 5;
/** Behind it stands the unit. */
const LAST_TICK = 0.9;
/** What of a walk has a colour of its own. */
const COLOURED: readonly Phase[] = ["warm_up", "workout", "on_break", "cool_down", "no_signal"];

export function plot(course: Course, marks: readonly CourseMark[], words: Words): Plot {
  const length_s = Math.max(SHORTEST_S, course.until);
  const top_kmh = topOf(course);
  const x = (at: number): number => clamp(at / length_s);
  const y = (kmh: number): number => 1 - clamp(kmh / top_kmh);
  const stretches = stretchesOf(course, x);
  const speed = runs(stretches, ({ speed }) => speed, y);
  const minute = (at: number): string => words.number(at / MINUTE_S, 0);
  const unit = words.speedValue(1);
  const steps_s = MINUTE_STEPS.map((each) => each * MINUTE_S);
  const minutes = ticks(length_s, MOST_TICKS, steps_s, minute);
  return {
    speed: speed.map(({ path }) => path).join(""),
    area: speed.map(({ path, from, to }) => `${path}L${to} ${HEIGHT}H${from}Z`).join(""),
    cap: runs(stretches, ({ cap }) => cap, y).map(({ path }) => path).join(""),
    watts: wattsPath(course, x),
    bands: bands(stretches),
    signs: marks.map(([at, what]) => ({ what, at: x(at) })),
    minutes: minutes.filter((tick) => tick.at < LAST_TICK),
    speeds: ticks(top_kmh * unit, MOST_TICKS, SPEED_STEPS, (value) => words.number(value, 0)),
    legend: legend(course, marks, words),
    spoken: spoken(course, marks, words),
  };
}

function topOf({ points }: Course): number {
  const speeds = points.flatMap(({ speed, cap }) => [speed ?? 0, cap ?? 0]);
  return ROOM * Math.max(SLOWEST_KMH, ...speeds);
}

function stretchesOf({ points, until }: Course, x: (at: number) => number): Stretch[] {
  return points.map((point, number) => ({
    point,
    from: x(point.at),
    to: x(points[number + 1]?.at ?? until),
  }));
}

/** Return each unbroken line of something that holds from point to point. */
function runs(
  stretches: readonly Stretch[],
  valueOf: (point: Point) => number | null,
  y: (value: number) => number,
): Run[] {
  const found: Run[] = [];
  let open: Run | undefined;
  for (const { point, from, to } of stretches) {
    const value = valueOf(point);
    if (value === null) {
      open = undefined;
      continue;
    }
    const [left, right, high] = [across(from), across(to), down(y(value))];
    if (open === undefined) {
      open = { path: `M${left} ${high}`, from: left, to: right };
      found.push(open);
    }
    open.path += `V${high}H${right}`;
    open.to = right;
  }
  return found;
}

function wattsPath({ watts }: Course, x: (at: number) => number): string {
  const top_w = ROOM_W * Math.max(FEWEST_W, ...watts.map(([, value]) => value));
  const spots = watts.map(([at, value]) => `${across(x(at))} ${down(1 - clamp(value / top_w))}`);
  return spots.length < 2 ? "" : `M${spots.join("L")}`;
}

function bands(stretches: readonly Stretch[]): Band[] {
  const found: Band[] = [];
  for (const { point, from, to } of stretches) {
    const last = found.at(-1);
    if (last?.phase === point.phase) {
      last.to = to;
    } else {
      found.push({ phase: point.phase, from, to });
    }
  }
  return found.filter((band) => band.to > band.from && COLOURED.includes(band.phase));
}

function legend(course: Course, marks: readonly CourseMark[], words: Words): LegendEntry[] {
  const { points, watts } = course;
  const peak = Math.max(...watts.map(([, value]) => value));
  const has = (what: string): boolean => marks.some(([, each]) => each === what);
  // A mark and the stretch behind it are one break.
  const told = COLOURED.filter((phase) => phase !== "on_break" || !has("break"));
  const phases = told.filter((phase) => points.some((point) => point.phase === phase));
  const lines: (LegendEntry | null)[] = [
    { kind: "speed", text: words.text("chart.speed", { unit: words.speedUnit }) },
    points.some(({ cap }) => cap !== null) ? { kind: "cap", text: words.text("chart.allowed") } : null,
    watts.length > 1
      ? { kind: "watts", text: words.text("chart.power", { watts: words.number(peak, 0) }) }
      : null,
    has("pain") ? { kind: "pain", text: words.text("chart.pain") } : null,
    has("break") ? { kind: "break", text: words.text("chart.break") } : null,
    ...phases.map((phase) => ({ kind: `band ${phase}`, text: words.text(`phase.${phase}`) })),
  ];
  return lines.filter((each) => each !== null);
}

/** Say in words what the lines show. */
function spoken({ points, until }: Course, marks: readonly CourseMark[], words: Words): string {
  const minutesOf = (what: string): string =>
    marks
      .filter(([, each]) => each === what)
      .map(([at]) => words.number(Math.floor(at / MINUTE_S), 0))
      .join(", ");
  const fastest = Math.max(0, ...points.map(({ speed }) => speed ?? 0));
  const said = [
    words.text("chart.spoken", {
      minutes: words.number(Math.floor(until / MINUTE_S), 0),
      fastest: words.speedWithUnit(fastest),
    }),
    ...(["break", "pain"] as const).flatMap((what) => {
      const minutes = minutesOf(what);
      return minutes === "" ? [] : [words.text(`chart.marked.${what}`, { minutes })];
    }),
  ];
  return said.join(" ");
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function across(share: number): number {
  return Math.round(share * WIDTH * 10) / 10;
}

function down(share: number): number {
  return Math.round(share * HEIGHT * 10) / 10;
}
