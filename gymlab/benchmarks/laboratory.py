"""A real broker and a real Home Assistant, with treadmills that are only played."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
import json
import os
from pathlib import Path
import sys
import tempfile
import time
from typing import Final, Self

from gymlab.house import setup
from gymlab.house.api import Api
from gymlab.house.broker import Broker, best_kind
from gymlab.house.child import Child
from gymlab.house.hass import HassProcess
from gymlab.house.onboarding import onboard
from gymlab.house.places import REPOSITORY, RUNS
from gymlab.house.setup import MachineChoices
from gymlab.house.waiting import wait_for

from .bench_floor import REPORT
from .configuring import (
    VOICE,
    YAML_ANSWER,
    YAML_QUESTION,
    automate,
    furnish,
    multiply,
)
from .echo import ANSWER, QUESTION
from .player import Player
from .post import Post
from .stream import SPEED_KMH, SPEED_TOPIC, Line, renamed, snapshot

READY_TIMEOUT_S: Final = 20.0
CAUGHT_UP_TIMEOUT_S: Final = 60.0
# A thread that waits for the interpreter would else wait for up to 5 ms.
SWITCH_INTERVAL_S: Final = 0.0002
# Tells whose folder it is.
PREFIX: Final = "bench_"
STANDBY_W: Final = 4
RUN_LOCK: Final = ".ha_run.lock"


class Laboratory:
    """Everything that is measured against, with as many machines as asked for."""

    def __init__(
        self, count: int, lines: Sequence[Line], *, plain_sensors: bool = True
    ) -> None:
        """Plan it; nothing runs before `__enter__`."""
        self.devices = [f"gymlab_{number:03}" for number in range(1, count + 1)]
        self.machines: dict[str, str] = {}
        self.subentries: dict[str, str] = {}
        self._lines = lines
        self._snapshot = snapshot()
        self._plain_sensors = plain_sensors
        self._api: Api | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Put everything up, or nothing."""
        with ExitStack() as stack:
            self._put_up(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        """Tear everything down."""
        self._stack.close()

    @property
    def api(self) -> Api:
        """Return the way to ask Home Assistant."""
        assert self._api is not None
        return self._api

    @property
    def pid(self) -> int:
        """Return the process of Home Assistant."""
        lock = json.loads((self.hass.folder / RUN_LOCK).read_text(encoding="utf-8"))
        return int(lock["pid"])

    @property
    def database(self) -> Path:
        """Return the recorder's database."""
        return self.hass.folder / "home-assistant_v2.db"

    def walk(self, devices: Iterable[str]) -> None:
        """Let walkers go on where they stopped."""
        names = list(devices)
        for device in names:
            self.post.say(f"stat/{device}/POWER", "ON")
            self._say_speed(device, SPEED_KMH)
        self.player.play("", names)

    def rest(self, devices: Iterable[str]) -> None:
        """Let walkers stop, as by their console."""
        names = list(devices)
        self.player.pause("", names)
        for device in names:
            self._stand(device)

    def catch_up(self) -> None:
        """Wait until Home Assistant has taken in all that was said so far."""
        self.post.ask(YAML_QUESTION, YAML_ANSWER, CAUGHT_UP_TIMEOUT_S)

    def restart(self) -> dict[str, float]:
        """Start Home Assistant again and return what was seen from inside."""
        report = self.hass.folder / REPORT
        report.unlink(missing_ok=True)
        self._stop_hass()
        self.hass.start()
        self.api.wait_running()
        wait_for(report.exists, "the entities are there", CAUGHT_UP_TIMEOUT_S)
        seen: dict[str, float] = json.loads(report.read_text(encoding="utf-8"))
        timings = self.api.send("integration/setup_info")
        (setup_s,) = (
            each["seconds"] for each in timings if each["domain"] == setup.DOMAIN
        )
        return {**seen, "setup_s": setup_s}

    def phases(self) -> dict[str, str | None]:
        """Return the phase of every machine."""
        found = {}
        for device, subentry_id in self.subentries.items():
            entities = setup.entities_of(self.api, subentry_id)
            found[device] = self.api.state(entities["phase"])
        return found

    def _put_up(self, stack: ExitStack) -> None:
        interval_s = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        stack.callback(sys.setswitchinterval, interval_s)
        RUNS.mkdir(parents=True, exist_ok=True)
        made = tempfile.TemporaryDirectory(
            prefix=f"{PREFIX}{os.getpid()}_", dir=RUNS, ignore_cleanup_errors=True
        )
        folder = Path(stack.enter_context(made))
        self.broker = Broker(best_kind(), folder / "broker")
        stack.callback(self.broker.stop)
        self.broker.start()
        filters = (ANSWER, YAML_ANSWER, "QZ/+/control/#", "cmnd/#")
        self.post = stack.enter_context(Post(self.broker.address, filters, self._hear))
        self.player = stack.enter_context(Player(self._lines, self.post.say))
        self._start_echo(stack, folder)
        self.hass = HassProcess(folder / "hass")
        furnish(self.hass.folder, self.devices, plain_sensors=self._plain_sensors)
        stack.callback(self._stop_hass)
        self._move_in()
        self._look_up()
        automate(self.hass.folder, self.machines)
        self.api.act("automation", "reload")
        for device in self.devices:
            self._wake(device)
        # Whoever was asked to subscribe may take a while to do so.
        self.post.insist(QUESTION, ANSWER, READY_TIMEOUT_S)
        self.post.insist(YAML_QUESTION, YAML_ANSWER, READY_TIMEOUT_S)

    def _start_echo(self, stack: ExitStack, folder: Path) -> None:
        command = [sys.executable, "-P", "-m", "gymlab.benchmarks.echo"]
        arguments = [*command, str(self.broker.port)]
        echo = Child("echo", arguments, folder, python_path=str(REPOSITORY))
        stack.callback(echo.stop)
        echo.start(lambda: True, READY_TIMEOUT_S)

    def _move_in(self) -> None:
        """Go through the real dialogs for the first machine, and copy it."""
        self.hass.start()
        self._api = Api(onboard(self.hass.url))
        self.api.wait_running()
        setup.add_mqtt(self.api, self.broker)
        first = self.devices[0]
        choices = MachineChoices(
            name=first, device_id=first, plug_topic=first, can_slow=False, voice=VOICE
        )
        # Home Assistant looks for devices that have been heard of.
        self._wake(first)
        self._entry_id = setup.add_gym(self.api, choices, lambda: self._wake(first))
        self._stop_hass()
        multiply(self.hass.folder, self.devices)
        self.hass.start()
        self.api.wait_running()

    def _stop_hass(self) -> None:
        # Home Assistant would wait for its connection to end.
        if self._api is not None:
            self._api.close()
        self.hass.stop()

    def _look_up(self) -> None:
        listed = self.api.send(
            "config_entries/subentries/list", entry_id=self._entry_id
        )
        self.subentries = {each["title"]: each["subentry_id"] for each in listed}
        ids = {
            identifier: device["id"]
            for device in self.api.send("config/device_registry/list")
            for domain, identifier in device["identifiers"]
            if domain == setup.DOMAIN
        }
        self.machines = {
            device: ids[self.subentries[device]] for device in self.devices
        }

    def _wake(self, device: str) -> None:
        """Let everybody know a treadmill that stands, as QZ does when it connects."""
        self.post.say(f"QZ/{device}/status", "online", retain=True)
        self.post.say(f"tele/{device}/LWT", "Online", retain=True)
        for line in self._snapshot:
            topic = renamed(line.topic, device)
            if not topic.endswith(SPEED_TOPIC):
                self.post.say(topic, line.payload)
        self._stand(device)

    def _stand(self, device: str) -> None:
        self._say_speed(device, 0.0)
        watts = {"ENERGY": {"Power": STANDBY_W}}
        self.post.say(f"tele/{device}/SENSOR", json.dumps(watts))

    def _say_speed(self, device: str, speed_kmh: float) -> None:
        self.post.say(f"QZ/{device}/{SPEED_TOPIC}", f"{speed_kmh:.2f}")

    def _hear(self, topic: str, payload: str) -> None:
        """Answer as a plug does that is switched off."""
        kind, device, *words = topic.split("/")
        if kind == "cmnd" and words[0].startswith("POWER") and payload == "OFF":
            self.post.say(f"stat/{device}/POWER", payload)


def sleep_until(at_s: float) -> None:
    """Sleep until a monotonic time."""
    time.sleep(max(0.0, at_s - time.monotonic()))
