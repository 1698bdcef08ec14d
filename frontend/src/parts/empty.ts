/** What the card says where there is nothing to show: kindly, and what to do. */

import { html, nothing, type TemplateResult } from "lit";

import { SETTINGS } from "../home-assistant";
import type { Words } from "../words";

export type Emptiness =
  | "not_set_up"
  | "no_machine"
  | "gone"
  | "unavailable"
  | "nobody"
  | "person_gone"
  | "person_unavailable"
  | "loading";

export function emptyPart(why: Emptiness, words: Words): TemplateResult {
  const help = words.has(`empty.${why}_help`) ? words.text(`empty.${why}_help`) : null;
  return html`
    <div class="empty" role="status">
      <h2>${words.text(`empty.${why}`)}</h2>
      ${help === null ? nothing : html`<p>${help}</p>`}
      ${help === null ? nothing : html`<a href=${SETTINGS}>${words.text("empty.open_settings")}</a>`}
    </div>
  `;
}
