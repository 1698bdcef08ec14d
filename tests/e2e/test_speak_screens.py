"""What the owner sees who sets up where to speak, how, and whom to tell in need."""

import os
from typing import Final

from playwright.sync_api import Page
import pytest

from gymlab.house import setup
from gymlab.house.house import HousePlan
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.setup import PersonChoices
from gymlab.house.stories import STORIES

from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PICTURES: Final = LOCAL / "screenshots" / "speak"
LOOKS: Final = {
    "wide": Look(width=1280, height=1400),
    "phone_dark": Look(width=390, height=2000, dark=True),
}
ANNA: Final = PersonChoices(name="Anna", policy="gentle_back")
PAGE: Final = "/config/integrations/integration/home_gym"
ROW: Final = "ha-config-entry-row"
GERMAN: Final = "Deutsch"


def test_the_owner_sets_up_how_to_speak() -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    machine = STORIES["long-session"].machine
    with quiet_house(HousePlan(machines=[machine(1)])) as house:
        setup.add_person(house.api, house.entry_id, ANNA)
        with open_dashboard(house.login, PAGE, ROW) as page:
            the_gym_has_options(page)
            a_person_has_places_and_a_language(page)
        entry = house.api.send("config_entries/get_single", entry_id=house.entry_id)
        assert entry["config_entry"]["state"] == "loaded"


def the_gym_has_options(page: Page) -> None:
    """Choose German for the gym, and a number to call."""
    page.get_by_role("button", name="Configure").first.click()
    page.get_by_text("Say the details of a report").wait_for()
    keep(page, "options")
    page.get_by_role("textbox", name="Emergency number").fill("Mum")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("This is no telephone number.").wait_for()
    page.get_by_role("textbox", name="Emergency number").fill("112")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Options successfully saved").wait_for()
    page.get_by_role("button", name="Finish").click()


def a_person_has_places_and_a_language(page: Page) -> None:
    """Look at where else to speak to a person, and at which languages there are."""
    page.get_by_role("button", name="Change person").first.click()
    page.get_by_text("Voice and language", exact=True).click()
    page.get_by_text("Volume of urgent words").first.wait_for()
    keep(page, "person")
    page.get_by_text("Language", exact=True).last.click()
    page.get_by_text(GERMAN).wait_for()
    keep(page, "languages")


def keep(page: Page, name: str) -> None:
    """Keep a picture of a page in every way of looking at it."""
    for how, look in LOOKS.items():
        take_picture(page, look, PICTURES / f"{name}_{how}.png")
