"""What is waited for from people: an answer to an alarm, or to a question."""

from dataclasses import dataclass

from .words import GUEST, Issue, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Summons:
    """An answer that is waited for, to an alarm or, without an issue, to a red flag."""

    issue: Issue | None
    due_s: float
    called: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question that was put to somebody, and is not over yet."""

    subject: Subject
    person_id: str
    asked_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is asked, what may be, and what was in the session that is named.

    `may` is about what there is a way to ask whoever walks. `day` is the one about
    whose walks they have not said how they feel since, `day_asked` the last one about
    which they were asked. `again_s` is when to ask anew after a caution, `again` how
    often that was done.
    """

    may: tuple[Subject, ...] = ()
    day: str = ""
    day_asked: str = ""
    session_id: str = ""
    person_id: str = GUEST
    open: OpenQuestion | None = None
    baseline_asked: bool = False
    again_s: float | None = None
    again: int = 0
