"""What a Tasmota plug says, and what is said to it."""

import json

import pytest

from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.mapping import InvalidConfigError, Rule
from custom_components.home_gym.dialects.tasmota import (
    TasmotaConfig,
    TasmotaDialect,
)
from custom_components.home_gym.engine.readings import Part, Quantity, Reading

from .helpers import facts

# From the Sonoff POW R2 page and the DeepSleep page of the Tasmota docs.
SENSOR = (
    '{"Time":"2018-02-15T17:37:10","ENERGY":{"TotalStartTime":"2018-11-14T18:39:40",'
    '"Total":6.294,"Yesterday":5.340,"Today":0.954,"Period":217,"Power":2635,'
    '"ApparentPower":2650,"ReactivePower":282,"Factor":0.99,"Voltage":227,'
    '"Current":11.661}}'
)
STATE = (
    '{"Time":"2021-06-27T15:03:44+02:00","Uptime":"0T00:00:13","UptimeSec":13,'
    '"Heap":28,"SleepMode":"Dynamic","Sleep":50,"LoadAvg":19,"MqttCount":1,'
    '"POWER":"ON","Wifi":{"AP":1,"SSId":"DEMOAP","BSSId":"XX:XX:XX:XX:XX:XX",'
    '"Channel":1,"Mode":"11n","RSSI":86,"Signal":-57,"LinkCount":1,'
    '"Downtime":"0T00:00:07"}}'
)
ALIVE = {Quantity.PLUG_LIFE: True}


