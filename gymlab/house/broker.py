"""Run an MQTT broker of our own on loopback."""

from enum import StrEnum
import getpass
import os
from pathlib import Path
import re
import shutil
import sys
from typing import Final

from gymlab.simulator.connection import Broker as Address, Protocol

from .child import Child
from .network import LOOPBACK, free_port, is_open
from .places import REPOSITORY

START_TIMEOUT_S: Final = 20.0
# The time, the client and its quality of service come before the filter.
SUBSCRIBED: Final = re.compile(r"\d+: \S+ [012] (.+)")
# Where Debian and Homebrew put it, which not every PATH names.
MORE_PLACES: Final = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
CONFIGURATION: Final = """\
listener {port} {host}
allow_anonymous true
user {user}
persistence true
persistence_location {folder}/
log_dest stderr
log_type error
log_type warning
log_type subscribe
"""


class BrokerKind(StrEnum):
    """Name the brokers that can be run."""

    MOSQUITTO = "mosquitto"
    EMBEDDED = "embedded"


class Broker:
    """One broker; it comes back on the same port with what it had retained."""

    def __init__(self, kind: BrokerKind, folder: Path, port: int | None = None) -> None:
        """Prepare a broker in a folder."""
        self.kind = kind
        self.port = port or free_port()
        folder.mkdir(parents=True, exist_ok=True)
        command = _COMMANDS[kind](self.port, folder)
        self.process = Child("broker", command, folder, python_path=str(REPOSITORY))

    @property
    def protocol(self) -> Protocol:
        """Return the version of MQTT to speak to it."""
        return Protocol.V5 if self.kind is BrokerKind.MOSQUITTO else Protocol.V311

    @property
    def address(self) -> Address:
        """Return where it is and how to talk to it, for the simulator."""
        return Address(host=LOOPBACK, port=self.port, protocol=self.protocol)

    def start(self) -> None:
        """Start and wait until it listens."""
        self.process.start(lambda: is_open(self.port), START_TIMEOUT_S)

    def stop(self) -> None:
        """Stop in good order."""
        self.process.stop()

    def filters(self) -> set[str]:
        """Return all that anybody has ever subscribed to; only mosquitto tells it."""
        lines = self.process.log.read_text(errors="replace").splitlines()
        return {found[1] for line in lines if (found := SUBSCRIBED.fullmatch(line))}


def find_mosquitto() -> str | None:
    """Return the installed mosquitto, if there is one."""
    places = os.pathsep.join((os.environ.get("PATH", ""), *MORE_PLACES))
    return shutil.which("mosquitto", path=places)


def best_kind() -> BrokerKind:
    """Return the broker to use when nobody asks for one."""
    return BrokerKind.MOSQUITTO if find_mosquitto() else BrokerKind.EMBEDDED


def _mosquitto(port: int, folder: Path) -> list[str]:
    configuration = folder / "mosquitto.conf"
    configuration.write_text(
        CONFIGURATION.format(
            port=port, host=LOOPBACK, user=getpass.getuser(), folder=folder
        ),
        encoding="utf-8",
    )
    return [find_mosquitto() or "mosquitto", "-c", str(configuration)]


def _embedded(port: int, folder: Path) -> list[str]:
    return [sys.executable, "-P", "-m", "gymlab.house.embedded", str(port)]


_COMMANDS: Final = {
    BrokerKind.MOSQUITTO: _mosquitto,
    BrokerKind.EMBEDDED: _embedded,
}
