"""Whatever arrives, no dialect raises."""

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects import DIALECTS, create_dialect, recognise
from custom_components.home_gym.dialects.base import Dialect
from custom_components.home_gym.engine.readings import Quantity

TRUTHS = {
    Quantity.RELAY,
    Quantity.TREADMILL_CONNECTED,
    Quantity.BRIDGE_ONLINE,
    Quantity.PLUG_ONLINE,
    Quantity.TREADMILL_LIFE,
    Quantity.PLUG_LIFE,
}
GEN1 = "shellies/shellyplug-s-C18B12"
GEN2 = "shellyplugsg3-8cbfea9585e8"
TOPICS = [
    "QZ/default/status",
    "QZ/default/workout/speed/current",
    "QZ/default/workout/distance",
    "QZ/default/workout/elapsed/total_seconds",
    "QZ/default/workout/device/connected",
    "QZ/default/workout/moving/seconds",
    "QZ/default/workout/moving/minutes",
    "QZ/default/workout/moving/hours",
    "QZ/default/workout/",
    "QZ/default/",
    "stat/pow1/RESULT",
    "stat/pow1/POWER",
    "stat/pow1/STATUS8",
    "stat/pow1/",
    "tele/pow1/LWT",
    "tele/pow1/STATE",
    "tele/pow1/SENSOR",
    "tasmota/discovery/A4CF12AABBCC/config",
    f"{GEN1}/relay/0",
    f"{GEN1}/relay/0/power",
    f"{GEN1}/relay/0/energy",
    f"{GEN1}/online",
    f"{GEN1}/info",
    "shellies/announce",
    f"{GEN2}/events/rpc",
    f"{GEN2}/status/switch:0",
    f"{GEN2}/online",
    f"home_gym-{GEN2}-0/rpc",
    "zigbee2mqtt/gym",
    "zigbee2mqtt/gym/power",
    "zigbee2mqtt/gym/availability",
    "zigbee2mqtt/bridge/state",
    "zigbee2mqtt/bridge/devices",
    "plain",
    "json",
]
# Text that survived a careless decoding has lone surrogates in it.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
JSON_KEYS = st.sampled_from(
    [
        *("POWER", "POWER1", "PulseTime", "PulseTime1", "Set", "Remaining"),
        *("ENERGY", "Power", "Total", "StatusSNS", "StatusSTS"),
        *("t", "ft", "tp", "rl", "state", "onln", "ofln"),
        *("method", "params", "switch:0", "output", "apower", "aenergy", "total"),
        *("id", "dst", "src", "result", "ts", "timer_started_at", "timer_duration"),
        *("auto_off", "auto_on", "auto_off_delay", "PowerOnState", "model"),
        *("relays", "meters", "ison", "timer_remaining", "power", "linkquality"),
        *("friendly_name", "definition", "exposes", "property", "access"),
    ]
)
JSON_VALUES = st.recursive(
    st.sampled_from(["null", "true", "1", "-1e999", "NaN", "9" * 400, '"ON"', '"x"'])
    | st.sampled_from(['"NotifyStatus"', '"NotifyFullStatus"', '"SHPLG-S"', "false"])
    | st.floats().map(repr),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{','.join(items)}]")
        | st.dictionaries(JSON_KEYS, inner, max_size=4).map(
            lambda items: (
                "{" + ",".join(f'"{key}":{value}' for key, value in items.items()) + "}"
            )
        )
    ),
    max_leaves=20,
)
PAYLOADS = st.one_of(ANY_TEXT, JSON_VALUES, st.floats().map(str), st.just("ON"))
HEAVY = [
    pytest.param("x" * 1_000_000, id="a megabyte of text"),
    pytest.param("9" * 1_000_000, id="a megabyte of digits"),
    pytest.param("[" * 1_000_000, id="a megabyte of brackets"),
    pytest.param('{"ENERGY":' * 6_000, id="deep objects"),
    pytest.param("[" * 30_000 + "]" * 30_000, id="deep arrays"),
    pytest.param(" " * 1_000_000, id="a megabyte of blanks"),
    pytest.param("\udcff" * 1000, id="lone surrogates"),
    pytest.param("\x00" * 1000, id="zero bytes"),
]


def dialects() -> list[Dialect]:
    """Return one of each dialect."""
    fields = {
        "speed": {"topic": "json", "path": "ENERGY.Power.0"},
        "distance": {"topic": "plain"},
        "connected": {"topic": "json", "path": "POWER"},
    }
    return [
        create_dialect({"dialect": "qz"}),
        create_dialect({"dialect": "tasmota", "topic": "pow1"}),
        create_dialect({"dialect": "tasmota", "topic": "pow1", "relay": 2}),
        create_dialect({"dialect": "shelly_gen1", "base": GEN1}),
        create_dialect({"dialect": "shelly_gen2", "base": GEN2}),
        create_dialect({"dialect": "zigbee2mqtt", "name": "gym"}),
        create_dialect({"dialect": "generic_treadmill", **fields}),
        create_dialect({"dialect": "generic_plug", "state": {"topic": "plain"}}),
    ]


def hand_over(everyone: list[Dialect], topic: str, payload: str) -> None:
    """Give a message to everyone and check what they make of it."""
    for dialect in everyone:
        # A question makes an answer welcome that would be ignored without it.
        dialect.queries()
        for reading in dialect.parse(topic, payload, retained=True) or ():
            assert reading.retained
        for reading in dialect.parse(topic, payload) or ():
            assert reading.quantity in dialect.traits.reports
            if reading.quantity in TRUTHS:
                assert isinstance(reading.value, bool)
            else:
                assert type(reading.value) is float
                assert abs(reading.value) < 1e13
    for found in recognise(topic, payload):
        create_dialect(found.config).parse(topic, payload)
    for key in DIALECTS:
        recognise(topic, payload, dialect=key)


@given(st.lists(st.tuples(st.sampled_from(TOPICS) | ANY_TEXT, PAYLOADS), max_size=6))
def test_no_message_raises(messages: list[tuple[str, str]]) -> None:
    """Any messages in a row give readings of the right kind, or none."""
    everyone = dialects()
    for topic, payload in messages:
        hand_over(everyone, topic, payload)


@pytest.mark.parametrize("payload", HEAVY)
@pytest.mark.parametrize("topic", TOPICS)
def test_no_heavy_message_raises(topic: str, payload: str) -> None:
    """Nor does one that is meant to hurt."""
    hand_over(dialects(), topic, payload)
