"""What is written down of a session while it lasts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from ..clock import Now
from ..effects import Effect, Record
from ..machine import Machine
from ..policy import Policy
from ..progress.intensity import Intensity, intensity
from ..state import DayTotal, Session, State
from ..view import phase_of
from ..words import GUEST, Belt, CapSource, Event, Phase, Reason
from .course import OF_PAIN
from .plain import decode_trace, encode_trace
from .record import COUNTED, SessionRecord, counts_of, stops_of
from .trace import FINEST_S, Mark, Point, Trace, TraceWriter, cut

NOTE_EVERY_S: Final = 1.0
# What a session adds to a lifetime is told in such steps of moving time: a row in the
# database for each minute of it tells nobody anything.
STEP_S: Final = 300.0
# By so much a clock that is only slow or fast does not differ.
_CLOCK_STEP_S: Final = 600.0
_MARKED: Final = frozenset(COUNTED) | {
    Event.BREAK_DUE,
    Event.CAP_EXCEEDED,
    Event.COOL_DOWN_STARTED,
    Event.FAST_START,
    Event.LIMIT_REACHED,
    Event.PAIN_REPORTED,
    Event.PAIN_TAKEN_BACK,
    Event.STOPPING,
    Event.WARM_UP_DONE,
}
_VALUES: Final = ("band", "reason", "source")


class Diary:
    """Collect what the engine's own session does not keep.

    It goes to a file and back; what a crash takes of it is a gap in the trace, and
    none in the numbers.
    """

    def __init__(self, session: Session) -> None:
        """Begin with a session."""
        self.session_id = session.id
        self.stepped_s = self.stepped_m = 0.0
        self._writer = TraceWriter()
        self._shares: dict[tuple[str, str], DayTotal] = {}
        self._shared = (0.0, 0.0)
        self._by_kind: dict[Intensity, float] = {}
        self._walkers: tuple[str, ...] = ()
        self._warm_up: bool | None = None
        self._noted_s = 0.0
        self._due_s = 0.0

    @property
    def trace(self) -> Trace:
        """Return the course so far."""
        return self._writer.trace

    def is_due(self, now: Now) -> bool:
        """Tell whether it is time for another note."""
        return now.elapsed_s >= self._due_s

    def note(
        self,
        now: Now,
        state: State,
        effects: Iterable[Effect],
        policy: Policy,
        machine: Machine,
    ) -> bool:
        """Note how things are, and return whether something happened."""
        session = state.session or state.last_session
        if session is None:
            return False
        self._due_s = now.elapsed_s + NOTE_EVERY_S
        self._noted_s = now.elapsed_s - session.started_s
        kind = intensity(state.truth.speed_kmh or 0.0, policy.goal)
        self._forget_strangers(session)
        self._share(session, state.day.name, kind)
        self._step(session)
        happened = [
            effect
            for effect in effects
            if isinstance(effect, Record)
            and effect.event in _MARKED
            and (effect.event not in OF_PAIN or _is_of_walk(state, session))
        ]
        for record in happened:
            self._mark(record, state)
        if state.session is not None:
            self._writer.add(_point(self._noted_s, state, machine))
        return bool(happened)

    def go_on(self) -> None:
        """Go on after a time in which nobody took notes."""
        lost = Point(at_s=self._noted_s, speed_kmh=None, phase=Phase.NO_SIGNAL)
        self._writer.add(lost)

    def record(
        self, state: State, machine_id: str, machine: str
    ) -> tuple[SessionRecord, dict[str, str]] | None:
        """Return the record of the session that is over, and its trace as stored."""
        session = state.last_session
        if session is None or session.ending in (None, Reason.DRILL):
            # Nobody walks in a fire drill.
            return None
        length_s = self._noted_s
        if session.paused_at_s is not None:
            # A pause at the end is none: the walk was over when it began.
            length_s = max(0.0, session.paused_at_s - session.started_s)
        started_utc_s = self._started_utc_s(session, state.last_ended_utc_s)
        started = datetime.fromtimestamp(started_utc_s, UTC)
        trace = cut(self.trace, 0.0, length_s)
        marks = self.trace.marks
        record = SessionRecord(
            id=f"{started:%Y%m%dT%H%M%SZ}-{machine_id}",
            machine_id=machine_id,
            machine=machine,
            person_id=session.person_id,
            started_utc_s=started_utc_s,
            ended_utc_s=started_utc_s + length_s,
            moving_s=session.moving_s,
            ending=session.ending or Reason.PAUSE_LIMIT,
            credited_s=session.credited_s,
            unseen_s=session.unseen_s,
            moderate_s=self._by_kind.get(Intensity.MODERATE, 0.0),
            vigorous_s=self._by_kind.get(Intensity.VIGOROUS, 0.0),
            distance_m=session.distance_m,
            fastest_kmh=session.fastest_kmh,
            warm_up_held=self._warm_up,
            worst_band=session.worst_band,
            stops=stops_of(marks),
            shares=tuple(self._shares.values()),
            **counts_of(marks),
        )
        return record, encode_trace(trace)

    def plain(self) -> dict[str, Any]:
        """Return everything as plain data that JSON can hold."""
        return {
            "session_id": self.session_id,
            "noted_s": self._noted_s,
            "every_s": self._writer.every_s,
            "trace": encode_trace(self.trace),
            "shares": [
                {
                    "person_id": share.person_id,
                    "day": share.day,
                    "moving_s": share.moving_s,
                    "unseen_s": share.unseen_s,
                }
                for share in self._shares.values()
            ],
            "by_kind": {kind.value: each for kind, each in self._by_kind.items()},
            "warm_up": self._warm_up,
            "stepped": [self.stepped_s, self.stepped_m],
        }

    @classmethod
    def restored(cls, session: Session, data: Mapping[str, Any]) -> Diary:
        """Return the diary that was stored of a session."""
        diary = cls(session)
        diary._noted_s = float(data["noted_s"])
        every_s = max(FINEST_S, float(data["every_s"]))
        diary._writer = TraceWriter(decode_trace(data["trace"]), every_s)
        shares = [DayTotal(**share) for share in data["shares"]]
        diary._shares = {(share.person_id, share.day): share for share in shares}
        diary._shared = (
            sum(share.moving_s for share in shares),
            sum(share.unseen_s for share in shares),
        )
        by_kind = data["by_kind"].items()
        diary._by_kind = {Intensity(kind): float(each) for kind, each in by_kind}
        diary._warm_up = data["warm_up"]
        diary.stepped_s, diary.stepped_m = map(float, data["stepped"])
        return diary

    def _started_utc_s(self, session: Session, ended_utc_s: float | None) -> float:
        """Return when it started, by the clock as it was set right in the meantime."""
        by_end_s = (ended_utc_s or 0.0) - self._noted_s
        stepped = by_end_s - session.started_utc_s > _CLOCK_STEP_S
        return by_end_s if stepped else session.started_utc_s

    def _share(self, session: Session, day: str, kind: Intensity) -> None:
        moving_s, unseen_s = self._shared
        more_s = session.moving_s - moving_s
        more_unseen_s = session.unseen_s - unseen_s
        if not more_s and not more_unseen_s:
            return
        self._shared = (session.moving_s, session.unseen_s)
        self._by_kind[kind] = self._by_kind.get(kind, 0.0) + more_s
        key = (session.person_id, day)
        share = self._shares.get(key) or DayTotal(person_id=key[0], day=key[1])
        self._shares[key] = replace(
            share,
            moving_s=share.moving_s + more_s,
            unseen_s=share.unseen_s + more_unseen_s,
        )

    def _forget_strangers(self, session: Session) -> None:
        """Let what somebody walked who is no longer known be a guest's."""
        if session.walkers == self._walkers:
            return
        self._walkers = session.walkers
        known = {GUEST, session.person_id, *session.walkers}
        for person_id, day in [key for key in self._shares if key[0] not in known]:
            share = self._shares.pop((person_id, day))
            guests = DayTotal(person_id=GUEST, day=day)
            guests = self._shares.get((GUEST, day), guests)
            self._shares[GUEST, day] = replace(
                guests,
                moving_s=guests.moving_s + share.moving_s,
                unseen_s=guests.unseen_s + share.unseen_s,
            )

    def _step(self, session: Session) -> None:
        if session.moving_s >= self.stepped_s + STEP_S:
            self.stepped_s = session.moving_s // STEP_S * STEP_S
            self.stepped_m = session.distance_m

    def _mark(self, record: Record, state: State) -> None:
        value = next(
            (record.values[name] for name in _VALUES if name in record.values), None
        )
        self._writer.mark(
            Mark(
                at_s=self._noted_s,
                event=record.event,
                value=None if value is None else str(value),
            )
        )
        if record.event is Event.WARM_UP_DONE:
            self._warm_up = self._warm_up is not False
        elif record.event is Event.CAP_EXCEEDED and value == CapSource.WARM_UP:
            self._warm_up = False


def _is_of_walk(state: State, session: Session) -> bool:
    """Tell whether the newest report is of somebody who walks here."""
    pain = state.pain
    walkers = (session.person_id, *session.walkers)
    return pain is None or pain.person_id in walkers


def _point(at_s: float, state: State, machine: Machine) -> Point:
    truth, cap = state.truth, state.cap
    seen = truth.belt in (Belt.MOVING, Belt.STILL)
    speed_kmh = 0.0 if truth.belt is Belt.STILL else truth.speed_kmh
    return Point(
        at_s=at_s,
        speed_kmh=speed_kmh if seen else None,
        cap_kmh=None if cap is None else round(cap.speed_kmh, 1),
        phase=phase_of(state, machine) if seen else Phase.NO_SIGNAL,
    )