def tasmota(**settings: object) -> TasmotaDialect:
    """Return the dialect of a plug."""
    return TasmotaDialect(TasmotaConfig.from_mapping({"topic": "pow1", **settings}))


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            "tele/pow1/LWT", "Online", {Quantity.PLUG_ONLINE: True}, id="birth"
        ),
        pytest.param(
            "tele/pow1/LWT",
            "Offline",
            {Quantity.PLUG_ONLINE: False},
            id="will: plug unavailable",
        ),
        pytest.param(
            "stat/pow1/POWER", "ON", {Quantity.RELAY: True}, id="plain text on"
        ),
        pytest.param(
            "stat/pow1/POWER", "OFF", {Quantity.RELAY: False}, id="plain text off"
        ),
        pytest.param(
            "stat/pow1/POWER1",
            "ON",
            {Quantity.RELAY: True},
            id="relay 1 of several or SetOption26",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"POWER":"OFF"}',
            {Quantity.RELAY: False},
            id="JSON off",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"POWER1":"ON"}',
            {Quantity.RELAY: True},
            id="relay 1 on",
        ),
        pytest.param(
            "stat/pow1/POWER",
            '{"POWER":"OFF"}',
            {Quantity.RELAY: False},
            id="SetOption4 puts JSON on the command's topic",
        ),
        pytest.param(
            "stat/pow1/POWER2", "ON", ALIVE, id="another relay proves life only"
        ),
        pytest.param(
            "stat/pow1/RESULT", '{"POWER2":"ON"}', ALIVE, id="another relay in JSON"
        ),
        pytest.param("tele/pow1/STATE", STATE, {Quantity.RELAY: True}, id="telemetry"),
        pytest.param(
            "tele/pow1/SENSOR",
            SENSOR,
            {Quantity.POWER: 2635.0, Quantity.ENERGY: 6.294},
            id="meter in W and kWh",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            '{"Time":"…","ENERGY":{"Power":[120,0],"Total":1.2}}',
            {Quantity.POWER: 120.0},
            id="meter with two channels and one counter",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            '{"ENERGY":{"Power":[120,0],"Total":[0.2,1.0]}}',
            {Quantity.POWER: 120.0, Quantity.ENERGY: 0.2},
            id="meter with two channels",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            '{"ENERGY":{"Power":"?","Total":1.2}}',
            {Quantity.ENERGY: 1.2},
            id="what can be read is read",
        ),
        pytest.param(
            "tele/pow1/SENSOR", '{"ENERGY":{"Voltage":227}}', ALIVE, id="no power key"
        ),
        pytest.param(
            "tele/pow1/SENSOR", '{"Time":"1970-01-01T00:00:00"}', ALIVE, id="no meter"
        ),
        pytest.param(
            "stat/pow1/STATUS8",
            json.dumps({"StatusSNS": json.loads(SENSOR)}),
            {Quantity.POWER: 2635.0, Quantity.ENERGY: 6.294},
            id="answer to STATUS 8",
        ),
        pytest.param(
            "stat/pow1/STATUS10",
            json.dumps({"StatusSNS": json.loads(SENSOR)}),
            {Quantity.POWER: 2635.0, Quantity.ENERGY: 6.294},
            id="answer to STATUS 10",
        ),
        pytest.param(
            "stat/pow1/STATUS11",
            json.dumps({"StatusSTS": json.loads(STATE)}),
            {Quantity.RELAY: True},
            id="answer to STATUS 11",
        ),
        pytest.param(
            "stat/pow1/STATUS",
            '{"Status":{"Module":0,"Power":1}}',
            ALIVE,
            id="the Power of STATUS 0 is not a relay",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime1":{"Set":7300,"Remaining":6400}}',
            {Quantity.BACKSTOP: 7200.0, Quantity.BACKSTOP_REMAINING: 6300.0},
            id="armed 7200 s, 6300 s left",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime1":{"Set":50,"Remaining":20}}',
            {Quantity.BACKSTOP: 5.0, Quantity.BACKSTOP_REMAINING: 2.0},
            id="armed 5 s, 2 s left, in tenths",
        ),
        pytest.param(
            "stat/pow1/PULSETIME",
            '{"PulseTime1":{"Set":0,"Remaining":0}}',
            {Quantity.BACKSTOP: 0.0, Quantity.BACKSTOP_REMAINING: 0.0},
            id="not armed, with SetOption4",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime":{"Set":[460,0],"Remaining":[113,0]}}',
            {Quantity.BACKSTOP: 360.0, Quantity.BACKSTOP_REMAINING: 13.0},
            id="all timers at once",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime2":{"Set":0,"Remaining":0}}',
            ALIVE,
            id="another relay's timer",
        ),
        pytest.param(
            "stat/pow1/RESULT", '{"Command":"Unknown"}', ALIVE, id="another answer"
        ),
        pytest.param(
            "stat/pow1/STATUS",
            '{"Status":{"PowerOnState":3}}',
            ALIVE,
            id="settings of STATUS 0",
        ),
        pytest.param("tele/pow1/INFO1", '{"Info1":{}}', ALIVE, id="start-up news"),
        pytest.param("stat/pow1/LOGGING", "00:00:01 APP: x", ALIVE, id="log line"),
    ],
)
@pytest.mark.parametrize("retained", [False, True], ids=["live", "retained"])
def test_message(
    topic: str,
    payload: str,
    expected: dict[Quantity, float | bool],
    retained: bool,
) -> None:
    """A message tells its facts, and each remembers whether it was retained."""
    readings = tasmota().parse(topic, payload, retained=retained)
    assert facts(readings) == expected
    assert all(reading.retained is retained for reading in readings or ())


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("stat/pow1/RESULT", "ON", id="RESULT is JSON"),
        pytest.param("tele/pow1/SENSOR", '{"ENERGY":', id="cut off"),
        pytest.param("tele/pow1/SENSOR", "[1]", id="array"),
        pytest.param("tele/pow1/SENSOR", "[" * 50_000, id="nested too deeply"),
        pytest.param("stat/pow1/STATUS8", "x", id="STATUS is JSON"),
        pytest.param("tele/pow1/LWT", "Maybe", id="unknown availability"),
        pytest.param("stat/pow1/POWER", "Ein", id="unknown word"),
        pytest.param("stat/pow1/RESULT", '{"POWER":"Ein"}', id="unknown word in JSON"),
        pytest.param(
            "tele/pow1/SENSOR", '{"ENERGY":{"Power":NaN}}', id="power is no number"
        ),
        pytest.param(
            "tele/pow1/SENSOR", '{"ENERGY":{"Power":[]}}', id="no channel at all"
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime1":{"Set":-1,"Remaining":99999}}',
            id="impossible timer",
        ),
        pytest.param("stat/pow1/LOGGING", "\x00\udcff", id="binary data"),
    ],
)
def test_unreadable(topic: str, payload: str) -> None:
    """What belongs to this plug and makes no sense is named as such."""
    assert tasmota().parse(topic, payload) is None


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("cmnd/pow1/POWER", "ON", id="another client's command"),
        pytest.param("stat/pow2/POWER", "ON", id="another plug"),
        pytest.param("stat/pow1/a/b", "ON", id="deeper topic"),
        pytest.param("stat/pow1/POWER", "", id="retained state deleted"),
        pytest.param("xstat/pow1/POWER", "ON", id="another prefix"),
    ],
)
def test_nothing_to_learn(topic: str, payload: str) -> None:
    """What others say, and what says nothing, is no reading and no error."""
    assert tasmota().parse(topic, payload) == ()


