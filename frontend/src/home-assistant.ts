/** The part of the Home Assistant frontend that the card uses. */

import type { Connection, HassConfig, HassEntities } from "home-assistant-js-websocket";

export interface EntityEntry {
  entity_id: string;
  device_id?: string;
  platform: string;
  translation_key?: string;
}

export interface Locale {
  language: string;
  number_format: string;
  time_format: string;
  time_zone?: string;
}

export interface HomeAssistant {
  connected: boolean;
  connection: Connection;
  config: HassConfig;
  states: HassEntities;
  entities: Record<string, EntityEntry>;
  devices: Record<string, { id: string; name: string | null; name_by_user: string | null }>;
  locale: Locale;
  themes?: { darkMode: boolean };
  user?: { is_admin: boolean };
  callService(domain: string, service: string, data?: object): Promise<unknown>;
}

export interface CardConfig {
  type: string;
  device_id?: string;
}

export const DOMAIN = "home_gym";
/** Where the settings of the gym are. */
export const SETTINGS = `/config/integrations/integration/${DOMAIN}`;

/** The phase is the one entity that every machine has, and no person. */
const PHASE = "phase";

export interface Machine {
  device_id: string;
  phase: string;
}

/** Return the machines of the gym, by the names of their entities. */
export function machinesOf(hass: HomeAssistant): Machine[] {
  return Object.values(hass.entities)
    .filter((entry) => entry.platform === DOMAIN && entry.translation_key === PHASE)
    .flatMap(({ device_id, entity_id }) =>
      device_id === undefined ? [] : [{ device_id, phase: entity_id }],
    )
    .sort((one, other) => one.phase.localeCompare(other.phase));
}

/** Return one of a machine's entities. */
export function entityOf(
  hass: HomeAssistant,
  device_id: string,
  domain: string,
  key: string,
): string | undefined {
  return Object.values(hass.entities).find(
    (entry) =>
      entry.device_id === device_id &&
      entry.platform === DOMAIN &&
      entry.translation_key === key &&
      entry.entity_id.startsWith(`${domain}.`),
  )?.entity_id;
}
