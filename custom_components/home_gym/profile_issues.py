"""What is wrong with profiles, as repair issues that say where and what is allowed."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .devices import unspoken_family
from .dialects import InvalidConfigError
from .dialects.registry import families
from .issues import FAMILY_GONE, FAMILY_MISFIT, async_clear_unreadable, issue_id
from .profile_files import OWN_FOLDER, ProfileFileProblem, as_file_problem
from .texts import async_texts

_FILE_WRONG: Final = "profile_file_wrong"
# Nobody mends more than that before looking again.
_MOST_SHOWN: Final = 10


async def async_tell_profiles(
    hass: HomeAssistant, problems: Iterable[ProfileFileProblem]
) -> None:
    """Raise an issue for each file that is wrong, and take back all others."""
    wanted = set()
    for file, found in groupby(problems, lambda each: each.file):
        name = Path(file).name
        wanted.add(f"{_FILE_WRONG}_{name}")
        values = {
            "profile": name,
            "file": file,
            "problems": await _async_listed(hass, found),
        }
        ir.async_create_issue(
            hass,
            DOMAIN,
            f"{_FILE_WRONG}_{name}",
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=_FILE_WRONG,
            translation_placeholders=values,
        )
    registry = ir.async_get(hass)
    for domain, key in list(registry.issues):
        ours = domain == DOMAIN and key.startswith(f"{_FILE_WRONG}_")
        if ours and key not in wanted:
            ir.async_delete_issue(hass, DOMAIN, key)


async def async_tell_unspoken(
    hass: HomeAssistant, subentry: ConfigSubentry, error: InvalidConfigError
) -> None:
    """Say that a machine does not run, as nobody knows how to speak to a part of it."""
    async_clear_unreadable(hass, subentry)
    family = unspoken_family(subentry.data) or ""
    key = FAMILY_MISFIT if family in families() else FAMILY_GONE
    problems = [as_file_problem(each) for each in error.problems]
    values = {
        "machine": subentry.title,
        "family": family,
        "file": str(Path(hass.config.path(OWN_FOLDER)) / f"{family}.yaml"),
        "problems": await _async_listed(hass, problems),
    }
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(key, subentry.subentry_id),
        is_fixable=False,
        severity=ir.IssueSeverity.CRITICAL,
        translation_key=key,
        translation_placeholders=values,
    )


async def _async_listed(
    hass: HomeAssistant, problems: Iterable[ProfileFileProblem]
) -> str:
    """Return problems as a list in the language of the house."""
    texts = await async_texts(hass, "profile_problem")
    items = [_said(texts, each) for each in problems]
    if (more := len(items) - _MOST_SHOWN) > 0:
        items[_MOST_SHOWN:] = [texts["more"].format(count=more)]
    return "\n".join(f"- {each}" for each in items)


def _said(texts: Mapping[str, str], problem: ProfileFileProblem) -> str:
    text = texts[problem.rule.value].format(
        key=_as_code(problem.key) if problem.key else texts["whole_file"],
        value=_as_code(problem.value),
        allowed=_as_code(problem.allowed),
    )
    if problem.line is None:
        return text
    return texts["line"].format(line=problem.line, problem=text)


def _as_code(text: str) -> str:
    """Return what somebody wrote so that none of it is taken for markup."""
    plain = " ".join(text.replace("`", "'").split())
    return f"`{plain}`" if plain else "``"
