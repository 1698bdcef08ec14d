"""Somebody asks for a slower belt: one step down at once, or a plain no."""

import pytest

from custom_components.home_gym.engine.effects import SendSlow
from custom_components.home_gym.engine.machine import Machine
from custom_components.home_gym.engine.observations import SlowDown
from custom_components.home_gym.engine.words import Refusal

from .drive import Drive, machine

SLOWABLE = machine(can_slow=True, minimum_speed_kmh=0.8)


def walking(kmh: float, a_machine: Machine = SLOWABLE, steady_s: float = 3.0) -> Drive:
    """Return a belt that has moved at a speed for a while."""
    drive = Drive(a_machine=a_machine)
    drive.read(BRIDGE_ONLINE=True)
    drive.read(MOVING_TIME=0)
    drive.wait(1.0)
    drive.read(SPEED=kmh)
    drive.wait(steady_s)
    drive.read(MOVING_TIME=4)
    return drive


def test_one_step_down() -> None:
    drive = walking(2.5)
    step = drive.feed(SlowDown())
    assert [each for each in step.effects if isinstance(each, SendSlow)] == [
        SendSlow(speed_kmh=2.0)
    ]
    assert drive.refusals() == []


@pytest.mark.parametrize(
    "drive",
    [
        pytest.param(walking(2.5, machine(can_slow=False)), id="it cannot be slowed"),
        pytest.param(walking(0.8), id="it is as slow as it goes"),
        pytest.param(walking(2.5, steady_s=0.5), id="its speed is changing"),
        pytest.param(walking(0.0), id="it stands, and a set-speed could start it"),
        pytest.param(Drive(a_machine=SLOWABLE), id="nobody sees it"),
    ],
)
def test_a_plain_no(drive: Drive) -> None:
    drive.feed(SlowDown())
    assert drive.refusals() == [Refusal.CANNOT_SLOW]
    assert [each for each in drive.since() if isinstance(each, SendSlow)] == []
