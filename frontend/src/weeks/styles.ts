/** How the weeks look. */

import { css } from "lit";

export const weeks = css`
  ha-card {
    container-type: inline-size;
    height: 100%;
  }
  .weeks {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 16px;
  }
  h2,
  p {
    margin: 0;
  }
  .weeks h2 {
    font-size: 1.1rem;
    font-weight: 500;
    color: var(--quiet);
  }
  .present {
    font-size: clamp(1.2rem, 5cqi, 2rem);
    font-weight: 500;
  }
  .hint {
    color: var(--quiet);
  }
  .chart {
    --high: clamp(140px, 34cqi, 260px);
    margin-block-start: 16px;
  }
  hr {
    position: absolute;
    inset-inline: 0;
    margin: 0;
    border: none;
    border-block-start: 1px solid var(--line);
  }
  .bars,
  .below {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    height: 100%;
  }
  .below span {
    position: relative;
  }
  .below b {
    position: absolute;
    left: 50%;
    top: 4px;
    transform: translateX(-50%);
    font-weight: 400;
    white-space: nowrap;
  }
  /* The last date may not run out of the card. */
  .below span:last-child b {
    left: auto;
    right: 0;
    transform: none;
  }
  .column {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    align-items: center;
  }
  .column b {
    position: absolute;
    color: var(--primary-text-color);
  }
  .column .done,
  .column .rest {
    width: 68%;
  }
  .done {
    background: var(--good);
  }
  .column:not(.now) .done {
    opacity: 0.7;
  }
  .rest {
    background: color-mix(in srgb, var(--good) 30%, transparent);
  }
  .goal {
    border-block-start: 2px solid var(--primary-text-color);
  }
  .column .goal {
    position: absolute;
    inset-inline: 0;
    translate: 0 50%;
  }
  .legend i {
    width: 20px;
  }
  .legend .done,
  .legend .rest {
    height: 14px;
  }
  summary {
    min-height: 48px;
    align-content: center;
    color: var(--quiet);
    cursor: pointer;
  }
  summary:focus-visible {
    outline: 3px solid var(--primary-color);
    outline-offset: 2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 6px 4px;
    border-block-end: 1px solid var(--line);
    text-align: end;
    font-weight: 400;
  }
  thead th {
    color: var(--quiet);
    font-size: 0.9rem;
    vertical-align: bottom;
  }
  th:first-child {
    text-align: start;
  }
`;
