import { describe, expect, test } from "vitest";

import { courseOf, goneOn, isMissing, type Course } from "../src/chart/course";
import { plot } from "../src/chart/plot";
import { ticks } from "../src/chart/scale";
import type { CourseMark, Feed } from "../src/feed";
import { MINUTE, NOW, seen, walking, words } from "./feed";

const BEGAN = NOW - 10 * MINUTE;

const TOLD = courseOf({
  session: "one",
  until: 10 * MINUTE,
  points: [
    [0, 2.5, 3, "warm_up"],
    [5 * MINUTE, 4, 4.5, "workout"],
    [8 * MINUTE, null, 4.5, "no_signal"],
    [9 * MINUTE, 3, 4.5, "workout"],
  ],
  watts: [
    [0, 200],
    [5 * MINUTE, 300],
  ],
});

const at = (second: number, change: Partial<Feed> = {}): Feed =>
  walking({
    now: BEGAN + second,
    course: { session: "one", began: BEGAN, marks: [] },
    ...change,
  });

const heard = (...feeds: Feed[]): Course => feeds.reduce(goneOn, TOLD);

describe("the course of a walk", () => {
  test("takes in what is heard, but no more often than is seen", () => {
    const soon = heard(at(10 * MINUTE + 4));
    expect(soon).toBe(TOLD);
    const later = heard(at(10 * MINUTE + 4), at(10 * MINUTE + 5, { speed_kmh: 3.5 }));
    expect(later.until).toBe(10 * MINUTE + 5);
    expect(later.points.at(-1)).toEqual({ at: 605, speed: 3.5, cap: 4.5, phase: "workout" });
  });

  test("goes on without a point where nothing has changed", () => {
    const later = heard(at(10 * MINUTE + 5));
    expect(later.points).toBe(TOLD.points);
    expect(later.until).toBe(10 * MINUTE + 5);
  });

  test("takes in at once what turns", () => {
    const still = at(10 * MINUTE + 1, { signal: seen({ belt: "still" }), phase: "on_break" });
    expect(heard(still).points.at(-1)).toMatchObject({ speed: 0, phase: "on_break" });
    const lost = at(10 * MINUTE + 1, { signal: seen({ belt: "conflict" }) });
    expect(heard(lost).points.at(-1)).toMatchObject({ speed: null, phase: "no_signal" });
  });

  test("has the power where a plug measures it", () => {
    const evidence = { power_w: { value: 250, at: NOW } };
    const feed = at(10 * MINUTE + 5, { signal: seen({ belt: "moving", evidence }) });
    expect(heard(feed).watts.at(-1)).toEqual([605, 250]);
    expect(heard(at(10 * MINUTE + 5)).watts).toBe(TOLD.watts);
  });

  test("passes over what another walk tells", () => {
    const other = at(605, { course: { session: "two", began: BEGAN, marks: [] } });
    expect(heard(other)).toBe(TOLD);
  });

  const many: Course = { ...TOLD, watts: Array.from({ length: 721 }, (_, each) => [each, 1]) };

  test.each<[string, Course | null, Feed, boolean]>([
    ["where nobody walks", null, walking(), false],
    ["at first", null, at(601), true],
    ["while it goes on", TOLD, at(605), false],
    ["of another walk", { ...TOLD, session: "zero" }, at(605), true],
    ["after a page slept", TOLD, at(640), true],
    ["after a clock was set back", TOLD, at(500), true],
    ["where it has become long", many, at(605), true],
  ])("is asked for, or not, %s", (_, course, feed, missing) => {
    expect(isMissing(course, feed)).toBe(missing);
  });
});

describe("the chart of a walk", () => {
  const marks: CourseMark[] = [
    [3 * MINUTE, "pain"],
    [6 * MINUTE, "break"],
  ];
  const shown = plot(TOLD, marks, words());

  test("draws the speed in steps, with a gap where nobody saw it", () => {
    const top = 4.5 * 1.15;
    const y = (kmh: number): number => Math.round((1 - kmh / top) * 3000) / 10;
    expect(shown.speed).toBe(
      `M0 ${y(2.5)}V${y(2.5)}H500V${y(4)}H800M900 ${y(3)}V${y(3)}H1000`,
    );
    expect(shown.area.match(/Z/g)).toHaveLength(2);
  });

  test("draws what was allowed without a gap", () => {
    expect(shown.cap.match(/M/g)).toHaveLength(1);
  });

  test("has a stretch for each phase", () => {
    expect(shown.bands).toEqual([
      { phase: "warm_up", from: 0, to: 0.5 },
      { phase: "workout", from: 0.5, to: 0.8 },
      { phase: "no_signal", from: 0.8, to: 0.9 },
      { phase: "workout", from: 0.9, to: 1 },
    ]);
  });

  test("marks breaks and pain, and says no more of pain than when", () => {
    expect(shown.signs).toEqual([
      { what: "pain", at: 0.3 },
      { what: "break", at: 0.6 },
    ]);
    expect(shown.spoken).toBe(
      "10 min, at most 4.0\u00a0km/h. Breaks at minute: 6. Pain reported at minute: 3.",
    );
  });

  test("explains what is there, and nothing else", () => {
    const kinds = ({ legend }: typeof shown): string[] => legend.map(({ kind }) => kind);
    expect(kinds(shown)).toEqual([
      "speed",
      "cap",
      "watts",
      "pain",
      "break",
      "band warm_up",
      "band workout",
      "band no_signal",
    ]);
    expect(kinds(plot({ ...TOLD, watts: [] }, [], words()))).not.toContain("watts");
  });

  test("writes few round numbers, in miles where the home counts in miles", () => {
    expect(shown.minutes.map(({ text }) => text)).toEqual(["0", "2", "4", "6", "8"]);
    expect(shown.speeds.map(({ text }) => text)).toEqual(["0", "2", "4"]);
    const miles = plot(TOLD, [], words("en", true));
    expect(miles.speeds.map(({ text }) => text)).toEqual(["0", "1", "2", "3"]);
  });

  test("is not filled by a walk that has just begun", () => {
    const short = plot({ ...TOLD, until: 12, points: TOLD.points.slice(0, 1) }, [], words());
    expect(short.bands).toEqual([{ phase: "warm_up", from: 0, to: 0.1 }]);
  });

  test("is empty without a point, and not broken", () => {
    const none = plot({ ...TOLD, points: [], watts: [], until: 0 }, [], words());
    expect([none.speed, none.cap, none.watts]).toEqual(["", "", ""]);
    expect(JSON.stringify(none)).not.toContain("null");
  });
});

describe("the numbers along an edge", () => {
  test.each([
    [10, ["0", "2", "4", "6", "8", "10"]],
    [11, ["0", "5", "10"]],
    [0.5, ["0"]],
  ])("up to %d are round", (largest, texts) => {
    expect(ticks(largest, 5, [1, 2, 5], String).map(({ text }) => text)).toEqual(texts);
  });

  test("have their places", () => {
    expect(ticks(4, 4, [1, 2], String).map(({ at: place }) => place)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
});
