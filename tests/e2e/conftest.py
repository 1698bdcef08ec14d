"""Put up houses for the end-to-end tests, each for as many tests as possible."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
import os

import pytest

from gymlab.house.broker import find_mosquitto
from gymlab.house.house import House, HousePlan

type Builder = Callable[[HousePlan], House]


@contextmanager
def quiet_house(plan: HousePlan) -> Iterator[House]:
    """Put up a house, and hold what its log says against it."""
    with House(plan) as house:
        yield house
    assert not house.hass.complaints()


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
