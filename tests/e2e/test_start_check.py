"""The start check in a real browser: seen, read and ticked as the owner does it."""

import os
from typing import Final

import pytest

from custom_components.home_gym.start_check import OF_MACHINE
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.waiting import wait_for

from .conftest import Crowd

pytestmark = pytest.mark.timeout(120)

LIST: Final = "todo.treadmill_start_check"
PAGE: Final = f"/todo?entity_id={LIST}"
PICTURE: Final = LOCAL / "screenshots" / "start_check.png"


def test_the_start_check_is_ticked_on_its_page(crowd: Crowd) -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    house = crowd.take_first().house
    with open_dashboard(house.login, PAGE, "ha-panel-todo") as page:
        page.get_by_text("Sports shoes on").first.wait_for()
        page.get_by_text("No heels, no leather soles").first.wait_for()
        # What is to be seen of a box lies over the box itself.
        page.get_by_role("checkbox").first.click(force=True)
        left = str(len(OF_MACHINE) - 1)
        wait_for(lambda: house.api.state(LIST) == left, "one is ticked", 5.0)
        take_picture(page, Look(width=1000, height=1100), PICTURE)
