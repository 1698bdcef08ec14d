"""What has grown too long is found, and what has not is left alone."""

import pytest

from scripts.checks import sizes

HOUSE = "custom_components/home_gym"


def function(name: str, lines: int) -> str:
    return f"def {name}():\n" + "    x = 1\n" * (lines - 1)


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (f"{HOUSE}/link.py", "x = 1\n" * 301, "301 lines, 300 at most"),
        (f"{HOUSE}/sensor.py", "x = 1\n" * 401, "401 lines, 400 at most"),
        ("gymlab/sim.py", "x = 1\n" * 301, "301 lines"),
        ("frontend/src/card.ts", "x = 1\n" * 301, "301 lines, 300 at most"),
        ("scripts/checks/new.py", "x = 1\n" * 301, "301 lines"),
        ("tests/engine/test_x.py", "x = 1\n" * 501, "501 lines, 500 at most"),
        (
            f"{HOUSE}/engine/x.py",
            "".join(function(f"f{n}", 3) for n in range(3)) + function("long", 41),
            "long has 41 lines, 40 at most",
        ),
        (
            f"{HOUSE}/dialects/x.py",
            "".join(function(f"f{n}", 10) for n in range(3)),
            "half of the functions have 10 lines",
        ),
    ],
)
def test_too_much_is_found(grow, path: str, text: str, words: str) -> None:
    (found,) = sizes.check(grow({path: text}))
    assert words in found.text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (f"{HOUSE}/link.py", "x = 1\n" * 300),
        (f"{HOUSE}/sensor.py", "x = 1\n" * 400),
        (f"{HOUSE}/link.py", function("f", 9) + function("g", 9) + function("h", 40)),
        ("tests/engine/test_x.py", function("a_long_story", 120)),
    ],
)
def test_enough_is_enough(grow, path: str, text: str) -> None:
    assert not list(sizes.check(grow({path: text})))


@pytest.mark.parametrize(
    "call", ["_LOGGER.debug('x')", "LOGGER.exception('x')", "logging.warning('x')"]
)
def test_the_sixteenth_log_call_is_found(grow, call: str) -> None:
    tree = grow(
        {
            f"{HOUSE}/a.py": f"{call}\n" * 15,
            f"{HOUSE}/b.py": f"log.error('x')\nMath.log(2)\n{call}\n",
        }
    )
    assert [(each.path, each.line) for each in sizes.check(tree)] == [
        (f"{HOUSE}/b.py", 3)
    ]
