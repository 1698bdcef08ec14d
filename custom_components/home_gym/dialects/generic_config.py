"""What a user says about a treadmill or a plug with a language of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..engine.readings import Part, Quantity
from .base import Publication, Traits
from .generic_commands import (
    ArmCommand,
    SlowCommand,
    read_arm,
    read_command,
    read_commands,
    read_slow,
)
from .generic_fields import LIFE, MOTION, NUMBER_FIELDS, PRESENCE, WORD_FIELDS
from .mapping import Fields, Rule
from .plug import TIMER
from .treadmill_config import TOP_MINIMUM_SPEED_KMH
from .unconfirmed import device_fields

_LONGEST_INTERVAL_S: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSource:
    """Where a number stands, and the factor into the quantity's unit.

    A timer counts only if what stands at another place of the message says so.
    """

    quantity: Quantity
    topic: str
    path: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    retained: bool = False
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSource:
    """Where a truth value stands, and its words."""

    quantity: Quantity
    topic: str
    path: tuple[str, ...] = ()
    retained: bool = False
    on_words: frozenset[str]
    off_words: frozenset[str]


type Source = NumberSource | WordSource


@dataclass(frozen=True, slots=True, kw_only=True)
class GenericConfig:
    """Everything that a generic dialect has to know."""

    part: Part
    sources: tuple[Source, ...]
    stop: Publication | None = None
    slow: SlowCommand | None = None
    switch_off: Publication | None = None
    arm: ArmCommand | None = None
    disarm: tuple[Publication, ...] = ()
    read_back: tuple[Publication, ...] = ()
    queries: tuple[Publication, ...] = ()
    traits: Traits

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], part: Part) -> GenericConfig:
        """Read a plain mapping, or raise all that is wrong with it."""
        fields, unconfirmed = device_fields(mapping)
        fields.get("dialect")
        config = read_device(fields, part, unconfirmed)
        fields.check()
        return config


def read_device(
    fields: Fields, part: Part, unconfirmed: frozenset[str]
) -> GenericConfig:
    """Read a device of either kind; the problems stay with the fields."""
    confirmed = fields.confirmed(unconfirmed)
    sources: tuple[Source, ...] = (
        *_read_numbers(fields, part),
        *_read_words(fields, part),
    )
    if not sources:
        keys = (*NUMBER_FIELDS[part], *WORD_FIELDS[part])
        fields.report(keys[0], Rule.REQUIRED, keys)
    read = _read_treadmill if part is Part.TREADMILL else _read_plug
    return read(fields, sources, unconfirmed, confirmed)


def _read_treadmill(
    fields: Fields,
    sources: tuple[Source, ...],
    unconfirmed: frozenset[str],
    confirmed: frozenset[str],
) -> GenericConfig:
    stop = read_command(fields.section("stop"))
    slow = read_slow(fields.section("slow"))
    queries = read_commands(fields, "queries")
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
            "minimum_speed_kmh", 0.0, maximum=TOP_MINIMUM_SPEED_KMH
        ),
        queries_on=_queries_on(sources, queries),
        report_interval_s=_interval(fields),
        last_will=fields.flag("last_will", default=False),
        retained=_retained(sources),
        motion_proofs=_proofs(fields, sources, Part.TREADMILL),
        unconfirmed=unconfirmed,
        confirmed_by_owner=confirmed,
    )
    return GenericConfig(
        part=Part.TREADMILL,
        sources=sources,
        stop=stop,
        slow=slow,
        queries=queries,
        traits=traits,
    )


def _read_plug(
    fields: Fields,
    sources: tuple[Source, ...],
    unconfirmed: frozenset[str],
    confirmed: frozenset[str],
) -> GenericConfig:
    switch_off = read_command(fields.section("off"), _on_words(sources))
    queries = read_commands(fields, "queries")
    arm = read_arm(fields.section("arm"))
    traits = Traits(
        reports=_reports(sources, Part.PLUG),
        can_switch_off=switch_off is not None,
        change_only=fields.flag("change_only", default=False),
        measures_with_relay_off=fields.flag("measures_with_relay_off", default=False),
        confirmed_on_hardware=fields.flag("confirmed_on_hardware", default=False),
        queries_on=_queries_on(sources, queries),
        report_interval_s=_interval(fields),
        last_will=fields.flag("last_will", default=False),
        retained=_retained(sources),
        motion_proofs=_proofs(fields, sources, Part.PLUG),
        backstop=None if arm is None else arm.backstop,
        unconfirmed=unconfirmed,
        confirmed_by_owner=confirmed,
    )
    return GenericConfig(
        part=Part.PLUG,
        sources=sources,
        switch_off=switch_off,
        arm=arm,
        disarm=read_commands(fields, "disarm"),
        read_back=read_commands(fields, "read_back"),
        queries=queries,
        traits=traits,
    )


def _read_numbers(fields: Fields, part: Part) -> Iterator[NumberSource]:
    for key, field in NUMBER_FIELDS[part].items():
        units = tuple(field.units)
        for section in _sections(fields, key):
            is_timer = field.quantity in TIMER
            source = NumberSource(
                quantity=field.quantity,
                topic=section.topic("topic"),
                path=section.path("path"),
                only_if=section.path("only_if") if is_timer else (),
                retained=section.flag("retained", default=False),
                factor=field.units[section.choice("unit", units, units[0])],
            )
            if source.only_if and not source.path:
                section.report("path", Rule.REQUIRED)
            yield source
            section.no_more()


def _read_words(fields: Fields, part: Part) -> Iterator[WordSource]:
    for key, field in WORD_FIELDS[part].items():
        for section in _sections(fields, key):
            source = WordSource(
                quantity=field.quantity,
                topic=section.topic("topic"),
                path=section.path("path"),
                retained=section.flag("retained", default=False),
                on_words=section.words("on_words", field.on_words),
                off_words=section.words("off_words", field.off_words),
            )
            if both := source.on_words & source.off_words:
                section.report("off_words", Rule.DIFFERENT, value=sorted(both))
            section.no_more()
            yield source


def _sections(fields: Fields, key: str) -> list[Fields]:
    """Return the places of one fact, which may stand in several topics."""
    if isinstance(fields.get(key), list | tuple):
        return fields.sections(key)
    section = fields.section(key)
    return [] if section is None else [section]


def _interval(fields: Fields) -> float | None:
    seconds = fields.number("report_interval_s", 0.0, maximum=_LONGEST_INTERVAL_S)
    return seconds or None


def _reports(sources: tuple[Source, ...], part: Part) -> frozenset[Quantity]:
    return frozenset({LIFE[part], *(source.quantity for source in sources)})


def _retained(sources: tuple[Source, ...]) -> frozenset[Quantity]:
    return frozenset(source.quantity for source in sources if source.retained)


def _proofs(
    fields: Fields, sources: tuple[Source, ...], part: Part
) -> frozenset[Quantity]:
    """Return what shows motion, of all that is read: what is named, else the usual."""
    usual = {
        key: field.quantity
        for key, field in NUMBER_FIELDS[part].items()
        if field.quantity in MOTION
    }
    named = fields.words("motion_proofs", frozenset(usual))
    if not named <= usual.keys():
        fields.report("motion_proofs", Rule.CHOICE, tuple(usual))
    read = {source.quantity for source in sources}
    return frozenset(usual[key] for key in named & usual.keys()) & read


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
    return frozenset().union(*words) or WORD_FIELDS[Part.PLUG]["state"].on_words
