"""What a dashboard card hears of a machine: live, often enough, and nothing private."""

import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .helpers import Device, act, coordinator_of, device_id_of, pass_time

SUBSCRIBE = "home_gym/machine/subscribe"


class Card:
    """A card that listens."""

    def __init__(self, client: Any) -> None:
        self.client = client

    async def subscribe(self, device_id: str) -> Any:
        await self.client.send_json_auto_id({"type": SUBSCRIBE, "device_id": device_id})
        return await self.client.receive_json()

    async def hear(self) -> dict[str, Any]:
        message = await self.client.receive_json()
        assert message["type"] == "event"
        told: dict[str, Any] = message["event"]
        return told

    async def hear_all(self) -> list[dict[str, Any]]:
        """Return what was said up to now: the answer to a ping comes after it."""
        await self.client.send_json_auto_id({"type": "ping"})
        heard = []
        while (message := await self.client.receive_json())["type"] != "pong":
            heard.append(message["event"])
        return heard


@pytest.fixture
async def card(hass: HomeAssistant, gym, hass_ws_client: WebSocketGenerator) -> Card:
    return Card(await hass_ws_client(hass))


async def test_a_card_hears_at_once_what_goes_on(
    hass: HomeAssistant, device: Device, card: Card
):
    await device.on()
    assert (await card.subscribe(device_id_of(hass)))["success"]
    told = await card.hear()
    assert (told["machine"], told["phase"], told["walk"]) == (
        "Treadmill",
        "ready",
        None,
    )
    assert told["signal"]["belt"] == "still"
    assert told["proven"] is False
    assert set(told["rules"]["pain"]) >= {"mode", "chosen", "possible", "suspended"}


async def test_a_card_hears_of_the_walk_as_it_goes_on(
    hass: HomeAssistant, device: Device, card: Card
):
    await device.on()
    await card.subscribe(device_id_of(hass))
    await device.walk(2.5, 20)
    told = (await card.hear_all())[-1]
    assert (told["phase"], told["speed_kmh"]) == ("warm_up", 2.5)
    assert told["cap"] == {"speed_kmh": 3.0, "source": "warm_up"}
    assert told["walk"]["warm_up_s"] == 480
    first = told["next"][0]
    assert first["what"] == "warm_up_ends"
    left_s = 480 - told["walk"]["walked_s"]
    assert first["at"] == pytest.approx(told["now"] + left_s, abs=3.0)


async def test_a_card_hears_no_more_than_twice_a_second(
    hass: HomeAssistant, device: Device, card: Card, freezer: FrozenDateTimeFactory
):
    await device.on()
    await device.walk(2.5, 5)
    await card.subscribe(device_id_of(hass))
    await card.hear_all()
    machine = coordinator_of(hass.config_entries.async_entries("home_gym")[0])
    for _ in range(10):
        freezer.tick(0.1)
        machine.async_update_listeners()
    assert len(await card.hear_all()) == 2


async def test_a_stop_is_heard_of_without_waiting(
    hass: HomeAssistant, device: Device, card: Card
):
    await device.on()
    await device.walk(2.5, 5)
    await card.subscribe(device_id_of(hass))
    await card.hear()
    await pass_time(hass, device.freezer, 1.0)
    await card.hear_all()
    await act(hass, "stop", {"device_id": device_id_of(hass)})
    await pass_time(hass, device.freezer, 0.5)
    told = (await card.hear_all())[-1]
    assert told["phase"] == "stopping"
    assert told["stop"]["under_way"]
    assert told["stop"]["sent"] is not None


async def test_the_proof_of_a_stop_is_told(
    hass: HomeAssistant, device: Device, card: Card
):
    await device.on()
    await device.walk(2.5, 5)
    await card.subscribe(device_id_of(hass))
    await act(hass, "stop", {"device_id": device_id_of(hass)})
    await device.stand(5)
    stop = (await card.hear_all())[-1]["stop"]
    assert not stop["under_way"]
    assert stop["sent"] <= stop["still"]


async def test_a_card_goes_on_after_a_reload(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, card: Card
):
    await device.on()
    await card.subscribe(device_id_of(hass))
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    await card.hear_all()
    device.forget()
    await device.on()
    await device.walk(2.5, 10)
    assert (await card.hear_all())[-1]["phase"] == "warm_up"


async def test_who_listens_no_more_is_told_no_more(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, card: Card
):
    answer = await card.subscribe(device_id_of(hass))
    await card.hear()
    machine = coordinator_of(gym)
    listening = len(machine._listeners)
    await card.client.send_json_auto_id(
        {"type": "unsubscribe_events", "subscription": answer["id"]}
    )
    await card.client.receive_json()
    assert len(machine._listeners) == listening - 1


@pytest.mark.parametrize(
    ("loaded", "code"), [(True, "machine_not_found"), (False, "machine_not_loaded")]
)
async def test_what_cannot_be_told_is_said_quietly(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    card: Card,
    caplog: pytest.LogCaptureFixture,
    loaded: bool,
    code: str,
):
    device_id = "nobody" if loaded else device_id_of(hass)
    if not loaded:
        await hass.config_entries.async_unload(gym.entry_id)
    answer = await card.subscribe(device_id)
    assert answer["error"]["code"] == code
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


async def test_everybody_hears_the_reason_and_nobody_the_report(
    hass: HomeAssistant,
    device: Device,
    gym: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    hass_read_only_user: MockUser,
):
    card = Card(await hass_ws_client(hass, hass_read_only_access_token))
    await device.on()
    await device.walk(2.5, 5)
    await act(hass, "report_baseline", {"level": 1})
    await card.subscribe(device_id_of(hass))
    report = {"level": 9, "place": "left_knee", "symptom": "calf"}
    await act(hass, "report_pain", report)
    await device.stand(5)
    told = (await card.hear_all())[-1]
    assert told["locks"][0]["reason"] == "red_flag"
    assert told["take_back_until"] is not None
    whole = json.dumps(told)
    for secret in ("left_knee", "calf", "level", "baseline", "place", "symptom"):
        assert secret not in whole
