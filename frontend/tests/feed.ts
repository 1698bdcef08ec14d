/** Build what a machine tells, with what a test cares about. */

import type { Feed, Lock, Rule } from "../src/feed";
import { Words } from "../src/words";

export const NOW = Date.UTC(2026, 10, 22, 18) / 1000;
export const MINUTE = 60;

const ENFORCED: Rule = { mode: "enforce", chosen: "enforce", possible: "enforce", suspended: false };

const QUIET: Feed = {
  machine: "Treadmill",
  now: NOW,
  phase: "ready",
  reason: null,
  cap: null,
  rules: { pain: ENFORCED },
  locks: [],
  blockers: [],
  proven: true,
  speed_kmh: 0,
  alarm: null,
  alarm_acknowledged: false,
  suspended: false,
  in_session: false,
  day_min: 0,
  week_min: 0,
  relay_on: true,
  signal_problem: false,
  maximum_kmh: 12,
  walk: null,
  course: null,
  pause: null,
  next: [],
  take_back_until: null,
  asks: null,
  stop: null,
  signal: {
    belt: "still",
    proof: "speed",
    seen_at: NOW,
    broker_up: true,
    bridge_online: true,
    plug_online: true,
    evidence: {},
  },
  person_id: "guest",
  people: {},
  guest: "guest",
  has_plug: true,
  can_stop: true,
};

const WALKING: Partial<Feed> = {
  phase: "workout",
  in_session: true,
  speed_kmh: 3,
  cap: { speed_kmh: 4.5, source: "policy" },
  walk: {
    walked_s: 10 * MINUTE,
    total_s: 40 * MINUTE,
    ends_by: "session_limit",
    warm_up_s: 8 * MINUTE,
    cool_down_s: 35 * MINUTE,
    breaks_s: [20 * MINUTE, 30 * MINUTE],
    breaks_taken: 1,
  },
  pause: { due: false, length_s: 120, rested_s: 0, snoozes_left: 2, skips_left: 1 },
  signal: { ...QUIET.signal, belt: "moving" },
};

export const quiet = (change: Partial<Feed> = {}): Feed => ({ ...QUIET, ...change });

export const walking = (change: Partial<Feed> = {}): Feed => quiet({ ...WALKING, ...change });

export const LOCK: Lock = {
  reason: "pain",
  since: NOW,
  ends: NOW + 30 * MINUTE,
  needs_release: false,
  whose: "machine",
};

export const seen = (change: Partial<Feed["signal"]>): Feed["signal"] => ({
  ...QUIET.signal,
  ...change,
});

export const words = (language = "en", miles = false): Words =>
  new Words({
    locale: { language, number_format: "language", time_format: "24" },
    miles,
    time_zone: "UTC",
  });
