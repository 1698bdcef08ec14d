"""Spoil a story on purpose: a story that still passes then proves nothing."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from gymlab.simulator.faults import Fault

from . import setup
from .stage import Stage


class Sabotage(StrEnum):
    """Name the ways to spoil a story."""

    STOP_IGNORED = "stop-ignored"
    SLOW_IGNORED = "slow-ignored"
    RELAY_WELDED = "relay-welded"
    HOME_GYM_DISABLED = "home-gym-disabled"
    VOICE_LOST = "voice-lost"
    MEMORY_LOST = "memory-lost"


def spoil(stage: Stage, sabotage: Sabotage) -> None:
    """Spoil the story that is about to begin."""
    stage.timeline.tell("sabotage", f"{sabotage}: {SUMMARIES[sabotage]}")
    _DEEDS[sabotage](stage)


def _break(fault: Fault) -> Callable[[Stage], None]:
    return lambda stage: stage.treadmill.break_with(fault)


def _disable(stage: Stage) -> None:
    setup.disable_gym(stage.house.api, stage.house.entry_id)


def _mute(stage: Stage) -> None:
    """Disable the voice's entity, as its owner can."""
    stage.house.api.send(
        "config/entity_registry/update",
        entity_id=stage.treadmill.choices.voice,
        disabled_by="user",
    )


def _forget(stage: Stage) -> None:
    def forget() -> None:
        """Delete what Home Gym has stored."""
        for file in (stage.house.hass.folder / ".storage").glob("home_gym.*"):
            file.unlink()

    stage.while_dead.append(forget)


SUMMARIES: Final[Mapping[Sabotage, str]] = {
    Sabotage.STOP_IGNORED: "the treadmill ignores a remote stop",
    Sabotage.SLOW_IGNORED: "the treadmill ignores a remote slow-down",
    Sabotage.RELAY_WELDED: "the plug says OFF but its contacts stay closed",
    Sabotage.HOME_GYM_DISABLED: "Home Gym is disabled in Home Assistant",
    Sabotage.VOICE_LOST: "the entity that announcements go to is disabled",
    Sabotage.MEMORY_LOST: "what Home Gym stored is deleted while it is dead",
}
_DEEDS: Final[Mapping[Sabotage, Callable[[Stage], None]]] = {
    Sabotage.STOP_IGNORED: _break(Fault.STOP_IGNORED),
    Sabotage.SLOW_IGNORED: _break(Fault.SLOW_IGNORED),
    Sabotage.RELAY_WELDED: _break(Fault.RELAY_WELDED),
    Sabotage.HOME_GYM_DISABLED: _disable,
    Sabotage.VOICE_LOST: _mute,
    Sabotage.MEMORY_LOST: _forget,
}
