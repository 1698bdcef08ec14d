"""What is said of each kind of mistake in a policy file, for the page about policies.

The files are really read, so the page says what Home Assistant says.
"""

import json
from pathlib import Path
import tempfile
from typing import Final

from custom_components.home_gym.policy_library import read_library
from custom_components.home_gym.policy_words import said

ROOT: Final = Path(__file__).resolve().parent.parent
ENGLISH: Final = ROOT / "custom_components" / "home_gym" / "translations" / "en.json"
LINES: Final = "<br>"
# Beside the mistakes lies one file without any.
SOUND: Final = "extends: runner\n"

# A file's name, and what is in it.
MISTAKES: Final = (
    ("mine.yaml", "extends: runner\nspeeds:\n  max_speed_kmh: 9\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  max_speed_kmh: fast\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  max_speed_kmh: 25\n"),
    ("mine.yaml", "extends: runner\nlimits:\n  session_min: 120\n"),
    ("mine.yaml", "extends: runner\nspeed: 9\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  mode: advise\n  mode: off\n"),
    ("mine.yaml", "extends: runner\nspeed:\n  max_speed_kmh 9\n"),
    ("mine.yaml", "extends: jogger\n"),
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


def _indented(line: str) -> str:
    """Return a line whose first spaces are not left out where it is shown."""
    bare = line.lstrip()
    return "\N{NO-BREAK SPACE}" * (len(line) - len(bare)) + bare


def _told(name: str, text: str) -> list[str]:
    english = json.loads(ENGLISH.read_text(encoding="utf-8"))
    texts = english["selector"]["policy_problem"]["options"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "anna.yaml").write_text(SOUND, encoding="utf-8")
        (Path(folder) / name).write_text(text, encoding="utf-8")
        ((_, problems),) = read_library(Path(folder)).problems.items()
    told = []
    for each in problems:
        sentence = said(texts, each.problem, lambda value: f"`{value}`")
        line = texts["line"].format(line=each.line, problem=sentence)
        told.append(sentence if each.line is None else line)
    return told
