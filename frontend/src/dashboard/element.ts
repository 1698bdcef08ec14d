/** What Home Assistant asks for the dashboard. It is never drawn. */

import type { HomeAssistant } from "../home-assistant";
import { dashboard, suggestions, type Dashboard, type Suggestions } from "./strategy";

export class HomeGymStrategy extends HTMLElement {
  static readonly registryDependencies = ["entities", "devices"];

  static readonly noEditor = true;

  static getCreateSuggestions(hass: HomeAssistant): Suggestions {
    return suggestions(hass);
  }

  static generate(_: unknown, hass: HomeAssistant): Promise<Dashboard> {
    return Promise.resolve(dashboard(hass));
  }
}
