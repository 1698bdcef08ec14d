"""Somebody with nothing but a plug measures the watts, in a browser of their own."""

from collections.abc import Mapping
import os
import time
from typing import Any, Final

from playwright.sync_api import Page
import pytest

from gymlab.house import setup
from gymlab.house.api import Dialog
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Fact
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings

from .newcomer import HEADING, NAME, Home, home_with

# Recording takes a minute and a half, as it does for its owner.
pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]

PICTURES: Final = LOCAL / "screenshots" / "calibration"
PAGE: Final = "/config/integrations/integration/home_gym"
LOOKS: Final = {
    "result": Look(width=1280, height=1000),
    "result_dark": Look(width=1280, height=1000, dark=True),
    "result_phone": Look(width=320, height=1100),
    "result_phone_dark": Look(width=320, height=1100, dark=True),
}
STAGE_MS: Final = 90_000
ANSWERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "power": {"power_cut": "when_still"},
    "policy": {
        "name": "Walking pad",
        "policy": "gentle_back",
        "abilities": {"minimum_speed_kmh": 1.0, "maximum_speed_kmh": 12.0},
    },
    "speak": {},
}
# What a simulated belt draws is known: 9 W at rest, 30 W and 36 W per km/h moving.
SLOWEST_KMH, WALK_KMH = 2.0, 3.0
STANDS_BELOW_W, MOVES_ABOVE_W = 40, 71
# What the picture's own size becomes in a page is only known there.
SHOWN: Final = """image => [image.complete, image.naturalWidth, image.clientWidth]"""


def test_three_taps_and_a_picture() -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with home_with(TasmotaSettings(topic="gym-plug")) as home:
        entry_id = has_a_gym(home)
        with open_dashboard(home.login, PAGE, "ha-config-entry-row") as page:
            page.get_by_role("button", name="Change machine").first.click()
            called = page.get_by_text("Watts of the plug", exact=True)
            # The description only tells to choose it.
            called.and_(page.locator(":not(em)")).click()
            press(page, "Begin")
            records(page, "1 of 3", "2 of 3", "still")
            act(home, Action.START)
            act(home, Action.SET_SPEED, SLOWEST_KMH)
            records(page, "2 of 3", "3 of 3", "empty")
            act(home, Action.STEP_ON)
            act(home, Action.SET_SPEED, WALK_KMH)
            records(page, "3 of 3", "What your treadmill draws", "walking")
            shows_the_result(page)
            press(page, "Accept")
            page.get_by_text("Reconfiguration was successful").wait_for()
        assert thresholds(home, entry_id) == (STANDS_BELOW_W, MOVES_ABOVE_W)
        # The belt was moved by its walker alone, and nobody switched the plug.
        ledger = home.shell.snapshot(NAME)
        assert not ledger.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF, Fact.STOP)
        assert home.hass.complaints() == []


def has_a_gym(home: Home) -> str:
    """Set up a gym whose only machine is a plug, and return the entry's id."""
    dialog = Dialog.begin(home.api, setup.FLOW, setup.DOMAIN)
    dialog.fill("user", {})
    shown = dialog.finish()
    dialog = Dialog.resume(home.api, setup.SUBENTRY_FLOW, shown["next_flow"][1])
    dialog.choose("user", "by_hand")
    dialog.fill("by_hand", {"treadmill": "none", "plug": "tasmota"})
    dialog.fill("tasmota", {"topic": "gym-plug", "relay": 1, "more": {}})
    dialog.choose("probe_result", "accept", "unverified")
    for step, answers in ANSWERS.items():
        dialog.fill(step, answers)
    dialog.finish()
    return str(shown["result"]["entry_id"])


def act(home: Home, action: Action, speed_kmh: float | None = None) -> None:
    """Let the walker do something at the console."""
    home.do(action, speed_kmh)


def press(page: Page, words: str) -> None:
    """Press the button of a dialog."""
    page.get_by_role("button", name=words, exact=True).click()


def records(page: Page, step: str, then: str, name: str) -> None:
    """Record one stage, and see its watts while they are heard."""
    heading = page.locator(HEADING)
    heading.get_by_text(step).wait_for()
    take_picture(page, LOOKS["result"], PICTURES / f"{name}_1_asked.png")
    press(page, "Record")
    live = page.get_by_text(" readings in ")
    live.wait_for()
    seen = set()
    ends = time.monotonic() + 8.0
    while time.monotonic() < ends:
        seen.add(live.inner_text())
        page.wait_for_timeout(250)
    take_picture(page, LOOKS["result"], PICTURES / f"{name}_2_recorded.png")
    assert len(seen) > 2, "the watts do not move"
    heading.get_by_text(then).wait_for(timeout=STAGE_MS)


def shows_the_result(page: Page) -> None:
    """Look at the picture and the words of the result, as people do."""
    image = page.locator("ha-markdown img")
    image.wait_for()
    for name, look in LOOKS.items():
        take_picture(page, look, PICTURES / f"{name}.png")
        complete, drawn, shown = image.evaluate(SHOWN)
        assert complete
        assert drawn > 0, "the picture was not handed out"
        assert 0.75 * look.width <= shown or shown == drawn
    take_picture(page, LOOKS["result"], PICTURES / "result.png")
    page.get_by_text("Your plug answers when it is asked").wait_for()
    page.get_by_text("It cannot guard speed, which watts do not tell.").wait_for()


def thresholds(home: Home, entry_id: str) -> tuple[Any, Any]:
    """Return what the machine goes by, read as its owner would: in the dialog."""
    subentry_id = setup.subentry_id_of(home.api, entry_id, "Walking pad")
    dialog = setup.reconfigure(home.api, entry_id, str(subentry_id))
    dialog.choose("reconfigure", "safety")
    suggested = {
        field["name"]: (field.get("description") or {}).get("suggested_value")
        for field in dialog.shown["data_schema"]
    }
    return suggested["still_below_w"], suggested["moving_above_w"]
