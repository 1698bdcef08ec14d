/** What of a home concerns the card: its language and units, and the treadmills. */

import { machinesOf, type HomeAssistant } from "./home-assistant";
import { Words, type Manners } from "./words";

/** How things are said where nobody has been asked yet. */
export const WRITTEN_OUT: Manners = {
  locale: { language: "en", number_format: "language", time_format: "language" },
  miles: false,
  time_zone: "UTC",
};

/** Return the words for what is asked before any home is known: the language of the page. */
export function pageWords(): Words {
  const language = document.documentElement.lang || WRITTEN_OUT.locale.language;
  return new Words({ ...WRITTEN_OUT, locale: { ...WRITTEN_OUT.locale, language } });
}

const WATCHED = ["connected", "connection", "config", "entities", "locale"] as const;

/** Tell whether a home has changed in a way that the card shows. */
export function isNews(before: HomeAssistant, hass: HomeAssistant): boolean {
  return (
    WATCHED.some((key) => before[key] !== hass[key]) ||
    machinesOf(hass).some(({ phase }) => before.states[phase] !== hass.states[phase])
  );
}

export function mannersOf({ locale, config }: HomeAssistant): Manners {
  return {
    locale,
    miles: config.unit_system.length === "mi",
    time_zone:
      locale.time_zone === "server"
        ? config.time_zone
        : Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
