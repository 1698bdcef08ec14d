"""What is wrong with a file of the owner's, as a list in a repair."""

from collections.abc import Iterable, Mapping
from typing import Final

# Nobody mends more than that before looking again.
_MOST_SHOWN: Final = 10


def as_list(texts: Mapping[str, str], problems: Iterable[str]) -> str:
    """Return problems line by line, and how many more there are."""
    items = list(problems)
    if (more := len(items) - _MOST_SHOWN) > 0:
        items[_MOST_SHOWN:] = [texts["more"].format(count=more)]
    return "\n".join(f"- {each}" for each in items)


def located(texts: Mapping[str, str], line: int | None, problem: str) -> str:
    """Return a problem with the line on which it stands, where that is known."""
    return problem if line is None else texts["line"].format(line=line, problem=problem)


def as_code(text: str) -> str:
    """Return what somebody wrote so that none of it is taken for markup."""
    plain = " ".join(text.replace("`", "'").split())
    return f"`{plain}`" if plain else "``"
