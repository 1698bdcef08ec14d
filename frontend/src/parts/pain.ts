/** Say that it hurts: one tap for the number, one more for the place or the symptom. */

import { html, nothing, type TemplateResult } from "lit";

import type { Words } from "../words";
import english from "../translations/en.json";

export interface PainState {
  label: string;
  open: boolean;
  place: string | null;
  said: string | null;
  takeBack_s: number | null;
}

export interface PainDeeds {
  readonly report: (level: number) => void;
  readonly flag: (symptom: string) => void;
  readonly choose: (place: string) => void;
  readonly toggle: () => void;
  readonly takeBack: () => void;
}

const LEVELS = Array.from({ length: 11 }, (_, level) => level);
const PLACES = Object.keys(english.place);
const SYMPTOMS = Object.keys(english.symptom);

export function painPart(state: PainState, deeds: PainDeeds, words: Words): TemplateResult {
  return html`
    <section class="pain" aria-label=${state.label}>
      <div class="pain-head">
        <h3>${state.label}</h3>
        <button class="quiet" aria-expanded=${state.open} aria-controls="more" @click=${deeds.toggle}>
          ${words.text(state.open ? "pain.less" : "pain.more")}
        </button>
      </div>
      <div class="levels" role="group" aria-label=${words.text("pain.scale")}>
        ${levelButtons(deeds.report, words)}
      </div>
      <div id="more" ?hidden=${!state.open}>${state.open ? more(state, deeds, words) : nothing}</div>
      <div class="row">
        <span role="status">${state.said}</span>
        ${state.takeBack_s === null ? nothing : takeBack(state.takeBack_s, deeds, words)}
      </div>
    </section>
  `;
}

export function levelButtons(
  report: PainDeeds["report"],
  words: Words,
  label = "pain.level",
): TemplateResult[] {
  return LEVELS.map(
    (level) => html`
      <button
        class="level"
        style="--level: ${level / 10}"
        aria-label=${words.text(label, { level })}
        @click=${(): void => report(level)}
      >
        ${level}
      </button>
    `,
  );
}

function more(state: PainState, deeds: PainDeeds, words: Words): TemplateResult {
  return html`
    <p>${words.text("pain.flag_label")}</p>
    <div class="chips" role="group" aria-label=${words.text("pain.flag_label")}>
      ${SYMPTOMS.map(
        (symptom) => html`
          <button class="chip flag" @click=${(): void => deeds.flag(symptom)}>
            ${words.text(`symptom.${symptom}`)}
          </button>
        `,
      )}
    </div>
    <p>${words.text("pain.place_label")}</p>
    <div class="chips" role="group" aria-label=${words.text("pain.place_label")}>
      ${PLACES.map(
        (place) => html`
          <button
            class="chip"
            aria-pressed=${state.place === place}
            @click=${(): void => deeds.choose(place)}
          >
            ${words.text(`place.${place}`)}
          </button>
        `,
      )}
    </div>
  `;
}

function takeBack(seconds: number, deeds: PainDeeds, words: Words): TemplateResult {
  return html`
    <button class="plain" aria-describedby="take-back" @click=${deeds.takeBack}>
      ${words.text("pain.take_back", { seconds })}
    </button>
    <small id="take-back">${words.text("pain.take_back_help")}</small>
  `;
}
