"""The line to a machine's devices: MQTT messages in, commands out."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from homeassistant.components import mqtt
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..dialects import InvalidConfigError
from ..dialects.base import Dialect, Publication
from ..engine.readings import Part, Reading
from .subscriptions import Subscriptions

type OnReadings = Callable[[tuple[Reading, ...]], None]


class MachineLink:
    """Subscribe to the devices of one machine and send them their commands."""

    def __init__(
        self,
        hass: HomeAssistant,
        create: Callable[[], tuple[Dialect, ...]],
        on_readings: OnReadings,
    ) -> None:
        """Remember whom to talk to, and whom to tell."""
        self.hass = hass
        self.unreadable = 0
        self._on_readings = on_readings
        self._create = create
        self._dialects = create()
        self._subscriptions = Subscriptions(hass)
        self._end_asking: CALLBACK_TYPE | None = None

    @callback
    def forget(self) -> None:
        """Drop what the dialects remember: messages may have been missed."""
        # A profile may have been changed so that it fits no more: the old one goes on.
        with suppress(InvalidConfigError):
            self._dialects = self._create()

    async def async_subscribe(self) -> None:
        """Subscribe to every topic of the devices.

        The devices are asked once the broker has confirmed the subscription, now and
        after each reconnect; an earlier answer would pass by unheard.
        """
        topics = [
            (dialect.part, topic)
            for dialect in self._dialects
            for topic in dialect.subscriptions()
        ]
        subscriptions = self._subscriptions = Subscriptions(self.hass)
        for part, topic in topics:
            await subscriptions.async_add(topic, self._receiver(part, subscriptions))
        if topics:
            _, last = topics[-1]
            self._end_asking = mqtt.async_on_subscribe_done(
                self.hass, last, 0, self.ask
            )

    @callback
    def unsubscribe(self) -> None:
        """Listen no more."""
        if self._end_asking is not None:
            self._end_asking()
            self._end_asking = None
        self._subscriptions.end()

    @property
    def connected(self) -> bool:
        """Tell whether the broker can be reached."""
        return mqtt.is_connected(self.hass)

    @callback
    def send_stop(self) -> None:
        """Send the treadmill's own stop."""
        if (treadmill := self._part(Part.TREADMILL)) is not None:
            self._send(treadmill.stop())

    @callback
    def send_slow(self, speed_kmh: float) -> None:
        """Send a lower speed to the treadmill."""
        if (treadmill := self._part(Part.TREADMILL)) is not None:
            self._send(treadmill.slow(speed_kmh))

    @callback
    def switch_off(self) -> None:
        """Switch the plug off."""
        if (plug := self._part(Part.PLUG)) is not None:
            self._send(plug.switch_off())

    @callback
    def arm(self, cap_s: float) -> None:
        """Set the plug's own timer, and ask how it is set then."""
        if (plug := self._part(Part.PLUG)) is not None:
            self._send_all(plug.arm(cap_s))
            self._send_all(plug.read_back())

    @callback
    def disarm(self) -> None:
        """Take the plug's own timer away, and ask how it is set then."""
        if (plug := self._part(Part.PLUG)) is not None:
            self._send_all(plug.disarm())
            self._send_all(plug.read_back())

    @callback
    def set_timer(self, seconds: float) -> None:
        """Set the plug's own timer to some seconds, 0 for none."""
        if seconds > 0:
            self.arm(seconds)
        else:
            self.disarm()

    @callback
    def ask(self) -> None:
        """Ask every device for its present state, and for its own timer."""
        self.ask_state()
        for dialect in self._dialects:
            self._send_all(dialect.read_back())

    @callback
    def ask_state(self) -> None:
        """Ask every device for its present state."""
        for dialect in self._dialects:
            self._send_all(dialect.queries())

    @callback
    def _send_all(self, publications: Iterable[Publication]) -> None:
        for publication in publications:
            self._send(publication)

    @callback
    def _send(self, publication: Publication | None) -> None:
        # A command that waits for the broker would arrive minutes late: it is dropped,
        # and decided afresh once the broker is back (promise 9).
        if publication is None or not self.connected:
            return
        self.hass.async_create_background_task(
            self._async_publish(publication),
            f"home_gym publish {publication.topic}",
            eager_start=True,
        )

    async def _async_publish(self, publication: Publication) -> None:
        # A command that is lost shows in what the devices report, and the ladder acts
        # on that; there is nobody else to tell.
        with suppress(HomeAssistantError):
            await mqtt.async_publish(
                self.hass, publication.topic, publication.payload, 0, False
            )

    def _part(self, part: Part) -> Dialect | None:
        return next((each for each in self._dialects if each.part is part), None)

    def _hearer(self, part: Part) -> OnReadings:
        """Return who is told of what a part has said."""
        return self._on_readings

    def _receiver(
        self, part: Part, subscriptions: Subscriptions
    ) -> Callable[[mqtt.ReceiveMessage], None]:
        index = [dialect.part for dialect in self._dialects].index(part)
        on_readings = self._hearer(part)

        @callback
        def receive(message: mqtt.ReceiveMessage) -> None:
            if subscriptions.ended:
                # Home Assistant forgets how to end what was subscribed to before MQTT
                # itself was reloaded.
                return
            payload = message.payload
            try:
                text = payload if isinstance(payload, str) else bytes(payload).decode()
            except UnicodeDecodeError:
                readings = None
            else:
                dialect = self._dialects[index]
                readings = dialect.parse(message.topic, text, retained=message.retain)
            if readings is None:
                self.unreadable += 1
            elif readings:
                on_readings(readings)

        return receive
