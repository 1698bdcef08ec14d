"""The steps that set single numbers of a policy, and show what holds and by whom."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntryState, SubentryFlowResult
import probatio

from ..const import CONF_NUMBERS, CONF_POLICY
from ..dialogs.subentry_draft import SubentryDraft
from ..engine.policy_fields import SECTIONS
from ..engine.policy_layers import LayeredPolicy, ValueInForce
from ..engine.policy_reader import PolicyProblem
from ..texts import async_texts
from .choice import PolicyInForce, PolicyTrouble, policy_in_force
from .numbers import (
    number_fields,
    number_range,
    numbers_schema,
    numbers_set,
    numbers_shown,
)
from .shelf import async_read_library
from .words import async_names, async_table, async_units, in_sentence, said


class PolicySteps(SubentryDraft):
    """Ask for the numbers that are to differ from the policy's."""

    async def async_step_numbers(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change numbers of a policy, for this machine or this person."""
        found, base = await self._async_policy()
        if found.trouble is PolicyTrouble.REPLACED:
            return self.async_abort(reason="policy_replaced")
        shown: Mapping[str, Any] = numbers_shown(
            base, self._draft.get(CONF_NUMBERS) or {}
        )
        problems: tuple[PolicyProblem, ...] = ()
        if user_input is not None:
            numbers = numbers_set(base, user_input)
            if isinstance(numbers, dict):
                self._draft[CONF_NUMBERS] = numbers
                return self._finish()
            problems, shown = numbers, user_input
        wrong = await self._async_wrong(problems)
        opened = [each.removesuffix("_wrong") for each in wrong]
        schema = numbers_schema(opened, await async_units(self.hass))
        return self.async_show_form(
            step_id="numbers",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors={each.removesuffix("_wrong"): each for each in wrong},
            description_placeholders={**_told(base), **wrong},
            last_step=True,
        )

    @abstractmethod
    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what can be changed."""

    async def async_step_in_force(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show every number that holds, and where it comes from."""
        if user_input is not None:
            return await self.async_step_reconfigure()
        found, _ = await self._async_policy()
        table = await async_table(self.hass, await self._async_held(found))
        return self.async_show_form(
            step_id="in_force",
            data_schema=probatio.Schema({}),
            description_placeholders={
                "name": self._name,
                "note": await self._async_note(),
                "table": table,
            },
            last_step=False,
        )

    async def _async_note(self) -> str:
        """Return what holds now and is no number of a policy."""
        return ""

    @abstractmethod
    async def _async_held(self, found: PolicyInForce) -> Iterable[ValueInForce]:
        """Return every number that holds now."""

    async def _async_policy(self) -> tuple[PolicyInForce, LayeredPolicy]:
        """Return what holds here, and the policy that numbers are set over."""
        library = await async_read_library(self.hass)
        key, data = str(self._draft[CONF_POLICY]), self._draft
        if self._entry.state is ConfigEntryState.LOADED:
            shelf = self._entry.runtime_data.policies
            found = shelf.would_hold(self._subentry_id, data, library)
        else:
            found = policy_in_force(data, library, None)
        chosen = library.policies.get(key)
        return found, found.base if chosen is None else chosen.layers

    async def _async_wrong(self, problems: Iterable[PolicyProblem]) -> dict[str, str]:
        """Return what is wrong with each section, by the key of its error."""
        texts = await async_texts(self.hass, "policy_problem")
        shown = in_sentence(await async_names(self.hass))
        wrong: dict[str, list[str]] = {}
        for problem in problems:
            section, _, _ = problem.path.partition(".")
            wrong.setdefault(section, []).append(said(texts, problem, shown))
        return {f"{section}_wrong": " ".join(each) for section, each in wrong.items()}


def _told(base: LayeredPolicy) -> dict[str, str]:
    """Return what the policy says to each field, and what is allowed there."""
    values = numbers_shown(base, {})
    told = {}
    for part in SECTIONS:
        for field in number_fields(part):
            name = f"{part.name}_{field.key}"
            told[name] = _plain(values[part.name][field.key])
            told[f"{name}_allowed"] = number_range(field)
    return told


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
