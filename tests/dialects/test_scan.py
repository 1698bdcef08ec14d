"""Listening to a broker tells who is there and what they say."""

import json

import pytest

from custom_components.home_gym.dialects import recognise
from custom_components.home_gym.dialects.scan import (
    SCAN_FILTERS,
    SCAN_QUESTIONS,
    Scan,
    scan_filters,
)
from custom_components.home_gym.engine.readings import Quantity

from .corpus import SAMPLES

GEN2 = "shellyplugsg3-8cbfea9585e8"


def delta(**values: object) -> str:
    """Return what a Shelly plug says."""
    params = {"switch:0": values}
    return json.dumps({"src": GEN2, "method": "NotifyStatus", "params": params})


def matches(pattern: str, topic: str) -> bool:
    """Tell whether a topic filter lets a topic through (MQTT 5, 4.7)."""
    levels, parts = pattern.split("/"), topic.split("/")
    if levels[-1] == "#":
        levels, parts = levels[:-1], parts[: len(levels) - 1]
    pairs = zip(levels, parts, strict=False)
    return len(levels) == len(parts) and all(a in ("+", b) for a, b in pairs)


def test_a_plug_with_its_watts() -> None:
    """Shelly Plug S Gen3 'gym-plug', 412 W now."""
    scan = Scan()
    scan.hear("gym-plug/events/rpc", delta(output=True))
    scan.hear("gym-plug/events/rpc", delta(apower=412.3))
    (found,) = scan.found()
    assert (found.device.model, found.device.identity) == (
        "Shelly Plug S Gen3",
        "gym-plug",
    )
    assert found.readings[Quantity.RELAY].value is True
    assert found.readings[Quantity.POWER].value == 412.3


def test_the_description_that_tells_more_stays() -> None:
    """The bridge's list knows the make, the plug's message the watts."""
    scan = Scan()
    power = {"property": "power", "access": 5}
    switch = {"type": "switch", "features": [{"property": "state", "access": 7}]}
    definition = {"vendor": "Tuya", "model": "TS011F", "exposes": [switch, power]}
    device = {"friendly_name": "gym", "definition": definition}
    scan.hear("zigbee2mqtt/gym", '{"state":"ON","power":300,"linkquality":9}')
    scan.hear("zigbee2mqtt/bridge/devices", json.dumps([device]), retained=True)
    scan.hear("zigbee2mqtt/gym", '{"state":"ON","power":310,"linkquality":9}')
    scan.hear("zigbee2mqtt/gym", '{"state":"ON","power":320,"linkquality":9}')
    (found,) = scan.found()
    assert found.device.model == "Tuya TS011F"
    assert found.device.config["power_gettable"] is True
    assert found.readings[Quantity.POWER].value == 320.0


def test_sockets_are_devices_of_their_own() -> None:
    """Two relays of one Tasmota, two switches of one Shelly."""
    scan = Scan()
    for topic, payload in (
        ("stat/pow1/POWER2", "ON"),
        ("stat/pow1/POWER1", "ON"),
        (f"{GEN2}/status/switch:1", '{"output":true}'),
        (f"{GEN2}/status/switch:0", '{"output":true}'),
        ("QZ/default/status", "online"),
    ):
        scan.hear(topic, payload)
    assert [(each.device.part, each.device.identity) for each in scan.found()] == [
        ("plug", "pow1"),
        ("plug", "pow1"),
        ("plug", GEN2),
        ("plug", GEN2),
        ("treadmill", "default"),
    ]


def test_who_was_heard_can_be_asked() -> None:
    """Their present state is a question and an answer away."""
    scan = Scan()
    scan.hear("gym-plug/events/rpc", delta(output=True))
    (question,) = scan.questions()
    asked = json.loads(question.payload)
    answers = f"{asked['src']}/rpc"
    assert answers in scan.answers()
    result = {"output": True, "apower": 7.5}
    told = {"id": asked["id"], "dst": asked["src"], "result": result}
    scan.hear(answers, json.dumps(told))
    assert scan.found()[0].readings[Quantity.POWER].value == 7.5


def test_a_crowd_is_limited() -> None:
    """A broker full of plugs costs no more than a few dozen."""
    scan = Scan()
    for number in range(500):
        scan.hear(f"tele/plug{number}/LWT", "Online")
    assert len(scan.found()) == 64


def test_nobody_is_told_to_do_anything() -> None:
    """The one question to all has the first generation introduce itself."""
    (question,) = SCAN_QUESTIONS
    assert (question.topic, question.payload) == ("shellies/command", "announce")


@pytest.mark.parametrize(
    "topic",
    [
        "QZ/default/status",
        "tasmota/discovery/A4CF12AABBCC/config",
        "tele/pow1/LWT",
        "shellies/announce",
        "shellies/shellyplug-s-C18B12/relay/0/power",
        f"{GEN2}/events/rpc",
        "house/gym-plug/events/rpc",
        f"{GEN2}/status/switch:0",
        "zigbee2mqtt/bridge/devices",
        "house/z2m/bridge/devices",
        "zigbee2mqtt/attic/gym",
    ],
)
def test_the_filters_let_every_family_through(topic: str) -> None:
    """What is recognised is also heard."""
    assert any(matches(pattern, topic) for pattern in SCAN_FILTERS)


@pytest.mark.parametrize("key", sorted(SAMPLES.keys() - {"esphome_treadmill"}))
def test_a_family_that_can_be_recognised_is_listened_to(key: str) -> None:
    """What the scan would know a device by is among what it hears."""
    topics = [each[0] for each in SAMPLES[key].messages if recognise(*each)]
    heard = [
        topic
        for topic in topics
        if any(matches(each, topic) for each in scan_filters())
    ]
    assert heard or not topics
