"""Put the house together: broker, simulated machines, Home Assistant, witnesses."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
import json
import os
from pathlib import Path
from random import Random
import tempfile
from typing import Final, Protocol, Self

from gymlab.simulator.deeds import Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine
from gymlab.simulator.records import Entry
from gymlab.simulator.shell import Shell, ShellSettings

from . import setup
from .api import Api
from .broker import Broker, BrokerKind, best_kind
from .hass import HassProcess
from .onboarding import Login, onboard
from .places import OWN_PLUG_FILE, RUNS
from .setup import MachineChoices, PersonChoices
from .simulated import settings_of
from .spy import Heard, Spy
from .treadmill import Treadmill
from .waiting import OverdueError, wait_for
from .watch import Change, Watch

CONNECT_TIMEOUT_S: Final = 20.0
WATCH_TIMEOUT_S: Final = 20.0
READY_TIMEOUT_S: Final = 20.0
AT_ONCE: Final = 20
PROMPTS: Final = 10
PROMPT_S: Final = 2.0
# In a row, a quarter of a second apart.
LOOKS: Final = 4
VOICE_TOPIC: Final = "home_gym/voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePlan:
    """Say what a house is made of."""

    machines: Sequence[MachineChoices]
    people: Sequence[PersonChoices] = ()
    broker: BrokerKind | None = None
    hass_port: int | None = None
    seed: int = 0


class Listener(Protocol):
    """Hear everything that happens in the house; told from several threads."""

    def hear_fact(self, machine: str, entry: Entry) -> None:
        """Hear of a fact in a simulated machine's ledger."""

    def hear_message(self, heard: Heard) -> None:
        """Hear of a message on the broker."""

    def hear_change(self, change: Change) -> None:
        """Hear of a state in Home Assistant."""


