"""The line to a machine's devices: MQTT messages in, commands out."""

from collections.abc import Callable
from contextlib import suppress

from homeassistant.components import mqtt
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from .dialects.base import Dialect, Publication
from .engine.readings import Part, Reading

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

    @callback
    def forget(self) -> None:
        """Drop what the dialects remember: messages may have been missed."""
        self._dialects = self._create()

    async def async_subscribe(self) -> list[CALLBACK_TYPE]:
        """Subscribe to every topic of the devices and return how to end that.

        The devices are asked once the broker has confirmed the subscription, now and
        after each reconnect; an earlier answer would pass by unheard.
        """
        ends = [
            # Undecoded, so that a payload that is no text is counted here and is no
            # warning in the log for each message.
            await mqtt.async_subscribe(
                self.hass, topic, self._receiver(dialect.part), 0, None
            )
            for dialect in self._dialects
            for topic in dialect.subscriptions()
        ]
        topics = [
            topic for dialect in self._dialects for topic in dialect.subscriptions()
        ]
        ends.append(mqtt.async_on_subscribe_done(self.hass, topics[-1], 0, self.ask))
        return ends

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
    def ask(self) -> None:
        """Ask every device for its present state."""
        for dialect in self._dialects:
            for query in dialect.queries():
                self._send(query)

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

    def _receiver(self, part: Part) -> Callable[[mqtt.ReceiveMessage], None]:
        index = [dialect.part for dialect in self._dialects].index(part)
        on_readings = self._on_readings

        @callback
        def receive(message: mqtt.ReceiveMessage) -> None:
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
