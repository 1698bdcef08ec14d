"""Give the workshop's tests a real broker and somebody who listens to it."""

from collections.abc import Callable, Iterator
import os
from pathlib import Path
import shutil
import socket
import subprocess
import threading
from typing import Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
import pytest

DEBIAN_PLACE = "/usr/sbin/mosquitto"
PATIENCE_S = 20.0
CONFIGURATION = """\
listener {port} 127.0.0.1
allow_anonymous true
persistence false
log_dest stderr
"""


class MosquittoBroker:
    """Run a mosquitto of our own on a loopback port."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._configuration = folder / "mosquitto.conf"
        self._process: subprocess.Popen[str] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._configuration.write_text(CONFIGURATION.format(port=self.port))

    def start(self) -> None:
        """Start and wait until it says that it runs."""
        self._process = subprocess.Popen(
            [self._program, "-c", str(self._configuration)],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr
        assert any("running" in line for line in self._process.stderr)

    def stop(self) -> None:
        """Stop it, if it runs, as a crash would: it has nothing to save."""
        if self._process:
            self._process.kill()
            self._process.communicate(timeout=PATIENCE_S)
            self._process = None


class Ear:
    """Subscribe to topics and wait for what is expected on them."""

    def __init__(self, port: int, *filters: str) -> None:
        self.heard: list[mqtt.MQTTMessage] = []
        self._news = threading.Condition()
        self._ready = threading.Event()
        self._filters = [(pattern, 1) for pattern in filters]
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2)
        self._client.on_connect = self._subscribe
        self._client.on_subscribe = lambda *_: self._ready.set()
        self._client.on_message = self._hear
        self._client.connect("127.0.0.1", port)

    def __enter__(self) -> Self:
        self._client.loop_start()
        assert self._ready.wait(PATIENCE_S)
        return self

    def __exit__(self, *error: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def say(self, topic: str, payload: str = "") -> None:
        """Publish something and wait until the broker has it."""
        self._client.publish(topic, payload, qos=1).wait_for_publish(PATIENCE_S)

    def wait(
        self, topic: str, accept: Callable[[str], object] = lambda payload: True
    ) -> mqtt.MQTTMessage:
        """Wait for an acceptable message and forget its topic up to it."""

        def find() -> int | None:
            for index, message in enumerate(self.heard):
                text = message.payload.decode(errors="replace")
                if message.topic == topic and accept(text):
                    return index + 1
            return None

        with self._news:
            end = self._news.wait_for(find, PATIENCE_S)
            assert end, f"nothing acceptable on {topic}: {self._said()}"
            found = self.heard[end - 1]
            self.heard[:end] = [m for m in self.heard[:end] if m.topic != topic]
            return found

    def _said(self) -> list[tuple[str, bytes]]:
        return [(message.topic, message.payload) for message in self.heard[-20:]]

    def _subscribe(self, client: mqtt.Client, *_: object) -> None:
        client.subscribe(self._filters)

    def _hear(
        self, client: mqtt.Client, userdata: object, message: mqtt.MQTTMessage
    ) -> None:
        with self._news:
            self.heard.append(message)
            self._news.notify_all()


@pytest.fixture
def broker(tmp_path: Path, socket_enabled: None) -> Iterator[MosquittoBroker]:
    """Return a running broker; without mosquitto only a developer may skip."""
    program = shutil.which("mosquitto") or shutil.which(DEBIAN_PLACE)
    if program is None:
        message = "mosquitto is not installed; scripts/setup does it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    broker = MosquittoBroker(program, tmp_path)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def ear(broker: MosquittoBroker) -> Iterator[Ear]:
    """Return somebody who hears everything on the broker."""
    with Ear(broker.port, "#") as ear:
        yield ear
