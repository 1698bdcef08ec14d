"""What is told about families and profiles is what they are."""

from pathlib import Path
import re
import runpy
from typing import Any

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.generic_fields import (
    NUMBER_FIELDS,
    WORD_FIELDS,
)
from custom_components.home_gym.dialects.profile import Profile
from custom_components.home_gym.dialects.registry import families, set_profiles
from custom_components.home_gym.engine.readings import Part
from custom_components.home_gym.profile_files import read_profile_text

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "profiles.md"


@pytest.fixture
def script() -> dict[str, Any]:
    """Return the script that writes the page."""
    return runpy.run_path(str(ROOT / "scripts" / "profile_docs.py"))


def blocks() -> list[str]:
    """Return the profiles that the page shows."""
    return re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_is_up_to_date(script: dict[str, Any]) -> None:
    """Run scripts/profile_docs.py after every change of a family."""
    assert PAGE.read_text(encoding="utf-8") == script["page"]()


def test_every_family_is_in_the_table(script: dict[str, Any]) -> None:
    script["page"]()
    assert all(f"| `{key}` |" in script["family_table"]() for key in families())


def test_the_profiles_that_are_shown_can_be_used() -> None:
    shown = [read_profile_text("shown.yaml", text) for text in blocks()]
    assert len(shown) == 2
    for profile in shown:
        assert isinstance(profile, Profile)
        set_profiles((profile,))
        dialect = create_dialect({"dialect": "shown", "base": "gym"})
        assert dialect.part is profile.part


@pytest.mark.parametrize("part", Part)
def test_every_key_is_told(part: Part) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for key in (*NUMBER_FIELDS[part], *WORD_FIELDS[part]):
        assert f"| `{key}` |" in text
