"""What an owner does not know about a machine may be left open."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialogs.second_stop import (
    SecondStop,
    second_stop_data,
    second_stop_of,
)

from .dialog import Flow
from .helpers import MACHINE_ID, coordinator_of

QZ = {"dialect": "qz", "base": "QZ/default"}


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("choice", "repeatable", "may_toggle"),
    [
        (SecondStop.UNKNOWN, False, True),
        (SecondStop.NOTHING, True, False),
        (SecondStop.STARTS, False, True),
    ],
)
def test_a_second_stop_is_no_contradiction(
    choice: SecondStop, repeatable: bool, may_toggle: bool
):
    part = second_stop_data({**QZ, "second_stop": choice.value})
    traits = create_dialect(part).traits
    assert (traits.stop_repeatable, traits.stop_may_toggle) == (repeatable, may_toggle)
    assert second_stop_of(part) is choice


# What earlier forms have stored, with two switches beside each other.
EARLIER: dict[str, tuple[dict[str, bool], SecondStop]] = {
    "left alone": (
        {"stop_repeatable": False, "stop_may_toggle": True},
        SecondStop.UNKNOWN,
    ),
    "both, which cannot be": (
        {"stop_repeatable": True, "stop_may_toggle": True},
        SecondStop.UNKNOWN,
    ),
    "safe": ({"stop_repeatable": True, "stop_may_toggle": False}, SecondStop.NOTHING),
    "no toggle": (
        {"stop_repeatable": False, "stop_may_toggle": False},
        SecondStop.NOTHING,
    ),
}


@pytest.mark.parametrize(("flags", "choice"), EARLIER.values(), ids=EARLIER)
def test_what_was_told_earlier_is_understood(
    flags: dict[str, bool], choice: SecondStop
):
    assert second_stop_of({**QZ, **flags}) is choice


async def test_what_was_told_of_a_second_stop_is_shown_and_changed(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    for told, stored in (
        ("unknown", {}),
        ("starts", {"stop_may_toggle": True}),
        ("nothing", {"stop_repeatable": True, "stop_may_toggle": False}),
    ):
        await flow.change(gym, "connection", "by_hand")
        await flow.submit({"treadmill": "qz", "plug": "none"})
        more = {"second_stop": told}
        await flow.submit({"base_topic": "QZ/default", "more": more})
        await flow.wait(10)
        await flow.choose("unverified")
        assert flow.reason == "reconfigure_successful"
        assert gym.subentries[MACHINE_ID].data["treadmill"] == {**QZ, **stored}
        await flow.change(gym, "connection", "by_hand")
        await flow.submit({"treadmill": "qz", "plug": "none"})
        assert flow.suggested_in("more", "second_stop") == told


@pytest.mark.parametrize("known", [0.0, None])
async def test_a_lowest_speed_that_nobody_knows_is_no_zero(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, known: float | None
):
    subentry = gym.subentries[MACHINE_ID]
    data: dict[str, Any] = {**subentry.data, "minimum_speed_kmh": known}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await flow.change(gym, "safety")
    assert flow.is_optional("minimum_speed_kmh")
    assert not flow.is_suggested("minimum_speed_kmh")
    await flow.submit({"power_cut": "when_still", "maximum_speed_kmh": 8.0})
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    assert subentry.data["minimum_speed_kmh"] is None
    assert coordinator_of(gym).machine.minimum_speed_kmh == 0.0
