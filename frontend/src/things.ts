/** The treadmills and the people of a gym, as their entities tell. */

import { DOMAIN, type EntityEntry, type HomeAssistant } from "./home-assistant";

export interface Thing {
  device_id: string;
  name: string;
  /** The name in Home Gym, which its actions know; the owner may show another one. */
  own_name: string;
  /** Its entities by domain and key, as in `sensor.phase`. */
  entities: Readonly<Record<string, string>>;
}

/** What only a treadmill has, and what only a person has. */
const MACHINE = "sensor.phase";
const PERSON = "sensor.person_day";

export function thingsOf(hass: HomeAssistant): { machines: Thing[]; people: Thing[] } {
  const things = grouped(hass).sort((one, other) => one.name.localeCompare(other.name));
  return {
    machines: things.filter(({ entities }) => MACHINE in entities),
    people: things.filter(({ entities }) => PERSON in entities),
  };
}

function grouped(hass: HomeAssistant): Thing[] {
  const found: Record<string, Record<string, string>> = {};
  for (const entry of Object.values(hass.entities)) {
    if (entry.platform === DOMAIN && entry.device_id !== undefined) {
      (found[entry.device_id] ??= {})[keyOf(entry)] = entry.entity_id;
    }
  }
  return Object.entries(found).map(([device_id, entities]) => {
    const device = hass.devices[device_id];
    const own_name = device?.name ?? "";
    return { device_id, name: device?.name_by_user ?? own_name, own_name, entities };
  });
}

function keyOf({ entity_id, translation_key }: EntityEntry): string {
  return `${entity_id.split(".")[0]}.${translation_key}`;
}
