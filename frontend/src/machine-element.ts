/** What everything on a dashboard has in common that shows one treadmill live. */

import { find, type Wanted } from "./find";
import { machinesOf, type CardConfig, type HomeAssistant, type Machine } from "./home-assistant";
import { HomeElement } from "./home-element";
import { Live } from "./live";
import type { Emptiness } from "./parts/empty";
import { isNews } from "./surroundings";

const SECOND_MS = 1000;

export abstract class MachineElement extends HomeElement {
  protected readonly live = new Live(this);
  protected machine: Machine | null = null;
  protected empty: Emptiness = "loading";
  /** Whether whoever walks can be asked something here. */
  protected readonly asks: boolean = false;

  #tick: ReturnType<typeof setTimeout> | undefined;

  static getStubConfig(hass: HomeAssistant): Partial<CardConfig> {
    const first = machinesOf(hass)[0];
    return first === undefined ? {} : { device_id: first.device_id };
  }

  /** Get to know a treadmill, each time before it is drawn. */
  protected abstract meet(hass: HomeAssistant, machine: Machine): void;

  /** Return which treadmill is meant, as soon as that has been said. */
  protected wanted(): Wanted | undefined {
    return this.config;
  }

  protected override isNews(before: HomeAssistant, hass: HomeAssistant): boolean {
    return isNews(before, hass);
  }

  /** Whether what is shown is of now. */
  protected get connected(): boolean {
    return (this.home?.connected ?? false) && this.live.fresh;
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
    const hass = this.home;
    const wanted = this.wanted();
    if (hass === undefined || wanted === undefined) {
      return;
    }
    const found = find(hass, wanted);
    this.empty = typeof found === "string" ? found : "loading";
    this.machine = typeof found === "string" ? null : found;
    if (this.machine !== null) {
      this.meet(hass, this.machine);
      this.live.follow(hass.connection, this.machine.device_id, this.asks);
    }
  }

  /** Draw anew with each second of Home Assistant's clock, for what counts down. */
  #beat(): void {
    clearTimeout(this.#tick);
    const wait_ms = SECOND_MS - ((this.live.now() * SECOND_MS) % SECOND_MS);
    this.#tick = setTimeout(() => {
      this.requestUpdate();
      this.#beat();
    }, wait_ms);
  }
}
