import { describe, expect, test } from "vitest";

import type { StopEvidence } from "../src/feed";
import { stopSaid, type StopTap } from "../src/model/stop";
import { NOW, quiet, seen, walking, words } from "./feed";

const TAP: StopTap = { at: NOW, state: "sent" };
const EVIDENCE: StopEvidence = {
  under_way: true,
  reason: "user_stop",
  sent: NOW,
  still: null,
  off: null,
  failed: false,
  warned: false,
  unsent: false,
  load_verified: false,
};

const STILL = seen({ belt: "still" });

const said = (
  stop: Partial<StopEvidence> | null,
  tap: StopTap | null = TAP,
  later_s = 1,
  connected = true,
  signal = walking().signal,
): [string, string] | null => {
  const told = stop === null ? null : { ...EVIDENCE, ...stop };
  const found = stopSaid(walking({ stop: told, signal }), tap, connected, NOW + later_s, words());
  return found === null ? null : [found.text, found.tone];
};

describe("a stop", () => {
  test("is answered at once, before anybody has heard of it", () => {
    expect(said(null, { ...TAP, state: "sending" }, 0)).toEqual(["Sending the stop …", "careful"]);
  });

  test("that gets no answer is not waited for", () => {
    expect(said(null, { ...TAP, state: "sending" }, 3.5)?.[1]).toBe("urgent");
  });

  test("does not count as done because it was sent", () => {
    expect(said(null)).toEqual(["Stop sent. Looking at the belt …", "careful"]);
  });

  test("tells what the belt does meanwhile", () => {
    expect(said({})).toEqual([
      "Stop sent at 18:00:00. The belt still moves at 3.0\u00a0km/h.",
      "careful",
    ]);
  });

  test("is done when the belt was seen still and the plug off", () => {
    const done = { under_way: false, still: NOW + 4, off: NOW + 5, load_verified: true };
    expect(said(done, TAP, 6, true, STILL)).toEqual([
      "The belt is still and the plug is off, since 18:00:05.",
      "good",
    ]);
  });

  test("is no longer done when the belt moves again", () => {
    const done = { under_way: false, still: NOW, off: null };
    expect(said(done, null, 5, true, STILL)?.[0]).toContain("The belt is still");
    expect(said(done, null, 5)).toBeNull();
    expect(said(done, { at: NOW + 1, state: "sending" }, 1)?.[0]).toBe("Sending the stop …");
  });

  test("claims no more than the plug can measure", () => {
    const done = { under_way: false, still: NOW + 4, off: NOW + 5 };
    const [text] = said(done, TAP, 6, true, STILL) ?? [];
    expect(text).toContain("not measured");
  });

  test("is not proved by the evidence of an earlier one", () => {
    const old = { under_way: false, sent: NOW - 60, still: NOW - 50, off: NOW - 49 };
    expect(said(old)).toEqual(["Stop sent. Looking at the belt …", "careful"]);
  });

  test.each([{ failed: true }, { warned: true }])("that %o asks for the key", (trouble) => {
    expect(said(trouble)).toEqual([
      "The belt is not slowing down. Hold the rail and pull the safety key.",
      "urgent",
    ]);
  });

  test("that fails is not said to be seen failing where nobody sees the belt", () => {
    const [text] = said({ warned: true }, TAP, 1, true, seen({ belt: "unknown" })) ?? [];
    expect(text).toBe("Nobody sees the belt slow down. Hold the rail and pull the safety key.");
  });

  test("that nobody sees is said to be so", () => {
    expect(said(null, TAP, 13)?.[1]).toBe("urgent");
  });

  test("that did not get away is said to be so at once", () => {
    expect(said(null, { ...TAP, state: "failed" })?.[1]).toBe("urgent");
    expect(said({ unsent: true })?.[0]).toContain("cannot be reached");
  });

  test("is not promised without a connection, tapped or not", () => {
    expect(said(null, null, 0, false)?.[0]).toContain("does not work now");
    expect(said(null, TAP, 1, false)?.[0]).toContain("does not work now");
  });

  test("that was tapped without a connection is answered, and not for ever", () => {
    const failed: StopTap = { ...TAP, state: "failed" };
    expect(said(null, failed, 1, false)?.[0]).toContain("could not be sent");
    expect(said(null, failed, 121, false)?.[0]).toContain("does not work now");
    expect(said(null, failed, 121)).toBeNull();
    expect(said({}, failed)?.[1]).toBe("careful");
  });

  test("of a belt that stands is answered by what is seen after the tap", () => {
    const still = seen({ belt: "still", seen_at: NOW });
    const before = stopSaid(quiet({ signal: still, now: NOW - 1 }), TAP, true, NOW + 1, words());
    const after = stopSaid(quiet({ signal: still, now: NOW + 1 }), TAP, true, NOW + 1, words());
    expect(before?.tone).toBe("careful");
    expect(after?.text).toContain("The belt is still");
  });

  test("is forgotten after a while", () => {
    expect(said(null, TAP, 121)).toBeNull();
    expect(said(null, null)).toBeNull();
  });
});
