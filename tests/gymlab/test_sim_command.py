"""The command line understands what it is told and refuses the rest."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from gymlab import sim
from gymlab.__main__ import build_parser, main, modules_for
from gymlab.sim import find_story
from gymlab.simulator.stories import STORIES


def test_only_the_module_of_the_asked_command_is_imported() -> None:
    assert modules_for(["sim", "--seed", "1"]) == [sim]


def test_help_lists_what_can_be_imported_and_no_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = {"sim": "gymlab.sim", "fly": "gymlab.not_written_yet"}
    monkeypatch.setattr("gymlab.__main__.COMMANDS", commands)
    assert modules_for(["--help"]) == modules_for(["fly"]) == [sim]
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert "run simulated treadmills" in said
    assert "fly" not in said


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["sim", "--fault", "boredom"],
        ["sim", "--machines", "0"],
        ["sim", "--time-scale", "-1"],
        ["sim", "--story", "nowhere.json"],
        ["sim", "--protocol", "4"],
    ],
    ids=" ".join,
)
# An unknown word makes all commands be imported, and a library of theirs looks what
# kind of sockets there are.
@pytest.mark.usefixtures("socket_enabled")
def test_nonsense_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: gymlab" in capsys.readouterr().err


def test_help_names_the_faults(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sim", "--help"])
    assert ended.value.code == 0
    assert "relay_welded" in capsys.readouterr().out


def test_defaults_are_a_gentle_walk_on_this_host() -> None:
    arguments = build_parser([sim]).parse_args(["sim"])
    assert (arguments.host, arguments.port) == ("127.0.0.1", 1883)
    assert arguments.story == STORIES["gentle"]


def test_a_story_comes_by_name_from_a_file_or_by_chance(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text('[{"at_s": 1, "action": "start"}]')
    assert find_story("hasty") == STORIES["hasty"]
    assert find_story("random") is None
    assert len(find_story(str(path)) or ()) == 1
    path.write_text("{")
    with pytest.raises(ArgumentTypeError, match="not JSON"):
        find_story(str(path))
