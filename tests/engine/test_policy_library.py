"""People's own policy files: what is found, what may be extended, what is refused."""

from collections.abc import Callable
import os
from pathlib import Path

import pytest

from custom_components.home_gym.engine.policy_layers import Origin, PolicySource
from custom_components.home_gym.engine.policy_reader import ProblemKind
from custom_components.home_gym.policy.files import LARGEST_FILE, MOST_BASES, Preset
from custom_components.home_gym.policy.library import Library, read_library

type Write = Callable[..., Library]


@pytest.fixture
def library_of(tmp_path: Path) -> Write:
    """Return how to read a folder that holds these files."""
    folder = tmp_path / "policies"
    folder.mkdir()

    def read(**files: str) -> Library:
        for stem, text in files.items():
            (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
        return read_library(folder)

    return read


def kinds(library: Library) -> dict[str, list[ProblemKind]]:
    return {
        path.name: [each.problem.problem for each in problems]
        for path, problems in library.problems.items()
    }


def test_without_a_folder_there_are_the_presets(tmp_path: Path) -> None:
    library = read_library(tmp_path / "nothing")
    assert set(library.policies) == set(Preset)
    assert not library.own_names
    assert not library.problems


def test_own_files_stand_beside_the_presets_by_their_names(library_of: Write) -> None:
    library = library_of(
        anna="name: Anna's back\nextends: gentle_back\n", ben="extends: runner\n"
    )
    assert library.own_names == {"anna": "Anna's back", "ben": "ben"}
    assert set(library.policies) == {*Preset, "anna", "ben"}


def test_a_wrong_file_takes_no_other_one_with_it(library_of: Write) -> None:
    library = library_of(anna="extends: runner\n", ben="extends: runner\npain: 3\n")
    assert set(library.own_names) == {"anna"}
    assert kinds(library) == {"ben.yaml": [ProblemKind.NOT_A_MAPPING]}
    assert library.is_broken("ben")
    assert not library.is_broken("anna")


def test_a_file_may_extend_another_one_and_each_says_where_a_value_is_from(
    library_of: Write,
) -> None:
    home = "speed:\n  max_speed_kmh: 8\nlimits:\n  session_min: 60\n"
    library = library_of(
        home=f"extends: runner\n{home}",
        anna="extends: home\nlimits:\n  session_min: 50\n",
    )
    layers = library.policies["anna"].layers
    assert layers.policy.name == "anna"
    assert layers.policy.speed.max_speed_kmh == 8
    assert layers.policy.limits.session_s == 50 * 60
    said_by = {
        "limits.session_min": Origin(source=PolicySource.FILE, name="anna"),
        "speed.max_speed_kmh": Origin(source=PolicySource.FILE, name="home"),
        "pain.stop": Origin(source=PolicySource.PRESET, name="runner"),
    }
    assert {path: layers.origins[path] for path in said_by} == said_by


def test_a_circle_is_told_in_every_file_of_it(library_of: Write) -> None:
    library = library_of(
        a="extends: b\n", b="extends: c\n", c="extends: a\n", d="extends: d\n"
    )
    circle = [ProblemKind.CIRCLE]
    assert kinds(library) == dict.fromkeys(
        ("a.yaml", "b.yaml", "c.yaml", "d.yaml"), circle
    )
    (problem,) = next(iter(library.problems.values()))
    assert problem.problem.value == "a > b > c > a"
    assert problem.line == 1


def test_a_long_chain_is_refused(library_of: Write) -> None:
    count = MOST_BASES + 2
    files = {f"p{each}": f"extends: p{each + 1}\n" for each in range(count)}
    library = library_of(**files, **{f"p{count}": "extends: runner\n"})
    assert "p3" in library.own_names
    assert "p0" not in library.own_names
    assert kinds(library)["p0.yaml"] != []


def test_a_file_on_a_wrong_file_is_told_where_to_mend(library_of: Write) -> None:
    library = library_of(a="extends: b\n", b="extends: runner\npain:\n  stop: 9\n")
    assert kinds(library) == {
        "a.yaml": [ProblemKind.BROKEN_BASE],
        "b.yaml": [ProblemKind.OUT_OF_RANGE],
    }


@pytest.mark.parametrize(
    "name",
    ["../secrets", "/etc/passwd", "anna.yaml", "Anna", "", ".hidden", "a/b", "~"],
)
def test_extends_names_no_path(library_of: Write, tmp_path: Path, name: str) -> None:
    (tmp_path / "secrets.yaml").write_text("extends: runner\n")
    library = library_of(mine=f"extends: '{name}'\n", anna="extends: runner\n")
    assert kinds(library) == {"mine.yaml": [ProblemKind.UNKNOWN_PRESET]}


def test_what_can_be_extended_is_listed_without_the_file_itself(
    library_of: Write,
) -> None:
    library = library_of(mine="extends: jogger\n", anna="extends: runner\n")
    ((problem,),) = library.problems.values()
    assert problem.problem.allowed == ", ".join((*Preset, "anna"))


def test_a_link_out_of_the_folder_is_not_followed(
    library_of: Write, tmp_path: Path
) -> None:
    (tmp_path / "secrets.yaml").write_text("extends: runner\n")
    (tmp_path / "policies" / "linked.yaml").symlink_to(tmp_path / "secrets.yaml")
    library = library_of(mine="extends: linked\n")
    assert kinds(library) == {
        "linked.yaml": [ProblemKind.OUTSIDE],
        "mine.yaml": [ProblemKind.BROKEN_BASE],
    }


def test_a_link_within_the_folder_is(library_of: Write, tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    (folder / "linked.yaml").symlink_to(folder / "anna.yaml")
    assert set(library_of(anna="extends: runner\n").own_names) == {"anna", "linked"}


def test_a_link_that_leads_in_a_circle_is_a_problem(
    library_of: Write, tmp_path: Path
) -> None:
    folder = tmp_path / "policies"
    (folder / "one.yaml").symlink_to(folder / "two.yaml")
    (folder / "two.yaml").symlink_to(folder / "one.yaml")
    assert set(kinds(library_of())) == {"one.yaml", "two.yaml"}


def test_what_is_no_file_is_not_waited_for(library_of: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "policies" / "pipe.yaml")
    (tmp_path / "policies" / "folder.yaml").mkdir()
    unreadable = [ProblemKind.UNREADABLE]
    assert kinds(library_of()) == {
        "folder.yaml": unreadable,
        "pipe.yaml": unreadable,
    }


def test_a_huge_file_is_not_read(library_of: Write) -> None:
    text = "extends: runner\n" + "# much to say\n" * LARGEST_FILE
    assert kinds(library_of(mine=text)) == {"mine.yaml": [ProblemKind.TOO_LARGE]}


@pytest.mark.parametrize("preset", Preset)
def test_no_file_takes_the_place_of_a_preset(library_of: Write, preset: Preset) -> None:
    library = library_of(**{preset.value: "extends: runner\n"})
    assert kinds(library) == {f"{preset}.yaml": [ProblemKind.NAME_TAKEN]}
    assert not library.own_names


@pytest.mark.parametrize(
    "name", ["Anna.yaml", "anna's back.yaml", "anna.yml", "ä.yaml"]
)
def test_a_name_that_cannot_be_chosen_is_told(
    library_of: Write, tmp_path: Path, name: str
) -> None:
    (tmp_path / "policies" / name).write_text("extends: runner\n")
    assert kinds(library_of()) == {name: [ProblemKind.BAD_NAME]}


def test_what_editors_leave_behind_is_no_policy(
    library_of: Write, tmp_path: Path
) -> None:
    for name in (".anna.yaml.swp", ".anna.yaml", "anna.yaml~", "notes.txt"):
        (tmp_path / "policies" / name).write_text("nothing")
    assert not library_of().problems


@pytest.mark.parametrize("name", ["''", "5", "[a]", "' '", "'a\tb'", f"'{'x' * 61}'"])
def test_a_name_is_a_short_line(library_of: Write, name: str) -> None:
    library = library_of(
        mine=f"name: {name}\nextends: runner\n".replace("'a\tb'", '"a\\tb"')
    )
    assert kinds(library) == {"mine.yaml": [ProblemKind.WRONG_TYPE]}
    ((problem,),) = library.problems.values()
    assert (problem.line, problem.problem.path) == (1, "name")
