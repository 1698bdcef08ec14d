"""One week of a person, from the log and from what is kept of them."""

from typing import Final

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..engine.clock import Calendar
from ..engine.progress.past import Past, past_of
from ..engine.progress.summary import WeekSummary, summary_of
from ..engine.progress.week import Week, weeks_of
from ..machines import calendar_of
from ..models import HomeGymConfigEntry
from .coordinator import PersonCoordinator

# As far as a person's progress looks back.
WEEKS_BACK: Final = 12


async def async_week_of(
    entry: HomeGymConfigEntry, person: PersonCoordinator, weeks_ago: int = 0
) -> WeekSummary:
    """Return a person's week: this one so far, or an earlier one as a whole."""
    gym, calendar = entry.runtime_data, calendar_of(entry)
    utc_s = dt_util.utcnow().timestamp()
    monday = calendar.week_start(calendar.day(utc_s))
    for _ in range(weeks_ago):
        monday = calendar.week_before(monday)
    since_s, until_s = calendar.day_start(monday), calendar.week_end(monday)
    kept = gym.people.kept(person.person.id)
    records = await gym.history.async_records(
        since_s, until_s, lambda record: record.person_id == person.person.id
    )
    # What was told at this very moment is past already.
    at_s = min(utc_s + 1.0, until_s - 1.0)
    past = _past_of(entry, person, calendar, at_s)
    return summary_of(past, records, kept.pains)


@callback
def weeks_of_person(entry: HomeGymConfigEntry, person: PersonCoordinator) -> list[Week]:
    """Return the last weeks of a person, this one so far as the last of them."""
    at_s = dt_util.utcnow().timestamp() + 1.0
    return weeks_of(_past_of(entry, person, calendar_of(entry), at_s), WEEKS_BACK)


def _past_of(
    entry: HomeGymConfigEntry,
    person: PersonCoordinator,
    calendar: Calendar,
    at_s: float,
) -> Past:
    gym = entry.runtime_data
    kept = gym.people.kept(person.person.id)
    policy = gym.policies.choose_own(person.person)
    return past_of(kept, person.person.id, policy, calendar, at_s)
