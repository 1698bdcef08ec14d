"""Add one of the people who walk, or change them."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
import probatio

from .const import CONF_PERSON, CONF_POLICY
from .engine.words import GUEST
from .machine_form import entities, name_and_policy, name_errors
from .people import people_of
from .policy_shelf import async_read_library

_PERSON_DOMAIN: Final = "person"


class PersonSubentryFlow(ConfigSubentryFlow):
    """Ask who somebody is, and by which policy they walk."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add a person."""
        errors, schema = await self._async_look(user_input, {})
        if user_input is not None and not errors:
            return self.async_create_entry(**_person(user_input))
        return self.async_show_form(
            step_id="user", data_schema=schema, errors=errors, last_step=True
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change a person."""
        subentry = self._get_reconfigure_subentry()
        shown = {CONF_NAME: subentry.title, **subentry.data}
        errors, schema = await self._async_look(user_input, shown)
        if user_input is not None and not errors:
            return self.async_update_and_abort(
                self._get_entry(), subentry, **_person(user_input)
            )
        return self.async_show_form(
            step_id="reconfigure", data_schema=schema, errors=errors, last_step=True
        )

    async def _async_look(
        self, user_input: Mapping[str, Any] | None, before: Mapping[str, Any]
    ) -> tuple[dict[str, str], probatio.Schema]:
        """Return what is wrong with an answer, and the form with it filled in."""
        errors: dict[str, str] = {}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            errors = self._errors(name, user_input.get(CONF_PERSON))
        library = await async_read_library(self.hass)
        present = str(before.get(CONF_POLICY, ""))
        schema = probatio.Schema(
            {
                **name_and_policy(library.own_names_with(present)),
                probatio.Optional(CONF_PERSON): entities(_PERSON_DOMAIN, several=False),
            }
        )
        shown = before if user_input is None else user_input
        return errors, self.add_suggested_values_to_schema(schema, shown)

    @property
    def _subentry_id(self) -> str | None:
        if self.source != SOURCE_RECONFIGURE:
            return None
        return self._get_reconfigure_subentry().subentry_id

    def _errors(self, name: str, linked: str | None) -> dict[str, str]:
        """Return why somebody cannot be called so, or be linked so."""
        entry, own = self._get_entry(), self._subentry_id
        errors = name_errors(name, entry, own)
        if name.casefold() == GUEST:
            errors = {CONF_NAME: "name_taken"}
        others = (each for each in people_of(entry).values() if each.id != own)
        if linked and any(each.entity_id == linked for each in others):
            errors[CONF_PERSON] = "person_taken"
        return errors


def _person(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the title and the data that somebody is stored by."""
    data = {CONF_POLICY: user_input[CONF_POLICY]}
    if linked := user_input.get(CONF_PERSON):
        data[CONF_PERSON] = linked
    return {"title": user_input[CONF_NAME].strip(), "data": data}
