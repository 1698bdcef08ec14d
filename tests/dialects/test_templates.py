"""Places in texts are filled, and found again in topics."""

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects.templates import (
    ABSENT,
    TopicPattern,
    filled,
    places,
    texts,
    topic_filter,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("{base}/{a_1}/x", ("base", "a_1"), id="two"),
        pytest.param("go {speed} for {seconds}", (), id="what is known later"),
        pytest.param('{"cmd":"stop"}', (), id="JSON"),
        pytest.param("{Base}/{ }/{}", (), id="no names"),
    ],
)
def test_places(text: str, names: tuple[str, ...]) -> None:
    assert places(text) == names


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("{base}/x", "gym/x", id="text"),
        pytest.param("{speed} in {base}", "{speed} in gym", id="speed is left"),
        pytest.param("{gone}/x", ABSENT, id="not given"),
        pytest.param({"a": "{base}", "b": 5}, {"a": "gym", "b": 5}, id="mapping"),
        pytest.param({"a": "{gone}", "b": 5}, ABSENT, id="mapping without"),
        pytest.param(["{gone}", "{base}"], ["gym"], id="list"),
        pytest.param(["{gone}"], ABSENT, id="list without"),
        pytest.param([], [], id="empty list"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_filled(value: object, expected: object) -> None:
    assert filled(value, {"base": "gym"}) == expected


def test_texts_come_with_their_paths() -> None:
    document = {"a": "x", "b": [{"c": "y"}, 5], "d": None}
    assert list(texts(document)) == [("a", "x"), ("b.0.c", "y")]


@pytest.mark.parametrize(
    ("template", "begins", "topic", "found"),
    [
        pytest.param("{base}/x", {}, "a/b/x", {"base": "a/b"}, id="several levels"),
        pytest.param("{base}/{a}/x", {}, "b/c/x", {"base": "b", "a": "c"}, id="two"),
        pytest.param("{base}/{base}/x", {}, "b/b/x", {"base": "b"}, id="twice"),
        pytest.param(
            "{base}/{base}/x", {}, "b/c/x", None, id="twice, but not the same"
        ),
        pytest.param("{base}/x", {"base": "p-"}, "p-1/x", {"base": "p-1"}, id="begins"),
        pytest.param("{base}/x", {"base": "p-"}, "q-1/x", None, id="begins otherwise"),
        pytest.param("{base}/x", {}, "/x", None, id="empty"),
        pytest.param("a.b/{base}", {}, "aXb/c", None, id="a point is a point"),
        pytest.param("x", {}, "x", {}, id="no places"),
        pytest.param("{base}", {}, "a/#", None, id="wildcard"),
    ],
)
def test_topics_are_read_back(
    template: str, begins: dict[str, str], topic: str, found: dict[str, str] | None
) -> None:
    assert TopicPattern.of(template, begins).find(topic) == found


@pytest.mark.parametrize(
    ("template", "base", "begin", "expected"),
    [
        pytest.param("{base}/state", "gym", "", "+/state", id="one level"),
        pytest.param("{base}/state", "a/b/c", "", "+/+/+/state", id="as its example"),
        pytest.param("{base}/state", "a/b/c_1", "a/b/c_", "a/b/+/state", id="begins"),
        pytest.param("{base}/{a}/x", "gym", "", "+/+/x", id="another place"),
        pytest.param("{base}/p{a}q/x", "gym", "", "+/+/x", id="within a level"),
        pytest.param("/{base}/x", "gym", "", "/+/x", id="leading slash"),
        pytest.param("x/y", "gym", "", "x/y", id="no place"),
    ],
)
def test_a_scan_hears_a_topic_whatever_its_values(
    template: str, base: str, begin: str, expected: str
) -> None:
    assert topic_filter(template, {"base": base}, begin) == expected


LEVEL = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=5)


@given(st.lists(LEVEL, min_size=1, max_size=3), LEVEL)
def test_what_was_filled_in_is_found_again(base: list[str], name: str) -> None:
    values = {"base": "/".join(base), "a": name}
    template = "{base}/-/{a}/state"
    topic = filled(template, values)
    assert isinstance(topic, str)
    assert TopicPattern.of(template, {}).find(topic) == values
