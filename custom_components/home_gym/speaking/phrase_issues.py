"""What is wrong with texts of one's own, as repair issues that say where."""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..problem_list import as_code, as_list, located
from ..texts import async_texts
from .phrase_files import Languages
from .phrase_rules import SpeechProblem

_FILE_WRONG: Final = "speech_file_wrong"


async def async_tell_speech_issues(hass: HomeAssistant, languages: Languages) -> None:
    """Raise an issue for each file that is wrong, and take back all others."""
    wanted = set()
    for path, problems in languages.problems.items():
        issue_id = f"{_FILE_WRONG}_{path.name}"
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=_FILE_WRONG,
            translation_placeholders={
                "name": path.name,
                "file": str(path),
                "problems": await _async_listed(hass, problems),
            },
        )
        wanted.add(issue_id)
    registry = ir.async_get(hass)
    for domain, key in list(registry.issues):
        ours = domain == DOMAIN and key.startswith(f"{_FILE_WRONG}_")
        if ours and key not in wanted:
            ir.async_delete_issue(hass, DOMAIN, key)


async def _async_listed(hass: HomeAssistant, problems: Iterable[SpeechProblem]) -> str:
    """Return problems as a list in the language of the house."""
    texts = await async_texts(hass, "speech_problem")
    return as_list(texts, (_said(texts, each) for each in problems))


def _said(texts: Mapping[str, str], problem: SpeechProblem) -> str:
    text = texts[problem.fault.value].format(
        key=as_code(problem.key),
        value=as_code(problem.value),
        allowed=as_code(problem.allowed),
    )
    return located(texts, problem.line, text)
