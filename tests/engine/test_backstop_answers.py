"""What a plug answers to its arming, heard by its dialect and judged by the engine.

Only the plug's own word, given now, makes a timer armed; everything else is told.
"""

from collections.abc import Mapping
from functools import partial
import json
from typing import Any, Final, override

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.base import CountsFrom, Publication
from custom_components.home_gym.engine.advance import Step
from custom_components.home_gym.engine.effects import Arm, Ask, Disarm
from custom_components.home_gym.engine.machine import PlugTimer
from custom_components.home_gym.engine.observations import Observation, Readings
from custom_components.home_gym.engine.words import Event, Issue, Mode, PowerCut

from .drive import HOUR, MINUTE, Walk, machine, policy
from .plug_answers import (
    SHELLY_ARMED,
    SHELLY_S,
    SHELLY_WRONG,
    TASMOTA_ARMED,
    TASMOTA_OTHER,
    TASMOTA_S,
    TASMOTA_WRONG,
    Answer,
    Script,
    Shelly,
    Tasmota,
    config,
    pulse,
    told,
)

RULES: Final = policy(
    limits={"session_s": 40 * MINUTE, "day_s": 10 * HOUR, "week_s": 70 * HOUR},
    breaks={"mode": Mode.ADVISE},
    idle_lock={"after_s": 15 * MINUTE},
)
TASMOTA: Final = {"dialect": "tasmota", "topic": "pow1"}
SHELLY: Final = {"dialect": "shelly_gen2", "base": "plug"}
TRIES: Final = 3

type Plug = tuple[Mapping[str, object], partial[Any]]


class AnsweredWalk(Walk):
    """Walk on a treadmill whose plug answers from a script."""

    def __init__(self, mapping: Mapping[str, object], script: Script) -> None:
        """Plug it in; its owner allows a cut."""
        self.plug = create_dialect(mapping)
        self.script = script
        self.sent: list[Publication] = []
        self._coming: list[tuple[float, Answer]] = []
        backstop = self.plug.traits.backstop
        assert backstop is not None
        timer = PlugTimer(
            shortest_s=backstop.shortest_s,
            longest_s=backstop.longest_s,
            counts_from_switch_on=backstop.counts_from is CountsFrom.SWITCH_ON,
        )
        allowed = PowerCut.AFTER_COUNTDOWN
        super().__init__(RULES, machine(plug_timer=timer, power_cut=allowed))

    @override
    def feed(self, observation: Observation) -> Step:
        step = super().feed(observation)
        for effect in step.effects:
            match effect:
                case Arm(cap_s=cap_s):
                    self._send(*self.plug.arm(cap_s), *self.plug.read_back())
                case Disarm():
                    self._send(*self.plug.disarm(), *self.plug.read_back())
                case Ask():
                    self._send(*self.plug.queries(), *self.plug.read_back())
        return step

    @override
    def wait(self, seconds: float) -> None:
        super().wait(seconds)
        due = [each for at_s, each in self._coming if at_s <= self.elapsed_s]
        self._coming = [each for each in self._coming if each[0] > self.elapsed_s]
        for answer in due:
            self.hear(answer)

    def hear(self, answer: Answer) -> None:
        """Let a message come in as the coordinator does."""
        readings = self.plug.parse(
            answer.topic, answer.payload, retained=answer.retained
        )
        if readings:
            self.feed(Readings(readings=readings))

    def armings(self) -> list[str]:
        """Return the messages that were to arm the timer."""
        return [
            each.payload
            for each in self.sent
            if "SetConfig" in each.payload
            or (each.topic.endswith("PulseTime1") and each.payload)
        ]

    def _send(self, *publications: Publication) -> None:
        self.sent += publications
        for publication in publications:
            for answer in self.script(publication):
                self._coming.append((self.elapsed_s + answer.after_s, answer))


def walked(plug: Plug) -> AnsweredWalk:
    """Walk for a minute."""
    mapping, script = plug
    walk = AnsweredWalk(mapping, script())
    walk.walk(3.0, MINUTE)
    return walk


ARMED: Final[Mapping[str, Plug]] = {
    **{
        f"Tasmota: {name}": (TASMOTA, partial(Tasmota, armed=armed))
        for name, armed in TASMOTA_ARMED.items()
    },
    **{
        f"Shelly: {name}": (SHELLY, partial(Shelly, **script))
        for name, script in SHELLY_ARMED.items()
    },
}
WRONG: Final[Mapping[str, Plug]] = {
    **{
        f"Tasmota: {name}": (TASMOTA, partial(Tasmota, armed=armed))
        for name, armed in TASMOTA_WRONG.items()
    },
    **{
        f"Tasmota: PowerOnState {state}": (
            TASMOTA,
            partial(Tasmota, power_on_state=state),
        )
        for state in (4, 5)
    },
    **{
        f"Shelly: {name}": (SHELLY, partial(Shelly, **script))
        for name, script in SHELLY_WRONG.items()
    },
}


