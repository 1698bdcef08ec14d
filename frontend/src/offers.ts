/** What the pickers of Home Assistant offer of ours, and for which entities. */

import { DOMAIN, machinesOf, type HomeAssistant, type Machine } from "./home-assistant";
import { CARD, custom, LOCK_BADGE, PAIN_FEATURE, WEEKS_CARD } from "./names";
import { pageWords } from "./surroundings";
import { thingsOf } from "./things";

interface Suggestion {
  label?: string;
  config: object;
}

/** Entities of a treadmill of which a badge for its lock says more. */
const OF_LOCKS: readonly (string | undefined)[] = ["phase", "locked", "ready"];

export function suggestedCards(hass: HomeAssistant, entityId: string): Suggestion[] {
  const machine = machineOf(hass, entityId);
  if (machine === null) {
    return [];
  }
  const card = { config: { type: custom(CARD), device_id: machine.device_id } };
  return fitsPain(hass, { entity_id: entityId }) ? [card, painTile(entityId)] : [card];
}

export function suggestedBadges(hass: HomeAssistant, entityId: string): Suggestion[] {
  const machine = machineOf(hass, entityId);
  return machine !== null && OF_LOCKS.includes(hass.entities[entityId]?.translation_key)
    ? [{ config: { type: custom(LOCK_BADGE), device_id: machine.device_id } }]
    : [];
}

/** Any entity of a person will do. */
export function suggestedWeeks(hass: HomeAssistant, entityId: string): Suggestion[] {
  return thingsOf(hass)
    .people.filter(({ entities }) => Object.values(entities).includes(entityId))
    .map(({ device_id }) => ({ config: { type: custom(WEEKS_CARD), device_id } }));
}

/** A tile says what goes on: pain belongs to the one that tells the phase. */
export function fitsPain(hass: HomeAssistant, { entity_id }: { entity_id?: string }): boolean {
  return machinesOf(hass).some(({ phase }) => phase === entity_id);
}

function machineOf(hass: HomeAssistant, entityId: string): Machine | null {
  const entry = hass.entities[entityId];
  const machine = machinesOf(hass).find(({ device_id }) => device_id === entry?.device_id);
  return entry?.platform === DOMAIN ? (machine ?? null) : null;
}

/** All numbers beside each other take the whole width. */
function painTile(entity: string): Suggestion {
  const config = {
    type: "tile",
    entity,
    features: [{ type: custom(PAIN_FEATURE) }],
    grid_options: { columns: "full" },
  };
  return { label: pageWords().text("feature.name"), config };
}
