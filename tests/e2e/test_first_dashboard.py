"""From a new Home Assistant to a working dashboard, as a newcomer clicks there.

docs/first-dashboard.md tells it in the same steps.
"""

from typing import Any, Final

from playwright.sync_api import Page
import pytest

from gymlab.house.places import LOCAL
from gymlab.house.screenshot import open_dashboard
from gymlab.house.setup import DOMAIN
from gymlab.house.waiting import wait_for
from gymlab.simulator.deeds import Action
from gymlab.simulator.voices.qz_session import QzSettings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings

from .card_page import need_browser, stop_button
from .newcomer import DESK, ONWARD, Home, Newcomer, home_with

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PICTURES: Final = LOCAL / "screenshots" / "first_dashboard"
OWN: Final = "/home-gym/now"
INTEGRATION: Final = "/config/integrations/integration/home_gym"
DASHBOARDS: Final = "/config/lovelace/dashboards"
SETTINGS: Final = "/config/integrations/dashboard"
SETTINGS_SHOW: Final = "ha-config-integrations-dashboard"
SLOW_MS: Final = 60_000
# What a new Home Assistant has, but for what needs the internet.
NEW: Final = "frontend:\nconfig:\nhistory:\nlogbook:\nmy:\nsun:\nsystem_health:\n"


def test_a_new_home_assistant_has_a_dashboard_after_a_few_clicks() -> None:
    need_browser()
    plug = TasmotaSettings(topic="gym-plug", tele_period_s=10)
    bridge = QzSettings(device_id="qz")
    with (
        home_with(plug, bridge=bridge, configuration=NEW) as home,
        open_dashboard(home.login, SETTINGS, SETTINGS_SHOW) as page,
    ):
        page.set_default_timeout(SLOW_MS)
        newcomer = Newcomer(page, DESK, PICTURES)
        adds_the_gym(newcomer, page)
        adds_the_dashboard(newcomer, page, home)
        removes_the_gym(newcomer, page, home)
        assert home.hass.complaints() == []


def adds_the_gym(newcomer: Newcomer, page: Page) -> None:
    """Add the treadmill that was discovered, and its plug."""
    newcomer.add_integration("Home Gym")
    newcomer.reads("Want to add these discovered devices?")
    newcomer.looks("discovered")
    newcomer.chooses("QZ/qz")
    newcomer.reads("A treadmill was found")
    page.locator("dialog-data-entry-flow input").first.fill("Treadmill")
    newcomer.looks("found")
    newcomer.goes_on()
    newcomer.reads("Still missing, the next step first")
    newcomer.reads("The plug: choose Devices")
    newcomer.looks("settings")
    newcomer.chooses("Devices")
    newcomer.chooses("Look for them")
    newcomer.reads("Which of these are your machine?")
    newcomer.looks("unchosen")
    page.get_by_role("button", name=ONWARD).click()
    newcomer.reads("Choose one of these")
    newcomer.looks("asked_again")
    newcomer.chooses("Tasmota 'gym-plug', plug on, 9 W now")
    newcomer.looks("devices")
    newcomer.goes_on()
    newcomer.reads("Is this your machine?")
    newcomer.looks("seen")
    newcomer.chooses("Yes, use it")
    newcomer.reads("When may the plug be switched off?")
    newcomer.looks("power")
    page.get_by_role("button", name=ONWARD).click()
    newcomer.reads("Reconfiguration was successful")
    newcomer.chooses("Close")


def adds_the_dashboard(newcomer: Newcomer, page: Page, home: Home) -> None:
    """Add the dashboard and open it; a page that was there before does not know it."""
    page.reload()
    page.locator("ha-sidebar [href='/config']").last.click()
    page.locator(f"[href='{DASHBOARDS}']").click()
    newcomer.click("Add dashboard")
    offer = page.get_by_label("Home Gym", exact=True)
    offer.wait_for()
    newcomer.looks("offer")
    offer.click()
    newcomer.reads("Add new dashboard")
    newcomer.looks("details")
    page.get_by_role("button", name="Create").click()
    page.locator("ha-sidebar [href='/home-gym']").click()
    page.get_by_role("heading", name="Ready").wait_for()
    newcomer.looks("ready")
    walks(home)
    page.get_by_role("heading", name="Warm-up").wait_for()
    page.get_by_role("img", name="Speed: 2.5 km/h").wait_for()
    newcomer.looks("walk")
    stop_button(page).click()
    page.get_by_text("The belt is still").wait_for()
    newcomer.looks("stopped")


def walks(home: Home) -> None:
    """Walk off, by the treadmill's own buttons."""
    home.do(Action.STEP_ON)
    home.do(Action.START)
    home.do(Action.SET_SPEED, 2.5)


def removes_the_gym(newcomer: Newcomer, page: Page, home: Home) -> None:
    """Delete the gym, and read what its dashboard says then."""
    newcomer.opens(f"{home.login.url}{INTEGRATION}", "Add machine")
    page.locator("ha-config-entry-row").get_by_label("Menu").first.click()
    newcomer.looks("menu")
    page.get_by_text("Delete", exact=True).first.click()
    newcomer.looks("delete")
    page.get_by_role("button", name="Delete").click()
    wait_for(
        lambda: not home.api.send("config_entries/get", domain=DOMAIN),
        "it is gone",
        30.0,
    )
    newcomer.opens(f"{home.login.url}{OWN}", "There is no treadmill yet")
    newcomer.looks("removed")


def gyms(home: Home) -> list[dict[str, Any]]:
    """Return the gyms that Home Assistant knows."""
    found: list[dict[str, Any]] = home.api.send("config_entries/get", domain=DOMAIN)
    return found
