"""Two people and two machines: whose limits, whose locks, and what is shared."""

import pytest

from custom_components.home_gym.engine.effects import Share, SwitchOff
from custom_components.home_gym.engine.observations import (
    ForgetPerson,
    Heard,
    Observation,
    Release,
    ReportBaseline,
    ReportPain,
    SelectPerson,
    TakeBackPain,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.sharing import told
from custom_components.home_gym.engine.state import Lock
from custom_components.home_gym.engine.words import (
    GUEST,
    Event,
    LockScope,
    PainBand,
    Phase,
    Reason,
    Refusal,
    Symptom,
)

from .drive import DAY, HOUR, MINUTE, Walk, policy

ANNA = "anna"
BEN = "ben"
LIMITS = {"session_s": 20 * MINUTE, "day_s": 40 * MINUTE, "notices_s": ()}


class Gym:
    """Two machines that tell each other what they should, as the gym does."""

    def __init__(self, a_policy: Policy | None = None) -> None:
        """Stand still with nobody chosen; each machine has a clock of its own."""
        self.one, self.two = Walk(a_policy), Walk(a_policy)
        self.two.elapsed_s += 12_345.0
        self.two.began_s += 12_345.0
        self.two.read(SPEED=0.0)
        self._read = {"one": 0, "two": 0}

    def feed(self, walk: Walk, *observations: Observation) -> None:
        """Let a machine take observations, and the other one hear of them."""
        for observation in observations:
            walk.feed(observation)
        self.pass_on()

    def pass_on(self) -> None:
        """Let each machine hear what the other one has told since."""
        for name, walk, other in (
            ("one", self.one, self.two),
            ("two", self.two, self.one),
        ):
            news = walk.log[self._read[name] :]
            self._read[name] = len(walk.log)
            for each in news:
                if isinstance(each.effect, Share):
                    other.feed(told(walk.state, walk.now, name, each.effect.lifted))

    def wait(self, seconds: float) -> None:
        """Let time pass for both."""
        for walk in (self.one, self.two):
            walk.wait(seconds)
        self.pass_on()


def choose(gym: Gym, one: str, two: str) -> None:
    gym.feed(gym.one, SelectPerson(person_id=one))
    gym.feed(gym.two, SelectPerson(person_id=two))


def reasons(walk: Walk) -> tuple[Reason, ...]:
    return walk.view().lock_reasons


@pytest.mark.parametrize(
    ("one", "two", "locked", "scope"),
    [
        (ANNA, ANNA, True, LockScope.PERSON),
        (ANNA, BEN, False, None),
        (ANNA, GUEST, True, LockScope.SOMEBODY),
        (GUEST, GUEST, False, None),
        (GUEST, ANNA, False, None),
    ],
    ids=[
        "the same person is locked everywhere",
        "another person walks on",
        "a guest is held by everybody's lock",
        "a guest's lock holds no guest elsewhere, who may be somebody else",
        "a guest's lock holds nobody else elsewhere",
    ],
)
def test_pain_on_one_machine(
    one: str, two: str, locked: bool, scope: LockScope | None
) -> None:
    gym = Gym()
    choose(gym, one, two)
    gym.feed(gym.one, ReportPain(level=6))
    assert gym.one.view().locked
    assert gym.two.view().locked is locked
    assert gym.two.view().lock_scope is scope


def test_a_lock_ends_at_the_same_moment_on_both_machines() -> None:
    gym = Gym()
    choose(gym, ANNA, ANNA)
    gym.feed(gym.one, ReportPain(level=6))
    gym.wait(DAY - 1)
    assert gym.one.view().locked
    assert gym.two.view().locked
    gym.wait(2)
    assert not gym.one.view().locked
    assert not gym.two.view().locked
    assert gym.two.said().count("unlocked") == 1


def test_a_lock_comes_back_with_its_person_and_switches_the_plug_off() -> None:
    gym = Gym()
    choose(gym, ANNA, BEN)
    gym.feed(gym.one, ReportPain(level=6))
    gym.wait(1)
    gym.one.feed(SelectPerson(person_id=BEN))
    assert not gym.one.view().locked
    gym.one.read(RELAY=True)
    assert SwitchOff not in [type(each) for each in gym.one.commands(1)]
    gym.one.wait(MINUTE)
    gym.one.feed(SelectPerson(person_id=ANNA))
    gym.one.wait(10)
    assert reasons(gym.one) == (Reason.PAIN,)
    assert gym.one.commands(MINUTE) == [SwitchOff()]


def test_choosing_guest_does_not_get_round_a_lock() -> None:
    gym = Gym()
    choose(gym, ANNA, BEN)
    gym.feed(gym.one, ReportPain(symptom=Symptom.FAINT))
    gym.wait(1)
    gym.feed(gym.one, SelectPerson(person_id=GUEST))
    gym.feed(gym.two, SelectPerson(person_id=GUEST))
    assert gym.one.view().phase is Phase.LOCKED
    assert gym.two.view().phase is Phase.LOCKED
    gym.feed(gym.two, Release(medical_advice_taken=True))
    assert gym.two.refusals() == [Refusal.LOCK_STANDS]


def test_a_guest_who_walks_is_not_stopped_by_the_pain_of_somebody_else() -> None:
    gym = Gym()
    choose(gym, ANNA, GUEST)
    gym.two.walk(3.0, MINUTE)
    gym.one.wait(MINUTE)
    gym.feed(gym.one, ReportPain(level=6))
    gym.two.go_on(MINUTE)
    assert gym.two.speed_kmh == 3.0
    assert not gym.two.view().locked
    gym.two.press(0.0)
    gym.two.wait(HOUR)
    assert gym.two.view().lock_scope is LockScope.SOMEBODY


def test_a_guest_who_takes_a_walk_over_is_held_by_a_lock_from_elsewhere() -> None:
    gym = Gym()
    choose(gym, ANNA, BEN)
    gym.two.walk(3.0, MINUTE)
    gym.one.wait(MINUTE)
    gym.feed(gym.one, ReportPain(level=6))
    assert not gym.two.view().locked
    gym.feed(gym.two, SelectPerson(person_id=GUEST))
    assert gym.two.view().lock_scope is LockScope.SOMEBODY


def test_a_lock_of_nobody_holds_for_everybody_at_its_machine() -> None:
    gym = Gym()
    gym.feed(gym.one, ReportPain(level=6))
    gym.feed(gym.one, SelectPerson(person_id=BEN))
    assert gym.one.view().lock_scope is LockScope.SOMEBODY


def test_what_is_released_on_one_machine_is_released_on_the_other() -> None:
    gym = Gym(policy(limits=LIMITS))
    choose(gym, ANNA, ANNA)
    gym.one.walk(3.0, 25 * MINUTE)
    gym.two.wait(25 * MINUTE)
    gym.pass_on()
    assert reasons(gym.one) == reasons(gym.two) == (Reason.SESSION_LIMIT,)
    gym.one.press(0.0)
    gym.one.wait(MINUTE)
    gym.two.wait(MINUTE)
    gym.feed(gym.two, Release())
    assert gym.two.refusals() == []
    assert reasons(gym.one) == reasons(gym.two) == ()
    assert gym.one.state.waived[0].reason is Reason.SESSION_LIMIT


def test_a_report_that_was_taken_back_locks_nowhere() -> None:
    gym = Gym()
    choose(gym, ANNA, ANNA)
    gym.feed(gym.one, ReportPain(level=6))
    gym.feed(gym.one, TakeBackPain())
    assert reasons(gym.one) == reasons(gym.two) == ()


def two_reports(taken_back: str) -> Gym:
    gym = Gym()
    choose(gym, ANNA, ANNA)
    gym.feed(gym.one, ReportPain(level=6))
    gym.wait(10)
    gym.feed(gym.two, ReportPain(level=6))
    gym.wait(10)
    gym.feed(getattr(gym, taken_back), TakeBackPain())
    return gym


@pytest.mark.parametrize("taken_back", ["one", "two"])
def test_a_report_that_is_taken_back_leaves_that_of_another_machine(
    taken_back: str,
) -> None:
    gym = two_reports(taken_back)
    assert reasons(gym.one) == reasons(gym.two) == (Reason.PAIN,)


def test_a_machine_s_own_lock_stays_its_own_when_another_one_is_taken_back() -> None:
    gym = two_reports("two")
    assert [lock.elsewhere for lock in gym.one.state.locks] == [False]


def test_what_comes_back_to_an_earlier_lock_does_so_on_both() -> None:
    gym = Gym()
    choose(gym, ANNA, ANNA)
    gym.feed(gym.one, ReportPain(level=6))
    first_ends = gym.one.state.locks[0].ends_utc_s
    gym.wait(HOUR)
    gym.feed(gym.one, ReportPain(level=6))
    gym.feed(gym.one, TakeBackPain())
    ends = [walk.state.locks[0].ends_utc_s for walk in (gym.one, gym.two)]
    assert ends == [first_ends, first_ends]


def test_a_day_is_one_day_on_all_machines() -> None:
    gym = Gym(policy(limits=LIMITS))
    choose(gym, ANNA, ANNA)
    gym.one.walk(3.0, 19 * MINUTE)
    gym.one.press(0.0)
    gym.two.wait(19 * MINUTE)
    gym.pass_on()
    assert gym.two.view().day_min == gym.one.view().day_min == 19


@pytest.mark.parametrize(("person", "left_min"), [(ANNA, 21), (BEN, 40), (GUEST, 40)])
def test_the_day_limit_counts_what_this_person_walked_elsewhere(
    person: str, left_min: int
) -> None:
    gym = Gym(policy(limits=LIMITS | {"session_s": 60 * MINUTE}))
    choose(gym, ANNA, person)
    gym.one.walk(3.0, 19 * MINUTE)
    gym.two.wait(19 * MINUTE)
    gym.pass_on()
    gym.two.walk(3.0, 10)
    told_s = gym.two.explain()["rules"]["limits"]["remaining_s"]
    assert told_s == pytest.approx(left_min * MINUTE - 10, abs=2)


def test_a_person_who_takes_over_gets_neither_a_warm_up_nor_a_budget_anew() -> None:
    walk = Walk(policy(warm_up={}, limits=LIMITS))
    walk.feed(SelectPerson(person_id=ANNA))
    walk.walk(3.0, 9 * MINUTE)
    walk.feed(SelectPerson(person_id=BEN))
    walk.go_on(MINUTE)
    session = walk.state.session
    assert session is not None
    assert (session.person_id, session.walkers) == (BEN, (ANNA, BEN))
    assert session.warm_s == pytest.approx(10 * MINUTE, abs=3)
    days = {total.person_id: total.moving_s for total in walk.state.totals}
    assert days[ANNA] == pytest.approx(9 * MINUTE, abs=3)
    assert days[BEN] == pytest.approx(MINUTE, abs=3)


def test_nobody_is_measured_by_the_baseline_of_another() -> None:
    walk = Walk()
    walk.feed(SelectPerson(person_id=ANNA))
    walk.feed(ReportBaseline(level=1))
    walk.feed(SelectPerson(person_id=BEN))
    walk.walk(3.0, 10)
    assert walk.state.session is not None
    assert walk.state.session.baseline is None


def test_a_person_with_a_lock_who_takes_a_moving_belt_over_is_brought_to_rest() -> None:
    gym = Gym()
    choose(gym, ANNA, BEN)
    gym.feed(gym.one, ReportPain(level=6))
    gym.two.walk(3.0, MINUTE)
    gym.feed(gym.two, SelectPerson(person_id=ANNA))
    gym.two.go_on(MINUTE)
    assert "locked_but_moving" in gym.two.said()
    assert gym.two.speed_kmh == 0


def test_of_a_person_who_is_forgotten_nothing_stays_but_a_lock_without_a_name() -> None:
    gym = Gym(policy(limits=LIMITS))
    choose(gym, ANNA, ANNA)
    gym.one.walk(3.0, 2 * MINUTE)
    gym.feed(gym.one, ReportBaseline(level=1), ReportPain(level=6))
    gym.one.go_on(MINUTE)
    gym.feed(gym.one, ReportPain(level=9), TakeBackPain())
    assert gym.one.state.lifted
    forget = ForgetPerson(person_id=ANNA, latched=frozenset({Reason.PAIN}))
    for walk in (gym.one, gym.two):
        gym.feed(walk, forget)
        assert ANNA not in repr(walk.state)
    gym.feed(gym.one, SelectPerson(person_id=BEN))
    assert gym.one.view().lock_scope is LockScope.SOMEBODY
    assert not gym.two.view().locked


def test_a_forgotten_person_who_walks_is_a_guest_from_then_on() -> None:
    walk = Walk()
    walk.feed(SelectPerson(person_id=ANNA))
    walk.walk(3.0, MINUTE)
    walk.feed(ForgetPerson(person_id=ANNA))
    walk.go_on(MINUTE)
    assert walk.state.session is not None
    assert walk.state.session.person_id == GUEST
    assert walk.state.session.moving_s == pytest.approx(2 * MINUTE, abs=3)
    assert ANNA not in repr(walk.state)


def test_a_machine_that_hears_the_same_again_does_not_tell_it_again() -> None:
    gym = Gym()
    choose(gym, ANNA, ANNA)
    gym.feed(gym.one, ReportPain(level=6))
    locked = gym.two.events().count(Event.LOCKED)
    for delay_s in (0.0, 0.001, 0.002):
        heard = told(gym.one.state, gym.one.now, "one")
        gym.two.wait(delay_s)
        gym.two.feed(heard)
    assert gym.two.events().count(Event.LOCKED) == locked == 1


def test_a_shorter_lock_from_elsewhere_shortens_nothing() -> None:
    gym = Gym()
    choose(gym, ANNA, ANNA)
    gym.feed(gym.two, ReportPain(symptom=Symptom.FAINT))
    before = gym.two.state.locks
    short = Lock(
        reason=Reason.RED_FLAG,
        since_utc_s=before[0].since_utc_s,
        ends_utc_s=before[0].ends_utc_s - HOUR,
        ends_s=1.0,
        person_id=ANNA,
    )
    gym.two.feed(Heard(machine_id="one", locks=(short,)))
    assert gym.two.state.locks == before


def test_what_is_known_of_other_machines_outlives_a_restart() -> None:
    gym = Gym(policy(limits=LIMITS))
    choose(gym, ANNA, ANNA)
    gym.one.walk(3.0, 5 * MINUTE)
    gym.two.wait(5 * MINUTE)
    gym.feed(gym.one, ReportPain(level=6))
    gym.two.restart(10.0)
    assert reasons(gym.two) == (Reason.PAIN,)
    assert gym.two.view().day_min >= 4


def test_who_takes_a_walk_over_takes_no_pain_over() -> None:
    walk = Walk()
    walk.feed(SelectPerson(person_id=ANNA))
    walk.walk(3.0, MINUTE)
    walk.feed(ReportPain(level=4))
    walk.feed(SelectPerson(person_id=BEN))
    assert walk.state.session is not None
    assert walk.state.session.worst_band is PainBand.NONE


def test_what_somebody_else_reports_opens_no_gate() -> None:
    walk = Walk(policy(limits=LIMITS))
    walk.feed(SelectPerson(person_id=ANNA))
    walk.walk(3.0, 25 * MINUTE)
    walk.press(0.0)
    walk.wait(MINUTE)
    walk.feed(ReportBaseline(level=6))
    walk.feed(SelectPerson(person_id=BEN))
    walk.feed(ReportBaseline(level=1))
    walk.feed(SelectPerson(person_id=ANNA))
    walk.feed(Release())
    assert walk.refusals() == [Refusal.PAIN_TOO_HIGH]
    assert reasons(walk) == (Reason.SESSION_LIMIT,)
