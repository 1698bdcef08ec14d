/** How a chart looks: lines as thin as they are, however much it is stretched. */

import { css } from "lit";

export const chart = css`
  :host {
    container-type: inline-size;
  }
  figure {
    margin: 0;
  }
  figcaption {
    font-size: clamp(0.95rem, 3.2cqi, 1.6rem);
    font-weight: 500;
    margin-block-end: 10px;
  }
  .chart {
    --high: clamp(120px, 28cqi, 240px);
  }
  .scale {
    min-width: 1.3em;
  }
  svg {
    display: block;
    width: 100%;
    height: 100%;
  }
  .below {
    margin-block-start: 4px;
  }
  .below span {
    position: absolute;
    transform: translateX(-50%);
  }
  .below .unit {
    right: 0;
    transform: none;
    padding-inline-start: 8px;
    background: var(--paper);
  }
  path {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  path.grid {
    stroke: var(--line);
    stroke-width: 1;
  }
  path.area {
    fill: var(--good);
    opacity: 0.18;
  }
  path.speed {
    stroke: var(--good);
    stroke-width: clamp(4px, 0.8cqi, 7px);
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  path.cap {
    stroke: var(--primary-text-color);
    stroke-width: clamp(2.5px, 0.5cqi, 4px);
    stroke-dasharray: 8 6;
  }
  path.watts {
    stroke: var(--power);
    stroke-width: clamp(2px, 0.4cqi, 3px);
  }
  .warm_up {
    --band: var(--warm-up);
  }
  .workout {
    --band: var(--walk);
  }
  .cool_down {
    --band: var(--cool-down);
  }
  .on_break {
    --band: color-mix(in srgb, var(--quiet) 50%, transparent);
  }
  .no_signal {
    --band: var(--quiet);
  }
  .strip {
    fill: var(--band);
  }
  .shade {
    fill: none;
  }
  .shade.on_break,
  .shade.no_signal {
    fill: var(--band);
    opacity: 0.4;
  }
  .sign {
    position: absolute;
    inset-block: 0;
    transform: translateX(-50%);
  }
  .sign.pain {
    border-inline-start: 2px solid var(--urgent);
  }
  .sign i {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-start: -1px;
    translate: -50% 0;
  }
  i {
    width: 22px;
    border-block-start: 4px solid;
  }
  i.speed {
    border-color: var(--good);
  }
  i.cap {
    border-block-start: 3px dashed var(--primary-text-color);
  }
  i.watts {
    border-block-start: 2px solid var(--power);
  }
  i.band {
    border-block-start: 10px solid var(--band);
  }
  i.pain,
  i.break {
    width: 14px;
    height: 14px;
    border: 3px solid var(--primary-text-color);
    border-radius: 50%;
    background: var(--paper);
  }
  i.pain {
    border: none;
    border-radius: 2px;
    background: var(--urgent);
    rotate: 45deg;
  }
`;
