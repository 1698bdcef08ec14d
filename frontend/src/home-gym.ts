/** Tell Home Assistant of the card and of the dashboard. */

import { HomeGymCard } from "./card";
import { HomeGymStrategy } from "./dashboard/element";
import { DOMAIN, machinesOf, type HomeAssistant } from "./home-assistant";
import english from "./translations/en.json";

interface Suggestion {
  config: { type: string; device_id: string };
}

interface CustomCard {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  getEntitySuggestion(hass: HomeAssistant, entityId: string): Suggestion | null;
}

interface CustomStrategy {
  type: string;
  strategyType: string;
  name: string;
  description: string;
}

declare global {
  interface Window {
    customCards?: CustomCard[];
    customStrategies?: CustomStrategy[];
  }
}

const TYPE = "home-gym-card";
const STRATEGY = "home-gym";

function suggestion(hass: HomeAssistant, entityId: string): Suggestion | null {
  const entry = hass.entities[entityId];
  const machine = machinesOf(hass).find((each) => each.device_id === entry?.device_id);
  return entry?.platform === DOMAIN && machine !== undefined
    ? { config: { type: `custom:${TYPE}`, device_id: machine.device_id } }
    : null;
}

// After an update a page that stays open loads the next version beside this one.
if (customElements.get(TYPE) === undefined) {
  customElements.define(TYPE, HomeGymCard);
  (window.customCards ??= []).push({
    type: TYPE,
    name: english.card.name,
    description: english.card.description,
    preview: true,
    getEntitySuggestion: suggestion,
  });
  customElements.define(`ll-strategy-dashboard-${STRATEGY}`, HomeGymStrategy);
  (window.customStrategies ??= []).push({
    type: STRATEGY,
    strategyType: "dashboard",
    name: english.dashboard.name,
    description: english.dashboard.description,
  });
}
