"""Take the time from a report of pain to the stop on MQTT.

All ways end with an MQTT message that this process hears, and take turns in one run, in
an order that changes with each turn. The machine that is hurt walks in a session, is
not locked before and is after; all others walk on meanwhile.

- ours: an automation with an MQTT trigger calls `home_gym.report_pain`; the treadmill's
  stop comes back.
- ours_unheard: the same, while every voice of the house hangs.
- yaml_automation: an automation with an MQTT trigger calls `mqtt.publish`.
- echo: a bare client in a process of its own answers.
- websocket_ours: the WebSocket API calls `home_gym.report_pain`.
- websocket_publish: the WebSocket API calls `mqtt.publish`.
"""

from collections.abc import Callable
import time
from typing import Final

from .arithmetic import middle, rotated
from .bench_floor import HANG
from .configuring import DOMAIN, FLOOR, PAIN, PAIN_LEVEL, YAML_ANSWER, YAML_QUESTION
from .echo import ANSWER, QUESTION
from .laboratory import Laboratory, sleep_until
from .plan import Plan

TIMEOUT_S: Final = 5.0
# A walk is confirmed after 2 s; only then there is a session to stop.
WALKED_S: Final = 3.0
SPACING_S: Final = 0.12
RESTED_S: Final = 0.2

type Report = Callable[[str], object]


def measure(laboratory: Laboratory, plan: Plan) -> dict[str, dict[str, float]]:
    """Return the times (ms) of each way, in the middle and at the bad end."""
    ward = Ward(laboratory)
    ways = _ways(laboratory, ward)
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(plan.warm_up_turns + plan.turns):
        ward.care()
        for way in rotated(list(ways), turn):
            time.sleep(SPACING_S)
            taken_s = ways[way]()
            if turn >= plan.warm_up_turns:
                taken[way].append(1000 * taken_s)
    ward.close()
    return {way: middle(times) for way, times in taken.items()}


def _ways(laboratory: Laboratory, ward: Ward) -> dict[str, Callable[[], float]]:
    post, api = laboratory.post, laboratory.api

    def call(domain: str, service: str, **data: str | int) -> None:
        """Call an action over the WebSocket API."""
        api.send("call_service", domain=domain, service=service, service_data=data)

    def report(device: str) -> None:
        """Report pain over the WebSocket API."""
        machine = laboratory.machines[device]
        call(DOMAIN, "report_pain", device_id=machine, level=PAIN_LEVEL)

    def publish() -> None:
        """Publish over the WebSocket API."""
        call("mqtt", "publish", topic=YAML_ANSWER, payload="1")

    def hurt() -> float:
        """Report pain to an automation."""
        return ward.hurt(lambda device: post.say(f"{PAIN}/{device}", "1"))

    def hurt_unheard() -> float:
        """Report pain to an automation while nobody can speak."""
        api.act(FLOOR, HANG, on=True)
        try:
            return hurt()
        finally:
            api.act(FLOOR, HANG, on=False)

    return {
        "ours": hurt,
        "ours_unheard": hurt_unheard,
        "yaml_automation": lambda: post.ask(YAML_QUESTION, YAML_ANSWER, TIMEOUT_S),
        "echo": lambda: post.ask(QUESTION, ANSWER, TIMEOUT_S),
        "websocket_ours": lambda: ward.hurt(report),
        "websocket_publish": lambda: post.time(publish, YAML_ANSWER, TIMEOUT_S),
    }


class Ward:
    """The machines whose walkers are hurt in turn, and walk again."""

    def __init__(self, laboratory: Laboratory) -> None:
        """Let everybody walk."""
        self._laboratory = laboratory
        self._hurt: list[str] = []
        laboratory.walk(laboratory.devices)
        began_s = time.monotonic()
        self._walking = [(began_s, device) for device in laboratory.devices]

    def hurt(self, report: Report) -> float:
        """Report pain where somebody walks, and return when the stop was heard."""
        began_s, device = self._walking.pop(0)
        sleep_until(began_s + WALKED_S)
        stop = f"QZ/{device}/control/stop"
        taken_s = self._laboratory.post.time(lambda: report(device), stop, TIMEOUT_S)
        self._laboratory.rest([device])
        self._hurt.append(device)
        return taken_s

    def care(self) -> None:
        """Take the reports back and let those walk that were hurt."""
        if not self._hurt:
            return
        time.sleep(RESTED_S)
        for device in self._hurt:
            self._laboratory.api.act(
                DOMAIN, "take_back_pain", device_id=self._laboratory.machines[device]
            )
        time.sleep(RESTED_S)
        self._laboratory.walk(self._hurt)
        self._walking += [(time.monotonic(), device) for device in self._hurt]
        self._hurt.clear()

    def close(self) -> None:
        """Let everybody rest, with no lock."""
        self.care()
        self._laboratory.rest(self._laboratory.devices)
