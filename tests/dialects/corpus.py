"""For every family one device and what it really says, as a bed for garbage."""

from collections.abc import Mapping
from dataclasses import dataclass

type Spoken = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One device of a family and messages of its own, in a plausible order."""

    config: Mapping[str, object]
    messages: Spoken


def _qz(*messages: tuple[str, str]) -> Spoken:
    return tuple((f"QZ/default/{name}", payload) for name, payload in messages)


GEN1 = "shellies/shellyplug-s-C18B12"
GEN2 = "shellyplusplugs-80646fd031f8"
PYMV = "homeassistant/sensor/treadmill_a1b2c3d4e5f6"

SAMPLES: Mapping[str, Sample] = {
    "qz": Sample(
        config={"dialect": "qz"},
        messages=_qz(
            ("status", "online"),
            ("workout/device/connected", "true"),
            ("workout/elapsed/total_seconds", "431"),
            ("workout/moving/seconds", "11"),
            ("workout/moving/minutes", "7"),
            ("workout/moving/hours", "0"),
            ("workout/speed/current", "5.00"),
            ("workout/distance", "0.42"),
            ("workout/treadmill/inclination/current", "1.00"),
            ("workout/treadmill/cadence/current", "110.00"),
            ("workout/moving/seconds", "12"),
            ("workout/elapsed/total_seconds", "432"),
        ),
    ),
    "nscc": Sample(
        config={"dialect": "nscc"},
        messages=(
            ("/T9800-1/readings/speed", "5.50"),
            ("/T9800-1/readings/speed", "5.51"),
            ("/T9800-1/readings/elevation", "185"),
            ("/T9800-1/emergency", "Reed switch disconnected - unsafe to operate"),
            ("/T9800-1/emergency", "Reed switch reconnected - safe to operate"),
        ),
    ),
    "pacekeeper": Sample(
        config={"dialect": "pacekeeper", "base": "pacekeeper-a1b2c3"},
        messages=(
            (
                "pacekeeper-a1b2c3/state/state",
                (
                    '{"speed_cmd":3.5,"speed_feedback":3.4,"speed_max":6,'
                    '"distance_km":0.42,"duration_sec":431,"state":"running"}'
                ),
            ),
            (
                "pacekeeper-a1b2c3/state/state",
                '{"speed_feedback":3.4,"state":"disconnected"}',
            ),
        ),
    ),
    "walkingpad_mqtt": Sample(
        config={"dialect": "walkingpad_mqtt"},
        messages=(
            (
                "walkingpad/state",
                (
                    '{"speed":3.5,"distance":0.42,"steps":512,"session_time_s":431,'
                    '"calories":21.0,"belt_state":"running","connected":true}'
                ),
            ),
            ("walkingpad/state", '{"connected": false}'),
            ("walkingpad/availability", "online"),
        ),
    ),
    "walkingpad_macos": Sample(
        config={
            "dialect": "walkingpad_macos",
            "base": "homeassistant/sensor/walkingpad",
            "confirmed": ["distance"],
        },
        messages=(
            (
                "homeassistant/sensor/walkingpad",
                (
                    '{"stepsWalkingpad":510,"stepsTotal":19202,"distanceTotal":4690,'
                    '"speedKmh":1.5}'
                ),
            ),
        ),
    ),
    "pymvtreadmill": Sample(
        config={"dialect": "pymvtreadmill", "base": PYMV},
        messages=(
            (f"{PYMV}/state", '{"speed":5.5,"inclination":2.0,"distance":100}'),
            (f"{PYMV}/speed/state", "5.50"),
            (f"{PYMV}/status", "online"),
        ),
    ),
    "stride": Sample(
        config={"dialect": "stride"},
        messages=(
            (
                "stride/treadmill/state",
                (
                    '{"speed":6.0,"beltKph":5.8,"incline":1.0,"distance":420,'
                    '"elapsed":431,"mode":"running","boardMode":2,"boardOk":true}'
                ),
            ),
            ("stride/treadmill/availability", "online"),
        ),
    ),
    "esphome_treadmill": Sample(
        config={"dialect": "esphome_treadmill", "base": "treadmill-f15"},
        messages=(
            ("treadmill-f15/status", "online"),
            ("treadmill-f15/sensor/speed/state", "5.5"),
            ("treadmill-f15/sensor/distance/state", "0.42"),
            ("treadmill-f15/sensor/elapsed_time/state", "431"),
        ),
    ),
    "esphome_ftms": Sample(
        config={"dialect": "esphome_ftms", "base": "treadmill"},
        messages=(
            ("treadmill/status", "online"),
            ("treadmill/sensor/treadmill_speed/state", "5.5"),
            ("treadmill/sensor/treadmill_speed_motor/state", "5.4"),
            ("treadmill/sensor/treadmill_time/state", "431"),
        ),
    ),
    "generic_treadmill": Sample(
        config={
            "dialect": "generic_treadmill",
            "speed": {"topic": "belt", "path": "v[0].kmh"},
            "distance": [{"topic": "belt", "path": "m"}, {"topic": "metres"}],
            "incline": {"topic": "incline"},
            "connected": {"topic": "belt", "path": "there"},
        },
        messages=(
            ("belt", '{"v":[{"kmh":5.5}],"m":420,"there":true}'),
            ("metres", "420"),
            ("incline", "-1"),
        ),
    ),
    "tasmota": Sample(
        config={"dialect": "tasmota", "topic": "pow1"},
        messages=(
            ("tele/pow1/LWT", "Online"),
            ("stat/pow1/POWER", "ON"),
            ("stat/pow1/RESULT", '{"POWER":"ON"}'),
            ("stat/pow1/RESULT", '{"PulseTime1":{"Set":7300,"Remaining":6400}}'),
            (
                "tele/pow1/SENSOR",
                '{"Time":"2018-02-15T17:37:10","ENERGY":{"Total":6.294,"Power":2635}}',
            ),
            ("tele/pow1/STATE", '{"UptimeSec":13,"POWER":"ON"}'),
        ),
    ),
    "shelly_gen1": Sample(
        config={"dialect": "shelly_gen1", "base": GEN1},
        messages=(
            (f"{GEN1}/online", "true"),
            (f"{GEN1}/relay/0", "on"),
            (f"{GEN1}/relay/0/power", "5.56"),
            (f"{GEN1}/relay/0/energy", "90000"),
            (f"{GEN1}/relay/0", "overpower"),
        ),
    ),
    "shelly_gen2": Sample(
        config={"dialect": "shelly_gen2", "base": GEN2},
        messages=(
            (f"{GEN2}/online", "true"),
            (
                f"{GEN2}/status/switch:0",
                (
                    '{"id":0, "source":"init", "output":true, "apower":639.2, '
                    '"aenergy":{"total":1039.106,"minute_ts":1657970342}}'
                ),
            ),
            (
                f"{GEN2}/events/rpc",
                (
                    '{"src":"x","dst":"y","method":"NotifyStatus","params":'
                    '{"ts":1657970346.65,"switch:0":{"id":0,"apower":579.0}}}'
                ),
            ),
            (
                f"{GEN2}/events/rpc",
                (
                    '{"src":"x","dst":"y","method":"NotifyStatus","params":{"ts":'
                    '1631186545.04,"switch:0":{"id":0,"output":false,"apower":null}}}'
                ),
            ),
        ),
    ),
    "zigbee2mqtt": Sample(
        config={"dialect": "zigbee2mqtt", "name": "gym"},
        messages=(
            ("zigbee2mqtt/bridge/state", '{"state":"online"}'),
            ("zigbee2mqtt/gym/availability", '{"state":"online"}'),
            (
                "zigbee2mqtt/gym",
                (
                    '{"current":0.56,"energy":22.5,"linkquality":28,"power":120,'
                    '"state":"ON"}'
                ),
            ),
            ("zigbee2mqtt/gym", '{"linkquality":29,"power":300,"state":"ON"}'),
            ("zigbee2mqtt/gym", '{"linkquality":28,"power":0,"state":"OFF"}'),
        ),
    ),
    "esphome_plug": Sample(
        config={"dialect": "esphome_plug", "base": "gym-plug", "energy_id": "energy"},
        messages=(
            ("gym-plug/status", "online"),
            ("gym-plug/switch/relay/state", "ON"),
            ("gym-plug/sensor/power/state", "412.3"),
            ("gym-plug/sensor/energy/state", "1500"),
        ),
    ),
    "openbeken": Sample(
        config={"dialect": "openbeken", "base": "gymplug", "confirmed": ["energy"]},
        messages=(
            ("gymplug/connected", "online"),
            ("gymplug/1/get", "1"),
            ("gymplug/power/get", "412.30"),
            ("gymplug/energycounter/get", "1500"),
            (
                "tele/gymplug/SENSOR",
                (
                    '{"Time":"1970-01-01T00:00:00","ENERGY":{"Power":0,'
                    '"ConsumptionTotal":255.346664}}'
                ),
            ),
        ),
    ),
    "generic_plug": Sample(
        config={
            "dialect": "generic_plug",
            "state": {"topic": "plug", "path": "on"},
            "power": {"topic": "plug", "path": "power[0]", "unit": "kW"},
            "energy": {"topic": "kwh"},
            "availability": {"topic": "there"},
        },
        messages=(
            ("plug", '{"on":true,"power":[0.4,0]}'),
            ("kwh", "1.5"),
            ("there", "online"),
        ),
    ),
}
