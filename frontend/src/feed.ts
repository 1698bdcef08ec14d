/** What the integration tells of a machine (card/view.py); times are Unix seconds. */

export type Phase =
  | "off"
  | "ready"
  | "warm_up"
  | "workout"
  | "on_break"
  | "cool_down"
  | "stopping"
  | "locked"
  | "no_signal"
  | "alarm";

export type Belt = "moving" | "still" | "unknown" | "conflict";

export type Subject = "baseline" | "pain" | "day_after";

export type Mode = "off" | "advise" | "enforce";

export interface Cap {
  speed_kmh: number;
  source: string;
}

export interface Rule {
  mode: Mode;
  chosen: Mode;
  possible: Mode;
  suspended: boolean;
  held_back_by?: { told: string; late_s: number };
}

export interface Lock {
  reason: string;
  since: number;
  ends: number;
  needs_release: boolean;
  whose: string;
}

export interface Walk {
  walked_s: number;
  total_s: number | null;
  ends_by: string | null;
  warm_up_s: number;
  cool_down_s: number | null;
  breaks_s: readonly number[];
  breaks_taken: number;
}

/** Something to mark, so many seconds after the walk began. */
export type CourseMark = readonly [at: number, what: "break" | "pain"];

/** What the chart of a walk is kept up to date with; its beginning it asks for. */
export interface CourseHead {
  session: string;
  began: number;
  marks: readonly CourseMark[];
}

export interface Pause {
  due: boolean;
  length_s: number;
  rested_s: number;
  snoozes_left: number;
  skips_left: number;
}

export interface Coming {
  what: string;
  at: number;
}

export interface StopEvidence {
  under_way: boolean;
  reason: string;
  sent: number | null;
  still: number | null;
  off: number | null;
  failed: boolean;
  warned: boolean;
  unsent: boolean;
  load_verified: boolean;
}

export interface Signal {
  belt: Belt;
  proof: string;
  seen_at: number | null;
  broker_up: boolean;
  bridge_online: boolean | null;
  plug_online: boolean | null;
  evidence: Readonly<Record<string, { value: number; at: number }>>;
}

export interface Feed {
  machine: string;
  now: number;
  phase: Phase;
  reason: string | null;
  cap: Cap | null;
  rules: Readonly<Record<string, Rule>>;
  locks: readonly Lock[];
  blockers: readonly string[];
  proven: boolean;
  speed_kmh: number | null;
  alarm: string | null;
  alarm_acknowledged: boolean;
  suspended: boolean;
  in_session: boolean;
  day_min: number;
  week_min: number;
  relay_on: boolean | null;
  signal_problem: boolean;
  maximum_kmh: number;
  walk: Walk | null;
  course: CourseHead | null;
  pause: Pause | null;
  next: readonly Coming[];
  take_back_until: number | null;
  /** What whoever walks is asked about, until it is answered. */
  asks: Subject | null;
  stop: StopEvidence | null;
  signal: Signal;
  person_id: string;
  people: Readonly<Record<string, string>>;
  guest: string;
  has_plug: boolean;
  can_stop: boolean;
}
