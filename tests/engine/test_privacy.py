"""No number and no place of pain leaves the engine (promise 11)."""

from dataclasses import fields, is_dataclass
from enum import Enum
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.effects import Record, Refuse, Say
from custom_components.home_gym.engine.observations import ReportBaseline, ReportPain
from custom_components.home_gym.engine.words import PainBand, Symptom

from .drive import MINUTE, Walk

PLACE = "sacroiliac"
HEALTH = {"level", "place", "baseline", "symptom", "number", "score", "worst_band"}


def walk_with(report: ReportPain, baseline: int | None) -> Walk:
    walk = Walk()
    if baseline is not None:
        walk.feed(ReportBaseline(level=baseline))
    walk.walk(3.0, MINUTE)
    walk.feed(report)
    walk.go_on(MINUTE)
    return walk


def values(thing: Any) -> list[Any]:
    """Return every leaf of nested data, the keys of mappings too."""
    if is_dataclass(thing):
        return [leaf for f in fields(thing) for leaf in values(getattr(thing, f.name))]
    if isinstance(thing, dict):
        return [leaf for each in thing.values() for leaf in values(each)] + [*thing]
    if isinstance(thing, list | tuple | frozenset):
        return [leaf for each in thing for leaf in values(each)]
    return [thing.value if isinstance(thing, Enum) else thing]


def outside(walk: Walk) -> list[Any]:
    """Return what people, logs and automations can see of a machine."""
    shown = [walk.view(), walk.explain()]
    told = [each for each in walk.since() if isinstance(each, Say | Record | Refuse)]
    return [leaf for each in (*shown, *told) for leaf in values(each)]


@given(
    level=st.none() | st.integers(0, 10),
    symptom=st.none() | st.sampled_from(Symptom),
    baseline=st.none() | st.integers(0, 10),
)
def test_neither_place_nor_symptom_is_told(
    level: int | None, symptom: Symptom | None, baseline: int | None
) -> None:
    report = ReportPain(level=level, place=PLACE, symptom=symptom)
    seen = outside(walk_with(report, baseline))
    assert PLACE not in seen
    assert not {leaf for leaf in seen if isinstance(leaf, str)} & HEALTH
    # A cramp has words of its own, since it asks for something else to be done.
    assert not set(map(str, seen)) & (set(Symptom) - {Symptom.CRAMP})


@pytest.mark.parametrize(("low", "high"), [(5, 6), (7, 10), (0, 0), (1, 2), (3, 4)])
def test_two_levels_of_one_band_look_the_same(low: int, high: int) -> None:
    def look(level: int) -> tuple[Any, ...]:
        walk = walk_with(ReportPain(level=level), None)
        return json.dumps(walk.explain()), walk.view(), walk.log

    assert look(low) == look(high)


def test_the_band_is_all_that_is_recorded() -> None:
    walk = walk_with(ReportPain(level=9, place=PLACE), 2)
    (record,) = [
        each
        for each in walk.since()
        if isinstance(each, Record) and each.event == "pain_reported"
    ]
    assert record.values == {"band": PainBand.EMERGENCY}


def test_nothing_that_is_said_about_pain_carries_a_value() -> None:
    for level in range(11):
        walk = walk_with(ReportPain(level=level, place=PLACE), 0)
        said = [each for each in walk.since() if isinstance(each, Say)]
        assert all(not each.values for each in said if each.key.startswith("pain"))


def test_explanations_are_plain_data() -> None:
    walk = walk_with(ReportPain(level=5), None)
    assert json.loads(json.dumps(walk.explain())) == walk.explain()
