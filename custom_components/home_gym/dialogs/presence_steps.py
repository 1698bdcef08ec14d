"""The step that names what feels the walker."""

from typing import Any

from homeassistant.config_entries import SubentryFlowResult
import probatio

from ..const import CONF_PRESENCE, CONF_PRESENCE_BY_CADENCE
from ..devices import entities_of
from ..machines import counts_steps
from .entity_form import NOTHING_TOLD, entity_schema, objection_to, told_of
from .family_form import FLAG
from .machine_draft import MachineDraft


class PresenceSteps(MachineDraft):
    """Ask for a mat or another sensor, or for the treadmill's own step counter."""

    async def async_step_presence(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what feels the walker; without anything the rule has nothing to do."""
        if (end := self._unusable()) is not None:
            return end
        errors: dict[str, str] = {}
        told: dict[str, str] = {}
        shown = {**self._draft, **entities_of(self._draft)}
        if user_input is not None:
            mat = user_input.get(CONF_PRESENCE, "")
            objection = objection_to(self.hass, CONF_PRESENCE, mat) if mat else None
            if objection is None:
                self._take_presence(mat, user_input.get(CONF_PRESENCE_BY_CADENCE))
                return self._finish()
            errors = {CONF_PRESENCE: objection}
            told = told_of(self.hass, CONF_PRESENCE, mat)
            shown = user_input
        return self.async_show_form(
            step_id="presence",
            data_schema=self.add_suggested_values_to_schema(
                self._presence_schema(), shown
            ),
            errors=errors,
            description_placeholders=NOTHING_TOLD | told,
            last_step=True,
        )

    def _presence_schema(self) -> probatio.Schema:
        fields = entity_schema(self.hass, (CONF_PRESENCE,)).schema
        if counts_steps(self._draft):
            flag = probatio.Required(CONF_PRESENCE_BY_CADENCE, default=False)
            fields = {**fields, flag: FLAG}
        return probatio.Schema(fields)

    def _take_presence(self, mat: str, by_cadence: bool | None) -> None:
        entities = entities_of(self._draft)
        entities.pop(CONF_PRESENCE, None)
        self._set_entities({**entities, CONF_PRESENCE: mat} if mat else entities)
        self._draft[CONF_PRESENCE_BY_CADENCE] = bool(by_cadence)
