"""What commands share: speeds that only round down, and words that are never sent."""

from decimal import ROUND_FLOOR, Decimal
import math
import re
from typing import Final

from .payload import json_document

# Words that start a belt, raise its speed or switch a plug on in some family's
# language; "up" and "blink" do so in Tasmota (support.ino, kOptions).
_STARTING_WORDS: Final = frozenset(
    {"blink", "faster", "on", "resume", "start", "toggle", "up"}
)
_STATE_KEYS: Final = _STARTING_WORDS | {"output", "power", "relay", "state", "value"}
# Words that mean a start wherever they stand in the name of a button. The other ones
# are too short for that: a "stand-up desk" starts nothing.
_STARTING_NAMES: Final = frozenset({"faster", "resume", "start", "toggle"})
_LIFTING_WORDS: Final = frozenset({"elevation", "inclination", "incline"})
# What stands behind the name of a thing where its commands go.
_ENDINGS: Final = frozenset({"cmd", "command", "set"})
_WORD: Final = re.compile(r"[a-z]+")


def speed_text(speed: float, decimals: int = 1) -> str | None:
    """Return a speed rounded down, or None where nothing above zero is left."""
    if not math.isfinite(speed) or speed <= 0:
        return None
    # The decimal of the shortest text is exact: 5.6 never turns into 5.5.
    step = Decimal(1).scaleb(-decimals)
    rounded = (Decimal(repr(float(speed))) / step).to_integral_value(ROUND_FLOOR) * step
    return f"{rounded:.{decimals}f}" if rounded > 0 else None


def may_start(payload: str, on_words: frozenset[str] = frozenset()) -> bool:
    """Tell whether a command could start a belt or switch a plug on."""
    if (document := json_document(payload)) is not None:
        return any(_starts(key, value) for key, value in _leaves(document))
    return payload.strip().casefold() in on_words or _has_starting_word(payload)


def topic_may_start(topic: str) -> bool:
    """Tell whether a command topic starts or lifts, as `button/start/command` does."""
    *levels, last = topic.casefold().split("/")
    name = levels[-1] if levels and last in _ENDINGS else last
    forbidden = _LIFTING_WORDS | _STARTING_NAMES
    return name in _STARTING_WORDS or not forbidden.isdisjoint(_WORD.findall(name))


def _has_starting_word(text: str) -> bool:
    return not _STARTING_WORDS.isdisjoint(_WORD.findall(text.casefold()))


def _starts(key: str, value: object) -> bool:
    match value:
        case str():
            return _has_starting_word(value)
        case bool():
            return value and not {"off", "stop"} & set(_WORD.findall(key.casefold()))
        case int() | float():
            return key.casefold() in _STATE_KEYS and value != 0
    return False


def _leaves(document: object) -> list[tuple[str, object]]:
    # A list instead of recursion: what is nested deeply must not exhaust the stack.
    waiting: list[tuple[str, object]] = [("", document)]
    leaves: list[tuple[str, object]] = []
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += [(key, item) for item in value]
        else:
            leaves.append((key, value))
    return leaves
