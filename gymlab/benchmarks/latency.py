"""Take the time from a report of pain to the stop on MQTT.

All three ways begin with the same thing, an MQTT message of this process, and end with
an MQTT message that this process hears. They take turns in one run:

- ours: an automation with an MQTT trigger calls `home_gym.report_pain`; the treadmill's
  stop comes back. The machine walks in a session, is not locked before and is after.
- YAML automation: an automation with an MQTT trigger calls `mqtt.publish`.
- echo: a bare client in a process of its own answers.
"""

from collections.abc import Callable
import time
from typing import Final

from .arithmetic import middle
from .configuring import PAIN, YAML_ANSWER, YAML_QUESTION
from .echo import ANSWER, QUESTION
from .laboratory import Laboratory, sleep_until

TIMEOUT_S: Final = 5.0
WARM_UP_TURNS: Final = 10
# A walk is confirmed after 2 s; only then there is a session to stop.
WALKED_S: Final = 3.0
SPACING_S: Final = 0.12
RESTED_S: Final = 0.2

type Ask = Callable[[], float]


def measure(laboratory: Laboratory, samples: int) -> dict[str, dict[str, float]]:
    """Return the times (ms) of each way, in the middle and at the bad end."""
    ward = Ward(laboratory)
    post = laboratory.post
    ways: dict[str, Ask] = {
        "ours": ward.hurt,
        "yaml_automation": lambda: post.ask(YAML_QUESTION, YAML_ANSWER, TIMEOUT_S),
        "echo": lambda: post.ask(QUESTION, ANSWER, TIMEOUT_S),
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(WARM_UP_TURNS + samples):
        ward.care()
        for way, ask in ways.items():
            time.sleep(SPACING_S)
            taken_s = ask()
            if turn >= WARM_UP_TURNS:
                taken[way].append(1000 * taken_s)
    ward.close()
    return {way: middle(times) for way, times in taken.items()}


class Ward:
    """The machines whose walkers are hurt in turn, and walk again."""

    def __init__(self, laboratory: Laboratory) -> None:
        """Let everybody walk."""
        self._laboratory = laboratory
        self._hurt: list[str] = []
        laboratory.walk(laboratory.devices)
        began_s = time.monotonic()
        self._walking = [(began_s, device) for device in laboratory.devices]

    def hurt(self) -> float:
        """Report pain where somebody walks, and return when the stop was heard."""
        began_s, device = self._walking.pop(0)
        sleep_until(began_s + WALKED_S)
        stop = f"QZ/{device}/control/stop"
        taken_s = self._laboratory.post.ask(f"{PAIN}/{device}", stop, TIMEOUT_S)
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
                "home_gym",
                "take_back_pain",
                device_id=self._laboratory.machines[device],
            )
        time.sleep(RESTED_S)
        self._laboratory.walk(self._hurt)
        self._walking += [(time.monotonic(), device) for device in self._hurt]
        self._hurt.clear()

    def close(self) -> None:
        """Let everybody rest, with no lock."""
        self.care()
        self._laboratory.rest(self._laboratory.devices)
