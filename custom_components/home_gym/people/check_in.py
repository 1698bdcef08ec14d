"""How the day after feels: the question that is open, and its answer."""

from homeassistant.util import dt as dt_util

from ..engine.progress.between import Question
from ..engine.progress.records import Answer, CheckIn
from ..models import HomeGymConfigEntry
from .coordinator import PersonCoordinator


def open_question(person: PersonCoordinator) -> Question | None:
    """Return what a person is asked now."""
    question = person.progress.question
    if question is None or question.due_utc_s > dt_util.utcnow().timestamp():
        return None
    return question


async def async_take_down(
    entry: HomeGymConfigEntry,
    person: PersonCoordinator,
    question: Question,
    answer: Answer,
) -> None:
    """Keep an answer, and let it count."""
    said = CheckIn(
        person_id=person.person.id,
        day=question.day,
        at_utc_s=dt_util.utcnow().timestamp(),
        answer=answer,
    )
    await entry.runtime_data.people.async_keep(person.person.id, said)
