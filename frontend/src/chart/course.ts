/** The course of a walk as a chart keeps it: what was told of it, and what was heard since. */

import type { Feed, Phase } from "../feed";

/** What held from a moment on, in seconds since the walk began, until the next point. */
export interface Point {
  at: number;
  speed: number | null;
  cap: number | null;
  phase: Phase;
}

export type Watts = readonly [at: number, value: number];

export interface Course {
  session: string;
  points: readonly Point[];
  watts: readonly Watts[];
  until: number;
}

/** What the integration tells (card/course_view.py). */
export interface Told {
  session: string;
  until: number;
  points: readonly (readonly [number, number | null, number | null, Phase])[];
  watts: readonly Watts[];
}

/** So often a point is added; what begins or ends is added at once. */
const EVERY_S = 5;
/** More than these are asked for anew: the integration keeps fewer and coarser ones. */
const MOST = 720;
/** A page that slept for longer has missed something. */
const GAP_S = 20;

export function courseOf({ points, ...told }: Told): Course {
  return {
    ...told,
    points: points.map(([at, speed, cap, phase]) => ({ at, speed, cap, phase })),
  };
}

/** Tell whether the course has to be asked for. */
export function isMissing(course: Course | null, feed: Feed): boolean {
  if (feed.course === null) {
    return false;
  }
  if (course?.session !== feed.course.session) {
    return true;
  }
  const missed_s = Math.abs(feed.now - feed.course.began - course.until);
  return missed_s > GAP_S || Math.max(course.points.length, course.watts.length) > MOST;
}

/** Return the course with what is heard now: the same one where that adds nothing. */
export function goneOn(course: Course, feed: Feed): Course {
  if (feed.course?.session !== course.session) {
    return course;
  }
  const point = pointOf(feed, feed.now - feed.course.began);
  const last = course.points.at(-1);
  const turned = last === undefined || turns(last, point);
  if (!turned && point.at < course.until + EVERY_S) {
    return course;
  }
  const watts = feed.signal.evidence["power_w"]?.value;
  return {
    ...course,
    until: point.at,
    points: !turned && isSame(last, point) ? course.points : [...course.points, point],
    watts: watts === undefined ? course.watts : [...course.watts, [point.at, watts]],
  };
}

/** A speed that nobody sees is none, and a belt that is seen still has one. */
function pointOf({ cap, phase, signal, speed_kmh }: Feed, at: number): Point {
  const speed = { moving: speed_kmh, still: 0, unknown: null, conflict: null }[signal.belt];
  const seen = signal.belt === "moving" || signal.belt === "still";
  return { at, speed, cap: cap?.speed_kmh ?? null, phase: seen ? phase : "no_signal" };
}

function turns(last: Point, point: Point): boolean {
  return (
    last.phase !== point.phase ||
    (last.speed === null) !== (point.speed === null) ||
    (last.speed === 0) !== (point.speed === 0)
  );
}

function isSame(last: Point, point: Point): boolean {
  return last.speed === point.speed && last.cap === point.cap;
}
