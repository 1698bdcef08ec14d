/** The same form as Home Assistant's own badges, from the same variables of the theme. */

import { css } from "lit";

export const lockBadgeStyles = css`
  :host {
    max-width: 100%;
  }
  button {
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: 100%;
    min-height: var(--ha-badge-size, 36px);
    padding: 4px 12px;
    font: inherit;
    text-align: start;
    color: inherit;
    background: var(--paper);
    border: var(--ha-card-border-width, 1px) solid
      var(--ha-card-border-color, var(--divider-color, #e0e0e0));
    border-radius: var(--ha-badge-border-radius, calc(var(--ha-badge-size, 36px) / 2));
    box-shadow: var(--ha-card-box-shadow, none);
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .calm {
    --tone: var(--quiet);
  }
  ha-icon {
    --mdc-icon-size: var(--ha-badge-icon-size, 18px);
    flex: none;
    margin-inline-start: -4px;
    color: var(--tone);
  }
  ha-icon[hidden] {
    display: none;
  }
  .info {
    display: flex;
    flex-direction: column;
    min-width: 0;
    font-weight: 500;
    line-height: 1.2;
  }
  .label {
    font-size: var(--ha-font-size-xs, 10px);
    color: var(--quiet);
  }
  .text {
    font-size: var(--ha-badge-font-size, var(--ha-font-size-s, 12px));
  }
`;
