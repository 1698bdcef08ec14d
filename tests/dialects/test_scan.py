"""Listening to a broker tells who is there and what they say."""

from itertools import pairwise
import json
import os
from random import Random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.scan import (
    SCAN_FILTERS,
    Scan,
    scan_filters,
    scan_questions,
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
    question = scan.questions()[-1]
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


@pytest.mark.parametrize("seconds", [(431, 432, 433, 0, 1), (431, 12, 432, 13)])
def test_two_phones_in_one_name_are_noticed(seconds: tuple[int, ...]) -> None:
    """One workout may begin anew; two count on beside each other."""
    scan = Scan()
    for elapsed_s in seconds:
        scan.hear("QZ/default/workout/elapsed/total_seconds", str(elapsed_s))
    falls = sum(after < before for before, after in pairwise(seconds))
    assert [each.twofold for each in scan.found()] == [falls > 1]


def test_nobody_is_told_to_do_anything() -> None:
    """The questions to all have them introduce themselves."""
    assert [(each.topic, each.payload) for each in scan_questions()] == [
        ("shellies/command", "announce"),
        ("ha/status", "online"),
    ]


@pytest.mark.parametrize(
    "topic",
    [
        "QZ/default/status",
        "tasmota/discovery/A4CF12AABBCC/config",
        "tele/pow1/LWT",
        "house/strip/tele/LWT",
        "attic/house/strip/tele/LWT",
        "shellies/announce",
        "shellies/shellyplug-s-C18B12/relay/0/power",
        f"{GEN2}/events/rpc",
        "house/gym-plug/events/rpc",
        "attic/house/gym-plug/events/rpc",
        "attic/house/gym-plug/online",
        f"{GEN2}/status/switch:0",
        "zigbee2mqtt/bridge/devices",
        "house/z2m/bridge/devices",
        "attic/house/z2m/bridge/devices",
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


INFO = {"id": GEN2, "name": "Gym", "model": "S3PL-00112EU", "gen": 3, "app": "PlugSG3"}


def answer(question: Publication, result: object) -> tuple[str, str]:
    """Return what a Shelly answers, and where."""
    asked = json.loads(question.payload)
    told = {"id": asked["id"], "src": GEN2, "dst": asked["src"], "result": result}
    return f"{asked['src']}/rpc", json.dumps(told)


def test_a_shelly_that_only_says_it_is_there_is_asked() -> None:
    """It has another prefix, and has been idle for long."""
    scan = Scan()
    scan.hear("attic/plug/online", "true", retained=True)
    assert not scan.found()
    assert scan.has_questions
    info, status = scan.questions()
    assert not scan.has_questions
    assert {info.topic, status.topic} == {"attic/plug/rpc"}
    scan.hear(*answer(info, INFO))
    scan.hear(*answer(status, {"switch:0": {"output": False, "apower": 0.0}}))
    (found,) = scan.found()
    assert found.config == {
        "dialect": "shelly_gen2",
        "base": "attic/plug",
        "switch": 0,
    }
    assert (found.device.model, found.device.name) == ("Shelly Plug S Gen3", "Gym")
    (question,) = scan.questions()
    assert json.loads(question.payload)["method"] == "Switch.GetStatus"


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("attic/plug/online", "false", id="gone"),
        pytest.param("attic/plug/online", "yes", id="words of somebody else"),
        pytest.param("attic/+/online", "true", id="no topic"),
        pytest.param("shellies/attic/online", "true", id="first generation"),
        pytest.param("x/shellyplug-s-C18B12/online", "true", id="one with its name"),
        pytest.param("attic/events/rpc", "[]", id="not a notification"),
    ],
)
def test_who_is_no_later_shelly_is_not_asked(topic: str, payload: str) -> None:
    """Nobody gets a request that is not for it."""
    scan = Scan()
    scan.hear(topic, payload)
    assert not [each for each in scan.questions() if each.topic.endswith("/rpc")]


def test_an_answer_that_nobody_asked_for_is_none() -> None:
    """Somebody else asks them as well."""
    scan = Scan()
    scan.hear("attic/online", "true")
    _, status = scan.questions()
    topic, payload = answer(status, {"switch:0": {"output": True}})
    for other in ({"id": 99}, {"dst": "iobroker"}, {"result": None}):
        scan.hear(topic, json.dumps({**json.loads(payload), **other}))
    scan.hear("iobroker/rpc", payload)
    assert not scan.found()


def test_each_is_asked_once() -> None:
    """A crowd of messages is no crowd of questions."""
    scan = Scan()
    for _ in range(3):
        scan.hear("tele/pow1/LWT", "Online", retained=True)
        scan.hear(f"{GEN2}/online", "true")
    assert len(scan.questions()) == 2 + 2 + 1
    scan.hear("tele/pow1/LWT", "Online")
    scan.hear("stat/pow1/POWER", "ON")
    assert not scan.questions()


@pytest.mark.parametrize(
    ("messages", "base"),
    [
        pytest.param(
            [
                ("tele/pow1/LWT", "Online"),
                ("stat/pow1/STATUS11", '{"StatusSTS":{"POWER":"ON"}}'),
                ("stat/pow1/STATUS8", '{"StatusSNS":{"Time":"x"}}'),
            ],
            "pow1",
            id="Tasmota",
        ),
        pytest.param(
            [("shellies/announce", '{"id":"shelly1-AABBCC","model":"SHSW-1"}')],
            "shelly1-AABBCC",
            id="Shelly 1",
        ),
        pytest.param(
            [
                (
                    "zigbee2mqtt/bridge/devices",
                    json.dumps(
                        [
                            {
                                "friendly_name": "gym",
                                "definition": {
                                    "exposes": [
                                        {
                                            "type": "switch",
                                            "features": [
                                                {"property": "state", "access": 7}
                                            ],
                                        }
                                    ]
                                },
                            }
                        ]
                    ),
                )
            ],
            "gym",
            id="Zigbee",
        ),
    ],
)
def test_a_plug_that_measures_no_power(
    messages: list[tuple[str, str]], base: str
) -> None:
    """It is offered, and taken for what it is."""
    scan = Scan()
    for message in messages:
        scan.hear(*message)
    (found,) = scan.found()
    assert found.device.identity == base
    assert not found.metered
    assert found.config["metered"] is False
    create_dialect(found.config)


def test_a_shelly_that_measures_no_power() -> None:
    """Its status has no watts."""
    scan = Scan()
    scan.hear("attic/online", "true")
    scan.hear(*answer(scan.questions()[1], {"switch:0": {"output": False}}))
    (found,) = scan.found()
    assert found.config["metered"] is False


def test_what_only_measures_is_no_plug() -> None:
    """A thermometer runs on Tasmota as well."""
    scan = Scan()
    scan.hear("tele/cellar/LWT", "Online", retained=True)
    assert scan.found()
    scan.hear("stat/cellar/STATUS11", '{"StatusSTS":{"Uptime":"0T00:00:13"}}')
    assert not scan.found()


def test_all_relays_of_a_tasmota_are_found_by_its_answer() -> None:
    """Its last will tells of none."""
    scan = Scan()
    scan.hear("house/strip/tele/LWT", "Online", retained=True)
    asked = scan.questions()
    assert {each.topic for each in asked} == {"house/strip/cmnd/STATUS"}
    scan.hear(
        "house/strip/stat/STATUS11",
        '{"StatusSTS":{"POWER1":"ON","POWER2":"OFF"}}',
    )
    readings = [each.readings[Quantity.RELAY].value for each in scan.found()]
    assert readings == [True, False]


def test_those_who_are_good_for_most_come_first() -> None:
    """Then those that only switch, and last those that are not there."""
    scan = Scan()
    scan.hear("tele/a/LWT", "Offline", retained=True)
    scan.hear("tele/b/LWT", "Online", retained=True)
    scan.hear("stat/b/STATUS8", '{"StatusSNS":{}}')
    scan.hear("stat/b/POWER", "ON")
    scan.hear("tele/c/LWT", "Online", retained=True)
    assert [each.device.identity for each in scan.found()] == ["c", "b", "a"]


# All that a search ever asks, whoever is there.
_READ_ONLY_METHODS = {"Shelly.GetDeviceInfo", "Shelly.GetStatus", "Switch.GetStatus"}


def only_reads(question: Publication) -> bool:
    """Tell whether a message can change nothing."""
    topic, payload = question.topic, question.payload
    if topic.endswith("/rpc"):
        return json.loads(payload)["method"] in _READ_ONLY_METHODS
    if topic.endswith("/get"):
        return payload == "" or set(json.loads(payload).values()) == {""}
    if topic.endswith("/STATUS"):
        return payload in {"8", "11"}
    return (topic.rpartition("/")[2], payload) in {
        ("command", "update"),
        ("command", "announce"),
        ("status", "online"),
    }


@settings(max_examples=200 if os.environ.get("HOME_GYM_ALL") else 40)
@given(st.randoms(use_true_random=False))
def test_a_search_never_switches_anything(random: Random) -> None:
    """Whatever is heard, in whatever order, only questions are asked."""
    scan = Scan()
    messages = [each for sample in SAMPLES.values() for each in sample.messages]
    messages += [(f"{GEN2}/online", "true"), ("x/online", "true")]
    for topic, payload in random.sample(messages, len(messages)):
        scan.hear(topic, payload)
        questions = scan.questions()
        assert all(map(only_reads, questions)), questions
        for each in questions:
            if each.topic.endswith("/rpc"):
                scan.hear(*answer(each, {"switch:0": {"output": True}, **INFO}))
    assert all(map(only_reads, (*scan.questions(), *scan_questions())))
