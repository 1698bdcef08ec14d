import { beforeEach, describe, expect, test, vi } from "vitest";

import { Deeds } from "../src/deeds";
import type { HomeAssistant } from "../src/home-assistant";
import { NOW, words } from "./feed";

const ENTITIES = {
  "button.acknowledge": {
    entity_id: "button.acknowledge",
    device_id: "one",
    platform: "home_gym",
    translation_key: "acknowledge_alarm",
  },
};

describe("a tap", () => {
  const call = vi.fn<HomeAssistant["callService"]>();
  const update = vi.fn();
  let deeds: Deeds;
  let now = NOW;
  const home = (connected = true): HomeAssistant =>
    ({ connected, entities: ENTITIES, callService: call }) as unknown as HomeAssistant;

  beforeEach(() => {
    now = NOW;
    call.mockReset().mockResolvedValue(undefined);
    deeds = new Deeds({ requestUpdate: update } as never, () => now);
    deeds.aim(home(), "one");
  });

  test("on stop is answered before it has got anywhere", async () => {
    deeds.stop();
    expect(deeds.tap).toEqual({ at: NOW, state: "sending" });
    expect(call).toHaveBeenCalledWith("home_gym", "stop", { device_id: "one" });
    await vi.waitFor(() => expect(deeds.tap?.state).toBe("sent"));
  });

  test("on stop is never swallowed by the one before", () => {
    deeds.stop();
    deeds.stop();
    expect(call).toHaveBeenCalledTimes(2);
  });

  test("on stop says at once when it cannot get through", async () => {
    deeds.aim(home(false), "one");
    deeds.stop();
    await vi.waitFor(() => expect(deeds.tap?.state).toBe("failed"));
    expect(call).not.toHaveBeenCalled();
  });

  test("on stop that Home Assistant refuses is a failed one", async () => {
    call.mockRejectedValue(new Error());
    deeds.stop();
    await vi.waitFor(() => expect(deeds.tap?.state).toBe("failed"));
  });

  test("on a number reports it, with the place that was chosen first", async () => {
    deeds.toggle();
    deeds.choose("knee");
    deeds.report(6);
    expect(call).toHaveBeenCalledWith("home_gym", "report_pain", {
      device_id: "one",
      level: 6,
      place: "knee",
    });
    expect(deeds.hurting).toEqual({ open: false, place: null });
    await vi.waitFor(() => expect(deeds.said(words())).toBe("Reported: 6."));
    now += 31;
    expect(deeds.said(words())).toBeNull();
  });

  test("on a number that does not get through is not passed over", async () => {
    deeds.aim(home(false), "one");
    deeds.report(6);
    await vi.waitFor(() => expect(deeds.said(words())).toContain("could not be sent"));
    // Not even where what is said makes room soon for what comes next.
    now += 20;
    expect([deeds.said(words(), 6), deeds.failed]).toEqual([expect.stringContaining("not"), true]);
    now += 11;
    expect([deeds.said(words(), 6), deeds.failed]).toEqual([null, false]);
  });

  test("on a question answers it, for the machine or for the person", () => {
    deeds.baseline(2);
    deeds.baseline(9);
    deeds.checkIn("Anna", "worse");
    expect(call.mock.calls).toEqual([
      ["home_gym", "report_baseline", { device_id: "one", level: 2 }],
      ["home_gym", "report_baseline", { device_id: "one", level: 9 }],
      ["home_gym", "check_in", { person: "Anna", answer: "worse" }],
    ]);
  });

  test("on a question that does not get through is not passed over", async () => {
    deeds.aim(home(false), "one");
    deeds.baseline(9);
    await vi.waitFor(() => expect(deeds.failed).toBe(true));
  });

  test("on a place chosen before takes the choice back", () => {
    deeds.choose("knee");
    deeds.choose("knee");
    expect(deeds.hurting.place).toBeNull();
  });

  test("on a warning sign reports it without a question", async () => {
    deeds.flag("chest_pain");
    expect(call.mock.calls[0]?.[2]).toEqual({ device_id: "one", symptom: "chest_pain" });
    await vi.waitFor(() => expect(deeds.said(words())).toBe("Reported: Chest pain or pressure."));
  });

  test("on release only asks, and the answer takes the statement along", () => {
    deeds.ask("a lock");
    deeds.advise(true);
    expect(call).not.toHaveBeenCalled();
    deeds.release();
    expect(call.mock.calls[0]?.[2]).toEqual({ device_id: "one", medical_advice_taken: true });
    expect(deeds.releasing).toEqual({ of: null, advice: false });
  });

  test("on an alarm presses the machine's own button", () => {
    deeds.acknowledge();
    expect(call).toHaveBeenCalledWith("button", "press", { entity_id: "button.acknowledge" });
  });

  test("is no news of another machine", () => {
    deeds.stop();
    deeds.report(6);
    deeds.toggle();
    deeds.choose("knee");
    deeds.ask("a lock");
    deeds.advise(true);
    deeds.consider("skip_break");
    deeds.aim(home(), "other");
    expect([deeds.tap, deeds.said(words()), deeds.considering]).toEqual([null, null, null]);
    expect(deeds.hurting).toEqual({ open: false, place: null });
    expect(deeds.releasing).toEqual({ of: null, advice: false });
  });
});
