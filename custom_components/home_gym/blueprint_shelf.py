"""Put the shipped blueprints where Home Assistant looks for them, on request.

What its owner has changed is theirs: it is left as it is, and named.
"""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.const import SERVICE_RELOAD
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util.file import write_utf8_file_atomic

from .const import DOMAIN

STORAGE_KEY: Final = f"{DOMAIN}.blueprints"
STORAGE_VERSION: Final = 1
FOLDER: Final = "blueprints"
SHIPPED: Final = Path(__file__).parent / FOLDER

type Outcomes = dict[str, Outcome]
# The hash of each file as it was last written by us.
type Written = dict[str, str]


class Outcome(StrEnum):
    """What became of a blueprint."""

    INSTALLED = "installed"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited"


async def async_install_blueprints(hass: HomeAssistant) -> Outcomes:
    """Install or update all of them, and return what became of each."""
    store = Store[Written](hass, STORAGE_VERSION, STORAGE_KEY)
    written = await store.async_load() or {}
    place = Path(hass.config.path(FOLDER))
    outcomes = await hass.async_add_executor_job(_install, place, written)
    await store.async_save(written)
    for domain in sorted({name.partition("/")[0] for name in _changed(outcomes)}):
        if hass.services.has_service(domain, SERVICE_RELOAD):
            await hass.services.async_call(domain, SERVICE_RELOAD, blocking=True)
    return outcomes


def _changed(outcomes: Outcomes) -> list[str]:
    fresh = (Outcome.INSTALLED, Outcome.UPDATED)
    return [name for name, outcome in outcomes.items() if outcome in fresh]


def _install(place: Path, written: Written) -> Outcomes:
    """Write what may be written, and note it."""
    outcomes: Outcomes = {}
    for source in sorted(SHIPPED.rglob("*.yaml")):
        name = source.relative_to(SHIPPED).as_posix()
        text = source.read_bytes()
        outcomes[name] = outcome = _outcome(place / name, text, written.get(name))
        if outcome is Outcome.EDITED:
            continue
        if outcome is not Outcome.UNCHANGED:
            _write(place / name, text)
        written[name] = _hash(text)
    return outcomes


def _outcome(path: Path, text: bytes, ours: str | None) -> Outcome:
    try:
        present = _hash(path.read_bytes())
    except FileNotFoundError:
        return Outcome.INSTALLED
    if present == _hash(text):
        return Outcome.UNCHANGED
    return Outcome.UPDATED if present == ours else Outcome.EDITED


def _write(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_utf8_file_atomic(str(path), text, mode="wb")


def _hash(text: bytes) -> str:
    return sha256(text).hexdigest()
