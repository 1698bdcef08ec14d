"""How far each rule may really go: the lesser of the chosen and the possible."""

from dataclasses import dataclass
from typing import Final

from .machine import Machine
from .pace import pace_of, served, tells_speed
from .policy import Policy
from .readings import Quantity
from .words import MODE_ORDER, Mode, PowerCut, RuleKey

_BY_SLOWING: Final = frozenset({RuleKey.WARM_UP, RuleKey.SPEED, RuleKey.COOL_DOWN})
_BY_STOPPING: Final = frozenset(
    {RuleKey.BREAKS, RuleKey.LIMITS, RuleKey.PAIN, RuleKey.PRESENCE}
)
# Suspending supervision pauses these, and never pain, stops, locks or accounting.
SUSPENDABLE: Final = frozenset(
    {
        RuleKey.WARM_UP,
        RuleKey.SPEED,
        RuleKey.BREAKS,
        RuleKey.LIMITS,
        RuleKey.COOL_DOWN,
    }
)
_KNOWN_AT_MOST: Final = 512
_KNOWN: dict[tuple[int, int], tuple[Policy, Machine, dict[RuleKey, Mode]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What is told too late for a rule, and how old it may be when it is told."""

    quantity: Quantity
    late_s: float


def possible_mode(rule: RuleKey, machine: Machine) -> Mode:
    """Return the furthest that a machine lets a rule go."""
    return _lesser(_able(rule, machine), _in_time(rule, machine))


def held_back_by(rule: RuleKey, machine: Machine) -> Late | None:
    """Return what is told too late for a rule to go as far as the machine could."""
    if possible_mode(rule, machine) is _able(rule, machine):
        return None
    if rule in _BY_SLOWING:
        return Late(quantity=Quantity.SPEED, late_s=machine.speed_interval_s or 0.0)
    return Late(quantity=Quantity.POWER, late_s=machine.watts_late_s or 0.0)


def _able(rule: RuleKey, machine: Machine) -> Mode:
    """Return how far a machine's commands and readings carry a rule."""
    plug_may_act = machine.has_plug and machine.power_cut is not PowerCut.NEVER
    if rule in _BY_SLOWING:
        if Quantity.SPEED not in machine.reports:
            return Mode.OFF
        return Mode.ENFORCE if machine.can_slow else Mode.ADVISE
    if rule is RuleKey.PRESENCE and not machine.senses_presence:
        return Mode.OFF
    if rule in _BY_STOPPING:
        return Mode.ENFORCE if machine.can_stop or plug_may_act else Mode.ADVISE
    if rule is RuleKey.IDLE_LOCK:
        return Mode.ENFORCE if plug_may_act else Mode.OFF
    return Mode.ADVISE


def _in_time(rule: RuleKey, machine: Machine) -> Mode:
    """Return how far a rule may go by how often its readings come."""
    if rule in _BY_SLOWING:
        interval_s = machine.speed_interval_s
        late = interval_s is not None and not tells_speed(interval_s)
        return Mode.OFF if late else Mode.ENFORCE
    late_s = machine.watts_late_s
    if machine.reports_motion or late_s is None:
        return Mode.ENFORCE
    return served(rule, pace_of(late_s))


def effective_modes(policy: Policy, machine: Machine) -> dict[RuleKey, Mode]:
    """Return the mode of every rule; the same pair is worked out only once."""
    key = (id(policy), id(machine))
    # The pair is kept with its modes, so that its ids cannot pass to other objects.
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= _KNOWN_AT_MOST:
            _KNOWN.clear()
        modes = {rule: effective_mode(rule, policy, machine) for rule in RuleKey}
        known = _KNOWN[key] = (policy, machine, modes)
    return known[2]


def effective_mode(rule: RuleKey, policy: Policy, machine: Machine) -> Mode:
    """Return the mode that a rule has here, which is the mode that is shown."""
    return _lesser(policy.mode(rule), possible_mode(rule, machine))


def _lesser(one: Mode, other: Mode) -> Mode:
    return min(one, other, key=MODE_ORDER.index)
