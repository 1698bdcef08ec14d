"""From a parsed file to a profile, or to everything that is wrong with it."""

from collections.abc import Iterator, Mapping
import re
from typing import Final

from ..engine.readings import Part
from .generic_config import read_device
from .mapping import Fields, InvalidConfigError, Problem, Rule
from .profile import OVERRIDES, Mark, Parameter, Profile, device_with, is_value
from .templates import BASE, TopicPattern, places, texts, topic_filter
from .unconfirmed import device_fields

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
_PARAMETER: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ABOUT_ITSELF: Final = ("name", "part", "about", "parameters", "recognise")
# What a device's mapping has beside the parameters.
_RESERVED: Final = frozenset(
    {
        "dialect",
        "confirmed",
        "metered",
        *(key for keys in OVERRIDES.values() for key in keys),
    }
)
# YAML reads a bare on or off as a truth value, as a key too.
_BARE: Final[Mapping[object, str]] = {True: "on", False: "off"}
# Stands where a parameter is meant that the profile does not have.
_NOBODY: Final = "nobody"


def read_profile(key: str, document: object) -> Profile:
    """Read a parsed file, or raise all that is wrong with it."""
    if not isinstance(document, Mapping):
        raise InvalidConfigError((Problem(key="", value=document, rule=Rule.SECTION),))
    written = {_BARE.get(name, str(name)): item for name, item in document.items()}
    device = {name: item for name, item in written.items() if name not in _ABOUT_ITSELF}
    fields = Fields({n: item for n, item in written.items() if n in _ABOUT_ITSELF})
    if not _KEY.fullmatch(key):
        fields.report("", Rule.TEXT, (_KEY.pattern,), key)
    name = fields.text("name")
    about = fields.text("about", "")
    part = _read_part(fields)
    parameters = tuple(_read_parameters(fields))
    begins = {each.name: each.begins for each in parameters}
    marks = tuple(_read_marks(fields, parameters, begins))
    fields.problems += _device_problems(device, part, parameters)
    fields.check()
    return Profile(
        key=key,
        name=name,
        part=part,
        about=about,
        parameters=parameters,
        marks=marks,
        topics=tuple(_topics(device, begins)),
        device=device,
    )


def _read_part(fields: Fields) -> Part:
    parts = tuple(Part)
    if fields.get("part") is None:
        fields.report("part", Rule.REQUIRED, parts)
    return Part(fields.choice("part", parts, parts[0]))


def _read_parameters(fields: Fields) -> Iterator[Parameter]:
    section = fields.section("parameters")
    names = () if section is None else section.names()
    if BASE not in names:
        fields.report(f"parameters.{BASE}", Rule.REQUIRED)
    for name in names if section is not None else ():
        inner = section.section(name) if section is not None else None
        if not _PARAMETER.fullmatch(name) or name in _RESERVED:
            fields.report(f"parameters.{name}", Rule.TEXT, (_PARAMETER.pattern,), name)
        elif inner is not None:
            yield _read_parameter(name, inner)


def _read_parameter(name: str, section: Fields) -> Parameter:
    default = section.text("default", "") or None
    parameter = Parameter(
        name=name,
        default=default,
        optional=section.flag("optional", default=False),
        one_of=section.texts("one_of"),
        begins=section.text("begins", ""),
        example=section.text("example", default),
    )
    example = parameter.example
    if example and not is_value(example):
        section.report("example", Rule.TOPIC, value=example)
    if parameter.one_of and example not in parameter.one_of:
        section.report("example", Rule.CHOICE, parameter.one_of, example)
    if not example.startswith(parameter.begins):
        section.report("begins", Rule.DIFFERENT)
    section.no_more()
    return parameter


def _read_marks(
    fields: Fields, parameters: tuple[Parameter, ...], begins: Mapping[str, str]
) -> Iterator[Mark]:
    examples = {each.name: each.example for each in parameters}
    for section in fields.sections("recognise"):
        topic = section.text("topic")
        if unknown := [name for name in places(topic) if name not in begins]:
            section.report("topic", Rule.CHOICE, tuple(sorted(begins)), unknown[0])
            continue
        if BASE not in places(topic):
            section.report("topic", Rule.TEMPLATE, (f"{{{BASE}}}",))
        yield Mark(
            topic=TopicPattern.of(topic, begins),
            filter=topic_filter(topic, examples, begins.get(BASE, "")),
            holds=tuple((step,) for step in section.texts("holds")),
            words=section.words("words", frozenset()),
        )
        section.no_more()


def _topics(
    device: Mapping[str, object], begins: Mapping[str, str]
) -> Iterator[TopicPattern]:
    """Yield the topics of a device, of commands too."""
    found = {text for path, text in texts(device) if path.endswith("topic")}
    for text in sorted(found, key=lambda text: (-len(text), text)):
        if BASE in places(text):
            yield TopicPattern.of(text, begins)


def _device_problems(
    device: Mapping[str, object], part: Part, parameters: tuple[Parameter, ...]
) -> list[Problem]:
    """Return what is wrong with a device that has everything, or only what it needs."""
    known = tuple(sorted(each.name for each in parameters))
    problems = [
        Problem(key=path, value=f"{{{name}}}", rule=Rule.CHOICE, allowed=known)
        for path, text in texts(device)
        for name in places(text)
        if name not in known
    ]
    values = {name: _NOBODY for _, text in texts(device) for name in places(text)}
    values |= {each.name: each.example for each in parameters}
    needed = dict(values)
    for each in parameters:
        if each.optional and each.default is None:
            needed.pop(each.name, None)
    for given in (values, needed):
        known_places = {(each.key, each.rule) for each in problems}
        problems += [
            each
            for each in _problems_with(device_with(device, given), part)
            if (each.key, each.rule) not in known_places
        ]
    return problems


def _problems_with(mapping: dict[str, object], part: Part) -> list[Problem]:
    """Return what is wrong with a device once everything is confirmed."""
    if "confirmed" in mapping:
        # It belongs to the owner of a device, not to the family.
        return [
            Problem(key="confirmed", value=mapping["confirmed"], rule=Rule.KNOWN_KEY)
        ]
    _, unconfirmed = device_fields(mapping)
    fields, _ = device_fields({**mapping, "confirmed": sorted(unconfirmed)})
    config = read_device(fields, part, unconfirmed)
    if config.traits.change_only and not config.traits.last_will:
        # A silence after a 0 would be taken for stillness, though the bridge is dead.
        fields.report("last_will", Rule.REQUIRED, ("true",))
    fields.no_more()
    return fields.problems
