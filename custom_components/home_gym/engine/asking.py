"""Ask a plug for its watts where nothing else tells whether the belt moves."""

from typing import Final

from .draft import Draft
from .effects import Ask

# A belt that is walked on draws much the same for minutes, and plugs speak on change or
# every five minutes: asked this often, an answer may be lost without losing sight.
ASK_EVERY_S: Final = 10.0


def ask_for_watts(draft: Draft) -> None:
    """Ask while a session is watched by its watts alone; a quiet gym asks nobody."""
    machine = draft.machine
    if draft.session is None or machine.reports_motion or not machine.has_plug:
        return
    now_s, power = draft.now.elapsed_s, draft.evidence.power
    times_s = [0.0 if power is None else power.at_s, draft.asked_at_s or 0.0]
    # A time of another boot lies ahead of this one.
    last_s = max(at_s for at_s in (*times_s, 0.0) if at_s <= now_s)
    due_s = last_s + ASK_EVERY_S
    if now_s >= due_s and draft.evidence.broker_up:
        draft.effects.append(Ask())
        draft.asked_at_s = now_s
        due_s = now_s + ASK_EVERY_S
    draft.wake(due_s)
