/** What everything on a dashboard has in common: it is told its settings, and of the home. */

import { LitElement } from "lit";

import type { CardConfig, HomeAssistant } from "./home-assistant";
import { mannersOf, WRITTEN_OUT } from "./surroundings";
import { Words } from "./words";

export abstract class HomeElement extends LitElement {
  static override properties = { config: { state: true } };

  declare config: CardConfig | undefined;

  protected words = new Words(WRITTEN_OUT);

  #hass: HomeAssistant | undefined;

  /** Tell whether a home has changed in a way that is shown. */
  protected abstract isNews(before: HomeAssistant, hass: HomeAssistant): boolean;

  setConfig(config: CardConfig): void {
    if (config.device_id !== undefined && typeof config.device_id !== "string") {
      throw new Error("device_id");
    }
    this.config = config;
  }

  /** A home changes all the time: only what is shown is worth drawing it anew. */
  set hass(hass: HomeAssistant) {
    const before = this.#hass;
    this.#hass = hass;
    if (before?.locale !== hass.locale || before.config !== hass.config) {
      this.words = new Words(mannersOf(hass));
      this.requestUpdate();
    }
    if (before === undefined || this.isNews(before, hass)) {
      this.requestUpdate();
    }
  }

  protected get home(): HomeAssistant | undefined {
    return this.#hass;
  }
}
