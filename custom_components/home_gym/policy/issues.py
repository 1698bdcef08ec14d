"""What is wrong with policies, as repair issues that say where and what is allowed."""

from collections.abc import Iterable

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..const import CONF_POLICY, DOMAIN
from ..engine.policy_reader import PolicyProblem
from ..problem_list import as_code, as_list, located
from ..texts import async_texts
from .choice import PolicyInForce, PolicyTrouble
from .library import Library
from .words import said

type Held = Iterable[tuple[ConfigSubentry, PolicyInForce]]


async def async_tell_policy_issues(
    hass: HomeAssistant, library: Library, held: Held
) -> None:
    """Raise an issue for each file and machine in trouble, and take back all others."""
    held = tuple(held)
    wanted = {
        *await _async_tell_files(hass, library, held),
        *await _async_tell_machines(hass, held),
    }
    registry = ir.async_get(hass)
    for domain, issue_id in list(registry.issues):
        issue = registry.issues[domain, issue_id]
        ours = domain == DOMAIN and issue.translation_key in PolicyTrouble
        if ours and issue_id not in wanted:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


async def _async_tell_files(
    hass: HomeAssistant, library: Library, held: Held
) -> set[str]:
    texts = await async_texts(hass, "policy_problem")
    told = set()
    for path, problems in library.problems.items():
        machines = [
            subentry.title
            for subentry, found in held
            if found.trouble is PolicyTrouble.FILE_WRONG
            and subentry.data[CONF_POLICY] == path.stem
        ]
        in_order = sorted(problems, key=lambda each: each.line or 0)
        lines = [(each.line, each.problem) for each in in_order]
        issue_id = f"{PolicyTrouble.FILE_WRONG}_{path.name}"
        values = {
            "machine": ", ".join(machines) or texts["unused"],
            "policy": path.name,
            "file": str(path),
            "problems": await _async_listed(hass, lines),
        }
        _raise(hass, issue_id, PolicyTrouble.FILE_WRONG, values)
        told.add(issue_id)
    return told


async def _async_tell_machines(hass: HomeAssistant, held: Held) -> set[str]:
    told = set()
    for subentry, found in held:
        trouble = found.trouble
        if trouble is None or trouble is PolicyTrouble.FILE_WRONG:
            continue
        lines = [(None, each) for each in found.problems]
        issue_id = f"{trouble}_{subentry.subentry_id}"
        values = {
            "machine": subentry.title,
            "policy": str(subentry.data[CONF_POLICY]),
            "file": "",
            "problems": await _async_listed(hass, lines),
        }
        _raise(hass, issue_id, trouble, values)
        told.add(issue_id)
    return told


def _raise(
    hass: HomeAssistant, issue_id: str, trouble: PolicyTrouble, values: dict[str, str]
) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=trouble.value,
        translation_placeholders=values,
    )


async def _async_listed(
    hass: HomeAssistant, lines: Iterable[tuple[int | None, PolicyProblem]]
) -> str:
    """Return problems as a list in the language of the house."""
    texts = await async_texts(hass, "policy_problem")
    return as_list(
        texts,
        (located(texts, line, said(texts, each, as_code)) for line, each in lines),
    )
