"""The steps that say how far a machine may go, by which policy, and where it speaks."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_NAME
import probatio

from ..calibration.words import async_possible
from ..const import (
    CONF_MODES,
    CONF_PLUG,
    CONF_POLICY,
    CONF_POWER_CUT,
    CONF_SPEAK,
    CONF_TREADMILL,
)
from ..devices import can_slow, can_switch_off, is_simulated
from ..engine.clock import Calendar
from ..engine.policy_layers import LayeredPolicy
from ..engine.words import PowerCut
from ..machines import machine_from
from ..policy.choice import with_options
from ..policy.library import Library
from ..policy.shelf import async_read_library
from ..texts import async_texts
from .entity_form import entity_name
from .machine_draft import MachineDraft
from .machine_form import (
    ABILITIES,
    POWER_SCHEMA,
    abilities_data,
    abilities_errors,
    abilities_values,
    modes_data,
    modes_schema,
    modes_values,
    policy_schema,
    safety_schema,
)
from .speak_form import speak_data, speak_errors, speak_schema, speak_values
from .timer_words import async_own_timer

# QZ calls a treadmill so that its owner has not given an id.
_NO_NAME = "default"


class SettingsSteps(MachineDraft):
    """Ask what only the owner can decide."""

    async def async_step_power(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what the plug may do to a belt that does not stop."""
        if not can_switch_off(self._draft):
            user_input = {CONF_POWER_CUT: PowerCut.NEVER.value}
        if user_input is not None:
            self._draft |= user_input
            return await self._async_after_power()
        return self.async_show_form(
            step_id="power",
            data_schema=POWER_SCHEMA,
            last_step=self._reconfigures,
            description_placeholders={
                "timer": await async_own_timer(self.hass, self._draft)
            },
        )

    async def _async_after_power(self) -> SubentryFlowResult:
        """Go on to the policy, which a machine that is changed has already."""
        return self._finish() if self._reconfigures else await self.async_step_policy()

    async def async_step_policy(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the name, the policy, and what the machine can do."""
        errors: dict[str, str] = {}
        shown: Mapping[str, Any] = {CONF_NAME: await self._async_suggested_name()}
        if user_input is not None:
            abilities = abilities_data(user_input[ABILITIES])
            name = user_input[CONF_NAME].strip()
            errors = self._name_errors(name) or abilities_errors(abilities)
            if not errors:
                self._name = name
                self._draft |= {CONF_POLICY: user_input[CONF_POLICY], **abilities}
                return await self.async_step_speak()
            shown = user_input
        schema = policy_schema(
            (await async_read_library(self.hass)).own_names,
            can_slow=can_slow(self._draft),
            simulated=is_simulated(self._draft),
        )
        return self.async_show_form(
            step_id="policy",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            last_step=False,
        )

    async def async_step_speak(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where to speak."""
        errors: dict[str, str] = {}
        shown = speak_values(self._draft.get(CONF_SPEAK) or {})
        if user_input is not None:
            speak = speak_data(user_input)
            errors = speak_errors(speak)
            if not errors:
                self._draft[CONF_SPEAK] = speak
                return self._finish()
            shown = user_input
        return self.async_show_form(
            step_id="speak",
            data_schema=self.add_suggested_values_to_schema(
                speak_schema(self.hass), shown
            ),
            errors=errors,
            last_step=True,
        )

    async def async_step_safety(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change how far the machine may go."""
        errors: dict[str, str] = {}
        shown = abilities_values(self._draft)
        if user_input is not None:
            abilities = abilities_data(user_input)
            errors = abilities_errors(abilities)
            if not errors:
                power_cut = user_input.get(CONF_POWER_CUT, PowerCut.NEVER.value)
                self._draft |= {CONF_POWER_CUT: power_cut, **abilities}
                return self._finish()
            shown = user_input
        return self.async_show_form(
            step_id="safety",
            data_schema=self.add_suggested_values_to_schema(
                self._safety_schema(), shown
            ),
            errors=errors,
            last_step=True,
            description_placeholders={
                "timer": await async_own_timer(self.hass, self._draft)
            },
        )

    def _safety_schema(self) -> probatio.Schema:
        return safety_schema(
            has_plug=can_switch_off(self._draft),
            can_slow=can_slow(self._draft),
            simulated=is_simulated(self._draft),
        )

    async def async_step_modes(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change the name, the policy, and how far each rule may go."""
        if (end := self._unusable()) is not None:
            return end
        errors: dict[str, str] = {}
        library = await async_read_library(self.hass)
        present = str(self._draft[CONF_POLICY])
        shown: Mapping[str, Any] = {CONF_NAME: self._name, **modes_values(self._draft)}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            errors = self._name_errors(name) or self._policy_errors(
                user_input[CONF_POLICY], library
            )
            if not errors:
                self._name = name
                self._draft |= {
                    CONF_POLICY: user_input[CONF_POLICY],
                    CONF_MODES: modes_data(user_input),
                }
                return self._finish()
            shown = user_input
        return self.async_show_form(
            step_id="modes",
            data_schema=self.add_suggested_values_to_schema(
                # What is chosen already stays so, even where its file is gone.
                modes_schema(library.own_names_with(present)),
                shown,
            ),
            errors=errors,
            description_placeholders=await self._async_possible(),
            last_step=True,
        )

    def _policy_errors(self, key: str, library: Library) -> dict[str, str]:
        """Return whether the numbers of this machine stand against another policy."""
        policy = library.policies.get(key)
        if policy is None:
            return {}
        layers = with_options(policy.layers, self._draft)
        fits = isinstance(layers, LayeredPolicy)
        return {} if fits else {CONF_POLICY: "numbers_misfit"}

    async def _async_possible(self) -> dict[str, str]:
        """Return in words how far the machine lets each rule go."""
        machine = machine_from(self._name, self._draft, Calendar())
        return await async_possible(self.hass, machine)

    async def _async_suggested_name(self) -> str | None:
        """Return the treadmill's name, or what is no other machine's."""
        treadmill = self._draft.get(CONF_TREADMILL) or {}
        plug = self._draft.get(CONF_PLUG) or {}
        base = _last_level(treadmill.get("base"))
        texts = await async_texts(self.hass, "offer")
        called = base if base != _NO_NAME else ""
        if not called and not self._name_errors(texts["usual_name"]):
            # A plug is seldom called what a voice would call the treadmill behind it.
            called = texts["usual_name"]
        named = (plug.get("topic"), plug.get("name"), plug.get("base"))
        by_topic = called or next(filter(None, map(_last_level, named)), None)
        return by_topic or entity_name(self.hass, self._draft)


def _last_level(topic: Any) -> str:
    return str(topic or "").rpartition("/")[2]
