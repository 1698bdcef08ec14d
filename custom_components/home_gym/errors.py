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


def release_by_hand() -> ServiceValidationError:
    """Return the error for a lock that is to be released by voice or by a model."""
    return _error("release_by_hand")


def nothing_to_answer(name: str) -> ServiceValidationError:
    """Return the error for an answer that nobody has asked for."""
    return _error("nothing_to_answer", {"person": name})


def choose_by_hand() -> ServiceValidationError:
    """Return the error for a name that is said where a lock would not hold it."""
    return _error("choose_by_hand")


def same_name(name: str) -> ServiceValidationError:
    """Return the error for a name by which two people cannot be told apart."""
    return _error("same_name", {"person": name})


def no_people() -> ServiceValidationError:
    """Return the error for a name where nobody has been added."""
    return _error("no_people")


def unknown_person(name: str, names: Iterable[str]) -> ServiceValidationError:
    """Return the error for somebody who is none of the gym's people."""
    return _error("unknown_person", {"person": name, "people": ", ".join(names)})


def nobody_meant(names: Iterable[str]) -> ServiceValidationError:
    """Return the error for something that can only be one of the people's."""
    return _error("nobody_meant", {"people": ", ".join(names)})


def pain_private() -> ServiceValidationError:
    """Return the error for somebody who asks for another person's pain."""
    return _error("pain_private")


def pain_not_found() -> ServiceValidationError:
    """Return the error for a report that nobody has made."""
    return _error("pain_not_found")


def drill_by_hand() -> ServiceValidationError:
    """Return the error for a fire drill that nobody at the treadmill asks for."""
    return _error("drill_by_hand")


def drill_needs_belt() -> ServiceValidationError:
    """Return the error for a fire drill on a belt that is not seen moving."""
    return _error("drill_needs_belt")


def unknown_target(target: str) -> ServiceValidationError:
    """Return the error for a target of an automation that there is not."""
    return _error("unknown_target", {"target": target})


def foreign_target(target: str) -> ServiceValidationError:
    """Return the error for a target of an automation that shows nothing of ours."""
    return _error("foreign_target", {"target": target})


def session_not_found(session_id: str) -> ServiceValidationError:
    """Return the error for a session that the log does not know."""
    return _error("session_not_found", {"session_id": session_id})


def no_change() -> ServiceValidationError:
    """Return the error for an edit that says nothing to do."""
    return _error("session_no_change")


def nothing_left() -> ServiceValidationError:
    """Return the error for an edit that would leave nothing of a session."""
    return _error("session_nothing_left")


def history_unreadable(file: str) -> ServiceValidationError:
    """Return the error for a month that cannot be read and so is not written."""
    return _error("history_unreadable", {"file": file})


def _error(
    key: str, placeholders: dict[str, str] | None = None
) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
