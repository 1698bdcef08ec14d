"""Make sure that nothing moves before power is cut (promise 5)."""

from typing import Final

from .belt import BeltTruth
from .draft import Draft
from .effects import Ask
from .evidence import DEFAULT_STILL_BELOW_W
from .readings import Quantity
from .words import Belt

# A word from the treadmill that is no older needs no second witness.
FRESH_S: Final = 5.0
# A plug answers within a second, and a treadmill that moves speaks every second.
ANSWER_S: Final = 2.0
LISTEN_S: Final = 5.0


def is_at_rest(truth: BeltTruth) -> bool:
    """Tell whether the belt is still, or was when it was last seen, if it ever was."""
    if truth.belt is not Belt.UNKNOWN:
        return truth.belt is Belt.STILL
    moving_at_s, still_at_s = truth.last_moving_at_s, truth.last_still_at_s
    return moving_at_s is None or (still_at_s is not None and still_at_s >= moving_at_s)


def is_sure(draft: Draft, asked_at_s: float | None) -> bool:
    """Tell whether a belt at rest may lose its power, since nobody sees it move.

    A zero that a bridge said long ago stands for ever, also when the bridge has lost
    its treadmill: the plug is asked for its watts before they are taken away.
    """
    now_s = draft.now.elapsed_s
    relay = draft.before.evidence.relay
    if relay is not None and not relay.value:
        # The power comes back in this very moment.
        return True
    still = draft.truth.belt is Belt.STILL
    if still and (_is_fresh(draft) or Quantity.POWER not in draft.machine.reports):
        return True
    if asked_at_s is None:
        return False
    power = draft.evidence.power
    if still and power is not None and power.at_s >= asked_at_s:
        below_w = draft.machine.still_below_w or DEFAULT_STILL_BELOW_W
        if power.value <= below_w:
            return True
    return now_s >= asked_at_s + (ANSWER_S if still else LISTEN_S)


def ask(draft: Draft, asked_at_s: float | None) -> float:
    """Ask the devices, once, and wake up when they must have answered."""
    if asked_at_s is None:
        asked_at_s = draft.now.elapsed_s
        draft.effects.append(Ask())
    still = draft.truth.belt is Belt.STILL
    draft.wake(asked_at_s + (ANSWER_S if still else LISTEN_S))
    return asked_at_s


def _is_fresh(draft: Draft) -> bool:
    """Tell whether the belt's rest was seen a moment ago, with no gap since."""
    seen_at_s = draft.truth.seen_at_s
    if seen_at_s is None or seen_at_s < draft.evidence.heard_since_s:
        return False
    return draft.now.elapsed_s <= seen_at_s + FRESH_S
