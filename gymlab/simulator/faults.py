"""Name every fault that a machine, a story or a command line can switch on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Fault(StrEnum):
    """Name one way in which real machines misbehave."""

    SILENCE = "silence"
    PLUG_SILENCE = "plug_silence"
    READING_STUCK = "reading_stuck"
    STALE_RETAINED = "stale_retained"
    GARBAGE = "garbage"
    RECONNECT = "reconnect"
    PLUG_RECONNECT = "plug_reconnect"
    BRIDGE_OFFLINE = "bridge_offline"
    PLUG_OFFLINE = "plug_offline"
    BLUETOOTH_LOST = "bluetooth_lost"
    COMMANDS_LOST = "commands_lost"
    COMMANDS_LATE = "commands_late"
    SET_SPEED_STARTS = "set_speed_starts"
    STOP_TOGGLES = "stop_toggles"
    STOP_IGNORED = "stop_ignored"
    SLOW_IGNORED = "slow_ignored"
    RELAY_WELDED = "relay_welded"
    RELAY_STUCK = "relay_stuck"
    LATE_POWER = "late_power"
    MAINS_OFF = "mains_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultNote:
    """Describe one fault in words, and whether it lasts."""

    summary: str
    momentary: bool = False


FAULTS: Final[dict[Fault, FaultNote]] = {
    Fault.SILENCE: FaultNote(
        summary="the bridge stays connected but its telemetry stops"
    ),
    Fault.PLUG_SILENCE: FaultNote(
        summary="the plug stays connected but reports and answers nothing"
    ),
    Fault.READING_STUCK: FaultNote(
        summary="the reported speed keeps the value it had; the counters go on"
    ),
    Fault.STALE_RETAINED: FaultNote(
        summary="an old reading lies retained on the broker after each connect"
    ),
    Fault.GARBAGE: FaultNote(
        summary="unreadable payloads appear between the real ones"
    ),
    Fault.RECONNECT: FaultNote(
        summary="the bridge drops off the broker and comes back, resending all",
        momentary=True,
    ),
    Fault.PLUG_RECONNECT: FaultNote(
        summary="the plug drops off the broker and comes back", momentary=True
    ),
    Fault.BRIDGE_OFFLINE: FaultNote(
        summary="the bridge is gone; its last will speaks; commands are not heard"
    ),
    Fault.PLUG_OFFLINE: FaultNote(
        summary="the plug is off the network; its relay stays as it is"
    ),
    Fault.BLUETOOTH_LOST: FaultNote(
        summary="the bridge lost the treadmill and says nothing about it"
    ),
    Fault.COMMANDS_LOST: FaultNote(summary="commands to the belt vanish on their way"),
    Fault.COMMANDS_LATE: FaultNote(
        summary="commands to the belt arrive many seconds late"
    ),
    Fault.SET_SPEED_STARTS: FaultNote(
        summary="a remote set-speed starts a standing belt"
    ),
    Fault.STOP_TOGGLES: FaultNote(
        summary="a remote stop to a standing or stopping belt starts it again"
    ),
    Fault.STOP_IGNORED: FaultNote(summary="a remote stop does nothing"),
    Fault.SLOW_IGNORED: FaultNote(summary="a remote slow-down does nothing"),
    Fault.RELAY_WELDED: FaultNote(
        summary="the relay says OFF but its contacts stay closed"
    ),
    Fault.RELAY_STUCK: FaultNote(summary="the relay does not switch and says so"),
    Fault.LATE_POWER: FaultNote(summary="the reported watts are many seconds old"),
    Fault.MAINS_OFF: FaultNote(summary="the house has no mains"),
}
