/** How the last walk looks. */

import { css, unsafeCSS } from "lit";

import { NIGHT } from "./night";

export const last = css`
  section {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  h3,
  p {
    margin: 0;
    font-size: 1rem;
    font-weight: 500;
  }
  button.picture {
    padding: 0;
    overflow: hidden;
    line-height: 0;
  }
  img {
    width: 100%;
    aspect-ratio: 2;
  }
  img.night {
    filter: ${unsafeCSS(NIGHT)};
  }
`;
