"""Texts with places for parameters: filled in, and read back from a topic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import re
from typing import Final

from .generic_commands import SECONDS_PLACEHOLDER, SPEED_PLACEHOLDER
from .mapping import is_topic

BASE: Final = "base"
# Their values are only known when the command is sent.
LATER: Final = frozenset({SPEED_PLACEHOLDER[1:-1], SECONDS_PLACEHOLDER[1:-1]})
_PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Absent:
    """What is left of a text with a place for something that nobody has given."""


ABSENT: Final = Absent()


def places(text: str) -> tuple[str, ...]:
    """Return the names of the parameters that a text has places for."""
    return tuple(name for name in _PLACE.findall(text) if name not in LATER)


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the key path and the text of everything written in a document."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from texts(item, f"{path}.{index}")


def filled(value: object, values: Mapping[str, str]) -> object:
    """Return a value with its places filled.

    A section that has a place for something that nobody has given is left out whole,
    and so is a list of nothing but such sections.
    """
    if isinstance(value, str):
        names = places(value)
        if any(name not in values for name in names):
            return ABSENT
        return _PLACE.sub(lambda match: values.get(match[1], match[0]), value)
    if isinstance(value, Mapping):
        inner = {key: filled(item, values) for key, item in value.items()}
        return ABSENT if ABSENT in inner.values() else inner
    if isinstance(value, list | tuple):
        items = [filled(item, values) for item in value]
        left = [item for item in items if item is not ABSENT]
        return left if left or not items else ABSENT
    return value


def topic_filter(template: str, examples: Mapping[str, str], begin: str = "") -> str:
    """Return the filter under which a scan hears a topic with any values in it.

    A base has as many levels as its example, and begins in a known way.
    """
    fixed = begin.split("/")[:-1]
    levels = examples.get(BASE, "").split("/")[len(fixed) :]
    base = "/".join((*fixed, *("+" for _ in levels)))
    whole = _PLACE.sub(lambda match: base if match[1] == BASE else "\0", template)
    # A place that is only a part of its level takes the whole of it.
    return "/".join("+" if "\0" in level else level for level in whole.split("/"))


@dataclass(frozen=True, slots=True)
class TopicPattern:
    """A topic with places, which are found again in the topics of a message."""

    regex: re.Pattern[str]

    @classmethod
    def of(cls, template: str, begins: Mapping[str, str]) -> TopicPattern:
        """Return the pattern of a template; some values begin in a known way.

        A base may have several levels, everything else has one.
        """
        regex, end, seen = "", 0, set[str]()
        for match in _PLACE.finditer(template):
            name = match[1]
            regex += re.escape(template[end : match.start()])
            if name in seen:
                regex += f"(?P={name})"
            else:
                beginning = re.escape(begins.get(name, ""))
                rest = "." if name == BASE else "[^/]"
                count = "*" if beginning else "+"
                regex += f"(?P<{name}>{beginning}{rest}{count})"
            seen.add(name)
            end = match.end()
        return cls(re.compile(regex + re.escape(template[end:])))

    def find(self, topic: str) -> dict[str, str] | None:
        """Return the values that a topic has in the places."""
        match = self.regex.fullmatch(topic) if is_topic(topic) else None
        return None if match is None else match.groupdict()
