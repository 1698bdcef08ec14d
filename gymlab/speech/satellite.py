"""A voice assistant as ESPHome makes them: it announces, asks, listens and plays.

Home Assistant's own `esphome` integration connects to it. What is said near it is text,
which goes to the ears of the house along with a sound of it.
"""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Final, Self

from aioesphomeapi import api_pb2 as pb
from aioesphomeapi.model import VoiceAssistantEventType

from .engine import speak
from .introduction import RATE_HZ, VOLUME, introduction, shown
from .loudspeaker import Loudspeaker, Played
from .native_api import Device, Line, Message
from .service import SpeechService

CHUNK_BYTES: Final = 1024
# What is heard where nobody answers a question.
SILENCE: Final = bytes(RATE_HZ)


class Satellite:
    """One device, and whoever is near it."""

    def __init__(
        self, name: str, number: int, ears: SpeechService, *, hurry: float = 1.0
    ) -> None:
        """Prepare a device; its number tells it from others."""
        self.name = name
        self.volume = VOLUME
        # What the person near it answers to the next questions, and what they heard.
        self.answers: deque[str] = deque()
        self.replies: list[str] = []
        self._saying = ""
        self._ears = ears
        self._about = introduction(name, number)
        self._loudspeaker = Loudspeaker(hurry)
        self._device = Device(self._hear)
        self._line: Line | None = None

    def __enter__(self) -> Self:
        """Be there."""
        self._device.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Be gone."""
        self._loudspeaker.stop()
        self._device.__exit__(*error)

    @property
    def port(self) -> int:
        """Return where Home Assistant finds it."""
        return self._device.port

    @property
    def played(self) -> list[Played]:
        """Return what was played, and when."""
        return self._loudspeaker.played

    def say(self, text: str) -> None:
        """Let the person say something after the wake word."""
        self._saying = text
        self._send(pb.VoiceAssistantRequest(start=True))

    def _hear(self, message: Message, line: Line) -> None:
        line.send(*self._about.get(type(message), ()))
        if isinstance(message, pb.SubscribeVoiceAssistantRequest):
            self._line = line
        elif (do := _DEEDS.get(type(message))) is not None:
            do(self, message)

    def _send(self, *messages: Message) -> None:
        if self._line is not None:
            self._line.send(*messages)

    def announce(self, message: Message) -> None:
        """Play an announcement, and listen after a question."""

        def done() -> None:
            self._send(pb.VoiceAssistantAnnounceFinished(success=True))
            if message.start_conversation:
                self.say(self.answers.popleft() if self.answers else "")

        urls = [url for url in (message.preannounce_media_id, message.media_id) if url]
        self._loudspeaker.play(urls, message.text, done)

    def listen(self, message: Message) -> None:
        """Send the sound of what is said."""
        self._ears.said = self._saying
        sound = speak(self._saying, "en").samples if self._saying else SILENCE
        parts = range(0, len(sound), CHUNK_BYTES)
        self._send(
            *(
                pb.VoiceAssistantAudio(data=sound[at : at + CHUNK_BYTES])
                for at in parts
            ),
            pb.VoiceAssistantAudio(end=True),
        )

    def follow(self, message: Message) -> None:
        """Play the reply to what was said."""
        told = {each.name: each.value for each in message.data}
        match message.event_type:
            case VoiceAssistantEventType.VOICE_ASSISTANT_TTS_START:
                self.replies.append(told["text"])
            case VoiceAssistantEventType.VOICE_ASSISTANT_TTS_END:
                finished = pb.VoiceAssistantAnnounceFinished(success=True)
                self._loudspeaker.play(
                    [told["url"]], self.replies[-1], lambda: self._send(finished)
                )

    def command(self, message: Message) -> None:
        """Play as a media player does, and show it."""
        if message.has_volume:
            self.volume = message.volume
            self._show(pb.MEDIA_PLAYER_STATE_IDLE)
        if message.has_media_url:
            self._show(pb.MEDIA_PLAYER_STATE_PLAYING)
            done = pb.MEDIA_PLAYER_STATE_IDLE
            self._loudspeaker.play([message.media_url], "", lambda: self._show(done))

    def _show(self, state: int) -> None:
        self._send(shown(state, self.volume))


type _Deed = Callable[[Satellite, Message], None]

_DEEDS: Final[Mapping[type, _Deed]] = {
    pb.VoiceAssistantAnnounceRequest: Satellite.announce,
    pb.VoiceAssistantResponse: Satellite.listen,
    pb.VoiceAssistantEventResponse: Satellite.follow,
    pb.MediaPlayerCommandRequest: Satellite.command,
}
