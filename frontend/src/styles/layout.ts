/** Where everything stands. */

import { css } from "lit";

export const layout = css`
  ha-card {
    container-type: inline-size;
  }
  .card {
    padding: 16px;
  }
  .main {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  figure {
    margin: 0;
    padding: 0;
  }
  h3 {
    font-size: 1rem;
    font-weight: 500;
  }
  ul {
    list-style: none;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    color: var(--quiet);
  }
  .machine {
    font-size: 1.1rem;
    font-weight: 500;
  }
  .walker {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .walker select {
    min-width: 0;
    max-width: 60%;
    text-overflow: ellipsis;
  }
  .phase {
    font-size: clamp(2.2rem, 11cqi, 5rem);
    font-weight: 600;
    line-height: 1.1;
    border-inline-start: 0.2em solid var(--tone, var(--line));
    padding-inline-start: 0.25em;
  }
  .headline p {
    font-size: clamp(1rem, 3.4cqi, 1.5rem);
    margin-block-start: 6px;
  }
  .alerts:not(:has(p)) {
    display: none;
  }
  .alerts .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .alerts p:not(.spoken) {
    padding: 10px 12px;
    margin-block-end: 8px;
    border-inline-start: 6px solid var(--tone);
    background: var(--soft);
    font-size: 1.1rem;
    font-weight: 500;
  }
  .instruments {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(128px, 1fr));
    gap: 8px;
  }
  .sums {
    color: var(--quiet);
  }
  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 10px;
    font-size: clamp(1.1rem, 4cqi, 1.8rem);
  }
  .next span {
    color: var(--quiet);
    font-size: 1rem;
  }
  .countdown {
    font-variant-numeric: tabular-nums;
  }
  .lock {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 12px;
    border-radius: 12px;
    background: var(--soft);
  }
  .lock ha-icon {
    --mdc-icon-size: 40px;
    color: var(--careful);
  }
  .why {
    display: flex;
    gap: 12px;
  }
  .lock li {
    display: flex;
    flex-direction: column;
    font-size: 1.1rem;
  }
  .lock li + li {
    margin-block-start: 8px;
  }
  .lock .left {
    font-variant-numeric: tabular-nums;
    font-size: 1.4rem;
  }
  .lock .blockers li {
    display: list-item;
    list-style: disc inside;
    font-size: 1rem;
  }
  #release {
    scroll-margin-block-start: calc(var(--header-height, 56px) + 16px);
  }
  .question,
  .drill {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .asked {
    padding: 12px;
    border-inline-start: 6px solid var(--primary-color);
    background: var(--soft);
    font-size: 1.1rem;
  }
  /* Not to be taken for the numbers of now. */
  .asked .level {
    background: var(--card-background-color, transparent);
  }
  .rules dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 12px;
    margin-block-start: 8px;
  }
  .rules dt {
    color: var(--quiet);
  }
  .rules dd {
    margin: 0;
  }
  .rules dd.less {
    font-weight: 500;
  }
`;
