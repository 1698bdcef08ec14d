"""`gymlab decode` knows the families that are told by profiles, and those to come."""

import json
from pathlib import Path

import pytest

from gymlab.__main__ import main

PROFILE = """\
name: Mine
part: treadmill
parameters:
  base:
    example: gym
recognise:
  - topic: "{base}/belt"
speed:
  topic: "{base}/belt"
"""


def decode(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """Return what is printed for a message that can be read."""
    assert main(["decode", *words]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert isinstance(printed, dict)
    return printed


@pytest.mark.parametrize(
    ("topic", "payload", "dialect", "meaning"),
    [
        pytest.param(
            "pacekeeper-a1b2c3/state/state",
            '{"speed_feedback":3.4,"state":"disconnected"}',
            "pacekeeper",
            "treadmill unknown",
            id="PaceKeeper, disconnected: the 3.4 is ignored",
        ),
        pytest.param(
            "walkingpad/state",
            '{"speed":3.5,"distance":0.42,"session_time_s":431,"belt_state":"running"}',
            "walkingpad_mqtt",
            "speed 3.5 km/h, distance 420 m, elapsed time 431 s",
            id="walkingpad-mqtt",
        ),
        pytest.param(
            "/T9800-1/emergency",
            "Reed switch disconnected - unsafe to operate",
            "nscc",
            "treadmill unknown",
            id="NSCC, safety key out",
        ),
        pytest.param(
            "homeassistant/sensor/treadmill_a1b2/state",
            '{"speed":5.5,"inclination":2.0,"distance":100}',
            "pymvtreadmill",
            "speed 5.5 km/h, incline 2 %, distance 100 m",
            id="pymvtreadmill",
        ),
        pytest.param(
            "stride/treadmill/state",
            '{"speed":6,"beltKph":0,"boardMode":2}',
            "stride",
            "belt stopped (if fresh), target speed 6 km/h",
            id="STRIDE, whose speed is what was asked for",
        ),
        pytest.param(
            "treadmill-f15/sensor/operation_mode/state",
            "Running",
            "esphome_treadmill",
            "nothing to learn",
            id="ESPHome's mode",
        ),
        pytest.param(
            "gym-plug/switch/relay/state",
            "ON",
            "esphome_plug",
            "relay on",
            id="ESPHome plug",
        ),
        pytest.param(
            "gymplug/power/get", "412.30", "openbeken", "412.3 W", id="OpenBeken"
        ),
    ],
)
def test_meaning(
    capsys: pytest.CaptureFixture[str],
    topic: str,
    payload: str,
    dialect: str,
    meaning: str,
) -> None:
    printed = decode(capsys, topic, payload)
    assert (printed["dialect"], printed["meaning"]) == (dialect, meaning)


def test_a_lost_walkingpad_is_unknown_once_the_family_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("walkingpad/state", '{"connected": false}')
    printed = decode(capsys, *words, "--dialect", "walkingpad_mqtt")
    assert printed["meaning"] == "treadmill unknown"


def test_a_retained_running_is_last_known(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("walkingpad/state", '{"speed":3.5,"belt_state":"running"}', "--retained")
    printed = decode(capsys, *words, "--dialect", "walkingpad_mqtt")
    assert printed["meaning"] == "last known, age unknown: speed 3.5 km/h"


def test_a_profile_of_ones_own_can_be_tried(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PROFILE)
    printed = decode(capsys, "gym/belt", "3.5", "--profile", str(path))
    assert (printed["dialect"], printed["meaning"]) == ("mine", "speed 3.5 km/h")
    assert printed["config"] == {"dialect": "mine", "base": "gym"}


def test_a_broken_profile_is_told_line_by_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(PROFILE + '  unit: kn\nstart:\n  topic: "{base}/do"\n')
    assert main(["decode", "gym/belt", "3.5", "--profile", str(path)]) == 2
    printed = capsys.readouterr().err
    assert f"{path}:11: start" in printed
    assert f"{path}:10: speed.unit = kn breaks the rule choice (km/h" in printed


def test_a_profile_cannot_take_the_name_of_a_family(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "stride.yaml"
    path.write_text(PROFILE)
    assert main(["decode", "gym/belt", "3.5", "--profile", str(path)]) == 2
    assert "'stride' comes along: rename the file" in capsys.readouterr().err
