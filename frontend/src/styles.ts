/** How the card looks: in the colours of the theme, from a phone to a tablet on a wall. */

import { css } from "lit";

import { instruments } from "./styles/instruments";
import { layout } from "./styles/layout";
import { touch } from "./styles/touch";
import { wide } from "./styles/wide";

const colours = css`
  :host {
    --good: var(--success-color, #43a047);
    --careful: var(--warning-color, #ffa600);
    --urgent: var(--error-color, #db4437);
    --stop: var(--home-gym-stop-color, #c62828);
    --quiet: var(--secondary-text-color);
    --line: var(--divider-color, #8884);
    --soft: var(--secondary-background-color, #8882);
    display: block;
    color: var(--primary-text-color);
  }
`;

export const styles = [colours, layout, instruments, touch, wide];
