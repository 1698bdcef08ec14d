"""Tests that the page about policies tells the numbers that are used."""

from pathlib import Path
import runpy

from custom_components.home_gym.engine.policy_reader import ProblemKind
from scripts.policy_mistakes import MISTAKES, problems_of

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    """Run scripts/policy_docs.py after every change of a number."""
    script = runpy.run_path(str(ROOT / "scripts" / "policy_docs.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"]()


def test_every_source_belongs_to_a_key() -> None:
    """A key that is renamed takes its source along."""
    script = runpy.run_path(str(ROOT / "scripts" / "policy_docs.py"))
    paths = {
        section.path(field)
        for section in script["SECTIONS"]
        for field in section.fields
    }
    assert set(script["SOURCES"]) <= paths


def test_only_our_own_judgement_is_without_a_source() -> None:
    """A grade other than J has something to show for it."""
    script = runpy.run_path(str(ROOT / "scripts" / "policy_docs.py"))
    graded = {
        section.path(field)
        for section in script["SECTIONS"]
        for field in section.fields
        if field.grade != "J"
    }
    assert graded == set(script["SOURCES"])


# What is wrong with these is no text that a page could show.
NOT_SHOWN = {
    ProblemKind.OUTSIDE,
    ProblemKind.TOO_LARGE,
    ProblemKind.TOO_MANY_BASES,
    ProblemKind.UNREADABLE,
}


def test_each_kind_of_mistake_is_shown() -> None:
    shown = {
        each.problem.problem
        for name, text in MISTAKES
        for each in problems_of(name, text)
    }
    assert shown == set(ProblemKind) - NOT_SHOWN
