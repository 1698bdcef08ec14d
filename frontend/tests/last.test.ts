import { describe, expect, test } from "vitest";

import type { Feed } from "../src/feed";
import type { HomeAssistant } from "../src/home-assistant";
import { lastWalk } from "../src/last/model";
import { NOW, quiet, walking } from "./feed";

const HOUR = 3600;
const at = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** A home with a treadmill, and with Anna; its states are what a test cares about. */
function home(states: Readonly<Record<string, string>>, darkMode = false): HomeAssistant {
  const entry = (entity_id: string, device_id: string, translation_key: string): object => ({
    [entity_id]: { entity_id, device_id, translation_key, platform: "home_gym" },
  });
  const shown = Object.entries(states).map(([entity, state]) => [
    entity,
    { state, attributes: { entity_picture: `/${entity}` } },
  ]);
  return {
    entities: {
      ...entry("image.pad", "pad", "last_session"),
      ...entry("image.pad_dark", "pad", "last_session_dark"),
      ...entry("sensor.anna_day", "anna", "person_day"),
      ...entry("sensor.anna_rests", "anna", "rests_until"),
      ...entry("binary_sensor.anna_asked", "anna", "check_in_due"),
    },
    devices: { anna: { id: "anna", name: "Anna", name_by_user: "My Anna" } },
    states: Object.fromEntries(shown) as object,
    themes: { darkMode },
  } as unknown as HomeAssistant;
}

const DRAWN = { "image.pad": at(NOW - HOUR) };
const annas: Feed = quiet({ people: { a: "Anna" }, person_id: "a" });

describe("the last walk", () => {
  test("is a picture once there is one", () => {
    expect(lastWalk(home(DRAWN), "pad", quiet(), NOW)).toEqual({
      entity: "image.pad",
      picture: "/image.pad",
      dazzles: false,
      at: NOW - HOUR,
      asked: null,
      rests_until: null,
    });
    expect(lastWalk(home({ "image.pad": "unknown" }), "pad", quiet(), NOW)).toBeNull();
    expect(lastWalk(home({}), "pad", quiet(), NOW)).toBeNull();
  });

  test.each<[string, Feed]>([
    ["somebody walks", walking()],
    ["the belt is being stopped", quiet({ phase: "stopping" })],
    ["there is an alarm", quiet({ phase: "alarm" })],
  ])("is no matter while %s", (_, feed) => {
    expect(lastWalk(home(DRAWN), "pad", feed, NOW)).toBeNull();
  });

  test("is a dark picture on a dark page, where there is one", () => {
    const both = { ...DRAWN, "image.pad_dark": at(NOW - HOUR) };
    expect(lastWalk(home(both, true), "pad", quiet(), NOW)).toMatchObject({
      picture: "/image.pad_dark",
      dazzles: false,
    });
    expect(lastWalk(home(DRAWN, true), "pad", quiet(), NOW)?.dazzles).toBe(true);
  });

  test("asks whoever is chosen, by the name that the actions know", () => {
    const asked = { ...DRAWN, "binary_sensor.anna_asked": "on" };
    expect(lastWalk(home(asked), "pad", annas, NOW)?.asked).toBe("Anna");
    expect(lastWalk(home(asked), "pad", quiet(), NOW)?.asked).toBeNull();
    const answered = { ...DRAWN, "binary_sensor.anna_asked": "off" };
    expect(lastWalk(home(answered), "pad", annas, NOW)?.asked).toBeNull();
  });

  test("tells how long to rest, while that lasts", () => {
    const until = (rests: string): number | null | undefined =>
      lastWalk(home({ ...DRAWN, "sensor.anna_rests": rests }), "pad", annas, NOW)?.rests_until;
    expect(until(at(NOW + HOUR))).toBe(NOW + HOUR);
    expect(until(at(NOW - HOUR))).toBeNull();
    expect(until("unknown")).toBeNull();
  });
});
