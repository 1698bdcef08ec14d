/** The walk so far, drawn: lines in a picture that is stretched, words beside it that are not. */

import { html, svg, type TemplateResult } from "lit";

import type { Words } from "../words";
import { HEIGHT, WIDTH, type Plot } from "./plot";
import { percent } from "./scale";

export function chartPart(plot: Plot, words: Words): TemplateResult {
  return html`
    <figure>
      <figcaption>${words.text("chart.title")}</figcaption>
      <div class="chart" role="img" aria-label="${words.text("chart.title")}: ${plot.spoken}">
        <div class="scale">
          ${plot.speeds.map(
            ({ at, text }) => html`<span style="inset-block-end: ${percent(at)}">${text}</span>`,
          )}
        </div>
        <div class="paper">${drawing(plot)} ${signs(plot)}</div>
        <div class="below">
          ${plot.minutes.map(
            ({ at, text }) => html`<span style="left: ${percent(at)}">${text}</span>`,
          )}
          <span class="unit">${words.text("chart.minutes")}</span>
        </div>
      </div>
      <ul class="legend">
        ${plot.legend.map(({ kind, text }) => html`<li><i class=${kind}></i>${text}</li>`)}
      </ul>
    </figure>
  `;
}

function drawing(plot: Plot): TemplateResult {
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
      ${plot.bands.map(
        ({ phase, from, to }) => svg`
          <rect class="shade ${phase}" x=${from * WIDTH} width=${(to - from) * WIDTH} height=${HEIGHT} />
          <rect class="strip ${phase}" x=${from * WIDTH} y=${HEIGHT - 9} width=${(to - from) * WIDTH} height="9" />
        `,
      )}
      ${plot.speeds.map(({ at }) => svg`<path class="grid" d="M0 ${(1 - at) * HEIGHT}H${WIDTH}" />`)}
      <path class="area" d=${plot.area} />
      <path class="watts" d=${plot.watts} />
      <path class="cap" d=${plot.cap} />
      <path class="speed" d=${plot.speed} />
    </svg>
  `;
}

function signs(plot: Plot): TemplateResult[] {
  return plot.signs.map(
    ({ what, at }) => html`<span class="sign ${what}" style="left: ${percent(at)}"><i class=${what}></i></span>`,
  );
}
