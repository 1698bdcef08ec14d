/** What Home Gym may do here: folded away, but for what nobody has proved. */

import { html, nothing, type TemplateResult } from "lit";

import type { Rules } from "../model/rules";
import type { Words } from "../words";

export function rulesPart(rules: Rules, drill: TemplateResult, words: Words): TemplateResult {
  return html`
    <details class="rules">
      <summary>
        <span>${words.text("rules.title")}</span>
        <span class="badge ${rules.proven ? "good" : "careful"}">${rules.badge}</span>
      </summary>
      ${rules.proven ? nothing : drill}
      <dl>
        ${rules.lines.map(
          (line) => html`
            <dt>${line.rule}</dt>
            <dd class=${line.less ? "less" : ""}>${line.mode}</dd>
          `,
        )}
      </dl>
    </details>
  `;
}
