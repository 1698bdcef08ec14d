/** Tell Home Assistant of the card, of what is smaller, and of the dashboard. */

import { HomeGymCard } from "./card";
import { WalkChart } from "./chart/element";
import { HomeGymStrategy } from "./dashboard/element";
import { LastWalkPart } from "./last/element";
import { HomeGymLockBadge } from "./lock-badge";
import { CARD, LAST_WALK, LOCK_BADGE, PAIN_FEATURE, STRATEGY, WALK_CHART, WEEKS_CARD } from "./names";
import { fitsPain, suggestedBadges, suggestedCards, suggestedWeeks } from "./offers";
import { HomeGymPainFeature } from "./pain-feature";
import { pageWords } from "./surroundings";
import { HomeGymWeeksCard } from "./weeks/card";

/** What a picker shows. */
interface Offer {
  type: string;
  readonly name: string;
  readonly description: string;
}

declare global {
  interface Window {
    customCards?: Offer[];
    customBadges?: Offer[];
    customCardFeatures?: Offer[];
    customStrategies?: Offer[];
  }
}

/** Say what something is in the language of the page, whenever a picker asks. */
function offer<More extends object>(type: string, texts: string, more: More): Offer & More {
  const said = (key: string): string => pageWords().text(`${texts}.${key}`);
  return {
    type,
    get name(): string {
      return said("name");
    },
    get description(): string {
      return said("description");
    },
    ...more,
  };
}

// After an update a page that stays open loads the next version beside this one.
if (customElements.get(CARD) === undefined) {
  customElements.define(CARD, HomeGymCard);
  customElements.define(WALK_CHART, WalkChart);
  customElements.define(LAST_WALK, LastWalkPart);
  customElements.define(WEEKS_CARD, HomeGymWeeksCard);
  customElements.define(LOCK_BADGE, HomeGymLockBadge);
  customElements.define(PAIN_FEATURE, HomeGymPainFeature);
  customElements.define(`ll-strategy-dashboard-${STRATEGY}`, HomeGymStrategy);
  const card = { preview: true, getEntitySuggestion: suggestedCards };
  const badge = { preview: true, getEntitySuggestion: suggestedBadges };
  const weeks = { preview: true, getEntitySuggestion: suggestedWeeks };
  (window.customCards ??= []).push(
    offer(CARD, "card", card),
    offer(WEEKS_CARD, "weeks", weeks),
  );
  (window.customBadges ??= []).push(offer(LOCK_BADGE, "badge", badge));
  (window.customCardFeatures ??= []).push(
    offer(PAIN_FEATURE, "feature", { isSupported: fitsPain }),
  );
  (window.customStrategies ??= []).push(
    offer(STRATEGY, "dashboard", { strategyType: "dashboard" }),
  );
}
