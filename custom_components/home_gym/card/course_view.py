"""What a chart is told of the session in progress.

Everybody may see it: of pain it says that it was reported, and when, as the picture of
a session does.
"""

from typing import Any

from ..coordinator import MachineCoordinator
from ..engine.history.course import marked, thinned


def course_marks(machine: MachineCoordinator) -> dict[str, Any] | None:
    """Return which session goes on, since when, and what is marked of it."""
    session, trace = machine.state.session, machine.log.course
    if session is None or trace is None:
        return None
    now = machine.clock.now()
    return {
        "session": session.id,
        "began": round(now.utc_s - (now.elapsed_s - session.started_s), 1),
        "marks": [[round(at_s), what.value] for at_s, what in marked(trace.marks)],
    }


def course_view(machine: MachineCoordinator) -> dict[str, Any] | None:
    """Return the course so far: speed, cap and phase as they changed, and the watts.

    Each point holds until the next one; times are s since the session began.
    """
    told, trace = course_marks(machine), machine.log.course
    if told is None or trace is None:
        return None
    watts = machine.journal.watts_of(told["session"])
    return {
        "session": told["session"],
        "until": round(machine.clock.now().utc_s - told["began"], 1),
        "points": [
            [round(each.at_s, 1), each.speed_kmh, each.cap_kmh, each.phase.value]
            for each in trace.points
        ],
        "watts": [
            [round(at_utc_s - told["began"], 1), round(value)]
            for at_utc_s, value in thinned(watts)
        ],
    }
