"""Simulate the person on the belt: a story to follow, and ears to obey with."""

from collections.abc import Callable
from dataclasses import dataclass
import heapq
import math
from random import Random
from typing import Final

from .deeds import Action, Announcement, Deed, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Say how a walker takes being told something."""

    obeys: float = 1.0
    reaction_from_s: float = 1.0
    reaction_to_s: float = 4.0
    break_s: float = 60.0


def _break_deeds(speed_kmh: float, character: Character) -> list[tuple[float, Deed]]:
    return [
        (0.0, Deed(action=Action.STOP)),
        (character.break_s, Deed(action=Action.START)),
        (character.break_s + 3.0, Deed(action=Action.SET_SPEED, speed_kmh=speed_kmh)),
    ]


def _slower_deeds(speed_kmh: float, character: Character) -> list[tuple[float, Deed]]:
    return [(0.0, Deed(action=Action.SLOWER))]


def _stop_deeds(speed_kmh: float, character: Character) -> list[tuple[float, Deed]]:
    return [(0.0, Deed(action=Action.STOP))]


def _end_deeds(speed_kmh: float, character: Character) -> list[tuple[float, Deed]]:
    return [(0.0, Deed(action=Action.STOP)), (12.0, Deed(action=Action.STEP_OFF))]


REACTIONS: Final = {
    Announcement.TAKE_BREAK: _break_deeds,
    Announcement.SLOWER: _slower_deeds,
    Announcement.STOP: _stop_deeds,
    Announcement.END: _end_deeds,
}


class Walker:
    """Follow a story, and obey or ignore what is announced."""

    def __init__(self, character: Character, random: Random, story: Story = ()) -> None:
        """Plan the whole story."""
        self.on_deed: Callable[[Deed], None] = lambda deed: None
        self._character = character
        self._random = random
        self._plans: list[tuple[float, int, Deed]] = []
        self._planned = 0
        self.follow(story, 0.0)

    @property
    def due_s(self) -> float:
        """Return the time of the next deed."""
        return self._plans[0][0] if self._plans else math.inf

    def follow(self, story: Story, from_s: float) -> None:
        """Add a story that begins at a time."""
        for step in story:
            self._plan(from_s + step.at_s, step.deed)

    def hear(self, announcement: Announcement, at_s: float, speed_kmh: float) -> None:
        """Plan a reaction, if the walker feels like obeying."""
        character = self._character
        if speed_kmh <= 0 or self._random.random() >= character.obeys:
            return
        reaction_s = self._random.uniform(
            character.reaction_from_s, character.reaction_to_s
        )
        for after_s, deed in REACTIONS[announcement](speed_kmh, character):
            self._plan(at_s + reaction_s + after_s, deed)

    def act(self, at_s: float) -> None:
        """Do what is due."""
        self.on_deed(heapq.heappop(self._plans)[2])

    def _plan(self, at_s: float, deed: Deed) -> None:
        self._planned += 1
        heapq.heappush(self._plans, (at_s, self._planned, deed))
