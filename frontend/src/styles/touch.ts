/** What can be tapped: big enough for a hand that walks, and seen when it has the focus. */

import { css } from "lit";

export const touch = css`
  button,
  select {
    font: inherit;
    color: inherit;
    min-height: 48px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--card-background-color, transparent);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:focus-visible,
  select:focus-visible,
  summary:focus-visible,
  input:focus-visible,
  a:focus-visible {
    outline: 3px solid var(--primary-color);
    outline-offset: 2px;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .quiet {
    border-color: transparent;
    color: var(--quiet);
    text-decoration: underline;
    padding: 0;
  }
  .actions,
  .row,
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .chips {
    margin-block: 6px 10px;
  }
  .chip {
    padding-block: 6px;
  }
  .chip[aria-pressed="true"] {
    border: 2px solid var(--primary-color);
    background: var(--soft);
    font-weight: 600;
  }
  .chip[aria-pressed="true"]::before {
    content: "✓ ";
  }
  .chip.flag {
    border-color: var(--urgent);
  }
  .pain > .row {
    margin-block-start: 8px;
  }
  .pain-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 12px;
  }
  .levels {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 6px;
  }
  @container (min-width: 480px) {
    .levels {
      grid-template-columns: repeat(11, 1fr);
    }
  }
  .level {
    padding: 0;
    min-height: 48px;
    font-size: 1.3rem;
    font-weight: 600;
    background: rgb(var(--pain) / calc(var(--level) * 0.5));
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 48px;
    color: var(--quiet);
    cursor: pointer;
  }
  .badge {
    padding: 2px 10px;
    border: 2px solid var(--tone);
    border-radius: 999px;
    color: var(--primary-text-color);
  }
  label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
  }
  input {
    width: 24px;
    height: 24px;
  }
  .stop,
  .dock {
    background: var(--paper);
    border-end-start-radius: var(--ha-card-border-radius, 12px);
    border-end-end-radius: var(--ha-card-border-radius, 12px);
  }
  .dock {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: flex;
    flex-direction: column;
    gap: 10px;
    margin: 12px -16px -16px;
    padding: 8px 16px 16px;
    border-block-start: 1px solid var(--line);
  }
  #more {
    max-height: 40vh;
    overflow-y: auto;
  }
  /* Where hardly anything else would fit on the screen, the stop comes before the rest. */
  @media (max-height: 560px) {
    .dock {
      display: contents;
    }
    .stop {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      margin: 0 -16px -16px;
      padding: 8px 16px;
    }
  }
  .said {
    font-weight: 500;
    font-size: 1.1rem;
    border-inline-start: 6px solid var(--tone);
    padding-inline-start: 10px;
    margin-block-end: 8px;
  }
  .stop-button {
    width: 100%;
    min-height: clamp(72px, 12vh, 110px);
    border: none;
    background: var(--stop);
    color: #fff;
    font-size: clamp(2.4rem, 12cqi, 4rem);
    font-weight: 700;
    letter-spacing: 0.08em;
  }
  .stop-button:active {
    filter: brightness(0.8);
  }
`;
