"""Words that have no place in the repository, wherever they stand.

The patterns are put together from pieces, so that this file does not hold what it
looks for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from .tree import INTEGRATION, Finding, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Taboo:
    """A pattern, where it is out of place, and what to do instead."""

    pattern: re.Pattern[str]
    advice: str
    folder: str = ""
    suffix: str = ""

    def concerns(self, path: str) -> bool:
        """Tell whether a file is one to look at."""
        return path.startswith(self.folder) and path.endswith(self.suffix)


def _words(*parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape("".join(each)) for each in parts))


_OURS: Final = f"{INTEGRATION}/"
TABOOS: Final = (
    Taboo(
        pattern=_words(
            ("pypi", ".org"),
            ("python", "hosted"),
            ("npm", "js.org"),
            ("npm", "js.com"),
            ("yarn", "pkg.com"),
            ("deb.", "debian"),
        ),
        advice="names the host of a package registry: let the tools know theirs",
    ),
    Taboo(
        pattern=re.compile(r"(?<![\w.])/" + "work/"),
        advice="is a path of one machine: say it relative to the repository",
    ),
    Taboo(
        pattern=_words(
            (".lib", "rary/"),
            ("/fa", "rm/"),
            ("farm", "-studio"),
            ("farm", "-bench"),
            ("before", "-stop"),
        ),
        advice="names a tool that users of the repository do not have",
    ),
    Taboo(
        pattern=re.compile(r"^from __" + "future__ "),
        advice="is not needed on this Python: leave it out",
        suffix=".py",
    ),
    Taboo(
        pattern=re.compile(r"hass\.data\[(DOMAIN\b|[\"'])"),
        advice="is untyped: use the entry's runtime_data or a HassKey",
        folder=_OURS,
        suffix=".py",
    ),
    Taboo(
        pattern=re.compile(r"\bself\.entity_id = |\b_attr_entity_id\b"),
        advice="takes the choice of the id from Home Assistant: leave it out",
        folder=_OURS,
        suffix=".py",
    ),
    Taboo(
        pattern=re.compile(r"\bvia_device=|\.async_get_device\(|registry\.devices\["),
        advice="is deprecated: see the registry's functions by identifier",
        folder=_OURS,
        suffix=".py",
    ),
    Taboo(
        pattern=re.compile(r"\[%" + "key:"),
        advice="is never resolved for us: write the text out",
        folder=_OURS,
    ),
)


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every line with something that has no place in it."""
    for path in tree.paths:
        if path == f"{INTEGRATION}/" + "strings.json":
            text = "is read by nobody here: the texts belong in translations/en.json"
            yield Finding(path, 1, text)
        taboos = [taboo for taboo in TABOOS if taboo.concerns(path)]
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            for taboo in taboos:
                if found := taboo.pattern.search(line):
                    yield Finding(path, number, f"{found[0].strip()} {taboo.advice}")
