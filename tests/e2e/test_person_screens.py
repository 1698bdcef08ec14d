"""What somebody sees of themselves: their lists before a walk, and what holds now."""

import os
from typing import Final

from playwright.sync_api import Page
import pytest

from gymlab.house import setup
from gymlab.house.house import House, HousePlan
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.setup import PersonChoices
from gymlab.house.stories import STORIES
from gymlab.house.waiting import wait_for

from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PICTURES: Final = LOCAL / "screenshots" / "person"
LOOKS: Final = {
    "wide": Look(width=1280, height=1000),
    "wide_dark": Look(width=1280, height=1000, dark=True),
    "phone": Look(width=390, height=1200),
    "phone_dark": Look(width=390, height=1200, dark=True),
}
ANNA: Final = PersonChoices(name="Anna", policy="gentle_back")
PAGE: Final = "/config/integrations/integration/home_gym"
ROW: Final = "ha-config-entry-row"
OWN: Final = "Not by the policy alone"
FIRST_WALK: Final = "A first walk is a short one, instead of 40 min"


def test_somebody_looks_at_their_lists_and_at_what_holds_for_them() -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    machine = STORIES["long-session"].machine
    with quiet_house(HousePlan(machines=[machine(1)])) as house:
        anna_is_chosen(house)
        with open_dashboard(house.login) as page:
            the_lists_are_there(page)
            keep(page, "dashboard")
        with open_dashboard(house.login, PAGE, ROW) as page:
            page.get_by_role("button", name="Change person").first.click()
            page.get_by_text("What holds now").click()
            page.get_by_text(OWN).wait_for()
            page.get_by_text(FIRST_WALK).first.wait_for()
            keep(page, "what_holds_now")
            page.get_by_role("button", name="Back", exact=True).click()
            page.get_by_text("Single numbers that differ").click()
            page.get_by_text("The way back after pain").wait_for()
            keep(page, "numbers")


def anna_is_chosen(house: House) -> None:
    """Add somebody, and choose her as soon as she can be."""
    setup.add_person(house.api, house.entry_id, ANNA)
    (treadmill,) = house.treadmills.values()
    walker = treadmill.entities["walker"]

    def can_be_chosen() -> bool:
        told = house.api.request(f"states/{walker}")
        return ANNA.name in told["attributes"]["options"]

    wait_for(can_be_chosen, "Anna can be chosen", 20.0)
    treadmill.choose_walker(ANNA.name)


def the_lists_are_there(page: Page) -> None:
    """Find the treadmill's list, and how much is open of the person's own."""
    page.get_by_text("Safety key clipped to your clothes").wait_for()
    page.get_by_text("of their own to look at").wait_for()
    assert page.get_by_text("Entity not found").count() == 0
    assert page.get_by_text("Configuration error").count() == 0


def keep(page: Page, name: str) -> None:
    """Keep a picture of a page in every way of looking at it."""
    for how, look in LOOKS.items():
        take_picture(page, look, PICTURES / f"{name}_{how}.png")
