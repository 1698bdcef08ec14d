"""Answer every question at once: how fast the broker and a client alone are."""

import sys
from typing import Any, Final

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

HOST: Final = "127.0.0.1"
QUESTION: Final = "bench/echo"
ANSWER: Final = "bench/echoed"


def main(port: int) -> None:
    """Answer until the end."""
    client = mqtt.Client(
        CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5
    )

    def hear(client: mqtt.Client, userdata: Any, said: mqtt.MQTTMessage) -> None:
        """Answer."""
        client.publish(ANSWER, said.payload)

    client.on_connect = lambda client, *_: client.subscribe(QUESTION)
    client.on_message = hear
    client.connect(HOST, port)
    client.loop_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
