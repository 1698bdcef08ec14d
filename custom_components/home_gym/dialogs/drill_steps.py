"""The steps of the fire drill."""

from typing import Any

from homeassistant.config_entries import SubentryFlowResult
import probatio

from ..const import CONF_DRILL, CONF_STOP_TIME
from ..drill import DrillFailure, DrillResult, async_drill, async_keep_drill
from ..engine.words import Belt
from ..texts import async_texts
from .machine_draft import MachineDraft

_NOTHING_TO_FILL_IN = probatio.Schema({})


class DrillSteps(MachineDraft):
    """Lead through the fire drill, as often as somebody wants it."""

    async def async_step_drill(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what will happen, and begin only with a belt that is seen moving."""
        errors: dict[str, str] = {}
        if user_input is not None:
            coordinator = self._coordinator()
            if coordinator is None:
                errors["base"] = "not_running"
            elif coordinator.data.belt is not Belt.MOVING:
                errors["base"] = "belt_not_moving"
            else:
                self._begin(async_drill(self.hass, coordinator))
                return await self.async_step_drilling()
        return self._drill_form(errors)

    async def async_step_drilling(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Wait for the stop and its proof."""
        return self._wait_for_work("drilling", "drilled")

    async def async_step_drilled(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Keep a drill that has passed, or say what was seen instead."""
        result = self._worked(DrillResult)
        if result is None or result.failure is not None:
            failure = DrillFailure.NOT_SEEN if result is None else result.failure
            return self._drill_form({"base": str(failure)})
        # At once: the dialog may be closed without a last click.
        subentry = self._get_reconfigure_subentry()
        async_keep_drill(self.hass, self._entry, subentry, result)
        return await self.async_step_drill_passed()

    async def async_step_drill_passed(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what the drill has proved."""
        entry, subentry = self._entry, self._get_reconfigure_subentry()
        if user_input is not None:
            return self.async_update_and_abort(entry, subentry)
        drill = subentry.data[CONF_DRILL]
        texts = await async_texts(self.hass, "drill")
        return self.async_show_form(
            step_id="drill_passed",
            data_schema=_NOTHING_TO_FILL_IN,
            description_placeholders={
                "machine": self._name,
                "stop_time": f"{drill[CONF_STOP_TIME]:.1f}",
                "plug": texts["plug_off" if drill["plug_off"] else "plug_untouched"],
            },
            last_step=True,
        )

    def _drill_form(self, errors: dict[str, str]) -> SubentryFlowResult:
        return self.async_show_form(
            step_id="drill",
            data_schema=_NOTHING_TO_FILL_IN,
            errors=errors,
            description_placeholders={"machine": self._name},
            last_step=False,
        )
