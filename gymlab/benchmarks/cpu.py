"""Count the CPU time that one message of a treadmill costs Home Assistant.

Ten treadmills walk in real time, so that nothing that happens once a second is spread
over more messages than a walk has. The same recording is told in turns, a block each,
to Home Gym, to Home Assistant's own MQTT sensors (one for each topic), and to an
integration that subscribes and does nothing: the floor. What Home Assistant needs while
nobody says anything is measured in blocks between them and taken off. It is the CPU
time of the whole process, the recorder's thread included.
"""

from collections.abc import Callable
import ctypes
from dataclasses import dataclass
from statistics import median
import time
from typing import Final

from .configuring import FLOOR_TREE, SENSORS_TREE
from .laboratory import Laboratory
from .plan import Plan

MICROSECONDS: Final = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What one block took."""

    seconds: float
    cpu_s: float
    messages: int

    def us_per_message(self, idle_share: float) -> float:
        """Return the CPU time (µs) of a message, beyond what idling takes."""
        busy_s = self.cpu_s - idle_share * self.seconds
        return MICROSECONDS * busy_s / self.messages


def measure(laboratory: Laboratory, plan: Plan) -> dict[str, float]:
    """Return the CPU time (µs) of a message in each way, the median of all rounds."""
    clock = cpu_clock(laboratory.pid)
    trees = {"ours": "", "mqtt_sensors": SENSORS_TREE, "floor": FLOOR_TREE}
    found: dict[str, list[float]] = {name: [] for name in trees}
    for turn in range(plan.cpu_warm_up_rounds + plan.cpu_rounds):
        idle = _block(laboratory, clock, None, plan)
        idle_share = idle.cpu_s / idle.seconds
        for name, tree in trees.items():
            block = _block(laboratory, clock, tree, plan)
            if turn >= plan.cpu_warm_up_rounds:
                found[name].append(block.us_per_message(idle_share))
    return {name: median(costs) for name, costs in found.items()}


def cpu_clock(pid: int) -> Callable[[], float]:
    """Return how to read the CPU time (s) of another process, to the nanosecond."""
    number = ctypes.c_int()
    if failure := ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(number)):
        raise OSError(failure, "there is no clock of Home Assistant's process")
    return lambda: time.clock_gettime(number.value)


def _block(
    laboratory: Laboratory,
    clock: Callable[[], float],
    tree: str | None,
    plan: Plan,
) -> Block:
    """Play to a tree, or to nobody, for a while and return what that took."""
    player, devices = laboratory.player, laboratory.devices
    if tree == "":
        laboratory.walk(devices)
    elif tree is not None:
        player.play(tree, devices)
    time.sleep(plan.settle_s)
    laboratory.catch_up()
    sent, began_s, used_s = player.sent, time.monotonic(), clock()
    time.sleep(plan.block_s)
    if tree is not None:
        player.pause(tree, devices)
    # What was said is paid for only when it was taken in.
    laboratory.catch_up()
    block = Block(
        seconds=time.monotonic() - began_s,
        cpu_s=clock() - used_s,
        messages=player.sent - sent,
    )
    if tree == "":
        laboratory.rest(devices)
    return block
