"""How the day after feels, said aloud: whose question it answers."""

from homeassistant.core import Context, HomeAssistant

from ..engine.progress.between import Question
from ..engine.progress.records import Answer
from ..errors import nobody_meant, nothing_to_answer
from ..models import HomeGymConfigEntry, loaded_gyms
from ..people.check_in import async_take_down, open_question
from ..people.coordinator import PersonCoordinator
from ..people.people import person_behind

type Open = tuple[HomeGymConfigEntry, PersonCoordinator, Question]


async def async_answer(hass: HomeAssistant, context: Context, answer: Answer) -> None:
    """Take down an answer of whoever speaks, or raise that it is nobody's.

    A satellite does not know who speaks: then it is that of the only one who is asked.
    """
    found = open_questions(hass, context)
    if not found:
        raise nothing_to_answer("")
    if len(found) > 1:
        raise nobody_meant(person.person.name for _, person, _ in found)
    ((entry, person, question),) = found
    await async_take_down(entry, person, question, answer)


def open_questions(hass: HomeAssistant, context: Context) -> list[Open]:
    """Return the questions that may be meant: one's own, else everybody's."""
    found: list[Open] = []
    for entry in loaded_gyms(hass):
        speaker = person_behind(hass, entry, context)
        for person_id, person in entry.runtime_data.people.people.items():
            question = open_question(person)
            if question and (speaker is None or speaker.id == person_id):
                found.append((entry, person, question))
    return found
