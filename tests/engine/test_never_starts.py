"""Nothing of ours starts a belt or speeds it up (promise 1); the ledger is the judge.

What is sent is right when it is sent, but it arrives later. A person who slows the
belt down in that very moment meets a set-speed that was a slow-down when it left: a
race that no program can win. The simulator's ledger tells it from a mistake.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.effects import SendSlow, SendStop
from custom_components.home_gym.engine.ladder.stop import PERSONS_OWN
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.ledger import LOWERINGS
from gymlab.simulator.records import Cause, Entry

from .rig import Rig
from .stories import (
    CRASH,
    HANDS,
    HASTY,
    HONEST_FAULTS,
    KEY,
    LINK,
    PLUG,
    SPEEDS,
    THOROUGH,
    VOICE,
    Turn,
    deed,
    examples,
    lagging,
    play,
    stories,
)

# QZ looks twice a second, and tells what it saw.
REPORTING_LAG_S = 1.0


@dataclass(frozen=True, kw_only=True)
class Model:
    """One kind of treadmill: what it is declared to be, and what it really does."""

    declared: dict[str, Any]
    quirks: tuple[Fault, ...] = ()


MODELS = {
    "starts by set-speed, stop toggles": Model(
        declared={"can_slow": False},
        quirks=(Fault.SET_SPEED_STARTS, Fault.STOP_TOGGLES),
    ),
    "can be slowed, stop toggles": Model(
        declared={"can_slow": True}, quirks=(Fault.STOP_TOGGLES,)
    ),
    "can be slowed, stop can be repeated": Model(
        declared={"can_slow": True, "stop_repeatable": True, "stop_may_toggle": False}
    ),
}
model = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)


def rig_of(model: Model, lag_s: float, seed: int) -> Rig:
    rig = Rig(HASTY, settings=lagging(lag_s), seed=seed, **model.declared)
    for quirk in model.quirks:
        rig.perform(Deed(fault=quirk))
    return rig


def mistakes(rig: Rig) -> list[Entry]:
    """Return what our commands raised, but for races with the person.

    A stop that toggles and that the person has ordered is sent whatever is believed
    (promise 2): where the person has stopped the belt at the console in the same
    moment, it is the person's own second press.
    """
    raised = rig.ledger.raises_by(Cause.REMOTE)
    return [entry for entry in raised if not _is_race(rig, entry)]


def _is_race(rig: Rig, entry: Entry) -> bool:
    command = rig.ledger.command_of(entry)
    if command is None or command.asked_kmh is None:
        return False
    heard_s = command.sent_s - REPORTING_LAG_S
    for lowering in rig.ledger.entries_of(*LOWERINGS, cause=Cause.PERSON):
        faster = lowering.speed_kmh > command.asked_kmh
        if faster and heard_s < lowering.at_s <= entry.at_s:
            return True
    if command.asked_kmh > 0:
        return False
    reasons = {
        moment.step.state.ladder.reason
        for moment in rig.moments
        if moment.step.state.ladder is not None
        and moment.at_s == command.sent_s
        and SendStop() in moment.step.effects
    }
    return reasons <= PERSONS_OWN


@model
@given(
    story=stories(HANDS, HANDS, VOICE, PLUG, KEY, CRASH, LINK),
    lag_s=st.sampled_from([0.0, 0.3, 3.0]),
    seed=st.integers(0, 99),
)
@examples(40)
def test_hands_voices_and_crashes(
    model: Model, story: list[Turn], lag_s: float, seed: int
) -> None:
    rig = play(rig_of(model, lag_s, seed), story)
    assert mistakes(rig) == []


@model
@given(story=stories(HANDS, HANDS, VOICE, LINK, HONEST_FAULTS), seed=st.integers(0, 99))
@examples(40)
def test_everything_that_breaks(model: Model, story: list[Turn], seed: int) -> None:
    rig = play(rig_of(model, 0.3, seed), story)
    assert mistakes(rig) == []


@given(story=stories(HANDS, VOICE), seed=st.integers(0, 99))
@examples(20)
def test_a_set_speed_that_starts_is_never_sent(story: list[Turn], seed: int) -> None:
    model = MODELS["starts by set-speed, stop toggles"]
    rig = play(rig_of(model, 0.3, seed), story)
    assert not [effect for _, effect in rig.effects() if isinstance(effect, SendSlow)]


@given(story=stories(HANDS, VOICE, HONEST_FAULTS), seed=st.integers(0, 99))
@examples(30)
def test_no_set_speed_is_above_what_was_seen(story: list[Turn], seed: int) -> None:
    """Nor below the machine's own minimum, nor sent without fresh motion."""
    model = MODELS["can be slowed, stop toggles"]
    rig = play(rig_of(model, 0.0, seed), story)
    for moment in rig.moments:
        for effect in moment.step.effects:
            if isinstance(effect, SendSlow):
                state = moment.step.state
                speed_kmh = state.truth.speed_kmh
                assert speed_kmh is not None
                assert rig.machine.minimum_speed_kmh <= effect.speed_kmh < speed_kmh
                assert state.truth.last_moving_at_s is not None
                assert moment.at_s - (state.truth.last_moving_at_s - 1000.0) <= 2.0


@given(story=stories(HANDS, VOICE), seed=st.integers(0, 99))
@examples(20)
def test_one_set_speed_at_a_time_is_on_its_way(story: list[Turn], seed: int) -> None:
    """The next waits until the last has shown, so that none overtakes another."""
    rig = play(rig_of(MODELS["can be slowed, stop toggles"], 3.0, seed), story)
    slows = [each for each in rig.ledger.commands() if (each.asked_kmh or 0) > 0]
    for earlier, later in pairwise(slows):
        assert earlier.arrived_s is not None
        assert earlier.arrived_s <= later.sent_s


@pytest.mark.slow
def test_how_often_a_person_and_a_command_race() -> None:
    """Count it: with hands that never rest, fewer than 1 in 20 set-speeds race."""
    random = Random(1)
    counts: Counter[str] = Counter()
    for number in range(1000 if THOROUGH else 100):
        rig = rig_of(MODELS["can be slowed, stop toggles"], 3.0, number)
        story = [_turn(random) for _ in range(10)]
        play(rig, story)
        slows = [each for _, each in rig.effects() if isinstance(each, SendSlow)]
        counts["sent"] += len(slows)
        raised = rig.ledger.raises_by(Cause.REMOTE)
        counts["races"] += sum(
            (command := rig.ledger.command_of(entry)) is not None
            and bool(command.asked_kmh)
            for entry in raised
        )
    print(dict(counts))
    assert counts["races"] < 0.05 * counts["sent"]


def _turn(random: Random) -> Turn:
    action = random.choice([Action.SLOWER, Action.FASTER, Action.SET_SPEED])
    kmh = random.choice(SPEEDS) if action is Action.SET_SPEED else None
    name, do = deed(action, kmh)
    return Turn(after_s=random.uniform(0.0, 12.0), name=name, do=do)
