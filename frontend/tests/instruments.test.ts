import { describe, expect, test } from "vitest";

import { arc } from "../src/arcs";
import { dial } from "../src/model/dial";
import { next } from "../src/model/next";
import { ring } from "../src/model/ring";
import { MINUTE, NOW, quiet, seen, walking, words } from "./feed";

describe("the dial", () => {
  test("shows the speed against what is allowed, and whose number that is", () => {
    const shown = dial(walking({ speed_kmh: 3.375 }), words());
    expect(shown).toMatchObject({
      value: "3.4",
      allowed: "up to 4.5\u00a0km/h",
      source: "set by the policy",
      speed: 0.5,
      tooFast: false,
    });
    expect(shown.cap).toBeCloseTo(2 / 3);
  });

  test("says too fast only beyond what a console's step explains", () => {
    expect(dial(walking({ speed_kmh: 4.6 }), words()).tooFast).toBe(false);
    expect(dial(walking({ speed_kmh: 4.7 }), words()).tooFast).toBe(true);
  });

  test("never takes an unknown speed for zero", () => {
    const shown = dial(walking({ speed_kmh: null }), words());
    expect(shown).toMatchObject({ value: "–", speed: null });
    expect(shown.spoken).toContain("Speed unknown");
  });

  test("shows a belt that is faster than it can be", () => {
    expect(dial(walking({ speed_kmh: 14, maximum_kmh: 6 }), words()).speed).toBe(1);
  });

  test("counts miles where the home does", () => {
    expect(dial(walking({ speed_kmh: 5 }), words("en", true))).toMatchObject({
      value: "3.1",
      unit: "mph",
    });
  });
});

describe("the ring", () => {
  test("has the parts of the walk, and marks the breaks", () => {
    const shown = ring(walking(), NOW, words());
    expect(shown).toMatchObject({ time: "10:00", total: "of 40 min", progress: 0.25 });
    expect(shown?.segments).toEqual([
      { kind: "warm_up", from: 0, to: 0.2 },
      { kind: "walk", from: 0.2, to: 0.875 },
      { kind: "cool_down", from: 0.875, to: 1 },
    ]);
    expect(shown?.breakMarks).toEqual([0.5, 0.75]);
  });

  test("goes on by itself while the belt is seen moving", () => {
    expect(ring(walking(), NOW + 5, words())?.time).toBe("10:05");
  });

  test.each(["still", "unknown", "conflict"] as const)("stands while the belt is %s", (belt) => {
    const feed = walking({ signal: seen({ belt }) });
    expect(ring(feed, NOW + 5, words())?.time).toBe("10:00");
  });

  test("has no end where nothing ends the walk", () => {
    const walk = walking().walk;
    const open = walk && { ...walk, total_s: null, cool_down_s: null };
    const shown = ring(walking({ walk: open }), NOW, words());
    expect(shown).toMatchObject({ total: "no end set" });
    expect(shown?.progress).toBeCloseTo(1 / 6);
  });

  test("is not there without a walk", () => {
    expect(ring(quiet(), NOW, words())).toBeNull();
  });
});

describe("what comes next", () => {
  const feed = walking({
    next: [
      { what: "break_due", at: NOW + 65 },
      { what: "session_ends", at: NOW + 30 * MINUTE },
    ],
  });

  test("is the soonest, counted down", () => {
    expect(next(feed, NOW + 0.4, words())).toEqual({
      what: "Break",
      countdown: "in 1:05",
      clock: "18:01",
    });
  });

  test("is the one after, once the first is over", () => {
    expect(next(feed, NOW + 66, words())?.what).toBe("End of the walk");
  });

  test("is nothing where nothing is known", () => {
    expect(next(quiet(), NOW, words())).toBeNull();
  });
});

describe("an arc", () => {
  test("goes clockwise from the top", () => {
    expect(arc({ x: 0, y: 0, radius: 10 }, 0, 0.25)).toBe("M0 -10A10 10 0 0 1 10 0");
  });

  test("is drawn even where it is a whole turn", () => {
    const [start, end] = arc({ x: 0, y: 0, radius: 10 }, 0, 1).slice(1).split("A10 10 0 1 1 ");
    expect(end).not.toBe(start);
  });
});
