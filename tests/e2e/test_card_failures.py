"""The card while the broker or Home Assistant is gone: it says so, and comes back."""

from collections.abc import Iterator
import time
from typing import Final

from playwright.sync_api import Locator, Page, expect
import pytest

from gymlab.house.house import House, HousePlan
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_at, walk_off
from gymlab.house.stories.proofs import prove_rest

from .card_page import look, need_browser, open_card, pages_of, stop_button
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

# What docs/card.md promises.
GONE_WITHIN_S: Final = 5.0
FROZEN_WITHIN_S: Final = 10.0
# Home Assistant tries to reach a lost broker once in so many seconds.
BACK_WITHIN_S: Final = 30.0
SLOW_MS: Final = 60_000


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill for each trouble."""
    need_browser()
    machine = STORIES["pain"].machine
    return build_house(HousePlan(machines=[machine(1), machine(2), machine(3)]))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, each with a page of its own."""
    return pages_of(house)


@pytest.fixture
def page(stages: list[Stage], request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open the page of a machine on which somebody walks."""
    stage = stages[request.param]
    with open_card(stage.house, stage.treadmill.name) as opened:
        opened.set_default_timeout(SLOW_MS)
        walk_off(stage, 2.5)
        opened.get_by_role("heading", name="Warm-up").wait_for()
        yield opened


def seen_within(what: str, shown: Locator, since_s: float, limit_s: float) -> None:
    """Prove that the card says something in time, and print how soon."""
    shown.wait_for(timeout=1000 * limit_s)
    print(f"{what}: said after {time.monotonic() - since_s:.1f} s")


def prove_stop_works(page: Page, stage: Stage) -> None:
    """Prove that the card's stop stops the belt, and that the card sees it."""
    tapped_s = time.monotonic()
    stop_button(page).click()
    prove_rest(stage, tapped_s)
    page.get_by_text("The belt is still").wait_for()


@pytest.mark.parametrize("page", [0], indirect=True)
def test_a_broker_that_is_gone_is_named_and_a_stop_is_not_promised(
    page: Page, house: House, stages: list[Stage]
) -> None:
    stage = stages[0]
    gone_s = time.monotonic()
    house.broker.stop()
    broker = page.get_by_text("The MQTT broker cannot be reached")
    seen_within("a broker that is gone", broker, gone_s, GONE_WITHIN_S)
    look(page, "broker_gone")
    tapped_s = time.monotonic()
    stop_button(page).click()
    unsent = page.get_by_text("The treadmill cannot be reached").first
    seen_within("a stop that cannot leave", unsent, tapped_s, GONE_WITHIN_S)
    look(page, "broker_gone_stop")
    house.broker.start()
    broker.wait_for(state="hidden", timeout=1000 * BACK_WITHIN_S)
    # What was asked for meanwhile is done as soon as the belt is seen to move.
    prove_rest(stage, tapped_s, BACK_WITHIN_S)
    page.get_by_text("The belt is still").wait_for()
    look(page, "broker_back")


@pytest.mark.parametrize("page", [1], indirect=True)
def test_a_broker_that_hangs_leaves_nothing_but_what_nobody_sees(
    page: Page, house: House, stages: list[Stage]
) -> None:
    stage = stages[1]
    frozen_s = time.monotonic()
    house.broker.process.freeze()
    try:
        blind = page.get_by_text("Nobody knows whether the belt moves")
        seen_within("a broker that hangs", blind, frozen_s, FROZEN_WITHIN_S)
        look(page, "broker_hangs")
        tapped_s = time.monotonic()
        stop_button(page).click()
        urgent = page.locator(".said.urgent")
        seen_within("a stop that nobody sees", urgent, tapped_s, 20.0)
        print(urgent.inner_text())
        expect(page.get_by_text("The belt is still")).to_have_count(0)
        look(page, "broker_hangs_stop")
    finally:
        house.broker.process.thaw()
    prove_rest(stage, tapped_s, BACK_WITHIN_S)
    page.get_by_text("The belt is still").wait_for()
    look(page, "broker_thawed")


@pytest.mark.parametrize("page", [2], indirect=True)
def test_a_home_assistant_that_is_killed_takes_no_stop_and_the_card_comes_back(
    page: Page, house: House, stages: list[Stage]
) -> None:
    stage = stages[2]
    killed_s = time.monotonic()
    house.hass.kill()
    offline = page.get_by_text("this stop does not work now")
    seen_within("a Home Assistant that is gone", offline, killed_s, GONE_WITHIN_S)
    stop_button(page).click()
    page.get_by_text("The stop could not be sent").wait_for()
    look(page, "killed")
    assert stage.treadmill.speed_kmh > 2.0, "nobody can have stopped it"
    house.restart_hass()
    expect(page.get_by_text("No connection")).to_have_count(0)
    page.get_by_role("heading", name="Warm-up").wait_for()
    look(page, "back_after_kill")
    # A bridge that speaks on change only has not said how fast it is since.
    walk_at(stage, 2.7)
    page.get_by_role("img", name="Speed: 2.7 km/h").wait_for()
    prove_stop_works(page, stage)
