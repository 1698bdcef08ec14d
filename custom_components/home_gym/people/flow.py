"""Add one of the people who walk, or change them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, override

from homeassistant.config_entries import ConfigEntryState, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
)
from homeassistant.util import dt as dt_util
import probatio

from ..const import (
    CONF_LANGUAGE,
    CONF_PERSON,
    CONF_PHONE,
    CONF_POLICY,
    CONF_SPEAK,
    CONF_WALK_PICTURE,
)
from ..dialogs.machine_form import entities, name_and_policy, name_errors
from ..dialogs.speak_form import (
    async_language_field,
    speak_data,
    speak_errors,
    speak_schema,
    speak_values,
)
from ..engine.policy_layers import LayeredPolicy, ValueInForce, values_in_force
from ..engine.progress.layers import lay_progress_over
from ..engine.words import GUEST
from ..policy.choice import PolicyInForce, with_options
from ..policy.library import Library
from ..policy.shelf import async_read_library
from ..policy.steps import PolicySteps
from ..speaking.phone import phones
from ..texts import async_texts
from .people import people_of

_PERSON_DOMAIN: Final = "person"


class PersonSubentryFlow(PolicySteps):
    """Ask who somebody is, and by which policy they walk; set and show its numbers."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add a person."""
        errors, schema = await self._async_look(user_input, {})
        if user_input is not None and not errors:
            return self._take(user_input)
        return self.async_show_form(
            step_id="user", data_schema=schema, errors=errors, last_step=True
        )

    @override
    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what can be changed about a person."""
        self._take_up()
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=["who", "numbers", "in_force", "speak"],
            description_placeholders={"name": self._name},
        )

    async def async_step_who(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change who somebody is, and by which policy they walk."""
        shown = {CONF_NAME: self._name, **self._draft}
        errors, schema = await self._async_look(user_input, shown)
        if user_input is not None and not errors:
            return self._take(user_input)
        return self.async_show_form(
            step_id="who", data_schema=schema, errors=errors, last_step=True
        )

    async def async_step_speak(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where else to speak while this person walks, and in which language."""
        errors: dict[str, str] = {}
        shown = {**self._draft, **speak_values(self._draft.get(CONF_SPEAK) or {})}
        if user_input is not None:
            speak = speak_data(user_input)
            errors = speak_errors(speak)
            if not errors:
                language = user_input.get(CONF_LANGUAGE)
                self._draft |= {CONF_SPEAK: speak, CONF_LANGUAGE: language}
                return self._finish()
            shown = user_input
        schema = probatio.Schema(
            {
                **await async_language_field(self.hass),
                **speak_schema(self.hass).schema,
            }
        )
        return self.async_show_form(
            step_id="speak",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders={"name": self._name},
            last_step=True,
        )

    def _take(self, user_input: Mapping[str, Any]) -> SubentryFlowResult:
        """Let somebody be who was filled in; what is not asked for stays."""
        self._name = user_input[CONF_NAME].strip()
        self._draft[CONF_POLICY] = user_input[CONF_POLICY]
        for key in (CONF_PERSON, CONF_PHONE, CONF_WALK_PICTURE):
            self._draft.pop(key, None)
            if chosen := user_input.get(key):
                self._draft[key] = chosen
        return self._finish()

    @override
    def _finish(self) -> SubentryFlowResult:
        """Create the person, or change who there is."""
        subentry = self._subentry
        if subentry is None:
            return self.async_create_entry(title=self._name, data=self._draft)
        return self.async_update_and_abort(
            self._entry, subentry, title=self._name, data=self._draft
        )

    @override
    async def _async_note(self) -> str:
        """Return until when to rest after the last walk."""
        if self._entry.state is not ConfigEntryState.LOADED:
            return ""
        progress = self._entry.runtime_data.people.progress.get(self._subentry_id or "")
        if progress is None or progress.gap is None:
            return ""
        texts = await async_texts(self.hass, "policy_value")
        at = dt_util.as_local(dt_util.utc_from_timestamp(progress.gap.ends_utc_s))
        return texts["rests_until"].format(at=f"{at:%Y-%m-%d %H:%M}") + "\n\n"

    @override
    async def _async_held(self, found: PolicyInForce) -> Iterable[ValueInForce]:
        """Return what holds for this person today, wherever they walk."""
        layers, entry = found.layers, self._entry
        if entry.state is ConfigEntryState.LOADED:
            progress = entry.runtime_data.people.progress
            if (today := progress.get(self._subentry_id or "")) is not None:
                layers = lay_progress_over(layers, today)
        return values_in_force(layers)

    async def _async_look(
        self, user_input: Mapping[str, Any] | None, before: Mapping[str, Any]
    ) -> tuple[dict[str, str], probatio.Schema]:
        """Return what is wrong with an answer, and the form with it filled in."""
        errors: dict[str, str] = {}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            errors = self._errors(name, user_input.get(CONF_PERSON))
        library = await async_read_library(self.hass)
        if user_input is not None and self._is_misfit(user_input[CONF_POLICY], library):
            errors.setdefault(CONF_POLICY, "numbers_misfit")
        present = str(before.get(CONF_POLICY, ""))
        fields: dict[Any, Any] = {
            **name_and_policy(library.own_names_with(present)),
            probatio.Optional(CONF_PERSON): entities(_PERSON_DOMAIN, several=False),
        }
        # One that is gone for the moment stays chosen.
        known = {*phones(self.hass), *filter(None, [before.get(CONF_PHONE)])}
        if known:
            config = SelectSelectorConfig(options=sorted(known))
            fields[probatio.Optional(CONF_PHONE)] = SelectSelector(config)
            fields[probatio.Optional(CONF_WALK_PICTURE)] = BooleanSelector()
        schema = probatio.Schema(fields)
        shown = before if user_input is None else user_input
        return errors, self.add_suggested_values_to_schema(schema, shown)

    def _is_misfit(self, key: str, library: Library) -> bool:
        """Tell whether the numbers that were set stand against another policy."""
        chosen = library.policies.get(key)
        if chosen is None:
            return False
        return not isinstance(with_options(chosen.layers, self._draft), LayeredPolicy)

    def _errors(self, name: str, linked: str | None) -> dict[str, str]:
        """Return why somebody cannot be called so, or be linked so."""
        entry, own = self._entry, self._subentry_id
        errors = name_errors(name, entry, own)
        if name.casefold() == GUEST:
            errors = {CONF_NAME: "name_taken"}
        others = (each for each in people_of(entry).values() if each.id != own)
        if linked and any(each.entity_id == linked for each in others):
            errors[CONF_PERSON] = "person_taken"
        return errors
