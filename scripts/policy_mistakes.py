"""What is said of each kind of mistake in a policy file, for the page about policies.

The files are really read, so the page says what Home Assistant says.
"""

import json
from pathlib import Path
import tempfile
from typing import Final

from custom_components.home_gym.policy.files import Problems
from custom_components.home_gym.policy.library import read_library
from custom_components.home_gym.policy.words import said

ROOT: Final = Path(__file__).resolve().parent.parent
ENGLISH: Final = ROOT / "custom_components" / "home_gym" / "translations" / "en.json"
LINES: Final = "<br>"
TAB: Final = "⇥"
# One row is not to fill a page.
MOST_TOLD: Final = 2
# Beside the mistakes lies one file without any, and one that cannot be used.
BESIDE: Final = {"anna.yaml": "extends: runner\n", "ben.yaml": "extends: 9\n"}

# A file's name, and what is in it.
MISTAKES: Final = (
    ("mine.yaml", "extends: runner\nspeeds:\n  max_speed_kmh: 9\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  max_speed_kmh: fast\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  max_speed_kmh: 25\n"),
    ("mine.yaml", "extends: runner\nlimits:\n  session_min: 120\n"),
    ("mine.yaml", "extends: runner\nspeed: 9\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  mode: advise\n  mode: off\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  max_speed_kmh 9\n"),
    ("mine.yaml", "extends: runner\nspeed:\n\tmax_speed_kmh: 9\n"),
    ("mine.yaml", "speed:\n  max_speed_kmh: 9\n"),
    ("mine.yaml", "extends: jogger\n"),
    ("mine.yaml", "extends: ben\n"),
    ("mine.yaml", "extends: mine\n"),
    ("runner.yaml", "extends: gentle_back\n"),
    ("My back.yaml", "extends: gentle_back\n"),
)


def mistakes() -> str:
    """Return a table of the mistakes, and of what is said of them."""
    rows = ["| file | what is in it | what the repair says |", "| --- | --- | --- |"]
    for name, text in MISTAKES:
        shown = LINES.join(f"`{_indented(line)}`" for line in text.splitlines())
        rows.append(f"| `{name}` | {shown} | {LINES.join(_told(name, text))} |")
    return "\n".join(rows) + "\n"


def problems_of(name: str, text: str) -> Problems:
    """Return what is wrong with a file, as Home Assistant finds it."""
    with tempfile.TemporaryDirectory() as folder:
        for file, written in {**BESIDE, name: text}.items():
            (Path(folder) / file).write_text(written, encoding="utf-8")
        return read_library(Path(folder)).problems[Path(folder) / name]


def _indented(line: str) -> str:
    """Return a line whose first spaces are not left out where it is shown."""
    bare = line.lstrip(" ")
    shown = bare.replace("\t", TAB)
    return "\N{NO-BREAK SPACE}" * (len(line) - len(bare)) + shown


def _told(name: str, text: str) -> list[str]:
    english = json.loads(ENGLISH.read_text(encoding="utf-8"))
    texts = english["selector"]["policy_problem"]["options"]
    told = []
    for each in problems_of(name, text):
        sentence = said(texts, each.problem, lambda value: f"`{value}`")
        line = texts["line"].format(line=each.line, problem=sentence)
        told.append(sentence if each.line is None else line)
    return told if len(told) <= MOST_TOLD else [*told[:MOST_TOLD], "…"]
