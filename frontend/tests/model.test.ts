import { describe, expect, test } from "vitest";

import type { Feed, Pause } from "../src/feed";
import { cardModel } from "../src/model/model";
import { unseen } from "../src/model/unseen";
import { NOW, quiet, seen, walking, words } from "./feed";

const HERE = { tap: null, connected: true, considering: null };
const model = (feed: Feed) => cardModel(feed, HERE, NOW, words());
const actions = (feed: Feed): string[] => model(feed).actions.map((each) => each.action);
const DUE: Pause = { due: true, length_s: 120, rested_s: 0, snoozes_left: 1, skips_left: 0 };

describe("what is not seen", () => {
  test.each<[string, Feed, string]>([
    ["the broker", walking({ signal: seen({ broker_up: false }) }), "MQTT broker"],
    ["the belt", walking({ signal: seen({ belt: "unknown" }) }), "Last seen at 18:00:00"],
    ["the bridge", walking({ signal: seen({ bridge_online: false }) }), "bridge is offline"],
    ["the plug", walking({ signal: seen({ plug_online: false }) }), "plug is offline"],
  ])("names %s", (_, feed, text) => {
    expect(unseen(feed, true, NOW, words()).join()).toContain(text);
  });

  test("tells what contradicts what", () => {
    const evidence = { speed_kmh: { value: 0, at: NOW }, power_w: { value: 312, at: NOW } };
    const feed = walking({ signal: seen({ belt: "conflict", evidence }) });
    expect(unseen(feed, true, NOW, words())).toEqual([
      "The signals contradict each other: speed 0.0\u00a0km/h, power 312 W.",
    ]);
  });

  test("is nothing while all is well", () => {
    expect(unseen(walking(), true, NOW, words())).toEqual([]);
  });

  test("is everything without Home Assistant", () => {
    expect(unseen(walking(), false, NOW, words())).toHaveLength(1);
  });
});

describe("what is old", () => {
  const feed = walking({ next: [{ what: "warm_up_ends", at: NOW + 300 }] });
  const later = (connected: boolean) =>
    cardModel(feed, { ...HERE, connected }, NOW + 60, words());

  test("does not go on as if it were seen", () => {
    expect(later(true).ring?.time).not.toBe(model(walking()).ring?.time);
    expect(later(false).ring?.time).toBe(model(walking()).ring?.time);
    expect([later(true).next === null, later(false).next]).toEqual([false, null]);
  });

  test("is marked, and offers nothing that cannot be done", () => {
    expect([later(true).old, later(false).old]).toEqual([false, true]);
    expect([later(true).headline.tone, later(false).headline.tone]).toEqual(["good", "calm"]);
    expect(later(false).actions).toEqual([]);
  });
});

describe("what can be said to the machine", () => {
  test("is nothing while nobody walks", () => {
    expect(actions(quiet())).toEqual([]);
  });

  test("is a break and the end during a walk", () => {
    expect(actions(walking())).toEqual(["take_break", "end_session"]);
  });

  test("is to put a break off only as often as the policy allows", () => {
    expect(actions(walking({ pause: DUE }))).toEqual(["take_break", "snooze_break", "end_session"]);
  });

  test("is asked about once more where it lets somebody off, and for a short while", () => {
    const feed = walking({ pause: { ...DUE, skips_left: 1 } });
    const at = (now: number) =>
      cardModel(feed, { ...HERE, considering: { action: "skip_break", at: NOW } }, now, words()).actions;
    expect(at(NOW).map(({ action, sure, asked }) => [action, sure, asked])).toEqual([
      ["take_break", null, false],
      ["snooze_break", "Put the break off?", false],
      ["skip_break", "Leave this break out?", true],
      ["end_session", null, false],
    ]);
    expect(at(NOW + 16).some(({ asked }) => asked)).toBe(false);
  });

  test("is to be watched again, where nobody is", () => {
    expect(actions(quiet({ suspended: true }))).toEqual(["resume"]);
  });
});

describe("the card", () => {
  test("says who walks, and a guest where nobody is known", () => {
    const people = { anna: "Anna", ben: "Ben" };
    expect(model(quiet({ people, person_id: "ben" })).walkers).toEqual([
      { option: "guest", name: "Guest", chosen: false },
      { option: "Anna", name: "Anna", chosen: false },
      { option: "Ben", name: "Ben", chosen: true },
    ]);
    expect(model(quiet({ people })).walkers[0]?.chosen).toBe(true);
  });

  test("lets an alarm be acknowledged once, and goes on to show it", () => {
    const alarm = "belt_did_not_stop";
    expect(model(quiet({ alarm })).mayAcknowledge).toBe(true);
    const seen = model(quiet({ alarm, alarm_acknowledged: true }));
    expect([seen.mayAcknowledge, seen.alarm]).toEqual([
      false,
      "The belt did not stop. Pull the safety key.",
    ]);
  });

  test("lets a report be taken back for as long as the machine does", () => {
    expect(model(quiet({ take_back_until: NOW + 12.3 })).takeBack_s).toBe(13);
    expect(model(quiet({ take_back_until: NOW - 1 })).takeBack_s).toBeNull();
  });

  test("claims nothing that the machine does not allow", () => {
    const pain = { mode: "advise", chosen: "enforce", possible: "advise", suspended: false } as const;
    const late = { ...pain, held_back_by: { told: "power_w", late_s: 30 } };
    const shown = model(quiet({ proven: false, rules: { pain, limits: late } })).rules;
    expect(shown.badge).toBe("Not proven on your machine");
    expect(shown.lines.map((line) => line.mode)).toEqual([
      "says it (chosen: says it and acts)",
      "says it (chosen: says it and acts); power comes 30 s late",
    ]);
  });
});
