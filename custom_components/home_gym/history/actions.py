"""Actions on the log: read it, take it along, put it right."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
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
from ..engine.history.record import (
    SessionRecord,
    correction,
    reassigned,
    trimmed,
)
from ..engine.history.sums import sums_of
from ..engine.history.trace import Trace
from ..engine.observations import CorrectDays
from ..errors import (
    history_unreadable,
    no_change,
    not_loaded,
    nothing_left,
    session_not_found,
)
from ..models import HomeGymConfigEntry, loaded_gyms
from ..people.actions import person_id_of
from ..targets import machine_of_device
from .export import Format, exported, told
from .file import UnreadableHistoryError

ATTR_DELETE: Final = "delete"
ATTR_END: Final = "end"
ATTR_FORMAT: Final = "format"
ATTR_LIMIT: Final = "limit"
ATTR_PERSON: Final = "person"
ATTR_SESSION_ID: Final = "session_id"
ATTR_START: Final = "start"

# What nobody has asked for in particular.
_LATELY: Final = timedelta(days=30)
# In the configuration folder, which is not served to browsers as `www` is.
_FOLDER: Final = (DOMAIN, "exports")
_SHORTEST_S: Final = 1.0


class HistoryAction(StrEnum):
    """The actions by their names."""

    GET_SESSIONS = "get_sessions"
    EXPORT_SESSIONS = "export_sessions"
    EDIT_SESSION = "edit_session"


_WHICH: Final[dict[Any, Any]] = {
    probatio.Optional(ATTR_DEVICE_ID): cv.string,
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Optional(ATTR_START): cv.datetime,
    probatio.Optional(ATTR_END): cv.datetime,
    probatio.Optional(ATTR_LIMIT): probatio.All(
        probatio.Coerce(int), probatio.Range(1, 1000)
    ),
}
_EXPORT: Final[dict[Any, Any]] = {
    **_WHICH,
    probatio.Required(ATTR_FORMAT): probatio.Coerce(Format),
}
_EDIT: Final = {
    probatio.Required(ATTR_SESSION_ID): cv.string,
    probatio.Optional(ATTR_DELETE, default=False): cv.boolean,
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Optional(ATTR_START): cv.datetime,
    probatio.Optional(ATTR_END): cv.datetime,
}


@callback
def async_setup_history_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        HistoryAction.GET_SESSIONS,
        partial(_async_get, hass),
        probatio.Schema(_WHICH),
        SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        HistoryAction.EXPORT_SESSIONS,
        partial(_async_export, hass),
        probatio.Schema(_EXPORT),
        SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN,
        HistoryAction.EDIT_SESSION,
        partial(_async_edit, hass),
        probatio.Schema(_EDIT),
        SupportsResponse.OPTIONAL,
    )


async def _async_get(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer with the sessions that are meant, and what they amount to."""
    records = await _async_meant(hass, call.data)
    sums = sums_of(records)
    return {
        "sessions": [told(record) for record in records[: call.data.get(ATTR_LIMIT)]],
        "summary": {
            "sessions": sums.sessions,
            "moving_s": round(sums.moving_s),
            "unseen_s": round(sums.unseen_s),
            "distance_m": round(sums.distance_m),
            "longest_s": round(sums.longest_s),
            "breaks_taken": sums.breaks_taken,
            "breaks_snoozed": sums.breaks_snoozed,
            "breaks_skipped": sums.breaks_skipped,
            "breaks_overdue": sums.breaks_overdue,
            "warm_ups_held": sums.warm_ups_held,
            "speed_jumps": sums.speed_jumps,
            "corrections": sums.corrections,
            "stops": {reason.value: n for reason, n in sums.stops.items()},
        },
    }


