/** What there is to see and to say of the last walk, while nobody walks. */

import type { Feed } from "../feed";
import { entityOf, type HomeAssistant } from "../home-assistant";
import { thingsOf, type Thing } from "../things";

export interface LastWalk {
  entity: string;
  picture: string;
  /** Whether the picture is a bright one on a dark page. */
  dazzles: boolean;
  /** When it ended, in Unix seconds. */
  at: number;
  /** Whom to ask how the day after feels, by the name that the actions know. */
  asked: string | null;
  /** Until when they are to rest, in Unix seconds. */
  rests_until: number | null;
}

type Drawn = Pick<LastWalk, "entity" | "picture" | "dazzles" | "at">;

const KEYS = ["last_session_dark", "last_session"];

export function lastWalk(
  hass: HomeAssistant,
  device_id: string,
  feed: Feed,
  now: number,
): LastWalk | null {
  const busy = feed.in_session || feed.phase === "alarm" || feed.phase === "stopping";
  const picture = busy ? null : pictureOf(hass, device_id);
  if (picture === null) {
    return null;
  }
  const person = walkerOf(hass, feed);
  const rests_until = secondsOf(stateOf(hass, person, "sensor.rests_until"));
  const asks = stateOf(hass, person, "binary_sensor.check_in_due") === "on";
  return {
    ...picture,
    asked: asks ? (person?.own_name ?? null) : null,
    rests_until: rests_until !== null && rests_until > now ? rests_until : null,
  };
}

/** Take the picture that suits the page, else the one that there is. */
function pictureOf(hass: HomeAssistant, device_id: string): Drawn | null {
  const dark = hass.themes?.darkMode ?? false;
  const found = (dark ? KEYS : KEYS.slice(1)).map((key) => drawn(hass, device_id, key));
  const taken = found.find((each) => each !== null) ?? null;
  return taken === null ? null : { ...taken, dazzles: dark && taken === found.at(-1) };
}

function drawn(hass: HomeAssistant, device_id: string, key: string): Drawn | null {
  const entity = entityOf(hass, device_id, "image", key) ?? "";
  const state = hass.states[entity];
  const at = secondsOf(state?.state);
  const picture: unknown = state?.attributes["entity_picture"];
  return at === null || typeof picture !== "string" ? null : { entity, picture, at, dazzles: false };
}

function walkerOf(hass: HomeAssistant, { people, person_id }: Feed): Thing | undefined {
  const name = people[person_id];
  return name === undefined
    ? undefined
    : thingsOf(hass).people.find(({ own_name }) => own_name === name);
}

function stateOf(hass: HomeAssistant, thing: Thing | undefined, key: string): string | undefined {
  return hass.states[thing?.entities[key] ?? ""]?.state;
}

/** Return a time that an entity tells; unknown and unavailable are none. */
function secondsOf(state: string | undefined): number | null {
  const at = Date.parse(state ?? "");
  return Number.isNaN(at) ? null : at / 1000;
}
