"""What a home sees and hears of a treadmill: dashboard, lamp, remote control, drill."""

import json
import os
from typing import Final

import pytest

from custom_components.home_gym.dialects.preflight import Concern
from gymlab.__main__ import main
from gymlab.house import setup
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.stage import Stage
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import EVIDENCE_ERROR_S, prove_plug_off, prove_rest
from gymlab.simulator.records import Fact

from .conftest import Crowd

pytestmark = pytest.mark.timeout(120)

PICTURES: Final = LOCAL / "screenshots"
LOOKS: Final = {
    "dashboard": Look(width=1280, height=1000),
    "dashboard_dark": Look(width=1280, height=1000, dark=True),
    "dashboard_phone": Look(width=320, height=1900),
}
ORANGE: Final = {"r": 255, "g": 165, "b": 0}

type Capture = pytest.CaptureFixture[str]


def test_a_walk_is_seen_heard_and_stopped_from_afar(
    crowd: Crowd, capsys: Capture
) -> None:
    stage = crowd.take_first()
    began_s = walk_off(stage, 2.5)
    the_lamp_shows_the_warm_up(stage, began_s)
    the_dashboard_shows_the_walk(stage)
    the_remote_control_tells(stage, capsys)
    the_remote_control_stops(stage, capsys)


def test_the_fire_drill_measures_the_real_stop(crowd: Crowd) -> None:
    (stage,) = crowd.take(1)
    house = stage.house
    began_s = walk_off(stage, 2.0)
    stage.prove("the belt is fast", lambda: stage.treadmill.speed_kmh > 1.9, 6.0)
    setup.drill(house.api, house.entry_id, stage.treadmill.subentry_id)
    still = prove_rest(stage, began_s)
    prove_plug_off(stage, began_s)
    told = stage.prove_event("the drill has passed", "drill_done", began_s, 3.0)
    topic = f"QZ/{stage.treadmill.name}/control/stop"
    (sent,) = house.spy.heard(topic, began_s)
    really_s = stage.time_of(still) - sent.at_s
    assert told["stop_time_s"] == pytest.approx(really_s, abs=EVIDENCE_ERROR_S)
    stage.prove("nothing is left to repair", lambda: not issues(stage), 3.0)


def issues(stage: Stage) -> list[str]:
    """Return the repair issues of a machine, but for how its plug is set."""
    listed = stage.house.api.send("repairs/list_issues")["issues"]
    ids = (str(each["issue_id"]) for each in listed)
    concerns = tuple(Concern)
    return [
        each
        for each in ids
        if each.endswith(stage.treadmill.subentry_id) and not each.startswith(concerns)
    ]


def the_lamp_shows_the_warm_up(stage: Stage, since_s: float) -> None:
    """Prove on the broker that the blueprint's automation has run."""

    def is_orange() -> bool:
        heard = stage.house.spy.heard("home_gym/light", since_s)
        return any(json.loads(each.payload).get("color") == ORANGE for each in heard)

    stage.prove("the lamp shows the warm-up", is_orange, 3.0)


def the_dashboard_shows_the_walk(stage: Stage) -> None:
    """Look at the dashboard, and find the walk on it."""
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with open_dashboard(stage.house.login) as page:
        for text in ("STOP", "It hurts", "Warm-up", "2.5 km/h"):
            page.get_by_text(text).first.wait_for()
        assert page.get_by_text("Entity not found").count() == 0
        assert page.get_by_text("Configuration error").count() == 0
        for name, look in LOOKS.items():
            take_picture(page, look, PICTURES / f"{name}.png")


def the_remote_control_tells(stage: Stage, capsys: Capture) -> None:
    """Ask from a command line what goes on, and why."""
    status = remote(stage, capsys, "status", "--machine", "treadmill")
    assert "Phase: warm_up" in status
    assert "Treadmill 2" not in status
    why = remote(stage, capsys, "why", "--machine", "Treadmill")
    assert "Belt: moving" in why
    assert "Rule pain: enforce" in why


def the_remote_control_stops(stage: Stage, capsys: Capture) -> None:
    """Stop the belt from a command line, and report what hurts."""
    since_s = stage.prove("the walk is on", lambda: stage.treadmill.speed_kmh > 0)
    remote(stage, capsys, "stop", "--machine", "Treadmill")
    prove_rest(stage, since_s)
    remote(stage, capsys, "pain", "6", "--place", "knee", "--machine", "Treadmill")
    prove_plug_off(stage, since_s)
    assert stage.facts(Fact.RELAY_OFF, since_s=since_s)


def remote(stage: Stage, capsys: Capture, *words: str) -> str:
    """Run one command of the remote control and return what it prints."""
    login = stage.house.login
    status = main([*words, "--url", login.url, "--token", login.token])
    captured = capsys.readouterr()
    assert status == 0, captured.err
    return captured.out
