"""The texts that an expression can be are found, and nothing is made up."""

import ast

import pytest

from scripts.checks.places import keyword
from scripts.checks.values import Reader, Texts, Values

ENUMS = """
class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"

class Shape(StrEnum):
    ROUND = "round"

KNOWN = "known"
TABLE = (KNOWN, "more")
"""


@pytest.mark.parametrize(
    ("expression", "texts"),
    [
        ("'plain'", {"plain"}),
        ("None", set()),
        ("KNOWN", {"known"}),
        ("Colour.RED", {"red"}),
        ("Colour.RED.value", {"red"}),
        ("str(Colour.BLUE)", {"blue"}),
        ("'a' if x else 'b'", {"a", "b"}),
        ("thing.colour", {"red", "blue"}),
        ("thing.colour or 'none'", {"red", "blue", "none"}),
        ("colour_of(thing)", {"red", "blue"}),
        ("Colour(word)", {"red", "blue"}),
        ("thing.shapes[0]", {"round"}),
        ("f'is_{thing.colour}_{local}'", {f"is_{c}_x" for c in ("red", "blue")}),
        ("'is_' + thing.colour", {"is_red", "is_blue"}),
        ("local", {"x"}),
        ("first", {"one"}),
        ("row", {"first", "second"}),
        ("each", {"known", "more"}),
        ("parameter", {"here", "there", "by default"}),
        ("ATTR_DEVICE_ID", {"device_id"}),
        ("anything()", None),
        ("f'{anything()}_x'", None),
        ("stranger", None),
    ],
)
def test_one(grow, expression: str, texts: set[str] | None) -> None:
    source = f"""
class Thing:
    colour: Colour | None
    shapes: tuple[Shape, ...]

def colour_of(thing) -> Colour: ...

def function(thing, parameter="by default"):
    local = "x"
    first, second = "one", 2
    for row, number in (("first", 1), ("second", 2)): ...
    for each in TABLE: ...
    look(key={expression})

function(thing, "here")
function(thing, parameter="there")
function(thing)
"""
    values = Values(grow({"house/words.py": ENUMS, "house/x.py": source}), "house")
    assert read(values, values.one) == (texts if texts is None else frozenset(texts))


@pytest.mark.parametrize(
    ("expression", "texts"),
    [
        ("Colour", {"red", "blue"}),
        ("list(Colour)", {"red", "blue"}),
        ("[*Shape, KNOWN]", {"round", "known"}),
        ("TABLE", {"known", "more"}),
        ("[each.value for each in Colour]", {"red", "blue"}),
        ("(each for each in Colour if each is not Colour.RED)", {"blue"}),
        ("{f'to_{each}' for each in tuple(Shape)}", {"to_round"}),
        ("{'a': 1, KNOWN: 2}", {"a", "known"}),
        ("thing.shapes", {"round"}),
        ("[anything()]", None),
        ("anything()", None),
    ],
)
def test_many(grow, expression: str, texts: set[str] | None) -> None:
    source = f"class Thing:\n    shapes: list[Shape]\nlook(key={expression})"
    values = Values(grow({"house/words.py": ENUMS, "house/x.py": source}), "house")
    assert read(values, values.many) == (texts if texts is None else frozenset(texts))


def test_what_goes_in_circles_comes_to_an_end(grow) -> None:
    source = "def f(key):\n    look(key=key)\n    f(key)\n"
    values = Values(grow({"house/x.py": source}), "house")
    assert not read(values, values.one)


def test_what_belongs_together_is_handed_on_together(grow) -> None:
    source = """
def choice(options, key):
    return look(options=list(options), key=key)

choice(("a", "b"), "letters")
choice(("1",), key="digits")
thing.choice(("x",), "somebody's else")
"""
    values = Values(grow({"house/x.py": source}), "house")
    ((call, place),) = values.each("look")
    pairs = {
        (values.one(key, there), values.many(options, here))
        for (key, there), (options, here) in values.handed_on(
            place, keyword(call, "key"), keyword(call, "options")
        )
        if key is not None and options is not None
    }
    assert pairs == {
        (frozenset({"letters"}), frozenset({"a", "b"})),
        (frozenset({"digits"}), frozenset({"1"})),
    }


def read(values: Values, reader: Reader) -> Texts:
    """Return what a reader makes of the one expression that is looked at."""
    ((call, place),) = values.each("look")
    expression = keyword(call, "key")
    assert isinstance(expression, ast.expr)
    return reader(expression, place)
