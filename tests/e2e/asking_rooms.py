"""Rooms to be asked in: a treadmill, somebody who walks, a voice assistant and a phone.

What somebody answers is text to them; everything else is real, and takes its time.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
import os
from typing import Any, Final

import pytest

from gymlab.house import setup, talking
from gymlab.house.api import Dialog
from gymlab.house.house import House, HousePlan
from gymlab.house.phone import Phone
from gymlab.house.playing import set_stage
from gymlab.house.setup import SUBENTRY_FLOW
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.waiting import wait_for
from gymlab.speech.engine import PROGRAM, find_engine
from gymlab.speech.loudspeaker import Played
from gymlab.speech.satellite import Satellite
from gymlab.speech.service import SpeechService

from .conftest import quiet_house

WALK_KMH: Final = 2.5
WALKS_KMH: Final = 1.9
KNOWN_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One treadmill, who walks on it, and what they are asked by."""

    stage: Stage
    walker: str
    satellite: Satellite
    assistant: str
    phone: Phone

    @property
    def house(self) -> House:
        """Return the house."""
        return self.stage.house

    @property
    def walks_on(self) -> bool:
        """Tell whether the belt moves as fast as it was set to."""
        return self.stage.treadmill.speed_kmh > WALKS_KMH

    def said(self, since_s: float) -> list[Played]:
        """Return all words said here, in their order."""
        played = self.satellite.played
        return [each for each in played if each.text and each.began_s >= since_s]

    def hears(
        self,
        words: str,
        since_s: float,
        within_s: float,
    ) -> Played:
        """Prove that words are said here, and return them as soon as they begin."""

        def find() -> Played | None:
            heard = [each for each in self.said(since_s) if words in each.text]
            return heard[0] if heard else None

        self.stage.prove(
            f"“{words}” is heard",
            find,
            within_s,
            lambda: [each.text for each in self.said(since_s)],
        )
        found = find()
        assert found is not None
        return found

    def history(self) -> Mapping[str, Any]:
        """Return what is kept of the pain of whoever walks here."""
        return self.house.api.ask(setup.DOMAIN, "get_pain_history", person=self.walker)

    def prove_told(self, *levels: int | None) -> None:
        """Prove that just these reports are kept, the last one first."""

        def told() -> list[int | None]:
            return [each["level"] for each in self.history()["reports"]]

        self.stage.prove(
            f"reported is {levels}", lambda: told() == list(levels), 5.0, told
        )

    def tell(self, since_s: float) -> None:
        """Put into the timeline what was said here, and when in the walk."""
        for each in self.said(since_s):
            text = f"{each.began_s - since_s:5.1f} s: {each.text}"
            self.stage.timeline.tell(self.satellite.name, text)


@contextmanager
def rooms_for(*walkers: str) -> Iterator[list[Room]]:
    """Put up a house with a room for each of some people."""
    if find_engine() is None:
        message = f"{PROGRAM} is not installed; scripts/setup --voice does it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    machine = STORIES["pain"].machine
    plan = HousePlan(machines=[machine(each + 1) for each in range(len(walkers))])
    with ExitStack() as stack:
        service = stack.enter_context(SpeechService())
        satellites = [
            stack.enter_context(Satellite(f"{walker.lower()} room", number, service))
            for number, walker in enumerate(walkers)
        ]
        phones = [stack.enter_context(Phone(f"{each} phone")) for each in walkers]
        house = stack.enter_context(quiet_house(plan))
        talking.add_speech(house.api, service)
        found = zip(house.treadmills.values(), walkers, satellites, phones, strict=True)
        rooms = [
            _room(set_stage(house, treadmill), walker, satellite, phone)
            for treadmill, walker, satellite, phone in found
        ]
        for room in rooms:
            wait_for(partial(_is_known, room), f"{room.walker} is known", KNOWN_S)
            # What one of them reports may be about any guest.
            room.stage.treadmill.choose_walker(room.walker)
            room.stage.prove_state("it is known who walks", "walker", room.walker, 5.0)
        yield rooms


def _room(stage: Stage, walker: str, satellite: Satellite, phone: Phone) -> Room:
    """Let a treadmill ask somebody by a voice assistant."""
    api, entry_id = stage.house.api, stage.house.entry_id
    assistant = talking.add_satellite(api, satellite).assistant
    subentry_id = stage.treadmill.subentry_id
    talking.speak_at(api, entry_id, subentry_id, assist_satellites=[assistant])
    phone.log_in(api)
    dialog = Dialog.begin(api, SUBENTRY_FLOW, [entry_id, "person"])
    answers = {"name": walker, "policy": "gentle_back", "phone": phone.action}
    dialog.fill("user", answers)
    dialog.finish()
    return Room(
        stage=stage,
        walker=walker,
        satellite=satellite,
        assistant=assistant,
        phone=phone,
    )


def _is_known(room: Room) -> bool:
    """Tell whether it can be said of somebody that they walk."""
    shown = room.stage.treadmill.shown("walker")
    return shown is not None and room.walker in shown.attributes.get("options", ())
