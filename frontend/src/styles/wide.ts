/** A tablet on a wall: what goes on at one side, what to say about it at the other. */

import { css } from "lit";

export const wide = css`
  @container (min-width: 860px) {
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(320px, 38%);
      gap: 24px;
      padding: 24px;
    }
    .dock {
      align-self: start;
      inset-block: calc(var(--header-height, 56px) + 16px) auto;
      margin: 0;
      padding: 0;
      border: none;
    }
    .dock .levels {
      grid-template-columns: repeat(4, 1fr);
    }
    .dock .level {
      min-height: 64px;
    }
    .stop-button {
      min-height: 28vh;
    }
    .phase {
      font-size: clamp(3rem, 7cqi, 7rem);
    }
    .headline p {
      font-size: 1.8rem;
    }
  }
`;
