"""The automation editor offers our triggers and conditions by name, text and icon."""

from collections.abc import Collection, Mapping
import json
import os
from typing import Any, Final

from playwright.sync_api import Locator, Page
import pytest

from custom_components.home_gym.condition import CONDITIONS
from custom_components.home_gym.trigger import TRIGGERS
from gymlab.house.house import HousePlan
from gymlab.house.places import COMPONENTS, LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.stories import STORIES

from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PICTURES: Final = LOCAL / "screenshots" / "pickers"
EDITOR: Final = "/config/automation/edit/new"
EDITOR_SHOWS: Final = "ha-automation-editor"
PICKER: Final = "add-automation-element-dialog"
# The whole list in one picture.
LOOKS: Final = {
    "light": Look(width=1280, height=1500),
    "dark": Look(width=1280, height=1500, dark=True),
}
# What each entry has its icon from, and the icon that it really shows.
SHOWN: Final = """tag => {
  const shown = {};
  const look = root => {
    for (const each of root.querySelectorAll('*')) {
      const key = each.localName === tag && (each.trigger || each.condition);
      const icon = key && each.shadowRoot.querySelector('ha-icon');
      if (icon) shown[key] = icon.icon;
      if (each.shadowRoot) look(each.shadowRoot);
    }
  };
  look(document);
  return shown;
}"""
OURS: Final[Mapping[str, Collection[str]]] = {
    "trigger": TRIGGERS,
    "condition": CONDITIONS,
}


def told(file: str) -> Mapping[str, Any]:
    """Return what a file of the integration says."""
    path = COMPONENTS / "home_gym" / file
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_pickers_show_what_is_ours() -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    plan = HousePlan(machines=[STORIES["pain"].machine(1)])
    with (
        quiet_house(plan) as house,
        open_dashboard(house.login, EDITOR, EDITOR_SHOWS) as page,
    ):
        for kind in OURS:
            picker = opens_picker(page, kind)
            picker.get_by_text("Home Gym", exact=True).last.click()
            shows_all(page, picker, kind)
            for name, look in LOOKS.items():
                take_picture(page, look, PICTURES / f"{kind}s_{name}.png")
            chooses_one(page, picker, kind)


def opens_picker(page: Page, kind: str) -> Locator:
    """Open the dialog for a new trigger or a new condition."""
    page.get_by_text(f"Add {kind}").first.click()
    picker = page.locator(PICKER)
    picker.get_by_text("By type").click()
    return picker


def shows_all(page: Page, picker: Locator, kind: str) -> None:
    """Find every name, every description and every icon."""
    words, icons = told("translations/en.json"), told("icons.json")
    for key in OURS[kind]:
        for text in ("name", "description"):
            said = words[f"{kind}s"][key][text]
            picker.get_by_text(said, exact=True).first.wait_for()
    expected = {f"home_gym.{key}": icons[f"{kind}s"][key][kind] for key in OURS[kind]}
    shown = page.evaluate(SHOWN, f"ha-{kind}-icon")
    assert {key: shown.get(key) for key in expected} == expected


# What is chosen, and what its form then asks for.
CHOSEN: Final = {
    "trigger": ("treadmill_stopped", "reason"),
    "condition": ("is_on_break", "for"),
}


def chooses_one(page: Page, picker: Locator, kind: str) -> None:
    """Choose one of them, and look at its form."""
    key, field = CHOSEN[kind]
    words = told("translations/en.json")[f"{kind}s"][key]
    picker.get_by_text(words["name"], exact=True).first.click()
    page.get_by_text(words["fields"][field]["name"]).first.wait_for()
    take_picture(page, LOOKS["light"], PICTURES / f"{kind}_form.png")
    page.keyboard.press("Escape")
