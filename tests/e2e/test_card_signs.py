"""The warning signs on the card: all of them fit a phone, and one tap on one stops."""

from typing import Final

from playwright.sync_api import expect
import pytest

from custom_components.home_gym.engine.words import Symptom
from gymlab.house.house import House, HousePlan
from gymlab.house.screenshot import take_picture
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import prove_plug_off, prove_rest

from .card_page import NARROW, PICTURES, look, need_browser, open_card, pages_of
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BACK: Final = "Back pain with fever or weight loss, at night, or after an accident"


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill."""
    need_browser()
    return build_house(HousePlan(machines=[STORIES["pain"].machine(1)]))


def test_a_sign_that_is_for_a_doctor_stops_and_locks(house: House) -> None:
    (stage,) = pages_of(house)
    with open_card(house, stage.treadmill.name) as page:
        page.set_default_timeout(60_000)
        tapped_s = walk_off(stage, 2.5)
        page.get_by_role("heading", name="Warm-up").wait_for()
        page.get_by_role("button", name="Where, and warning signs").click()
        signs = page.locator(".chip.flag")
        expect(signs).to_have_count(len(Symptom))
        page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
        boxes = "(all) => all.map((each) => each.getBoundingClientRect())"
        for box in signs.evaluate_all(boxes):
            assert box["left"] >= 0
            assert box["right"] <= NARROW.width
        back = page.get_by_role("button", name=BACK)
        back.scroll_into_view_if_needed()
        take_picture(page, NARROW, PICTURES / "card_sign_phone.png")
        back.click()
        page.get_by_text(f"Reported: {BACK}.").wait_for()
        prove_rest(stage, tapped_s)
        prove_plug_off(stage, tapped_s)
        page.get_by_role("heading", name="Locked").wait_for()
        look(page, "signs_locked")
