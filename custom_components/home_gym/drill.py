"""The fire drill: test the whole stop on an empty belt, and measure it."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util import dt as dt_util

from .const import CONF_DRILL, CONF_STOP_TIME, SIGNAL_EVENT
from .coordinator import MachineCoordinator
from .engine.effects import Record
from .engine.observations import StartDrill
from .engine.words import Belt, Event, Issue

DRILL_S: Final = 60.0


class DrillFailure(StrEnum):
    """Why a drill has not passed."""

    REFUSED = "drill_refused"
    NOT_MEASURED = "drill_not_measured"
    BELT_DID_NOT_STOP = "drill_belt_did_not_stop"
    PLUG_DID_NOT_SWITCH_OFF = "drill_plug_did_not_switch_off"
    NOT_SEEN = "drill_not_seen"
    TOOK_TOO_LONG = "drill_took_too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillResult:
    """What a drill has shown; a failed one has no stop time."""

    stop_time_s: float | None = None
    plug_off: bool = False
    failure: DrillFailure | None = None


async def async_drill(
    hass: HomeAssistant, coordinator: MachineCoordinator
) -> DrillResult:
    """Stop the moving belt and wait until it is proved, not longer than a minute."""
    over: asyncio.Future[Record] = hass.loop.create_future()

    @callback
    def on_event(record: Record) -> None:
        if record.event in (Event.DRILL_DONE, Event.DRILL_FAILED) and not over.done():
            over.set_result(record)

    signal = SIGNAL_EVENT.format(coordinator.subentry.subentry_id)
    disconnect = async_dispatcher_connect(hass, signal, on_event)
    try:
        coordinator.async_observe(StartDrill())
        async with asyncio.timeout(DRILL_S):
            return _result(await over)
    except HomeAssistantError:
        return DrillResult(failure=DrillFailure.REFUSED)
    except TimeoutError:
        return DrillResult(failure=_seen_instead(coordinator))
    finally:
        disconnect()


@callback
def async_keep_drill(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    subentry: ConfigSubentry,
    result: DrillResult,
) -> None:
    """Let a machine count as proven, with the stop time that was measured."""
    drill = {
        CONF_STOP_TIME: result.stop_time_s,
        "plug_off": result.plug_off,
        "at": dt_util.utcnow().isoformat(),
    }
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, CONF_DRILL: drill}
    )


def _result(record: Record) -> DrillResult:
    if record.event is Event.DRILL_FAILED:
        return DrillResult(failure=DrillFailure.NOT_MEASURED)
    return DrillResult(
        stop_time_s=record.values["stop_time_s"], plug_off=record.values["plug_off"]
    )


def _seen_instead(coordinator: MachineCoordinator) -> DrillFailure:
    """Return what was seen of a stop that did not come to its end."""
    if coordinator.data.alarm is Issue.PLUG_DID_NOT_SWITCH_OFF:
        return DrillFailure.PLUG_DID_NOT_SWITCH_OFF
    if coordinator.data.belt in (Belt.UNKNOWN, Belt.CONFLICT):
        return DrillFailure.NOT_SEEN
    if coordinator.data.alarm is Issue.BELT_DID_NOT_STOP:
        return DrillFailure.BELT_DID_NOT_STOP
    return DrillFailure.TOOK_TOO_LONG