async def _async_export(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Write the sessions that are meant to a file; the answer is the same once more."""
    kind: Format = call.data[ATTR_FORMAT]
    meant = await _async_meant(hass, call.data)
    records = meant[: call.data.get(ATTR_LIMIT)]
    history = _gym(hass).runtime_data.history
    sessions = [
        (record, await history.async_trace(record)) for record in reversed(records)
    ]
    content = await hass.async_add_executor_job(exported, kind, sessions)
    days = [_day(record.started_utc_s) for record, _ in sessions] or ["none"]
    path = Path(*_FOLDER, f"sessions_{days[0]}_{days[-1]}.{kind}")
    file = Path(hass.config.path(str(path)))
    await hass.async_add_executor_job(_write, file, content)
    return {"file": str(path), "sessions": len(sessions), "content": content}


async def _async_edit(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Put a session right, and with it every total that it is part of."""
    entry, data = _gym(hass), call.data
    try:
        changed = await entry.runtime_data.history.async_change(
            data[ATTR_SESSION_ID], _change(entry, data)
        )
    except UnreadableHistoryError as err:
        raise history_unreadable(err.file) from err
    if changed is None:
        raise session_not_found(data[ATTR_SESSION_ID])
    before, after = changed
    machine = entry.runtime_data.machines.get(before.machine_id)
    if machine is not None:
        command = CorrectDays(changes=correction(before, after))
        machine.async_observe(command, call.context)
        await machine.async_told()
    return {"session": None if after is None else told(after)}


async def _async_meant(
    hass: HomeAssistant, data: Mapping[str, Any]
) -> list[SessionRecord]:
    """Return the sessions that somebody asks for, the newest first."""
    entry = _gym(hass)
    until = _utc(data.get(ATTR_END)) or dt_util.utcnow()
    since = _utc(data.get(ATTR_START)) or until - _LATELY
    device_id, person = data.get(ATTR_DEVICE_ID), data.get(ATTR_PERSON)
    machine_id = None
    if device_id is not None:
        machine_id = machine_of_device(hass, device_id).subentry.subentry_id
    person_id = None if person is None else person_id_of(entry, person)

    def wanted(record: SessionRecord) -> bool:
        return machine_id in (None, record.machine_id) and person_id in (
            None,
            record.person_id,
        )

    return await entry.runtime_data.history.async_records(
        since.timestamp(), until.timestamp(), wanted
    )


def _change(
    entry: HomeGymConfigEntry, data: Mapping[str, Any]
) -> Callable[[SessionRecord, Trace], tuple[SessionRecord, Trace] | None]:
    """Return what is to be done to a session."""
    person, start, end = (data.get(key) for key in (ATTR_PERSON, ATTR_START, ATTR_END))
    if data[ATTR_DELETE]:
        return lambda record, trace: None
    if person is None and start is None and end is None:
        raise no_change()
    person_id = None if person is None else person_id_of(entry, person)

    def change(record: SessionRecord, trace: Trace) -> tuple[SessionRecord, Trace]:
        if start is not None or end is not None:
            record, trace = _trim(record, trace, _utc(start), _utc(end))
        if person_id is not None:
            record = reassigned(record, person_id)
        return record, trace

    return change


def _trim(
    record: SessionRecord, trace: Trace, start: datetime | None, end: datetime | None
) -> tuple[SessionRecord, Trace]:
    start_s = record.started_utc_s if start is None else start.timestamp()
    end_s = record.ended_utc_s if end is None else end.timestamp()
    begin_s = max(start_s, record.started_utc_s)
    if min(end_s, record.ended_utc_s) < begin_s + _SHORTEST_S:
        raise nothing_left()
    return trimmed(record, trace, start_s, end_s)


@callback
def _gym(hass: HomeAssistant) -> HomeGymConfigEntry:
    for entry in loaded_gyms(hass):
        return entry
    raise not_loaded()


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else dt_util.as_utc(moment)


def _day(utc_s: float) -> str:
    local = dt_util.as_local(dt_util.utc_from_timestamp(utc_s))
    return local.date().isoformat()


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8", newline="")
