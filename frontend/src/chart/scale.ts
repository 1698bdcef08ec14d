/** Round numbers along the edges of a chart. */

export interface Tick {
  /** Where along the edge, 0 to 1. */
  at: number;
  text: string;
}

/** Return a share of an edge as a style writes it. */
export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** Return the numbers to write up to a largest one: few, and as far apart as a step. */
export function ticks(
  largest: number,
  most: number,
  steps: readonly number[],
  text: (value: number) => string,
): Tick[] {
  const step = steps.find((each) => largest / each <= most) ?? largest;
  const count = Math.floor(largest / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, number) => ({
    at: (number * step) / largest,
    text: text(number * step),
  }));
}
