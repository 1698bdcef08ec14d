/** What Home Gym may really do on this machine, and whether that was ever proved. */

import type { Feed, Rule } from "../feed";
import type { Words } from "../words";

export interface RuleLine {
  rule: string;
  mode: string;
  /** Whether the machine allows less than was chosen. */
  less: boolean;
}

export interface Rules {
  proven: boolean;
  badge: string;
  lines: readonly RuleLine[];
}

export function rules(feed: Feed, words: Words): Rules {
  return {
    proven: feed.proven,
    badge: words.text(feed.proven ? "rules.proven" : "rules.unproven"),
    lines: Object.entries(feed.rules).map(([key, rule]) => ({
      rule: words.text(`rules.rule.${key}`),
      mode: mode(rule, words),
      less: rule.mode !== rule.chosen,
    })),
  };
}

function mode(rule: Rule, words: Words): string {
  const mode = words.text(`rules.mode.${rule.mode}`);
  if (rule.suspended) {
    return words.text("rules.suspended", { mode });
  }
  if (rule.mode === rule.chosen) {
    return mode;
  }
  const chosen = words.text(`rules.mode.${rule.chosen}`);
  const late = rule.held_back_by;
  if (late === undefined) {
    return words.text("rules.lesser", { mode, chosen });
  }
  const told = words.text(`rules.told.${late.told}`);
  return words.text("rules.late", { mode, chosen, told, seconds: words.number(late.late_s, 0) });
}
