/** The pages of the dashboard, of built-in cards wherever they do the job. */

import { DOMAIN } from "../home-assistant";
import { NIGHT } from "../last/night";
import { FEELINGS } from "../model/question";
import { CARD, custom, WEEKS_CARD } from "../names";
import type { Thing } from "../things";
import type { Words } from "../words";

export interface View {
  title: string;
  path: string;
  type: "panel" | "sections";
  cards?: readonly Card[];
  sections?: readonly Section[];
  max_columns?: number;
}

export type Card = Readonly<Record<string, unknown>>;

interface Section {
  type: "grid";
  cards: readonly Card[];
}

const DAYS_SHOWN = 84;

const WEEK = ["sensor.walked_today", "sensor.walked_this_week", "sensor.sessions_this_week"];
const LIFETIME = ["sensor.total_moving_time", "sensor.total_distance", "sensor.total_sessions"];
const PERSON = [
  "sensor.person_day",
  "sensor.person_goal",
  "sensor.person_week",
  "sensor.longest_today",
  "sensor.return_step",
  "sensor.walks_on",
  "sensor.rests_until",
  "binary_sensor.person_locked",
  "sensor.person_lock_ends",
  "binary_sensor.check_in_due",
  "sensor.person_total_time",
  "sensor.person_total_distance",
  "sensor.person_total_sessions",
];
/** What is worth a tile only while it is near. */
const TIMES = ["sensor.rests_until", "sensor.person_lock_ends", "sensor.backstop_until"];
const ICONS = {
  better: "mdi:emoticon-happy-outline",
  same: "mdi:emoticon-neutral-outline",
  worse: "mdi:emoticon-sad-outline",
};

/** What goes on: the card alone fills the page, several stand side by side. */
export function now(machines: readonly Thing[], words: Words): View {
  const head = { title: words.text("dashboard.now"), path: "now" };
  const cards = machines.map(({ device_id }) => ({
    type: custom(CARD),
    device_id,
    grid_options: { columns: "full" },
  }));
  return cards.length > 1
    ? { ...head, type: "sections", sections: cards.map((card) => section([card])) }
    : { ...head, type: "panel", cards: cards.length ? cards : [{ type: custom(CARD) }] };
}

export function history(
  machines: readonly Thing[],
  persons: readonly Thing[],
  words: Words,
): View {
  const calendars = machines.flatMap(({ entities }) => entities["calendar.sessions"] ?? []);
  const walks = [
    heading(words.text("dashboard.walks"), "mdi:calendar"),
    { type: "calendar", entities: calendars, initial_view: "dayGridMonth" },
  ];
  return {
    title: words.text("dashboard.history"),
    path: "history",
    type: "sections",
    sections: [
      ...(persons.length ? [section(persons.map(weeks))] : []),
      ...machines.map((machine) => past(machine, words)),
      ...(calendars.length ? [section(walks)] : []),
    ],
  };
}

export function people(persons: readonly Thing[], words: Words): View {
  const nobody = section([{ type: "markdown", content: words.text("dashboard.nobody") }]);
  const sections = persons.map((person) =>
    section([
      heading(person.name, "mdi:account"),
      ...question(person, words),
      ...tiles(person.entities, PERSON),
      ...picture(person.entities["image.week"]),
      ...lists(person.entities, words.text("dashboard.before")),
    ]),
  );
  return {
    title: words.text("dashboard.people"),
    path: "people",
    type: "sections",
    sections: sections.length ? sections : [nobody],
  };
}

/** How the day after feels, while it is asked. */
function question({ own_name, entities }: Thing, words: Words): Card[] {
  const entity = entities["binary_sensor.check_in_due"];
  if (entity === undefined) {
    return [];
  }
  const visibility = [{ condition: "state", entity, state: "on" }];
  const buttons = FEELINGS.map((answer) => ({
    type: "button",
    name: words.text(`answers.${answer}`),
    icon: ICONS[answer],
    tap_action: {
      action: "perform-action",
      perform_action: `${DOMAIN}.check_in`,
      data: { person: own_name, answer },
    },
    grid_options: { columns: 4, rows: 2 },
    visibility,
  }));
  return [{ ...heading(words.text("dashboard.check_in"), "mdi:chat-question"), visibility }, ...buttons];
}

function weeks({ device_id }: Thing): Card {
  return { type: custom(WEEKS_CARD), device_id, grid_options: { columns: "full" } };
}

function past({ name, entities }: Thing, words: Words): Section {
  const walked = entities["sensor.walked_today"];
  return section([
    heading(name, "mdi:run"),
    ...tiles(entities, [...WEEK, ...LIFETIME]),
    ...picture(entities["image.last_session"]),
    ...(walked === undefined ? [] : [statistics(walked, words)]),
  ]);
}

function statistics(entity: string, words: Words): Card {
  return {
    type: "statistics-graph",
    title: words.text("dashboard.weeks"),
    entities: [entity],
    stat_types: ["change"],
    chart_type: "bar",
    period: "week",
    days_to_show: DAYS_SHOWN,
    hide_legend: true,
  };
}

export function section(cards: readonly Card[]): Section {
  return { type: "grid", cards };
}

export function heading(text: string, icon: string): Card {
  return { type: "heading", heading: text, icon };
}

export function tiles(entities: Thing["entities"], keys: readonly string[]): Card[] {
  return keys.flatMap((key) => {
    const entity = entities[key];
    if (entity === undefined) {
      return [];
    }
    const tile = { type: "tile", entity, name: { type: "entity" } };
    return [TIMES.includes(key) ? { ...tile, visibility: [known(entity)] } : tile];
  });
}

function picture(image_entity: string | undefined): Card[] {
  if (image_entity === undefined) {
    return [];
  }
  return [
    {
      // Of all built-in cards this one alone darkens what is bright.
      type: "picture-elements",
      image_entity,
      elements: [],
      dark_mode_filter: NIGHT,
      // Before the first walk there is nothing to draw.
      visibility: [known(image_entity)],
    },
  ];
}

function known(entity: string): Card {
  return { condition: "state", entity, state_not: ["unknown", "unavailable"] };
}

export function lists(entities: Thing["entities"], title: string): Card[] {
  return Object.entries(entities)
    .filter(([key]) => key.startsWith("todo."))
    .map(([, entity]) => ({ type: "todo-list", entity, title, hide_create: true }));
}
