"""People's own words are said in place of ours, and what is wrong with them is told."""

from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.words import Urgency
from custom_components.home_gym.speaking.phrase_files import (
    LARGEST_FILE,
    SPEECH_FOLDER,
    Languages,
    read_languages,
    shipped_texts,
)
from custom_components.home_gym.speaking.phrase_rules import SpeechFault

from .helpers import act
from .voices import SATELLITE, SPEAK, House, say, settle


def read(folder: Path, name: str, text: str) -> Languages:
    (folder / name).write_text(dedent(text), encoding="utf-8")
    return read_languages(folder)


def told(languages: Languages) -> list[tuple[str, int | None, str]]:
    """Return the faults, with their lines and keys."""
    return [
        (each.fault.value, each.line, each.key)
        for problems in languages.problems.values()
        for each in problems
    ]


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "en.yaml",
        """
        texts:
          break_done: Back to work.
          stopped: [Done., The belt rests.]
        words: {contacts_told: Help is on its way.}
        units:
          kmh: {other: "{number} km per hour"}
        """,
    )
    english, own = shipped_texts()["en"], found.texts["en"]
    assert found.problems == {}
    assert own.texts["break_done"] == ("Back to work.",)
    assert own.texts["stopped"] == ("Done.", "The belt rests.")
    assert own.texts["unlocked"] == english.texts["unlocked"]
    assert own.words["contacts_told"] == "Help is on its way."
    assert own.units["kmh"] == {
        "one": "1 kilometre per hour",
        "other": "{number} km per hour",
    }
    assert own.reviewed
    assert own.name == "English"


def test_another_language_may_be_written(tmp_path: Path) -> None:
    found = read(tmp_path, "nl.yaml", 'decimal: ","\ntexts: {stopped: De band staat.}')
    dutch = found.texts["nl"]
    assert dutch.texts["stopped"] == ("De band staat.",)
    assert dutch.texts["unlocked"] == shipped_texts()["en"].texts["unlocked"]
    assert dutch.decimal == ","
    # Who has written it has chosen it.
    assert found.of(None, "nl") is dutch
    assert found.of(None, "nl-BE") is dutch


