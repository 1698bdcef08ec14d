"""The card in a real browser, on a treadmill that somebody walks on."""

from collections.abc import Iterator
import time
from typing import Final

from playwright.sync_api import Page, expect
import pytest

from gymlab.house import setup
from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.screenshot import open_dashboard, take_picture
from gymlab.house.setup import PersonChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_at, walk_off
from gymlab.house.stories.proofs import prove_plug_off, prove_rest
from gymlab.house.waiting import wait_for
from gymlab.simulator.deeds import Action
from gymlab.simulator.faults import Fault

from .card_page import (
    DASHBOARD,
    LOOKS,
    NARROW,
    PICTURES,
    lay_out,
    look,
    need_browser,
    open_card,
    panel,
    sections,
    stop_button,
    tab_to,
)
from .conftest import Builder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(480)]

NEW: Final = "/config/lovelace/dashboards"
OWN: Final = "our-gym"
CLEO: Final = PersonChoices(name="Cleo", policy="desk_walker")
# A page with nothing but the card, and one whose treadmill there is not.
WIDE: Final = "wide"
GONE: Final = "gone"
# From a tap through the browser and Home Assistant to the broker.
AT_ONCE_S: Final = 1.0
# From a belt that tells its speed twice a second to what is drawn.
FRESH_S: Final = 2.0
# How long a page of the settings may take on a computer that does other things.
BUSY_S: Final = 90.0
# Of one core, for the page with everything that Home Assistant itself does there.
BUSY: Final = 0.1
WATCHED_MS: Final = 10_000


@pytest.fixture(scope="module")
def house(build_house: Builder) -> House:
    """Put up a house with a treadmill for each test, and two people."""
    need_browser()
    machine = STORIES["pain"].machine
    machines = [machine(number) for number in range(1, 6)]
    people = [
        PersonChoices(name="Anna", policy="gentle_back"),
        PersonChoices(name="Ben", policy="runner"),
    ]
    return build_house(HousePlan(machines=machines, people=people))


@pytest.fixture(scope="module")
def stages(house: House) -> list[Stage]:
    """Return the treadmills, each with a page of its own."""
    treadmills = list(house.treadmills.values())
    lay_out(
        house,
        [
            *(
                sections(each.choices.name, each.name, [each.device_id])
                for each in treadmills
            ),
            panel("Wide", WIDE, treadmills[2].device_id),
            panel("Gone", GONE, "nothing"),
        ],
    )
    return [set_stage(house, each) for each in treadmills]


