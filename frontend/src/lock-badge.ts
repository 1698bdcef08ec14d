/** A badge: whether a treadmill is locked, why and until when. */

import { html, nothing, type TemplateResult } from "lit";

import { badgeForm } from "./form";
import { entityOf, type CardConfig, type HomeAssistant, type Machine } from "./home-assistant";
import { MachineElement } from "./machine-element";
import { lockBadge, OFFLINE_ICON, type LockBadge } from "./model/lock-badge";
import { colours } from "./styles/colours";
import { lockBadgeStyles } from "./styles/lock-badge";

interface BadgeConfig extends CardConfig {
  /** What a tap does, as for every badge; without it a tap tells more of the lock. */
  tap_action?: object;
}

/** Icons are fetched when they are first shown: without a line it is too late for this one. */
const CUT_OFF = html`<ha-icon icon=${OFFLINE_ICON} hidden></ha-icon>`;
const MORE = { action: "more-info" };

export class HomeGymLockBadge extends MachineElement {
  static override styles = [colours, lockBadgeStyles];
  static getConfigForm = badgeForm;

  declare config: BadgeConfig | undefined;

  #entity: string | undefined;

  protected override meet(hass: HomeAssistant, { device_id }: Machine): void {
    this.#entity = entityOf(hass, device_id, "binary_sensor", "locked");
  }

  override render(): TemplateResult {
    const { icon, tone, label, text } = this.#model();
    return html`
      <button class=${tone} @click=${this.#tap}>
        <ha-icon icon=${icon} aria-hidden="true"></ha-icon>
        ${CUT_OFF}
        <span class="info">
          ${label === "" ? nothing : html`<span class="label">${label}</span>`}
          <span class="text">${text}</span>
        </span>
      </button>
    `;
  }

  #model(): LockBadge {
    const { feed } = this.live;
    if (feed !== null && this.machine !== null) {
      return lockBadge(feed, this.connected, this.live.now(), this.words);
    }
    const text = this.words.text(`empty.${this.empty}`);
    return { icon: "mdi:lock-question", tone: "calm", label: "", text };
  }

  /** Home Assistant carries out what a tap means, for every card and badge alike. */
  readonly #tap = (): void => {
    const config = { entity: this.#entity, tap_action: this.config?.tap_action ?? MORE };
    const detail = { config, action: "tap" };
    this.dispatchEvent(new CustomEvent("hass-action", { detail, bubbles: true, composed: true }));
  };
}
