"""Every simulated plug is understood by the dialect of its family, and obeys it."""

from collections.abc import Iterable
from random import Random

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.engine.readings import Quantity
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.fleet import build_fleet
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Message
from gymlab.simulator.voices.plugs import PLUGS, PlugVoiceSettings
from gymlab.simulator.voices.shelly_gen1 import ShellyGen1Settings
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.zigbee2mqtt import Output, Zigbee2MqttSettings

type Mapping = dict[str, object]

GEN1: Mapping = {
    "dialect": "shelly_gen1",
    "base": "shellies/shellyplug-s-C18B12",
}
GEN2: Mapping = {"dialect": "shelly_gen2", "base": "gymplug"}
TASMOTA: Mapping = {"dialect": "tasmota", "topic": "gymplug"}
ZIGBEE: Mapping = {"dialect": "zigbee2mqtt", "name": "gymplug", "power_gettable": True}
ORDER = "home/%topic%/%prefix%/"
ROWS = [
    pytest.param(ShellyGen1Settings(), GEN1, id="shelly_gen1"),
    pytest.param(ShellyGen1Settings(relay=1), {**GEN1, "relay": 1}, id="gen1 relay 1"),
    pytest.param(ShellyGen2Settings(), GEN2, id="shelly_gen2"),
    pytest.param(
        ShellyGen2Settings(status_ntf=True), GEN2, id="gen2 with status_ntf as well"
    ),
    pytest.param(
        ShellyGen2Settings(rpc_ntf=False, status_ntf=True),
        GEN2,
        id="gen2 with status_ntf only",
    ),
    pytest.param(ShellyGen2Settings(switch=3), {**GEN2, "switch": 3}, id="gen2 switch"),
    pytest.param(
        ShellyGen2Settings(enable_control=True),
        {**GEN2, "confirmed": ["control_topic"]},
        id="gen2 by its control topic",
    ),
    pytest.param(TasmotaSettings(), TASMOTA, id="tasmota"),
    pytest.param(
        TasmotaSettings(set_option_4=True), TASMOTA, id="tasmota with SetOption4"
    ),
    pytest.param(
        TasmotaSettings(relay_key="POWER1"), TASMOTA, id="tasmota with SetOption26"
    ),
    pytest.param(
        TasmotaSettings(relay_key="POWER2"),
        {**TASMOTA, "relay": 2},
        id="tasmota's second relay",
    ),
    pytest.param(
        TasmotaSettings(full_topic=ORDER, prefixes={"stat": "is"}),
        {**TASMOTA, "full_topic": ORDER, "state_prefix": "is"},
        id="tasmota with a full topic and a prefix of its own",
    ),
    pytest.param(Zigbee2MqttSettings(), ZIGBEE, id="zigbee2mqtt"),
    pytest.param(
        Zigbee2MqttSettings(output=Output.ATTRIBUTE), ZIGBEE, id="zigbee attributes"
    ),
    pytest.param(
        Zigbee2MqttSettings(output=Output.BOTH, availability=True),
        ZIGBEE,
        id="zigbee attributes and JSON",
    ),
    pytest.param(
        Zigbee2MqttSettings(base="house/z2m", name="attic/gym"),
        {**ZIGBEE, "base": "house/z2m", "name": "attic/gym"},
        id="zigbee with a base and a name of its own",
    ),
]


class Conversation:
    """A plug and its dialect, talking to each other."""

    def __init__(self, settings: PlugVoiceSettings, mapping: Mapping) -> None:
        self.machine = Machine(
            MachineSettings(bridge=None, plug_voice=settings), Random(1)
        )
        self.dialect: Dialect = create_dialect(mapping)
        self.known: dict[Quantity, float | bool] = {}
        self.unreadable: list[Message] = []
        self.hear(self.machine.connect())

    def hear(self, messages: Iterable[Message]) -> None:
        """Take in what the plug published."""
        for message in messages:
            if not matches(self.dialect.subscriptions(), message.topic):
                continue
            readings = self.dialect.parse(
                message.topic, message.payload, retained=message.retained
            )
            if readings is None:
                self.unreadable.append(message)
            for reading in readings or ():
                if not reading.retained or reading.quantity is Quantity.PLUG_ONLINE:
                    self.known[reading.quantity] = reading.value

    def send(self, *publications: Publication | None) -> None:
        """Send what the dialect says."""
        for each in publications:
            assert each is not None
            self.hear(self.machine.receive(each.topic, each.payload))

    def do(self, **deed: object) -> None:
        """Let the person do something."""
        self.hear(self.machine.perform(Deed(**deed)))  # type: ignore[arg-type]

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.hear(self.machine.advance_to(self.machine.now_s + seconds))


def matches(filters: Iterable[str], topic: str) -> bool:
    """Tell whether any filter lets a topic through."""
    parts = topic.split("/")
    for levels in (pattern.split("/") for pattern in filters):
        if levels[-1] == "#" and parts[: len(levels) - 1] == levels[:-1]:
            return True
        if len(levels) == len(parts) and all(
            a in ("+", b) for a, b in zip(levels, parts, strict=True)
        ):
            return True
    return False


