"""Run the real Home Assistant on a working copy of `config/`."""

import json
from pathlib import Path
import shutil
import sys
from typing import Any, Final

from .child import Child
from .network import LOOPBACK, free_port, is_open
from .places import COMPONENTS, CONFIGURATION
from .waiting import wait_for

START_TIMEOUT_S: Final = 90.0
# Home Assistant brings these along by itself, or they belong to another run.
NOT_COPIED: Final = shutil.ignore_patterns(
    "custom_components",
    ".*",
    "*.db*",
    "*.log*",
    "backups",
    "deps",
    "tts",
    "__pycache__",
)
# What Home Assistant says of every custom integration, of a discovery topic with a
# payload that is no text, of a broker that is gone, and of a computer that is busy. An
# exception in one of its jobs is never harmless: it may leave a guard deaf.
HARMLESS: Final = (
    "We found a custom integration home_gym",
    "async_integration_message_received",
    "homeassistant.components.mqtt.client",
    "[homeassistant.helpers.entity] Updating state for",
)


class HassProcess:
    """One Home Assistant in its folder, which outlives its process."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        """Lay the folder out as for a first start."""
        self.folder = folder
        self.port = port or free_port()
        shutil.copytree(CONFIGURATION, folder, ignore=NOT_COPIED, dirs_exist_ok=True)
        (folder / "custom_components").symlink_to(COMPONENTS)
        _choose_port(folder, self.port)
        _skip_core_config(folder)
        # Everything it needs was installed before, so it must not install anything.
        command = [sys.executable, "-m", "homeassistant", "--skip-pip"]
        self.process = Child("hass", [*command, "--config", str(folder)], folder)

    @property
    def url(self) -> str:
        """Return the address to open in a browser."""
        return f"http://{LOOPBACK}:{self.port}"

    def put(self, file: Path, below: str) -> None:
        """Put a file of its owner's into its configuration."""
        place = self.folder / below
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place)

    def start(self) -> None:
        """Start and wait until it answers; it may still be busy starting."""
        self.process.start(lambda: is_open(self.port), START_TIMEOUT_S)

    def stop(self) -> None:
        """Stop in good order."""
        self.process.stop()

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.kill()
        wait_for(lambda: not is_open(self.port), "Home Assistant's port is free", 10.0)

    def complaints(self) -> list[str]:
        """Return what the log holds against Home Gym or the configuration."""
        log = self.process.log
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return [line for line in lines if _is_complaint(line)]


def _is_complaint(line: str) -> bool:
    if any(each in line for each in HARMLESS):
        return False
    about_us = "home_gym" in line and (" WARNING " in line or 'File "' in line)
    return about_us or " ERROR " in line


def _skip_core_config(folder: Path) -> None:
    """Mark one step of the onboarding as done.

    It would add a weather forecast, a radio and a voice, which need the internet.
    """
    _store(folder, "onboarding", 4, {"done": ["core_config"]})


def _choose_port(folder: Path, port: int) -> None:
    """Store the port where Home Assistant keeps it; in YAML it would be ignored."""
    stable: dict[str, Any] = {
        "server_port": port,
        "server_host": [LOOPBACK],
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "intermediate_v6",
        "use_x_frame_options": True,
        "created_at": "2026-01-01T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    data = {"stable": stable, "pending": None, "yaml_migration_done": True}
    _store(folder, "http", 3, data)


def _store(folder: Path, key: str, version: int, data: Any) -> None:
    stored = {"version": version, "minor_version": 1, "key": key, "data": data}
    storage = folder / ".storage"
    storage.mkdir(exist_ok=True)
    (storage / key).write_text(json.dumps(stored), encoding="utf-8")
