/** The card: draws one machine, and hands on what is said to it. */

import { html, nothing, type TemplateResult } from "lit";

import { Deeds } from "./deeds";
import type { Feed } from "./feed";
import { cardForm } from "./form";
import type { HomeAssistant, Machine } from "./home-assistant";
import { MachineElement } from "./machine-element";
import { cardModel, type CardModel } from "./model/model";
import { actionsPart } from "./parts/actions";
import { emptyPart } from "./parts/empty";
import { headPart, nextPart } from "./parts/head";
import { dialPart } from "./parts/dial";
import { drillPart } from "./parts/drill";
import { lockPart } from "./parts/lock";
import { painPart } from "./parts/pain";
import { questionPart } from "./parts/question";
import { ringPart } from "./parts/ring";
import { rulesPart } from "./parts/rules";
import { stopPart } from "./parts/stop";
import { styles } from "./styles";
import type { Words } from "./words";

type Part = TemplateResult | typeof nothing;

export class HomeGymCard extends MachineElement {
  static override styles = styles;
  static getConfigForm = cardForm;

  protected override readonly asks = true;

  readonly #deeds = new Deeds(this, () => this.live.now());

  getCardSize(): number {
    return 9;
  }

  getGridOptions(): object {
    return { columns: 12, min_columns: 6, rows: "auto" };
  }

  protected override meet(hass: HomeAssistant, { device_id }: Machine): void {
    this.#deeds.aim(hass, device_id);
  }

  override render(): TemplateResult {
    const { feed } = this.live;
    if (feed === null || this.machine === null) {
      return html`<ha-card>${emptyPart(this.empty, this.words)}</ha-card>`;
    }
    const { considering, tap } = this.#deeds;
    const local = { tap, considering, connected: this.connected };
    const model = cardModel(feed, local, this.live.now(), this.words);
    return html`<ha-card>${this.#draw(model, this.#course(feed), this.words)}</ha-card>`;
  }

  #draw(model: CardModel, course: Part, words: Words): TemplateResult {
    const deeds = this.#deeds;
    const { painLabel: label, takeBack_s } = model;
    const pain = { ...deeds.hurting, label, said: deeds.said(words), takeBack_s };
    return html`
      <div class="card">
        <div class="main">
          ${headPart(model, deeds.walk, words)}
          ${model.mayAcknowledge ? this.#acknowledge(words) : nothing}
          ${model.question === null ? nothing : questionPart(model.question, deeds, words)}
          ${model.lock === null ? nothing : lockPart(model.lock, deeds.releasing, deeds, words)}
          ${this.#instruments(model, words)} ${nextPart(model, words)} ${actionsPart(model.actions, deeds, words)}
          ${course} ${rulesPart(model.rules, this.#drill(model, words), words)}
        </div>
        <div class="dock">
          ${painPart(pain, deeds, words)} ${stopPart(model.stop, deeds.stop, words)}
        </div>
      </div>
    `;
  }

  #instruments({ dial, old, ring, sums }: CardModel, words: Words): TemplateResult {
    return html`
      <div class="instruments ${old ? "old" : ""}">
        ${dial === null ? nothing : dialPart(dial, words)}
        ${ring === null ? html`<p class="sums">${sums}</p>` : ringPart(ring, sums, words)}
      </div>
    `;
  }

  /** The walk that goes on, else the last one. */
  #course(feed: Feed): Part {
    const [hass, device_id] = [this.home, this.machine?.device_id];
    if (hass === undefined || device_id === undefined) {
      return nothing;
    }
    const { connection } = hass;
    const seen = { hass, device_id, feed, now: this.live.now(), deeds: this.#deeds };
    // What was told still holds while nothing else is: but nobody knows of now without a line.
    const present = this.connected ? { ...feed, now: seen.now } : feed;
    return feed.course === null
      ? html`<home-gym-last-walk .words=${this.words} .seen=${seen}></home-gym-last-walk>`
      : html`
          <home-gym-walk-chart
            .words=${this.words}
            .heard=${{ connection, device_id, feed: present }}
          ></home-gym-walk-chart>
        `;
  }

  #drill({ moves }: CardModel, words: Words): TemplateResult {
    const allowed = this.home?.user?.is_admin ?? false;
    return drillPart({ allowed, moves }, this.#deeds.drilling, words);
  }

  #acknowledge(words: Words): TemplateResult {
    return html`
      <button class="plain" @click=${this.#deeds.acknowledge}>
        ${words.text("alarm.acknowledge")}
      </button>
    `;
  }
}
