"""The commands that a generic device can have, and never one that starts."""

from dataclasses import dataclass
from typing import Final

from .base import Backstop, CountsFrom, Publication
from .commands import may_start, topic_may_start
from .generic_fields import SPEED_UNITS
from .mapping import Fields, Rule

SPEED_PLACEHOLDER: Final = "{speed}"
SECONDS_PLACEHOLDER: Final = "{seconds}"
# Keys under which somebody might look for what Home Gym does not do.
STARTING_KEYS: Final = frozenset(
    {
        *("start", "resume", "on", "switch_on", "turn_on", "toggle"),
        *("faster", "speed_up", "set_speed", "set_incline"),
    }
)
_MOST_DECIMALS: Final = 3
_LONGEST_BACKSTOP_S: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowCommand:
    """A set-speed message, with a place for the speed in its payload."""

    topic: str
    template: str
    kmh_per_unit: float = 1.0
    decimals: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmCommand:
    """A message that sets a plug's own timer, with a place for the seconds."""

    topic: str
    template: str
    backstop: Backstop


def read_command(
    section: Fields | None, on_words: frozenset[str] = frozenset()
) -> Publication | None:
    """Return a message to send as it is."""
    if section is None:
        return None
    topic = _command_topic(section)
    payload = section.text("payload")
    if may_start(payload, on_words):
        section.report("payload", Rule.COMMAND)
    section.no_more()
    return Publication(topic=topic, payload=payload)


def read_slow(section: Fields | None) -> SlowCommand | None:
    """Return the message that lowers the speed."""
    if section is None:
        return None
    units = tuple(SPEED_UNITS)
    slow = SlowCommand(
        topic=_command_topic(section),
        template=_template(section, SPEED_PLACEHOLDER, SPEED_PLACEHOLDER),
        kmh_per_unit=SPEED_UNITS[section.choice("unit", units, units[0])],
        decimals=section.whole("decimals", 1, minimum=0, maximum=_MOST_DECIMALS),
    )
    section.no_more()
    return slow


def read_arm(section: Fields | None) -> ArmCommand | None:
    """Return the message that sets the plug's own timer."""
    if section is None:
        return None
    origins = tuple(CountsFrom)
    arm = ArmCommand(
        topic=_command_topic(section),
        template=_template(section, SECONDS_PLACEHOLDER),
        backstop=Backstop(
            shortest_s=section.number("shortest_s", 1.0, maximum=_LONGEST_BACKSTOP_S),
            longest_s=section.number(
                "longest_s", _LONGEST_BACKSTOP_S, maximum=_LONGEST_BACKSTOP_S
            ),
            counts_from=CountsFrom(section.choice("counts_from", origins, origins[0])),
            survives_power_cut=section.flag("survives_power_cut", default=False),
        ),
    )
    section.no_more()
    return arm


def read_commands(fields: Fields, key: str) -> tuple[Publication, ...]:
    """Return a list of messages, each to send as it is."""
    commands = [read_command(section) for section in fields.sections(key)]
    return tuple(command for command in commands if command is not None)


def _command_topic(section: Fields) -> str:
    topic = section.topic("topic")
    if topic and topic_may_start(topic):
        section.report("topic", Rule.COMMAND_TOPIC)
    return topic


def _template(section: Fields, placeholder: str, default: str | None = None) -> str:
    template = section.text("payload", default)
    if template.count(placeholder) != 1:
        section.report("payload", Rule.TEMPLATE, (placeholder,))
    # With a 0 in the place of the number only the words around it are judged.
    elif may_start(template.replace(placeholder, "0")):
        section.report("payload", Rule.COMMAND)
    return template
