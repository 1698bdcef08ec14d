"""By which policy a machine guards: that of whoever walks, or the strictest of them."""

from collections.abc import Mapping
from typing import Any

from .engine.codec import plain
from .engine.policy import Policy
from .engine.progress.personal import PersonalCap, Source
from .engine.state import State
from .engine.strictness import strictest
from .engine.words import GUEST


class WalkerPolicies:
    """Hold the policy of each person on one machine, and of a guest.

    Somebody who takes a walk over brings their own limits along, and those of the one
    who began it hold on until the session ends.
    """

    def __init__(
        self,
        by_person: Mapping[str, Policy],
        caps: Mapping[str, tuple[PersonalCap, ...]],
    ) -> None:
        """Take a policy for everybody, `GUEST` among them, and what is their own."""
        self._by_person = by_person
        self._caps = caps

    def of(self, state: State) -> Policy:
        """Return the policy that holds in a state."""
        guest = self._by_person[GUEST]
        return strictest(self._by_person.get(each, guest) for each in walkers_of(state))

    def told(self, state: State) -> list[dict[str, Any]]:
        """Return the limits that are somebody's own, and what they rest on."""
        return [
            plain(cap)
            for walker in walkers_of(state)
            for cap in self._caps.get(walker, ())
            if cap.source is not Source.POLICY
        ]


def walkers_of(state: State) -> tuple[str, ...]:
    """Return who walks, or is chosen to: everybody of this session."""
    session = state.session
    if session is None or not session.walkers:
        return (state.person_id,)
    return session.walkers
