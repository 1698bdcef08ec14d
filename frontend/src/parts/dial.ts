/** The speed against what is allowed, drawn. */

import { html, nothing, svg, type TemplateResult } from "lit";

import { arc, pointAt, type Circle } from "../arcs";
import type { Dial } from "../model/dial";
import type { Words } from "../words";

const CIRCLE: Circle = { x: 60, y: 60, radius: 50 };
/** The scale is three quarters of a turn, open at the bottom. */
const FROM = -0.375;
const SPAN = 0.75;
const TICK: Circle = { ...CIRCLE, radius: 41 };
const TIP: Circle = { ...CIRCLE, radius: 58 };

export function dialPart(dial: Dial, words: Words): TemplateResult {
  const at = (share: number): number => FROM + SPAN * share;
  return html`
    <figure class="instrument ${dial.tooFast ? "too-fast" : ""}">
      <svg viewBox="0 0 120 108" role="img" aria-label="${words.text("dial.label")}: ${dial.spoken}">
        <path class="track" d=${arc(CIRCLE, at(0), at(1))} />
        ${dial.cap === null ? nothing : svg`<path class="over" d=${arc(CIRCLE, at(dial.cap), at(1))} />`}
        ${dial.speed ? svg`<path class="value" d=${arc(CIRCLE, at(0), at(dial.speed))} />` : nothing}
        ${dial.cap === null ? nothing : tick(at(dial.cap))}
        <text class="big" x="60" y="68">${dial.value}</text>
        <text class="small" x="60" y="84">${dial.unit}</text>
      </svg>
      <figcaption>
        <b>${dial.allowed}</b>
        <span>${dial.source}</span>
      </figcaption>
    </figure>
  `;
}

function tick(turn: number): TemplateResult {
  const [x1, y1] = pointAt(TICK, turn);
  const [x2, y2] = pointAt(TIP, turn);
  return svg`<line class="cap" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
}
