"""Fuse the evidence into the truth about the belt."""

from dataclasses import dataclass, replace
from typing import Final

from .belt import BeltTruth, Evidence, Sample
from .evidence import motion_seen_at_s
from .machine import Machine
from .words import Belt, Proof

FOREVER: Final = float("inf")
# A speed, or a counter's advance, is believed for so long; evidence.md, behaviour
# note 6, puts the notice "I cannot see the treadmill" at 5 s.
MOTION_FRESH_S: Final = 5.0
# A set-speed is only ever sent on motion measured so recently (promise 1).
MEASURED_FRESH_S: Final = 2.0
# A belt coasts after its mains are gone; the slowest preset ramp takes 14 s from
# 14 km/h, a free belt with a person on it stops sooner.
COAST_S: Final = 8.0
# Plugs tell their watts late: a reading counts against the treadmill's own word only
# when it was taken this long after that word changed.
POWER_LAG_S: Final = 6.0
POWER_FRESH_S: Final = 15.0
# Shelly meters speak every minute, and not to the second.
POWER_FRESH_AT_MOST_S: Final = 75.0
# The message with the last of a counter may come behind the zero that belongs to it.
COUNTER_LAG_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one source says of the belt, and until when it may be believed.

    A source that contradicts itself is `disputed`.
    """

    moving: bool
    proof: Proof
    at_s: float
    changed_at_s: float
    until_s: float = FOREVER
    speed_kmh: float | None = None
    disputed: bool = False


def fuse(
    evidence: Evidence, before: BeltTruth, at_s: float, machine: Machine
) -> BeltTruth:
    """Return the truth about the belt at an elapsed time.

    A relay that has been off for longer than a belt coasts comes first, then the
    treadmill's own word, then watts. Two fresh sources that disagree are a conflict.
    """
    treadmill = _treadmill_claim(evidence, at_s, machine)
    power = _power_claim(evidence, at_s)
    relay, review_s = _relay_claim(evidence, at_s)
    if relay is not None:
        # Motion that was seen after the opening may be a belt with a welded relay.
        since_s = relay.changed_at_s
        if treadmill is not None and treadmill.moving and treadmill.at_s > since_s:
            return _conflict(before, treadmill, treadmill, at_s)
        return _truth(before, relay, at_s)
    if treadmill is None:
        alone = None if _is_outrun(power, evidence, before) else power
        return _truth(before, alone, at_s, review_s=review_s)
    if treadmill.disputed:
        return _conflict(before, treadmill, treadmill, at_s, review_s=review_s)
    if power is None or power.moving == treadmill.moving:
        return _truth(before, treadmill, at_s, review_s=review_s)
    if power.at_s < treadmill.changed_at_s + POWER_LAG_S:
        return _truth(before, treadmill, at_s, review_s=review_s)
    if treadmill.moving and treadmill.proof is Proof.SPEED and machine.change_only:
        # A bridge that has lost its treadmill keeps the last speed for ever; no
        # counter advances, so the watts are the better witness.
        return _truth(before, power, at_s, review_s=review_s)
    # The conflict ends when the watts are too old to contradict.
    review_s = min(review_s, power.until_s)
    moving = treadmill if treadmill.moving else power
    return _conflict(before, treadmill, moving, at_s, review_s=review_s)


def measured_motion_s(evidence: Evidence, at_s: float) -> float | None:
    """Return the age of the last measured motion, None where there was none."""
    seen_at_s = motion_seen_at_s(evidence)
    return None if seen_at_s is None else at_s - seen_at_s


def _treadmill_claim(evidence: Evidence, at_s: float, machine: Machine) -> Claim | None:
    if evidence.bridge_online is False or evidence.treadmill_connected is False:
        return None
    if not evidence.broker_up:
        return None
    speed = evidence.speed
    if speed is None:
        return _counter_claim(evidence, at_s, None)
    changed_at_s = speed.at_s if speed.changed_at_s is None else speed.changed_at_s
    if speed.value > 0:
        until_s = _moving_until_s(evidence, speed)
        if at_s >= until_s and not machine.change_only:
            # Who repeats a speed and has fallen silent no longer vouches for it.
            return _counter_claim(evidence, at_s, None)
        counter = _counter_claim(evidence, at_s, speed)
        if at_s >= until_s:
            return counter
        return counter or Claim(
            moving=True,
            proof=Proof.SPEED,
            at_s=speed.at_s,
            changed_at_s=changed_at_s,
            until_s=until_s,
            speed_kmh=speed.value,
        )
    until_s = FOREVER if machine.change_only else speed.at_s + 2 * MOTION_FRESH_S
    counter = _counter_claim(evidence, at_s, None)
    if counter is not None and counter.at_s > changed_at_s + COUNTER_LAG_S:
        return replace(counter, disputed=True)
    if at_s >= until_s:
        return None
    return Claim(
        moving=False,
        proof=Proof.SPEED,
        at_s=speed.at_s,
        changed_at_s=changed_at_s,
        until_s=until_s,
        speed_kmh=0.0,
    )


def _moving_until_s(evidence: Evidence, speed: Sample) -> float:
    """Return how long a speed above 0 is believed without another word.

    Where no counter is reported, any word from the treadmill keeps it alive.
    """
    if evidence.distance is None and evidence.moving_time is None:
        life_at_s = evidence.treadmill_life_at_s or speed.at_s
        return max(speed.at_s, life_at_s) + MOTION_FRESH_S
    return speed.at_s + MOTION_FRESH_S


def _counter_claim(
    evidence: Evidence, at_s: float, speed: Sample | None
) -> Claim | None:
    """Return the motion that a counter or the cadence proves.

    The speed goes with it as long as the source tells speeds only when they change.
    """
    seen_at_s: float | None = None
    told: Proof | None = None
    for proof, advanced_s in (
        (Proof.MOVING_TIME, _advanced_at_s(evidence.moving_time)),
        (Proof.MOVING_TIME, evidence.motion_at_s),
        (Proof.DISTANCE, _advanced_at_s(evidence.distance)),
    ):
        if advanced_s is not None and at_s < advanced_s + MOTION_FRESH_S:
            told = told or proof
            seen_at_s = max(advanced_s, seen_at_s or advanced_s)
    if told is None or seen_at_s is None:
        return None
    return Claim(
        moving=True,
        proof=told,
        at_s=seen_at_s,
        changed_at_s=seen_at_s if speed is None else speed.at_s,
        until_s=seen_at_s + MOTION_FRESH_S,
        speed_kmh=None if speed is None else speed.value,
    )


def _advanced_at_s(counter: Sample | None) -> float | None:
    return None if counter is None else counter.changed_at_s


def _power_claim(evidence: Evidence, at_s: float) -> Claim | None:
    power = evidence.power
    if power is None or evidence.power_moving is None or not evidence.broker_up:
        return None
    if evidence.relay is not None and not evidence.relay.value:
        # No load behind an open relay says nothing of a belt that still coasts.
        return None
    interval_s = evidence.power_interval_s or 0.0
    fresh_s = min(POWER_FRESH_AT_MOST_S, max(POWER_FRESH_S, 2.5 * interval_s))
    if at_s >= power.at_s + fresh_s:
        return None
    return Claim(
        moving=evidence.power_moving,
        proof=Proof.POWER,
        at_s=power.at_s,
        changed_at_s=power.at_s,
        until_s=power.at_s + fresh_s,
    )


def _is_outrun(power: Claim | None, evidence: Evidence, before: BeltTruth) -> bool:
    """Tell whether low watts were read before the belt was seen to move.

    A treadmill that falls silent after that leaves the belt unknown, not still.
    """
    if power is None or power.moving:
        return False
    if power.at_s < (before.last_moving_at_s or 0.0):
        return True
    speed = evidence.speed
    if speed is None or speed.value <= 0 or speed.changed_at_s is None:
        return False
    return power.at_s < speed.changed_at_s + POWER_LAG_S


def _relay_claim(evidence: Evidence, at_s: float) -> tuple[Claim | None, float]:
    """Return the stillness that an open relay proves, and when to look again."""
    relay = evidence.relay
    if relay is None or relay.value or not evidence.broker_up:
        return None, FOREVER
    off_at_s = relay.at_s if relay.changed_at_s is None else relay.changed_at_s
    proof_at_s = off_at_s + COAST_S
    if at_s < proof_at_s:
        return None, proof_at_s
    claim = Claim(
        moving=False,
        proof=Proof.RELAY_OFF,
        at_s=proof_at_s,
        changed_at_s=off_at_s,
        speed_kmh=0.0,
    )
    return claim, FOREVER


def _conflict(
    before: BeltTruth,
    claim: Claim,
    moving: Claim,
    at_s: float,
    *,
    review_s: float = FOREVER,
) -> BeltTruth:
    """Return that sources disagree, one of which says that the belt moves."""
    return BeltTruth(
        belt=Belt.CONFLICT,
        proof=claim.proof,
        since_s=before.since_s if before.belt is Belt.CONFLICT else at_s,
        seen_at_s=claim.at_s,
        valid_until_s=claim.until_s,
        review_s=review_s,
        last_moving_at_s=moving.at_s,
        last_still_at_s=before.last_still_at_s,
    )


def _truth(
    before: BeltTruth,
    claim: Claim | None,
    at_s: float,
    *,
    review_s: float = FOREVER,
) -> BeltTruth:
    if claim is None:
        belt = Belt.UNKNOWN
    else:
        belt = Belt.MOVING if claim.moving else Belt.STILL
    seen_at_s = before.seen_at_s if claim is None else claim.at_s
    return BeltTruth(
        belt=belt,
        proof=Proof.NOTHING if claim is None else claim.proof,
        speed_kmh=None if claim is None else claim.speed_kmh,
        since_s=before.since_s if belt is before.belt else at_s,
        seen_at_s=seen_at_s,
        valid_until_s=FOREVER if claim is None else claim.until_s,
        review_s=review_s,
        last_moving_at_s=seen_at_s if belt is Belt.MOVING else before.last_moving_at_s,
        last_still_at_s=seen_at_s if belt is Belt.STILL else before.last_still_at_s,
    )
