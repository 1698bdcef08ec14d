"""That a plug measures with its relay off is learned from watts, and from no ghosts."""

from collections.abc import Sequence

import pytest

from custom_components.home_gym.dialects.off_load import NOISE_W, SETTLED_S, OffLoad
from custom_components.home_gym.engine.readings import Quantity, Reading

ON, OFF = (Quantity.RELAY, True), (Quantity.RELAY, False)
GONE, BACK = (Quantity.PLUG_ONLINE, False), (Quantity.PLUG_ONLINE, True)
LATER = SETTLED_S + 1.0

type Told = tuple[Quantity, float | bool]
# What is told, and how long after what was told before.
type Story = Sequence[tuple[float, Told]]


def watts(power_w: float) -> Told:
    """Return a power."""
    return Quantity.POWER, power_w


def is_proof(story: Story, *, retained: bool = False) -> bool:
    """Tell whether any of it is proof."""
    off_load, at_s, proved = OffLoad(), 0.0, False
    for after_s, (quantity, value) in story:
        at_s += after_s
        reading = Reading(quantity=quantity, value=value, retained=retained)
        proved = off_load.hear((reading,), at_s) or proved
    return proved


MEASURES: dict[str, Story] = {
    "watts that change behind an open relay": (
        (0, OFF),
        (LATER, watts(9.1)),
        (60, watts(9.3)),
    ),
    "told off again in between": (
        (0, OFF),
        (LATER, watts(9.1)),
        (5, OFF),
        (60, watts(9.3)),
    ),
    "told online in between": (
        (0, OFF),
        (LATER, watts(9.1)),
        (5, BACK),
        (60, watts(9.3)),
    ),
}
SAYS_NOTHING: dict[str, Story] = {
    "nothing at all": ((0, OFF), (LATER, watts(0.0)), (60, watts(0.0))),
    "the noise of a meter": (
        (0, OFF),
        (LATER, watts(0.4)),
        (60, watts(NOISE_W)),
        (60, watts(0.9)),
    ),
    "what it drew before, told again": (
        (0, OFF),
        (LATER, watts(260.0)),
        (600, watts(260.0)),
    ),
    "what fades out after the switch": (
        (0, OFF),
        (5, watts(260.0)),
        (20, watts(90.0)),
        (20, watts(11.0)),
    ),
    "the relay is on": ((0, ON), (LATER, watts(9.0)), (60, watts(10.0))),
    "switched on in between": (
        (0, OFF),
        (LATER, watts(9.0)),
        (1, ON),
        (60, watts(9.3)),
        (1, OFF),
        (LATER, watts(9.0)),
    ),
    "gone in between": (
        (0, OFF),
        (LATER, watts(9.0)),
        (1, GONE),
        (LATER, watts(9.3)),
    ),
    "nobody has told the relay": ((0, watts(9.0)), (600, watts(9.3))),
}


@pytest.mark.parametrize("story", MEASURES.values(), ids=MEASURES)
def test_it_measures(story: Story) -> None:
    assert is_proof(story)


@pytest.mark.parametrize("story", SAYS_NOTHING.values(), ids=SAYS_NOTHING)
def test_that_says_nothing(story: Story) -> None:
    assert not is_proof(story)


@pytest.mark.parametrize("story", MEASURES.values(), ids=MEASURES)
def test_a_snapshot_says_nothing(story: Story) -> None:
    assert not is_proof(story, retained=True)
