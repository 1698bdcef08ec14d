"""Machines that latch and lift the same lock at once lose none of it (promise 6)."""

from collections import deque
from collections.abc import Sequence

from hypothesis import example, given, strategies as st
import pytest

from custom_components.home_gym.engine.effects import Lifted, Share
from custom_components.home_gym.engine.observations import (
    Observation,
    ReportPain,
    SelectPerson,
    TakeBackPain,
)
from custom_components.home_gym.engine.sharing import told
from custom_components.home_gym.engine.words import Reason

from .drive import HOUR, Walk, policy
from .stories import examples

ANNA = "anna"
REPORT = ReportPain(level=6)
WORSE = ReportPain(level=9)
# How long pain locks on each machine, by the policy of each.
LENGTHS_S = (3 * HOUR, 2 * HOUR, 4 * HOUR)
type Turn = tuple[int, Observation] | None


class Gym:
    """Machines that tell each other later, in the order in which they were to."""

    def __init__(self) -> None:
        """Let one person be chosen everywhere."""
        self.machines = [
            Walk(policy(pain={"lock_after_stop_s": each})) for each in LENGTHS_S
        ]
        self.reported: dict[int, float] = {}
        self._untold: deque[tuple[int, int, tuple[Lifted, ...]]] = deque()
        for number in range(len(LENGTHS_S)):
            self.feed(number, SelectPerson(person_id=ANNA))
            self.pass_on()

    def feed(self, number: int, observation: Observation) -> None:
        """Let a machine take an observation; what it tells is on its way."""
        machine = self.machines[number]
        for effect in machine.feed(observation).effects:
            if isinstance(effect, Share):
                others = (each for each in range(len(LENGTHS_S)) if each != number)
                self._untold += [(number, each, effect.lifted) for each in others]

    def pass_on(self) -> None:
        """Let everything come through that is on its way."""
        while self._untold:
            teller, hearer, lifted = self._untold.popleft()
            one = self.machines[teller]
            self.feed(hearer, told(one.state, one.now, str(teller), lifted))

    def play(self, story: Sequence[Turn]) -> None:
        """Let everything happen, with a second between; None is a quiet moment."""
        for turn in story:
            if turn is None:
                self.pass_on()
            else:
                self._do(*turn)
            for machine in self.machines:
                machine.wait(2.0)
        self.pass_on()

    def _do(self, number: int, observation: Observation) -> None:
        self.feed(number, observation)
        if observation is REPORT:
            machine = self.machines[number]
            self.reported[number] = machine.utc_s + LENGTHS_S[number]
        else:
            self.reported.pop(number, None)


def turns(*actions: Observation) -> st.SearchStrategy[Turn]:
    return st.tuples(st.integers(0, len(LENGTHS_S) - 1), st.sampled_from(actions))


@given(story=st.lists(turns(REPORT, TakeBackPain()) | st.none(), max_size=8))
@example(story=[(0, REPORT), None, (0, TakeBackPain()), (2, REPORT)])
@example(story=[(1, REPORT), (1, TakeBackPain()), (2, REPORT), None])
@examples(60)
def test_a_lock_that_was_made_longer_outlives_what_was_lifted(
    story: Sequence[Turn],
) -> None:
    gym = Gym()
    gym.play(story)
    longest = max(LENGTHS_S)
    ends = gym.reported.get(LENGTHS_S.index(longest))
    if ends is None:
        return
    for machine in gym.machines:
        (lock,) = machine.state.locks
        assert lock.reason is Reason.PAIN
        assert lock.ends_utc_s == pytest.approx(ends, abs=1)


def reasons(gym: Gym) -> list[set[Reason]]:
    """Return why each machine is locked."""
    return [{lock.reason for lock in each.state.locks} for each in gym.machines]


def test_what_was_lifted_does_not_come_back_with_news_that_was_under_way() -> None:
    gym = Gym()
    gym.play([(0, REPORT), None, (1, WORSE), (0, TakeBackPain())])
    assert reasons(gym) == [{Reason.PAIN_EMERGENCY}] * len(LENGTHS_S)
    gym.play([None, (2, REPORT)])
    assert reasons(gym) == [{Reason.PAIN_EMERGENCY, Reason.PAIN}] * len(LENGTHS_S)


def test_a_lock_that_was_put_back_can_be_made_longer_again() -> None:
    """Also by less than what was taken back, of which nobody else has to know."""
    gym = Gym()
    gym.play([(1, REPORT), None, (2, REPORT), None, (2, TakeBackPain()), None])
    gym.play([(0, REPORT)])
    ends = gym.reported[0]
    for machine in gym.machines:
        (lock,) = machine.state.locks
        assert lock.ends_utc_s == pytest.approx(ends, abs=1)


@given(story=st.lists(turns(REPORT, WORSE, TakeBackPain()) | st.none(), max_size=8))
@examples(60)
def test_all_machines_agree_in_the_end(story: Sequence[Turn]) -> None:
    gym = Gym()
    gym.play(story)
    one, *others = ({lock.reason: lock for lock in m.state.locks} for m in gym.machines)
    for other in others:
        assert other.keys() == one.keys()
        for reason, lock in other.items():
            assert lock.ends_utc_s == pytest.approx(one[reason].ends_utc_s, abs=1)
