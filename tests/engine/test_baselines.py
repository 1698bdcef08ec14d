"""How much hurt before a walk is kept of each person, whoever told something since."""

from custom_components.home_gym.engine.observations import (
    ForgetPerson,
    ReportBaseline,
    SelectPerson,
)
from custom_components.home_gym.engine.sharing import people_in

from .drive import MINUTE, Walk

ANNA, BEN = "person_anna", "person_ben"


def _told() -> Walk:
    """Let Anna tell hers, then Ben his, and Anna be chosen again."""
    walk = Walk()
    for person_id, level in ((ANNA, 3), (BEN, 1)):
        walk.feed(SelectPerson(person_id=person_id))
        walk.feed(ReportBaseline(level=level))
    walk.feed(SelectPerson(person_id=ANNA))
    return walk


def test_what_another_tells_replaces_nobodys() -> None:
    walk = _told()
    walk.walk(2.0, 10)
    assert walk.state.session is not None
    assert walk.state.session.baseline == 3
    walk.feed(SelectPerson(person_id=BEN))
    assert walk.state.session.baseline == 1
    walk.restart(1.0)
    walk.feed(SelectPerson(person_id=ANNA))
    assert walk.state.session.baseline == 3


def test_it_is_old_after_a_while() -> None:
    walk = _told()
    walk.wait(31 * MINUTE)
    walk.walk(2.0, 10)
    assert walk.state.session is not None
    assert walk.state.session.baseline is None


def test_it_goes_with_the_person() -> None:
    walk = _told()
    assert people_in(walk.state) == {ANNA, BEN}
    walk.feed(ForgetPerson(person_id=BEN))
    assert people_in(walk.state) == {ANNA}
