"""Who walks decides before the machine does, and quiet hours may go over midnight."""

from datetime import time
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.speaking.manner import Manner, manner_of

from .helpers import MACHINE_ID, machine_subentry, person_subentry
from .voices import APP, OTHER_SATELLITE, SATELLITE

ANNA = "01M826ME806FRE6BS3QJEM05AA"
NOON = time(12)


def manner(
    machine_data: dict[str, Any],
    *,
    theirs: dict[str, Any] | None = None,
    machines: dict[str, Any] | None = None,
    at: time = NOON,
    **options: Any,
) -> Manner:
    """Return how to speak while Anna walks."""
    person = {} if theirs is None else {"speak": theirs}
    gym = MockConfigEntry(
        domain=DOMAIN,
        options=options,
        subentries_data=(
            machine_subentry({**machine_data, "speak": machines or {}}),
            person_subentry(ANNA, "Anna", "gentle_back", **person),
        ),
    )
    return manner_of(gym, gym.subentries[MACHINE_ID], State(person_id=ANNA), at)


@pytest.mark.parametrize(
    ("start", "end", "at", "quiet"),
    [
        ("22:00:00", "00:00:00", "23:59:59", True),
        ("22:00:00", "00:00:00", "00:00:00", False),
        ("22:00:00", "06:00:00", "21:59:59", False),
        ("22:00:00", "06:00:00", "22:00:00", True),
        ("22:00:00", "06:00:00", "00:00:00", True),
        ("22:00:00", "06:00:00", "05:59:59", True),
        ("22:00:00", "06:00:00", "06:00:00", False),
        ("00:00:00", "06:00:00", "00:00:00", True),
        ("00:00:00", "06:00:00", "23:59:59", False),
    ],
)
def test_quiet_hours_may_end_at_midnight_or_after(
    machine_data: dict[str, Any], start: str, end: str, at: str, *, quiet: bool
):
    moment = time.fromisoformat(at)
    found = manner(machine_data, at=moment, quiet_from=start, quiet_to=end)
    assert found.quiet is quiet


@pytest.mark.parametrize(
    ("theirs", "machines", "volume"),
    [
        (70, 90, 0.7),
        (None, 90, 0.9),
        (70, None, 0.7),
        (None, None, None),
    ],
)
def test_the_volume_of_who_walks_comes_before_the_machines(
    machine_data: dict[str, Any],
    theirs: int | None,
    machines: int | None,
    volume: float | None,
):
    found = manner(
        machine_data,
        theirs={"urgent_volume": theirs},
        machines={"urgent_volume": machines},
    )
    assert found.urgent_volume == volume


@pytest.mark.parametrize(
    ("theirs", "machines", "aloud", "on_phone"),
    [
        (["phone"], ["voice"], False, True),
        ([], ["voice", "phone"], False, False),
        (None, ["voice"], True, False),
        (["voice"], None, True, False),
        (None, None, True, True),
    ],
)
def test_who_walks_chooses_by_what_to_be_asked(
    machine_data: dict[str, Any],
    theirs: list[str] | None,
    machines: list[str] | None,
    *,
    aloud: bool,
    on_phone: bool,
):
    found = manner(
        machine_data,
        theirs={"ask_by": theirs, "assist_satellites": [OTHER_SATELLITE]},
        machines={
            "ask_by": machines,
            "assist_satellites": [SATELLITE],
            "notify_actions": [APP],
        },
    )
    assert found.asks is (aloud or on_phone)
    assert bool(found.asks_at) is aloud
    assert found.asks_on == ((APP,) if on_phone else ())
