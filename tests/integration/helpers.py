"""A treadmill behind QZ and a Tasmota plug, as their messages show them."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import (
    DOMAIN,
    SUBENTRY_MACHINE,
    SUBENTRY_PERSON,
)
from custom_components.home_gym.coordinator import MachineCoordinator

MACHINE_ID = "machine_1"
OTHER_ID = "machine_2"
NAME = "Treadmill"
OTHER_NAME = "Walking pad"


def machine_subentry(
    data: dict[str, Any], subentry_id: str = MACHINE_ID, title: str = NAME
) -> ConfigSubentryDataWithId:
    """Return a machine as it is stored."""
    base, topic = data["treadmill"]["base"], data["plug"]["topic"]
    return ConfigSubentryDataWithId(
        data=data,
        subentry_id=subentry_id,
        subentry_type=SUBENTRY_MACHINE,
        title=title,
        unique_id=f"qz:{base}|tasmota:{topic}",
    )


def gym_entry(*subentries: ConfigSubentryDataWithId) -> MockConfigEntry:
    """Return a gym with machines and people, not yet set up."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home Gym",
        options={"turn_hour": 4},
        subentries_data=subentries,
    )


def person_subentry(
    subentry_id: str, name: str, policy: str, **data: Any
) -> ConfigSubentryDataWithId:
    """Return a person as they are stored."""
    return ConfigSubentryDataWithId(
        data={"policy": policy, **data},
        subentry_id=subentry_id,
        subentry_type=SUBENTRY_PERSON,
        title=name,
        unique_id=None,
    )


def coordinator_of(
    entry: MockConfigEntry, subentry_id: str = MACHINE_ID
) -> MachineCoordinator:
    """Return the coordinator of a machine that is set up."""
    coordinator: MachineCoordinator = entry.runtime_data.machines[subentry_id]
    return coordinator


def device_id_of(hass: HomeAssistant, subentry_id: str = MACHINE_ID) -> str:
    """Return the id of a machine's device."""
    return next(
        device.id
        for entry in hass.config_entries.async_entries(DOMAIN)
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        if (DOMAIN, subentry_id) in device.identifiers
    )


def entity_id_of(
    hass: HomeAssistant, platform: str, key: str, subentry_id: str = MACHINE_ID
) -> str:
    """Return the entity id that a machine's entity has."""
    unique_id = f"{subentry_id}_{key}"
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    assert found is not None, unique_id
    return found


def state_of(
    hass: HomeAssistant, platform: str, key: str, subentry_id: str = MACHINE_ID
) -> State:
    """Return the state of a machine's entity."""
    state = hass.states.get(entity_id_of(hass, platform, key, subentry_id))
    assert state is not None, key
    return state


async def press(hass: HomeAssistant, key: str, subentry_id: str = MACHINE_ID) -> None:
    """Press one of a machine's buttons."""
    target = {"entity_id": entity_id_of(hass, "button", key, subentry_id)}
    await hass.services.async_call("button", "press", target, blocking=True)
    await hass.async_block_till_done()


async def choose(hass: HomeAssistant, person: str, machine: str = MACHINE_ID) -> None:
    """Choose who walks, as a person does on the dashboard."""
    target = {"entity_id": entity_id_of(hass, "select", "walker", machine)}
    await hass.services.async_call(
        "select", "select_option", {**target, "option": person}, blocking=True
    )
    await hass.async_block_till_done()


async def act(
    hass: HomeAssistant,
    action: str,
    data: dict[str, Any] | None = None,
    context: Context | None = None,
) -> None:
    """Carry out one of the integration's actions."""
    await hass.services.async_call(DOMAIN, action, data, blocking=True, context=context)
    await hass.async_block_till_done()


async def explain(hass: HomeAssistant, data: dict[str, Any] | None = None) -> Any:
    """Ask a machine why things are as they are."""
    return await hass.services.async_call(
        DOMAIN, "explain", data, blocking=True, return_response=True
    )


def sent(mqtt_mock: MqttMockHAClient) -> list[tuple[str, str]]:
    """Return the topics and payloads of the commands sent; questions are none."""
    return [
        (call.args[0], call.args[1])
        for call in mqtt_mock.async_publish.mock_calls
        if call.args[1] and not call.args[0].endswith("/STATUS")
    ]


async def pass_time(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    seconds: float,
    step: float | None = None,
) -> None:
    """Let time pass, in steps where a step is given, and every timer go off."""
    step = seconds if step is None else step
    while seconds > 1e-6:
        freezer.tick(min(step, seconds))
        seconds -= step
        async_fire_time_changed(hass)
        await hass.async_block_till_done()


class Device:
    """A treadmill behind QZ and its plug: they say what changed, like the real ones."""

    def __init__(
        self,
        hass: HomeAssistant,
        freezer: FrozenDateTimeFactory,
        base: str = "QZ/default",
        plug: str = "gym-plug",
    ) -> None:
        """Stand still, with the relay on."""
        self.hass = hass
        self.freezer = freezer
        self.base = base
        self.plug = plug
        self.moving_s = 0
        self.distance_km = 0.0
        self._said: dict[str, str] = {}

    def forget(self) -> None:
        """Say everything again, changed or not."""
        self._said.clear()

    def qz(self, name: str, value: float | str) -> None:
        """Say one of QZ's values where it has changed."""
        if self._said.get(name) == str(value):
            return
        self._said[name] = str(value)
        topic = f"{self.base}/workout/{name}"
        async_fire_mqtt_message(self.hass, topic, str(value))

    def relay(self, *, on: bool) -> None:
        """Say that the relay was switched."""
        topic = f"stat/{self.plug}/POWER"
        async_fire_mqtt_message(self.hass, topic, "ON" if on else "OFF")

    def power(self, watts: float) -> None:
        """Say what the plug measures."""
        payload = f'{{"ENERGY": {{"Power": {watts}, "Total": 1.0}}}}'
        async_fire_mqtt_message(self.hass, f"tele/{self.plug}/SENSOR", payload)

    def speed(self, kmh: float) -> None:
        """Say the belt's speed and all that goes with it."""
        self.qz("speed/current", kmh)
        self.qz("elapsed/total_seconds", self.moving_s)
        self.qz("moving/seconds", self.moving_s % 60)
        self.qz("moving/minutes", self.moving_s // 60 % 60)
        self.qz("moving/hours", self.moving_s // 3600)
        self.qz("distance", round(self.distance_km, 3))

    async def on(self) -> None:
        """Come online, the belt still."""
        async_fire_mqtt_message(self.hass, f"{self.base}/status", "online")
        async_fire_mqtt_message(self.hass, f"tele/{self.plug}/LWT", "Online")
        self.relay(on=True)
        self.speed(0.0)
        await self.hass.async_block_till_done()

    async def walk(self, kmh: float, seconds: int) -> None:
        """Walk at a speed, told once a second."""
        self.speed(kmh)
        for _ in range(seconds):
            self.moving_s += 1
            self.distance_km += kmh / 3600
            await pass_time(self.hass, self.freezer, 1.0)
            self.speed(kmh)
        await self.hass.async_block_till_done()

    async def stand(self, seconds: int = 2) -> None:
        """Come to rest and stay so."""
        self.speed(0.0)
        await pass_time(self.hass, self.freezer, seconds, 1.0)
