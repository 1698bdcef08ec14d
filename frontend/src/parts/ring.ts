/** The walk as a ring: its parts, how far it has come, and where breaks are due. */

import { html, svg, type TemplateResult } from "lit";

import { arc, pointAt, type Circle } from "../arcs";
import type { Ring } from "../model/ring";
import type { Words } from "../words";

const CIRCLE: Circle = { x: 60, y: 58, radius: 50 };
const PROGRESS: Circle = { ...CIRCLE, radius: 41 };
const GAP = 0.004;
/** Minutes and seconds; hours take more room. */
const SHORT = 5;

export function ringPart(ring: Ring, sums: string, words: Words): TemplateResult {
  return html`
    <figure class="instrument">
      <svg viewBox="0 0 120 116" role="img" aria-label="${words.text("ring.label")}: ${ring.spoken}">
        ${ring.segments.map(
          ({ kind, from, to }) =>
            svg`<path class="segment ${kind}" d=${arc(CIRCLE, from + GAP, Math.max(to - GAP, from + GAP))} />`,
        )}
        <path class="progress" d=${arc(PROGRESS, 0, Math.max(0.001, ring.progress))} />
        ${ring.breakMarks.map((share) => {
          const [x, y] = pointAt(CIRCLE, share);
          return svg`<circle class="break" cx=${x} cy=${y} r="4" />`;
        })}
        <text class="big ${ring.time.length > SHORT ? "hours" : "time"}" x="60" y="64">${ring.time}</text>
        <text class="small" x="60" y="80">${ring.total}</text>
      </svg>
      <figcaption>
        <b>${ring.breaks}</b>
        <span>${sums}</span>
      </figcaption>
    </figure>
  `;
}
