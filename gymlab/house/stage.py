"""Where a story is played: a treadmill, its witnesses, and proofs that can fail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import time
from typing import Any, Final

from gymlab.simulator.records import Cause, Entry, Fact

from .house import House
from .spy import Heard
from .timeline import Timeline
from .treadmill import Treadmill
from .watch import Change

LOOK_EVERY_S: Final = 0.1


class UnprovedError(Exception):
    """Say which proof a story failed to give."""

    def __init__(self, proof: str, seen: str) -> None:
        """Keep the name of the proof and what was seen instead."""
        super().__init__(f"not proved: {proof} ({seen})")
        self.proof = proof


@dataclass(kw_only=True, eq=False)
class Stage:
    """One treadmill of a house, for one story; times are monotonic seconds."""

    house: House
    treadmill: Treadmill
    timeline: Timeline
    # Who was said to walk; None is a guest.
    walker: str | None = None
    while_dead: list[Callable[[], None]] = field(default_factory=list)
    proofs: list[str] = field(default_factory=list)

    def bring_in(self, walker: str) -> None:
        """Say who is going to walk."""
        self.treadmill.choose_walker(walker)
        self.walker = walker
        self.timeline.tell("walker", f"chooses {walker} in Home Assistant")

    def prove(
        self,
        proof: str,
        look: Callable[[], object],
        within_s: float = 0.0,
        seen: Callable[[], object] = lambda: "nothing of the kind was seen",
    ) -> float:
        """Look until something is so, and return when; raise if it never is."""
        ends = time.monotonic() + within_s
        while not look():
            if time.monotonic() >= ends:
                told = f"within {within_s:g} s: {seen()}" if within_s else str(seen())
                self.timeline.tell("NOT PROVED", proof)
                raise UnprovedError(proof, told)
            time.sleep(LOOK_EVERY_S)
        self.proofs.append(proof)
        self.timeline.tell("proved", proof)
        return time.monotonic()

    def prove_state(self, proof: str, key: str, wanted: str, within_s: float) -> float:
        """Prove that an entity shows something."""
        return self.prove(
            proof,
            lambda: self.treadmill.state(key) == wanted,
            within_s,
            lambda: f"{key} is {self.treadmill.state(key)}",
        )

    def prove_said(
        self,
        proof: str,
        since_s: float,
        within_s: float,
        accept: Callable[[str], object] = lambda text: True,
    ) -> None:
        """Prove by the broker that an announcement was delivered."""
        topic = self.house.voice_topic(self.treadmill.choices)

        def heard() -> bool:
            said = self.house.spy.heard(topic, since_s)
            return any(accept(each.payload) for each in said)

        self.prove(proof, heard, within_s, lambda: self._said(topic, since_s))

    def prove_event(
        self, proof: str, event: str, since_s: float, within_s: float, **values: Any
    ) -> Mapping[str, Any]:
        """Prove that a transition was told in Home Assistant, and return it."""

        def told() -> Mapping[str, Any] | None:
            for each in self.treadmill.events(since_s):
                if each["event_type"] == event and values.items() <= each.items():
                    return each
            return None

        self.prove(proof, told, within_s)
        found = told()
        assert found is not None
        return found

    def facts(
        self, *kinds: Fact, cause: Cause | None = None, since_s: float = 0.0
    ) -> list[Entry]:
        """Return what the ledger holds since a time."""
        since_at_s = since_s - self.treadmill.ledger_began_s
        entries = self.treadmill.ledger.entries_of(*kinds, cause=cause)
        return [entry for entry in entries if entry.at_s >= since_at_s]

    def time_of(self, entry: Entry) -> float:
        """Return when a fact of the ledger happened."""
        return self.treadmill.ledger_began_s + entry.at_s

    def moving_s(self, since_s: float) -> float:
        """Return how long the belt has really moved since a time."""
        ledger = self.treadmill.ledger
        return ledger.moving_seconds(since_s - self.treadmill.ledger_began_s)

    def hear_fact(self, machine: str, entry: Entry) -> None:
        """Put a fact of this treadmill into the timeline."""
        if machine == self.treadmill.name:
            self.timeline.fact(entry)

    def hear_message(self, heard: Heard) -> None:
        """Put a message about this treadmill into the timeline."""
        choices = self.treadmill.choices
        mine = {choices.device_id, choices.plug_topic} & set(heard.topic.split("/"))
        about = heard.topic == self.house.voice_topic(choices)
        # The home reacts to the first machine only, see config/automations.yaml.
        first = choices is self.house.plan.machines[0]
        home = first and heard.topic in {"home_gym/living_room", "home_gym/light"}
        if mine or about or home:
            self.timeline.heard(heard)

    def hear_change(self, change: Change) -> None:
        """Put a state of this treadmill into the timeline."""
        for key, entity_id in self.treadmill.entities.items():
            if entity_id == change.entity_id:
                self.timeline.changed(key, change)

    def _said(self, topic: str, since_s: float) -> str:
        said = [each.payload for each in self.house.spy.heard(topic, since_s)]
        return f"said since: {said}"
