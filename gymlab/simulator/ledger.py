"""Keep the independent witness: what the belt really did, and who caused it.

An acceleration is a target raised above the belt's actual speed while it moves;
from a standstill the same is a start. A target raised that stays at or below
the actual speed is an undoing. Everything else is a slow-down or a stop.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
import json
import math
from typing import Any, Final

from .ramp import Ramp
from .records import Author, Cause, Command, Entry, Fact, Order, Outcome, Speaker

STILL_RAMP: Final = Ramp(began_s=0.0, from_kmh=0.0, to_kmh=0.0, rate_kmh_per_s=1.0)
RAISES: Final = frozenset(
    {Fact.START, Fact.ACCELERATION, Fact.UNDOING, Fact.INCLINE_UP}
)
LOWERINGS: Final = frozenset({Fact.SLOW_DOWN, Fact.STOP, Fact.POWER_CUT})


class Ledger:
    """Collect facts about one machine and answer questions about them."""

    def __init__(self) -> None:
        """Begin with a belt that stands still."""
        self.witnessed_s = 0.0
        self._entries: list[Entry] = []
        self._commands: dict[int, Command] = {}

    def __len__(self) -> int:
        """Return how many facts were written down."""
        return len(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every fact in the order of time."""
        return tuple(self._entries)

    def entries_from(self, index: int) -> list[Entry]:
        """Return the facts that were written down after so many others."""
        return self._entries[index:]

    def commands(self, speaker: Speaker | None = None) -> tuple[Command, ...]:
        """Return the remote commands received, with what became of each."""
        return tuple(
            command
            for command in self._commands.values()
            if speaker in (None, command.speaker)
        )

    def command_of(self, entry: Entry) -> Command | None:
        """Return the remote command behind an entry."""
        return None if entry.command is None else self._commands[entry.command]

    def note(
        self,
        at_s: float,
        fact: Fact,
        author: Author,
        *,
        ramp: Ramp | None = None,
        earlier_target_kmh: float | None = None,
    ) -> None:
        """Write down a fact, with a new motion where it brought one."""
        present = ramp or self.motion_at(at_s)
        earlier = present.to_kmh if earlier_target_kmh is None else earlier_target_kmh
        entry = Entry(
            at_s=at_s,
            fact=fact,
            cause=author.cause,
            speed_kmh=present.speed_kmh_at(at_s),
            target_kmh=present.to_kmh,
            earlier_target_kmh=earlier,
            rate_kmh_per_s=present.rate_kmh_per_s,
            command=author.command,
            detail=author.detail,
        )
        self._entries.append(entry)
        self.witnessed_s = max(self.witnessed_s, at_s)

    def note_command(
        self, sent_s: float, speaker: Speaker, topic: str, payload: str, order: Order
    ) -> int:
        """Write down a command as it is received and return its number."""
        number = len(self._commands) + 1
        self._commands[number] = Command(
            number=number,
            speaker=speaker,
            topic=topic,
            payload=payload,
            sent_s=sent_s,
            speed_at_sent_kmh=self.speed_kmh_at(sent_s),
            target_at_sent_kmh=self.target_kmh_at(sent_s),
            asked_kmh=order.asked_kmh,
        )
        detail = f"{topic} {payload}".strip()
        author = Author(cause=Cause.REMOTE, command=number, detail=detail)
        self.note(max(sent_s, self.witnessed_s), Fact.COMMAND, author)
        return number

    def note_arrival(
        self, at_s: float, number: int, outcome: Outcome, met: Ramp
    ) -> None:
        """Write down what became of a command, and the motion it met."""
        deed = self.last_deed_before(at_s)
        self._commands[number] = replace(
            self._commands[number],
            outcome=outcome,
            arrived_s=None if outcome is Outcome.LOST else at_s,
            speed_at_arrival_kmh=met.speed_kmh_at(at_s),
            target_at_arrival_kmh=met.to_kmh,
            last_deed=deed.detail if deed else None,
            last_deed_s=deed.at_s if deed else None,
        )
        author = Author(cause=Cause.REMOTE, command=number, detail=outcome)
        self.note(at_s, Fact.ARRIVAL, author)

    def motion_at(self, at_s: float) -> Ramp:
        """Return the motion that held at any witnessed time."""
        for entry in reversed(self._entries):
            if entry.at_s <= at_s:
                return entry.ramp
        return STILL_RAMP

    def speed_kmh_at(self, at_s: float) -> float:
        """Return the actual speed at any witnessed time."""
        return self.motion_at(at_s).speed_kmh_at(at_s)

    def target_kmh_at(self, at_s: float) -> float:
        """Return the speed the belt was heading for at any witnessed time."""
        return self.motion_at(at_s).to_kmh

    def moving_spans(self) -> Iterator[tuple[float, float | None]]:
        """Yield the beginning and end of each movement; None has not ended yet."""
        began_s: float | None = None
        for entry in self._entries:
            if entry.fact is Fact.START:
                began_s = entry.at_s
            elif entry.fact is Fact.STILL and began_s is not None:
                yield began_s, entry.at_s
                began_s = None
        if began_s is not None:
            yield began_s, None

    def moving_seconds(
        self, since_s: float = 0.0, until_s: float | None = None
    ) -> float:
        """Return how many seconds the belt moved within a stretch of time."""
        until_s = self.witnessed_s if until_s is None else until_s
        return sum(
            max(0.0, min(ended_s or math.inf, until_s) - max(began_s, since_s))
            for began_s, ended_s in self.moving_spans()
        )

    def first_time_still_after(self, at_s: float) -> float | None:
        """Return when the belt first stood still from a time on, or None."""
        for began_s, ended_s in self.moving_spans():
            if began_s <= at_s and (ended_s is None or at_s < ended_s):
                return ended_s
        return at_s

    def entries_of(self, *facts: Fact, cause: Cause | None = None) -> list[Entry]:
        """Return the facts of some kinds, of anybody or of one cause."""
        return [
            entry
            for entry in self._entries
            if entry.fact in facts and cause in (None, entry.cause)
        ]

    def starts_by(self, cause: Cause) -> list[Entry]:
        """Return the starts of a standing belt."""
        return self.entries_of(Fact.START, cause=cause)

    def accelerations_by(self, cause: Cause) -> list[Entry]:
        """Return the targets raised above the actual speed of a moving belt."""
        return self.entries_of(Fact.ACCELERATION, cause=cause)

    def raises_by(self, cause: Cause) -> list[Entry]:
        """Return all that asked for more: starts, accelerations, undoings, incline."""
        return self.entries_of(*RAISES, cause=cause)

    def power_cuts_by(self, cause: Cause) -> list[Entry]:
        """Return the power cuts under a moving belt."""
        return self.entries_of(Fact.POWER_CUT, cause=cause)

    def switch_ons_by(self, cause: Cause) -> list[Entry]:
        """Return the times the plug was switched on."""
        return self.entries_of(Fact.RELAY_ON, cause=cause)

    def relay_changes(self) -> list[Entry]:
        """Return every change of the plug's relay."""
        return self.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF)

    def last_deed_before(self, at_s: float) -> Entry | None:
        """Return the person's last deed up to a time."""
        deeds = (
            entry
            for entry in reversed(self._entries)
            if entry.fact is Fact.DEED and entry.at_s <= at_s
        )
        return next(deeds, None)

    def is_race(self, entry: Entry, *, reporting_lag_s: float = 0.0) -> bool:
        """Tell whether a raise was an honest slow-down when it was sent.

        It was, if it asked for less than the belt then ran at, and a person
        lowered the speed too late for the sender to have heard of it.
        """
        command = self.command_of(entry)
        if command is None or command.asked_kmh is None:
            return False
        heard_s = command.sent_s - reporting_lag_s
        return command.asked_kmh < self.speed_kmh_at(heard_s) and any(
            heard_s < lowering.at_s <= entry.at_s
            for lowering in self.entries_of(*LOWERINGS, cause=Cause.PERSON)
        )

    def snapshot(self) -> Ledger:
        """Return a copy that later facts do not change."""
        copy = Ledger()
        copy.witnessed_s = self.witnessed_s
        copy._entries = list(self._entries)
        copy._commands = dict(self._commands)
        return copy

    def to_dict(self) -> dict[str, Any]:
        """Return the whole ledger as a record for JSON."""
        return {
            "witnessed_s": self.witnessed_s,
            "entries": [entry.to_dict() for entry in self._entries],
            "commands": [asdict(command) for command in self._commands.values()],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Ledger:
        """Return the ledger that `to_dict` made this record from."""
        ledger = cls()
        ledger.witnessed_s = record["witnessed_s"]
        ledger._entries = [Entry.from_dict(entry) for entry in record["entries"]]
        commands = [Command.from_dict(command) for command in record["commands"]]
        ledger._commands = {command.number: command for command in commands}
        return ledger

    def to_json(self) -> str:
        """Return the whole ledger as JSON."""
        return json.dumps(self.to_dict())

    @classmethod
    def from_json(cls, text: str) -> Ledger:
        """Return the ledger that `to_json` made this text from."""
        return cls.from_dict(json.loads(text))
