"""A plug that would lift a lock is told of, and set in a browser by who agrees."""

import os
from typing import Final

import pytest

from custom_components.home_gym.dialects.preflight import Concern
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.stage import Stage
from gymlab.simulator.machine import Machine
from gymlab.simulator.records import Cause

from .conftest import Crowd

pytestmark = pytest.mark.timeout(120)

PICTURES: Final = LOCAL / "screenshots"
LOOKS: Final = {
    "plug_repair": Look(width=900, height=700),
    "plug_repair_dark": Look(width=900, height=700, dark=True),
    "plug_repair_phone": Look(width=320, height=700),
}
BUTTON: Final = "Set it in the plug"


def power_on_state(machine: Machine) -> int:
    """Return what the simulated plug does after a power cut."""
    assert machine.plug is not None
    return machine.plug.power_on_state


def is_told(stage: Stage) -> bool:
    """Tell whether the repair is there."""
    listed = stage.house.api.send("repairs/list_issues")["issues"]
    wanted = f"{Concern.RETURNS_AS_BEFORE}_{stage.treadmill.subentry_id}"
    return wanted in {each["issue_id"] for each in listed}


def test_the_owner_sets_the_plug(crowd: Crowd) -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    stage = crowd.take_shipped()
    name = stage.treadmill.choices.name
    stage.prove("the repair is there", lambda: is_told(stage), 15.0)
    with open_dashboard(
        stage.house.login, "/config/repairs", "ha-config-repairs"
    ) as at:
        at.get_by_text(f"{name} gets its power back", exact=False).first.click()
        button = at.get_by_role("button", name=BUTTON)
        button.wait_for()
        at.get_by_text("PowerOnState").first.wait_for()
        for picture, look in LOOKS.items():
            take_picture(at, look, PICTURES / f"{picture}.png")
        assert stage.house.shell.call(stage.treadmill.name, power_on_state) == 3
        button.click()
        stage.prove("the repair is gone", lambda: not is_told(stage), 15.0)
    assert stage.house.shell.call(stage.treadmill.name, power_on_state) == 0
    assert stage.treadmill.ledger.switch_ons_by(Cause.REMOTE) == []
