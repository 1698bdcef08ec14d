/** The speed and the walk. */

import { css } from "lit";

export const instruments = css`
  .instrument {
    display: flex;
    flex-direction: column;
    align-items: center;
    text-align: center;
  }
  .instrument svg {
    width: 100%;
    max-width: 300px;
    direction: ltr;
  }
  .instrument path {
    fill: none;
    stroke-width: 9;
  }
  .track {
    stroke: var(--line);
  }
  .over {
    stroke: var(--urgent);
    opacity: 0.35;
  }
  .value {
    stroke: var(--good);
    stroke-linecap: round;
  }
  .too-fast .value {
    stroke: var(--urgent);
  }
  .cap {
    stroke: var(--primary-text-color);
    stroke-width: 3;
  }
  .segment.warm_up {
    stroke: var(--warm-up);
  }
  .segment.walk {
    stroke: var(--walk);
  }
  .segment.cool_down {
    stroke: var(--cool-down);
  }
  .instrument path.segment {
    stroke-width: 6;
    opacity: 0.55;
  }
  .instrument path.progress {
    stroke: var(--primary-text-color);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .break {
    fill: var(--card-background-color, #fff);
    stroke: var(--primary-text-color);
    stroke-width: 1.5;
  }
  .instrument text {
    fill: var(--primary-text-color);
    text-anchor: middle;
    font-family: inherit;
  }
  .big {
    font-size: 34px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .big.time {
    font-size: 21px;
  }
  .big.hours {
    font-size: 16px;
  }
  .instrument .small {
    font-size: 10px;
    fill: var(--quiet);
  }
  .instruments.old {
    filter: grayscale(1);
  }
  figcaption {
    display: flex;
    flex-direction: column;
  }
  figcaption b {
    font-size: clamp(1rem, 3.4cqi, 1.4rem);
    font-weight: 500;
  }
  figcaption span {
    color: var(--quiet);
  }
`;
