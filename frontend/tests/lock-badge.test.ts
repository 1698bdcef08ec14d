import { describe, expect, test } from "vitest";

import type { Lock } from "../src/feed";
import { lockBadge } from "../src/model/lock-badge";
import { MINUTE, NOW, quiet, seen, walking, words } from "./feed";

const LOCK: Lock = {
  reason: "pain",
  since: NOW,
  ends: NOW + 30 * MINUTE,
  needs_release: false,
  whose: "machine",
};

const told = (...feed: Parameters<typeof quiet>): string => {
  const { label, text } = lockBadge(quiet(...feed), true, NOW, words());
  return `${label} / ${text}`;
};

describe("the badge for the lock", () => {
  test.each<[string, Partial<Lock>, string]>([
    ["until when", {}, "Pain, until 18:30"],
    ["that somebody has to release it", { needs_release: true, ends: NOW }, "Pain, until somebody releases it"],
    ["that its time is not enough", { needs_release: true }, "Pain, at least until 18:30"],
    ["the day where it is not today", { ends: NOW + 24 * 60 * MINUTE }, "Pain, until Mon, Nov 23, 18:00"],
  ])("tells why, and %s", (_, lock, expected) => {
    const locks = [{ ...LOCK, ...lock }];
    expect(told({ phase: "locked", locks })).toBe(`Treadmill: locked / ${expected}`);
  });

  test("tells of the lock that holds longest", () => {
    const locks = [LOCK, { ...LOCK, reason: "day_limit", ends: NOW + 60 * MINUTE }];
    expect(told({ phase: "locked", locks })).toContain("Enough for today, until 19:00");
  });

  test("tells of a lock whatever is seen of the belt", () => {
    expect(told({ phase: "no_signal", locks: [LOCK] })).toContain("locked");
  });

  test.each<[string, Parameters<typeof quiet>[0], string]>([
    ["ready", {}, "Ready"],
    ["walked on", walking(), "Not locked"],
    ["switched off", { phase: "off" }, "Not locked"],
    ["not seen", { phase: "no_signal" }, "No signal"],
    ["cut off with its broker", { signal: seen({ broker_up: false }) }, "No signal"],
    ["an alarm, above its lock", { phase: "alarm", locks: [LOCK] }, "Alarm"],
  ])("tells of a treadmill that is %s", (_, feed, expected) => {
    expect(told(feed)).toBe(`Treadmill / ${expected}`);
  });

  test("never tells what is old as if it were new", () => {
    const badge = lockBadge(quiet({ locks: [LOCK] }), false, NOW, words());
    expect([badge.text, badge.tone]).toEqual(["No connection", "careful"]);
  });
});
