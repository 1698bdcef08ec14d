"""Phones in a real house: who is at home, after pain, the week, and the day after.

They are registered with Home Assistant's own `mobile_app` integration, which pushes to
them and hears from them. What is said of the belt is read in the simulator's ledger.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
import json
from pathlib import Path
import time
from typing import Final
from urllib.request import Request, urlopen

import pytest

from gymlab.house import setup
from gymlab.house.house import House, HousePlan
from gymlab.house.phone import AWAY, HOME, Message, Phone
from gymlab.house.playing import set_stage
from gymlab.house.setup import PersonChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import end_walk, report_pain, walk_at, walk_off
from gymlab.house.stories.proofs import DAY_S, prove_never_raised, prove_rest
from gymlab.house.waiting import wait_for

from .blueprint_use import KNOWN_S, errors, make
from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(500)]

DRIVEN: Final = (
    "who_walks_by_presence",
    "pain_check_in_by_phone",
    "weekly_report",
    "check_in_by_phone",
)
NAMES: Final = ("Anna", "Ben")
WALK_KMH: Final = 2.5
# A walk that is shorter is not asked about.
WALK_S: Final = 62.0
# How long before the question of the day after Home Assistant is there again.
AHEAD_S: Final = 45.0
MINUTE_S: Final = 60.0
# The log of each month, by its year.
SESSIONS: Final = "home_gym.history.2*"
PNG: Final = b"\x89PNG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A treadmill, and two people with a phone each."""

    stage: Stage
    phones: dict[str, Phone]

    @property
    def house(self) -> House:
        """Return the house."""
        return self.stage.house

    def person(self, name: str) -> str:
        """Return who somebody is in Home Assistant."""
        return f"person.{name.lower()}"

    def go(self, **where: str) -> None:
        """Send people somewhere, and wait until Home Assistant knows."""
        for name, place in where.items():
            self.phones[name].go(place)
            is_there = partial(self.is_at, name, place)
            wait_for(is_there, f"{name} is {place}", KNOWN_S)

    def is_at(self, name: str, place: str) -> bool:
        """Tell whether Home Assistant knows somebody to be somewhere."""
        return self.house.api.state(self.person(name)) == place

    def asked(self, name: str, number: int, within_s: float) -> Message:
        """Return the message that a phone gets as one of several."""
        messages = self.phones[name].messages
        proof = f"the phone of {name} gets its message {number}"
        self.stage.prove(proof, lambda: len(messages) >= number, within_s)
        return messages[number - 1]


@pytest.fixture
def home() -> Iterator[Home]:
    """Put up a house in which two people live, each with a phone."""
    with ExitStack() as stack:
        phones = {name: stack.enter_context(Phone(f"{name} phone")) for name in NAMES}
        house = stack.enter_context(
            quiet_house(HousePlan(machines=[STORIES["pain"].machine(1)]))
        )
        (treadmill,) = house.treadmills.values()
        found = Home(stage=set_stage(house, treadmill), phones=phones)
        for name, phone in phones.items():
            phone.log_in(house.api)
            moves_in(found, name, phone)
        yield found
        print(found.stage.timeline.text())


def moves_in(home: Home, name: str, phone: Phone) -> None:
    """Let somebody be a person of Home Assistant, by their phone, and of Home Gym."""
    phone.go(AWAY)
    api = home.house.api
    tracker = f"device_tracker.{phone.name.lower().replace(' ', '_')}"
    wait_for(partial(api.state, tracker), f"{tracker} is known", KNOWN_S)
    api.send("person/create", name=name, device_trackers=[tracker])
    choices = PersonChoices(name=name, policy="gentle_back", person=home.person(name))
    setup.add_person(api, home.house.entry_id, choices)


def test_phones_in_a_real_house(home: Home) -> None:
    who_is_at_home_walks(home)
    where_two_are_at_home_a_phone_is_asked(home)
    it_asks_again_after_pain(home)
    the_week_is_told_with_its_picture(home)
    the_day_after_is_asked_for(home)
    prove_never_raised(home.stage)
    found = {name: errors(home.house, name) for name in DRIVEN}
    assert found == {name: [] for name in DRIVEN}


def phone_of(home: Home, name: str) -> str:
    """Return the device of a phone."""
    return home.phones[name].device_of(home.house.api)


def who_is_at_home_walks(home: Home) -> None:
    """Walk off while only Anna is at home."""
    stage = home.stage
    inputs = {
        "treadmill": stage.treadmill.device_id,
        "people": [home.person(name) for name in NAMES],
        "phone": phone_of(home, "Anna"),
    }
    make(home.house, "who_walks_by_presence", inputs)
    home.go(Anna=HOME)
    since_s = walk_off(stage, WALK_KMH)
    stage.prove_state("it is Anna who walks", "walker", "Anna", 5.0)
    walks_for(stage, since_s, 5.0)
    goes_home(stage)
    stage.treadmill.choose_walker("guest")


