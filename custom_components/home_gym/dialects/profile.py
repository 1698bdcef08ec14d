"""A device family that is told by a profile: a table instead of code.

A profile is what stands in a file of `profiles/`, or of the user's own folder. It has
no way to say how something starts, and is refused where it tries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..engine.readings import Part
from .base import Dialect, Publication, Recognised
from .generic import GenericDialect
from .generic_config import GenericConfig
from .mapping import Fields, InvalidConfigError, Rule, is_topic
from .payload import json_object, look_up, word
from .templates import ABSENT, BASE, TopicPattern, filled, places

# What the owner of one device may say otherwise than the profile of its family.
OVERRIDES: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.TREADMILL: (
        *("stop_repeatable", "stop_may_toggle", "set_speed_may_start"),
        "minimum_speed_kmh",
    ),
    Part.PLUG: ("measures_with_relay_off",),
}
# What a plug of the family lacks if it only switches.
_METER: Final = frozenset({"power", "energy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something that differs from device to device, such as its base topic."""

    name: str
    default: str | None = None
    optional: bool = False
    one_of: tuple[str, ...] = ()
    begins: str = ""
    example: str = ""

    @property
    def required(self) -> bool:
        """Tell whether there is no device without it."""
        return self.default is None and not self.optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the scan knows a device of the family by."""

    topic: TopicPattern
    filter: str
    holds: tuple[tuple[str, ...], ...] = ()
    words: frozenset[str] = frozenset()

    def find(self, topic: str, payload: str) -> dict[str, str] | None:
        """Return the parameters of the device that sent a message."""
        found = self.topic.find(topic)
        if found is None or (self.words and word(payload) not in self.words):
            return None
        document = json_object(payload) if self.holds else {}
        if document is None or any(
            look_up(document, path) is None for path in self.holds
        ):
            return None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The language of a device family, as a table."""

    key: str
    name: str
    part: Part
    about: str
    parameters: tuple[Parameter, ...]
    marks: tuple[Mark, ...]
    topics: tuple[TopicPattern, ...]
    device: Mapping[str, object]

    @property
    def calls(self) -> Iterator[Publication]:
        """Yield the questions that name no device, and so reach all of the family."""
        queries = self.device.get("queries")
        for query in queries if isinstance(queries, list | tuple) else ():
            match query:
                case {"topic": str(topic), "payload": str(payload)}:
                    if not places(f"{topic} {payload}"):
                        yield Publication(topic=topic, payload=payload)

    def create(self, mapping: Mapping[str, object]) -> Dialect:
        """Create the dialect of one device, or raise all that is wrong."""
        fields = Fields(mapping)
        fields.get("dialect")
        values = _read_values(fields, self.parameters)
        settings: dict[str, object] = {
            key: value
            for key in (*OVERRIDES[self.part], "confirmed")
            if (value := fields.get(key)) is not None
        }
        device = device_with(self.device, values)
        if self.part is Part.PLUG and not fields.flag("metered", default=True):
            device = {key: item for key, item in device.items() if key not in _METER}
        fields.check()
        config = GenericConfig.from_mapping({**device, **settings}, self.part)
        return GenericDialect(config, self.key)

    def recognise(
        self, topic: str, payload: str, *, given: bool = False
    ) -> Iterator[Recognised]:
        """Yield the device that a message belongs to.

        Where the family is given, any of its topics is believed.
        """
        finds = [mark.find(topic, payload) for mark in self.marks]
        if given:
            finds += [pattern.find(topic) for pattern in self.topics]
        needed = {each.name for each in self.parameters if each.required}
        for found in finds:
            if found is not None and needed <= found.keys():
                yield from self._usable(found)
                return

    def _usable(self, values: Mapping[str, str]) -> Iterator[Recognised]:
        config: dict[str, object] = {"dialect": self.key, **values}
        try:
            self.create(config)
        except InvalidConfigError:
            return
        yield Recognised(
            config=config,
            identity=values.get(BASE, self.key).rpartition("/")[2],
            part=self.part,
            model=self.name,
        )


def is_value(text: str) -> bool:
    """Tell whether a text can take the place of a parameter."""
    return is_topic(text) and not {"{", "}"} & set(text)


def _read_values(fields: Fields, parameters: tuple[Parameter, ...]) -> dict[str, str]:
    """Return what the owner says of one device."""
    values: dict[str, str] = {}
    for each in parameters:
        value = fields.get(each.name, required=each.required)
        text = each.default if value is None else _as_text(value)
        if text is None:
            if value is not None:
                fields.report(each.name, Rule.TEXT)
            continue
        text = text.rstrip("/") if each.name == BASE else text
        if each.one_of and text not in each.one_of:
            fields.report(each.name, Rule.CHOICE, each.one_of)
        elif not is_value(text):
            fields.report(each.name, Rule.TOPIC)
        else:
            values[each.name] = text
    return values


def _as_text(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def device_with(
    device: Mapping[str, object], values: Mapping[str, str]
) -> dict[str, object]:
    """Return a device's mapping, without the sections that it has no use for."""
    sections = ((key, filled(value, values)) for key, value in device.items())
    return {key: value for key, value in sections if value is not ABSENT}
