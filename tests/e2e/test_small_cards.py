"""What is smaller than the card: pain on a tile, and a badge for the lock."""

from collections.abc import Iterator
import re
import time
from typing import Final

from playwright.sync_api import Page
import pytest

from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.screenshot import Look, take_picture
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import prove_plug_off, prove_rest
from gymlab.house.waiting import wait_for

from .card_page import (
    DASHBOARD,
    LOOKS,
    PICTURES,
    hindrances,
    lay_out,
    look as look_at_card,
    need_browser,
    open_card,
    panel,
)
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

FEATURE: Final = "home-gym-pain-feature"
BADGE: Final = "home-gym-lock-badge"
# A page with the card itself.
WHOLE: Final = "whole"
EDITOR: Final = Look(width=1280, height=1000)
# How they stand in the pickers.
NAMED: Final = re.compile("How much it hurts")
LOCK: Final = "Home Gym lock"


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill for each test that walks."""
    need_browser()
    machine = STORIES["pain"].machine
    return build_house(HousePlan(machines=[machine(number) for number in (1, 2)]))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, each with a page of small things."""
    treadmills = list(house.treadmills.values())
    views = [
        page_of(each.name, each.device_id, each.entities["phase"])
        for each in treadmills
    ]
    lay_out(house, [*views, panel("Whole", WHOLE, treadmills[1].device_id)])
    return [set_stage(house, each) for each in treadmills]


def page_of(name: str, device_id: str, phase: str) -> dict[str, object]:
    """Return a page with the badge, a wide tile and a narrow one."""
    tile = {
        "type": "tile",
        "entity": phase,
        "features": [{"type": f"custom:{FEATURE}"}],
    }
    wide = {**tile, "grid_options": {"columns": "full"}}
    return {
        "title": name,
        "path": name,
        "type": "sections",
        "max_columns": 1,
        "badges": [{"type": f"custom:{BADGE}", "device_id": device_id}],
        "sections": [{"type": "grid", "cards": [wide, tile]}],
    }


