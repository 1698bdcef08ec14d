"""Play a story on a stage, spoiled or not, and say how it ended."""

from dataclasses import dataclass
from typing import Final

from homeassistant_api.errors import HomeassistantAPIError

from .api import RefusedError
from .house import House
from .sabotage import Sabotage, spoil
from .stage import Stage, UnprovedError
from .stories import Story
from .timeline import Timeline
from .treadmill import Treadmill
from .waiting import OverdueError

# What a house that does not do as it should may answer.
TROUBLE: Final = (HomeassistantAPIError, OSError, OverdueError, RefusedError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a story ended; the first proof that failed, None where none did."""

    proofs: tuple[str, ...]
    failed_at: str | None
    why: str
    timeline: str

    @property
    def is_proved(self) -> bool:
        """Tell whether every proof was given."""
        return self.failed_at is None


def set_stage(house: House, treadmill: Treadmill, *, echo: bool = False) -> Stage:
    """Return a stage that takes in all that happens at one treadmill."""
    stage = Stage(house=house, treadmill=treadmill, timeline=Timeline(echo=echo))
    house.listeners.append(stage)
    return stage


def play(stage: Stage, story: Story, sabotage: Sabotage | None = None) -> Outcome:
    """Play a story from its beginning to its end, or to where it fails."""
    stage.timeline.begin()
    failed_at, why = None, ""
    try:
        if story.walker in stage.house.people:
            stage.bring_in(story.walker)
        if sabotage:
            spoil(stage, sabotage)
        story.play(stage)
    except UnprovedError as error:
        failed_at, why = error.proof, str(error)
    except TROUBLE as error:
        after = stage.proofs[-1] if stage.proofs else "the beginning"
        failed_at, why = f"after: {after}", f"after “{after}”: {error}"
    return Outcome(
        proofs=tuple(stage.proofs),
        failed_at=failed_at,
        why=why,
        timeline=stage.timeline.text(),
    )
