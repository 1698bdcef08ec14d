"""Play what Home Assistant hands out, for as long as it lasts and without a sound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
import threading
import time
from typing import Final
from urllib.request import urlopen

from .engine import Sound, read_sound

FETCH_TIMEOUT_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One thing as it was played; the time is monotonic."""

    began_s: float
    text: str
    sound: Sound


class Loudspeaker:
    """Play one thing at a time: what comes later ends what goes on."""

    def __init__(self, hurry: float = 1.0) -> None:
        """Take as long as the sound lasts, or for somebody in a hurry a part of it."""
        self.played: list[Played] = []
        self._hurry = hurry
        self._silence = threading.Event()

    def play(self, urls: Sequence[str], text: str, done: Callable[[], object]) -> None:
        """Play in the background, and tell when it has been played to the end."""
        self._silence.set()
        self._silence = silence = threading.Event()

        # What comes before the words is a chime.
        texts = [*("" for _ in urls[1:]), text]

        def run() -> None:
            both = zip(urls, texts, strict=True)
            if all(self._is_played(url, text, silence) for url, text in both):
                done()

        threading.Thread(target=run, name="loudspeaker", daemon=True).start()

    def stop(self) -> None:
        """Fall silent."""
        self._silence.set()

    def _is_played(self, url: str, text: str, silence: threading.Event) -> bool:
        """Play one thing, and tell whether it was played to its end."""
        try:
            with urlopen(url, timeout=FETCH_TIMEOUT_S) as answer:  # noqa: S310
                sound = read_sound(answer.read())
        except OSError:
            # Whoever hands it out is gone.
            return False
        self.played.append(Played(began_s=time.monotonic(), text=text, sound=sound))
        return not silence.wait(sound.length_s / self._hurry)
