"""Put up houses for the end-to-end tests, each for as many tests as possible."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
import os

import pytest

from gymlab.house.broker import find_mosquitto
from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES

# As many machines as the tests that share a house use up.
CROWD = 10

type Builder = Callable[[HousePlan], House]


class Crowd:
    """A house with machines that nobody has used yet."""

    def __init__(self, house: House) -> None:
        self.house = house
        # The first one is what the configuration calls "Treadmill".
        self.first, *self._unused, self.shipped = house.treadmills.values()
        self.stages: list[Stage] = []

    def take_first(self) -> Stage:
        """Return the machine that the dashboard shows."""
        return self._watched(set_stage(self.house, self.first))

    def take_shipped(self) -> Stage:
        """Return the machine whose plug is as it left its factory."""
        return self._watched(set_stage(self.house, self.shipped))

    def take(self, count: int) -> list[Stage]:
        """Return machines for one test."""
        taken = [self._unused.pop() for _ in range(count)]
        return [self._watched(set_stage(self.house, each)) for each in taken]

    def _watched(self, stage: Stage) -> Stage:
        self.stages.append(stage)
        return stage


@contextmanager
def quiet_house(plan: HousePlan) -> Iterator[House]:
    """Put up a house, and hold what its log says against it."""
    with House(plan) as house:
        yield house
        complaints = house.hass.complaints()
        log = house.hass.process.tail(100)
    assert not complaints, log


def crowd_of(count: int, seed: int = 0) -> HousePlan:
    """Return the plan of a house with machines in real minutes.

    Nobody has set the plug of the last one.
    """
    machine = STORIES["pain"].machine
    machines = [machine(number) for number in range(1, count)]
    shipped = replace(machine(count), as_shipped=True)
    return HousePlan(machines=[*machines, shipped], seed=seed)


@pytest.fixture(scope="session", autouse=True)
def mosquitto() -> None:
    """Have a real broker; only a developer may go without."""
    if find_mosquitto() is None:
        message = "mosquitto is not installed; scripts/setup does it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


@pytest.fixture(scope="module")
def build_house() -> Iterator[Builder]:
    """Return a function that puts up a house for the tests of one module."""
    with ExitStack() as stack:
        yield lambda plan: stack.enter_context(quiet_house(plan))


@pytest.fixture(scope="session")
def shared_house() -> Iterator[Crowd]:
    """Return the house that most tests share."""
    with quiet_house(crowd_of(CROWD)) as house:
        yield Crowd(house)


@pytest.fixture
def crowd(shared_house: Crowd) -> Iterator[Crowd]:
    """Return the shared house, and print what happened at the machines taken."""
    yield shared_house
    shared_house.house.listeners.clear()
    for stage in shared_house.stages:
        print(f"== {stage.treadmill.choices.name}\n{stage.timeline.text()}")
    shared_house.stages.clear()
