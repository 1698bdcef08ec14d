/** A card of its own: what a person has moved week by week, against their goal. */

import { html, type TemplateResult } from "lit";

import { weeksForm } from "../form";
import { DOMAIN, type CardConfig, type HomeAssistant } from "../home-assistant";
import { HomeElement } from "../home-element";
import { emptyPart, type Emptiness } from "../parts/empty";
import { charts } from "../styles/charts";
import { colours } from "../styles/colours";
import { empty } from "../styles/empty";
import { thingsOf, type Thing } from "../things";
import { weeksModel, type Weeks } from "./model";
import { weeksPart } from "./part";
import { weeks } from "./styles";

/** What changes with a person's week or with their goal. */
const TOLD_BY = ["sensor.person_week", "sensor.person_goal"];

export class HomeGymWeeksCard extends HomeElement {
  static override styles = [colours, charts, empty, weeks];
  static getConfigForm = weeksForm;

  #found: Emptiness | Thing = "loading";
  #told: Weeks | null = null;
  #empty: Emptiness = "loading";
  /** What was told of whom, and what it hung on: anything else is asked for anew. */
  #asked: readonly unknown[] = [];

  static getStubConfig(hass: HomeAssistant): Partial<CardConfig> {
    const first = thingsOf(hass).people[0];
    return first === undefined ? {} : { device_id: first.device_id };
  }

  getCardSize(): number {
    return 6;
  }

  getGridOptions(): object {
    return { columns: 12, min_columns: 6, rows: "auto" };
  }

  protected override isNews(before: HomeAssistant, hass: HomeAssistant): boolean {
    const others = before.entities !== hass.entities || before.devices !== hass.devices;
    return others || this.#isOld(this.#hangsOn(hass));
  }

  override willUpdate(): void {
    if (this.home !== undefined && this.config !== undefined) {
      this.#found = find(this.home, this.config);
      this.#look(this.home);
    }
  }

  override render(): TemplateResult {
    const told = this.#told;
    return typeof this.#found === "string" || told === null
      ? html`<ha-card>${emptyPart(this.#why(), this.words)}</ha-card>`
      : html`<ha-card>${weeksPart(weeksModel(told, this.words), this.words)}</ha-card>`;
  }

  #why(): Emptiness {
    return typeof this.#found === "string" ? this.#found : this.#empty;
  }

  /** Return what the weeks hang on: whose they are, what day it is, and what they have done. */
  #hangsOn(hass: HomeAssistant): readonly unknown[] {
    const found = this.#found;
    if (typeof found === "string") {
      return [];
    }
    const told = TOLD_BY.map((key) => hass.states[found.entities[key] ?? ""]);
    return [found.device_id, hass.connection, hass.connected, new Date().toDateString(), ...told];
  }

  #isOld(hangsOn: readonly unknown[]): boolean {
    return hangsOn.some((each, number) => each !== this.#asked[number]);
  }

  /** Ask for the weeks of whom the card shows, where they may be others than before. */
  #look(hass: HomeAssistant): void {
    const [found, asked] = [this.#found, this.#hangsOn(hass)];
    if (typeof found !== "string" && this.#isOld(asked)) {
      this.#told = found.device_id === this.#asked[0] ? this.#told : null;
      this.#asked = asked;
      void this.#ask(hass, found.device_id, asked);
    }
  }

  async #ask(hass: HomeAssistant, device_id: string, asked: readonly unknown[]): Promise<void> {
    const message = { type: `${DOMAIN}/person/weeks`, device_id };
    const told = await hass.connection.sendMessagePromise<Weeks>(message).catch(() => null);
    if (asked === this.#asked) {
      // What was told before is still true where nobody answers for the moment.
      this.#told = told ?? this.#told;
      this.#empty = "person_unavailable";
      this.requestUpdate();
    }
  }
}

function find(hass: HomeAssistant, { device_id }: CardConfig): Emptiness | Thing {
  const { people } = thingsOf(hass);
  if (people.length === 0) {
    return hass.config.components.includes(DOMAIN) ? "nobody" : "not_set_up";
  }
  return people.find((each) => device_id === undefined || each.device_id === device_id) ?? "person_gone";
}
