"""Where several may have spoken, each belt stops and rests, and tells of nobody."""

from collections.abc import Mapping
from typing import Final

import pytest

from custom_components.home_gym.engine.effects import SendStop
from custom_components.home_gym.engine.observations import (
    ReportBaseline,
    ReportPain,
    SelectPerson,
    TakeBackPain,
)
from custom_components.home_gym.engine.words import (
    GUEST,
    LockScope,
    PainBand,
    Reason,
    Symptom,
)

from .drive import Walk, machine

EASY = machine(can_slow=True, minimum_speed_kmh=0.5)
ANNA, BEN = "anna", "ben"

RED_FLAG = ReportPain(symptom=Symptom.FAINT, unnamed=True)
REPORTS: Final[Mapping[str, tuple[ReportPain | ReportBaseline, Reason]]] = {
    "a warning sign": (RED_FLAG, Reason.RED_FLAG),
    "an emergency": (ReportPain(level=9, unnamed=True), Reason.PAIN_EMERGENCY),
    "a stop": (ReportPain(unnamed=True), Reason.PAIN),
    "too much from before": (ReportBaseline(level=6, unnamed=True), Reason.PAIN),
}


def walking() -> Walk:
    """Let Anna walk."""
    walk = Walk(a_machine=EASY)
    walk.feed(SelectPerson(person_id=ANNA))
    walk.walk(3.0, 60.0)
    return walk


@pytest.fixture(params=REPORTS, name="walk")
def reported(request: pytest.FixtureRequest) -> Walk:
    """Return a walk in which somebody has reported, and nobody knows who."""
    walk = walking()
    walk.feed(REPORTS[request.param][0])
    reason = REPORTS[request.param][1]
    assert walk.view().lock_reasons == (reason,)
    return walk


def test_the_belt_stops(walk: Walk) -> None:
    walk.go_on(20.0)
    assert walk.when(SendStop) != []


def test_the_lock_holds_for_everybody_here(walk: Walk) -> None:
    for person in (BEN, GUEST, ANNA):
        walk.feed(SelectPerson(person_id=person))
        assert walk.view().locked
    assert {lock.person_id for lock in walk.state.locks} == {GUEST}
    assert walk.explain()["locks"][0]["whose"] == LockScope.SOMEBODY


def test_it_is_no_part_of_the_walk(walk: Walk) -> None:
    session, pain = walk.state.session, walk.state.pain
    assert session is not None
    assert pain is not None
    assert session.worst_band is PainBand.NONE
    assert pain.person_id == GUEST
    assert [each.person_id for each in walk.state.pains] == [GUEST]
    ladder = walk.state.ladder
    assert ladder is not None
    assert ladder.reason is Reason.USER_STOP


def test_whoever_it_was_is_asked_to_report_it(walk: Walk) -> None:
    assert "pain_whose" in walk.said()


def test_what_hurt_before_is_no_part_of_the_walk_either() -> None:
    walk = walking()
    walk.feed(ReportBaseline(level=2, unnamed=True))
    assert walk.state.session is not None
    assert walk.state.session.baseline is None
    assert [each.person_id for each in walk.state.pains] == [GUEST]


def test_it_can_be_taken_back(walk: Walk) -> None:
    walk.feed(TakeBackPain())
    assert not walk.view().locked
