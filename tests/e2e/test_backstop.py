"""Home Assistant and the broker die in mid-session, and the plug keeps its own time.

The plug lives in another process than both of them. What it was told before their death
is all that it has, and its ledger says what it made of it.
"""

from dataclasses import replace
import time
from typing import Final

import pytest

from gymlab.house.house import HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.setup import OWN_PLUG, MachineChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import prove_never_raised
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Cause, Fact

from .conftest import Builder

FAMILIES: Final = ("tasmota", "shelly_gen2", OWN_PLUG)
# With a minute as a second, General fitness walks for 30 s; with every break and the
# minute for an end its timer is set to 165 s, and 15 s more where it counts from the
# switching on.
LONGEST_S: Final = 180.0
ARMED_WITHIN_S: Final = 15.0
# A simulated clock counts whole seconds, and is looked at now and then.
TOLERANCE_S: Final = 3.0


def machine(number: int, family: str) -> MachineChoices:
    """Return a machine whose owner lets the power be cut, and one rule fewer."""
    return replace(
        STORIES["long-session"].machine(number),
        policy="general_fitness",
        power_cut="after_countdown",
        modes=(("idle_lock", "enforce"),),
        plug=family,
    )


def switched_on(stage: Stage) -> float:
    """Let a hand switch the plug off and on again, from when a Shelly counts."""
    for action in (Action.PLUG_OFF, Action.PLUG_ON):
        stage.treadmill.do(action)
    return time.monotonic()


def armed(stage: Stage, began_s: float) -> float:
    """Prove that the timer is armed, and return when it is going to fire."""
    if stage.treadmill.choices.plug != OWN_PLUG:
        return shown_until(stage)
    # It tells how its timer is set, but not what is left of it.
    stage.prove_event("the timer was read back", "backstop_armed", 0.0, ARMED_WITHIN_S)
    return began_s + stage.treadmill.timer_s


def shown_until(stage: Stage) -> float:
    """Prove that Home Gym tells until when the plug is on, and return when."""

    def shown_s() -> float:
        until_s = stage.treadmill.explain()["backstop"]["until"]
        if until_s is None:
            return float("inf")
        return float(time.monotonic() + until_s - time.time())

    stage.prove(
        "it is told until when",
        lambda: shown_s() != float("inf"),
        ARMED_WITHIN_S,
        lambda: stage.treadmill.explain()["backstop"],
    )
    return shown_s()


def prove_fired(stage: Stage, until_s: float, killed_s: float) -> None:
    """Prove that the plug's timer, and nobody else, has switched off in time."""
    stage.prove(
        "the plug has switched itself off",
        lambda: stage.facts(Fact.RELAY_OFF, cause=Cause.TIMER, since_s=killed_s),
        until_s - time.monotonic() + TOLERANCE_S,
    )
    (off,) = stage.facts(Fact.RELAY_OFF, cause=Cause.TIMER, since_s=killed_s)
    assert abs(stage.time_of(off) - until_s) <= TOLERANCE_S
    assert not stage.treadmill.is_powered
    assert not stage.treadmill.ledger.switch_ons_by(Cause.REMOTE)
    assert not stage.treadmill.ledger.switch_ons_by(Cause.TIMER)
    prove_never_raised(stage)


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_the_plug_switches_itself_off_when_nobody_else_is_left(
    build_house: Builder,
) -> None:
    machines = [machine(number, each) for number, each in enumerate(FAMILIES, 1)]
    house = build_house(HousePlan(machines=machines))
    stages = [set_stage(house, each) for each in house.treadmills.values()]
    try:
        until_s = {}
        for stage in stages:
            began_s = switched_on(stage)
            walk_off(stage, 2.4)
            until_s[stage] = armed(stage, began_s)
            assert until_s[stage] - began_s <= LONGEST_S + ARMED_WITHIN_S
        house.hass.kill()
        house.broker.process.kill()
        killed_s = time.monotonic()
        for stage in stages:
            stage.timeline.tell("house", "Home Assistant and the broker are killed")
        for stage in sorted(stages, key=until_s.__getitem__):
            prove_fired(stage, until_s[stage], killed_s)
    finally:
        for stage in stages:
            print(f"== {stage.treadmill.choices.plug}\n{stage.timeline.text()}")
