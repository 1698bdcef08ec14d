"""A state goes to JSON and comes back as it was, whatever has happened."""

from dataclasses import fields
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine import codec
from custom_components.home_gym.engine.codec import (
    VERSION,
    NewerStateError,
    decode,
    encode,
)
from custom_components.home_gym.engine.state import State

from .drive import Walk
from .rig import Rig
from .stories import (
    CLOCK,
    CRASH,
    FAULTS,
    HANDS,
    HASTY,
    LINK,
    PLUG,
    VOICE,
    Turn,
    examples,
    play,
    stories,
)


@given(
    story=stories(HANDS, VOICE, PLUG, LINK, CRASH, CLOCK, FAULTS),
    seed=st.integers(0, 99),
    can_slow=st.booleans(),
)
@examples(40)
def test_every_state_that_can_be_reached_comes_back(
    story: list[Turn], seed: int, can_slow: bool
) -> None:
    rig = play(Rig(HASTY, seed=seed, can_slow=can_slow), story)
    for moment in rig.moments[::11]:
        state = moment.step.state
        text = json.dumps(encode(state), allow_nan=False)
        back = decode(json.loads(text))
        assert back == state


def test_a_new_state_comes_back() -> None:
    assert decode(encode(State())) == State()


def test_a_stored_state_names_its_version() -> None:
    assert encode(State())["version"] == VERSION


@pytest.mark.parametrize("ahead", [1, 7])
def test_a_state_of_a_newer_home_gym_is_refused(ahead: int) -> None:
    data = encode(State())
    data["version"] = VERSION + ahead
    with pytest.raises(NewerStateError):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"version": VERSION},
        {"version": "x", "state": {}},
        {"version": VERSION, "state": {"truth": {"belt": "flying"}}},
        {"version": VERSION, "state": {"locks": [{"reason": "pain"}]}},
        {"version": VERSION, "state": None},
    ],
    ids=str,
)
def test_what_is_no_state_is_refused_and_not_guessed(data: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(data)


def test_a_field_that_is_new_gets_its_default() -> None:
    data = encode(State())
    del data["state"]["guard"]
    assert decode(data) == State()


def test_a_field_that_was_dropped_is_passed_over() -> None:
    data = encode(State())
    data["state"]["truth"]["colour"] = "green"
    assert decode(data) == State()


def test_an_older_state_is_migrated_step_by_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A migration takes the data of its version to the next one."""

    def second(plain: dict[str, Any]) -> dict[str, Any]:
        return {**plain, "person_id": plain.pop("walker")}

    def third(plain: dict[str, Any]) -> dict[str, Any]:
        return {**plain, "person_id": plain["person_id"].lower()}

    monkeypatch.setattr(codec, "VERSION", VERSION + 2)
    monkeypatch.setattr(codec, "MIGRATIONS", {VERSION: second, VERSION + 1: third})
    plain = encode(State())["state"]
    del plain["person_id"]
    old = {"version": VERSION, "state": {**plain, "walker": "ANNA"}}
    assert decode(old).person_id == "anna"


def test_every_field_of_the_state_is_stored() -> None:
    stored = encode(Walk().state)["state"]
    assert stored.keys() == {item.name for item in fields(State)}
