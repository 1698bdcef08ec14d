/** The last walk on the card: its picture, and what to say and to know after it. */

import { LitElement, html, nothing, type TemplateResult } from "lit";

import type { Feed } from "../feed";
import type { HomeAssistant } from "../home-assistant";
import { feelingButtons, type QuestionDeeds } from "../parts/question";
import { colours } from "../styles/colours";
import { touch } from "../styles/touch";
import type { Words } from "../words";
import { lastWalk, type LastWalk } from "./model";
import { last } from "./styles";

export interface Seen {
  hass: HomeAssistant;
  device_id: string;
  feed: Feed;
  now: number;
  deeds: Pick<QuestionDeeds, "checkIn">;
}

export class LastWalkPart extends LitElement {
  static override styles = [colours, touch, last];
  static override properties = { seen: { attribute: false }, words: { attribute: false } };

  declare seen: Seen;
  declare words: Words;

  override render(): TemplateResult | typeof nothing {
    const { device_id, feed, hass, now } = this.seen;
    const walk = lastWalk(hass, device_id, feed, now);
    return walk === null ? nothing : this.#draw(walk, now);
  }

  #draw(walk: LastWalk, now: number): TemplateResult {
    const { words } = this;
    const when = words.text("last.title", { time: words.clock(walk.at, now) });
    return html`
      <section aria-label=${when}>
        <h3>${when}</h3>
        <button class="picture" aria-label=${words.text("last.open")} @click=${(): void => this.#open(walk)}>
          <img class=${walk.dazzles ? "night" : ""} src=${walk.picture} alt="" />
        </button>
        ${walk.rests_until === null
          ? nothing
          : html`<p>${words.text("last.next", { time: words.clock(walk.rests_until, now) })}</p>`}
        ${walk.asked === null ? nothing : this.#question(walk.asked)}
      </section>
    `;
  }

  #question(person: string): TemplateResult {
    const { words } = this;
    const question = words.text("dashboard.check_in");
    const feel = (answer: string): void => this.seen.deeds.checkIn(person, answer);
    return html`
      <p>${question}</p>
      <div class="row" role="group" aria-label=${question}>
        ${feelingButtons(feel, words)}
      </div>
    `;
  }

  /** Home Assistant shows the picture large. */
  #open({ entity }: LastWalk): void {
    const detail = { entityId: entity };
    this.dispatchEvent(new CustomEvent("hass-more-info", { detail, bubbles: true, composed: true }));
  }
}
