"""Three years of walking in the log: what they cost, beside a log with nothing in it.

The figures of docs/history.md are what this prints, with `-s`.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
import time
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.history.plain import encode_trace
from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.history.trace import MOST_POINTS, Point, Trace
from custom_components.home_gym.engine.progress.records import Flare, History as Kept
from custom_components.home_gym.engine.state import DayTotal
from custom_components.home_gym.engine.words import PainBand, Phase, Reason
from custom_components.home_gym.history.months import Months
from custom_components.home_gym.people.file import PersonFile

from .helpers import MACHINE_ID, gym_entry, machine_subentry, person_subentry

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

ANNA: Final = "person_anna"
SESSIONS: Final = 2000
MINUTES: Final = 40
# Almost two a day.
EVERY_S: Final = 13 * 3600.0
ROUNDS: Final = 7

# The evening of the last one.
LAST_UTC_S: Final = datetime(2026, 11, 30, 16, tzinfo=UTC).timestamp()

# What they may cost.
START_S: Final = 0.050
HURT_S: Final = 0.300
ANSWER_S: Final = 0.100
MOST_B: Final = 12_000_000
MOST_B_A_MINUTE: Final = 10_000
# No trace is longer than one with a point of its own wherever one may stand.
TRACE: Final = encode_trace(
    Trace(
        points=tuple(
            Point(
                at_s=n * MINUTES * 60 / MOST_POINTS,
                speed_kmh=3.0 + n % 7 / 10,
                cap_kmh=4.5,
                phase=Phase.WARM_UP if n < MOST_POINTS / 5 else Phase.WORKOUT,
            )
            for n in range(MOST_POINTS)
        )
    )
)


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platforms that show the log."""
    return [Platform.SENSOR, Platform.CALENDAR, Platform.IMAGE]


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Leave the storage of Home Assistant as it really is."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a folder for this test alone."""
    (tmp_path / ".storage").mkdir()
    return str(tmp_path)


@pytest.fixture
def entry(
    machine_data: dict[str, Any], freezer: FrozenDateTimeFactory
) -> MockConfigEntry:
    """Return a gym with one machine and one person, at the end of a full month."""
    freezer.move_to("2026-11-30T18:00:00+00:00")
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back"),
    )


def record(started_utc_s: float) -> SessionRecord:
    """Return a session of 40 minutes."""
    started = datetime.fromtimestamp(started_utc_s, UTC)
    share = DayTotal(person_id=ANNA, day=f"{started:%Y-%m-%d}", moving_s=2400.0)
    return SessionRecord(
        id=f"{started:%Y%m%dT%H%M%SZ}-{MACHINE_ID}",
        machine_id=MACHINE_ID,
        machine="Treadmill",
        person_id=ANNA,
        started_utc_s=started_utc_s,
        ended_utc_s=started_utc_s + MINUTES * 60,
        moving_s=MINUTES * 60.0,
        ending=Reason.USER_END,
        distance_m=2200.0,
        fastest_kmh=3.6,
        breaks_taken=3,
        warm_up_held=True,
        shares=(share,),
    )


async def taken_s(job: Callable[[], Awaitable[Any]]) -> float:
    """Return how long something takes."""
    began_s = _clock_s()
    await job()
    return _clock_s() - began_s


async def fastest_s(job: Callable[[], Awaitable[Any]]) -> float:
    """Return how long something takes where nothing else is in its way."""
    return min([await taken_s(job) for _ in range(ROUNDS)])


async def fill(hass: HomeAssistant, records: Sequence[SessionRecord]) -> None:
    """Write months of sessions, each at once."""
    by_month: dict[str, dict[str, SessionRecord]] = {}
    for each in records:
        by_month.setdefault(each.month, {})[each.id] = each
    months = Months(hass)
    for name, month in by_month.items():
        await months.async_write(name, month, dict.fromkeys(month, TRACE))


async def test_years_of_walks_are_hardly_noticed(
    hass: HomeAssistant, gym: MockConfigEntry
) -> None:
    folder = Path(hass.config.path(".storage"))

    async def start() -> None:
        assert await hass.config_entries.async_setup(gym.entry_id)
        await hass.async_block_till_done()

    async def starts_s() -> float:
        found = []
        for _ in range(ROUNDS):
            assert await hass.config_entries.async_unload(gym.entry_id)
            found.append(await taken_s(start))
        return min(found)

    async def ask(**data: Any) -> None:
        await hass.services.async_call(
            DOMAIN, "get_sessions", data, blocking=True, return_response=True
        )

    def size(pattern: str) -> int:
        return sum(path.stat().st_size for path in folder.glob(pattern))

    none_s = await starts_s()
    assert await hass.config_entries.async_unload(gym.entry_id)
    records = [record(LAST_UTC_S - n * EVERY_S) for n in range(SESSIONS)]
    newest = [each for each in records if each.month == records[0].month]
    await fill(hass, records[len(newest) :])
    await start()
    written = []
    for each in reversed(newest):
        await gym.runtime_data.history.async_add(each, TRACE)
        written.append(size(f"*.{each.month}") + size(f"{DOMAIN}.history"))
    many_s = await starts_s()
    # The way back is never over for somebody who does not say how it feels.
    hurt = Flare(person_id=ANNA, at_utc_s=records[-1].started_utc_s, band=PainBand.STOP)
    await PersonFile(hass, ANNA).async_save(Kept(flares=(hurt,)))
    hurt_s = await starts_s()
    lately_s = await fastest_s(ask)
    every_s = await fastest_s(lambda: ask(start="2020-01-01 00:00:00"))
    print(
        f"\nstart: {none_s * 1e3:.1f} ms with none, {many_s * 1e3:.1f} ms with all, "
        f"{hurt_s * 1e3:.1f} ms with a way back as long as that",
        f"get_sessions: {lately_s * 1e3:.1f} ms of 30 days, {every_s * 1e3:.0f} ms all",
        f"records {size('*.history.*') / 1e6:.2f} MB, traces "
        f"{size('*.traces.*') / 1e6:.2f} MB, sums {size('*.history') / 1e3:.1f} kB",
        f"a month of {len(newest)}: {size('*.history.2026-11') / 1e3:.0f} kB "
        f"and {size('*.traces.2026-11') / 1e3:.0f} kB",
        f"written: {mean(written) / MINUTES / 1e3:.1f} kB a minute, "
        f"{max(written) / MINUTES / 1e3:.1f} kB at most",
        sep="\n",
    )
    assert gym.runtime_data.history.sums(MACHINE_ID).sessions == SESSIONS
    assert 0 < many_s - none_s <= START_S
    assert hurt_s - none_s <= HURT_S
    assert 0 < lately_s <= every_s <= ANSWER_S
    assert size("*.history*") + size("*.traces.*") <= MOST_B
    assert max(written) / MINUTES <= MOST_B_A_MINUTE


def _clock_s() -> float:
    """Return a time that goes on where the clock of the test stands still."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)
