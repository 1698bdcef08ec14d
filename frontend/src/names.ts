/** How what is ours is called in a dashboard's configuration. */

export const CARD = "home-gym-card";
export const LAST_WALK = "home-gym-last-walk";
export const LOCK_BADGE = "home-gym-lock-badge";
export const PAIN_FEATURE = "home-gym-pain-feature";
export const STRATEGY = "home-gym";
export const WALK_CHART = "home-gym-walk-chart";
export const WEEKS_CARD = "home-gym-weeks-card";

/** Return the type of what Home Assistant does not bring along. */
export function custom(name: string): string {
  return `custom:${name}`;
}
