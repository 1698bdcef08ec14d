"""What the owner says of a treadmill that has a dialect of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

from .mapping import Fields

TOP_MINIMUM_SPEED_KMH: Final = 10.0
_FLAGS: Final = ("stop_repeatable", "stop_may_toggle", "set_speed_may_start")


@dataclass(frozen=True, slots=True, kw_only=True)
class TreadmillConfig:
    """Where a treadmill speaks, and what its commands are known to do."""

    base: str
    minimum_speed_kmh: float = 0.0
    stop_repeatable: bool = False
    stop_may_toggle: bool = True
    set_speed_may_start: bool = True

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> Self:
        """Read a plain mapping, or raise all that is wrong with it."""
        told = Fields(mapping)
        told.get("dialect")
        usual = {field.name: field.default for field in fields(cls)}
        config = cls(
            base=told.topic("base", str(usual["base"])).rstrip("/"),
            minimum_speed_kmh=told.number(
                "minimum_speed_kmh", 0.0, maximum=TOP_MINIMUM_SPEED_KMH
            ),
            **{name: told.flag(name, default=bool(usual[name])) for name in _FLAGS},
        )
        told.check()
        return config
