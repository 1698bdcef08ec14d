"""Every message of a plug that documents and sources show, and what it means.

Copied as they stand there, or made from the format that stands in the source; the
sections are one family each. The files beside this one go deeper into each family.
"""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

type Facts = dict[Quantity, Any] | None
type Rows = Mapping[str, tuple[Any, str, str, Facts]]

ALIVE: Final[Facts] = {Quantity.PLUG_LIFE: True}
NOTHING: Final[Facts] = {}
UNREADABLE: Final[Facts] = None
OFF: Final[Facts] = {Quantity.RELAY: False}
ON: Final[Facts] = {Quantity.RELAY: True}

TASMOTA: Final = {"dialect": "tasmota", "topic": "pow1"}
GEN1: Final = {"dialect": "shelly_gen1", "base": "shellies/shellyplug-s-C18B12"}
GEN2: Final = {"dialect": "shelly_gen2", "base": "gymplug"}
ZIGBEE: Final = {"dialect": "zigbee2mqtt", "name": "gym"}
ESPHOME: Final = {"dialect": "esphome_plug", "base": "gym-plug"}
OPENBEKEN: Final = {"dialect": "openbeken", "base": "gymplug"}
ZWAVE: Final = {
    "dialect": "generic_plug",
    "state": {"topic": "zwave/gym/37/0/currentValue", "path": "value"},
    "power": {"topic": "zwave/gym/50/0/value/66049", "path": "value"},
    "availability": {
        "topic": "zwave/gym/status",
        "path": "status",
        "on_words": ["Alive"],
        "off_words": ["Dead"],
    },
    "off": {"topic": "zwave/gym/37/0/targetValue/set", "payload": "false"},
}

