"""How far each rule may really go: the lesser of the chosen and the possible."""

from typing import Final

from .machine import Machine
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
# A speed is believed for so long: a source that tells it less often shows a belt that
# has long been going another speed.
SLOWEST_SPEED_S: Final = 5.0
_KNOWN_AT_MOST: Final = 512
_KNOWN: dict[tuple[int, int], tuple[Policy, Machine, dict[RuleKey, Mode]]] = {}


def possible_mode(rule: RuleKey, machine: Machine) -> Mode:
    """Return the furthest that a machine lets a rule go."""
    plug_may_act = machine.has_plug and machine.power_cut is not PowerCut.NEVER
    if rule in _BY_SLOWING:
        if Quantity.SPEED not in machine.reports:
            return Mode.OFF
        interval_s = machine.speed_interval_s
        if interval_s is not None and interval_s > SLOWEST_SPEED_S:
            return Mode.OFF
        return Mode.ENFORCE if machine.can_slow else Mode.ADVISE
    if rule is RuleKey.PRESENCE and not machine.senses_presence:
        return Mode.OFF
    if rule in _BY_STOPPING:
        return Mode.ENFORCE if machine.can_stop or plug_may_act else Mode.ADVISE
    if rule is RuleKey.IDLE_LOCK:
        return Mode.ENFORCE if plug_may_act else Mode.OFF
    return Mode.ADVISE


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
    possible = possible_mode(rule, machine)
    chosen = policy.mode(rule)
    return min(chosen, possible, key=MODE_ORDER.index)