@pytest.mark.parametrize("plug", ARMED.values(), ids=ARMED)
def test_what_the_plug_says_back_is_armed(plug: Plug) -> None:
    walk = walked(plug)
    assert walk.events().count(Event.BACKSTOP_ARMED) == 1
    assert Issue.BACKSTOP_NOT_ARMED not in walk.state.issues
    assert walk.state.backstop.set_s == (TASMOTA_S if plug[0] is TASMOTA else SHELLY_S)
    assert 1 <= len(walk.armings()) <= 2


@pytest.mark.parametrize("plug", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_never_armed_and_is_told(plug: Plug) -> None:
    walk = walked(plug)
    assert Event.BACKSTOP_ARMED not in walk.events()
    assert Issue.BACKSTOP_NOT_ARMED in walk.state.issues
    assert walk.view().backstop_until is None
    assert len(walk.armings()) <= TRIES


@pytest.mark.parametrize("name", TASMOTA_OTHER)
def test_a_timer_that_runs_otherwise_is_shown_and_not_taken_for_ours(
    name: str,
) -> None:
    """The walk has to end before it fires, whoever has set it."""
    armed, left_s = TASMOTA_OTHER[name]
    walk = walked((TASMOTA, partial(Tasmota, armed=armed)))
    assert Event.BACKSTOP_ARMED not in walk.events()
    assert Issue.BACKSTOP_NOT_ARMED in walk.state.issues
    until = walk.view().backstop_until
    assert until is not None
    assert left_s - MINUTE <= until - walk.utc_s <= left_s


def test_what_would_switch_on_is_not_even_tried() -> None:
    for name in ("Tasmota: PowerOnState 5", "Shelly: it would switch itself on again"):
        assert walked(WRONG[name]).armings() == []


def test_a_second_of_tenths_ends_the_walk_at_once() -> None:
    """What the plug has understood fires in five seconds."""
    walk = walked((TASMOTA, partial(Tasmota, armed=(pulse(set_=50, left=50),))))
    assert Event.BACKSTOP_ARMED not in walk.events()
    assert "backstop_reached" in walk.said()


def test_an_answer_from_before_the_arming_does_not_take_it_away() -> None:
    """It has been answered already: the number is nobody's any more."""
    walk = walked((SHELLY, partial(Shelly)))
    first = next(each for each in walk.sent if "GetConfig" in each.payload)
    request = json.loads(first.payload)
    old = {"id": request["id"], "dst": request["src"], "result": config()}
    walk.hear(Answer(topic=f"{request['src']}/rpc", payload=json.dumps(old)))
    walk.go_on(5)
    assert walk.state.backstop.set_s == SHELLY_S
    assert len(walk.armings()) == 1


def test_what_was_in_force_only_after_a_restart_is_armed_when_it_is_set_again() -> None:
    walk = walked((SHELLY, partial(Shelly, set_config={"restart_required": True})))
    walk.script = Shelly(asked=True)
    walk.restart(MINUTE)
    walk.go_on(MINUTE)
    assert walk.events()[-1] is Event.BACKSTOP_ARMED
    assert Issue.BACKSTOP_NOT_ARMED not in walk.state.issues


def test_what_somebody_else_takes_away_is_set_again() -> None:
    walk = walked((TASMOTA, partial(Tasmota, armed=(pulse(),))))
    walk.hear(pulse(set_=0, left=0))
    assert walk.view().backstop_until is None
    walk.go_on(5)
    assert walk.view().backstop_until is not None
    assert len(walk.armings()) == TRIES - 1


def test_a_timer_that_turns_out_to_stand_is_told_and_not_set_for_ever() -> None:
    """Every setting wears out the memory of the plug."""
    armed = (*told('{"PulseTime1":{"Set":7060}}'), pulse(set_="?", left=0))
    walk = walked((TASMOTA, partial(Tasmota, armed=armed)))
    walk.go_on(5 * MINUTE)
    assert Issue.BACKSTOP_NOT_ARMED in walk.state.issues
    assert walk.view().backstop_until is None
    assert len(walk.armings()) <= TRIES
