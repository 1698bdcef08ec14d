"""The action that tells a person's week: goal, growth, best walk, trend, breaks."""

from enum import StrEnum
from functools import partial
from typing import Any, Final

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from ..const import DOMAIN
from ..engine.history.record import SessionRecord
from ..engine.progress.summary import WeekSummary
from ..texts import async_texts
from .actions import ATTR_PERSON, meant_person
from .pain_actions import async_may_read_pain
from .week import WEEKS_BACK, async_week_of
from .week_words import details_of, growth_of, title_of

ATTR_WEEKS_AGO: Final = "weeks_ago"

_GET: Final = {
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Optional(ATTR_WEEKS_AGO, default=0): probatio.All(
        probatio.Coerce(int), probatio.Range(0, WEEKS_BACK)
    ),
}


class WeekAction(StrEnum):
    """The actions by their names."""

    GET_WEEK = "get_week"


@callback
def async_setup_week_actions(hass: HomeAssistant) -> None:
    """Register the action."""
    hass.services.async_register(
        DOMAIN,
        WeekAction.GET_WEEK,
        partial(_async_get, hass),
        probatio.Schema(_GET),
        SupportsResponse.ONLY,
    )


async def _async_get(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer with a week; the days with pain only to whom they may be told."""
    entry, person = meant_person(hass, call)
    summary = await async_week_of(entry, person, call.data[ATTR_WEEKS_AGO])
    texts = await async_texts(hass, "week")
    lines = (details_of(summary, texts), growth_of(summary, texts))
    told = {
        "person": person.person.name,
        "title": title_of(summary, texts),
        "text": " ".join(line for line in lines if line),
        **_told(summary),
    }
    if await async_may_read_pain(hass, entry, person, call.context):
        told["pain_days"] = [day.day for day in summary.days if day.hurt]
    return told


def _told(summary: WeekSummary) -> dict[str, Any]:
    week, sums, best = summary.week, summary.sums, summary.best
    return {
        "week": week.monday,
        "goal_min": None if week.goal_s is None else _minutes(week.goal_s),
        "done_min": _minutes(week.done_s),
        "moderate_min": _minutes(week.moderate_s),
        "vigorous_min": _minutes(week.vigorous_s),
        "elsewhere_min": _minutes(week.elsewhere_s),
        "walked_min": _minutes(week.walked_s),
        "sessions": sums.sessions,
        "distance_km": round(sums.distance_m / 1000, 2),
        "best_session": None if best is None else _best(best),
        "breaks": {
            "taken": sums.breaks_taken,
            "put_off": sums.breaks_snoozed,
            "left_out": sums.breaks_skipped,
            "overdue": sums.breaks_overdue,
        },
        "growth": {
            "best_of_four_weeks_min": _minutes(week.best_s),
            "percent": summary.growth_percent,
            "quickly": week.grows_quickly,
        },
        "days": [
            {
                "day": day.day,
                "walked_min": _minutes(day.walked_s),
                "elsewhere_min": _minutes(day.elsewhere_s),
            }
            for day in summary.days
        ],
        "trend": [
            {"week": monday, "walked_min": _minutes(walked_s)}
            for monday, walked_s in summary.trend
        ],
    }


def _best(record: SessionRecord) -> dict[str, Any]:
    start = dt_util.as_local(dt_util.utc_from_timestamp(round(record.started_utc_s)))
    return {
        "start": start.isoformat(),
        "moving_min": _minutes(record.moving_s),
        "distance_km": round(record.distance_m / 1000, 2),
    }


def _minutes(seconds: float) -> int:
    return round(seconds / 60)
