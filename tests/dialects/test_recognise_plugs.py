"""A message tells which plug sent it, of which family and which make."""

import json

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise

GEN2 = "shellyplugsg3-8cbfea9585e8"
GEN1 = "shellies/shellyplug-s-C18B12"


def notify(source: str = GEN2, **parts: object) -> str:
    """Return a notification of a later Shelly."""
    named = {name.replace("_", ":"): part for name, part in parts.items()}
    return json.dumps({"src": source, "method": "NotifyStatus", "params": named})


def gen1(base: str = GEN1, relay: int = 0) -> dict[str, object]:
    """Return the mapping of a first-generation Shelly."""
    return {"dialect": "shelly_gen1", "base": base, "relay": relay}


def gen2(base: str = GEN2, switch: int = 0) -> dict[str, object]:
    """Return the mapping of a later Shelly."""
    return {"dialect": "shelly_gen2", "base": base, "switch": switch}


def zigbee(name: str = "gym", **more: object) -> dict[str, object]:
    """Return the mapping of a Zigbee plug."""
    return {"dialect": "zigbee2mqtt", "base": "zigbee2mqtt", "name": name, **more}


def listed(*exposes: object, name: object = "gym") -> str:
    """Return the bridge's list with one plug in it, and two that are none."""
    definition = {"vendor": "Tuya", "model": "TS011F_plug_1", "exposes": exposes}
    bulb = {"type": "light", "features": [{"property": "state", "access": 7}]}
    return json.dumps(
        [
            {"friendly_name": "Coordinator", "definition": None},
            {"friendly_name": "lamp", "definition": {"exposes": [bulb]}},
            {"friendly_name": name, "definition": definition},
        ]
    )


SWITCH = {"type": "switch", "features": [{"property": "state", "access": 7}]}
STRIP = {
    "type": "switch",
    "features": [
        {"property": "state_l1", "access": 7},
        {"property": "state_l2", "access": 7},
    ],
}
POWER = {"type": "numeric", "property": "power", "access": 1}
POWER_TO_ASK = {"type": "numeric", "property": "power", "access": 5}
BEHAVIOUR = {"type": "enum", "property": "power_on_behavior", "access": 7}


