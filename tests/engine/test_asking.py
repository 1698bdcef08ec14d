"""A walk that only a plug sees is kept in sight by asking, and nothing else is."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import Ask
from custom_components.home_gym.engine.observations import BrokerLink
from custom_components.home_gym.engine.readings import Quantity
from custom_components.home_gym.engine.words import Belt

from .drive import HOUR, MINUTE, Drive, Walk, machine, policy

ONLY_A_PLUG: dict[str, Any] = {
    "has_treadmill": False,
    "can_stop": False,
    "reports": frozenset({Quantity.POWER, Quantity.RELAY}),
}


class Plugged(Drive):
    """A treadmill that only its plug tells of, and only when asked or on change."""

    answers = True
    power_w = 9.0

    def feed(self, observation: Any) -> Any:
        """Answer what is asked."""
        step = super().feed(observation)
        if self.answers and any(isinstance(each, Ask) for each in step.effects):
            self.read(POWER=self.power_w)
        return step

    def load(self, power_w: float) -> None:
        """Draw so many watts from now on."""
        self.power_w = power_w
        self.read(POWER=power_w)


def walking() -> Plugged:
    drive = Plugged(policy(), machine(**ONLY_A_PLUG))
    drive.read(RELAY=True)
    drive.load(9)
    drive.wait(5)
    drive.load(300)
    drive.wait(5)
    drive.read(POWER=300)
    drive.wait(5)
    return drive


def test_steady_watts_stay_in_sight() -> None:
    drive = walking()
    for _ in range(60):
        drive.wait(10)
        assert drive.state.truth.belt is Belt.MOVING
    assert drive.state.session is not None
    assert drive.state.session.moving_s == pytest.approx(10 * MINUTE, abs=30)
    assert drive.state.session.unseen_s == 0


def test_a_plug_that_does_not_answer_is_not_asked_faster() -> None:
    drive = walking()
    drive.answers = False
    began_s = drive.at_s
    drive.wait(5 * MINUTE)
    asked = sum(isinstance(each, Ask) for each in drive.since(began_s))
    assert asked <= 31


def test_a_gym_that_nobody_uses_asks_nobody() -> None:
    drive = Plugged(policy(), machine(**ONLY_A_PLUG))
    drive.read(RELAY=True)
    drive.load(9)
    began_s = drive.at_s
    drive.wait(HOUR)
    assert not any(isinstance(each, Ask) for each in drive.since(began_s))


def test_a_treadmill_that_tells_its_speed_needs_no_asking() -> None:
    walk = Walk(policy())
    walk.walk(3.0, 5 * MINUTE)
    assert not any(isinstance(each, Ask) for each in walk.since())


def test_nobody_is_asked_into_an_outage() -> None:
    drive = walking()
    drive.feed(BrokerLink(up=False))
    began_s = drive.at_s + 0.001
    drive.wait(MINUTE)
    assert not any(isinstance(each, Ask) for each in drive.since(began_s))
