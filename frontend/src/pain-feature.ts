/** A feature for a tile: how much it hurts, in one tap. */

import { html, nothing, type TemplateResult } from "lit";

import { Deeds } from "./deeds";
import type { Wanted } from "./find";
import type { HomeAssistant, Machine } from "./home-assistant";
import { MachineElement } from "./machine-element";
import { painStrip, type PainStrip } from "./model/pain-strip";
import { custom, PAIN_FEATURE } from "./names";
import { levelButtons } from "./parts/pain";
import { colours } from "./styles/colours";
import { painFeatureStyles } from "./styles/pain-feature";

interface Context {
  entity_id?: string;
}

interface FeatureConfig {
  type: string;
}

export class HomeGymPainFeature extends MachineElement {
  static override styles = [colours, painFeatureStyles];
  static override properties = {
    ...MachineElement.properties,
    context: { attribute: false },
    asksAgain: { state: true },
  };

  declare context: Context | undefined;
  /** Whether the numbers are wanted before their time. */
  declare protected asksAgain: boolean;

  readonly #deeds = new Deeds(this, () => this.live.now());

  static override getStubConfig(): FeatureConfig {
    return { type: custom(PAIN_FEATURE) };
  }

  override setConfig(): void {
    this.asksAgain = false;
  }

  protected override wanted(): Wanted | undefined {
    const entity_id = this.context?.entity_id;
    return entity_id === undefined
      ? undefined
      : { device_id: this.home?.entities[entity_id]?.device_id ?? "" };
  }

  protected override meet(hass: HomeAssistant, { device_id }: Machine): void {
    this.#deeds.aim(hass, device_id);
  }

  override render(): TemplateResult {
    const strip = painStrip(this.live.feed, this.#deeds, this.live.now(), this.words);
    const told = this.asksAgain ? null : strip.said;
    const said = (urgent: boolean): string | null => (strip.urgent === urgent ? told : null);
    return html`
      <div class="row ${told === null ? "quiet" : ""}">
        <span role="status">${said(false)}</span>
        <span role="alert">${said(true)}</span>
        ${told === null ? nothing : this.#answers(strip)}
      </div>
      ${told === null ? this.#levels() : nothing}
    `;
  }

  #levels(): TemplateResult {
    return html`
      <div class="levels" role="group" aria-label=${this.words.text("pain.scale")}>
        ${levelButtons(this.#report, this.words)}
      </div>
    `;
  }

  #answers({ takeBack_s }: PainStrip): TemplateResult {
    const { words } = this;
    const help = words.text("pain.take_back_help");
    return html`
      ${takeBack_s === null
        ? nothing
        : html`
            <button class="answer back" title=${help} @click=${this.#deeds.takeBack}>
              ${words.text("pain.take_back", { seconds: takeBack_s })}
            </button>
          `}
      <button class="answer again" aria-label=${words.text("feature.again")} @click=${this.#ask}>
        0–10
      </button>
    `;
  }

  readonly #report = (level: number): void => {
    this.asksAgain = false;
    this.#deeds.report(level);
  };

  readonly #ask = (): void => {
    this.asksAgain = true;
  };
}
