"""Set what is wrong in a plug as it should be, once its owner has agreed."""

from collections.abc import Mapping
import json
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
import probatio

from ..coordinator import MachineCoordinator
from ..dialects.preflight import Concern, Setting, Value
from ..links.settings_line import Outcome
from ..models import HomeGymConfigEntry

_NOTHING_TO_FILL_IN: Final = probatio.Schema({})
_NOT_RUNNING: Final = "not_running"


class PlugRepairFlow(RepairsFlow):
    """Show what stands in the plug and what would be sent; to go on is to agree."""

    def __init__(self, concern: Concern, data: Mapping[str, Any]) -> None:
        """Remember the machine by its id."""
        self._concern = concern
        self._entry_id = str(data["entry_id"])
        self._subentry_id = str(data["subentry_id"])

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Begin; what cannot be put back one day is said before."""
        found = self._found()
        if found is not None and not found[0].may_be_sent(found[1]):
            return await self.async_step_for_good()
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask whether to set it; it is put back when the machine is removed."""
        return await self._async_step("confirm", agreed=user_input is not None)

    async def async_step_for_good(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask whether to set what is never put back, as it would switch on."""
        return await self._async_step("for_good", agreed=user_input is not None)

    async def _async_step(self, step_id: str, *, agreed: bool) -> RepairsFlowResult:
        coordinator, found = self._coordinator(), self._found()
        entry = self._entry()
        if entry is None or self._subentry_id not in entry.subentries:
            # Without its machine there is no trouble left.
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if agreed:
            error = await self._async_fix(coordinator)
            if error is None:
                return self.async_create_entry(data={})
            errors["base"] = error
        return self.async_show_form(
            step_id=step_id,
            data_schema=_NOTHING_TO_FILL_IN,
            errors=errors,
            description_placeholders=_told(coordinator, found),
        )

    async def _async_fix(self, coordinator: MachineCoordinator | None) -> str | None:
        """Set it, and return why it is not as it should be, if it is not."""
        if coordinator is None:
            return _NOT_RUNNING
        outcome = await coordinator.preflight.async_fix(self._concern)
        return None if outcome is Outcome.DONE else outcome

    def _entry(self) -> HomeGymConfigEntry | None:
        return self.hass.config_entries.async_get_entry(self._entry_id)

    def _coordinator(self) -> MachineCoordinator | None:
        entry = self._entry()
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return None
        return entry.runtime_data.machines.get(self._subentry_id)

    def _found(self) -> tuple[Setting, Value] | None:
        coordinator = self._coordinator()
        return (
            None
            if coordinator is None
            else coordinator.preflight.found.get(self._concern)
        )


def _told(
    coordinator: MachineCoordinator | None, found: tuple[Setting, Value] | None
) -> dict[str, str]:
    setting, stands = found or (None, "?")
    return {
        "machine": "" if coordinator is None else coordinator.subentry.title,
        "setting": "?" if setting is None else setting.name,
        "stands": _shown(stands),
        "safe": "?" if setting is None else _shown(setting.safe),
    }


def _shown(value: Value) -> str:
    """Return a value as the device has it."""
    return value if isinstance(value, str) else json.dumps(value)
