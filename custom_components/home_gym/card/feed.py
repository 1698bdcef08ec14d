"""Tell a dashboard card of a machine, live, and without a word to the recorder."""

from asyncio import TimerHandle
from typing import Any, Final

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.components.websocket_api.messages import event_message
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import probatio

from ..const import DOMAIN, SIGNAL_MACHINE_ADDED
from ..coordinator import MachineCoordinator
from ..engine.live import Coming
from ..questions.cards import async_open
from ..targets import machine_of_device
from .view import card_view

# Whether what is asked is shown, and can be answered.
ATTR_ASKS: Final = "asks"
# No eye reads faster, and no tablet should have to draw more often.
EVERY_S: Final = 0.5


@callback
def async_setup_feed(hass: HomeAssistant) -> None:
    """Let cards ask for a machine."""
    async_register_command(hass, _subscribe)


@websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/machine/subscribe",
        probatio.Required(ATTR_DEVICE_ID): str,
        probatio.Optional(ATTR_ASKS, default=False): bool,
    }
)
@callback
def _subscribe(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
) -> None:
    """Tell of a machine from now on."""
    if (machine := asked_machine(hass, connection, msg)) is None:
        return
    feed = CardFeed(hass, connection, msg["id"], asks=msg[ATTR_ASKS])
    connection.subscriptions[msg["id"]] = feed.stop
    connection.send_result(msg["id"])
    feed.follow(machine)


@callback
def asked_machine(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
) -> MachineCoordinator | None:
    """Return the machine that a page asks for; where it is none, answer so."""
    try:
        return machine_of_device(hass, msg[ATTR_DEVICE_ID])
    except ServiceValidationError as error:
        # A card may be looked at before the gym is loaded: nothing to log.
        connection.send_error(msg["id"], str(error.translation_key), str(error))
        return None


class CardFeed:
    """Tell one card of one machine, at once but at most twice a second."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        msg_id: int,
        *,
        asks: bool,
    ) -> None:
        """Follow nothing yet."""
        self._hass = hass
        self._connection = connection
        self._msg_id = msg_id
        self._asks = asks
        self._ends: list[CALLBACK_TYPE] = []
        self._timer: TimerHandle | None = None
        self._told_at = float("-inf")
        self._times: tuple[Coming, ...] = ()

    @callback
    def follow(self, machine: MachineCoordinator) -> None:
        """Tell of a machine, and of what stands in for it after a reload."""
        self.stop()
        self._machine = machine
        signal = SIGNAL_MACHINE_ADDED.format(machine.config_entry.entry_id)
        self._ends = [
            machine.async_add_listener(self._look),
            async_dispatcher_connect(self._hass, signal, self._on_added),
        ]
        if self._asks:
            self._ends.append(async_open(self._hass, machine.subentry.subentry_id))
        self._tell()

    @callback
    def stop(self) -> None:
        """Tell no more."""
        while self._ends:
            self._ends.pop()()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @callback
    def _on_added(self, machine: MachineCoordinator) -> None:
        if machine.subentry.subentry_id == self._machine.subentry.subentry_id:
            self.follow(machine)

    @callback
    def _look(self) -> None:
        due_at = self._told_at + EVERY_S
        if self._hass.loop.time() >= due_at:
            self._tell()
        elif self._timer is None:
            self._timer = self._hass.loop.call_at(due_at, self._tell)

    @callback
    def _tell(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._told_at = self._hass.loop.time()
        told, self._times = card_view(self._machine, self._times)
        self._connection.send_message(event_message(self._msg_id, told))
