"""The card for whoever comes: two treadmills, other languages, a keyboard alone."""

from collections.abc import Iterator
import time
from typing import Final

from playwright.sync_api import Page, expect
import pytest

from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_at, walk_off
from gymlab.house.stories.proofs import prove_rest

from .card_page import (
    lay_out,
    look,
    need_browser,
    open_card,
    sections,
    stop_button,
    tab_to,
)
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAIR: Final = "pair"
SLOW_MS: Final = 60_000
# How a warm-up is called, and from which side one reads.
LANGUAGES: Final = {
    "fr": ("Échauffement", "ltr"),
    "es": ("Calentamiento", "ltr"),
    # The card is not translated to it, but it stands as the page does.
    "he": ("Warm-up", "rtl"),
}


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with two treadmills."""
    need_browser()
    machine = STORIES["pain"].machine
    return build_house(HousePlan(machines=[machine(1), machine(2)]))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return two treadmills on which somebody walks, on one page and on their own."""
    treadmills = list(house.treadmills.values())
    both = [each.device_id for each in treadmills]
    first = treadmills[0]
    alone = sections("Alone", first.name, [first.device_id])
    lay_out(house, [sections("Both", PAIR, both), alone])
    return [set_stage(house, each) for each in treadmills]


@pytest.fixture
def page(stages: list[Stage], request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page."""
    with open_card(stages[0].house, request.param) as opened:
        opened.set_default_timeout(SLOW_MS)
        yield opened


@pytest.mark.parametrize("page", [PAIR], indirect=True)
def test_each_of_two_treadmills_has_its_own_stop(
    page: Page, stages: list[Stage]
) -> None:
    first, second = stages
    cards = page.locator("home-gym-card")
    for stage, speed_kmh in ((first, 2.0), (second, 2.5)):
        walk_off(stage, speed_kmh)
    for card, name, speed in ((0, "Treadmill", "2.0"), (1, "Treadmill 2", "2.5")):
        shown = cards.nth(card)
        expect(shown.get_by_text(name, exact=True)).to_be_visible()
        shown.get_by_role("img", name=f"Speed: {speed} km/h").wait_for()
    look(page, "pair")
    tapped_s = time.monotonic()
    stop_button(cards.nth(1)).click()
    prove_rest(second, tapped_s)
    cards.nth(1).get_by_text("The belt is still").wait_for()
    expect(cards.nth(0).get_by_role("heading", name="Warm-up")).to_be_visible()
    assert first.treadmill.speed_kmh > 1.9, "the other one has not been stopped"
    expect(cards.nth(0).locator(".said")).to_have_count(0)
    look(page, "pair_stopped")


@pytest.mark.parametrize("page", ["gymlab"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_stands_as_its_reader_reads(
    page: Page, house: House, language: str
) -> None:
    title, direction = LANGUAGES[language]
    speak(house, language)
    try:
        page.reload()
        page.get_by_role("heading", name=title).wait_for()
        expect(page.locator("home-gym-card")).to_have_css("direction", direction)
        look(page, f"in_{language}")
    finally:
        speak(house, "en")


@pytest.mark.parametrize("page", ["gymlab"], indirect=True)
def test_pain_is_reported_and_the_belt_stopped_without_a_hand_on_the_screen(
    page: Page, stages: list[Stage]
) -> None:
    stage = stages[0]
    walk_at(stage, 2.0)
    page.get_by_role("heading", name="Warm-up").wait_for()
    tab_to(page, page.get_by_role("button", name="Where, and warning signs"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Lower back"))
    page.keyboard.press("Space")
    look(page, "keyboard")
    # The numbers come before the places.
    page.keyboard.press("Shift+Tab")
    tab_to(page, page.get_by_role("button", name="Report pain 2 of 10"))
    page.keyboard.press("Space")
    page.get_by_text("Reported: 2.").wait_for()
    tapped_s = time.monotonic()
    tab_to(page, stop_button(page))
    page.keyboard.press("Enter")
    prove_rest(stage, tapped_s)
    page.get_by_text("The belt is still").wait_for()
    look(page, "keyboard_stop")


def speak(house: House, language: str) -> None:
    """Let the owner read another language."""
    house.api.send(
        "frontend/set_user_data", key="language", value={"language": language}
    )
