/** The weeks, drawn as bars beside a line for the goal, and written as a table. */

import { html, nothing, type TemplateResult } from "lit";

import { percent } from "../chart/scale";
import type { Words } from "../words";
import type { Bar, WeeksModel } from "./model";

/** So many bars from one date to the next: the present week has one. */
const DATED = 4;

export function weeksPart(model: WeeksModel, words: Words): TemplateResult {
  return html`
    <div class="weeks">
      <h2>${model.title}</h2>
      <p class="present">${model.present}</p>
      ${model.empty ? html`<p class="hint">${words.text("weeks.empty")}</p>` : whole(model, words)}
    </div>
  `;
}

function whole(model: WeeksModel, words: Words): TemplateResult {
  return html`
    <div class="chart" role="img" aria-label=${model.spoken}>
      <div class="scale">
        ${model.minutes.map(
          ({ at, text }) => html`<span style="inset-block-end: ${percent(at)}">${text}</span>`,
        )}
      </div>
      <div class="paper">
        ${model.minutes.map(({ at }) => html`<hr style="inset-block-end: ${percent(at)}" />`)}
        <div class="bars">${model.bars.map(column)}</div>
      </div>
      <div class="below">
        ${model.bars.map(
          ({ label }, number) => html`
            <span>${(model.bars.length - 1 - number) % DATED ? nothing : html`<b>${label}</b>`}</span>
          `,
        )}
      </div>
    </div>
    ${legend(model, words)} ${table(model, words)}
  `;
}

function column({ done, goal, now, reached, rest }: Bar): TemplateResult {
  return html`
    <div class="column ${now ? "now" : ""}">
      <i class="rest" style="height: ${percent(rest)}"></i>
      <i class="done" style="height: ${percent(done)}"></i>
      ${goal === null ? nothing : html`<i class="goal" style="inset-block-end: ${percent(goal)}"></i>`}
      ${reached ? html`<b style="inset-block-end: ${percent(done + rest)}">✓</b>` : nothing}
    </div>
  `;
}

function legend({ hasGoal, hasRest }: WeeksModel, words: Words): TemplateResult {
  const kinds = ["done", ...(hasRest ? ["rest"] : []), ...(hasGoal ? ["goal"] : [])];
  return html`
    <ul class="legend">
      ${kinds.map((kind) => html`<li><i class=${kind}></i>${words.text(`weeks.legend.${kind}`)}</li>`)}
    </ul>
  `;
}

function table({ rows }: WeeksModel, words: Words): TemplateResult {
  return html`
    <details>
      <summary>${words.text("weeks.table")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.text("weeks.column.week")}</th>
            <th scope="col">${words.text("weeks.column.moved")}</th>
            <th scope="col">${words.text("weeks.column.done")}</th>
            <th scope="col">${words.text("weeks.column.goal")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ done, goal, moved, week }) => html`
              <tr>
                <th scope="row">${week}</th>
                <td>${moved}</td>
                <td>${done}</td>
                <td>${goal}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}