@pytest.mark.parametrize(
    ("topic", "payload", "configs", "model"),
    [
        pytest.param(
            f"{GEN1}/relay/0", "on", [gen1()], "Shelly Plug S", id="gen1 relay"
        ),
        pytest.param(
            f"{GEN1}/relay/0/power", "5.56", [gen1()], "Shelly Plug S", id="gen1 watts"
        ),
        pytest.param(
            f"{GEN1}/online", "true", [gen1()], "Shelly Plug S", id="gen1 is there"
        ),
        pytest.param(
            "shellies/gym/relay/1",
            "off",
            [gen1("shellies/gym", 1)],
            "Shelly",
            id="gen1 with a name of its own",
        ),
        pytest.param(
            "house/shellyswitch25-ABCDEF/relay/1/energy",
            "7",
            [gen1("house/shellyswitch25-ABCDEF", 1)],
            "Shelly 2.5",
            id="gen1 bridged elsewhere",
        ),
        pytest.param(
            "shellies/announce",
            '{"id":"shelly1pm-AABBCC","model":"SHSW-PM","fw_ver":"1.14"}',
            [gen1("shellies/shelly1pm-AABBCC")],
            "Shelly 1PM",
            id="gen1 announces itself to all",
        ),
        pytest.param(
            f"{GEN1}/announce",
            '{"id":"shellyplug-s-C18B12","model":"SHPLG-S"}',
            [gen1()],
            "Shelly Plug S",
            id="gen1 announces itself",
        ),
        pytest.param(
            f"{GEN2}/events/rpc",
            notify(switch_0={"apower": 412.0}),
            [gen2()],
            "Shelly Plug S Gen3",
            id="gen3 notification",
        ),
        pytest.param(
            "house/gym plug/events/rpc",
            notify(switch_0={"apower": 412.0}),
            [gen2("house/gym plug")],
            "Shelly Plug S Gen3",
            id="renamed prefix: the make is in src",
        ),
        pytest.param(
            "pro/events/rpc",
            notify("shellypro4pm-f008d1d8b8b8", switch_3={}, switch_1={}, sys={}),
            [gen2("pro", 1), gen2("pro", 3)],
            "Shelly Pro 4PM",
            id="several switches",
        ),
        pytest.param(
            f"{GEN2}/events/rpc",
            notify(wifi={"rssi": -60}),
            [gen2()],
            "Shelly Plug S Gen3",
            id="a plug that tells of its network only",
        ),
        pytest.param(
            f"{GEN2}/status/switch:0",
            '{"id":0, "output":true}',
            [gen2()],
            "Shelly Plug S Gen3",
            id="status topic",
        ),
        pytest.param(
            f"{GEN2}/online", "true", [gen2()], "Shelly Plug S Gen3", id="gen3 is there"
        ),
        pytest.param(
            "zigbee2mqtt/gym",
            '{"state":"ON","power":0,"linkquality":28}',
            [zigbee()],
            "",
            id="zigbee message",
        ),
        pytest.param(
            "zigbee2mqtt/attic/gym",
            '{"state":"ON","power":0}',
            [zigbee("attic/gym")],
            "",
            id="zigbee name with levels",
        ),
        pytest.param(
            "z2m/gym",
            '{"state":"ON","power":0,"linkquality":28}',
            [{**zigbee(), "base": "z2m"}],
            "",
            id="renamed zigbee base",
        ),
        pytest.param(
            "zigbee2mqtt/gym",
            '{"state_l1":"ON","state_l2":"OFF","power":0}',
            [zigbee(endpoint="l1"), zigbee(endpoint="l2")],
            "",
            id="zigbee strip",
        ),
        pytest.param(
            "zigbee2mqtt/bridge/devices",
            listed(SWITCH, POWER, BEHAVIOUR),
            [zigbee()],
            "Tuya TS011F_plug_1",
            id="in the bridge's list",
        ),
        pytest.param(
            "zigbee2mqtt/bridge/devices",
            listed(SWITCH, POWER_TO_ASK),
            [zigbee(power_gettable=True)],
            "Tuya TS011F_plug_1",
            id="whose watts can be asked for",
        ),
        pytest.param(
            "z2m/bridge/devices",
            listed(STRIP, POWER),
            [
                {**zigbee(endpoint="l1"), "base": "z2m"},
                {**zigbee(endpoint="l2"), "base": "z2m"},
            ],
            "Tuya TS011F_plug_1",
            id="a strip in the list of a renamed base",
        ),
    ],
)
def test_recognised(
    topic: str, payload: str, configs: list[dict[str, object]], model: str
) -> None:
    """Each socket is a device, and the configuration makes its dialect."""
    found = recognise(topic, payload)
    assert [each.config for each in found] == configs
    assert {each.model for each in found} == {model}
    for each in found:
        assert create_dialect(each.config).part is each.part


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("gym/online", "true", id="anybody is online"),
        pytest.param("foo/relay/0", "on", id="anybody's relay"),
        pytest.param("foo/events/rpc", "{}", id="anybody's events"),
        pytest.param(
            "shellyhtg3-aabbccddeeff/events/rpc",
            notify("shellyhtg3-aabbccddeeff", temperature_0={}),
            id="a thermometer of the family",
        ),
        pytest.param(
            "shellyhtg3-aabbccddeeff/online", "true", id="a thermometer is there"
        ),
        pytest.param(f"{GEN2}/status/input:0", '{"state":true}', id="an input"),
        pytest.param(f"{GEN2}/rpc", '{"method":"Switch.Set"}', id="a request"),
        pytest.param(
            "shellies/announce", '{"id":"shellyrgbw2-AA","model":"SHRGBW2"}', id="lamp"
        ),
        pytest.param(
            "shellies/announce", '{"id":"a/+","model":"SHPLG-S"}', id="odd name"
        ),
        pytest.param(
            "zigbee2mqtt/sensor", '{"temperature":20,"linkquality":9}', id="a sensor"
        ),
        pytest.param("zigbee2mqtt/lamp", '{"state":"ON","linkquality":9}', id="a lamp"),
        pytest.param("zigbee2mqtt/bridge/devices", listed(POWER), id="no relay"),
        pytest.param(
            "zigbee2mqtt/bridge/devices",
            listed(SWITCH, POWER).replace(
                '"friendly_name": "gym"', '"friendly_name": "gym", "disabled": true'
            ),
            id="switched off at the bridge",
        ),
        pytest.param("zigbee2mqtt/bridge/devices", "{}", id="no list"),
        pytest.param(
            "zigbee2mqtt/bridge/devices",
            listed(SWITCH, POWER, name="a/#"),
            id="a name that is no topic",
        ),
        pytest.param("zigbee2mqtt/bridge/state", "online", id="the bridge itself"),
    ],
)
def test_not_recognised(topic: str, payload: str) -> None:
    """What is no plug, and what could be anybody's, is not offered."""
    assert recognise(topic, payload) == ()


@pytest.mark.parametrize(
    ("topic", "dialect", "config"),
    [
        pytest.param("gym/online", "shelly_gen1", gen1("gym"), id="gen1 online"),
        pytest.param("gym/relay/1", "shelly_gen1", gen1("gym", 1), id="gen1 relay"),
        pytest.param("gym/online", "shelly_gen2", gen2("gym"), id="gen2 online"),
        pytest.param(
            "gym/command/switch:2", "shelly_gen2", gen2("gym", 2), id="gen2 command"
        ),
        pytest.param(
            "zigbee2mqtt/gym/availability", "zigbee2mqtt", zigbee(), id="availability"
        ),
        pytest.param("zigbee2mqtt/gym", "zigbee2mqtt", zigbee(), id="any message"),
    ],
)
def test_believed_when_the_dialect_is_given(
    topic: str, dialect: str, config: dict[str, object]
) -> None:
    """Somebody who names the dialect need not convince us."""
    (found,) = recognise(topic, "1", dialect=dialect)
    assert found.config == config


def test_a_long_list_of_devices_is_read() -> None:
    """A house full of devices fills a message that no plug would send."""
    many = [
        {"friendly_name": f"lamp {each}" * 9, "definition": {}} for each in range(999)
    ]
    payload = json.dumps([*many, *json.loads(listed(SWITCH, POWER))])
    assert len(payload) > 65_536
    (found,) = recognise("zigbee2mqtt/bridge/devices", payload)
    assert found.identity == "gym"
