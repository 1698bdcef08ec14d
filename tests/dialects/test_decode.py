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
            "120 W, 1.2 kWh",
            id="meter",
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
        pytest.param(["foo/bar", "1"], "qz, tasmota", id="unknown topic"),
        pytest.param(
            ["foo/bar", "1", "--dialect", "tasmota"], "foo/bar", id="does not fit"
        ),
        pytest.param(
            ["QZ/default/status", "online", "--dialect", "klingon"],
            "qz, tasmota",
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
