"""Defensive reading of payloads: whatever arrives, nothing here raises."""

import json
import re
from typing import Final

# A treadmill's or a plug's message is a few hundred characters long; a longer one
# than this is not from either and is not worth the parser's time.
MAX_PAYLOAD_LENGTH: Final = 65_536
MAX_NUMBER_LENGTH: Final = 64
# No quantity reaches it in any unit; what does is a fault in the sender.
MAX_NUMBER: Final = 1e9

# float() alone would also read "1_000", "infinity" and the digits of other scripts.
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def number(value: object) -> float | None:
    """Return a finite number from a payload's text or from a JSON value."""
    if isinstance(value, str):
        return _number_from_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Comparing first keeps huge integers away from float(), and NaN fails it too.
    return float(value) if -MAX_NUMBER <= value <= MAX_NUMBER else None


def _number_from_text(text: str) -> float | None:
    if len(text) > MAX_NUMBER_LENGTH or not _NUMBER.fullmatch(text.strip()):
        return None
    return number(float(text))


def at_least_zero(value: object) -> float | None:
    """Return a finite number that is not negative."""
    found = number(value)
    return None if found is None or found < 0 else found


def whole_number(value: object) -> int | None:
    """Return a whole number that is not negative."""
    found = at_least_zero(value)
    return None if found is None or not found.is_integer() else int(found)


def json_document(
    payload: str, *, longest: int = MAX_PAYLOAD_LENGTH
) -> dict[str, object] | list[object] | None:
    """Return a JSON object or array; everything else is None."""
    if len(payload) > longest:
        return None
    try:
        document = json.loads(payload)
    except ValueError, RecursionError:
        return None
    return document if isinstance(document, dict | list) else None


def json_object(payload: str) -> dict[str, object] | None:
    """Return a JSON object; everything else is None."""
    document = json_document(payload)
    return document if isinstance(document, dict) else None


def word(value: object) -> str | None:
    """Return a text, truth value or number as a word that ignores case."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value.strip().casefold()
        case int() | float() if (found := number(value)) is not None:
            return f"{found:g}"
    return None


def truth(
    value: object, on_words: frozenset[str], off_words: frozenset[str]
) -> bool | None:
    """Return whether a value is one of the on words or one of the off words."""
    found = word(value)
    if found in on_words:
        return True
    return False if found in off_words else None


def is_blank(payload: str) -> bool:
    """Tell whether a message is empty, as one that deletes a retained message is."""
    return not payload or payload.isspace()


def is_text(payload: str) -> bool:
    """Tell whether a payload is text, and not what is left of binary data."""
    return len(payload) <= MAX_PAYLOAD_LENGTH and payload.isprintable()


def split_path(path: str) -> tuple[str, ...] | None:
    """Return the steps of a path such as `ENERGY.Power[0]`."""
    if not path:
        return ()
    steps = tuple(path.replace("[", ".").replace("]", "").split("."))
    return steps if all(steps) else None


def look_up(document: object, path: tuple[str, ...]) -> object:
    """Return what stands at a path, or None where nothing does."""
    for step in path:
        if isinstance(document, dict):
            document = document.get(step)
        elif isinstance(document, list):
            document = _item(document, step)
        else:
            return None
    return document


def _item(items: list[object], step: str) -> object:
    # The length bound keeps int() away from texts that it refuses to convert.
    if not (step.isascii() and step.isdecimal() and len(step) < MAX_NUMBER_LENGTH):
        return None
    index = int(step)
    return items[index] if index < len(items) else None
