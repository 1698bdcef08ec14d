"""The quality scale says of each rule that it is done, to do, or why it is not ours."""

from collections.abc import Iterator
from typing import Any, Final

from .tree import INTEGRATION, Finding, Tree

SCALE: Final = f"{INTEGRATION}/quality_scale.yaml"
_STATUSES: Final = frozenset({"done", "exempt", "todo"})


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the rules without a proper answer."""
    if SCALE not in tree.paths:
        return
    rules = tree.mapping(SCALE).get("rules")
    if not isinstance(rules, dict):
        yield Finding(SCALE, 1, "has no rules: list them under `rules`")
        return
    for name, answer in rules.items():
        if text := _trouble(answer):
            line = tree.line_of(SCALE, "rules", name)
            yield Finding(SCALE, line, f"{name} {text}")


def _trouble(answer: Any) -> str:
    """Return what is wrong with an answer."""
    status = answer.get("status") if isinstance(answer, dict) else answer
    if status not in _STATUSES:
        return f"is {status!r}: it has to be one of {', '.join(sorted(_STATUSES))}"
    if isinstance(answer, dict) and not answer.get("comment"):
        return "has no comment: say why, or write only the status"
    if status == "exempt" and not isinstance(answer, dict):
        return "is exempt for no reason: add a comment"
    return ""
