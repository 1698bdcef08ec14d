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
from .problem_list import as_code, as_list, located
from .profile_files import OWN_FOLDER, ProfileFileProblem, as_file_problem
from .texts import async_texts

_FILE_WRONG: Final = "profile_file_wrong"


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
    return as_list(texts, (_said(texts, each) for each in problems))


def _said(texts: Mapping[str, str], problem: ProfileFileProblem) -> str:
    text = texts[problem.rule.value].format(
        key=as_code(problem.key) if problem.key else texts["whole_file"],
        value=as_code(problem.value),
        allowed=as_code(problem.allowed),
    )
    return located(texts, problem.line, text)
