"""The words of the engine: what a belt, a session, a rule and a lock can be."""

from enum import IntEnum, StrEnum
from typing import Final

GUEST: Final = "guest"


class Belt(StrEnum):
    """The fused truth about the belt's motion."""

    MOVING = "moving"
    STILL = "still"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


class Proof(StrEnum):
    """The evidence that a belt truth rests on."""

    NOTHING = "nothing"
    SPEED = "speed"
    DISTANCE = "distance"
    MOVING_TIME = "moving_time"
    CADENCE = "cadence"
    POWER = "power"
    RELAY_OFF = "relay_off"


class Phase(StrEnum):
    """What is going on at a machine, as a person would say it."""

    OFF = "off"
    READY = "ready"
    WARM_UP = "warm_up"
    WORKOUT = "workout"
    ON_BREAK = "on_break"
    COOL_DOWN = "cool_down"
    STOPPING = "stopping"
    LOCKED = "locked"
    NO_SIGNAL = "no_signal"
    ALARM = "alarm"


class RuleKey(StrEnum):
    """The rules, in the order in which they judge."""

    PAIN = "pain"
    WARM_UP = "warm_up"
    SPEED = "speed"
    BREAKS = "breaks"
    LIMITS = "limits"
    COOL_DOWN = "cool_down"
    SIGNAL = "signal"
    PRESENCE = "presence"
    IDLE_LOCK = "idle_lock"


class Mode(StrEnum):
    """How far a rule may go."""

    OFF = "off"
    ADVISE = "advise"
    ENFORCE = "enforce"


MODE_ORDER: Final = (Mode.OFF, Mode.ADVISE, Mode.ENFORCE)


class EndKind(IntEnum):
    """How a belt is brought to rest; the higher is the more urgent."""

    GENTLE = 1
    QUICK = 2
    INSTANT = 3


class Reason(StrEnum):
    """Why a belt is ended or a machine is locked."""

    USER_STOP = "user_stop"
    USER_BREAK = "user_break"
    USER_END = "user_end"
    PAIN = "pain"
    PAIN_EMERGENCY = "pain_emergency"
    RED_FLAG = "red_flag"
    CRAMP = "cramp"
    BREAK_OVERDUE = "break_overdue"
    SESSION_LIMIT = "session_limit"
    DAY_LIMIT = "day_limit"
    WEEK_LIMIT = "week_limit"
    LOCKED = "locked"
    IDLE = "idle"
    DRILL = "drill"
    PAUSE_LIMIT = "pause_limit"
    BACKSTOP = "backstop"
    NOBODY = "nobody"


# These rest on what one person has walked or felt; any other lock is the machine's.
PERSONAL: Final = frozenset(
    {
        Reason.PAIN,
        Reason.PAIN_EMERGENCY,
        Reason.RED_FLAG,
        Reason.SESSION_LIMIT,
        Reason.DAY_LIMIT,
        Reason.WEEK_LIMIT,
    }
)


class LockScope(StrEnum):
    """Whose lock it is that keeps a machine from running."""

    MACHINE = "machine"
    PERSON = "person"
    SOMEBODY = "somebody"


class CapSource(StrEnum):
    """Whose number the speed cap is."""

    MACHINE = "machine"
    POLICY = "policy"
    GRADED_RETURN = "graded_return"
    WARM_UP = "warm_up"
    BREAKS = "breaks"
    COOL_DOWN = "cool_down"


class Urgency(IntEnum):
    """How soon an announcement has to be heard; the higher goes first."""

    INFO = 1
    NOTICE = 2
    WARNING = 3
    URGENT = 4


class PowerCut(StrEnum):
    """What the owner allows the plug to do to a belt that does not stop."""

    NEVER = "never"
    WHEN_STILL = "when_still"
    AFTER_COUNTDOWN = "after_countdown"


class Call(StrEnum):
    """What the gym's contacts are told."""

    HELP = "help"
    ALARM = "alarm"
    OVER = "over"


