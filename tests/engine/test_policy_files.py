"""Tests for the presets and for policies in files."""

from dataclasses import fields
from pathlib import Path
import tempfile

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_reader import ProblemKind
from custom_components.home_gym.engine.words import Mode
from custom_components.home_gym.policy import files as policy_files
from custom_components.home_gym.policy.files import (
    PRESETS_FOLDER,
    BrokenPresetError,
    Preset,
    load_policy,
    load_preset,
)


def problems_of(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    """Return line, path and kind of all problems of a file."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    result = load_policy(path)
    assert not isinstance(result, Policy)
    assert {each.file for each in result} == {str(path)}
    return [(each.line, each.problem.path, each.problem.problem) for each in result]


@pytest.mark.parametrize("preset", Preset)
def test_every_preset_is_sound(preset: Preset) -> None:
    """A preset loads, and is named as its file is."""
    assert load_preset(preset).name == preset


def test_every_file_among_the_presets_can_be_chosen() -> None:
    """The list of presets and the folder say the same."""
    assert {path.stem for path in PRESETS_FOLDER.glob("*")} == set(Preset)


def test_the_presets_differ_where_people_differ() -> None:
    """Some numbers that nobody should change without noticing."""
    told = {
        preset: (
            policy.speed.max_speed_kmh,
            policy.limits.session_s / 60,
            policy.pain.stop,
            policy.pain.lock_after_stop_s / 3600,
            policy.breaks.mode,
            policy.limits.week_hard,
        )
        for preset in Preset
        for policy in (load_preset(preset),)
    }
    assert told == {
        Preset.GENTLE_BACK: (4.5, 40, 5, 24, Mode.ENFORCE, True),
        Preset.DESK_WALKER: (3.2, 90, 5, 24, Mode.ENFORCE, False),
        Preset.GENERAL_FITNESS: (6.5, 60, 6, 24, Mode.ADVISE, False),
        Preset.RUNNER: (14.0, 75, 5, 48, Mode.ADVISE, False),
    }


@pytest.mark.parametrize("preset", Preset)
def test_a_faster_policy_is_the_same_walk_in_less_time(preset: Preset) -> None:
    """All times and ways of a person shrink alike; speeds and devices do not."""
    policy = load_preset(preset)
    faster = policy.faster(60)
    for section in fields(policy):
        if section.name in ("name", "ceiling_source", "week_notice_s"):
            continue
        before, after = getattr(policy, section.name), getattr(faster, section.name)
        for item in fields(before):
            old, new = getattr(before, item.name), getattr(after, item.name)
            unit = item.name.rpartition("_")[2]
            shrinks = unit in ("s", "m") and not item.name.endswith("_per_s")
            if item.name == "stale_after_s" or not shrinks or old is None:
                assert new == old
            elif isinstance(old, tuple):
                assert new == pytest.approx([each / 60 for each in old])
            else:
                assert new == pytest.approx(old / 60)


def test_a_file_may_say_only_what_differs(tmp_path: Path) -> None:
    """A file that extends a preset takes all else from it."""
    path = tmp_path / "anna.yaml"
    path.write_text("extends: runner\nbreaks:\n  mode: off\n", encoding="utf-8")
    policy = load_policy(path)
    assert isinstance(policy, Policy)
    assert policy.name == "anna"
    assert policy.breaks.mode is Mode.OFF
    assert policy.limits == load_preset(Preset.RUNNER).limits


def test_problems_come_with_their_lines(tmp_path: Path) -> None:
    """A key has its own line, a missing one that of its section."""
    text = "extends: runner\npain:\n  stop: 9\n  # never\n  mode: advise\nlimit: {}\n"
    assert problems_of(tmp_path, text) == [
        (6, "limit", ProblemKind.UNKNOWN_KEY),
        (5, "pain.mode", ProblemKind.OUT_OF_RANGE),
        (3, "pain.stop", ProblemKind.OUT_OF_RANGE),
    ]


def test_a_missing_key_has_the_line_of_its_section(tmp_path: Path) -> None:
    """A missing section has no line at all."""
    problems = problems_of(tmp_path, "\nidle_lock:\n  mode: advise\n")
    assert (2, "idle_lock.after_min", ProblemKind.MISSING) in problems
    assert (None, "pain", ProblemKind.MISSING) in problems


def test_a_broken_relation_with_the_preset_has_the_line_of_the_change(
    tmp_path: Path,
) -> None:
    """The preset's part of a relation is in no line of this file."""
    text = "extends: runner\nlimits:\n  session_min: 95\n"
    assert problems_of(tmp_path, text) == [
        (3, "limits.session_min", ProblemKind.CONSTRAINT)
    ]


def test_a_key_that_is_there_twice_is_told(tmp_path: Path) -> None:
    """YAML would silently take the later one."""
    text = "extends: runner\npain:\n  stop: 4\n  stop: 6\n"
    assert problems_of(tmp_path, text) == [(4, "pain.stop", ProblemKind.DUPLICATE_KEY)]


@pytest.mark.parametrize("name", ["jogger", "[runner]", "3", "null"])
def test_only_a_preset_can_be_extended(tmp_path: Path, name: str) -> None:
    """A wrong base is told once, not with everything that it leaves missing."""
    assert problems_of(tmp_path, f"extends: {name}\n") == [
        (1, "extends", ProblemKind.UNKNOWN_PRESET)
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("pain:\n  stop: [1\n", 3),
        ("pain:\n\tstop: 5\n", 2),
        ("pain: !secret pain\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("pain: *nowhere\n", 1),
        ("? [a]\n: b\n", None),
        ("when: !!timestamp never\n", None),
        ("when: 2026-13-45\n", None),
        ("flag: !!bool perhaps\n", None),
        ("stop: !!int ''\n", None),
        ("pain: \x00\n", None),
        ("[" * 5000, None),
    ],
)
def test_a_file_that_is_not_yaml_is_one_problem(
    tmp_path: Path, text: str, line: int | None
) -> None:
    """Broken text gives its line where that is known."""
    ((found, path, kind),) = problems_of(tmp_path, text)
    assert (path, kind) == ("", ProblemKind.SYNTAX)
    assert line is None or found == line


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "runner\n", "- pain\n"])
def test_a_file_without_keys_is_no_policy(tmp_path: Path, text: str) -> None:
    """Empty files and other documents are refused."""
    assert problems_of(tmp_path, text) == [(None, "", ProblemKind.NOT_A_MAPPING)]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    """Missing files, folders and other encodings are told alike."""
    strange = tmp_path / "strange.yaml"
    strange.write_bytes(b"\xff\xfe\xfa")
    for path in (tmp_path / "missing.yaml", tmp_path, strange):
        result = load_policy(path)
        assert isinstance(result, tuple)
        assert [each.problem.problem for each in result] == [ProblemKind.UNREADABLE]


def test_a_damaged_preset_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part of the installation that is broken is an error, not a choice."""
    monkeypatch.setattr(policy_files, "PRESETS_FOLDER", tmp_path)
    with pytest.raises(BrokenPresetError) as caught:
        load_preset(Preset.RUNNER)
    assert caught.value.problems[0].problem.problem is ProblemKind.UNREADABLE


@settings(max_examples=200)
@given(text=st.text("pain:stop-0!&*[]{}<\n\t '\"#|>?,.%@`", max_size=40) | st.text())
def test_no_text_at_all_makes_the_loader_fail(text: str) -> None:
    """Whatever is in a file, the answer is a policy or problems."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert isinstance(load_policy(path), tuple)
