"""Put many machines on one Home Assistant, and see how fast a report of pain is then.

All of them walk all the time, with four topics twice a second each.
"""

import time
from typing import Final

from .cpu import cpu_clock
from .laboratory import Laboratory
from .latency import measure as measure_latency
from .plan import Plan
from .stream import four_topics

# Longer than any run.
RECORDED_S: Final = 3600.0


def measure(machines: int, plan: Plan) -> dict[str, float]:
    """Return the reaction times (ms) of a crowd and what it asks of the machine."""
    lines = four_topics(RECORDED_S)
    with Laboratory(machines, lines, plain_sensors=False) as laboratory:
        clock, player = cpu_clock(laboratory.pid), laboratory.player
        sent, began_s, used_s = player.sent, time.monotonic(), clock()
        taken = measure_latency(laboratory, plan)
        passed_s = time.monotonic() - began_s
        return {
            "machines": machines,
            "messages_per_s": (player.sent - sent) / passed_s,
            "core_share": (clock() - used_s) / passed_s,
            "reaction_p50_ms": taken["ours"]["p50"],
            "reaction_p99_ms": taken["ours"]["p99"],
            "yaml_automation_p99_ms": taken["yaml_automation"]["p99"],
        }
