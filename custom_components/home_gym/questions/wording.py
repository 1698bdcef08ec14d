"""What is asked, aloud and on a phone.

It tells nothing of what hurts, unless the owner wants the details to be said.
"""

from dataclasses import replace
from typing import Final

from ..engine.replies import Feeling
from ..engine.state import PainReport
from ..engine.words import Subject, Urgency
from ..speaking.attempts import Words
from ..speaking.phone import PhoneQuestion
from ..speaking.phrases import Phrases, details

KIND: Final = "question"
# Some phones show no more than three buttons.
_BUTTONS: Final = {
    Subject.BASELINE: (Feeling.NONE, Feeling.BIT, Feeling.MUCH),
    Subject.PAIN: (Feeling.BETTER, Feeling.SAME, Feeling.WORSE),
}


def words_of(subject: Subject, phrases: Phrases, place_of: PainReport | None) -> Words:
    """Return what is asked aloud; `place_of` is the report whose place may be named."""
    question = phrases.word(f"ask_{subject}", {})
    return Words(
        text=_placed(question, subject, phrases, place_of),
        language=phrases.texts.language,
        # Nothing but urgent words may cut somebody short who answers.
        urgency=Urgency.WARNING,
    )


def on_phone(
    subject: Subject, phrases: Phrases, place_of: PainReport | None, about: str
) -> PhoneQuestion | None:
    """Return what is asked on a phone, nothing where that is asked there anyway."""
    if subject not in _BUTTONS:
        return None
    question = phrases.word(f"phone_{subject}", {})
    return PhoneQuestion(
        kind=KIND,
        about=about,
        message=_placed(question, subject, phrases, place_of),
        answers={
            feeling: phrases.word(f"answer_{feeling}", {})
            for feeling in _BUTTONS[subject]
        },
    )


def _placed(
    question: str, subject: Subject, phrases: Phrases, place_of: PainReport | None
) -> str:
    if subject is not Subject.PAIN or place_of is None:
        return question
    place = details(phrases, replace(place_of, level=None, symptom=None))
    return f"{place} {question}".strip()
