"""Payloads are read defensively."""

import json
import threading

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects.payload import (
    MAX_NUMBER,
    MAX_PAYLOAD_LENGTH,
    at_least_zero,
    is_blank,
    is_text,
    json_document,
    json_object,
    look_up,
    number,
    split_path,
    truth,
    whole_number,
    word,
)

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("5.00", 5.0, id="text with decimals"),
        pytest.param(" -2 ", -2.0, id="text with blanks around it"),
        pytest.param("1e3", 1000.0, id="text with an exponent"),
        pytest.param(".5", 0.5, id="text without a leading zero"),
        pytest.param(431, 431.0, id="whole number from JSON"),
        pytest.param(2.5, 2.5, id="number from JSON"),
        pytest.param("", None, id="empty"),
        pytest.param("NaN", None, id="NaN as text"),
        pytest.param(float("nan"), None, id="NaN"),
        pytest.param("inf", None, id="infinity as text"),
        pytest.param("1e999", None, id="text beyond every float"),
        pytest.param(float("-inf"), None, id="infinity"),
        pytest.param(10**400, None, id="whole number beyond every float"),
        pytest.param("9" * 5000, None, id="more digits than int() takes"),
        pytest.param(MAX_NUMBER * 2, None, id="larger than any quantity"),
        pytest.param(True, None, id="truth value is no number"),
        pytest.param("true", None, id="word"),
        pytest.param("1_000", None, id="underscores that float() would take"),
        pytest.param("١٢", None, id="digits of another script"),
        pytest.param("5,0", None, id="decimal comma"),
        pytest.param("0x10", None, id="hexadecimal"),
        pytest.param("5 km/h", None, id="number with its unit"),
        pytest.param("\udcff5", None, id="remains of binary data"),
        pytest.param(None, None, id="nothing"),
        pytest.param([1], None, id="list"),
    ],
)
def test_number(value: object, expected: float | None) -> None:
    """A number is a plain finite number, and nothing else is."""
    assert number(value) == expected


@given(st.one_of(ANY_JSON, st.text(st.characters())))
def test_number_never_raises_and_is_finite(value: object) -> None:
    """Every number that is read is small enough to count with."""
    found = number(value)
    assert found is None or abs(found) <= MAX_NUMBER


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("-0.1", None, id="negative"),
        pytest.param("0", 0.0, id="zero"),
        pytest.param("nan", None, id="no number"),
    ],
)
def test_at_least_zero(value: str, expected: float | None) -> None:
    """What cannot be negative is not read as negative."""
    assert at_least_zero(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("59", 59, id="whole"),
        pytest.param("59.0", 59, id="whole with a decimal point"),
        pytest.param("59.5", None, id="with a fraction"),
        pytest.param("-1", None, id="negative"),
    ],
)
def test_whole_number(value: str, expected: int | None) -> None:
    """A whole number has no fraction and no sign."""
    assert whole_number(value) == expected


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="cut off"),
        pytest.param("12", id="plain number"),
        pytest.param('"text"', id="plain text"),
        pytest.param("null", id="null"),
        pytest.param("[" * 60_000, id="nested deeper than the parser can go"),
        pytest.param('{"a":' * 10_000, id="objects nested too deeply"),
        pytest.param("[" + "1," * MAX_PAYLOAD_LENGTH + "1]", id="too long"),
        pytest.param("\x00\x01\udcfe", id="binary data"),
        pytest.param('{"a": ' + "9" * 5000 + "}", id="more digits than int() takes"),
    ],
)
def test_no_json_document(payload: str) -> None:
    """What is not an object or an array is nothing, and nothing raises."""
    assert json_document(payload) is None
    assert json_object(payload) is None


def test_deep_nesting_in_a_thread_with_a_small_stack() -> None:
    """How deep the parser can go depends on the stack; beyond it nothing raises."""
    found: list[object] = []
    stack_size = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(
            target=lambda: found.append(json_document("[" * 30_000 + "]" * 30_000))
        )
        thread.start()
        thread.join()
    finally:
        threading.stack_size(stack_size)
    assert found == [None]


def test_a_list_is_a_document_but_no_object() -> None:
    """The two readers differ for arrays only."""
    assert json_document("[1]") == [1]
    assert json_object("[1]") is None
    assert json_object('{"a": NaN}') is not None


@given(st.text(st.characters(), max_size=2000))
def test_json_never_raises(payload: str) -> None:
    """Any text can be handed in."""
    json_object(payload)
    is_blank(payload)
    is_text(payload)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(" ON ", "on", id="text ignores case and blanks"),
        pytest.param(True, "true", id="truth value"),
        pytest.param(1, "1", id="whole number"),
        pytest.param(1.0, "1", id="number that is whole"),
        pytest.param(float("nan"), None, id="NaN"),
        pytest.param(None, None, id="nothing"),
        pytest.param({}, None, id="object"),
    ],
)
def test_word(value: object, expected: str | None) -> None:
    """Whatever stands for a state is compared as a word."""
    assert word(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("On", True, id="on word"),
        pytest.param("off", False, id="off word"),
        pytest.param("banana", None, id="another word"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_truth(value: object, expected: bool | None) -> None:
    """A word that is neither is not taken for off."""
    assert truth(value, frozenset({"on"}), frozenset({"off"})) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("", (), id="plain payload"),
        pytest.param("a.b", ("a", "b"), id="dots"),
        pytest.param("a[0].b", ("a", "0", "b"), id="brackets"),
        pytest.param("a..b", None, id="empty step"),
        pytest.param(".", None, id="only a dot"),
    ],
)
def test_split_path(path: str, expected: tuple[str, ...] | None) -> None:
    """A path has dots and list indexes."""
    assert split_path(path) == expected


DOCUMENT = json.loads('{"ENERGY": {"Power": [120, 0], "0": "zero"}, "none": null}')


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("ENERGY.Power.0", 120, id="item of a list"),
        pytest.param("ENERGY.Power[1]", 0, id="item in brackets"),
        pytest.param("ENERGY.0", "zero", id="key that looks like an index"),
        pytest.param("ENERGY.Power.2", None, id="beyond the list"),
        pytest.param("ENERGY.Power.-1", None, id="no counting from the end"),
        pytest.param("ENERGY.Power.x", None, id="key into a list"),
        pytest.param("ENERGY.Power.0.x", None, id="step into a number"),
        pytest.param("energy", None, id="keys have a case"),
        pytest.param("none", None, id="null is nothing"),
        pytest.param("ENERGY.Power." + "9" * 5000, None, id="absurd index"),
    ],
)
def test_look_up(path: str, expected: object) -> None:
    """A path leads to a value or to nothing."""
    steps = split_path(path)
    assert steps is not None
    assert look_up(DOCUMENT, steps) == expected
