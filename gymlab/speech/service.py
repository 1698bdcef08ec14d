"""Give Home Assistant a voice and ears, by the Wyoming protocol."""

from collections.abc import Callable, Mapping
import socketserver
import threading
from typing import Any, Final, Self, override

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

from gymlab.house.network import LOOPBACK, free_port

from .engine import PROGRAM, WIDTH, speak

NAME: Final = "Gymlab"
LANGUAGES: Final = ("en", "de", "fr", "es")
CHUNK_BYTES: Final = 4096
_BY: Final = Attribution(name=PROGRAM, url="https://github.com/espeak-ng/espeak-ng")


class SpeechService:
    """Speak what is asked for, and hear what somebody is said to say."""

    def __init__(self) -> None:
        """Prepare a server on loopback."""
        self.port = free_port()
        # What is said where the next sound comes from.
        self.said = ""
        self._server = _Server((LOOPBACK, self.port), self)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, name="speech", daemon=True)

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, address: tuple[str, int], service: SpeechService) -> None:
        self.service = service
        super().__init__(address, _Handler)


class _Handler(socketserver.StreamRequestHandler):
    """Answer whoever has connected until they leave."""

    server: _Server

    @override
    def handle(self) -> None:
        while (event := read_event(self.rfile)) is not None:  # type: ignore[arg-type]
            if (answer := _ANSWERS.get(event.type)) is not None:
                answer(self, event)

    def describe(self, event: Event) -> None:
        """Say what is on offer."""
        self._send(_OFFER)

    def synthesize(self, event: Event) -> None:
        """Speak."""
        asked = Synthesize.from_event(event)
        language = asked.voice.language if asked.voice else None
        sound = speak(asked.text, language or LANGUAGES[0])
        shape = {"rate": sound.rate_hz, "width": WIDTH, "channels": 1}
        self._send(AudioStart(**shape))
        for at in range(0, len(sound.samples), CHUNK_BYTES):
            part = sound.samples[at : at + CHUNK_BYTES]
            self._send(AudioChunk(audio=part, **shape))
        self._send(AudioStop())

    def transcribe(self, event: Event) -> None:
        """Tell what was said, once it was said to the end."""
        self._send(Transcript(text=self.server.service.said))

    def _send(self, answer: Eventable) -> None:
        write_event(answer.event(), self.wfile)  # type: ignore[arg-type]


type _Answer = Callable[[_Handler, Event], None]

_ANSWERS: Final[Mapping[str, _Answer]] = {
    "describe": _Handler.describe,
    "synthesize": _Handler.synthesize,
    "audio-stop": _Handler.transcribe,
}


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
