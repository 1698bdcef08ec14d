/** A dashboard that sets itself up, and follows when people or treadmills are added. */

import type { HomeAssistant } from "../home-assistant";
import { mannersOf } from "../surroundings";
import { thingsOf } from "../things";
import { Words } from "../words";
import { setUp } from "./set-up";
import { history, now, people, type View } from "./views";

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
  const isAdmin = hass.user?.is_admin ?? false;
  return {
    title: words.text("dashboard.name"),
    views: [
      now(machines, words),
      history(machines, persons, words),
      people(persons, words),
      setUp(machines, isAdmin, words),
    ],
  };
}
