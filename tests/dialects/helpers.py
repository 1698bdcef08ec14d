"""Small helpers for tables of messages."""

from custom_components.home_gym.engine.readings import Quantity, Reading


def facts(readings: tuple[Reading, ...] | None) -> dict[Quantity, float | bool]:
    """Return readings as a mapping, each quantity told once."""
    assert readings is not None
    told = {reading.quantity: reading.value for reading in readings}
    assert len(told) == len(readings)
    return told