@pytest.mark.parametrize(("settings", "mapping"), ROWS)
def test_what_is_asked_is_answered(
    settings: PlugVoiceSettings, mapping: Mapping
) -> None:
    """A guard that has just started knows the relay at once, and the watts soon."""
    talk = Conversation(settings, mapping)
    talk.do(action=Action.START, speed_kmh=5.0)
    talk.wait(30)
    talk.known.clear()
    talk.send(*talk.dialect.queries())
    assert talk.known[Quantity.RELAY] is True
    talk.do(action=Action.SET_SPEED, speed_kmh=3.0)
    talk.wait(301)
    assert talk.known[Quantity.POWER] == pytest.approx(138, abs=6)
    assert not talk.unreadable


@pytest.mark.parametrize(("settings", "mapping"), ROWS)
def test_off_switches_off_and_is_reported(
    settings: PlugVoiceSettings, mapping: Mapping
) -> None:
    """Also where it is off already, so that a lock sees its proof."""
    talk = Conversation(settings, mapping)
    talk.wait(20)
    talk.send(talk.dialect.switch_off())
    talk.wait(1)
    assert talk.machine.plug is not None
    assert not talk.machine.plug.relay_on
    assert talk.known[Quantity.RELAY] is False
    talk.send(talk.dialect.switch_off(), *talk.dialect.queries())
    assert talk.known[Quantity.RELAY] is False
    assert talk.machine.ledger.switch_ons_by(Cause.REMOTE) == []
    assert not talk.unreadable


@pytest.mark.parametrize(("settings", "mapping"), ROWS)
def test_the_button_on_the_plug_is_reported(
    settings: PlugVoiceSettings, mapping: Mapping
) -> None:
    """Whoever switches, the guard hears of it at once."""
    talk = Conversation(settings, mapping)
    talk.wait(20)
    talk.do(action=Action.PLUG_OFF)
    assert talk.known[Quantity.RELAY] is False
    talk.do(action=Action.PLUG_ON)
    assert talk.known[Quantity.RELAY] is True


@pytest.mark.parametrize(("settings", "mapping"), ROWS)
def test_a_lost_connection_is_noticed(
    settings: PlugVoiceSettings, mapping: Mapping
) -> None:
    """The last will says that nobody speaks for the plug any more."""
    talk = Conversation(settings, mapping)
    talk.wait(20)
    talk.do(fault=Fault.PLUG_OFFLINE)
    assert talk.known[Quantity.PLUG_ONLINE] is False
    talk.do(fault=Fault.PLUG_OFFLINE, on=False)
    assert talk.known[Quantity.PLUG_ONLINE] is True


@pytest.mark.parametrize(("settings", "mapping"), ROWS)
def test_a_plug_without_mains_is_silent(
    settings: PlugVoiceSettings, mapping: Mapping
) -> None:
    """And comes back where its setting wants the relay."""
    talk = Conversation(settings, mapping)
    talk.wait(20)
    talk.do(fault=Fault.MAINS_OFF)
    talk.known.clear()
    talk.send(talk.dialect.switch_off(), *talk.dialect.queries())
    talk.wait(10)
    assert Quantity.RELAY not in talk.known
    talk.do(fault=Fault.MAINS_OFF, on=False)
    talk.wait(20)
    talk.send(*talk.dialect.queries())
    assert talk.known[Quantity.RELAY] is True


@pytest.mark.parametrize(("settings", "mapping"), ROWS)
def test_garbage_is_counted_and_changes_nothing(
    settings: PlugVoiceSettings, mapping: Mapping
) -> None:
    """What makes no sense is named as such and raises nothing."""
    talk = Conversation(settings, mapping)
    talk.wait(20)
    talk.do(fault=Fault.GARBAGE)
    talk.wait(300)
    assert talk.unreadable
    assert talk.known.get(Quantity.RELAY, True) is True


@pytest.mark.parametrize("family", PLUGS)
def test_a_fleet_has_a_plug_of_its_own_for_each_machine(family: str) -> None:
    """No two machines of a fleet share a topic."""
    settings = MachineSettings(plug_voice=PLUGS[family][0]())
    machines = build_fleet(2, settings=settings).values()
    voices = [machine.plug_voice for machine in machines]
    wills = [voice.will for voice in voices if voice]
    assert len({will.topic for will in wills if will}) == 2


def test_some_firmwares_report_a_switch_late() -> None:
    """ioBroker #1594: a switch is done, and told some seconds later."""
    talk = Conversation(ShellyGen2Settings(late_s=5.0), GEN2)
    talk.wait(20)
    talk.known.clear()
    talk.send(talk.dialect.switch_off())
    assert Quantity.RELAY not in talk.known
    talk.wait(6)
    assert talk.known[Quantity.RELAY] is False
