import { describe, expect, test } from "vitest";

import type { Feed, Lock } from "../src/feed";
import { lockScreen } from "../src/model/lock";
import { MINUTE, NOW, quiet, words } from "./feed";

const LOCK: Lock = {
  reason: "pain",
  since: NOW,
  ends: NOW + 30 * MINUTE,
  needs_release: false,
  whose: "machine",
};

const screen = (change: Partial<Feed>) =>
  lockScreen(quiet({ phase: "locked", locks: [LOCK], ...change }), NOW, words());

describe("the lock screen", () => {
  test("is not there without a lock", () => {
    expect(lockScreen(quiet(), NOW, words())).toBeNull();
  });

  test("says why, until when and for how long", () => {
    expect(screen({})?.locks).toEqual([
      {
        reason: "Pain",
        until: "Until 18:30",
        left: "30:00 to go",
        whose: "This treadmill's lock. It holds for everybody.",
      },
    ]);
  });

  test("does not count the seconds of hours", () => {
    const long = { ...LOCK, ends: NOW + 61.5 * MINUTE };
    expect(screen({ locks: [long] })?.locks[0]?.left).toBe("1 h 2 min to go");
  });

  test("names what stands in the way of a release, in words", () => {
    const shown = screen({ blockers: ["locked", "lock_stands", "belt_moving"] });
    expect(shown?.blockers).toEqual([
      "The lock cannot be released before its time is over.",
      "The belt is still moving.",
    ]);
    expect(shown?.mayRelease).toBe(false);
  });

  test("asks for medical advice after a warning sign, and offers the release", () => {
    const over = { ...LOCK, reason: "red_flag", ends: NOW - 1, needs_release: true };
    const shown = screen({ locks: [over], blockers: ["locked", "needs_medical_advice"] });
    expect(shown).toMatchObject({ needsAdvice: true, mayRelease: true, blockers: [] });
    expect(shown?.locks[0]?.until).toBe("It waits for somebody to release it.");
    expect(shown?.locks[0]?.left).toBe("");
  });

  test("says what is fine to do by the gravest of the reasons", () => {
    const day = { ...LOCK, reason: "day_limit", ends: NOW + 600 * MINUTE };
    const flag = { ...LOCK, reason: "red_flag" };
    expect(screen({ locks: [day, flag] })?.fine).toContain("emergency number");
    expect(screen({ locks: [day] })?.fine).toContain("Tomorrow");
    expect(screen({ locks: [{ ...LOCK, reason: "unheard_of" }] })?.fine).toContain("gentle");
  });
});
