"""A message tells which device sent it."""

import json

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

DISCOVERY_TOPIC = "tasmota/discovery/A4CF12AABBCC/config"
DISCOVERY = {
    "dn": "Gym",
    "mac": "A4CF12AABBCC",
    "ofln": "Offline",
    "onln": "Online",
    "state": ["Aus", "Ein", "TOGGLE", "HOLD"],
    "t": "gym-plug",
    "ft": "%prefix%/home/%topic%/",
    "tp": ["cmnd", "stat", "tele"],
    "rl": [1, 0, 1],
}


@pytest.mark.parametrize(
    ("topic", "payload", "config", "identity"),
    [
        pytest.param(
            "QZ/default/status",
            "online",
            {"dialect": "qz", "base": "QZ/default"},
            "default",
            id="QZ's retained status",
        ),
        pytest.param(
            "QZ/default/workout/status",
            "online",
            {"dialect": "qz", "base": "QZ/default"},
            "default",
            id="an early QZ's status",
        ),
        pytest.param(
            "QZ/attic/workout/speed/current",
            "5.00",
            {"dialect": "qz", "base": "QZ/attic"},
            "attic",
            id="QZ with a name",
        ),
        pytest.param(
            "bridged/gym/workout/speed/current",
            "5.00",
            {"dialect": "qz", "base": "bridged/gym"},
            "gym",
            id="QZ with another base",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            "{}",
            {
                "dialect": "tasmota",
                "topic": "pow1",
                "full_topic": "%prefix%/%topic%/",
                "relay": 1,
            },
            "pow1",
            id="Tasmota as shipped",
        ),
        pytest.param(
            "tasmota/pow1/tele/LWT",
            "Online",
            {
                "dialect": "tasmota",
                "topic": "pow1",
                "full_topic": "tasmota/%topic%/%prefix%/",
                "relay": 1,
            },
            "pow1",
            id="Tasmota with the prefix last",
        ),
        pytest.param(
            "home/stat/gym/pow1/POWER2",
            "ON",
            {
                "dialect": "tasmota",
                "topic": "pow1",
                "full_topic": "home/%prefix%/gym/%topic%/",
                "relay": 2,
            },
            "pow1",
            id="Tasmota's second relay",
        ),
        pytest.param(
            "stat/tele/RESULT",
            '{"POWER2":"ON"}',
            {
                "dialect": "tasmota",
                "topic": "tele",
                "full_topic": "%prefix%/%topic%/",
                "relay": 2,
            },
            "tele",
            id="Tasmota plug that is called like a prefix",
        ),
    ],
)
def test_recognised(
    topic: str, payload: str, config: dict[str, object], identity: str
) -> None:
    """The configuration that is found makes a dialect that listens to the topic."""
    (found,) = recognise(topic, payload)
    assert found.config == config
    assert found.identity == identity
    dialect = create_dialect(found.config)
    assert found.part is dialect.part
    assert dialect.parse(topic, payload) != ()


@pytest.mark.parametrize(
    "topic",
    [
        pytest.param("zigbee2mqtt/gym", id="another family"),
        pytest.param("foo/status", id="anybody's status"),
        pytest.param("foo/workout/other", id="anybody's workout"),
        pytest.param("tele/SENSOR", id="no device"),
        pytest.param("tele//SENSOR", id="device without a name"),
        pytest.param("tele/pow1/state", id="names have a case"),
        pytest.param("tele/pow1/POWER", id="a state is no telemetry"),
        pytest.param("cmnd/pow1/POWER", id="a command to somebody"),
        pytest.param("a%b/tele/pow1/SENSOR", id="level that no template can hold"),
        pytest.param("stat", id="only a prefix"),
        pytest.param("", id="empty"),
    ],
)
def test_not_recognised(topic: str) -> None:
    """A topic that anybody could have is nobody's."""
    assert recognise(topic, "1") == ()


@pytest.mark.parametrize(
    ("topic", "dialect", "identity"),
    [
        pytest.param("gym/status", "qz", "gym", id="QZ's status under any base"),
        pytest.param("QZ/default/control/start", "qz", "default", id="QZ's command"),
        pytest.param("cmnd/pow1/POWER", "tasmota", "pow1", id="Tasmota's command"),
        pytest.param(
            "stat/pow1/LOGGING", "tasmota", "pow1", id="Tasmota's other topic"
        ),
        pytest.param("tele/pow1/LWT", "tasmota", "pow1", id="Tasmota's usual topic"),
    ],
)
def test_believed_when_the_dialect_is_given(
    topic: str, dialect: str, identity: str
) -> None:
    """Somebody who names the dialect need not convince us."""
    (found,) = recognise(topic, "1", dialect=dialect)
    assert found.identity == identity


@pytest.mark.parametrize("dialect", ["generic_plug", "qz", "nonsense"])
def test_a_given_dialect_has_to_fit(dialect: str) -> None:
    """A plug's topic is no treadmill's, and generic devices look like nothing."""
    assert recognise("tele/pow1/LWT", "Online", dialect=dialect) == ()


def test_tasmota_discovery_tells_every_setting() -> None:
    """Prefixes, order, words and relays come from the plug itself."""
    first, third = recognise(DISCOVERY_TOPIC, json.dumps(DISCOVERY))
    assert [first.config["relay"], third.config["relay"]] == [1, 3]
    assert first.identity == "gym-plug"
    assert first.part is Part.PLUG
    plug = create_dialect(third.config)
    assert plug.subscriptions() == ("stat/home/gym-plug/+", "tele/home/gym-plug/+")
    readings = plug.parse("stat/home/gym-plug/POWER3", "Aus")
    assert facts(readings) == {Quantity.RELAY: False}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"t": None}, id="no topic"),
        pytest.param({"t": "a/#"}, id="topic with a wildcard"),
        pytest.param({"ft": "%prefix%/"}, id="full topic without the topic"),
        pytest.param({"tp": ["cmnd"]}, id="prefixes missing"),
        pytest.param({"tp": [1, 2, 3]}, id="prefixes are numbers"),
        pytest.param({"rl": [0, 2, 3]}, id="a light and a shutter"),
        pytest.param({"rl": "11"}, id="relays are text"),
        pytest.param({"state": ["On", "On"]}, id="words that say nothing"),
    ],
)
def test_odd_discovery_is_nothing(change: dict[str, object]) -> None:
    """What cannot be used is not offered."""
    assert recognise(DISCOVERY_TOPIC, json.dumps({**DISCOVERY, **change})) == ()


def test_unreadable_discovery_is_nothing() -> None:
    """A deleted discovery message raises nothing."""
    assert recognise(DISCOVERY_TOPIC, "") == ()