class Symptom(StrEnum):
    """What hurts or is wrong, beside or instead of a number."""

    CHEST_PAIN = "chest_pain"
    BREATHLESS = "breathless"
    FAINT = "faint"
    PALPITATIONS = "palpitations"
    DIZZY = "dizzy"
    SADDLE_NUMBNESS = "saddle_numbness"
    BOTH_LEGS = "both_legs"
    ONE_LEG = "one_leg"
    CALF = "calf"
    FALL = "fall"
    BACK_RED_FLAG = "back_red_flag"
    CRAMP = "cramp"


RED_FLAGS: Final = frozenset(Symptom) - {Symptom.CRAMP}
# What a doctor has to see before the next walk, and what is no emergency by itself.
FOR_A_DOCTOR: Final = frozenset({Symptom.BACK_RED_FLAG})


class Subject(StrEnum):
    """What somebody can be asked about."""

    BASELINE = "baseline"
    PAIN = "pain"
    DAY_AFTER = "day_after"


class PainBand(StrEnum):
    """What a pain report means: the only form in which it leaves the engine."""

    NONE = "none"
    MILD = "mild"
    CAUTION = "caution"
    STOP = "stop"
    EMERGENCY = "emergency"
    RED_FLAG = "red_flag"


class Event(StrEnum):
    """Every transition that is recorded and that automations can react to."""

    SESSION_STARTED = "session_started"
    SESSION_ENDED = "session_ended"
    WARM_UP_STARTED = "warm_up_started"
    WARM_UP_DONE = "warm_up_done"
    CAP_EXCEEDED = "cap_exceeded"
    EASED_DOWN = "eased_down"
    SPEED_JUMP = "speed_jump"
    FAST_START = "fast_start"
    BREAK_DUE = "break_due"
    BREAK_TAKEN = "break_taken"
    BREAK_SNOOZED = "break_snoozed"
    BREAK_SKIPPED = "break_skipped"
    BREAK_OVERDUE = "break_overdue"
    LIMIT_NEAR = "limit_near"
    WEEK_GROWS_QUICKLY = "week_grows_quickly"
    LIMIT_REACHED = "limit_reached"
    COOL_DOWN_STARTED = "cool_down_started"
    PAIN_REPORTED = "pain_reported"
    PAIN_TAKEN_BACK = "pain_taken_back"
    NO_ANSWER = "no_answer"
    STOPPING = "stopping"
    TREADMILL_STOPPED = "treadmill_stopped"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SWITCH_ON_UNDONE = "switch_on_undone"
    SIGNAL_LOST = "signal_lost"
    SIGNAL_BACK = "signal_back"
    ALARM_RAISED = "alarm_raised"
    ALARM_OVER = "alarm_over"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    PERSON_CHANGED = "person_changed"
    DRILL_DONE = "drill_done"
    DRILL_FAILED = "drill_failed"
    NOBODY_SEEN = "nobody_seen"
    BACKSTOP_ARMED = "backstop_armed"
    BACKSTOP_DISARMED = "backstop_disarmed"
    BACKSTOP_FIRED = "backstop_fired"


class Issue(StrEnum):
    """Troubles that stand until somebody mends them."""

    PLUG_DID_NOT_SWITCH_OFF = "plug_did_not_switch_off"
    BELT_DID_NOT_STOP = "belt_did_not_stop"
    PLUG_SWITCHED_ON_BY_OTHERS = "plug_switched_on_by_others"
    CLOCK_IMPLAUSIBLE = "clock_implausible"
    BACKSTOP_NOT_ARMED = "backstop_not_armed"


class Refusal(StrEnum):
    """Why a command was not carried out; the text is in the translations."""

    NO_SESSION = "no_session"
    NOT_MOVING = "not_moving"
    CANNOT_SLOW = "cannot_slow"
    NO_BREAK_DUE = "no_break_due"
    NO_SNOOZE_LEFT = "no_snooze_left"
    NO_SKIP_LEFT = "no_skip_left"
    LOCKED = "locked"
    NOT_LOCKED = "not_locked"
    LOCK_STANDS = "lock_stands"
    NEEDS_MEDICAL_ADVICE = "needs_medical_advice"
    BELT_MOVING = "belt_moving"
    BELT_NOT_SEEN = "belt_not_seen"
    PAIN_TOO_HIGH = "pain_too_high"
    TOO_LATE = "too_late"
    LADDER_RUNNING = "ladder_running"
