"""Speak with espeak-ng, a voice that needs no model."""

from dataclasses import dataclass
from io import BytesIO
import shutil
import subprocess
from typing import Final
import wave

PROGRAM: Final = "espeak-ng"
# In words a minute: as one reads to others. The engine's own pace is for daily users.
PACE: Final = "155"
TIMEOUT_S: Final = 20.0
WIDTH: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Hold sound: one channel of 16 bits."""

    samples: bytes
    rate_hz: int

    @property
    def length_s(self) -> float:
        """Return how long it lasts."""
        return len(self.samples) / (WIDTH * self.rate_hz)


def find_engine() -> str | None:
    """Return the installed espeak-ng, if there is one."""
    return shutil.which(PROGRAM)


def speak(text: str, language: str) -> Sound:
    """Return spoken words."""
    command = [PROGRAM, "-v", language, "-s", PACE, "--stdout", "--", text]
    spoken = subprocess.run(  # noqa: S603  # Our own command line.
        command, capture_output=True, check=True, timeout=TIMEOUT_S
    )
    return read_sound(spoken.stdout)


def read_sound(file: bytes) -> Sound:
    """Return the sound of a WAV file, which may have been written as a stream."""
    with wave.open(BytesIO(file)) as found:
        # The header of a stream cannot know how long it gets.
        samples = found.readframes(len(file))
        return Sound(samples=samples, rate_hz=found.getframerate())
