/** A dashboard that sets itself up, and follows when people or treadmills are added. */

import type { HomeAssistant } from "../home-assistant";
import { mannersOf } from "../surroundings";
import { Words } from "../words";
import { thingsOf } from "./things";
import { history, now, people, setUp, type View } from "./views";

export interface Dashboard {
  title: string;
  views: readonly View[];
}

/** What the dialog for a new dashboard is filled in with. */
export interface Suggestions {
  title: string;
  icon: string;
}

export function suggestions(hass: HomeAssistant): Suggestions {
  const words = new Words(mannersOf(hass));
  return { title: words.text("dashboard.name"), icon: "mdi:walk" };
}

export function dashboard(hass: HomeAssistant): Dashboard {
  const words = new Words(mannersOf(hass));
  const { machines, people: persons } = thingsOf(hass);
  return {
    title: words.text("dashboard.name"),
    views: [now(machines, words), history(machines, words), people(persons, words), setUp(machines, words)],
  };
}