class House:
    """One broker, one Home Assistant, some simulated machines."""

    def __init__(self, plan: HousePlan) -> None:
        """Plan the house; nothing runs before `__enter__`."""
        self.plan = plan
        self.listeners: list[Listener] = []
        self._stack = ExitStack()
        self.entry_id = ""

    def __enter__(self) -> Self:
        """Put everything up, or nothing."""
        with ExitStack() as stack:
            self._put_up(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        """Tear everything down."""
        self._stack.close()

    def _put_up(self, stack: ExitStack) -> None:
        RUNS.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(
            prefix=f"{os.getpid()}-", dir=RUNS, ignore_cleanup_errors=True
        )
        self.folder = Path(stack.enter_context(folder))
        self.broker = Broker(self.plan.broker or best_kind(), self.folder / "broker")
        stack.callback(self.broker.stop)
        self.broker.start()
        self.spy = stack.enter_context(Spy(self.broker.address, self._hear_message))
        self.shell = self._build_shell()
        stack.enter_context(self.shell)
        self.shell.wait_connected(CONNECT_TIMEOUT_S)
        self.hass = HassProcess(self.folder / "hass", self.plan.hass_port)
        if any(each.plug == setup.OWN_PLUG for each in self.plan.machines):
            self.hass.put(OWN_PLUG_FILE, "home_gym/profiles")
        stack.callback(self.hass.stop)
        self.hass.start()
        self.login = onboard(self.hass.url)
        self.api = Api(self.login)
        stack.callback(self.api.close)
        self.api.wait_running()
        self.watch = self._begin_watch(self.login)
        stack.callback(self.watch.end)
        setup.settle_in(self.api)
        setup.add_mqtt(self.api, self.broker)
        self.treadmills = self._add_machines()
        self.people = self._add_people()

    def voice_topic(self, choices: MachineChoices) -> str:
        """Return the topic on which a machine's announcements can be heard."""
        if choices is self.plan.machines[0]:
            return VOICE_TOPIC
        return f"{VOICE_TOPIC}/{choices.device_id}"

    def restart_hass(self) -> None:
        """Start Home Assistant again after it was stopped or killed."""
        self.hass.start()
        self.api.wait_running()
        for treadmill in self.treadmills.values():
            treadmill.look_up()

    def _hear_fact(self, machine: str, entry: Entry) -> None:
        for listener in self.listeners:
            listener.hear_fact(machine, entry)

    def _hear_message(self, heard: Heard) -> None:
        for listener in self.listeners:
            listener.hear_message(heard)

    def _hear_change(self, change: Change) -> None:
        for listener in self.listeners:
            listener.hear_change(change)

    def _begin_watch(self, login: Login) -> Watch:
        watch = Watch(login, self._hear_change)
        if not watch.start(WATCH_TIMEOUT_S):
            raise ConnectionError("Home Assistant's WebSocket API does not answer")
        return watch

    def _build_shell(self) -> Shell:
        random = Random(self.plan.seed)
        machines = {
            choices.device_id: Machine(settings_of(choices), random)
            for choices in self.plan.machines
        }
        settings = ShellSettings(broker=self.broker.address)
        return Shell(machines, settings, on_entry=self._hear_fact)

    def _add_machines(self) -> dict[str, Treadmill]:
        first, *others = self.plan.machines
        for choices in others:
            self._give_voice(choices)
        self.entry_id = setup.add_gym(self.api, first, self._prompt(first))
        # Each step waits for something, so many are gone through at once.
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self._add_machine, others))
            self._wait_settled()
            treadmills = list(pool.map(self._find, self.plan.machines))
            list(pool.map(self._inform, treadmills))
        return {treadmill.choices.name: treadmill for treadmill in treadmills}

    def _add_people(self) -> dict[str, Mapping[str, str]]:
        """Add everybody who walks, and return their entities by key, by name."""
        return {each.name: self._add_person(each) for each in self.plan.people}

    def _add_person(self, choices: PersonChoices) -> Mapping[str, str]:
        person_id = setup.add_person(self.api, self.entry_id, choices)
        entities = wait_for(
            lambda: setup.entities_of(self.api, person_id),
            f"{choices.name} has entities",
            READY_TIMEOUT_S,
        )
        if choices.elsewhere_min:
            setup.add_activity(self.api, choices)
        return entities

    def _find(self, choices: MachineChoices) -> Treadmill:
        return Treadmill(self, choices)

    def _add_machine(self, choices: MachineChoices) -> None:
        api = Api(self.login)
        setup.add_machine(api, self.entry_id, choices, self._prompt(choices))
        api.close()

    def _wait_settled(self) -> None:
        """Wait until Home Gym is not about to be loaded anew any more."""
        loaded: list[bool] = []

        def stays_loaded() -> bool:
            loaded.append(setup.is_loaded(self.api, self.entry_id))
            return all(loaded[-LOOKS:]) and len(loaded) >= LOOKS

        wait_for(stays_loaded, "Home Gym is loaded", READY_TIMEOUT_S, every_s=0.25)

    def _inform(self, treadmill: Treadmill) -> None:
        """Let Home Gym know everything about a machine that nobody uses."""
        name = treadmill.choices.name
        for _ in range(PROMPTS):
            self._prompt(treadmill.choices)()
            with suppress(OverdueError):
                # A bridge that comes back tells everything within half a second.
                wait_for(lambda: _is_known(treadmill), name, PROMPT_S, every_s=0.25)
                return
        raise OverdueError(f"{name} does not get known to Home Gym")

    def _give_voice(self, choices: MachineChoices) -> None:
        """Let Home Assistant discover a voice of its own for one more machine."""
        voice = {
            "name": f"{choices.name} voice",
            "unique_id": f"{choices.device_id}_voice",
            "default_entity_id": choices.voice,
            "command_topic": self.voice_topic(choices),
        }
        topic = f"homeassistant/notify/{choices.device_id}/config"
        self.spy.say(topic, json.dumps(voice), retain=True)

    def _prompt(self, choices: MachineChoices) -> setup.Prompt:
        def prompt() -> None:
            """Let the bridge come back to the broker, and so tell all it knows."""
            self.shell.do(choices.device_id, Deed(fault=Fault.RECONNECT))

        return prompt


def _is_known(treadmill: Treadmill) -> bool:
    known = treadmill.explain()["belt"]["evidence"]
    return {"speed_kmh", "moving_time_s"} <= set(known)
