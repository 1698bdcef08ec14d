"""Serve as the broker where no mosquitto is installed: `python -m … PORT`.

The embedded broker is amqtt, which speaks MQTT 3.1.1.
"""

import asyncio
import signal
import sys

from amqtt.broker import Broker

from .network import LOOPBACK


async def serve(port: int) -> None:
    """Serve on a loopback port until a signal."""
    broker = Broker(
        {
            "listeners": {"default": {"type": "tcp", "bind": f"{LOOPBACK}:{port}"}},
            "plugins": {
                "amqtt.plugins.authentication.AnonymousAuthPlugin": {
                    "allow_anonymous": True
                }
            },
        }
    )
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await broker.start()
    await ended.wait()
    await broker.shutdown()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
