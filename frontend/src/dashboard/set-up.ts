/** The page to set up: what is to be mended, the fire drill, and the way to the settings. */

import { DOMAIN, SETTINGS } from "../home-assistant";
import type { Thing } from "../things";
import type { Words } from "../words";
import { heading, lists, section, tiles, type Card, type View } from "./views";

const CONDITION = [
  "binary_sensor.ready",
  "binary_sensor.signal_problem",
  "binary_sensor.alarm",
  "sensor.last_stop",
  "sensor.backstop_until",
  "sensor.plug_report_interval",
  "sensor.unreadable_messages",
];

/** What only administrators can do is offered to nobody else. */
export function setUp(machines: readonly Thing[], isAdmin: boolean, words: Words): View {
  const sections = machines.map((machine) =>
    section([
      heading(machine.name, "mdi:run"),
      ...tiles(machine.entities, CONDITION),
      ...(isAdmin ? [drill(machine, words)] : []),
      ...lists(machine.entities, words.text("dashboard.before")),
    ]),
  );
  return {
    title: words.text("dashboard.set_up"),
    path: "set-up",
    type: "sections",
    sections: isAdmin ? [section(mending(words)), ...sections] : sections,
  };
}

function mending(words: Words): Card[] {
  return [
    heading(words.text("dashboard.set_up"), "mdi:cog"),
    { type: "repairs" },
    button(words.text("dashboard.settings"), "mdi:cog", {
      action: "navigate",
      navigation_path: SETTINGS,
    }),
  ];
}

function drill({ device_id }: Thing, words: Words): Card {
  return button(words.text("dashboard.drill"), "mdi:fire-alert", {
    action: "perform-action",
    perform_action: `${DOMAIN}.fire_drill`,
    data: { device_id },
    confirmation: { text: words.text("drill.steps"), confirm_text: words.text("drill.start") },
  });
}

function button(name: string, icon: string, tap_action: object): Card {
  const whole = { columns: "full", rows: 2 };
  return { type: "button", name, icon, icon_height: "32px", tap_action, grid_options: whole };
}
