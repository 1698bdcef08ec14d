"""One machine from both sides: the simulated one, and what Home Gym makes of it."""

from collections.abc import Callable, Mapping
import time
from typing import TYPE_CHECKING, Any, Final

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine

from . import setup
from .setup import MachineChoices
from .waiting import wait_for
from .watch import Change

if TYPE_CHECKING:
    from .house import House

LOAD_TIMEOUT_S: Final = 30.0


class Treadmill:
    """A treadmill in the house; times are monotonic seconds."""

    def __init__(self, house: House, choices: MachineChoices) -> None:
        """Find it in Home Assistant, where it was added."""
        self.house = house
        self.choices = choices
        self.name = choices.device_id
        subentry_id = setup.subentry_id_of(house.api, house.entry_id, choices.name)
        self.subentry_id = str(subentry_id)
        self.entities: Mapping[str, str] = {}
        self.device_id = ""
        self.look_up()

    def look_up(self) -> None:
        """Look up what Home Assistant calls the machine and its entities.

        It saves new names after some seconds only, so one that was killed early makes
        new ones.
        """
        api = self.house.api
        self.entities = wait_for(
            lambda: setup.entities_of(api, self.subentry_id),
            f"{self.choices.name} has entities",
            LOAD_TIMEOUT_S,
        )
        self.device_id = setup.device_of(api, self.subentry_id)

    def do(self, action: Action, speed_kmh: float | None = None) -> None:
        """Let the walker do something."""
        self.house.shell.do(self.name, Deed(action=action, speed_kmh=speed_kmh))

    def break_with(self, fault: Fault, *, on: bool = True) -> None:
        """Switch a fault of the machine on or off."""
        self.house.shell.do(self.name, Deed(fault=fault, on=on))

    @property
    def ledger(self) -> Ledger:
        """Return what the machine really did, up to now."""
        return self.house.shell.snapshot(self.name)

    @property
    def ledger_began_s(self) -> float:
        """Return when the ledger's time began."""
        return time.monotonic() - self.house.shell.now_s

    @property
    def speed_kmh(self) -> float:
        """Return the belt's real speed now."""
        return self._look(lambda machine: machine.belt.speed_kmh)

    @property
    def is_powered(self) -> bool:
        """Tell whether the belt really has power."""
        return self._look(lambda machine: machine.belt.powered)

    @property
    def timer_s(self) -> float:
        """Return to what the plug's own timer is really set."""
        return self._look(lambda machine: machine.plug.pulse_s if machine.plug else 0.0)

    def _look[Seen](self, look: Callable[[Machine], Seen]) -> Seen:
        return self.house.shell.call(self.name, look)

    def shown(self, key: str) -> Change | None:
        """Return the state of one of its entities."""
        return self.house.watch.state(self.entities[key])

    def state(self, key: str) -> str | None:
        """Return the plain state of one of its entities."""
        shown = self.shown(key)
        return shown.state if shown else None

    def events(self, since_s: float = 0.0) -> list[Mapping[str, Any]]:
        """Return the attributes of every transition that was told since a time."""
        changes = self.house.watch.changes(self.entities["activity"], since_s)
        return [
            change.attributes
            for change in changes
            if change.attributes.get("event_type") and change.state != change.before
        ]

    def press(self, key: str) -> None:
        """Press one of its buttons in Home Assistant."""
        self.house.api.act("button", "press", entity_id=self.entities[key])

    def choose_walker(self, name: str) -> None:
        """Say who walks, as the list on the dashboard does."""
        self.house.api.act(
            "select", "select_option", entity_id=self.entities["walker"], option=name
        )

    def tell(self, action: str, **data: Any) -> None:
        """Call one of Home Gym's actions for it."""
        self.house.api.act("home_gym", action, device_id=self.device_id, **data)

    def explain(self) -> dict[str, Any]:
        """Return why Home Gym sees things as it does."""
        return self.house.api.ask("home_gym", "explain", device_id=self.device_id)
