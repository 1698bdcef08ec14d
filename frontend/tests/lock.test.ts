import { describe, expect, test } from "vitest";

import type { Feed } from "../src/feed";
import { fine, lockScreen } from "../src/model/lock";
import { LOCK, MINUTE, NOW, quiet, words } from "./feed";

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

  test("is another one with another lock: what was stated of the first is not of both", () => {
    const flag = { ...LOCK, reason: "red_flag" };
    const ids = [screen({}), screen({ locks: [LOCK, flag] }), screen({ locks: [{ ...LOCK, since: NOW + 1 }] })];
    expect(new Set(ids.map((each) => each?.id)).size).toBe(3);
    expect(screen({ blockers: ["belt_moving"] })?.id).toBe(screen({})?.id);
  });

  test("says what is fine to do by the gravest of the reasons", () => {
    const day = { ...LOCK, reason: "day_limit", ends: NOW + 600 * MINUTE };
    const flag = { ...LOCK, reason: "red_flag" };
    const said = (locks: Feed["locks"]) => fine(quiet({ locks }), words());
    expect(said([day, flag])).toContain("emergency number");
    expect(said([day])).toContain("Tomorrow");
    expect(said([{ ...LOCK, reason: "unheard_of" }])).toContain("gentle");
  });

  test("says what is fine to do once, where the headline has something else to say", () => {
    expect(screen({})?.fine).toBeNull();
    expect(screen({ phase: "alarm" })?.fine).toContain("Ordinary gentle movement");
  });
});
