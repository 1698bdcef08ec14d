/** One row of a tile: as many numbers as there is room for, the rest within a swipe. */

import { css } from "lit";

export const painFeatureStyles = css`
  :host {
    container-type: inline-size;
    height: var(--feature-height, 42px);
  }
  .levels,
  .row {
    display: flex;
    gap: 2px;
    height: 100%;
    align-items: center;
  }
  .levels {
    overflow-x: auto;
    scrollbar-width: none;
  }
  .row.quiet {
    display: contents;
  }
  button {
    font: inherit;
    color: inherit;
    height: 100%;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--feature-border-radius, 12px);
    background: transparent;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .level {
    flex: 1 0 23px;
    font-weight: 500;
    background: rgb(var(--pain) / calc(var(--level) * 0.5));
  }
  .row {
    gap: 6px;
  }
  .row span {
    flex: 1;
    min-width: 0;
    max-height: 100%;
    overflow-y: auto;
    font-size: 12px;
    line-height: 1.15;
  }
  .row span:empty {
    display: none;
  }
  [role="alert"] {
    font-weight: 600;
    border-inline-start: 4px solid var(--urgent);
    padding-inline-start: 6px;
  }
  .answer {
    flex: 0 1 auto;
    padding-inline: 8px;
    font-size: 12px;
    line-height: 1.15;
  }
  .again {
    flex: none;
    white-space: nowrap;
  }
  @container (max-width: 270px) {
    /* There is more than fits, and one sees it. */
    .levels {
      mask-image: linear-gradient(to right, #000 80%, #0006);
    }
    .levels:dir(rtl) {
      mask-image: linear-gradient(to left, #000 80%, #0006);
    }
    /* What happened stands in the tile itself. */
    .row:has(.back) [role="status"] {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .row [role="alert"] {
      font-size: 10px;
      font-weight: 500;
      line-height: 1.05;
      border: none;
      padding: 0;
    }
    .answer {
      padding-inline: 4px;
    }
  }
`;
