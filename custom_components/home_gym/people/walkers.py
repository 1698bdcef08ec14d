"""By which policy a machine guards: that of whoever walks, or the strictest of them."""

from collections.abc import Mapping
from typing import Any

from ..engine.codec import plain
from ..engine.policy import Policy
from ..engine.progress.personal import PersonalCap, Source
from ..engine.state import State
from ..engine.strictness import strictest
from ..engine.words import GUEST


class WalkerPolicies:
    """Hold the policy of each person on one machine, and of a guest.

    Somebody who takes a walk over brings their own limits along, and those of the one
    who began it hold on until the session ends.
    """

    def __init__(
        self,
        by_person: Mapping[str, Policy],
        caps: Mapping[str, tuple[PersonalCap, ...]],
        rests: Mapping[str, float],
    ) -> None:
        """Take a policy for everybody, `GUEST` among them, and what is their own.

        `rests` is until when (Unix time) it is advised to rest after the last walk.
        """
        self._by_person = by_person
        self._caps = caps
        self._rests = rests

    def of(self, state: State) -> Policy:
        """Return the policy that holds in a state."""
        guest = self._by_person[GUEST]
        return strictest(self._by_person.get(each, guest) for each in walkers_of(state))

    def told(self, state: State, utc_s: float) -> dict[str, Any]:
        """Return the limits that are somebody's own, and until when to rest."""
        walkers = walkers_of(state)
        own = [
            plain(cap)
            for walker in walkers
            for cap in self._caps.get(walker, ())
            if cap.source is not Source.POLICY
        ]
        rests = (self._rests.get(each, utc_s) for each in walkers)
        until_utc_s = max((each for each in rests if each > utc_s), default=None)
        return {"own": own, "rests_until": until_utc_s}


def walkers_of(state: State) -> tuple[str, ...]:
    """Return who walks, or is chosen to: everybody of this session."""
    session = state.session
    if session is None or not session.walkers:
        return (state.person_id,)
    return session.walkers
