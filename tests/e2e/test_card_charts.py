"""The charts of the card in a real browser: this walk, the last one, and the weeks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
import re
from typing import Final
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect
import pytest

from gymlab.house import setup
from gymlab.house.api import Dialog
from gymlab.house.house import House, HousePlan
from gymlab.house.phone import Message, Phone
from gymlab.house.playing import set_stage
from gymlab.house.screenshot import Look, take_picture
from gymlab.house.setup import PersonChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import end_walk, walk_at, walk_off
from gymlab.simulator.deeds import Action

from .card_page import (
    PICTURES,
    hindrances,
    lay_out,
    need_browser,
    open_card,
    panel,
    sections,
)
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

CHART: Final = "home-gym-walk-chart"
LAST: Final = "home-gym-last-walk"
WEEKS: Final = "home-gym-weeks-card"
PEOPLE: Final = "people"
BEN: Final = PersonChoices(name="Ben", policy="runner")
# Tall enough for all of the card, whose stop stays in front of the rest.
LOOKS: Final = {
    "phone": Look(width=320, height=2000),
    "phone_dark": Look(width=320, height=2000, dark=True),
    "tablet": Look(width=1280, height=1200),
    "tablet_dark": Look(width=1280, height=1200, dark=True),
}
WATCHED_MS: Final = 15_000
# A point each five seconds, and one more for what turns.
DRAWN: Final = 5
SOON_MS: Final = 20_000
ENDED_MS: Final = 60_000
# A walk that is shorter is no news.
WALK_S: Final = 62.0
PNG: Final = b"\x89PNG"


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill, with Anna who moves, and with Ben."""
    need_browser()
    people = [
        PersonChoices(name="Anna", policy="gentle_back", elsewhere_min=60),
        BEN,
    ]
    machines = [STORIES["pain"].machine(1), STORIES["break"].machine(2)]
    return build_house(HousePlan(machines=machines, people=people))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, with a page for each card and one for the weeks.

    On the second one a second is a minute, and its page is one for a wall.
    """
    one, two = house.treadmills.values()
    ben = {"type": f"custom:{WEEKS}", "device_id": device_of(house, "Ben")}
    cards = [{"type": f"custom:{WEEKS}"}, ben]
    lay_out(
        house,
        [
            sections("Pad", one.name, [one.device_id]),
            panel("Wall", two.name, two.device_id),
            {
                "title": "People",
                "path": PEOPLE,
                "type": "sections",
                "sections": [{"type": "grid", "cards": cards}],
            },
        ],
    )
    return [set_stage(house, one), set_stage(house, two)]


@pytest.fixture
def stage(stages: list[Stage]) -> Stage:
    """Return the treadmill in real time."""
    return stages[0]


def device_of(house: House, name: str) -> str:
    """Return the device of a person."""
    listed = house.api.send("config/entity_registry/list")
    wanted = house.people[name]["person_day"]
    (device_id,) = {each["device_id"] for each in listed if each["entity_id"] == wanted}
    return str(device_id)


@contextmanager
def opened(stage: Stage) -> Iterator[Page]:
    """Open the page of the treadmill."""
    with open_card(stage.house, stage.treadmill.name) as page:
        yield page


def look(page: Page, element: str, name: str) -> None:
    """Keep a picture of a page in every look; everybody can use what is on it."""
    for key, each in LOOKS.items():
        take_picture(page, each, PICTURES / f"chart_{name}_{key}.png")
        assert hindrances(page, element) == [], f"{name}, {key}"
        width = "(root) => root.scrollWidth - root.clientWidth"
        assert page.locator("html").evaluate(width) <= 0, f"{name}, {key}: too wide"


def line(page: Page) -> str:
    """Return the line of the speed as it is drawn."""
    return str(page.locator(f"{CHART} path.speed").get_attribute("d"))


def drawings(page: Page) -> int:
    """Count how often the line of the speed is drawn anew in a while."""
    count = page.locator(f"{CHART} path.speed").evaluate(
        "(path, wait) => new Promise((done) => { let count = 0;"
        " new MutationObserver((all) => (count += all.length))"
        ".observe(path, { attributes: true });"
        " setTimeout(() => done(count), wait); })",
        WATCHED_MS,
    )
    return int(count)


def picture(page: Page) -> Locator:
    """Return the picture of the last walk."""
    return page.locator(f"{LAST} img")


def test_a_page_opened_in_mid_walk_shows_the_walk_from_its_beginning(
    stage: Stage,
) -> None:
    stage.bring_in("Anna")
    walk_off(stage, 2.0)
    stage.prove("she walks", lambda: stage.treadmill.speed_kmh > 1.9, 15.0)
    walk_at(stage, 3.0)
    stage.prove("she is faster", lambda: stage.treadmill.speed_kmh > 2.9, 15.0)
    stage.treadmill.tell("report_pain", level=1, place="knee")
    with opened(stage) as page:
        chart = page.locator(f"{CHART} .chart")
        chart.wait_for()
        said = str(chart.get_attribute("aria-label"))
        assert "Pain reported at minute: 0." in said
        assert "knee" not in page.locator(CHART).inner_text()
        beginning = line(page)
        assert beginning.count("V") >= 2, beginning
        # It goes on by itself, and is drawn only where there is something new.
        walk_at(stage, 2.0)
        speed = page.locator(f"{CHART} path.speed")
        expect(speed).not_to_have_attribute("d", beginning, timeout=SOON_MS)
        drawn = drawings(page)
        print(f"drawn {drawn} times in {WATCHED_MS / 1000:.0f} s")
        assert 0 < drawn <= DRAWN
        look(page, CHART, "walk")
        page.reload()
        chart.wait_for()
        assert line(page).count("V") >= 3


def test_after_the_end_the_card_shows_the_walk_as_a_picture(stage: Stage) -> None:
    with opened(stage) as page:
        page.locator(f"{CHART} .chart").wait_for()
        end_walk(stage)
        picture(page).wait_for(timeout=ENDED_MS)
        expect(page.locator(CHART)).to_have_count(0)
        loaded = "(img) => img.decode().then(() => img.naturalWidth)"
        assert picture(page).evaluate(loaded) == 1200
        look(page, LAST, "last")
        page.get_by_role("button", name="Show the picture of the last walk").click()
        page.locator("ha-more-info-dialog").get_by_role("img").first.wait_for()


@pytest.mark.usefixtures("stages")
def test_the_weeks_are_beside_their_goal(house: House) -> None:
    with open_card(house, PEOPLE, WEEKS) as page:
        annas, bens = page.locator(WEEKS).all()
        annas.get_by_text("Anna: minutes a week").wait_for()
        # An hour elsewhere, and what she walked here by now.
        chart = annas.get_by_role("img", name=re.compile("This week 6. of 150 min"))
        expect(chart).to_be_visible()
        expect(bens.get_by_text("Nothing yet")).to_be_visible()
        annas.get_by_text("As a table").click()
        expect(annas.get_by_role("row")).to_have_count(13)
        look(page, WEEKS, "weeks")
        # What is done elsewhere is there without a reload.
        setup.add_activity(house.api, replace(BEN, elsewhere_min=30))
        expect(bens.get_by_text("This week 30 of")).to_be_visible(timeout=SOON_MS)


@pytest.mark.usefixtures("stages")
def test_the_weeks_are_offered_and_have_an_editor_and_a_place(house: House) -> None:
    with open_card(house, PEOPLE, WEEKS) as page:
        suggested = page.evaluate(
            "([type, id]) => window.customCards.find((each) => each.type === type)"
            ".getEntitySuggestion(document.querySelector('home-assistant').hass, id)",
            [WEEKS, house.people["Ben"]["person_week"]],
        )
        assert suggested[0]["config"]["device_id"] == device_of(house, "Ben")
        page.goto(f"{page.url.split('?')[0]}?edit=1")
        page.locator("hui-card-edit-mode").first.click()
        page.get_by_text("Leave it empty to show the first person").wait_for()
        page.keyboard.press("Escape")
        page.goto(f"{house.login.url}/home-gym-card/history")
        page.get_by_text("Ben: minutes a week").wait_for()
        look(page, WEEKS, "history")
        assert page.get_by_text("Configuration error").count() == 0


def test_breaks_and_phases_of_a_walk_are_told_apart(stages: list[Stage]) -> None:
    stage = stages[1]
    began_s = walk_off(stage, 2.8)
    with opened(stage) as page:
        stage.prove_event("a break is due", "break_due", began_s, 30.0)
        refuse_to_put_it_off(page)
        stage.treadmill.press("take_break")
        stage.prove_event("a break is taken", "break_taken", began_s, 40.0)
        page.get_by_role("heading", name="Break").wait_for()
        stage.treadmill.do(Action.START)
        walk_at(stage, 2.8)
        page.get_by_text("Break", exact=True).first.wait_for()
        kinds = page.locator(f"{CHART} .legend i")
        expect(kinds.and_(page.locator(".break"))).to_be_visible()
        expect(kinds.and_(page.locator(".warm_up"))).to_be_visible()
        expect(page.locator(f"{CHART} .shade.on_break").first).to_be_attached()
        look(page, CHART, "wall")


def test_a_walk_comes_to_the_phone_as_a_picture(house: House, stage: Stage) -> None:
    with Phone("Annas phone") as phone:
        phone.log_in(house.api)
        wants_pictures(house, phone)
        stage.bring_in("Anna")
        since_s = walk_off(stage, 2.5)
        moved = partial(stage.moving_s, since_s)
        stage.prove("a minute is walked", lambda: moved() > WALK_S, WALK_S + 30.0)
        end_walk(stage)
        stage.prove("it comes", lambda: pictures(phone), 30.0)
        (told,) = pictures(phone)
        assert "of 150 min" in told.text
        # What is in the message is enough: the phone need not be logged in.
        with urlopen(f"{house.login.url}{told.data['image']}", timeout=30.0) as answer:
            assert answer.read().startswith(PNG)
        phone.tap(told, "It hurts")
        locked = house.people["Anna"]["person_locked"]
        stage.prove("she rests", lambda: house.api.state(locked) == "on", 10.0)
        stage.prove("she is told", lambda: len(told_of_walks(phone)) == 2, 10.0)
        phone.tap(told_of_walks(phone)[1], "That was a mistake")
        stage.prove("it is undone", lambda: house.api.state(locked) == "off", 10.0)


def refuse_to_put_it_off(page: Page) -> None:
    """Tap that the break is for later, and then that it is not."""
    later = page.get_by_role("button", name="Later")
    later.click()
    question = page.get_by_role("group", name="Put the break off?")
    question.get_by_role("button", name="No").click()
    expect(question).to_have_count(0)
    expect(later).to_be_focused()


def wants_pictures(house: House, phone: Phone) -> None:
    """Let Anna have pictures of her walks on a phone."""
    api, entry_id = house.api, house.entry_id
    anna = setup.subentry_id_of(api, entry_id, "Anna")
    handler = [entry_id, "person"]
    dialog = Dialog.begin(api, setup.SUBENTRY_FLOW, handler, subentry_id=anna)
    dialog.choose("reconfigure", "who")
    answers = {"name": "Anna", "policy": "gentle_back"}
    dialog.fill("who", {**answers, "phone": phone.action, "walk_picture": True})
    dialog.finish()


def told_of_walks(phone: Phone) -> list[Message]:
    """Return what a phone was told of walks; it is asked other things, too."""
    tags = [str(each.data.get("tag", "")) for each in phone.messages]
    return [
        each
        for each, tag in zip(phone.messages, tags, strict=True)
        if tag.startswith("home_gym|walk|")
    ]


def pictures(phone: Phone) -> list[Message]:
    """Return the messages with a picture."""
    return [each for each in told_of_walks(phone) if "image" in each.data]
