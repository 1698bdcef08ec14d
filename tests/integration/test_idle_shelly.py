"""A later Shelly that is idle keeps silent for a minute, and is found all the same."""

from unittest.mock import MagicMock

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.zeroconf.const import DOMAIN as ZEROCONF
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient
from zeroconf import ServiceInfo

from custom_components.home_gym.links.neighbours import SHELLIES
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Fact
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings

from .dialog import QUIET_S, SCAN_TIME_S, Flow
from .helpers import sent
from .simulated_plug import SimulatedPlug, plug_in, settle

pytestmark = pytest.mark.usefixtures("no_other_discovery")

WEB = "_http._tcp.local."
LOOPBACK = b"\x7f\x00\x00\x01"
SHELLY = "shellyplugsg3-8cbfea9585e8"
# As it calls itself on the network, and others who are no plugs of ours.
NAMES = ("ShellyPlugSG3-8CBFEA9585E8", "my/+/kettle", "shelly#", "ShellyWallDisplay")


@pytest.fixture
async def network(hass: HomeAssistant, mock_async_zeroconf: MagicMock) -> None:
    """Let Home Assistant know who is on the network."""
    assert await async_setup_component(hass, ZEROCONF, {})
    cache = mock_async_zeroconf.zeroconf.cache
    for name in NAMES:
        service = ServiceInfo(SHELLIES, f"{name}.{SHELLIES}", 80)
        cache.async_add_records((service.dns_pointer(),))
    # An address of that name points to no service.
    odd = ServiceInfo(WEB, f"x.{WEB}", 80, addresses=[LOOPBACK], server=SHELLIES)
    cache.async_add_records(odd.dns_addresses())


async def idle(
    hass: HomeAssistant,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    base: str,
) -> SimulatedPlug:
    """Return a plug that came online long ago, and has said all that it had to."""
    plug = SimulatedPlug(hass, ShellyGen2Settings(base=base))
    plug_in(mqtt_mock, plug)
    await settle(hass, freezer)
    mqtt_mock.async_publish.reset_mock()
    return plug


@pytest.mark.usefixtures("network")
async def test_it_is_asked_by_the_name_that_it_has_on_the_network(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
):
    plug = await idle(hass, mqtt_mock, freezer, SHELLY)
    await flow.add(gym)
    await flow.scan()
    await flow.wait(SCAN_TIME_S)
    key = f"shelly_gen2:{SHELLY}#0"
    assert not flow.has_default("plug")
    assert flow.offered("plug")[key] == (
        f"Shelly Plug S Gen3 '{SHELLY}', plug on, 9 W now"
    )
    asked = {topic for topic, _ in sent(mqtt_mock) if topic.endswith("/rpc")}
    assert asked == {f"{SHELLY}/rpc"}
    assert plug.ledger.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF) == []


async def test_without_a_network_it_is_not_found_and_it_is_said_what_to_do(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
):
    """Its owner presses its button while somebody looks, as the dialog asks for."""
    plug = await idle(hass, mqtt_mock, freezer, "attic/plug")
    await flow.add(gym)
    await flow.scan()
    await flow.wait(SCAN_TIME_S)
    assert flow.step == "nothing_found"
    await flow.scan()
    await flow.wait_for_questions()
    plug.act(Action.PLUG_OFF)
    plug.act(Action.PLUG_ON)
    await flow.wait(QUIET_S)
    assert flow.offered("plug")["shelly_gen2:attic/plug#0"] == (
        "Shelly Plug S Gen3 'plug', plug on, 9 W now"
    )
