import { describe, expect, test } from "vitest";

import { dashboard } from "../src/dashboard/strategy";
import type { HomeAssistant } from "../src/home-assistant";
import { suggestedWeeks } from "../src/offers";
import { weeksModel, type Week } from "../src/weeks/model";
import { words } from "./feed";

const week = (change: Partial<Week> = {}): Week => ({
  monday: "2026-11-16",
  goal_min: 150,
  done_min: 90,
  moved_min: 90,
  ...change,
});

const shown = (...weeks: Week[]): ReturnType<typeof weeksModel> =>
  weeksModel({ name: "Anna", weeks }, words());

describe("the weeks of a person", () => {
  test("are bars against the goal, the present one marked", () => {
    const { bars } = shown(week({ done_min: 150, moved_min: 150 }), week());
    expect(bars.map(({ reached, now }) => [reached, now])).toEqual([
      [true, false],
      [false, true],
    ]);
    const [before, now] = bars;
    expect(before?.done).toBe(before?.goal);
    expect(now?.done).toBeCloseTo((before?.done ?? 0) * (90 / 150));
    expect(before?.done).toBeLessThan(1);
  });

  test("tell what counts from what was too slow to", () => {
    const slow = shown(week({ done_min: 30, moved_min: 90 }));
    expect(slow.hasRest).toBe(true);
    expect(slow.bars[0]?.rest).toBeCloseTo(2 * (slow.bars[0]?.done ?? 0));
    // Two minutes that count for one that was moved: nothing is left over.
    expect(shown(week({ done_min: 120, moved_min: 60 })).hasRest).toBe(false);
  });

  test("are told in words and in a table, the newest first", () => {
    const told = shown(
      week({ monday: "2026-11-09", done_min: 160, moved_min: 170 }),
      week(),
    );
    expect(told.title).toBe("Anna: minutes a week");
    expect(told.spoken).toBe(
      "This week 90 of 150 min. Weeks before in which the goal was reached: 1 of 1.",
    );
    expect(told.rows).toEqual([
      { week: "11/16", moved: "90", done: "90", goal: "150" },
      { week: "11/9", moved: "170", done: "160 ✓", goal: "150" },
    ]);
  });

  test("need no goal", () => {
    const free = shown(week({ goal_min: null }));
    expect([free.hasGoal, free.spoken, free.bars[0]?.reached]).toEqual([
      false,
      "This week 90 min.",
      false,
    ]);
    expect(free.rows[0]?.goal).toBe("–");
  });

  test("are empty before the first walk, and nobody's", () => {
    expect(shown(week({ done_min: 0, moved_min: 0 })).empty).toBe(true);
    expect(shown(week()).empty).toBe(false);
    expect(shown().spoken).toBe("");
  });
});

describe("the picker", () => {
  const entry = (entity_id: string, translation_key: string, device_id: string): object => ({
    [entity_id]: { entity_id, translation_key, device_id, platform: "home_gym" },
  });
  const hass = {
    entities: {
      ...entry("sensor.anna_day", "person_day", "anna"),
      ...entry("sensor.anna_week", "person_week", "anna"),
      ...entry("sensor.pad_phase", "phase", "pad"),
    },
    devices: {},
  } as unknown as HomeAssistant;

  test("finds a place for each person on the page of history", () => {
    const manners = { language: "en", number_format: "language", time_format: "24" };
    const home = { ...hass, locale: manners, config: { unit_system: {} } };
    const page = dashboard(home as unknown as HomeAssistant).views[1];
    expect(page?.sections?.[0]?.cards).toMatchObject([
      { type: "custom:home-gym-weeks-card", device_id: "anna" },
    ]);
  });

  test.each([
    ["sensor.anna_week", [{ config: { type: "custom:home-gym-weeks-card", device_id: "anna" } }]],
    ["sensor.pad_phase", []],
    ["sensor.other", []],
  ])("offers the weeks for %s, or not", (entity, offered) => {
    expect(suggestedWeeks(hass, entity)).toEqual(offered);
  });
});
