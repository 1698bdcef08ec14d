"""What a plug's own settings mean for a treadmill, and how they are read and set.

A setting is read and set on its own, beside the dialect that guards: a mistake here
keeps no stop back. Nothing that is sent here may switch a plug on, neither now nor by
itself later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from .base import Publication

type Value = bool | int | str

# Watts that come less often than this never show for long what a belt does.
SLOWEST_REPORT_S: Final = 60


class Concern(StrEnum):
    """Why a setting should not stay as it is on the plug of a treadmill."""

    RETURNS_ON = "plug_returns_on"
    RETURNS_AS_BEFORE = "plug_returns_as_before"
    SWITCHES_ITSELF_ON = "plug_switches_itself_on"
    REPORTS_RARELY = "plug_reports_rarely"
    HIDES_THE_LOAD = "plug_hides_the_load"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting, by the name that the device has for it.

    `safe` is what it is set to, with the owner's consent. What is not `sendable` is
    never sent, not even to put it back: it would switch the plug on, at once or by a
    timer.
    """

    name: str
    concerns: Mapping[Value, Concern]
    safe: Value
    sendable: frozenset[Value]

    def concern(self, value: Value | None) -> Concern | None:
        """Return what is wrong with a value, None where nothing is known to be."""
        return None if value is None else self.concerns.get(value)

    def may_be_sent(self, value: Value) -> bool:
        """Tell whether a value may be sent; True is no 1 here."""
        return any(
            value == each and type(value) is type(each) for each in self.sendable
        )


class PlugSettings(Protocol):
    """The settings of one plug: what asks for them, reads them and sets them."""

    values: dict[str, Value]

    @property
    def settings(self) -> tuple[Setting, ...]:
        """Return the settings that this plug is known to have."""

    def subscriptions(self) -> tuple[str, ...]:
        """Return the topic filters of the answers."""

    def queries(self) -> tuple[Publication, ...]:
        """Return the questions that can be asked by now, each only once."""

    def hear(self, topic: str, payload: str, *, retained: bool = False) -> None:
        """Take in what a message says of the settings. Never raises.

        What is retained is a snapshot of unknown age: it says what a device is, and
        nothing of how it is set.
        """

    def forget(self) -> None:
        """Know no value any more, and ask anew."""

    def set_to(self, name: str, value: Value) -> Publication | None:
        """Return what sets a setting, nothing where that may not be sent."""

    @property
    def complete(self) -> bool:
        """Tell whether every setting that the plug has is known."""
        return bool(self.settings) and all(
            each.name in self.values for each in self.settings
        )

    def setting(self, name: str) -> Setting | None:
        """Return one of the settings by its name."""
        return next((each for each in self.settings if each.name == name), None)


def concerns(settings: PlugSettings) -> dict[Concern, tuple[Setting, Value]]:
    """Return what is wrong with a plug: which setting, and what stands there."""
    return {
        concern: (each, settings.values[each.name])
        for each in settings.settings
        if (concern := each.concern(settings.values.get(each.name))) is not None
    }
