"""A question to whoever walks, answered on the card: alone, or before the phone."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

from playwright.sync_api import Page, expect
import pytest

from gymlab.house.api import Dialog
from gymlab.house.house import HousePlan
from gymlab.house.phone import Phone
from gymlab.house.playing import set_stage
from gymlab.house.setup import SUBENTRY_FLOW
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off

from .card_page import lay_out, look, need_browser, open_card, sections
from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

NAME: Final = "Anna"
BEFORE: Final = "How much did it hurt before you began?"
# It is asked once the first words of the walk have been said.
ASKED_MS: Final = 60_000


@pytest.fixture
def phone() -> Iterator[Phone]:
    """Switch a phone on."""
    with Phone(f"{NAME} phone") as switched_on:
        yield switched_on


@pytest.fixture
def stage(phone: Phone) -> Iterator[Stage]:
    """Put up a house with a treadmill, and somebody who can be asked by phone."""
    need_browser()
    plan = HousePlan(machines=[STORIES["pain"].machine(1)])
    with ExitStack() as stack:
        house = stack.enter_context(quiet_house(plan))
        (treadmill,) = house.treadmills.values()
        lay_out(
            house, [sections(treadmill.name, treadmill.name, [treadmill.device_id])]
        )
        phone.log_in(house.api)
        dialog = Dialog.begin(house.api, SUBENTRY_FLOW, [house.entry_id, "person"])
        answers = {"name": NAME, "policy": "gentle_back", "phone": phone.action}
        dialog.fill("user", answers)
        dialog.finish()
        yield set_stage(house, treadmill)


@pytest.fixture
def page(stage: Stage) -> Iterator[Page]:
    """Open the card, as the owner of the house."""
    with open_card(stage.house, stage.treadmill.name) as opened:
        yield opened


def test_a_question_is_answered_on_the_card(
    page: Page, stage: Stage, phone: Phone
) -> None:
    walk_off(stage, 2.5)
    # A guest has no phone, and nobody has a voice: the card is enough.
    answered(page, "asks-alone")
    assert not phone.messages
    page.get_by_label("Who walks").select_option(NAME)
    stage.prove("the phone asks too", lambda: phone.messages, ASKED_MS / 1000)
    answered(page, "asks")
    # It was no report of pain: the walk goes on.
    expect(page.get_by_role("heading", name="Warm-up")).to_be_visible()


def answered(page: Page, name: str) -> None:
    """Wait until it is asked, look, and answer with a tap."""
    page.get_by_role("status").get_by_text(BEFORE).wait_for(timeout=ASKED_MS)
    look(page, name)
    page.get_by_role("button", name="2 of 10 before the walk").click()
    expect(page.get_by_text(BEFORE)).to_have_count(0)
    expect(page.get_by_text("Reported: 2.")).to_be_visible()
