"""Profiles in files: every one that comes along works, and errors can be found."""

from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.home_gym.dialects import Rule, create_dialect
from custom_components.home_gym.dialects.profile import Profile
from custom_components.home_gym.dialects.registry import profiles
from custom_components.home_gym.profile_files import (
    PROFILES_FOLDER,
    FileFault,
    Problems,
    load_families,
    load_profile,
    load_profiles,
    read_profile_text,
)

SHIPPED = sorted(path.stem for path in PROFILES_FOLDER.glob("*.yaml"))
SOUND = """\
name: Mine
part: plug
parameters:
  base:
    example: plug
state:
  topic: "{base}/state"
off:
  topic: "{base}/do"
  payload: "OFF"
"""


def found(result: Profile | Problems) -> list[tuple[int | None, str, str]]:
    """Return line, key and rule of every problem."""
    assert not isinstance(result, Profile)
    return [(each.line, each.key, str(each.rule)) for each in result]


@pytest.mark.parametrize("key", SHIPPED)
def test_what_comes_along_is_sound(key: str) -> None:
    profile = load_profile(PROFILES_FOLDER / f"{key}.yaml")
    assert isinstance(profile, Profile)
    assert profile.about
    assert profile.marks, "a family that comes along is recognised by the scan"
    values = {each.name: each.example for each in profile.parameters if each.required}
    dialect = profile.create({"dialect": key, **values})
    assert dialect.part is profile.part
    assert not dialect.traits.confirmed_on_hardware, "no device was ever tested"


def test_a_bare_off_is_the_off_command() -> None:
    profile = read_profile_text("mine.yaml", SOUND)
    assert isinstance(profile, Profile)
    assert profile.key == "mine"
    assert profile.create({"base": "plug"}).traits.can_switch_off


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param("", [(None, "", "section")], id="empty"),
        pytest.param("- a", [(None, "", "section")], id="a list"),
        pytest.param("a: [", [(1, "", "syntax")], id="not closed"),
        pytest.param("a: 2026-99-99", [(None, "", "syntax")], id="no such day"),
        pytest.param("a: !!python/object:x {}", [(1, "", "syntax")], id="a Python tag"),
        pytest.param(
            SOUND + "on:\n  topic: x\n", [(11, "on", "command")], id="a bare on"
        ),
        pytest.param(
            SOUND.replace('"OFF"', '"ON"'),
            [(10, "off.payload", "command")],
            id="off that switches on",
        ),
        pytest.param(
            SOUND + "state:\n  topic: x\n",
            [(11, "state", "duplicate_key"), (12, "state.topic", "duplicate_key")],
            id="a section twice",
        ),
        pytest.param(
            SOUND + "queries:\n  - topic: x\n    payload: 5\n",
            [(13, "queries.0.payload", "text")],
            id="in a list",
        ),
        pytest.param(
            SOUND.replace("state:", "state: &s") + "availability: *s\n",
            [(11, "availability", "alias")],
            id="an alias",
        ),
        pytest.param("&a\nx: *a\n", [(2, "x", "alias")], id="an alias in a circle"),
    ],
)
def test_errors_have_their_line(
    text: str, problems: list[tuple[int | None, str, str]]
) -> None:
    assert found(read_profile_text("mine.yaml", text)) == problems


def test_a_problem_names_the_file_the_value_and_what_is_allowed() -> None:
    text = SOUND.replace('state"\n', 'state"\n  path: a..b\n').replace(
        "part: plug", "part: bike"
    )
    result = read_profile_text("folder/mine.yaml", text)
    assert not isinstance(result, Profile)
    first = result[0]
    assert (first.file, first.value) == ("folder/mine.yaml", "bike")
    assert first.allowed == "treadmill, plug"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert found(load_profile(tmp_path / "no.yaml")) == [(None, "", "unreadable")]
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert found(load_profile(binary)) == [(None, "", "unreadable")]


def test_one_broken_file_takes_no_other_one_with_it(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SOUND)
    (tmp_path / "broken.yaml").write_text("name: x")
    (tmp_path / "notes.txt").write_text("no profile")
    loaded, problems = load_profiles(tmp_path)
    assert [each.key for each in loaded] == ["mine"]
    assert {Path(each.file).name for each in problems} == {"broken.yaml"}


def test_there_need_be_no_folder(tmp_path: Path) -> None:
    assert load_profiles(tmp_path / "nowhere") == ((), ())


def test_families_come_along_and_are_joined_by_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SOUND)
    assert load_families(tmp_path) == ()
    assert [each.key for each in profiles()] == [*SHIPPED, "mine"]
    assert create_dialect({"dialect": "mine", "base": "plug"}).key == "mine"
    assert load_families() == ()
    assert [each.key for each in profiles()] == SHIPPED


def test_a_profile_read_again_is_the_changed_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SOUND)
    load_families(tmp_path)
    path.write_text(SOUND.replace("Mine", "Changed"))
    assert load_families(tmp_path) == ()
    assert profiles()[-1].name == "Changed"


@pytest.mark.parametrize("key", ["qz", "pacekeeper"], ids=["in code", "a profile"])
def test_a_family_that_comes_along_is_not_replaced(tmp_path: Path, key: str) -> None:
    (tmp_path / f"{key}.yaml").write_text(SOUND)
    (problem,) = load_families(tmp_path)
    assert problem.file == str(tmp_path / f"{key}.yaml")
    assert (problem.rule, problem.value) == (FileFault.FAMILY_TAKEN, key)


@settings(max_examples=200)
@given(st.text(max_size=80), st.integers(0, len(SOUND)))
def test_no_text_raises(text: str, place: int) -> None:
    for each in (text, SOUND[:place] + text + SOUND[place:]):
        result = read_profile_text("mine.yaml", each)
        assert isinstance(result, Profile) or result


def test_every_rule_is_a_rule_or_a_fault_of_the_file() -> None:
    assert not {each.value for each in FileFault} & {each.value for each in Rule}
