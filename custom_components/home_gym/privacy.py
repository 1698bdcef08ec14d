"""What stays at home: who walks, and what hurts them, where and how much."""

from dataclasses import replace
from typing import Final

from .engine.effects import Effect, Record

# By these names the engine keeps it; the band of a report is no secret.
PERSONAL: Final = frozenset(
    {"baseline", "level", "person_id", "place", "symptom", "walkers"}
)


def public[E: Effect](effect: E) -> E:
    """Return an effect as everybody may see it."""
    if not isinstance(effect, Record) or PERSONAL.isdisjoint(effect.values):
        return effect
    values = {
        name: value for name, value in effect.values.items() if name not in PERSONAL
    }
    return replace(effect, values=values)
