"""Put up the house that the blueprints work in."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
import shutil
import time
from typing import Any

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.core import (
    HomeAssistant,
)
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)

from custom_components.home_gym.listening.sentences import load_sentences

from ..automations import errors_of
from ..helpers import (
    gym_entry,
    machine_subentry,
    person_subentry,
)
from .household import ANNA, BEN, BLUEPRINTS, Home


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a configuration that has the blueprints."""
    shutil.copytree(BLUEPRINTS, tmp_path / "blueprints")
    return str(tmp_path)


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with two people and a treadmill that is locked when nobody walks.

    Two minutes warm up: nobody here needs more.
    """
    short: dict[str, Any] = {"numbers": {"warm_up": {"length_min": 2}}}
    machine = {
        **machine_data,
        **short,
        "modes": {"idle_lock": "enforce"},
        "can_slow": True,
    }
    return gym_entry(
        machine_subentry(machine),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna", **short),
        person_subentry(BEN, "Ben", "runner", person="person.ben", **short),
    )


@pytest.fixture
def waits(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time go on while an automation waits, instead of waiting for it."""

    async def a_moment(**options: Any) -> None:
        for _ in range(25):
            await asyncio.sleep(0)
        # What is read from the disk needs a moment too, by a clock that goes on.
        await asyncio.to_thread(time.sleep, 0.002)

    monkeypatch.setattr(hass, "async_block_till_done", a_moment)


@pytest.fixture
async def ears(hass: HomeAssistant) -> None:
    """Read what can be said beforehand: that takes its time by a clock that goes on."""
    await hass.async_add_executor_job(load_sentences)


@pytest.fixture
async def home(hass: HomeAssistant, gym: MockConfigEntry) -> AsyncGenerator[Home]:
    """Return the house; what its automations did is without an error."""
    home = Home(hass)
    yield home
    for domain in home.used:
        assert await errors_of(hass, domain) == []
    everything = {"entity_id": "all"}
    if hass.states.async_all(AUTOMATION):
        await hass.services.async_call(
            AUTOMATION, "turn_off", everything, blocking=True
        )
