"""What a user says about a treadmill or a plug with a language of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..engine.readings import Part, Quantity
from .base import Publication, Traits
from .commands import may_start, topic_may_start
from .generic_fields import LIFE, NUMBER_FIELDS, PRESENCE, SPEED_UNITS, WORD_FIELDS
from .mapping import Fields, Rule

SPEED_PLACEHOLDER: Final = "{speed}"
_MOST_DECIMALS: Final = 3
_TOP_MINIMUM_SPEED_KMH: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSource:
    """Where a number stands, and the factor into the quantity's unit."""

    quantity: Quantity
    topic: str
    path: tuple[str, ...] = ()
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSource:
    """Where a truth value stands, and its words."""

    quantity: Quantity
    topic: str
    path: tuple[str, ...] = ()
    on_words: frozenset[str]
    off_words: frozenset[str]


type Source = NumberSource | WordSource


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowCommand:
    """A set-speed message, with a place for the speed in its payload."""

    topic: str
    template: str
    kmh_per_unit: float = 1.0
    decimals: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericConfig:
    """Everything that a generic dialect has to know."""

    part: Part
    sources: tuple[Source, ...]
    stop: Publication | None = None
    slow: SlowCommand | None = None
    switch_off: Publication | None = None
    queries: tuple[Publication, ...] = ()
    traits: Traits

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], part: Part) -> GenericConfig:
        """Read a plain mapping, or raise all that is wrong with it."""
        fields = Fields(mapping)
        fields.get("dialect")
        sources: tuple[Source, ...] = (
            *_read_numbers(fields, part),
            *_read_words(fields, part),
        )
        if not sources:
            keys = (*NUMBER_FIELDS[part], *WORD_FIELDS[part])
            fields.report(keys[0], Rule.REQUIRED, keys)
        read = _read_treadmill if part is Part.TREADMILL else _read_plug
        config = read(fields, sources)
        fields.check()
        return config


def _read_treadmill(fields: Fields, sources: tuple[Source, ...]) -> GenericConfig:
    stop = _read_command(fields.section("stop"))
    slow = _read_slow(fields.section("slow"))
    queries = _read_queries(fields)
    traits = Traits(
        reports=_reports(sources, Part.TREADMILL),
        can_stop=stop is not None,
        can_slow=slow is not None,
        stop_repeatable=fields.flag("stop_repeatable", default=False),
        stop_may_toggle=fields.flag("stop_may_toggle", default=True),
        set_speed_may_start=fields.flag("set_speed_may_start", default=True),
        change_only=fields.flag("change_only", default=False),
        confirmed_on_hardware=fields.flag("confirmed_on_hardware", default=False),
        minimum_speed_kmh=fields.number(
            "minimum_speed_kmh", 0.0, maximum=_TOP_MINIMUM_SPEED_KMH
        ),
        queries_on=_queries_on(sources, queries),
    )
    return GenericConfig(
        part=Part.TREADMILL,
        sources=sources,
        stop=stop,
        slow=slow,
        queries=queries,
        traits=traits,
    )


def _read_plug(fields: Fields, sources: tuple[Source, ...]) -> GenericConfig:
    switch_off = _read_command(fields.section("off"), _on_words(sources))
    queries = _read_queries(fields)
    traits = Traits(
        reports=_reports(sources, Part.PLUG),
        can_switch_off=switch_off is not None,
        change_only=fields.flag("change_only", default=False),
        measures_with_relay_off=fields.flag("measures_with_relay_off", default=False),
        confirmed_on_hardware=fields.flag("confirmed_on_hardware", default=False),
        queries_on=_queries_on(sources, queries),
    )
    return GenericConfig(
        part=Part.PLUG,
        sources=sources,
        switch_off=switch_off,
        queries=queries,
        traits=traits,
    )


def _read_numbers(fields: Fields, part: Part) -> list[NumberSource]:
    sources = []
    for key, field in NUMBER_FIELDS[part].items():
        if (section := fields.section(key)) is None:
            continue
        units = tuple(field.units)
        source = NumberSource(
            quantity=field.quantity,
            topic=section.topic("topic"),
            path=section.path("path"),
            factor=field.units[section.choice("unit", units, units[0])],
        )
        section.no_more()
        sources.append(source)
    return sources


def _read_words(fields: Fields, part: Part) -> list[WordSource]:
    sources = []
    for key, field in WORD_FIELDS[part].items():
        if (section := fields.section(key)) is None:
            continue
        source = WordSource(
            quantity=field.quantity,
            topic=section.topic("topic"),
            path=section.path("path"),
            on_words=section.words("on_words", field.on_words),
            off_words=section.words("off_words", field.off_words),
        )
        if both := source.on_words & source.off_words:
            section.report("off_words", Rule.DIFFERENT, value=sorted(both))
        section.no_more()
        sources.append(source)
    return sources


def _read_command(
    section: Fields | None, on_words: frozenset[str] = frozenset()
) -> Publication | None:
    if section is None:
        return None
    topic = section.topic("topic")
    payload = section.text("payload")
    if topic_may_start(topic):
        section.report("topic", Rule.COMMAND_TOPIC)
    if may_start(payload, on_words):
        section.report("payload", Rule.COMMAND)
    section.no_more()
    return Publication(topic=topic, payload=payload)


def _read_slow(section: Fields | None) -> SlowCommand | None:
    if section is None:
        return None
    units = tuple(SPEED_UNITS)
    slow = SlowCommand(
        topic=section.topic("topic"),
        template=section.text("payload", SPEED_PLACEHOLDER),
        kmh_per_unit=SPEED_UNITS[section.choice("unit", units, units[0])],
        decimals=section.whole("decimals", 1, minimum=0, maximum=_MOST_DECIMALS),
    )
    if topic_may_start(slow.topic):
        section.report("topic", Rule.COMMAND_TOPIC)
    if slow.template.count(SPEED_PLACEHOLDER) != 1:
        section.report("payload", Rule.TEMPLATE, (SPEED_PLACEHOLDER,))
    elif may_start(slow.template.replace(SPEED_PLACEHOLDER, "0")):
        section.report("payload", Rule.COMMAND)
    section.no_more()
    return slow


def _read_queries(fields: Fields) -> tuple[Publication, ...]:
    commands = [_read_command(section) for section in fields.sections("queries")]
    return tuple(command for command in commands if command is not None)


def _reports(sources: tuple[Source, ...], part: Part) -> frozenset[Quantity]:
    return frozenset({LIFE[part], *(source.quantity for source in sources)})


def _queries_on(
    sources: tuple[Source, ...], queries: tuple[Publication, ...]
) -> frozenset[Quantity]:
    if not queries:
        return frozenset()
    return PRESENCE & {source.quantity for source in sources}


def _on_words(sources: tuple[Source, ...]) -> frozenset[str]:
    words = [
        source.on_words
        for source in sources
        if isinstance(source, WordSource) and source.quantity is Quantity.RELAY
    ]
    # Without a state to read, the usual words for on are as forbidden.
    return words[0] if words else WORD_FIELDS[Part.PLUG]["state"].on_words
