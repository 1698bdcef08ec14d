"""Reading a plain mapping into a configuration, with every error at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .payload import number, split_path, word

_MAX_TEXT_LENGTH: Final = 1_000


class Rule(StrEnum):
    """What a configured value has to be."""

    REQUIRED = "required"
    TEXT = "text"
    TOPIC = "topic"
    COMMAND_TOPIC = "command_topic"
    COMMAND = "command"
    TEMPLATE = "template"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    WORDS = "words"
    PATH = "path"
    SECTION = "section"
    SECTIONS = "sections"
    DIFFERENT = "different"
    KNOWN_KEY = "known_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One configured value that cannot be used, and what is allowed in its place."""

    key: str
    value: object
    rule: Rule
    allowed: tuple[str, ...] = ()


class InvalidConfigError(ValueError):
    """A configuration with at least one problem; all of them are in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems."""
        super().__init__(problems)
        self.problems = problems


def is_topic(text: str) -> bool:
    """Tell whether a text is a topic without wildcards (MQTT 5, 4.7)."""
    return (
        0 < len(text) <= _MAX_TEXT_LENGTH
        and text.isprintable()
        and not (set("+#") & set(text))
    )


class Fields:
    """A mapping that is read key by key and remembers what was wrong.

    A value that cannot be used is replaced by its default, so that reading goes on
    and all problems come together; `check` then raises them.
    """

    __slots__ = ("_known", "_mapping", "_prefix", "problems")

    def __init__(
        self,
        mapping: Mapping[str, object],
        *,
        prefix: str = "",
        problems: list[Problem] | None = None,
    ) -> None:
        """Start with nothing read."""
        self._mapping = mapping
        self._prefix = prefix
        self._known: list[str] = []
        self.problems: list[Problem] = [] if problems is None else problems

    def report(
        self, key: str, rule: Rule, allowed: tuple[str, ...] = (), value: object = None
    ) -> None:
        """Remember a problem."""
        found = self._mapping.get(key) if value is None else value
        self.problems.append(
            Problem(key=self._prefix + key, value=found, rule=rule, allowed=allowed)
        )

    def get(self, key: str, *, required: bool = False) -> object:
        """Return a raw value, which is None where it is missing."""
        self._known.append(key)
        value = self._mapping.get(key)
        if required and value is None:
            self.report(key, Rule.REQUIRED)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Return a printable text; without a default it is required."""
        value = self.get(key, required=default is None)
        if value is None:
            return default or ""
        if isinstance(value, str) and _is_short_text(value):
            return value
        self.report(key, Rule.TEXT)
        return default or ""

    def topic(self, key: str, default: str | None = None) -> str:
        """Return a topic without wildcards; without a default it is required."""
        value = self.get(key, required=default is None)
        if value is None:
            return default or ""
        if isinstance(value, str) and is_topic(value):
            return value
        self.report(key, Rule.TOPIC)
        return default or ""

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a truth value."""
        value = self.get(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.report(key, Rule.FLAG, ("false", "true"))
        return default

    def number(
        self, key: str, default: float, *, minimum: float = 0.0, maximum: float
    ) -> float:
        """Return a number within bounds."""
        value = self.get(key)
        if value is None:
            return default
        found = number(value)
        if found is not None and minimum <= found <= maximum:
            return found
        self.report(key, Rule.NUMBER, (f"{minimum:g}", f"{maximum:g}"))
        return default

    def whole(self, key: str, default: int, *, minimum: int, maximum: int) -> int:
        """Return a whole number within bounds."""
        found = self.number(key, default, minimum=minimum, maximum=maximum)
        if found.is_integer():
            return int(found)
        self.report(key, Rule.NUMBER, (str(minimum), str(maximum)))
        return default

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of the allowed texts."""
        value = self.get(key)
        if value is None:
            return default
        if isinstance(value, str) and value in allowed:
            return value
        self.report(key, Rule.CHOICE, allowed)
        return default

    def confirmed(self, unconfirmed: frozenset[str]) -> frozenset[str]:
        """Return what the owner has confirmed of all that no source confirms."""
        value = self.get("confirmed")
        if value is None:
            return frozenset()
        items = value if isinstance(value, list | tuple) else [value]
        if all(isinstance(item, str) and item in unconfirmed for item in items):
            return frozenset(items)
        self.report("confirmed", Rule.CHOICE, tuple(sorted(unconfirmed)))
        return frozenset()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of printable texts."""
        value = self.get(key)
        items = value if isinstance(value, list | tuple) else [value]
        if value is None:
            return ()
        if all(isinstance(item, str) and _is_short_text(item) for item in items):
            return tuple(map(str, items))
        self.report(key, Rule.TEXT)
        return ()

    def names(self) -> tuple[str, ...]:
        """Return every key that is there, where any name is allowed."""
        return tuple(map(str, self._mapping))

    def words(self, key: str, default: frozenset[str]) -> frozenset[str]:
        """Return words that ignore case, from one word or a list of them."""
        value = self.get(key)
        if value is None:
            return default
        items = value if isinstance(value, list | tuple) else [value]
        found = [_words(item) for item in items]
        if found and all(found):
            return frozenset().union(*found)
        self.report(key, Rule.WORDS)
        return default

    def path(self, key: str) -> tuple[str, ...]:
        """Return the steps of a path into a JSON payload; none is a plain payload."""
        steps = split_path(self.text(key, ""))
        if steps is None:
            self.report(key, Rule.PATH)
        return steps or ()

    def section(self, key: str) -> Fields | None:
        """Return a nested mapping, if there is one."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, Mapping):
            return self._nested(key, value)
        self.report(key, Rule.SECTION)
        return None

    def sections(self, key: str) -> list[Fields]:
        """Return a list of nested mappings."""
        value = self.get(key)
        if value is None:
            return []
        if isinstance(value, list | tuple) and all(
            isinstance(item, Mapping) for item in value
        ):
            return [
                self._nested(f"{key}.{index}", item) for index, item in enumerate(value)
            ]
        self.report(key, Rule.SECTIONS)
        return []

    def _nested(self, key: str, mapping: Mapping[str, object]) -> Fields:
        return Fields(mapping, prefix=f"{self._prefix}{key}.", problems=self.problems)

    def no_more(self) -> None:
        """Report every key that nobody asked for."""
        for key in self._mapping:
            if key not in self._known:
                self.report(str(key), Rule.KNOWN_KEY, tuple(sorted(self._known)))

    def check(self) -> None:
        """Raise all problems, if there are any."""
        self.no_more()
        if self.problems:
            raise InvalidConfigError(tuple(self.problems))


def _is_short_text(value: str) -> bool:
    return len(value) <= _MAX_TEXT_LENGTH and value.isprintable()


def _words(value: object) -> frozenset[str]:
    # YAML reads a bare on, yes or true as the same truth value, so all are meant.
    if isinstance(value, bool):
        return frozenset({"on", "true", "yes"} if value else {"false", "no", "off"})
    found = word(value)
    return frozenset({found}) if found else frozenset()
