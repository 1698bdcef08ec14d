"""A lock on the card: what stands in the way of a release, and the two taps of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
import json
from typing import Any, Final

from playwright.sync_api import Page, expect
import pytest

from gymlab.house.house import House, HousePlan
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import prove_plug_off, prove_rest

from .card_page import look, need_browser, open_card, pages_of, tab_to
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

# A day and an hour: longer than the lock after a warning sign.
DAY_S: Final = 25 * 3600
SLOW_MS: Final = 60_000
FLAG, IDLE = range(2)


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill that walks, and one that rests too long."""
    need_browser()
    machine = STORIES["pain"].machine
    idle = replace(machine(2), time_divisor=60, modes=(("idle_lock", "enforce"),))
    return build_house(HousePlan(machines=[machine(1), idle]))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, each with a page of its own."""
    return pages_of(house)


@pytest.fixture
def page(stages: list[Stage], request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open the page of a machine."""
    stage = stages[request.param]
    with open_card(stage.house, stage.treadmill.name) as opened:
        opened.set_default_timeout(SLOW_MS)
        yield opened


@contextmanager
def time_goes_by(house: House, seconds: float) -> Iterator[None]:
    """Have Home Assistant start as if it had been off for longer than it was."""
    house.hass.stop()
    yield
    for file in (house.hass.folder / ".storage").glob("home_gym.*"):
        written = json.loads(file.read_text(encoding="utf-8"))
        if "saved" in written["data"]:
            make_older(written["data"], seconds)
            file.write_text(json.dumps(written), encoding="utf-8")
    house.restart_hass()


def make_older(data: dict[str, Any], seconds: float) -> None:
    """Have a machine's state be from an earlier time of the day."""
    data["saved"]["utc_s"] -= seconds
    data["saved"]["host_s"] -= seconds
    for lock in data["state"]["state"]["locks"]:
        lock["since_utc_s"] -= seconds
        lock["ends_utc_s"] -= seconds


@pytest.mark.parametrize("page", [FLAG], indirect=True)
def test_a_warning_sign_is_released_after_its_time_with_a_statement(
    page: Page, house: House, stages: list[Stage]
) -> None:
    stage = stages[FLAG]
    tapped_s = walk_off(stage, 2.5)
    page.get_by_role("heading", name="Warm-up").wait_for()
    page.get_by_role("button", name="Where, and warning signs").click()
    page.get_by_role("button", name="Chest pain or pressure").click()
    page.get_by_text("Reported: Chest pain or pressure.").wait_for()
    prove_rest(stage, tapped_s)
    prove_plug_off(stage, tapped_s)
    page.get_by_role("heading", name="Locked").wait_for()
    page.get_by_text("The lock cannot be released before its time is over").wait_for()
    expect(page.get_by_role("button", name="Release")).to_have_count(0)
    look(page, "red_flag")
    with time_goes_by(house, DAY_S):
        page.get_by_text("No connection").first.wait_for()
    release = page.get_by_role("button", name="Release …")
    release.wait_for()
    expect(page.get_by_text("It waits for somebody to release it")).to_be_visible()
    release.click()
    confirm = page.get_by_role("button", name="Yes, release")
    expect(confirm).to_be_disabled()
    look(page, "red_flag_release")
    page.get_by_label("I have taken medical advice").check()
    confirm.click()
    stage.prove_state("the lock is lifted", "locked", "off", 5.0)
    page.get_by_role("heading", name="Locked").wait_for(state="hidden")
    assert not stage.treadmill.is_powered, "a release switches nothing on"
    look(page, "released")


@pytest.mark.parametrize("page", [IDLE], indirect=True)
def test_a_lock_is_released_with_the_keyboard_alone(
    page: Page, stages: list[Stage]
) -> None:
    stage = stages[IDLE]
    page.get_by_role("heading", name="Locked").wait_for()
    release = page.get_by_role("button", name="Release …")
    tab_to(page, release)
    page.keyboard.press("Enter")
    confirm = page.get_by_role("button", name="Yes, release")
    confirm.wait_for()
    look(page, "idle_release")
    tab_to(page, page.get_by_role("button", name="No, stay locked"))
    page.keyboard.press("Space")
    confirm.wait_for(state="hidden")
    assert release.evaluate("(button) => button.matches(':focus-visible')")
    assert stage.treadmill.state("locked") == "on", "one tap releases nothing"
    page.keyboard.press("Space")
    tab_to(page, confirm)
    page.keyboard.press("Enter")
    stage.prove_state("the lock is lifted", "locked", "off", 5.0)
