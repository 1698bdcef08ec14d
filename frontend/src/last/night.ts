/** White paper turned to the grey of a dark page; the colours keep what they mean. */
export const NIGHT = "invert(0.89) hue-rotate(180deg)";
