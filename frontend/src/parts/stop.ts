/** One huge stop: a single tap, never a question, answered at once. */

import { html, nothing, type TemplateResult } from "lit";

import type { StopSaid } from "../model/stop";
import type { Words } from "../words";

export function stopPart(said: StopSaid | null, stop: () => void, words: Words): TemplateResult {
  const button = words.text("stop.button");
  const urgent = said?.tone === "urgent";
  // Both regions stay: a screen reader only hears what changes in one that was there.
  return html`
    <div class="stop">
      <div role="status">${urgent ? nothing : spoken(said)}</div>
      <div role="alert">${urgent ? spoken(said) : nothing}</div>
      <button class="stop-button" aria-label="${button}: ${words.text("stop.label")}" @click=${stop}>
        ${button}
      </button>
    </div>
  `;
}

function spoken(said: StopSaid | null): TemplateResult | typeof nothing {
  return said === null ? nothing : html`<p class="said ${said.tone}">${said.text}</p>`;
}
