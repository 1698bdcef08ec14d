"""The way back after a pain stop: one step at a time, earned by walks that went well.

evidence.md, a5: a step is climbed by a finished walk without more pain that has settled
24 hours later; else it is repeated; a stop leads back one step. An emergency or a
warning sign, which the evidence does not tell apart, leads back to the first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import Final

from ..words import PainBand
from .comfort import SETTLED_S, is_comfortable
from .growth import least_session_s, session_cap
from .past import Past
from .personal import Limited, PersonalCap, Source
from .records import STOPPING, Flare, Walk

_TO_THE_FIRST: Final = frozenset({PainBand.EMERGENCY, PainBand.RED_FLAG})


class WaitsFor(StrEnum):
    """What the next step up still takes."""

    WALK = "walk"
    TIME = "time"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Say where on the way back somebody is; the first step is 1.

    `session_s` is what this step allows, `base_s` what was allowed before the flare.
    """

    step: int
    steps: int
    since_utc_s: float
    step_since_utc_s: float
    base_s: float
    session_s: float
    time_factor: float
    speed_factor: float
    waits_for: WaitsFor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Remember a place on the way, while the records are gone through in order.

    A walk earns something only on the step on which it began: not before
    `reached_utc_s`. `held_s` keeps the time where it was while the speed rises.
    """

    past: Past
    base_s: float
    since_utc_s: float
    flared_utc_s: float
    reached_utc_s: float
    step: int = 0
    held_s: float = float("inf")

    @property
    def time_factor(self) -> float:
        """Return the share of the time that this step gives."""
        return self.past.policy.graded_return.time_factors[self.step]

    @property
    def speed_factor(self) -> float:
        """Return the share of the speed that this step gives."""
        return self.past.policy.graded_return.speed_factors[self.step]

    @property
    def most_s(self) -> float:
        """Return how long a walk could be at most on this step."""
        return min(self.base_s * self.time_factor, self.held_s)

    def allowed_s(self, utc_s: float) -> float:
        """Return how long a walk could be at a moment on this step."""
        return min(self.most_s, session_cap(self.past.before(utc_s)).value)

    def earned_by(self, walk: Walk) -> bool:
        """Tell whether a walk of this step was long enough, and did not hurt more."""
        policy = self.past.policy
        if walk.started_utc_s < self.reached_utc_s:
            return False
        if not is_comfortable(walk, policy.pain.caution):
            return False
        finished = policy.graded_return.finished_factor
        # To go through the month before each of the walks of years takes seconds.
        if walk.moving_s >= finished * self.most_s:
            return True
        if walk.moving_s < finished * min(self.most_s, least_session_s(policy)):
            return False
        return walk.moving_s >= finished * self.allowed_s(walk.started_utc_s)

    def back(self, utc_s: float, steps: int) -> _Place:
        """Return the place so many steps back, or the same one anew."""
        return replace(self, step=max(0, self.step - steps), reached_utc_s=utc_s)

    def climbed(self, utc_s: float) -> _Place | None:
        """Return the place one step up, or None for the end of the way."""
        if self.step + 1 == len(self.past.policy.graded_return.time_factors):
            return None
        up = replace(self, step=self.step + 1, reached_utc_s=utc_s)
        faster = up.speed_factor > self.speed_factor
        held_s = self.allowed_s(utc_s) if faster else float("inf")
        return replace(up, held_s=held_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flared:
    """It hurt too much."""

    at_utc_s: float
    flare: Flare

    def apply(self, place: _Place | None, past: Past) -> _Place | None:
        """Begin the way, or go back on it."""
        at_s = self.at_utc_s
        if place is None:
            return _Place(
                past=past,
                base_s=session_cap(past.before(at_s)).value,
                since_utc_s=at_s,
                flared_utc_s=at_s,
                reached_utc_s=at_s,
            )
        # While the belt rests after a flare, further reports tell of the same one.
        same = at_s < place.flared_utc_s + past.policy.pain.lock_after_stop_s
        steps = 0 if same else 1
        if self.flare.band in _TO_THE_FIRST:
            steps = place.step
        return replace(place.back(at_s, steps), flared_utc_s=at_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ached:
    """A walk hurt more than a little, and its step is repeated."""

    at_utc_s: float

    def apply(self, place: _Place | None, _past: Past) -> _Place | None:
        """Let nothing count that was walked before."""
        if place is None or self.at_utc_s < place.reached_utc_s:
            return place
        return place.back(self.at_utc_s, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worse:
    """It felt worse the day after."""

    at_utc_s: float
    walk: Walk

    def apply(self, place: _Place | None, _past: Past) -> _Place | None:
        """Go back one step, if that walk was one of this step."""
        if place is None or self.walk.started_utc_s < place.reached_utc_s:
            return place
        return place.back(self.at_utc_s, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """A walk has settled, and somebody has said so."""

    at_utc_s: float
    walk: Walk

    def apply(self, place: _Place | None, _past: Past) -> _Place | None:
        """Climb, if that walk was a finished one of this step."""
        if place is None or not place.earned_by(self.walk):
            return place
        return place.climbed(self.at_utc_s)


type _Event = _Flared | _Ached | _Worse | _Settled

_ORDER: Final = (_Flared, _Ached, _Worse, _Settled)


def way_back(past: Past) -> WayBack | None:
    """Return where somebody is on the way back, or None who is not on it."""
    events = sorted(
        (event for event in _events(past) if event.at_utc_s <= past.utc_s),
        key=lambda event: (event.at_utc_s, _ORDER.index(type(event))),
    )
    start: _Place | None = None
    place = reduce(lambda place, event: event.apply(place, past), events, start)
    if place is None:
        return None
    return WayBack(
        step=place.step + 1,
        steps=len(past.policy.graded_return.time_factors),
        since_utc_s=place.since_utc_s,
        step_since_utc_s=place.reached_utc_s,
        base_s=place.base_s,
        session_s=place.allowed_s(past.utc_s),
        time_factor=place.time_factor,
        speed_factor=place.speed_factor,
        waits_for=_waits_for(past, place),
    )


def return_caps(past: Past, way: WayBack) -> Iterator[PersonalCap]:
    """Yield what a step of the way back allows; the machine may allow less."""
    limits, speed = past.policy.limits, past.policy.speed
    facts: dict[str, float | str] = {
        "step": way.step,
        "steps": way.steps,
        "since_day": past.calendar.day(way.since_utc_s),
        "waits_for": way.waits_for.value,
    }
    for limited, value in (
        (Limited.SESSION, way.session_s),
        (Limited.DAY, limits.day_s * way.time_factor),
        (Limited.WEEK, limits.week_s * way.time_factor),
        (Limited.SPEED, speed.max_speed_kmh * way.speed_factor),
    ):
        yield PersonalCap(
            limited=limited, value=value, source=Source.GRADED_RETURN, facts=facts
        )


def _events(past: Past) -> Iterator[_Event]:
    """Yield what leads up, down or nowhere, as far as it counts at all."""
    history = past.history
    for flare in history.flares:
        if flare.band in STOPPING:
            yield _Flared(at_utc_s=flare.at_utc_s, flare=flare)
    first_s = min((each.at_utc_s for each in history.flares), default=float("inf"))
    walks = [walk for walk in history.walks if walk.started_utc_s >= first_s]
    for walk in walks:
        if not is_comfortable(walk, past.policy.pain.caution):
            yield _Ached(at_utc_s=walk.started_utc_s)
        elif (at_utc_s := _settled_at(past, walk)) is not None:
            yield _Settled(at_utc_s=at_utc_s, walk=walk)
    yield from _worse(past, walks)


def _worse(past: Past, walks: Iterable[Walk]) -> Iterator[_Worse]:
    """Yield for each day that felt worse afterwards its last walk."""
    last: dict[str, Walk] = {}
    if past.worse_days:
        for walk in sorted(walks, key=lambda each: each.started_utc_s):
            last[past.day_of(walk)] = walk
    for day in past.worse_days & last.keys():
        said_s = min(each.at_utc_s for each in past.answers[day])
        at_utc_s = max(said_s, last[day].started_utc_s)
        yield _Worse(at_utc_s=at_utc_s, walk=last[day])


def _settled_at(past: Past, walk: Walk) -> float | None:
    """Return when a walk counted as settled: a day later, and somebody said so."""
    if not past.answers:
        # To look up the day of each of the walks of years takes longer than the rest.
        return None
    day = past.day_of(walk)
    if day in past.worse_days:
        return None
    after = [
        each.at_utc_s
        for each in past.answers.get(day, ())
        if each.at_utc_s > walk.started_utc_s
    ]
    return max(walk.started_utc_s + SETTLED_S, min(after)) if after else None


def _waits_for(past: Past, place: _Place) -> WaitsFor:
    walks = [walk for walk in past.history.walks if place.earned_by(walk)]
    if past.worse_days:
        walks = [walk for walk in walks if past.day_of(walk) not in past.worse_days]
    if not walks:
        return WaitsFor.WALK
    if all(past.utc_s < walk.started_utc_s + SETTLED_S for walk in walks):
        return WaitsFor.TIME
    return WaitsFor.ANSWER
