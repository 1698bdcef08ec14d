"""What cannot be done, as errors that a person can read."""

from collections.abc import Iterable

from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN
from .engine.effects import Refuse


def refused(refuse: Refuse) -> ServiceValidationError:
    """Return the error for a command that the engine refused."""
    return _error(
        f"refused_{refuse.refusal.value}",
        {key: str(value) for key, value in refuse.values.items()},
    )


def unknown_machine() -> ServiceValidationError:
    """Return the error for a device that is no machine of the gym."""
    return _error("machine_not_found")


def not_loaded() -> ServiceValidationError:
    """Return the error for a gym that is not running."""
    return _error("machine_not_loaded")


def which_machine(names: Iterable[str]) -> ServiceValidationError:
    """Return the error for a command that could be meant for several machines."""
    return _error("which_machine", {"machines": ", ".join(names)})


def _error(
    key: str, placeholders: dict[str, str] | None = None
) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
