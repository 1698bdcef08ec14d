"""The start check in a real browser: seen, read and ticked as the owner does it."""

from contextlib import suppress
import os
from typing import Final

from playwright.sync_api import Page
import pytest

from custom_components.home_gym.start_check import OF_MACHINE
from gymlab.house.house import House
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.waiting import OverdueError, wait_for

from .conftest import Crowd

pytestmark = pytest.mark.timeout(120)

LIST: Final = "todo.treadmill_start_check"
TRIES: Final = 3
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
        tick_one(page, house)
        take_picture(page, Look(width=1000, height=1100), PICTURE)


def tick_one(page: Page, house: House) -> None:
    """Tick the first item; a click on a list that is just drawn anew gets lost."""
    left = str(len(OF_MACHINE) - 1)
    for _ in range(TRIES):
        # What is to be seen of a box lies over the box itself.
        page.get_by_role("checkbox").first.click(force=True)
        with suppress(OverdueError):
            wait_for(lambda: house.api.state(LIST) == left, "one is ticked", 5.0)
            return
    raise OverdueError("no click ticks the first item")
