"""The files that say what can be said: read as they are, their rules written out."""

from collections.abc import Mapping
from pathlib import Path
import re
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).parents[1] / "sentences"
KEYWORDS: Final = Path(__file__).parents[1] / "keywords"

_RULE: Final = re.compile(r"<(\w+)>")


def read_words(folder: Path, language: str) -> dict[str, Any]:
    """Return what one of our files says; reads it."""
    text = (folder / f"{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def written_out(template: str, rules: Mapping[str, str]) -> str:
    """Return a template with the rules in it written out."""
    while _RULE.search(template):
        template = _RULE.sub(lambda found: f"({rules[found[1]]})", template)
    return template