@pytest.mark.parametrize(
    ("full_topic", "subscriptions", "command"),
    [
        pytest.param(
            "%prefix%/%topic%/",
            ("stat/pow1/+", "tele/pow1/+"),
            "cmnd/pow1/POWER",
            id="as shipped",
        ),
        pytest.param(
            "tasmota/%topic%/%prefix%/",
            ("tasmota/pow1/stat/+", "tasmota/pow1/tele/+"),
            "tasmota/pow1/cmnd/POWER",
            id="prefix last",
        ),
        pytest.param(
            "home/%prefix%/gym/%topic%",
            ("home/stat/gym/pow1/+", "home/tele/gym/pow1/+"),
            "home/cmnd/gym/pow1/POWER",
            id="no closing slash",
        ),
    ],
)
def test_full_topic(
    full_topic: str, subscriptions: tuple[str, str], command: str
) -> None:
    """Any order of prefix and topic works for reading and for switching."""
    plug = tasmota(full_topic=full_topic)
    assert plug.subscriptions() == subscriptions
    assert plug.switch_off() == Publication(topic=command, payload="OFF")
    state = subscriptions[0].replace("+", "POWER")
    assert facts(plug.parse(state, "ON")) == {Quantity.RELAY: True}
    availability = subscriptions[1].replace("+", "LWT")
    assert facts(plug.parse(availability, "Online")) == {Quantity.PLUG_ONLINE: True}


def test_own_prefixes() -> None:
    """Prefix1 to Prefix3 may be renamed, and two of them may be the same."""
    plug = tasmota(command_prefix="do", state_prefix="is", telemetry_prefix="is")
    assert plug.subscriptions() == ("is/pow1/+",)
    assert facts(plug.parse("is/pow1/LWT", "Online")) == {Quantity.PLUG_ONLINE: True}
    assert plug.switch_off() == Publication(topic="do/pow1/POWER", payload="OFF")


def test_own_words_are_read_but_off_is_sent() -> None:
    """StateText renames what is published; commands keep their words."""
    plug = tasmota(on_words=["Ein"], off_words=["Aus"], offline_words="weg")
    assert facts(plug.parse("stat/pow1/POWER", "AUS")) == {Quantity.RELAY: False}
    assert facts(plug.parse("tele/pow1/STATE", '{"POWER":"Ein"}')) == {
        Quantity.RELAY: True
    }
    assert facts(plug.parse("tele/pow1/LWT", "weg")) == {Quantity.PLUG_ONLINE: False}
    assert plug.switch_off() == Publication(topic="cmnd/pow1/POWER", payload="OFF")


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            "stat/pow1/POWER2", "OFF", {Quantity.RELAY: False}, id="its topic"
        ),
        pytest.param("stat/pow1/POWER1", "ON", ALIVE, id="relay 1's topic"),
        pytest.param("stat/pow1/POWER", "ON", ALIVE, id="topic without a number"),
        pytest.param(
            "tele/pow1/STATE",
            '{"POWER1":"OFF","POWER2":"ON"}',
            {Quantity.RELAY: True},
            id="its key",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            '{"ENERGY":{"Power":[120,7]}}',
            {Quantity.POWER: 7.0},
            id="its channel",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            '{"ENERGY":{"Power":120}}',
            {Quantity.POWER: 120.0},
            id="one meter for all",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime2":{"Set":112,"Remaining":0}}',
            {Quantity.BACKSTOP: 12.0, Quantity.BACKSTOP_REMAINING: 0.0},
            id="its timer",
        ),
    ],
)
def test_second_relay(
    topic: str, payload: str, expected: dict[Quantity, float | bool]
) -> None:
    """A machine on relay 2 sees and switches relay 2."""
    plug = tasmota(relay=2)
    assert facts(plug.parse(topic, payload)) == expected
    assert plug.switch_off() == Publication(topic="cmnd/pow1/POWER2", payload="OFF")


