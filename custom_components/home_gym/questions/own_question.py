"""Ask a question of somebody's own by a voice assistant, and still hear a stop."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..engine.words import Urgency
from ..listening.meant import async_do
from ..listening.sentences import Command, load_sentences, sentences_of
from ..listening.spoken_languages import known
from ..speaking.attempts import Words
from ..speaking.delivery import LOOK_AGAIN_S
from ..speaking.manner import Place
from ..speaking.voices import Voices
from ..understanding import Complaint

# A voice assistant that talks for longer is not waited for.
FREE_WITHIN_S: Final = 15.0


async def async_ask(
    hass: HomeAssistant,
    voices: Voices,
    place: Place,
    question: str,
    answers: Mapping[str, Sequence[str]],
    context: Context,
) -> tuple[str | None, str | None]:
    """Return which answer was given and the words, nothing where nobody has answered.

    A stop or a complaint in place of an answer is done, as if it had been said freely,
    and is not passed on.
    """
    # Before anybody speaks: what is to be heeded waits for no file.
    await hass.async_add_executor_job(load_sentences)
    if not await _async_is_free(hass, voices, place):
        return None, None
    language = known(hass.config.language)
    # Nothing but urgent words may cut somebody short who answers.
    words = Words(text=question, language=language, urgency=Urgency.WARNING)
    attempt = voices.ask(place, words, answers)
    try:
        await attempt.async_over()
    finally:
        # Whoever asked may have been stopped.
        attempt.cancel()
    if attempt.answer is None:
        return None, None
    id_, sentence = attempt.answer["id"], attempt.answer["sentence"]
    if id_ is None and await _async_heed(
        hass, place.entity_id, sentence, language, context
    ):
        return None, None
    return id_, sentence


async def _async_is_free(hass: HomeAssistant, voices: Voices, place: Place) -> bool:
    """Wait until nobody speaks by a voice assistant, and it has fallen silent."""
    late_s = hass.loop.time() + FREE_WITHIN_S
    while True:
        await asyncio.sleep(LOOK_AGAIN_S)
        if not voices.is_busy(place, Urgency.INFO):
            return True
        if hass.loop.time() > late_s:
            return False


async def _async_heed(
    hass: HomeAssistant,
    satellite_id: str,
    text: str,
    language: str,
    context: Context,
) -> bool:
    """Do what was said if it is a stop or a complaint, and tell whether it was."""
    # Not as an answer to a question of ours, where pain with a number is no complaint.
    meant = sentences_of(language).understood(text, walking=True, urgent=True)
    if not isinstance(meant, Complaint) and meant is not Command.STOP:
        return False
    satellite = er.async_get(hass).async_get(satellite_id)
    await async_do(
        hass,
        meant,
        text,
        # Whoever had it asked is not who has answered.
        context=Context(parent_id=context.id),
        language=language,
        device_id=None if satellite is None else satellite.device_id,
        satellite_id=satellite_id,
    )
    return True
