"""A way back that was walked to its end stays walked, however long ago."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.history.record import SessionRecord, month_of_id
from custom_components.home_gym.engine.progress.records import Answer, CheckIn, Flare
from custom_components.home_gym.engine.words import PainBand, Reason
from custom_components.home_gym.history import months
from custom_components.home_gym.history.file import HistoryFile, sessions_file
from custom_components.home_gym.people.file import PersonFile

from .helpers import (
    MACHINE_ID,
    NAME,
    gym_entry,
    machine_subentry,
    person_subentry,
)

ANNA = "person_anna"
DAY_S = 86_400.0
HALF_A_YEAR = 180
# One walk more than gentle_back has steps.
WALKS = 7


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
    )


def _record(started_s: float) -> SessionRecord:
    started = datetime.fromtimestamp(started_s, UTC)
    return SessionRecord(
        id=started.strftime("%Y%m%dT%H%M%SZ"),
        machine_id=MACHINE_ID,
        machine=NAME,
        person_id=ANNA,
        started_utc_s=started_s,
        ended_utc_s=started_s + 2400,
        moving_s=2400,
        ending=Reason.USER_END,
    )


async def _walk_the_way_back(
    hass: HomeAssistant, gym: MockConfigEntry, flare_s: float
) -> None:
    """Let a flare, and a walk with an answer every other day, be of long ago."""
    history = gym.runtime_data.history
    file = PersonFile(hass, ANNA)
    records = await file.async_load()
    flare = Flare(person_id=ANNA, at_utc_s=flare_s, band=PainBand.STOP)
    answers: list[CheckIn] = []
    for number in range(WALKS):
        started_s = flare_s + (2 + 2 * number) * DAY_S
        await history.async_add(_record(started_s), {"points": "", "marks": ""})
        answers.append(
            CheckIn(
                person_id=ANNA,
                day=datetime.fromtimestamp(started_s, UTC).date().isoformat(),
                at_utc_s=started_s + DAY_S,
                answer=Answer.SAME,
            )
        )
    await file.async_save(replace(records, flares=(flare,), check_ins=tuple(answers)))


async def test_a_way_back_of_half_a_year_ago_is_over(
    hass: HomeAssistant, gym: MockConfigEntry
):
    now_s = dt_util.utcnow().timestamp()
    noon_s = now_s - now_s % DAY_S + DAY_S / 2
    await _walk_the_way_back(hass, gym, noon_s - HALF_A_YEAR * DAY_S)
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    progress = gym.runtime_data.people.people[ANNA].progress
    assert progress.way_back is None


async def test_what_was_walked_long_ago_is_read_once_and_after_a_change(
    hass: HomeAssistant, gym: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
):
    now_s = dt_util.utcnow().timestamp()
    noon_s = now_s - now_s % DAY_S + DAY_S / 2
    await _walk_the_way_back(hass, gym, noon_s - HALF_A_YEAR * DAY_S)
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    read: list[str] = []

    def spy(hass: HomeAssistant, month: str) -> HistoryFile:
        read.append(month)
        return sessions_file(hass, month)

    monkeypatch.setattr(months, "sessions_file", spy)
    history, people = gym.runtime_data.history, gym.runtime_data.people
    oldest = min(people.kept(ANNA).walks, key=lambda walk: walk.started_utc_s)

    recent = _record(now_s - 3600)
    await history.async_add(recent, {"points": "", "marks": ""})
    history.async_tell()
    await hass.async_block_till_done()
    assert {*read} <= {recent.month}
    assert len(people.kept(ANNA).walks) == WALKS + 1

    assert await history.async_change(oldest.id, lambda *_: None)
    await hass.async_block_till_done()
    assert month_of_id(oldest.id) in read
    kept = people.kept(ANNA).walks
    assert len({walk.id for walk in kept}) == len(kept) == WALKS
    assert oldest.id not in {walk.id for walk in kept}
