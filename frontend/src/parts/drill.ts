/** The fire drill: what it takes, and the stop of an empty belt after one more question. */

import { html, nothing, type TemplateResult } from "lit";

import type { Drilling } from "../drilling";
import type { Words } from "../words";

export interface DrillState {
  /** Whether whoever looks may change the machine. */
  allowed: boolean;
  /** Whether the belt is seen moving, without which nothing can be measured. */
  moves: boolean;
}

export function drillPart(state: DrillState, drilling: Drilling, words: Words): TemplateResult {
  return html`
    <div class="drill">
      <p>${words.text("drill.help")}</p>
      ${state.allowed ? step(state, drilling, words) : html`<p>${words.text("drill.not_yours")}</p>`}
      <p role="status">${told(drilling, words)}</p>
    </div>
  `;
}

function step({ moves }: DrillState, drilling: Drilling, words: Words): unknown {
  if (drilling.step === "running") {
    return nothing;
  }
  if (drilling.step !== "asking") {
    return html`
      <button class="plain" @click=${drilling.ask}>${words.text("drill.offer")}</button>
    `;
  }
  return html`
    <div class="question" role="group" aria-label=${words.text("drill.offer")}>
      <b>${words.text("drill.steps")}</b>
      ${moves ? nothing : html`<span>${words.text("drill.no_belt")}</span>`}
      <div class="row">
        <button class="plain" ?disabled=${!moves} @click=${drilling.start}>
          ${words.text("drill.start")}
        </button>
        <button class="plain" @click=${drilling.leave}>${words.text("drill.leave")}</button>
      </div>
    </div>
  `;
}

function told({ step, why }: Drilling, words: Words): string {
  if (step === "running") {
    return words.text("drill.running");
  }
  return step === "failed" ? words.text("drill.failed", { why }) : "";
}
