"""Hold one MQTT connection of one simulated device."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
import socket
from typing import Any, Final

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from .records import Message


class Protocol(StrEnum):
    """Name the versions of MQTT that can be spoken."""

    V5 = "5"
    V311 = "3.1.1"


VERSIONS: Final = {
    Protocol.V5: MQTTProtocolVersion.MQTTv5,
    Protocol.V311: MQTTProtocolVersion.MQTTv311,
}
COMMAND_QOS: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """Say where the broker is and how to talk to it."""

    host: str = "127.0.0.1"
    port: int = 1883
    username: str | None = None
    password: str | None = None
    protocol: Protocol = Protocol.V5
    keepalive_s: int = 30
    reconnect_from_s: float = 0.5
    reconnect_to_s: float = 5.0


class Connection:
    """Connect, come back after a loss, publish, and pass on what is heard.

    The callbacks run in a thread of the MQTT library; `on_ready` is told whether
    the device is connected and subscribed.
    """

    def __init__(
        self,
        broker: Broker,
        client_id: str,
        *,
        subscriptions: Iterable[str],
        will: Message | None,
        on_ready: Callable[[bool], None],
        on_message: Callable[[str, str], None],
    ) -> None:
        """Prepare a client with its last will."""
        self._broker = broker
        self._filters = [(pattern, COMMAND_QOS) for pattern in subscriptions]
        self._on_ready = on_ready
        self._on_heard = on_message
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            protocol=VERSIONS[broker.protocol],
        )
        self._client.username_pw_set(broker.username, broker.password)
        self._client.reconnect_delay_set(
            broker.reconnect_from_s,  # type: ignore[arg-type]
            broker.reconnect_to_s,  # type: ignore[arg-type]
        )
        if will:
            self._client.will_set(
                will.topic, will.payload_bytes, qos=will.qos, retain=will.retained
            )
        self._client.on_connect = self._connected
        self._client.on_subscribe = self._subscribed
        self._client.on_disconnect = self._disconnected
        self._client.on_message = self._heard

    @property
    def is_connected(self) -> bool:
        """Tell whether the broker has accepted the connection."""
        return self._client.is_connected()

    def start(self) -> None:
        """Connect in the background, as often as it takes."""
        broker = self._broker
        self._client.connect_async(broker.host, broker.port, broker.keepalive_s)
        self._client.loop_start()

    def stop(self) -> None:
        """Say goodbye to the broker, which then keeps the last will to itself."""
        self._client.disconnect()
        self._client.loop_stop()

    def drop(self) -> None:
        """Break the connection without a goodbye, so that the last will speaks."""
        sock = self._client.socket()
        if isinstance(sock, socket.socket):
            sock.shutdown(socket.SHUT_RDWR)

    def publish(self, message: Message) -> None:
        """Publish while connected; a device keeps nothing for later."""
        if self.is_connected:
            self._client.publish(
                message.topic,
                message.payload_bytes,
                qos=message.qos,
                retain=message.retained,
            )

    def _connected(
        self,
        client: mqtt.Client,
        userdata: Any,
        flags: mqtt.ConnectFlags,
        reason: ReasonCode,
        properties: Any,
    ) -> None:
        if reason.is_failure:
            return
        if self._filters:
            client.subscribe(self._filters)
        else:
            # A device that takes no commands has nothing to wait for.
            self._on_ready(True)

    def _subscribed(self, *_: Any) -> None:
        # Only now can nothing that is sent to the device get lost.
        self._on_ready(True)

    def _disconnected(self, *_: Any) -> None:
        self._on_ready(False)

    def _heard(
        self, client: mqtt.Client, userdata: Any, heard: mqtt.MQTTMessage
    ) -> None:
        payload = bytes(heard.payload).decode("utf-8", "surrogateescape")
        self._on_heard(heard.topic, payload)
