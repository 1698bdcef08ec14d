/** The top of the card: which machine, who walks, what goes on, and what comes next. */

import { html, nothing, type TemplateResult } from "lit";

import type { CardModel } from "../model/model";
import type { Words } from "../words";

export function headPart(
  model: CardModel,
  choose: (name: string) => void,
  words: Words,
): TemplateResult {
  const { headline } = model;
  return html`
    <header>
      <span class="machine">${model.machine}</span>
      ${walkers(model, choose, words)}
    </header>
    <div class="headline" role="status">
      <h2 class="phase ${headline.tone}">${headline.title}</h2>
      <p>${headline.text}</p>
    </div>
    <div role="alert" class="alerts">${alerts(model)}</div>
  `;
}

export function nextPart(model: CardModel, words: Words): TemplateResult | typeof nothing {
  const { next } = model;
  if (next === null) {
    return nothing;
  }
  return html`
    <p class="next">
      <span>${words.text("next.label")}</span>
      <b>${next.what}</b>
      <b class="countdown">${next.countdown}</b>
      <span>${next.clock}</span>
    </p>
  `;
}

function walkers(
  model: CardModel,
  choose: (name: string) => void,
  words: Words,
): TemplateResult | typeof nothing {
  if (model.walkers.length < 2) {
    return nothing;
  }
  const change = (event: Event): void => choose((event.target as HTMLSelectElement).value);
  return html`
    <label class="walker">
      <span>${words.text("walker.label")}</span>
      <select @change=${change}>
        ${model.walkers.map(
          (each) => html`
            <option value=${each.option} .selected=${each.chosen}>${each.name}</option>
          `,
        )}
      </select>
    </label>
  `;
}

function alerts(model: CardModel): TemplateResult[] {
  const urgent = model.alarm === null ? [] : [model.alarm];
  // What the headline shows already is only spoken.
  const shown = (text: string): string => (text === model.headline.text ? "spoken" : "urgent");
  return [
    ...urgent.map((text) => html`<p class=${shown(text)}>${text}</p>`),
    ...model.unseen.map((text) => html`<p class="careful">${text}</p>`),
  ];
}
