"""`gymlab decode` says in plain words what a message means."""

import json

import pytest

from gymlab.__main__ import main


def decode(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """Return what is printed for a message that can be read."""
    assert main(["decode", *words]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert isinstance(printed, dict)
    return printed


@pytest.mark.parametrize(
    ("topic", "payload", "meaning"),
    [
        pytest.param("tele/pow1/LWT", "Offline", "plug unavailable", id="will"),
        pytest.param("stat/pow1/RESULT", '{"POWER1":"ON"}', "relay 1 on", id="relay"),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime1":{"Set":7300,"Remaining":6400}}',
            "armed 7200 s, 6300 s left",
            id="backstop",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime1":{"Set":50,"Remaining":20}}',
            "armed 5 s, 2 s left",
            id="backstop in tenths",
        ),
        pytest.param(
            "stat/pow1/RESULT",
            '{"PulseTime1":{"Set":0,"Remaining":0}}',
            "not armed, 0 s left",
            id="no backstop",
        ),
        pytest.param(
            "tele/pow1/SENSOR",
            '{"Time":"…","ENERGY":{"Power":[120,0],"Total":1.2}}',
            "120 W",
            id="meter of two channels, whose counter is not ours",
        ),
        pytest.param(
            "QZ/default/status",
            "offline",
            "bridge dead: belt unknown, not stopped",
            id="bridge",
        ),
        pytest.param(
            "QZ/default/workout/speed/current",
            "0.00",
            "belt stopped (if fresh)",
            id="standing belt",
        ),
        pytest.param(
            "QZ/default/workout/speed/current", "5.00", "speed 5 km/h", id="speed"
        ),
        pytest.param(
            "QZ/default/workout/device/connected",
            "false",
            "treadmill unknown",
            id="treadmill gone",
        ),
        pytest.param(
            "QZ/default/workout/watts/current",
            "153.00",
            "treadmill alive, nothing new about it",
            id="human power",
        ),
        pytest.param(
            "QZ/default/control/start", "1", "nothing to learn", id="a command"
        ),
    ],
)
def test_meaning(
    capsys: pytest.CaptureFixture[str], topic: str, payload: str, meaning: str
) -> None:
    """The meaning is the one that the facts about the protocols give."""
    assert decode(capsys, topic, payload)["meaning"] == meaning


@pytest.mark.parametrize(
    ("dialect", "topic", "payload", "meaning"),
    [
        pytest.param(
            "shelly_gen1",
            "shellies/shellyplug-s-C18B12/relay/0",
            "overpower",
            "relay 0 off",
            id="tripped",
        ),
        pytest.param(
            "shelly_gen1",
            "shellies/shellyplug-s-C18B12/relay/0/energy",
            "90000",
            "1.5 kWh",
            id="Watt-minutes",
        ),
        pytest.param(
            "shelly_gen1",
            "shellies/shellyplug-s-XXYYYY/relay/0/power",
            "5.56",
            "5.56 W",
            id="logged watts",
        ),
        pytest.param(
            "shelly_gen1",
            "shellies/shellyswitch-559F55/online",
            "false",
            "plug unavailable",
            id="logged will",
        ),
        pytest.param(
            "shelly_gen2",
            "gym-plug/events/rpc",
            '{"method":"NotifyStatus","params":'
            '{"ts":1.0,"switch:0":{"id":0,"apower":579.0}}}',
            "579 W",
            id="delta: output unchanged",
        ),
        pytest.param(
            "shelly_gen2",
            "gym-plug/events/rpc",
            '{"method":"NotifyStatus","params":'
            '{"ts":1.0,"switch:0":{"id":0,"output":false,"source":"timer"}}}',
            "relay 0 off, 0 s left",
            id="off by backstop",
        ),
        pytest.param(
            "shelly_gen2",
            "gym-plug/events/rpc",
            '{"method":"NotifyStatus","params":{"ts":1.0,"sys":{"uptime":5}}}',
            "plug alive, nothing new about it",
            id="system news prove life",
        ),
        pytest.param(
            "zigbee2mqtt",
            "zigbee2mqtt/gym",
            '{"linkquality":28}',
            "plug alive, nothing new about it",
            id="missing keys are unchanged",
        ),
        pytest.param(
            "zigbee2mqtt",
            "zigbee2mqtt/gym",
            '{"state":"ON","power":0}',
            "plug alive, nothing new about it, last known, age unknown: relay on, 0 W",
            id="the merged cache is a snapshot",
        ),
        pytest.param(
            "zigbee2mqtt",
            "zigbee2mqtt/gym/availability",
            '{"state":"offline"}',
            "plug unavailable",
            id="not available",
        ),
    ],
)
def test_meaning_in_a_dialect(
    capsys: pytest.CaptureFixture[str],
    dialect: str,
    topic: str,
    payload: str,
    meaning: str,
) -> None:
    """Shelly and Zigbee plugs are understood as the facts about them say."""
    assert decode(capsys, topic, payload, "--dialect", dialect)["meaning"] == meaning


def test_all_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """A report has the device, the readings with units, and a configuration."""
    topic = "QZ/default/workout/distance"
    assert decode(capsys, topic, "0.42", "--retained") == {
        "readable": True,
        "dialect": "qz",
        "device": "default",
        "part": "treadmill",
        "retained": True,
        "readings": [{"quantity": "distance_m", "value": 420.0, "unit": "m"}],
        "meaning": "last known, age unknown: distance 420 m",
        "config": {"dialect": "qz", "base": "QZ/default"},
    }


def test_a_retained_zero_is_not_a_stopped_belt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Retained is not new."""
    topic = "QZ/default/workout/speed/current"
    printed = decode(capsys, topic, "0.00", "--retained")
    assert printed["meaning"] == "last known, age unknown: speed 0 km/h"


def test_a_dialect_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    """A topic that could be anybody's is read in the language that is named."""
    printed = decode(capsys, "gym/status", "online", "--dialect", "qz")
    assert printed["device"] == "gym"


def test_a_configuration_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    """A device with a language of its own is read as it is described."""
    config = '{"power": {"topic": "plug/power", "unit": "kW"}}'
    words = ("--dialect", "generic_plug", "--config", config)
    printed = decode(capsys, "plug/power", "0.4", *words)
    assert printed["meaning"] == "400 W"


def test_unreadable(capsys: pytest.CaptureFixture[str]) -> None:
    """A payload that makes no sense is a report as well, with exit status 1."""
    assert main(["decode", "stat/pow1/RESULT", "banana"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["readable"] is False
    assert printed["dialect"] == "tasmota"
    assert printed["readings"] == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        pytest.param(["foo/bar", "1"], "qz, shelly_gen1", id="unknown topic"),
        pytest.param(
            ["foo/bar", "1", "--dialect", "tasmota"], "foo/bar", id="does not fit"
        ),
        pytest.param(
            ["QZ/default/status", "online", "--dialect", "klingon"],
            "qz, shelly_gen1",
            id="unknown dialect",
        ),
        pytest.param(
            ["foo/bar", "1", "--dialect", "generic_plug"],
            "--config",
            id="generic without a configuration",
        ),
        pytest.param(
            ["foo/bar", "1", "--config", '{"dialect":"tasmota"}'],
            "topic = None",
            id="incomplete configuration",
        ),
        pytest.param(["foo/bar", "1", "--config", "[]"], "object", id="no object"),
        pytest.param(["foo/bar", "1", "--config", "{"], "line 1", id="no JSON"),
    ],
)
def test_unknown(
    capsys: pytest.CaptureFixture[str], words: list[str], hint: str
) -> None:
    """What nobody understands is exit status 2 and one line of help."""
    assert main(["decode", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert hint in printed.err
    assert printed.err.count("\n") == 1
