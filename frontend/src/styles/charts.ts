/** What the charts have in common: paper with numbers along its edges, and a legend. */

import { css } from "lit";

export const charts = css`
  /* On a wall it is read from two metres. */
  .chart,
  .legend {
    font-size: clamp(0.95rem, 3.2cqi, 1.6rem);
  }
  .chart {
    display: grid;
    grid-template: "scale paper" var(--high) "corner below" 1.8em / auto 1fr;
    column-gap: 8px;
    direction: ltr;
    font-variant-numeric: tabular-nums;
    color: var(--quiet);
  }
  .scale,
  .paper,
  .below {
    position: relative;
  }
  .scale {
    grid-area: scale;
    min-width: 2em;
  }
  .scale span {
    position: absolute;
    right: 0;
    transform: translateY(50%);
  }
  .paper {
    grid-area: paper;
  }
  .below {
    grid-area: below;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  i {
    flex: none;
    box-sizing: border-box;
  }
`;
