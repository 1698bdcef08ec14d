import { describe, expect, test } from "vitest";

import type { Feed, StopEvidence } from "../src/feed";
import { headline } from "../src/model/headline";
import { LOCK, NOW, quiet, seen, walking, words } from "./feed";

const PAUSE = { due: true, length_s: 120, rested_s: 0, snoozes_left: 1, skips_left: 1 };

const FAILING: StopEvidence = {
  under_way: true,
  reason: "user_stop",
  sent: NOW,
  still: null,
  off: null,
  failed: false,
  warned: true,
  unsent: false,
  load_verified: false,
};

describe("the headline", () => {
  test.each<[string, Feed, string, string, string]>([
    ["a plug that is off", quiet({ phase: "off" }), "Off", "The plug is off.", "calm"],
    ["a warm-up", walking({ phase: "warm_up" }), "Warm-up", "Take it easy until you are warm.", "good"],
    [
      "more than is allowed",
      walking({ speed_kmh: 5 }),
      "Walking",
      "That is faster than allowed for now.",
      "careful",
    ],
    ["a break that is due", walking({ pause: PAUSE }), "Walking", "Time for a break.", "careful"],
    ["a break that is taken", walking({ phase: "on_break" }), "Break", "Enjoy your break.", "good"],
    [
      "a stop and its reason",
      walking({ phase: "stopping", reason: "session_limit" }),
      "Stopping",
      "A full walk. The belt comes to rest. Hold the rail.",
      "careful",
    ],
    [
      "a lock by what is fine to do",
      quiet({ phase: "locked", reason: "pain", locks: [LOCK] }),
      "Locked",
      "Ordinary gentle movement at home is fine. Walk on flat ground if it feels good.",
      "careful",
    ],
    [
      "an alarm by what to do",
      quiet({ phase: "alarm", alarm: "belt_did_not_stop" }),
      "Alarm",
      "The belt did not stop. Pull the safety key.",
      "urgent",
    ],
    [
      "an alarm of a belt that nobody sees",
      quiet({ phase: "alarm", alarm: "belt_did_not_stop", signal: seen({ belt: "unknown" }) }),
      "Alarm",
      "Nobody saw the belt stop. Pull the safety key.",
      "urgent",
    ],
    [
      "a stop that does not help, and promises nothing",
      walking({ phase: "stopping", reason: "user_stop", stop: FAILING }),
      "Stopping",
      "The belt is not slowing down. Hold the rail and pull the safety key.",
      "urgent",
    ],
    [
      "that nobody watches",
      walking({ suspended: true }),
      "Walking",
      "Supervision is paused. Stop and pain still work.",
      "good",
    ],
  ])("tells of %s", (_, feed, title, text, tone) => {
    expect(headline(feed, words())).toEqual({ title, text, tone });
  });
});
