"""Remember every decision, and the last two walks second by second."""

from collections import deque
from collections.abc import Sequence
from typing import Any, Final

from .engine.advance import Step
from .engine.clock import Now
from .engine.codec import plain
from .engine.effects import Effect, Persist, Share
from .engine.observations import Observation
from .engine.state import State
from .privacy import public

DECISIONS: Final = 200
SESSIONS: Final = 2
# Two hours of walking, a sample a second.
SAMPLES: Final = 7200
SAMPLE_EVERY_S: Final = 1.0
# Where in a sample.
_AT: Final = 0
_WATTS: Final = 4


class Journal:
    """Keep what diagnostics and explanations tell; health data only as bands."""

    def __init__(self) -> None:
        """Start empty."""
        self._decisions: deque[dict[str, Any]] = deque(maxlen=DECISIONS)
        self._sessions: deque[dict[str, Any]] = deque(maxlen=SESSIONS)
        self._sampled_at_s = 0.0

    def note(self, now: Now, observation: Observation, step: Step) -> None:
        """Note one step of the engine."""
        # What is written, and told to other machines, is nothing that was decided.
        if decided := [
            each for each in step.effects if not isinstance(each, Persist | Share)
        ]:
            self._note_decision(now, observation, step.state, decided)
        session = step.state.session
        if session is not None and now.elapsed_s >= self._sampled_at_s + SAMPLE_EVERY_S:
            self._sampled_at_s = now.elapsed_s
            self._note_sample(now, session.id, step)

    def last_decisions(self, count: int = 10) -> list[dict[str, Any]]:
        """Return the newest decisions, the newest last."""
        return list(self._decisions)[-count:]

    def watts_of(self, session_id: str) -> list[tuple[float, float]]:
        """Return what the plug measured in a session (W), and when (UTC, s)."""
        return [
            (sample[_AT], sample[_WATTS])
            for session in self._sessions
            if session["id"] == session_id
            for sample in session["samples"]
            if sample[_WATTS] is not None
        ]

    def told(self) -> dict[str, Any]:
        """Return everything noted."""
        return {
            "decisions": list(self._decisions),
            "sessions": [
                {**session, "samples": list(session["samples"])}
                for session in self._sessions
            ],
        }

    def _note_decision(
        self,
        now: Now,
        observation: Observation,
        state: State,
        decided: Sequence[Effect],
    ) -> None:
        self._decisions.append(
            {
                "at": round(now.utc_s, 3),
                # The kind only: a report's number and place stay in the state.
                "after": type(observation).__name__,
                "belt": state.truth.belt.value,
                "speed_kmh": state.truth.speed_kmh,
                "effects": [
                    {"effect": type(effect).__name__, **plain(public(effect))}
                    for effect in decided
                ],
            }
        )

    def _note_sample(self, now: Now, session_id: str, step: Step) -> None:
        if not self._sessions or self._sessions[-1]["id"] != session_id:
            samples: deque[list[Any]] = deque(maxlen=SAMPLES)
            self._sessions.append({"id": session_id, "samples": samples})
        state = step.state
        power, relay = state.evidence.power, state.evidence.relay
        self._sessions[-1]["samples"].append(
            [
                round(now.utc_s, 1),
                state.truth.belt.value,
                state.truth.speed_kmh,
                None if state.cap is None else state.cap.speed_kmh,
                None if power is None else power.value,
                None if relay is None else relay.value,
            ]
        )
