"""Give a house a voice, ears and voice assistants, all through their real dialogs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from .api import Api, Dialog
from .network import LOOPBACK
from .setup import FLOW, reconfigure
from .waiting import wait_for

if TYPE_CHECKING:
    from gymlab.speech.satellite import Satellite
    from gymlab.speech.service import SpeechService

KNOWN_S: Final = 30.0
PIPELINES: Final = "assist_pipeline/pipeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What Home Assistant calls the two sides of a satellite."""

    assistant: str
    player: str


def add_speech(api: Api, service: SpeechService) -> str:
    """Let Assist speak and hear by a service, and return its voice."""
    own = {"internal_url": api.login.url, "external_url": api.login.url}
    api.send("config/core/update", **own)
    found = _add(api, "wyoming", service.port, ("tts", "stt"))
    known = api.send(f"{PIPELINES}/list")
    (pipeline,) = known["pipelines"]
    pipeline_id = pipeline.pop("id")
    parts = {
        f"{part}_{key}": value
        for part, entity_id in found.items()
        for key, value in (("engine", entity_id), ("language", "en"), ("voice", None))
        if (part, key) != ("stt", "voice")
    }
    api.send(f"{PIPELINES}/update", pipeline_id=pipeline_id, **{**pipeline, **parts})
    return found["tts"]


def add_satellite(api: Api, satellite: Satellite) -> Places:
    """Add a voice assistant, and return what it is called."""
    wanted = ("assist_satellite", "media_player")
    found = _add(api, "esphome", satellite.port, wanted)
    return Places(assistant=found[wanted[0]], player=found[wanted[1]])


def speak_at(api: Api, entry_id: str, subentry_id: str, **places: Any) -> None:
    """Let a machine speak somewhere else than it did."""
    dialog = reconfigure(api, entry_id, subentry_id)
    dialog.choose("reconfigure", "speak")
    dialog.fill("speak", places)
    dialog.finish()


def _add(
    api: Api, domain: str, port: int, wanted: tuple[str, ...]
) -> Mapping[str, str]:
    """Add a device by its address, and return its entities once they can be used."""
    dialog = Dialog.begin(api, FLOW, domain)
    dialog.fill("user", {"host": LOOPBACK, "port": port})
    entry_id = dialog.finish()["result"]["entry_id"]
    return wait_for(
        partial(_usable, api, entry_id, wanted), f"{domain} can be used", KNOWN_S
    )


def _usable(api: Api, entry_id: str, wanted: tuple[str, ...]) -> Mapping[str, str]:
    found = {
        each["entity_id"].partition(".")[0]: each["entity_id"]
        for each in api.send("config/entity_registry/list")
        if each["config_entry_id"] == entry_id
    }
    usable = all(
        api.state(found.get(domain, "")) not in {None, "unavailable"}
        for domain in wanted
    )
    return found if usable else {}
