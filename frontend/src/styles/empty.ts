/** Where there is nothing to show. */

import { css } from "lit";

export const empty = css`
  .empty {
    padding: 24px 16px;
  }
  .empty p {
    margin-block: 8px;
    color: var(--quiet);
  }
  a {
    color: var(--primary-color);
  }
`;