@pytest.mark.parametrize("language", sorted(shipped_texts()))
def test_a_file_that_comes_along_may_be_copied_whole(
    tmp_path: Path, language: str
) -> None:
    shipped = (SPEECH_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    found = read(tmp_path, "nl.yaml", shipped)
    assert found.problems == {}
    texts = shipped_texts()[language]
    # That ours was reviewed says nothing of theirs, and goes without a word.
    assert found.texts["nl"] == replace(texts, language="nl")


def test_a_language_of_ones_own_has_a_name_and_says_numbers_its_way(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, "nl.yaml", "name: Nederlands\ndigits_apart: false\n")
    dutch = found.texts["nl"]
    assert found.problems == {}
    assert (dutch.name, dutch.digits_apart) == ("Nederlands", False)
    assert read(tmp_path, "nl.yaml", 'decimal: ","').texts["nl"].name == "nl"


@pytest.mark.parametrize(
    ("chosen", "house", "expected"),
    [
        (None, "en-GB", "en"),
        (None, "tlh-KL", "en"),
        ("fr", "en", "fr"),
        ("gone", "en", "en"),
    ],
)
def test_which_language_is_spoken(
    tmp_path: Path, chosen: str | None, house: str, expected: str
) -> None:
    assert read_languages(tmp_path).of(chosen, house).language == expected


@pytest.mark.parametrize("reviewed", [True, False])
def test_what_nobody_has_reviewed_is_off_until_it_is_chosen(
    tmp_path: Path, *, reviewed: bool
) -> None:
    languages = read_languages(tmp_path)
    german = languages.texts["de"]
    texts = {**languages.texts, "de": replace(german, reviewed=reviewed)}
    languages = Languages(texts=texts)
    assert languages.of(None, "de").language == ("de" if reviewed else "en")
    assert languages.of("de", "en").language == "de"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("texts:\n  brake_done: Go.", ("unknown_key", 2, "texts.brake_done")),
        ("text: {stopped: Go.}", ("unknown_key", 1, "text.stopped")),
        ("Hello.", ("no_section", None, "")),
        ("texts: Hello.", ("no_section", 1, "texts")),
        ("texts:\n  stopped: 5", ("no_text", 2, "texts.stopped")),
        ("texts:\n  stopped: []", ("no_text", 2, "texts.stopped")),
        ("texts:\n  stopped: ''", ("no_text", 2, "texts.stopped")),
        (f"texts:\n  stopped: {'a' * 401}", ("no_text", 2, "texts.stopped")),
        ("texts:\n  break_soon: Soon.", ("missing_placeholder", 2, "texts.break_soon")),
        (
            "texts:\n  stopped: 'Still, {name}.'",
            ("unknown_placeholder", 2, "texts.stopped"),
        ),
        (
            "texts:\n  easing_down: 'To {cap_kmh.__class__}.'",
            ("unknown_placeholder", 2, "texts.easing_down"),
        ),
        ("texts:\n  stopped: 'Still {.'", ("brace", 2, "texts.stopped")),
        ("units:\n  kmh: {other: fast}", ("missing_placeholder", 2, "units.kmh.other")),
        ("texts:\n  stopped: A.\n  stopped: B.", ("duplicate_key", 3, "texts.stopped")),
        ("texts:\n  stopped: &a A.\n  unlocked: *a", ("alias", 3, "texts.unlocked")),
        ("texts: [", ("syntax", 1, "")),
        ("digits_apart: often", ("no_flag", 1, "digits_apart")),
        ("name: 5", ("no_text", 1, "name")),
        ("nane: Nederlands", ("no_section", 1, "nane")),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, expected: tuple[str, int | None, str]
) -> None:
    assert expected in told(read(tmp_path, "en.yaml", text))


def test_a_wrong_text_takes_no_other_with_it(tmp_path: Path) -> None:
    found = read(tmp_path, "en.yaml", "texts: {stopped: 5, unlocked: Free.}")
    assert found.texts["en"].texts["unlocked"] == ("Free.",)
    assert found.texts["en"].texts["stopped"] == ("The belt is still.",)


@pytest.mark.parametrize("name", ["english.yaml", "EN.yaml", "e.yaml"])
def test_a_file_is_called_by_its_language(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, "texts: {stopped: Hi.}")
    assert told(found) == [("bad_name", None, "")]
    assert tuple(found.texts) == tuple(shipped_texts())


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "de.yaml").write_text("#" * (LARGEST_FILE + 1), encoding="utf-8")
    assert [fault for fault, *_ in told(read_languages(tmp_path))] == [
        SpeechFault.TOO_LARGE,
        SpeechFault.UNREADABLE,
    ]


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at."""
    return {**machine_data, "speak": SPEAK}


@pytest.fixture
def own(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Return the folder for one's own texts."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / "home_gym" / "speech"
    folder.mkdir(parents=True)
    return folder


async def test_own_words_are_said_after_a_reload_and_a_wrong_file_is_a_repair(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    own: Path,
    issue_registry: ir.IssueRegistry,
):
    house = House(hass)
    file = own / "en.yaml"
    file.write_text("texts:\n  stopped: Done.\n  unlockd: Free.\n")
    await act(hass, "reload")
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    assert house.texts(SATELLITE) == ["Done."]
    issue = issue_registry.async_get_issue("home_gym", "speech_file_wrong_en.yaml")
    assert issue is not None
    assert issue.translation_placeholders is not None
    problem = issue.translation_placeholders["problems"]
    assert problem.startswith("- Line 3: `texts.unlockd` means nothing here. Known are")
    assert "unlocked" in problem
    file.unlink()
    await act(hass, "reload")
    assert not issue_registry.async_get_issue("home_gym", "speech_file_wrong_en.yaml")
