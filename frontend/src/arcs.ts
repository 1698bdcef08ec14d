/** Arcs of circles, as SVG paths. Angles are shares of a turn, clockwise from the top. */

export interface Circle {
  x: number;
  y: number;
  radius: number;
}

const ALMOST_WHOLE = 0.9999;

export function pointAt({ x, y, radius }: Circle, turn: number): readonly [number, number] {
  const angle = 2 * Math.PI * turn;
  return [round(x + radius * Math.sin(angle)), round(y - radius * Math.cos(angle))];
}

export function arc(circle: Circle, from: number, to: number): string {
  const end = Math.min(to, from + ALMOST_WHOLE);
  const [startX, startY] = pointAt(circle, from);
  const [endX, endY] = pointAt(circle, end);
  const large = end - from > 0.5 ? 1 : 0;
  return `M${startX} ${startY}A${circle.radius} ${circle.radius} 0 ${large} 1 ${endX} ${endY}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