@pytest.fixture
def page(
    house: House, stages: list[Stage], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Open the page of a machine, as its owner."""
    with open_card(house, stages[request.param].treadmill.name, FEATURE) as opened:
        yield opened


def look(page: Page, name: str) -> None:
    """Keep a picture in every look; everybody can use all of it."""
    for key, each in LOOKS.items():
        take_picture(page, each, PICTURES / f"small_{name}_{key}.png")
        for element in (FEATURE, BADGE):
            assert hindrances(page, element) == [], f"{name}, {key}"


@pytest.mark.parametrize("page", [0], indirect=True)
def test_pain_on_a_tile_stops_the_belt_and_can_be_taken_back(
    page: Page, stages: list[Stage]
) -> None:
    stage, tile, badge = stages[0], page.locator(FEATURE).first, page.locator(BADGE)
    badge.get_by_text("Ready").wait_for()
    look(page, "ready")
    walk_off(stage, 2.5)
    badge.get_by_text("Not locked").wait_for()
    tapped_s = time.monotonic()
    tile.get_by_role("button", name="Report pain 6 of 10").click()
    tile.get_by_text("Reported: 6.").wait_for()
    prove_rest(stage, tapped_s)
    prove_plug_off(stage, tapped_s)
    badge.get_by_text("locked").wait_for()
    badge.get_by_text("Pain, until").wait_for()
    look(page, "locked")
    tile.get_by_role("button", name="report another number").click()
    tile.get_by_role("button", name="Report pain 10 of 10").wait_for()
    other = page.locator(FEATURE).nth(1)
    other.get_by_role("button", name="That was a mistake").click()
    stage.prove_state("the lock is taken back", "locked", "off", 3.0)
    badge.get_by_text("Not locked").wait_for()


@pytest.mark.parametrize("page", [1], indirect=True)
def test_a_tap_on_the_badge_tells_more_of_the_lock(page: Page) -> None:
    page.locator(BADGE).get_by_role("button").press("Enter")
    page.locator("ha-more-info-dialog").get_by_text("Locked").first.wait_for()
    take_picture(page, LOOKS["tablet"], PICTURES / "small_more_info.png")


@pytest.mark.parametrize("page", [1], indirect=True)
def test_the_tile_editor_offers_pain(
    page: Page, house: House, stages: list[Stage]
) -> None:
    page.goto(f"{house.login.url}/{DASHBOARD}/{stages[1].treadmill.name}?edit=1")
    page.locator("hui-card-edit-mode").nth(1).click()
    editor = page.locator("hui-tile-card-editor")
    editor.get_by_role("heading", name="Features", exact=True).click()
    take_picture(page, EDITOR, PICTURES / "small_tile_editor.png")
    editor.get_by_role("button", name="Add feature").click()
    take_picture(page, EDITOR, PICTURES / "small_tile_features.png")
    editor.get_by_role("menuitem", name=NAMED).wait_for()


@pytest.mark.parametrize("page", [1], indirect=True)
def test_the_badge_picker_offers_the_lock(
    page: Page, house: House, stages: list[Stage]
) -> None:
    page.goto(f"{house.login.url}/{DASHBOARD}/{stages[1].treadmill.name}?edit=1")
    page.get_by_role("button", name="Add badge").click()
    picker = page.locator("hui-dialog-create-badge")
    picker.get_by_placeholder("Search entities").fill("Locked")
    picker.get_by_text("Locked", exact=True).last.click()
    suggested = picker.locator("hui-suggestion-badge", has=page.locator(BADGE))
    suggested.first.wait_for()
    take_picture(page, EDITOR, PICTURES / "small_badge_suggested.png")
    picker.get_by_text("By badge").click()
    offered = picker.locator(".badge", has_text=LOCK)
    offered.wait_for()
    take_picture(page, EDITOR, PICTURES / "small_badge_picker.png")
    offered.locator(".overlay").click()
    page.get_by_text("When tapped").wait_for()
    take_picture(page, EDITOR, PICTURES / "small_badge_editor.png")


@pytest.mark.parametrize("page", [1], indirect=True)
def test_everything_stands_from_right_to_left_where_people_read_so(
    page: Page, house: House, stages: list[Stage]
) -> None:
    walk_off(stages[1], 2.5)
    house.api.send("frontend/set_user_data", key="language", value={"language": "he"})
    direction = "(element) => getComputedStyle(element).direction"
    page.reload()
    badge, tile = page.locator(BADGE), page.locator(FEATURE).first
    badge.get_by_text("Not locked").wait_for()
    wait_for(lambda: tile.evaluate(direction) == "rtl", "it is turned round", 10.0)
    none, worst = (
        tile.get_by_role("button", name=f"Report pain {level} of 10").bounding_box()
        for level in (0, 10)
    )
    assert none is not None
    assert worst is not None
    assert none["x"] > worst["x"]
    look(page, "right_to_left")
    page.goto(f"{house.login.url}/{DASHBOARD}/{WHOLE}")
    page.get_by_role("heading", name="Warm-up").wait_for()
    assert page.locator("home-gym-card").evaluate(direction) == "rtl"
    look_at_card(page, "right_to_left")
    house.api.send("frontend/set_user_data", key="language", value={"language": "en"})


@pytest.mark.parametrize("page", [0], indirect=True)
def test_without_a_line_nothing_is_shown_as_if_it_were_of_now(
    page: Page, house: House
) -> None:
    badge, tile = page.locator(BADGE), page.locator(FEATURE).first
    badge.get_by_text("Not locked").or_(badge.get_by_text("Ready")).wait_for()
    house.hass.stop()
    badge.get_by_text("No connection").wait_for()
    for number in range(2):
        each = page.locator(FEATURE).nth(number)
        each.get_by_role("button", name="Report pain 3 of 10").click()
        each.get_by_role("alert").get_by_text("could not be sent").wait_for()
    look(page, "cut_off")
    house.restart_hass()
    badge.get_by_text("No connection").wait_for(state="detached", timeout=60_000)
    # What could not be sent is said for a while, before there is room for the numbers.
    tile.get_by_role("button", name="Report pain 0 of 10").click(timeout=40_000)
    tile.get_by_text("Reported: 0.").wait_for()
