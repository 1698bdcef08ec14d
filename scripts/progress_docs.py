#!/usr/bin/env python3
"""Draw docs/images/progress.svg, and write the tables of docs/progress.md.

They show twelve weeks of walks that `gymlab plan` lives through. Without an argument
both files are written; with `--check` the exit code tells whether they are up to date.
A test does the same.
"""

from pathlib import Path
import re
import sys
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "progress.md"
PICTURE: Final = ROOT / "docs" / "images" / "progress.svg"

sys.path.insert(0, str(ROOT))

from custom_components.home_gym.policy.files import Preset  # noqa: E402
from gymlab.plan import lived  # noqa: E402
from gymlab.planning.picture import Plans, picture  # noqa: E402
from gymlab.planning.table import markdown_table  # noqa: E402

_BETWEEN: Final = re.compile(r"(<!-- weeks -->\n).*?(<!-- end -->)", re.DOTALL)


def files(plans: Plans) -> dict[Path, str]:
    """Return what should stand in both files."""
    text = PAGE.read_text(encoding="utf-8")
    tables = "\n".join(
        f"<details>\n<summary><code>{name}</code></summary>\n\n"
        f"{markdown_table(days)}\n</details>\n"
        for name, days in plans.items()
    )
    return {
        PAGE: _BETWEEN.sub(lambda found: f"{found[1]}\n{tables}\n{found[2]}", text),
        PICTURE: picture(plans),
    }


def main() -> int:
    """Write the files, or check them."""
    expected = files(lived(Preset))
    if "--check" in sys.argv[1:]:
        return int(
            any(
                not path.exists() or path.read_text(encoding="utf-8") != text
                for path, text in expected.items()
            )
        )
    for path, text in expected.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
