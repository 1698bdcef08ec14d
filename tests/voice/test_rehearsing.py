"""Whoever speaks first waits for nothing that could have been done before."""

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
import io
from typing import Any

import hassil.intents
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.listening.replies import replies_of
from custom_components.home_gym.listening.sentences import sentences_of
from custom_components.home_gym.listening.voice import Listener
from tests.integration.helpers import Device, sent

from .assist import Assist

STOP = ("QZ/default/control/stop", "1")
READING = ((io, "open"), (builtins, "open"))
COMPILING = ((hassil.intents, "parse_sentence"),)


@contextmanager
def noted(*reached: tuple[Any, str]) -> Iterator[list[str]]:
    """Note which functions are called with what, and let them do their work."""
    calls: list[str] = []

    def noting(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append(f"{name} {str(args[0])[:60]}")
            return work(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patches:
        for where, name in reached:
            patches.setattr(where, name, noting(name, getattr(where, name)))
        yield calls


@pytest.fixture(autouse=True)
def nothing_is_read_yet() -> None:
    """Forget what other tests have read."""
    for each in (sentences_of, replies_of):
        each.cache_clear()


async def test_the_first_stop_neither_reads_files_nor_compiles_templates(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    mqtt_mock: MqttMockHAClient,
):
    await assist.prepare(["en"])
    await device.on()
    await device.walk(3.0, 20)
    await hass.async_block_till_done(wait_background_tasks=True)
    mqtt_mock.async_publish.reset_mock()
    with noted(*READING, *COMPILING) as work:
        await assist.say("stop")
    assert sent(mqtt_mock) == [STOP]
    assert work == []


async def test_it_is_rehearsed_once_home_assistant_has_started(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(3.0, 20)
    await hass.async_block_till_done(wait_background_tasks=True)
    hass.set_state(CoreState.not_running)
    listener = Listener(hass, gym)
    await hass.async_block_till_done(wait_background_tasks=True)
    with noted(*COMPILING) as work:
        hass.set_state(CoreState.running)
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert work
    listener.stop()