def where_two_are_at_home_a_phone_is_asked(home: Home) -> None:
    """Walk off while both are at home, and tap a name; Ben then goes on for a while."""
    stage = home.stage
    home.go(Ben=HOME)
    since_s = walk_off(stage, WALK_KMH)
    asked = home.asked("Anna", 1, 10.0)
    assert asked.text == "Who is walking?"
    assert set(asked.answers) == set(NAMES)
    assert stage.treadmill.state("walker") == "guest"
    home.phones["Anna"].tap(asked, "Ben")
    stage.prove_state("it is Ben who walks", "walker", "Ben", 5.0)
    walks_for(stage, since_s, WALK_S)


def walks_for(stage: Stage, since_s: float, seconds: float) -> None:
    """Walk until the belt has really moved for so long."""
    moved = partial(stage.moving_s, since_s)
    stage.prove(f"{seconds:g} s are walked", lambda: moved() >= seconds, seconds + 30.0)


def goes_home(stage: Stage) -> None:
    """End the walk at a press of a button."""
    ended_s = end_walk(stage)
    prove_rest(stage, ended_s)
    stage.prove_event("the session is over", "session_ended", ended_s, 10.0)


def it_asks_again_after_pain(home: Home) -> None:
    """Report a bit of pain, be asked for it, and say that it is worse."""
    stage = home.stage
    inputs = {
        "treadmill": stage.treadmill.device_id,
        "phone": phone_of(home, "Ben"),
        "after": {"seconds": 2},
    }
    make(home.house, "pain_check_in_by_phone", inputs)
    report_pain(stage, 2)
    asked = home.asked("Ben", 1, 15.0)
    assert asked.text == "How is it now?"
    assert "knee" not in json.dumps(asked.data)
    assert stage.treadmill.speed_kmh > 1.9
    tapped_s = walk_at(stage, WALK_KMH)
    home.phones["Ben"].tap(asked, "Worse")
    prove_rest(stage, tapped_s)
    stage.prove_state("the treadmill is locked", "locked", "on", 5.0)
    stage.prove_event("the session is over", "session_ended", tapped_s, 20.0)
    stage.treadmill.press("take_back_pain")
    stage.prove_state("it was a mistake", "locked", "off", 5.0)


def the_week_is_told_with_its_picture(home: Home) -> None:
    """Wait for the hour of the report, and fetch its picture as the app does."""
    house, stage = home.house, home.stage
    # A time of day sets off whoever was there before it.
    due = datetime.now().astimezone() + timedelta(seconds=5)
    inputs = {
        "treadmill": stage.treadmill.device_id,
        "phone": phone_of(home, "Anna"),
        "picture": stage.treadmill.entities["last_session"],
        "weekday": due.strftime("%a").lower(),
        "time": due.strftime("%H:%M:%S"),
    }
    make(house, "weekly_report", inputs)
    told = home.asked("Anna", 2, MINUTE_S)
    walked = house.api.ask(
        setup.DOMAIN, "get_sessions", device_id=stage.treadmill.device_id
    )["summary"]
    assert told.title == "A week on the treadmill"
    assert told.text.startswith(f"Walks: {walked['sessions']}, minutes: ")
    assert "The seven days before: 0, 0, 0.0." in told.text
    assert picture_of(house, told).startswith(PNG)


def picture_of(house: House, message: Message) -> bytes:
    """Fetch the picture of a message, as the app does by its own login."""
    login = house.login
    headers = {"Authorization": f"Bearer {login.token}"}
    request = Request(f"{login.url}{message.data['image']}", headers=headers)
    with urlopen(request, timeout=30.0) as answer:
        picture: bytes = answer.read()
        return picture


def the_day_after_is_asked_for(home: Home) -> None:
    """Let almost a day pass, wait for the question, and answer it."""
    house = home.house
    ben = str(setup.subentry_id_of(house.api, house.entry_id, "Ben"))
    inputs = {"person": setup.device_of(house.api, ben), "phone": phone_of(home, "Ben")}
    make(house, "check_in_by_phone", inputs)
    due = setup.entities_of(house.api, ben)["check_in_due"]
    assert house.api.state(due) == "off"
    time_passes(home)
    asked = home.asked("Ben", 2, 120.0)
    assert asked.text == "How does it feel today?"
    assert house.api.state(due) == "on"
    home.phones["Ben"].tap(asked, "Better")
    home.stage.prove("it is answered", lambda: house.api.state(due) == "off", 10.0)


def time_passes(home: Home) -> None:
    """Let the walks be almost a day ago, as Home Assistant finds when it starts."""
    house = home.house
    house.hass.stop()
    ago_s = 0.0
    for file in Path(house.hass.folder, ".storage").glob(SESSIONS):
        stored = json.loads(file.read_text())
        walks = stored["data"]["sessions"]
        ended_utc_s = max(each["ended_utc_s"] for each in walks)
        ago_s = ended_utc_s + DAY_S - time.time() - AHEAD_S
        for each in walks:
            each["started_utc_s"] -= ago_s
            each["ended_utc_s"] -= ago_s
        file.write_text(json.dumps(stored))
    assert ago_s
    house.restart_hass()
