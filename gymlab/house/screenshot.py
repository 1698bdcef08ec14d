"""Look at the dashboard with a real browser, as its owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
import shutil
from typing import Final

from playwright.sync_api import Page, sync_playwright

from .onboarding import Login

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
# The container of a build machine gives a browser neither a sandbox nor much memory.
SWITCHES: Final = ("--no-sandbox", "--disable-dev-shm-usage")
PATH: Final = "/home-gym"
TIMEOUT_MS: Final = 30_000
# Cards fade in, and the gauge turns to its value.
CALM_MS: Final = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Say how wide, how tall and in which colours to look."""

    width: int
    height: int
    dark: bool = False


def find_browser() -> str | None:
    """Return the installed browser, if there is one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def open_dashboard(
    login: Login, path: str = PATH, shows: str = "hui-root"
) -> Iterator[Page]:
    """Log in and open the dashboard, or another page by what it shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=list(SWITCHES)
        )
        page = browser.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.goto(f"{login.url}{path}")
        page.fill("input[name=username]", login.username)
        page.fill("input[name=password]", login.password)
        page.keyboard.press("Enter")
        page.wait_for_selector(shows)
        yield page
        browser.close()


def take_picture(page: Page, look: Look, file: Path) -> None:
    """Look at a page in one way and keep the picture."""
    file.parent.mkdir(parents=True, exist_ok=True)
    page.emulate_media(color_scheme="dark" if look.dark else "light")
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.wait_for_timeout(CALM_MS)
    page.screenshot(path=file)