def test_queries_never_ask_with_an_empty_power() -> None:
    """STATUS 11 and 8 ask for relay and meter; PulseTime keeps running."""
    plug = tasmota()
    assert plug.queries() == (
        Publication(topic="cmnd/pow1/STATUS", payload="11"),
        Publication(topic="cmnd/pow1/STATUS", payload="8"),
    )
    assert plug.traits.queries_on == {Quantity.PLUG_ONLINE}


def test_a_plug_without_a_meter_reports_no_watts() -> None:
    """Nobody then waits for watts that never come."""
    meter = {Quantity.POWER, Quantity.ENERGY}
    assert meter <= tasmota().traits.reports
    assert meter.isdisjoint(tasmota(metered=False).traits.reports)


def test_traits() -> None:
    """A plug switches off; whether it measures then depends on SetOption21."""
    plug = tasmota()
    assert plug.part is Part.PLUG
    assert plug.traits.can_switch_off
    assert not plug.traits.can_stop
    assert not plug.traits.can_slow
    assert not plug.traits.measures_with_relay_off
    assert plug.traits.report_interval_s == 300.0
    assert plug.stop() is None
    assert plug.slow(1.0) is None
    assert tasmota(measures_with_relay_off=True).traits.measures_with_relay_off


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        pytest.param({"topic": None}, [("topic", Rule.REQUIRED)], id="no topic"),
        pytest.param({"topic": "a/+"}, [("topic", Rule.TOPIC)], id="wildcard"),
        pytest.param(
            {"full_topic": "%topic%/"},
            [("full_topic", Rule.TEMPLATE)],
            id="no prefix in the full topic",
        ),
        pytest.param(
            {"full_topic": "%prefix%/%hostname%/%topic%/"},
            [("full_topic", Rule.TEMPLATE)],
            id="a token that only the plug can fill in",
        ),
        pytest.param(
            {"command_prefix": "stat"},
            [("command_prefix", Rule.DIFFERENT)],
            id="commands that look like states",
        ),
        pytest.param({"relay": 0}, [("relay", Rule.NUMBER)], id="no relay 0"),
        pytest.param({"relay": 1.5}, [("relay", Rule.NUMBER)], id="half a relay"),
        pytest.param(
            {"off_words": ["on"]}, [("off_words", Rule.DIFFERENT)], id="off means on"
        ),
        pytest.param(
            {"topc": "x", "relay": "one"},
            [("relay", Rule.NUMBER), ("topc", Rule.KNOWN_KEY)],
            id="several at once",
        ),
    ],
)
def test_bad_configuration(
    settings: dict[str, object], problems: list[tuple[str, Rule]]
) -> None:
    """Every mistake is named, with its key and its rule."""
    with pytest.raises(InvalidConfigError) as caught:
        tasmota(**settings)
    found = [(problem.key, problem.rule) for problem in caught.value.problems]
    assert found == problems


def test_reading_is_frozen_into_the_message() -> None:
    """Two facts of one message are two readings in the order of the engine's need."""
    readings = tasmota().parse("tele/pow1/SENSOR", SENSOR, retained=True)
    assert readings == (
        Reading(quantity=Quantity.POWER, value=2635.0, retained=True),
        Reading(quantity=Quantity.ENERGY, value=6.294, retained=True),
    )
