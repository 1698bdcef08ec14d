/** What else may be said to the machine; what lets somebody off takes a second tap. */

import { html, nothing, type TemplateResult } from "lit";

import type { Action } from "../model/actions";
import type { Words } from "../words";

export interface ActionDeeds {
  readonly act: (action: string) => void;
  readonly consider: (action: string | null) => void;
}

export function actionsPart(
  actions: readonly Action[],
  deeds: ActionDeeds,
  words: Words,
): TemplateResult | typeof nothing {
  if (actions.length === 0) {
    return nothing;
  }
  const asked = actions.find((each) => each.asked);
  return html`
    <div class="actions">${actions.map((each) => button(each, deeds))}</div>
    <div id="sure" ?hidden=${asked === undefined}>
      ${asked === undefined ? nothing : question(asked, deeds, words)}
    </div>
  `;
}

function button({ action, asked, sure, text }: Action, deeds: ActionDeeds): TemplateResult {
  return sure === null
    ? html`<button class="plain" @click=${(): void => deeds.act(action)}>${text}</button>`
    : html`
        <button
          class="plain"
          aria-expanded=${asked}
          aria-controls="sure"
          @click=${(): void => deeds.consider(asked ? null : action)}
        >
          ${text}
        </button>
      `;
}

function question({ action, sure }: Action, deeds: ActionDeeds, words: Words): TemplateResult {
  const yes = (): void => {
    deeds.consider(null);
    deeds.act(action);
  };
  const no = (event: Event): void => {
    // The button that has the focus is about to go: whoever uses the keyboard stays here.
    const main = (event.target as HTMLElement).closest(".main");
    main?.querySelector<HTMLElement>(".actions [aria-expanded=true]")?.focus();
    deeds.consider(null);
  };
  return html`
    <div class="question" role="group" aria-label=${sure}>
      <b>${sure}</b>
      <div class="row">
        <button class="plain" @click=${yes}>${words.text("action.yes")}</button>
        <button class="plain" @click=${no}>${words.text("action.no")}</button>
      </div>
    </div>
  `;
}
