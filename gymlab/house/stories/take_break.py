"""A break is called, taken and counted, and then the next one is due later."""

import time
from typing import Final

from gymlab.house.stage import Stage
from gymlab.simulator.deeds import Action

from .acts import end_walk, walk_at, walk_off
from .proofs import monotonic_of, prove_counted, prove_never_raised, prove_rest

# With a minute as a second, Gentle back calls a break every 10 s, of 2 s.
EVERY_S: Final = 10.0
LENGTH_S: Final = 2.0
# Under the cap of the warm-up, and too fast to count as a rest.
PACE_KMH: Final = 2.8
# A gentle ramp from there: 0.2 km/h per s down to the belt's minimum.
RAMP_WITHIN_S: Final = 20.0


def play(stage: Stage) -> None:
    """Walk until a break is called, let Home Gym begin it, and walk on."""
    began_s = walk_off(stage, PACE_KMH)
    stage.prove_event("a break is due", "break_due", began_s, EVERY_S + 8.0)
    stage.prove_state("Home Assistant shows it", "break_due", "on", 2.0)
    stage.prove_said(
        "it is announced", began_s, 3.0, lambda text: "break" in text.lower()
    )
    pressed_s = time.monotonic()
    stage.timeline.tell("walker", "presses Take a break in Home Assistant")
    stage.treadmill.press("take_break")
    prove_rest(stage, pressed_s, RAMP_WITHIN_S)
    stage.prove_event("the break is counted", "break_taken", pressed_s, LENGTH_S + 3.0)
    stage.prove_state("it is due no more", "break_due", "off", 2.0)
    stage.prove_state("the session waits", "phase", "on_break", 2.0)
    _walk_on(stage)
    ended_s = end_walk(stage)
    prove_rest(stage, ended_s, RAMP_WITHIN_S)
    prove_counted(stage, began_s, ended_s)
    prove_never_raised(stage)


def _walk_on(stage: Stage) -> None:
    stage.treadmill.do(Action.START)
    again_s = walk_at(stage, PACE_KMH)

    def is_later() -> bool:
        next_s = monotonic_of(stage.treadmill.state("next_break_at"))
        return EVERY_S - 3.0 <= next_s - again_s <= EVERY_S + 6.0

    stage.prove(
        f"the next break is due {EVERY_S:g} s of walking later",
        is_later,
        8.0,
        lambda: f"the next break is at {stage.treadmill.state('next_break_at')}",
    )
