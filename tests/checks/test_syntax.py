"""Files that make no sense, and keys that stand there twice, are found."""

import pytest

from scripts.checks import syntax


@pytest.mark.parametrize(
    ("path", "text", "line", "words"),
    [
        ("x.py", "x = 1\ndef f(:\n", 2, "not Python"),
        ("x.json", '{\n"a": 1,\n}', 2, "not JSON"),
        (
            "x.json",
            '{"a": {"b": 1},\n"c": {"b": 1,\n"b": 2}}',
            3,
            "b stands there twice",
        ),
        ("x.yaml", "a: 1\nb: [\n", 3, "not YAML"),
        ("x.yml", "a: 1\nb:\n  c: 1\n  c: 2\n", 3, "c stands there twice"),
    ],
)
def test_nonsense_is_found(grow, path: str, text: str, line: int, words: str) -> None:
    (found,) = syntax.check(grow({path: text}))
    assert found.line == line
    assert words in found.text


def test_the_tags_of_home_assistant_are_yaml(grow) -> None:
    text = "a: !input b\nc: !include_dir_list d\ne: !secret f\ng: !env_var [h, i]\n"
    anchors = "x: &x\n  a: 1\ny:\n  <<: *x\n  b: 2\nz:\n  <<: *x\n"
    assert not list(syntax.check(grow({"x.yaml": text, "y.yaml": anchors})))