@pytest.fixture
def page(
    house: House, stages: list[Stage], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Open the page of a machine, as its owner."""
    which = request.param
    view = which if isinstance(which, str) else stages[which].treadmill.name
    with open_card(house, view) as opened:
        yield opened


def prove_sent_at_once(stage: Stage, tapped_s: float, what: str) -> None:
    """Prove on the broker that a tap got there at once, and print how soon."""
    topic = f"QZ/{stage.treadmill.name}/control/stop"
    stage.prove(
        f"{what} is on the broker at once",
        lambda: stage.house.spy.heard(topic, tapped_s),
        AT_ONCE_S,
    )
    first = stage.house.spy.heard(topic, tapped_s)[0]
    print(f"{what}: {1000 * (first.at_s - tapped_s):.0f} ms from the tap to the broker")


def busy(page: Page) -> float:
    """Return how much of a core the page takes during a walk."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def seconds() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        (found,) = (each for each in metrics if each["name"] == "TaskDuration")
        return float(found["value"])

    before_s = seconds()
    page.wait_for_timeout(WATCHED_MS)
    share = 1000 * (seconds() - before_s) / WATCHED_MS
    assert share < BUSY
    return share


@pytest.mark.parametrize("page", [0], indirect=True)
def test_a_walk_is_shown_and_stopped_with_one_tap(
    page: Page, stages: list[Stage]
) -> None:
    stage = stages[0]
    page.get_by_role("heading", name="Ready").wait_for()
    look(page, "ready")
    page.get_by_label("Who walks").select_option("Anna")
    stage.prove_state("Anna walks", "walker", "Anna", 3.0)
    walk_off(stage, 2.5)
    page.get_by_role("heading", name="Warm-up").wait_for()
    expect(page.get_by_role("img", name="Speed: 2.5 km/h")).to_be_visible()
    expect(page.get_by_text("Warm-up done")).to_be_visible()
    expect(page.get_by_text("Not proven on your machine")).to_be_visible()
    look(page, "walking")
    print(f"the page takes {100 * busy(page):.1f} % of a core")
    walk_at(stage, 3.6)
    fast_s = stage.prove(
        "the belt is fast", lambda: stage.treadmill.speed_kmh > 3.55, 15.0
    )
    page.get_by_role("img", name="Speed: 3.6 km/h").wait_for()
    late_s = time.monotonic() - fast_s
    print(f"{1000 * late_s:.0f} ms from the belt to the page")
    assert late_s < FRESH_S
    page.get_by_text("faster than allowed").wait_for()
    look(page, "too_fast")
    tapped_s = time.monotonic()
    stop_button(page).click()
    expect(page.locator(".said")).to_be_visible(timeout=500)
    prove_sent_at_once(stage, tapped_s, "a stop")
    prove_rest(stage, tapped_s)
    page.get_by_text("The belt is still").wait_for()
    look(page, "stopped")


@pytest.mark.parametrize("page", [1], indirect=True)
def test_pain_stops_the_belt_and_the_lock_says_why(
    page: Page, stages: list[Stage]
) -> None:
    stage = stages[1]
    walk_off(stage, 2.5)
    page.get_by_role("heading", name="Warm-up").wait_for()
    page.get_by_role("button", name="Where, and warning signs").click()
    page.get_by_role("button", name="Lower back").click()
    look(page, "more")
    tapped_s = time.monotonic()
    page.get_by_role("button", name="Report pain 6 of 10").click()
    page.get_by_text("Reported: 6.").wait_for()
    prove_rest(stage, tapped_s)
    prove_plug_off(stage, tapped_s)
    page.get_by_role("heading", name="Locked").wait_for()
    page.get_by_text("Ordinary gentle movement").wait_for()
    look(page, "locked")
    page.get_by_role("button", name="That was a mistake").click()
    stage.prove_state("the lock is taken back", "locked", "off", 3.0)


@pytest.mark.parametrize("page", [WIDE], indirect=True)
def test_a_stop_that_fails_is_an_alarm(page: Page, stages: list[Stage]) -> None:
    stage = stages[2]
    stage.treadmill.break_with(Fault.STOP_IGNORED)
    stage.treadmill.break_with(Fault.SLOW_IGNORED)
    walk_off(stage, 2.5)
    page.get_by_role("heading", name="Warm-up").wait_for()
    look(page, "wide")
    tab_to(page, stop_button(page))
    page.keyboard.press("Enter")
    page.get_by_text("pull the safety key").first.wait_for()
    look(page, "warned")
    page.get_by_role("heading", name="Alarm").wait_for()
    look(page, "alarm")
    stage.treadmill.break_with(Fault.STOP_IGNORED, on=False)
    page.get_by_role("button", name="I have seen it").click()
    stage.treadmill.do(Action.STOP)


@pytest.mark.parametrize("page", [3], indirect=True)
def test_what_is_not_seen_is_named(page: Page, stages: list[Stage]) -> None:
    stage = stages[3]
    walk_off(stage, 2.5)
    stage.treadmill.break_with(Fault.SILENCE)
    stage.treadmill.break_with(Fault.PLUG_SILENCE)
    page.get_by_role("heading", name="No signal").wait_for()
    page.get_by_text("Nobody knows whether the belt moves").wait_for()
    look(page, "no_signal")


@pytest.mark.parametrize("page", [4], indirect=True)
def test_german_miles_are_shown_to_who_wants_them(
    page: Page, house: House, stages: list[Stage]
) -> None:
    walk_off(stages[4], 2.5)
    page.get_by_role("heading", name="Warm-up").wait_for()
    language = {"language": "de", "number_format": "language", "time_format": "24"}
    house.api.send("config/core/update", unit_system="us_customary")
    house.api.send("frontend/set_user_data", key="language", value=language)
    page.reload()
    page.get_by_role("heading", name="Aufwärmen").wait_for()
    page.get_by_role("img", name="Geschwindigkeit: 1,6 mph").wait_for()
    look(page, "german")
    house.api.send("frontend/set_user_data", key="language", value={"language": "en"})
    house.api.send("config/core/update", unit_system="metric")


@pytest.mark.parametrize("page", [GONE], indirect=True)
def test_a_treadmill_that_is_gone_is_said_to_be_so(page: Page) -> None:
    page.get_by_text("no longer part of Home Gym").wait_for()
    take_picture(page, NARROW, PICTURES / "card_gone.png")


@pytest.mark.parametrize("page", [1], indirect=True)
def test_the_card_says_when_it_is_cut_off_and_comes_back(
    page: Page, house: House
) -> None:
    page.locator(".phase").wait_for()
    house.hass.stop()
    page.get_by_text("this stop does not work now").wait_for()
    look(page, "cut_off")
    house.restart_hass()
    expect(page.get_by_text("No connection")).to_have_count(0, timeout=60_000)
    page.locator(".phase").wait_for()
    page.get_by_role("button", name="Report pain 0 of 10").click()
    page.get_by_text("Reported: 0.").wait_for()


@pytest.mark.parametrize("page", [0], indirect=True)
def test_the_card_is_offered_and_has_an_editor(
    page: Page, house: House, stages: list[Stage]
) -> None:
    suggested = page.evaluate(
        "(id) => window.customCards.find(({type}) => type === 'home-gym-card')"
        ".getEntitySuggestion(document.querySelector('home-assistant').hass, id)",
        stages[0].treadmill.entities["phase"],
    )
    assert suggested[0]["config"]["device_id"] == stages[0].treadmill.device_id
    page.goto(f"{house.login.url}/{DASHBOARD}/{stages[0].treadmill.name}?edit=1")
    page.locator("hui-card-edit-mode").first.click()
    page.get_by_text("Leave it empty to show the first treadmill").wait_for()
    take_picture(page, LOOKS["tablet"], PICTURES / "card_editor.png")


def test_the_dashboard_is_added_with_clicks_and_sets_itself_up(
    house: House, stages: list[Stage]
) -> None:
    with open_dashboard(house.login, NEW, "ha-config-lovelace-dashboards") as page:
        page.set_default_timeout(1000 * BUSY_S)
        page.get_by_role("button", name="Add dashboard").click()
        offer = page.get_by_label("Home Gym", exact=True)
        offer.wait_for()
        take_picture(page, LOOKS["tablet"], PICTURES / "strategy_dialog.png")
        offer.click()
        # What is suggested is the path of a dashboard that is there already.
        details = page.locator("dialog-lovelace-dashboard-detail")
        details.locator("input:not([type=checkbox])").first.fill("Our gym")
        page.get_by_role("button", name="Create").click()
        # It is there before it is told what it shows: who leaves now leaves it empty.
        page.locator(f"ha-sidebar [href='/{OWN}']").click()
        page.locator("home-gym-card").first.wait_for()
        own = f"{house.login.url}/{OWN}"
        for view in ("now", "history", "people", "set-up"):
            page.goto(f"{own}/{view}")
            page.wait_for_selector("hui-view")
            take_picture(page, LOOKS["tablet"], PICTURES / f"strategy_{view}.png")
            for trouble in ("Configuration error", "Entity not found", "unknown type"):
                assert page.get_by_text(trouble).count() == 0, (view, trouble)
        # The configuration that is shipped uses it too.
        page.goto(f"{house.login.url}/home-gym-card/now")
        page.locator("home-gym-card").first.wait_for()
        page.goto(f"{own}/people")
        page.get_by_text("Anna").first.wait_for()
        see_question(page, house)
        setup.add_person(house.api, house.entry_id, CLEO)
        page.get_by_text("Cleo").first.wait_for()


def see_question(page: Page, house: House) -> None:
    """See how the day after is asked for; the house is too young to do so itself."""
    asked = house.people["Anna"]["check_in_due"]
    worse = page.get_by_role("button", name="Worse")
    assert worse.count() == 0

    def is_asked() -> bool:
        # Home Gym knows better, and says so whenever it has news of Anna.
        house.api.request(f"states/{asked}", {"state": "on"})
        return bool(worse.is_visible())

    wait_for(is_asked, "the question is shown", BUSY_S, every_s=0.5)
    take_picture(page, LOOKS["tablet"], PICTURES / "strategy_check_in.png")
    take_picture(page, LOOKS["phone_dark"], PICTURES / "strategy_check_in_phone.png")
    house.api.request(f"states/{asked}", {"state": "off"})
    worse.wait_for(state="hidden")
