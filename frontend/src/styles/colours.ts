/** The colours of the theme, by what they say. */

import { css } from "lit";

export const colours = css`
  :host {
    --good: var(--success-color, #43a047);
    --careful: var(--warning-color, #ffa600);
    --urgent: var(--error-color, #db4437);
    --stop: var(--home-gym-stop-color, #c62828);
    --power: var(--home-gym-power-color, #8e5bd0);
    --warm-up: var(--careful);
    --walk: var(--good);
    --cool-down: var(--info-color, #039be5);
    --pain: 198 40 40;
    --quiet: var(--secondary-text-color);
    --line: var(--divider-color, #8884);
    --soft: var(--secondary-background-color, #8882);
    --paper: var(--ha-card-background, var(--card-background-color, #fff));
    display: block;
    color: var(--primary-text-color);
  }
  .good {
    --tone: var(--good);
  }
  .careful {
    --tone: var(--careful);
  }
  .urgent {
    --tone: var(--urgent);
  }
`;
