"""What docs/automations.md lists is what the editor of automations offers."""

from pathlib import Path
import runpy

ROOT = Path(__file__).resolve().parents[2]


def test_the_tables_are_up_to_date() -> None:
    """Run scripts/automation_docs.py after every change of a text or a blueprint."""
    script = runpy.run_path(str(ROOT / "scripts" / "automation_docs.py"))
    assert script["page"]() == script["PAGE"].read_text(encoding="utf-8")


def test_every_table_is_there() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "automation_docs.py"))
    for name in script["TABLES"]:
        assert f"<!-- {name} -->" in script["PAGE"].read_text(encoding="utf-8")
