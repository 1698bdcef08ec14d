"""The fire drill from where people are: on the card, and on the page to set up."""

from collections.abc import Iterator
import time
from typing import Final

from playwright.sync_api import Page, expect
import pytest

from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.screenshot import open_dashboard, take_picture
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import prove_rest

from .card_page import LOOKS, PICTURES, lay_out, look, need_browser, open_card, sections
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SHIPPED: Final = "/home-gym-card/set-up"
# A drill waits for the plug's next report of its watts.
DRILLED_MS: Final = 60_000


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill for each way to the drill."""
    need_browser()
    machine = STORIES["pain"].machine
    return build_house(HousePlan(machines=[machine(number) for number in (1, 2)]))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, each with a page of its own."""
    treadmills = list(house.treadmills.values())
    lay_out(
        house, [sections(each.name, each.name, [each.device_id]) for each in treadmills]
    )
    return [set_stage(house, each) for each in treadmills]


@pytest.fixture
def card(house: House, stages: list[Stage]) -> Iterator[Page]:
    """Open the card of the first treadmill, as its owner."""
    with open_card(house, stages[0].treadmill.name) as page:
        yield page


@pytest.fixture
def page(house: House, stages: list[Stage]) -> Iterator[Page]:
    """Open the page to set up of the dashboard that is shipped."""
    with open_dashboard(house.login, SHIPPED, "hui-sections-view") as opened:
        yield opened


def test_what_is_not_proven_is_proven_from_the_card(
    card: Page, stages: list[Stage]
) -> None:
    stage = stages[0]
    # One tap leads from the words to the drill, a second one to its question.
    card.get_by_text("Not proven on your machine").click()
    card.get_by_role("button", name="Fire drill …").click()
    start = card.get_by_role("button", name="Yes, stop the belt now")
    expect(start).to_be_disabled()
    look(card, "drill_asks")
    walk_off(stage, 2.0)
    expect(start).to_be_enabled()
    drilled_s = time.monotonic()
    start.click()
    card.get_by_text("If it does not stop, pull the safety key").wait_for()
    prove_rest(stage, drilled_s)
    proven = card.get_by_text("Proven by the fire drill")
    proven.wait_for(timeout=DRILLED_MS)
    look(card, "drill_passed")


def test_the_page_to_set_up_offers_drill_repairs_and_settings(
    page: Page, stages: list[Stage]
) -> None:
    stage = stages[1]
    walk_off(stage, 2.0)
    page.get_by_text("Repairs").first.wait_for()
    for key, each in LOOKS.items():
        take_picture(page, each, PICTURES / f"set_up_{key}.png")
    drilled_s = time.monotonic()
    page.get_by_role("button", name="Fire drill").nth(1).click()
    page.get_by_text("with the safety key in your hand").wait_for()
    take_picture(page, LOOKS["tablet"], PICTURES / "set_up_drill.png")
    page.get_by_role("button", name="Yes, stop the belt now").click()
    prove_rest(stage, drilled_s)
