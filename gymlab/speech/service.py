"""Give Home Assistant a voice and ears, by the Wyoming protocol."""

from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any, Final

from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event, Eventable, read_event, write_event
from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    Info,
    TtsProgram,
    TtsVoice,
)
from wyoming.tts import Synthesize

from .engine import PROGRAM, WIDTH, speak
from .serving import Server

NAME: Final = "Gymlab"
LANGUAGES: Final = ("en", "de", "fr", "es")
CHUNK_BYTES: Final = 4096
_BY: Final = Attribution(name=PROGRAM, url="https://github.com/espeak-ng/espeak-ng")


class SpeechService(Server):
    """Speak what is asked for, and hear what somebody is said to say."""

    def __init__(self) -> None:
        """Prepare a server on loopback."""
        # What is said where the next sound comes from.
        self.said = ""
        super().__init__("speech", self._talk)

    def _talk(self, asked: BufferedIOBase, answered: BufferedIOBase) -> None:
        while (event := read_event(asked)) is not None:  # type: ignore[arg-type]
            for answer in self._answers(event):
                write_event(answer.event(), answered)  # type: ignore[arg-type]

    def _answers(self, event: Event) -> Iterator[Eventable]:
        """Return what is answered to an event, part by part."""
        match event.type:
            case "describe":
                yield _OFFER
            case "synthesize":
                yield from _spoken(Synthesize.from_event(event))
            case "audio-stop":
                # It was said to the end.
                yield Transcript(text=self.said)


def _spoken(asked: Synthesize) -> Iterator[Eventable]:
    language = asked.voice.language if asked.voice else None
    sound = speak(asked.text, language or LANGUAGES[0])
    shape = {"rate": sound.rate_hz, "width": WIDTH, "channels": 1}
    yield AudioStart(**shape)
    for at in range(0, len(sound.samples), CHUNK_BYTES):
        yield AudioChunk(audio=sound.samples[at : at + CHUNK_BYTES], **shape)
    yield AudioStop()


def _artifact(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "attribution": _BY,
        "installed": True,
        "description": name,
        "version": None,
    }


_OFFER: Final = Info(
    tts=[
        TtsProgram(
            voices=[
                TtsVoice(languages=[each], **_artifact(each)) for each in LANGUAGES
            ],
            **_artifact(NAME),
        )
    ],
    asr=[
        AsrProgram(
            models=[AsrModel(languages=list(LANGUAGES), **_artifact(NAME))],
            # Who speaks here stops when they have finished.
            requires_external_vad=False,
            **_artifact(NAME),
        )
    ],
)
