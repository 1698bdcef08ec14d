import { describe, expect, test } from "vitest";

import type { HomeAssistant } from "../src/home-assistant";
import { isNews, mannersOf } from "../src/surroundings";

const PHASE = {
  entity_id: "sensor.phase",
  device_id: "one",
  platform: "home_gym",
  translation_key: "phase",
};
const HOME = {
  connected: true,
  entities: { [PHASE.entity_id]: PHASE },
  states: { [PHASE.entity_id]: { state: "ready" }, "light.lamp": { state: "on" } },
  config: { unit_system: { length: "km" }, time_zone: "Europe/Vienna" },
  locale: { language: "en", number_format: "language", time_format: "24", time_zone: "server" },
} as unknown as HomeAssistant;

const changed = (change: object): boolean => isNews(HOME, { ...HOME, ...change });

describe("a home", () => {
  test("that switches a lamp is no news to the card", () => {
    expect(changed({ states: { ...HOME.states, "light.lamp": { state: "off" } } })).toBe(false);
  });

  test.each<[string, object]>([
    ["loses its connection", { connected: false }],
    ["has another treadmill", { entities: {} }],
    ["speaks another language", { locale: { ...HOME.locale, language: "de" } }],
    ["has a treadmill that is gone", { states: { [PHASE.entity_id]: { state: "unavailable" } } }],
  ])("that %s is news", (_, change) => {
    expect(changed(change)).toBe(true);
  });

  test("says which units and which clock", () => {
    expect(mannersOf(HOME)).toMatchObject({ miles: false, time_zone: "Europe/Vienna" });
    const imperial = { ...HOME, config: { ...HOME.config, unit_system: { length: "mi" } } };
    expect(mannersOf(imperial as HomeAssistant).miles).toBe(true);
  });
});
