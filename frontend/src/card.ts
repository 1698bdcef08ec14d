/** The card: hears of one machine, draws it, and hands on what is said to it. */

import { LitElement, html, nothing, type TemplateResult } from "lit";

import { Deeds } from "./deeds";
import { form } from "./form";
import { DOMAIN, machinesOf, type CardConfig, type HomeAssistant, type Machine } from "./home-assistant";
import { Live } from "./live";
import { cardModel, type CardModel } from "./model/model";
import { emptyPart, type Emptiness } from "./parts/empty";
import { headPart, nextPart } from "./parts/head";
import { dialPart } from "./parts/dial";
import { lockPart } from "./parts/lock";
import { painPart } from "./parts/pain";
import { ringPart } from "./parts/ring";
import { rulesPart } from "./parts/rules";
import { stopPart } from "./parts/stop";
import { styles } from "./styles";
import { isNews, mannersOf, WRITTEN_OUT } from "./surroundings";
import { Words } from "./words";

const SECOND_MS = 1000;

export class HomeGymCard extends LitElement {
  static override styles = styles;
  static override properties = { config: { state: true } };
  static getConfigForm = form;

  declare config: CardConfig | undefined;

  readonly #live = new Live(this);
  readonly #deeds = new Deeds(this, () => this.#live.now());
  #hass: HomeAssistant | undefined;
  #found: Machine | null = null;
  #empty: Emptiness = "loading";
  #words = new Words(WRITTEN_OUT);
  #tick: ReturnType<typeof setTimeout> | undefined;

  static getStubConfig(hass: HomeAssistant): Partial<CardConfig> {
    const first = machinesOf(hass)[0];
    return first === undefined ? {} : { device_id: first.device_id };
  }

  setConfig(config: CardConfig): void {
    if (config.device_id !== undefined && typeof config.device_id !== "string") {
      throw new Error("device_id");
    }
    this.config = config;
  }

  /** A home changes all the time: only what the card uses is worth drawing it anew. */
  set hass(hass: HomeAssistant) {
    const before = this.#hass;
    this.#hass = hass;
    if (before?.locale !== hass.locale || before.config !== hass.config) {
      this.#words = new Words(mannersOf(hass));
    }
    if (before === undefined || isNews(before, hass)) {
      this.requestUpdate();
    }
  }

  getCardSize(): number {
    return 9;
  }

  getGridOptions(): object {
    return { columns: 12, min_columns: 6, rows: "auto" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#beat();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
  }

  override willUpdate(): void {
    const hass = this.#hass;
    if (hass === undefined || this.config === undefined) {
      return;
    }
    const found = this.#find(hass, this.config);
    this.#empty = typeof found === "string" ? found : "loading";
    this.#found = typeof found === "string" ? null : found;
    if (this.#found !== null) {
      this.#deeds.aim(hass, this.#found.device_id);
      this.#live.follow(hass.connection, this.#found.device_id);
    }
  }

  override render(): TemplateResult {
    const { feed } = this.#live;
    if (feed === null || this.#found === null) {
      return html`<ha-card>${emptyPart(this.#empty, this.#words)}</ha-card>`;
    }
    const connected = (this.#hass?.connected ?? false) && this.#live.fresh;
    const local = { tap: this.#deeds.tap, connected };
    const model = cardModel(feed, local, this.#live.now(), this.#words);
    return html`<ha-card>${this.#draw(model, this.#words)}</ha-card>`;
  }

  #draw(model: CardModel, words: Words): TemplateResult {
    const deeds = this.#deeds;
    const pain = { ...deeds.hurting, said: deeds.said(words), takeBack_s: model.takeBack_s };
    return html`
      <div class="card">
        <div class="main">
          ${headPart(model, deeds.walk, words)}
          ${model.mayAcknowledge ? this.#acknowledge(words) : nothing}
          ${model.lock === null ? nothing : lockPart(model.lock, deeds.releasing, deeds, words)}
          ${this.#instruments(model, words)} ${nextPart(model, words)} ${this.#actions(model)}
          ${rulesPart(model.rules, words)}
        </div>
        <div class="dock">
          ${painPart(pain, deeds, words)} ${stopPart(model.stop, deeds.stop, words)}
        </div>
      </div>
    `;
  }

  #instruments({ dial, ring, sums }: CardModel, words: Words): TemplateResult {
    return html`
      <div class="instruments">
        ${dial === null ? nothing : dialPart(dial, words)}
        ${ring === null ? html`<p class="sums">${sums}</p>` : ringPart(ring, sums, words)}
      </div>
    `;
  }

  #acknowledge(words: Words): TemplateResult {
    return html`
      <button class="plain" @click=${this.#deeds.acknowledge}>
        ${words.text("alarm.acknowledge")}
      </button>
    `;
  }

  #actions(model: CardModel): TemplateResult | typeof nothing {
    if (model.actions.length === 0) {
      return nothing;
    }
    return html`
      <div class="actions">
        ${model.actions.map(
          ({ action, text }) => html`
            <button class="plain" @click=${(): void => this.#deeds.act(action)}>${text}</button>
          `,
        )}
      </div>
    `;
  }

  #find(hass: HomeAssistant, { device_id }: CardConfig): Emptiness | Machine {
    const machines = machinesOf(hass);
    if (machines.length === 0) {
      return hass.config.components.includes(DOMAIN) ? "no_machine" : "not_set_up";
    }
    const machine = machines.find((each) => device_id === undefined || each.device_id === device_id);
    if (machine === undefined) {
      return "gone";
    }
    const state = hass.states[machine.phase]?.state;
    return state === undefined || state === "unavailable" ? "unavailable" : machine;
  }

  /** Draw anew with each second of Home Assistant's clock, for what counts down. */
  #beat(): void {
    clearTimeout(this.#tick);
    const wait_ms = SECOND_MS - ((this.#live.now() * SECOND_MS) % SECOND_MS);
    this.#tick = setTimeout(() => {
      this.requestUpdate();
      this.#beat();
    }, wait_ms);
  }
}
