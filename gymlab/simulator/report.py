"""Say in a line what a ledger holds."""

from typing import Final

from .ledger import RAISES, Ledger
from .records import Cause, Entry, Fact

MOTION: Final = RAISES | {Fact.SLOW_DOWN, Fact.STOP, Fact.POWER_CUT}


def clock(at_s: float) -> str:
    """Return simulated seconds as hours, minutes and seconds."""
    minutes, seconds = divmod(int(at_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def describe(machine: str, entry: Entry) -> str:
    """Return one fact as a line."""
    words = [clock(entry.at_s), machine, entry.fact.replace("_", " ")]
    if entry.cause is not Cause.PHYSICS:
        words.append(f"by {entry.cause}")
    if entry.detail:
        words.append(f"({entry.detail})")
    if entry.fact in MOTION:
        words.append(f"{entry.speed_kmh:.1f} -> {entry.target_kmh:.1f} km/h")
    return "  ".join(words)


def summarize(machine: str, ledger: Ledger) -> str:
    """Return what a machine did, and whether a command ever sped it up."""
    raises = ledger.raises_by(Cause.REMOTE)
    races = [entry for entry in raises if ledger.is_race(entry)]
    kinds = {
        "starts": ledger.entries_of(Fact.START),
        "accelerations": ledger.entries_of(Fact.ACCELERATION),
        "stops": ledger.entries_of(Fact.STOP),
        "power cuts while moving": ledger.entries_of(Fact.POWER_CUT),
        "commands": ledger.commands(),
        "starts and raises by command": raises,
        "of these, races with a person": races,
        "plug switched on by command": ledger.switch_ons_by(Cause.REMOTE),
    }
    counts = ", ".join(f"{name} {len(things)}" for name, things in kinds.items())
    moved = clock(ledger.moving_seconds())
    return f"{machine}: moved {moved} of {clock(ledger.witnessed_s)}, {counts}"