TASMOTA_ROWS: Final[Rows] = {
    "a meter with one channel": (
        TASMOTA,
        "tele/pow1/SENSOR",
        (
            '{"Time":"2018-02-15T17:37:10","ENERGY":{"TotalStartTime":"2018-11-14T18:39:40"'
            ',"Total":6.294,"Yesterday":5.340,"Today":0.954,"Period":217,"Power":2635,'
            '"ApparentPower":2650,"ReactivePower":282,"Factor":0.99,"Voltage":227,'
            '"Current":11.661}}'
        ),
        {Quantity.POWER: 2635.0, Quantity.ENERGY: 6.294},
    ),
    "telemetry with the relay": (
        {"dialect": "tasmota", "topic": "demo-sensor"},
        "tele/demo-sensor/STATE",
        (
            '{"Time":"2021-06-27T15:03:44+02:00","Uptime":"0T00:00:13","UptimeSec":13,'
            '"Heap":28,"SleepMode":"Dynamic","Sleep":50,"LoadAvg":19,"MqttCount":1,'
            '"POWER":"ON","Wifi":{"AP":1,"SSId":"DEMOAP","BSSId":"XX:XX:XX:XX:XX:XX",'
            '"Channel":1,"Mode":"11n","RSSI":86,"Signal":-57,"LinkCount":1,'
            '"Downtime":"0T00:00:07"}}'
        ),
        ON,
    ),
    "off in JSON": (
        {"dialect": "tasmota", "topic": "tasmota_switch"},
        "stat/tasmota_switch/RESULT",
        '{"POWER":"OFF"}',
        OFF,
    ),
    "off in plain text": (
        {"dialect": "tasmota", "topic": "tasmota_switch"},
        "stat/tasmota_switch/POWER",
        "OFF",
        OFF,
    ),
    "the timer of relay 2, not armed": (
        {**TASMOTA, "relay": 2},
        "stat/pow1/RESULT",
        '{"PulseTime2":{"Set":0,"Remaining":0}}',
        {Quantity.BACKSTOP: 0.0, Quantity.BACKSTOP_REMAINING: 0.0},
    ),
    "just armed for 7200 s": (
        TASMOTA,
        "stat/pow1/RESULT",
        '{"PulseTime1":{"Set":7300,"Remaining":7300}}',
        {Quantity.BACKSTOP: 7200.0, Quantity.BACKSTOP_REMAINING: 7200.0},
    ),
    "plug unavailable": (
        TASMOTA,
        "tele/pow1/LWT",
        "Offline",
        {Quantity.PLUG_ONLINE: False},
    ),
    "relay 1 on": (TASMOTA, "stat/pow1/RESULT", '{"POWER1":"ON"}', ON),
    "armed 7200 s, 6300 s left": (
        TASMOTA,
        "stat/pow1/RESULT",
        '{"PulseTime1":{"Set":7300,"Remaining":6400}}',
        {Quantity.BACKSTOP: 7200.0, Quantity.BACKSTOP_REMAINING: 6300.0},
    ),
    "armed 5.0 s, 2.0 s left, in tenths": (
        TASMOTA,
        "stat/pow1/RESULT",
        '{"PulseTime1":{"Set":50,"Remaining":20}}',
        {Quantity.BACKSTOP: 5.0, Quantity.BACKSTOP_REMAINING: 2.0},
    ),
    "channel 1 of an array": (
        TASMOTA,
        "tele/pow1/SENSOR",
        '{"Time":"…","ENERGY":{"Power":[120,0],"Total":1.2}}',
        {Quantity.POWER: 120.0},
    ),
    "an array of amperes": (
        TASMOTA,
        "tele/pow1/SENSOR",
        '{"ENERGY":{"Current":[1.320,2.100]}}',
        ALIVE,
    ),
}
SHELLY_ROWS: Final[Rows] = {
    "watts in plain text": (
        {"dialect": "shelly_gen1", "base": "shellies/shellyplug-s-XXYYYY"},
        "shellies/shellyplug-s-XXYYYY/relay/0/power",
        "5.56",
        {Quantity.POWER: 5.56},
    ),
    "last will": (
        {"dialect": "shelly_gen1", "base": "shellies/shellyswitch-559F55"},
        "shellies/shellyswitch-559F55/online",
        "false",
        {Quantity.PLUG_ONLINE: False},
    ),
    "what GET /relay/0 answers, as info repeats it": (
        GEN1,
        "shellies/shellyplug-s-C18B12/info",
        (
            '{"relays":[{"ison":false,"has_timer":false,"timer_started":0,'
            '"timer_duration":0,"timer_remaining":0,"overpower":false,"source":"http"}]}'
        ),
        ALIVE,
    ),
    "off and a fault": (GEN1, "shellies/shellyplug-s-C18B12/relay/0", "overpower", OFF),
    "90000 watt-minutes": (
        GEN1,
        "shellies/shellyplug-s-C18B12/relay/0/energy",
        "90000",
        {Quantity.ENERGY: 1.5},
    ),
    "a command to a plug": (
        GEN1,
        "shellies/shellyplug-s-C18B12/relay/0/command",
        "on",
        NOTHING,
    ),
    "a component with blanks": (
        GEN2,
        "gymplug/status/switch:0",
        (
            '{"id":0, "source":"init", "output":true, "apower":639.2, "voltage":223.2, '
            '"current":2.230, "aenergy":{"total":1039.106,"by_minute":[854.637,'
            '13271.248,14575.430],"minute_ts":1657970342},'
            '"temperature":{"tC":53.9, "tF":129.0}}'
        ),
        {
            Quantity.RELAY: True,
            Quantity.POWER: 639.2,
            Quantity.ENERGY: pytest.approx(1.039106),
            Quantity.BACKSTOP_REMAINING: 0.0,
        },
    ),
    "a delta as logged": (
        GEN2,
        "gymplug/events/rpc",
        (
            '{"src":"shellyplus1pm-3c61057263dc","dst":"shellyplus1pm-3c61057263dc/events",'
            '"method":"NotifyStatus","params":{"ts":1657970346.65,"switch:0":{"id":0,'
            '"apower":579.0}}}'
        ),
        {Quantity.POWER: 579.0},
    ),
    "the button": (
        GEN2,
        "gymplug/events/rpc",
        (
            '{"src":"shellypro4pm-f008d1d8b8b8","dst":"user_1","method":"NotifyStatus",'
            '"params":{"ts":1631186545.04,"switch:0":{"id":0,"output":true,'
            '"source":"button"}}}'
        ),
        ON,
    ),
    "a malformed command, told to all": (
        GEN2,
        "gymplug/error/switch:0",
        "bad command",
        NOTHING,
    ),
    "an answer to somebody else": (
        GEN2,
        "iobroker/rpc",
        (
            '{"id":3,"src":"shellyplugsg3-8cbfea9585e8","dst":"iobroker",'
            '"result":{"was_on":true}}'
        ),
        NOTHING,
    ),
    "579 W, output unchanged": (
        GEN2,
        "gymplug/events/rpc",
        (
            '{"method":"NotifyStatus","params":{"ts":1.0,"switch:0":{"id":0,"apower":579.0}'
            "}}"
        ),
        {Quantity.POWER: 579.0},
    ),
    "off by the backstop": (
        GEN2,
        "gymplug/events/rpc",
        (
            '{"method":"NotifyStatus","params":{"ts":1.0,"switch:0":{"id":0,"output":false,'
            '"source":"timer"}}}'
        ),
        {Quantity.RELAY: False, Quantity.BACKSTOP_REMAINING: 0.0},
    ),
    "of another component: proves life": (
        GEN2,
        "gymplug/events/rpc",
        '{"method":"NotifyStatus","params":{"ts":1.0,"sys":{}}}',
        ALIVE,
    ),
}
OTHER_PLUG_ROWS: Final[Rows] = {
    "Zigbee: cut off in the middle": (
        ZIGBEE,
        "zigbee2mqtt/gym",
        (
            '{"child_lock":"UNLOCK","current":0.56,"energy":22.5,"indicator_mode":"off/on",'
            '"linkquality":28,"power":0,"power_outage_memory":null,"state":"ON",'
            '"update":{"state":"idle"},"update_available":false,"vol'
        ),
        UNREADABLE,
    ),
    "Zigbee: the same message whole": (
        ZIGBEE,
        "zigbee2mqtt/gym",
        (
            '{"child_lock":"UNLOCK","current":0.56,"energy":22.5,"indicator_mode":"off/on",'
            '"linkquality":28,"power":0,"power_outage_memory":null,"state":"ON",'
            '"update":{"state":"idle"},"update_available":false,"voltage":230}'
        ),
        {
            Quantity.PLUG_LIFE: True,
            Quantity.RELAY: True,
            Quantity.POWER: 0.0,
            Quantity.ENERGY: 22.5,
        },
    ),
    "Zigbee: available": (
        ZIGBEE,
        "zigbee2mqtt/gym/availability",
        '{"state":"online"}',
        {Quantity.PLUG_ONLINE: True},
    ),
    "Zigbee: somebody's timed ON": (
        ZIGBEE,
        "zigbee2mqtt/gym/set",
        '{"state":"ON","on_time":300,"off_wait_time":0}',
        NOTHING,
    ),
    "Zigbee: a missing key is unchanged, not 0": (
        ZIGBEE,
        "zigbee2mqtt/gym",
        '{"linkquality":28}',
        ALIVE,
    ),
    "Zigbee: a plug that draws nothing": (
        ZIGBEE,
        "zigbee2mqtt/gym",
        '{"state":"ON","power":0}',
        {Quantity.PLUG_LIFE: True, Quantity.RELAY: True, Quantity.POWER: 0.0},
    ),
    "Zigbee: the bridge is gone": (
        ZIGBEE,
        "zigbee2mqtt/bridge/state",
        '{"state":"offline"}',
        {Quantity.PLUG_ONLINE: False},
    ),
    "Zigbee: our own question": (
        ZIGBEE,
        "zigbee2mqtt/gym/get",
        '{"state":""}',
        NOTHING,
    ),
    "ESPHome: on": (ESPHOME, "gym-plug/switch/relay/state", "ON", ON),
    "ESPHome: watts": (
        ESPHOME,
        "gym-plug/sensor/power/state",
        "412.3",
        {Quantity.POWER: 412.3},
    ),
    "ESPHome: alive": (
        ESPHOME,
        "gym-plug/status",
        "online",
        {Quantity.PLUG_ONLINE: True},
    ),
    "OpenBeken: like Tasmota, with keys of its own": (
        OPENBEKEN,
        "tele/gymplug/SENSOR",
        (
            '{ "Time": "1970-01-01T00:00:00", "ENERGY": { "Power": 0, '
            '"ApparentPower": 0, "ReactivePower": 0, "Factor": 0, '
            '"Voltage": 249.932449, "Current": 0,'
            '"ConsumptionTotal": 255.346664,"ConsumptionLastHour": 0 }}'
        ),
        {Quantity.POWER: 0.0},
    ),
    "OpenBeken: on": (OPENBEKEN, "gymplug/1/get", "1", ON),
    "OpenBeken: watts": (
        OPENBEKEN,
        "gymplug/power/get",
        "412.30",
        {Quantity.POWER: 412.3},
    ),
    "OpenBeken: our own question": (OPENBEKEN, "gymplug/1/get", "", NOTHING),
    "Z-Wave: a value with its time": (
        ZWAVE,
        "zwave/gym/50/0/value/66049",
        '{"time":1548683523859,"value":10}',
        {Quantity.POWER: 10.0},
    ),
    "Z-Wave: a switch": (
        ZWAVE,
        "zwave/gym/37/0/currentValue",
        '{"time":1548683523859,"value":false}',
        OFF,
    ),
    "Z-Wave: a switch whose gateway sends the raw value": (
        {**ZWAVE, "state": {"topic": "zwave/gym/37/0/currentValue"}},
        "zwave/gym/37/0/currentValue",
        "true",
        ON,
    ),
    "Z-Wave: the gateway is gone": (
        {
            **ZWAVE,
            "availability": {
                "topic": "zwave/_CLIENTS/ZWAVE_GATEWAY-gym/status",
                "path": "value",
            },
        },
        "zwave/_CLIENTS/ZWAVE_GATEWAY-gym/status",
        '{"value":false}',
        {Quantity.PLUG_ONLINE: False},
    ),
    "Z-Wave: somebody's command": (
        ZWAVE,
        "zwave/gym/37/0/targetValue/set",
        '{"value":false}',
        NOTHING,
    ),
    "Z-Wave: a dead node": (
        ZWAVE,
        "zwave/gym/status",
        '{"time":1548683523859,"value":false,"status":"Dead","nodeId":7}',
        {Quantity.PLUG_ONLINE: False},
    ),
}
ROWS: Final[Rows] = {
    **{f"Tasmota: {key}": row for key, row in TASMOTA_ROWS.items()},
    **{f"Shelly: {key}": row for key, row in SHELLY_ROWS.items()},
    **OTHER_PLUG_ROWS,
}


@pytest.mark.parametrize(
    ("device", "topic", "payload", "expected"), ROWS.values(), ids=ROWS.keys()
)
def test_what_it_means(device: Any, topic: str, payload: str, expected: Facts) -> None:
    readings = create_dialect(device).parse(topic, payload)
    assert (None if readings is None else facts(readings)) == expected


@pytest.mark.parametrize(
    ("device", "topic", "payload"),
    [
        pytest.param(ESPHOME, "gym-plug/switch/relay/state", "ON", id="ESPHome"),
        pytest.param(TASMOTA, "stat/pow1/POWER", "ON", id="Tasmota, PowerRetain"),
    ],
)
def test_what_is_retained_is_last_known_and_its_age_unknown(
    device: Any, topic: str, payload: str
) -> None:
    readings = create_dialect(device).parse(topic, payload, retained=True)
    assert readings
    assert all(reading.retained for reading in readings)
