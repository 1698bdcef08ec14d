"""The workshop's speech: sound is read as it was written, and played one at a time."""

from base64 import b64encode
from io import BytesIO
import struct
from threading import Event
import wave

from gymlab.speech.engine import read_sound
from gymlab.speech.loudspeaker import Loudspeaker

RATE_HZ = 16_000
PATIENCE_S = 20.0
# Where the header of a WAV file says how long the sound in it is.
LENGTH_AT = 40


def wav(length_s: float) -> bytes:
    """Return a file of silence."""
    file = BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE_HZ)
        written.writeframes(bytes(2 * int(length_s * RATE_HZ)))
    return file.getvalue()


def handed_out(length_s: float) -> str:
    """Return an address that holds a sound itself."""
    return f"data:audio/wav;base64,{b64encode(wav(length_s)).decode()}"


def test_a_sound_says_how_long_it_lasts():
    assert read_sound(wav(0.5)).length_s == 0.5


def test_a_stream_that_does_not_know_its_length_is_read_to_its_end():
    file = bytearray(wav(0.5))
    file[LENGTH_AT : LENGTH_AT + 4] = struct.pack("<I", 0x7FFFF000)
    assert read_sound(bytes(file)).length_s == 0.5


def test_the_words_are_played_after_the_chime():
    loudspeaker, done = Loudspeaker(), Event()
    loudspeaker.play([handed_out(0.1), handed_out(0.2)], "Stop.", done.set)
    assert done.wait(PATIENCE_S)
    heard = [(each.text, each.sound.length_s) for each in loudspeaker.played]
    assert heard == [("", 0.1), ("Stop.", 0.2)]
    chime, words = loudspeaker.played
    assert words.began_s - chime.began_s >= 0.1


def test_what_comes_later_ends_what_is_played():
    loudspeaker, cut, done = Loudspeaker(), Event(), Event()
    loudspeaker.play([handed_out(60)], "Long.", cut.set)
    loudspeaker.play([handed_out(0.1)], "Stop.", done.set)
    assert done.wait(PATIENCE_S)
    assert not cut.is_set()
