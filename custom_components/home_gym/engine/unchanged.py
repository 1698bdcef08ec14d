"""The fast path: an observation that changes nothing before the next wake-up.

A treadmill that is walked on sends several messages a second, and nearly all of them
only say "still the same, and a little further". Those renew the evidence and nothing
else. Whatever is not plainly of this kind goes the whole way.
"""

from typing import Any, Final

from .belt import BeltTruth, Sample
from .clock import Now
from .copying import changed
from .evidence import DEFAULT_MOVING_ABOVE_W, DEFAULT_STILL_BELOW_W
from .machine import Machine
from .motion import MOTION_FRESH_S
from .observations import Observation, Readings
from .readings import Quantity, Reading
from .state import State
from .words import Belt, Proof

# Most messages say nothing but "I am here". Nothing hangs on when exactly the last of
# them came, so they are noted at most this often.
LIFE_EVERY_S: Final = 1.0

_IDLE_TALK: Final = frozenset(
    {
        Quantity.TREADMILL_LIFE,
        Quantity.ELAPSED_TIME,
        Quantity.INCLINE,
        Quantity.TARGET_SPEED,
    }
)
_COUNTERS: Final = {
    Quantity.MOVING_TIME: "moving_time",
    Quantity.DISTANCE: "distance",
}


def unchanged(
    state: State, observation: Observation, now: Now, machine: Machine
) -> State | None:
    """Return the state with newer evidence, or None where more has to be done."""
    if (
        type(observation) is not Readings
        or now.elapsed_s >= state.quiet_until_s
        or state.ladder is not None
        # Each message that measures motion may be the one to slow down on.
        or (state.over is not None and state.over.enforced)
        or state.clock_suspect
        or not state.day.starts_utc_s <= now.utc_s < state.day.ends_utc_s
        or (state.session is not None and state.session.blind is not None)
        or not state.evidence.broker_up
    ):
        return None
    for reading in observation.readings:
        renewed = _renewed(state, reading, now.elapsed_s, machine)
        if renewed is None:
            return None
        state = renewed
    return state


def _renewed(
    state: State, reading: Reading, at_s: float, machine: Machine
) -> State | None:
    if reading.retained:
        return None
    quantity = reading.quantity
    if (name := _COUNTERS.get(quantity)) is not None:
        return _counted(state, name, float(reading.value), at_s)
    if quantity in _IDLE_TALK:
        return _talked(state, at_s)
    if quantity is Quantity.SPEED:
        return _same_speed(state, float(reading.value), at_s)
    if quantity is Quantity.POWER:
        return _same_load(state, float(reading.value), at_s, machine)
    return None


def _talked(state: State, at_s: float) -> State | None:
    """Take a sign of life in, where the belt's truth does not hang on it."""
    evidence = state.evidence
    speed = evidence.speed
    counts = evidence.moving_time is not None or evidence.distance is not None
    if speed is None or (speed.value > 0 and not counts):
        return None
    if evidence.bridge_online is False or evidence.treadmill_connected is False:
        return None
    life_at_s = evidence.treadmill_life_at_s
    if life_at_s is not None and at_s < life_at_s + LIFE_EVERY_S:
        return state
    return changed(state, evidence=changed(evidence, treadmill_life_at_s=at_s))


def _counted(state: State, name: str, value: float, at_s: float) -> State | None:
    """Take a counter's advance in, on a belt that a counter has shown to move."""
    truth = state.truth
    relay = state.evidence.relay
    if relay is not None and not relay.value:
        return None
    sample: Sample | None = getattr(state.evidence, name)
    if sample is None or value < sample.value:
        return None
    if value == sample.value:
        return _stood(state, name, sample, at_s)
    if truth.belt is not Belt.MOVING or truth.speed_kmh is None:
        return None
    if truth.proof is not Proof.MOVING_TIME and not (
        truth.proof is Proof.DISTANCE and name == "distance"
    ):
        return None
    truth = BeltTruth(
        belt=truth.belt,
        proof=truth.proof,
        speed_kmh=truth.speed_kmh,
        since_s=truth.since_s,
        seen_at_s=at_s,
        valid_until_s=at_s + MOTION_FRESH_S,
        review_s=truth.review_s,
        last_moving_at_s=at_s,
        last_still_at_s=truth.last_still_at_s,
    )
    counted = Sample(value=value, at_s=at_s, changed_at_s=at_s)
    changes: dict[str, Any] = {name: counted, "treadmill_life_at_s": at_s}
    evidence = changed(state.evidence, **changes)
    return changed(state, evidence=evidence, truth=truth)


def _stood(state: State, name: str, sample: Sample, at_s: float) -> State:
    """Take a counter in that has not moved on since, as coarse ones do."""
    same = Sample(value=sample.value, at_s=at_s, changed_at_s=sample.changed_at_s)
    changes: dict[str, Any] = {name: same, "treadmill_life_at_s": at_s}
    return changed(state, evidence=changed(state.evidence, **changes))


def _same_speed(state: State, value: float, at_s: float) -> State | None:
    """Take the same speed in again, where a counter vouches for the motion."""
    truth = state.truth
    sample = state.evidence.speed
    if sample is None or sample.value != value or truth.belt is not Belt.MOVING:
        return None
    if truth.proof is not Proof.MOVING_TIME and truth.proof is not Proof.DISTANCE:
        return None
    renewed = Sample(value=value, at_s=at_s, changed_at_s=sample.changed_at_s)
    evidence = changed(state.evidence, speed=renewed, treadmill_life_at_s=at_s)
    return changed(state, evidence=evidence)


def _same_load(
    state: State, power_w: float, at_s: float, machine: Machine
) -> State | None:
    """Take watts in that say what the treadmill says, as they did before."""
    evidence = state.evidence
    sample = evidence.power
    moving = state.truth.belt is Belt.MOVING
    if (
        sample is None
        or state.truth.proof is Proof.POWER
        or state.truth.belt not in (Belt.MOVING, Belt.STILL)
        or evidence.power_moving is not moving
        or _load_says(power_w, machine) is not moving
    ):
        return None
    changed_at_s = sample.changed_at_s if sample.value == power_w else at_s
    evidence = changed(
        evidence,
        power=Sample(value=power_w, at_s=at_s, changed_at_s=changed_at_s),
        power_interval_s=at_s - sample.at_s,
    )
    return changed(state, evidence=evidence)


def _load_says(power_w: float, machine: Machine) -> bool | None:
    if power_w >= (machine.moving_above_w or DEFAULT_MOVING_ABOVE_W):
        return True
    if power_w <= (machine.still_below_w or DEFAULT_STILL_BELOW_W):
        return False
    return None
