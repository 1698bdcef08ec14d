import { describe, expect, test } from "vitest";

import { dashboard, suggestions } from "../src/dashboard/strategy";
import type { HomeAssistant } from "../src/home-assistant";
import { NIGHT } from "../src/last/night";

const KEYS = {
  machine: ["sensor.phase", "calendar.sessions", "sensor.walked_today", "image.last_session", "todo.start_check"],
  person: ["sensor.person_day", "binary_sensor.person_locked", "binary_sensor.check_in_due", "sensor.rests_until", "todo.before"],
};

function home(machines: string[], people: string[]): HomeAssistant {
  const things = [
    ...machines.map((name) => ({ name, keys: KEYS.machine })),
    ...people.map((name) => ({ name, keys: KEYS.person })),
  ];
  const entities = things.flatMap(({ name, keys }) =>
    keys.map((key): [string, unknown] => {
      const [domain, translation_key] = key.split(".");
      const entity_id = `${domain}.${name}_${translation_key}`.toLowerCase();
      return [entity_id, { entity_id, device_id: name, platform: "home_gym", translation_key }];
    }),
  );
  const devices = things.map(({ name }): [string, unknown] => [name, { id: name, name, name_by_user: null }]);
  return {
    entities: Object.fromEntries<unknown>([
      ...entities,
      ["sensor.other", { entity_id: "sensor.other", device_id: "x", platform: "mqtt" }],
    ]),
    devices: Object.fromEntries<unknown>(devices),
    locale: { language: "en", number_format: "language", time_format: "24" },
    config: { unit_system: { length: "km" }, time_zone: "UTC" },
  } as unknown as HomeAssistant;
}

const paths = (hass: HomeAssistant): string[] => dashboard(hass).views.map((view) => view.path);

describe("the dashboard", () => {
  test("is called by its name", () => {
    expect(suggestions(home([], [])).title).toBe("Home Gym");
  });

  test("has its pages whatever there is", () => {
    const expected = ["now", "history", "people", "set-up"];
    expect(paths(home([], []))).toEqual(expected);
    expect(paths(home(["Treadmill"], ["Anna"]))).toEqual(expected);
  });

  test("gives one treadmill the whole page, and several a place each", () => {
    const [one] = dashboard(home(["Pad"], [])).views;
    expect(one).toMatchObject({ type: "panel", cards: [{ device_id: "Pad" }] });
    const [two] = dashboard(home(["Pad", "Other"], [])).views;
    expect(two?.type).toBe("sections");
    expect(two?.sections).toHaveLength(2);
  });

  test("lets people answer how the day after feels, while they are asked", () => {
    const asked = home(["Pad"], ["Anna"]);
    asked.devices["Anna"] = { id: "Anna", name: "Anna", name_by_user: "My Anna" };
    const cards = dashboard(asked).views[2]?.sections?.[0]?.cards ?? [];
    const buttons = cards.filter(({ type }) => type === "button");
    expect(buttons.map(({ name }) => name)).toEqual(["Better", "The same", "Worse"]);
    expect(buttons[2]).toMatchObject({
      tap_action: { perform_action: "home_gym.check_in", data: { person: "Anna", answer: "worse" } },
      visibility: [{ entity: "binary_sensor.anna_check_in_due", state: "on" }],
    });
  });

  test("shows a time only where there is one", () => {
    const cards = dashboard(home(["Pad"], ["Anna"])).views[2]?.sections?.[0]?.cards ?? [];
    const rest = cards.find(({ entity }) => entity === "sensor.anna_rests_until");
    expect(rest).toMatchObject({ visibility: [{ state_not: ["unknown", "unavailable"] }] });
    const day = cards.find(({ entity }) => entity === "sensor.anna_person_day");
    expect(day).not.toHaveProperty("visibility");
  });

  test("darkens its bright pictures on a dark page, as the card does", () => {
    const cards = dashboard(home(["Pad"], [])).views[1]?.sections?.[0]?.cards ?? [];
    const picture = cards.find(({ image_entity }) => image_entity === "image.pad_last_session");
    expect(picture).toMatchObject({ type: "picture-elements", dark_mode_filter: NIGHT });
  });

  test("follows the people who are added", () => {
    const nobody = JSON.stringify(dashboard(home(["Pad"], [])).views[2]);
    expect(nobody).toContain("Nobody has been added yet");
    const both = JSON.stringify(dashboard(home(["Pad"], ["Anna", "Ben"])).views[2]);
    expect(both).toContain("sensor.anna_person_day");
    expect(both).toContain("sensor.ben_person_day");
    expect(both).not.toContain("Nobody");
  });

  test("offers the fire drill and the repairs to administrators only", () => {
    const setUp = (is_admin: boolean): string =>
      JSON.stringify(dashboard({ ...home(["Pad"], []), user: { is_admin } }).views[3]);
    const offered = ['"type":"repairs"', '"perform_action":"home_gym.fire_drill"', '"device_id":"Pad"'];
    for (const each of offered) {
      expect(setUp(true)).toContain(each);
      expect(setUp(false)).not.toContain(each);
    }
    expect(setUp(true)).toContain("safety key");
  });

  test("shows only what there is, and nothing of others", () => {
    const whole = JSON.stringify(dashboard(home(["Pad"], ["Anna"])));
    const shown = [...whole.matchAll(/"((?:sensor|binary_sensor|image|calendar|todo)\.\w+)"/g)];
    const known = Object.keys(home(["Pad"], ["Anna"]).entities);
    expect(shown.length).toBeGreaterThan(6);
    expect(shown.map((match) => match[1]).filter((id) => !known.includes(id ?? ""))).toEqual([]);
    expect(whole).not.toContain("sensor.other");
  });
});
