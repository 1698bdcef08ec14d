"""What was taken for something else once is read as what it means."""

import pytest

from custom_components.home_gym.engine.replies import Feeling, Told
from custom_components.home_gym.engine.words import Symptom
from custom_components.home_gym.listening.replies import replies_of
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.understanding import Complaint

FAINT = Complaint(symptom=Symptom.FAINT)
FALL = Complaint(symptom=Symptom.FALL)
READINGS = [
    # What is nearly gone is the pain, where nobody says that it is themselves.
    ("de", "fast weg", None),
    ("de", "es ist fast weg", None),
    ("de", "der Schmerz ist fast weg", None),
    ("de", "ich bin fast weg", FAINT),
    ("de", "ich war kurz weg", FAINT),
    ("de", "fast wär ich weg gewesen", FAINT),
    # Whoever is spoken of is not who walks.
    ("en", "she feels better", None),
    ("de", "ihr geht's besser", None),
    ("de", "ihm geht es wieder besser", None),
    ("de", "mir geht's besser, danke dir", Command.BETTER),
    ("fr", "elle va mieux", None),
    ("fr", "il va mieux", None),
    ("fr", "mon genou va mieux", Command.BETTER),
    ("es", "ella está mejor", None),
    ("es", "él está mejor", None),
    ("es", "está mejor", Command.BETTER),
    # What is laid down has not fallen.
    ("en", "I landed the job", None),
    ("en", "I landed hard", FALL),
    ("en", "I put the parcel on the floor", None),
    ("en", "I'm on the floor", FALL),
    ("en", "I left my phone and now I'm on the floor", FALL),
    ("de", "ich hab das Paket auf den Boden gelegt", None),
    ("de", "ich hab den Schlüssel hingelegt", None),
    ("de", "mich hat's auf den Boden gelegt", FALL),
    ("de", "ich hab mich hingelegt", FALL),
    ("de", "ich liege auf dem Boden", FALL),
    ("fr", "j'ai posé le paquet par terre", None),
    ("fr", "je suis par terre", FALL),
    ("es", "he puesto la caja en el suelo", None),
    ("es", "estoy en el suelo", FALL),
    # It was worse before: it tells of pain that has gone, not that nobody needs help.
    ("en", "I'm okay again", Command.BETTER),
    ("en", "I'm all right again", Command.BETTER),
    ("de", "mir geht es wieder gut", Command.BETTER),
    ("fr", "je vais de nouveau bien", Command.BETTER),
    ("es", "estoy bien otra vez", Command.BETTER),
    ("en", "I'm okay", Command.ALL_IS_WELL),
]
SAME, WORSE, BETTER = (
    Told(said=each) for each in (Feeling.SAME, Feeling.WORSE, Feeling.BETTER)
)
ANSWERS = [
    ("en", "no worse", SAME),
    ("en", "Oh, no worse, thanks.", SAME),
    ("en", "it isn't getting any worse", SAME),
    ("en", "No, worse.", WORSE),
    ("en", "no, it's worse", WORSE),
    ("en", "no, a bit worse", WORSE),
    ("en", "worse", WORSE),
    ("de", "nicht schlimmer", SAME),
    ("de", "es wird nicht schlimmer", SAME),
    ("de", "nein, schlimmer", WORSE),
    ("de", "es ist fast weg", BETTER),
    ("de", "fast weg", BETTER),
    ("fr", "pas pire", SAME),
    ("fr", "ça n'empire pas", SAME),
    ("fr", "non, pire", WORSE),
    ("es", "no está peor", SAME),
    ("es", "no ha empeorado", SAME),
    ("es", "No, está peor.", WORSE),
    ("es", "no, un poco peor", WORSE),
]


@pytest.mark.parametrize(("language", "text", "meant"), READINGS)
def test_what_is_said_on_a_moving_belt(
    language: str, text: str, meant: Command | Complaint | None
):
    sentences = sentences_of(language)
    assert sentences.understood(text, walking=True, urgent=True) == meant


@pytest.mark.parametrize(("language", "text", "answer"), ANSWERS)
def test_what_is_answered(language: str, text: str, answer: Told):
    assert replies_of(language).meaning(text) == answer


@pytest.mark.parametrize("language", ["en", "es"])
def test_home_assistant_is_not_asked_where_it_takes_a_pause_to_tell(language: str):
    # It knows no pauses, so what it recognizes would be one of the two for both.
    accepted = replies_of(language).accepted
    heard = {each for name in (Feeling.SAME, Feeling.WORSE) for each in accepted[name]}
    assert heard.isdisjoint(("no worse", "no está peor"))
