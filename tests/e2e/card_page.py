"""The card on pages of its own: how they are laid out, looked at and gone through."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
import os
from typing import Final

from playwright.sync_api import Locator, Page, expect
import pytest

from gymlab.house.house import House
from gymlab.house.places import LOCAL
from gymlab.house.playing import set_stage
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.stage import Stage

AXE: Final = LOCAL.parent / "frontend/node_modules/axe-core/axe.min.js"
PICTURES: Final = LOCAL / "screenshots"
DASHBOARD: Final = "the-card"
# What keeps somebody from using a page.
GRAVE: Final = frozenset({"serious", "critical"})
TABS: Final = 60
NARROW: Final = Look(width=320, height=900)
LOOKS: Final = {
    "phone": NARROW,
    "phone_dark": Look(width=320, height=900, dark=True),
    "tablet": Look(width=1280, height=800),
    "tablet_dark": Look(width=1280, height=800, dark=True),
}


def need_browser() -> None:
    """Have a browser; only a developer may go without."""
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)


def read_axe() -> str:
    """Return the program that finds what keeps people from using a page."""
    if not AXE.exists():
        message = "axe-core is not installed; scripts/setup card does it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return AXE.read_text(encoding="utf-8")


def card(device_id: str) -> dict[str, object]:
    """Return the card of a machine, as its editor writes it."""
    columns = {"columns": "full"}
    return {
        "type": "custom:home-gym-card",
        "device_id": device_id,
        "grid_options": columns,
    }


def sections(name: str, path: str, devices: Sequence[str]) -> dict[str, object]:
    """Return a page with the cards of some machines side by side."""
    return {
        "title": name,
        "path": path,
        "type": "sections",
        "max_columns": len(devices),
        "sections": [{"type": "grid", "cards": [card(each)]} for each in devices],
    }


def panel(name: str, path: str, device_id: str) -> dict[str, object]:
    """Return a page that the card of one machine fills."""
    return {"title": name, "path": path, "type": "panel", "cards": [card(device_id)]}


def lay_out(house: House, views: Sequence[Mapping[str, object]]) -> None:
    """Add a dashboard with some pages."""
    house.api.send(
        "lovelace/dashboards/create",
        url_path=DASHBOARD,
        title="The card",
        require_admin=False,
        show_in_sidebar=True,
    )
    config = {"views": [dict(each) for each in views]}
    house.api.send("lovelace/config/save", url_path=DASHBOARD, config=config)


def pages_of(house: House) -> list[Stage]:
    """Lay out a page for each treadmill of a house, and return them all."""
    treadmills = list(house.treadmills.values())
    views = [
        sections(each.choices.name, each.name, [each.device_id]) for each in treadmills
    ]
    lay_out(house, views)
    return [set_stage(house, each) for each in treadmills]


@contextmanager
def open_card(house: House, view: str, shows: str = "home-gym-card") -> Iterator[Page]:
    """Open a page with the card as its owner, ready to be looked through."""
    axe = read_axe()
    path = f"/{DASHBOARD}/{view}"
    with open_dashboard(house.login, path, shows) as page:
        # It is there in whatever is loaded next, too.
        page.context.add_init_script(axe)
        page.evaluate(axe)
        yield page


def look(page: Page, name: str) -> None:
    """Keep a picture of the page in every look; everybody can use all of them."""
    for key, each in LOOKS.items():
        take_picture(page, each, PICTURES / f"card_{name}_{key}.png")
        # The stop is on the screen, however long the card is.
        expect(stop_button(page).first).to_be_in_viewport(ratio=1)
        assert hindrances(page) == [], f"{name}, {key}"


def stop_button(within: Page | Locator) -> Locator:
    """Return the one button that is always there."""
    return within.locator(".stop-button")


def hindrances(page: Page, element: str = "home-gym-card") -> list[str]:
    """Return what would keep somebody from using the cards of a page."""
    found = page.locator(element).evaluate_all(
        "async (cards) => (await axe.run(cards)).violations.map("
        "({id, impact, nodes}) => [impact, id + ' ' + nodes.map("
        "(node) => node.html + node.failureSummary).join(' ')])"
    )
    return [text for impact, text in found if impact in GRAVE]


def tab_to(page: Page, wanted: Locator) -> None:
    """Go through the page with the keyboard until something has the focus, seen."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(element) => element.matches(':focus-visible')"):
            outline = "(element) => parseFloat(getComputedStyle(element).outlineWidth)"
            assert wanted.evaluate(outline) >= 2, "nobody sees where the focus is"
            return
    pytest.fail(f"the keyboard does not reach {wanted}")
