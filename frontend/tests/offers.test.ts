import { afterEach, describe, expect, test, vi } from "vitest";

import type { HomeAssistant } from "../src/home-assistant";
import { fitsPain, suggestedBadges, suggestedCards } from "../src/offers";

const entry = (entity_id: string, device_id: string, translation_key: string, platform = "home_gym") => [
  entity_id,
  { entity_id, device_id, translation_key, platform },
];

const HOME = {
  entities: Object.fromEntries<unknown>([
    entry("sensor.pad_phase", "pad", "phase"),
    entry("binary_sensor.pad_locked", "pad", "locked"),
    entry("sensor.pad_speed", "pad", "speed"),
    entry("sensor.plug_power", "pad", "power", "mqtt"),
    entry("sensor.anna_day", "anna", "person_day"),
  ] as [string, unknown][]),
} as unknown as HomeAssistant;

describe("what the pickers offer", () => {
  const speak = (lang: string): unknown => vi.stubGlobal("document", { documentElement: { lang } });
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    ["sensor.pad_phase", 2, 1, true],
    ["binary_sensor.pad_locked", 1, 1, false],
    ["sensor.pad_speed", 1, 0, false],
    ["sensor.plug_power", 0, 0, false],
    ["sensor.anna_day", 0, 0, false],
    ["sensor.gone", 0, 0, false],
  ])("for %s are %i cards and %i badges, and pain fits: %s", (entity_id, cards, badges, fits) => {
    speak("en");
    expect(suggestedCards(HOME, entity_id)).toHaveLength(cards);
    expect(suggestedBadges(HOME, entity_id)).toHaveLength(badges);
    expect(fitsPain(HOME, { entity_id })).toBe(fits);
  });

  test("names the treadmill, and speaks the language of the page", () => {
    speak("de");
    const [card, tile] = suggestedCards(HOME, "sensor.pad_phase");
    expect(card?.config).toEqual({ type: "custom:home-gym-card", device_id: "pad" });
    expect(tile).toMatchObject({
      label: "Wie sehr es wehtut, 0–10",
      config: { type: "tile", features: [{ type: "custom:home-gym-pain-feature" }] },
    });
  });
});
