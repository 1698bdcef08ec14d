"""Two phones speak in one name: nothing is stopped, lost or believed too much."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.engine.effects import SendSlow, SendStop, SwitchOff
from custom_components.home_gym.engine.motion import COUNTER_LAG_S
from custom_components.home_gym.engine.observations import Readings
from custom_components.home_gym.engine.words import Belt

from .drive import Drive, policy

BASE: Final = "QZ/default/workout"
WALK_S: Final = 120
# What QZ sends twice a second comes after the speed that it belongs to.
LATER_S: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One of the phones: what it counts from, and when its belt stops."""

    from_s: int
    from_km: float
    speed_kmh: float
    until_s: float = WALK_S

    def says(self, second: int) -> Iterator[tuple[str, str]]:
        """Yield what it publishes in a second: only what has changed, as QZ does."""
        if second == 0:
            yield f"{BASE}/speed/current", f"{self.speed_kmh:.2f}"
        if second == int(self.until_s):
            yield f"{BASE}/speed/current", "0.00"
        if second < self.until_s:
            km = self.from_km + self.speed_kmh * second / 3600
            yield f"{BASE}/elapsed/total_seconds", str(self.from_s + second)
            yield f"{BASE}/moving/seconds", str((self.from_s + second) % 60)
            yield f"{BASE}/distance", f"{km:.2f}"


MINE: Final = Phone(from_s=600, from_km=0.5, speed_kmh=3.0)
STORIES: Final = {
    "both walk": Phone(from_s=30, from_km=0.02, speed_kmh=2.0),
    "the other one stops": Phone(
        from_s=1800, from_km=1.5, speed_kmh=2.0, until_s=WALK_S / 2
    ),
}


@pytest.mark.parametrize("other", STORIES.values(), ids=STORIES)
def test_two_phones_in_one_name(other: Phone) -> None:
    dialect = create_dialect({"dialect": "qz", "base": "QZ/default"})
    drive = Drive(
        policy(
            breaks={"every_s": 600, "length_s": 5},
            idle_lock={"after_s": 60},
        )
    )
    still_s = 0.0
    for second in range(WALK_S):
        for phone in (MINE, other):
            for topic, payload in phone.says(second):
                if readings := dialect.parse(topic, payload):
                    drive.feed(Readings(readings=readings))
            drive.wait(LATER_S)
            still_s += LATER_S if drive.state.truth.belt is Belt.STILL else 0.0
        drive.wait(1.0 - 2 * LATER_S)
    told = [each.effect for each in drive.log]
    # No false stop, and nothing that would hurt a walker.
    assert not [
        each for each in told if isinstance(each, SendStop | SendSlow | SwitchOff)
    ]
    # One session that goes on, with every second that nobody contradicts.
    session = drive.state.session
    assert session is not None
    walked_s = session.moving_s + session.unseen_s
    assert walked_s <= WALK_S
    assert walked_s >= other.until_s - COUNTER_LAG_S
    # A zero is believed for no longer than a counter may lag behind it.
    assert still_s <= COUNTER_LAG_S + 1.0
    conflict = other.until_s < WALK_S
    assert drive.state.truth.belt is (Belt.CONFLICT if conflict else Belt.MOVING)
