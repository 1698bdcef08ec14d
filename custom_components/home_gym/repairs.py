"""Mend what an issue tells of, as far as a dialog can."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    FlowType,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentry,
    SubentryFlowContext,
)
from homeassistant.core import HomeAssistant
import probatio

from .const import SUBENTRY_MACHINE
from .coordinator import MachineCoordinator
from .dialects.preflight import Concern
from .engine.observations import AcknowledgeAlarm
from .engine.words import Issue
from .issues import (
    BROKER_GONE,
    ENTITY_GONE,
    NOT_PROVEN,
    NOT_VERIFIED,
    PLUG_UNITS_DIFFER,
    STATE_NEWER,
    STATE_UNREADABLE,
    TWO_IN_ONE_NAME,
)
from .models import HomeGymConfigEntry
from .plug.repairs import PlugRepairFlow

_NOTHING_TO_FILL_IN: Final = probatio.Schema({})
_CONCERNS: Final = frozenset(Concern)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fix:
    """How one trouble is mended.

    `leads_to` is the step of the machine's flow that mends it. `stands` tells whether
    the trouble is still there. An alarm counts as seen by whoever came here. A machine
    that did not start can be tried again.
    """

    leads_to: str | None = None
    stands: Callable[[MachineCoordinator], bool] = lambda _: False
    acknowledges: bool = False
    tries_again: bool = False


def _clock_is_suspect(coordinator: MachineCoordinator) -> bool:
    return coordinator.state.clock_suspect


_FIXES: Final[dict[str, _Fix]] = {
    Issue.BELT_DID_NOT_STOP: _Fix(leads_to="drill", acknowledges=True),
    Issue.PLUG_DID_NOT_SWITCH_OFF: _Fix(leads_to="drill", acknowledges=True),
    Issue.PLUG_SWITCHED_ON_BY_OTHERS: _Fix(acknowledges=True),
    Issue.CLOCK_IMPLAUSIBLE: _Fix(stands=_clock_is_suspect),
    ENTITY_GONE: _Fix(leads_to="connection"),
    BROKER_GONE: _Fix(stands=lambda coordinator: not coordinator.broker_connected),
    NOT_PROVEN: _Fix(leads_to="drill"),
    NOT_VERIFIED: _Fix(leads_to="connection"),
    PLUG_UNITS_DIFFER: _Fix(leads_to="connection"),
    STATE_NEWER: _Fix(tries_again=True),
    STATE_UNREADABLE: _Fix(tries_again=True),
    TWO_IN_ONE_NAME: _Fix(leads_to="connection"),
}


class MachineRepairFlow(RepairsFlow):
    """Explain a trouble of one machine, and lead to where it is mended."""

    def __init__(self, fix: _Fix, data: Mapping[str, Any]) -> None:
        """Remember the machine by its id: its name is looked up when it is shown."""
        self._fix = fix
        self._entry_id = str(data["entry_id"])
        self._subentry_id = str(data["subentry_id"])
        self._told = {key: str(value) for key, value in data.items()}

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Explain the trouble, and act on what the owner confirms."""
        subentry = self._subentry()
        if subentry is None:
            # Without its machine there is no trouble left.
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if user_input is not None:
            if self._fix.tries_again:
                await self._async_try_again()
            coordinator = self._coordinator()
            if coordinator is None:
                errors["base"] = "not_running"
            elif self._fix.stands(coordinator):
                errors["base"] = "still_stands"
            else:
                return await self._async_mend(coordinator)
        return self.async_show_form(
            step_id="confirm",
            data_schema=_NOTHING_TO_FILL_IN,
            errors=errors,
            description_placeholders={**self._told, "machine": subentry.title},
        )

    async def _async_try_again(self) -> None:
        entry = self._entry()
        if entry is not None and entry.state is ConfigEntryState.LOADED:
            await entry.runtime_data.async_follow()

    async def _async_mend(self, coordinator: MachineCoordinator) -> RepairsFlowResult:
        if self._fix.acknowledges:
            coordinator.async_observe(AcknowledgeAlarm())
        if self._fix.leads_to is None:
            return self.async_create_entry(data={})
        flows = self.hass.config_entries.subentries
        context = SubentryFlowContext(
            source=SOURCE_RECONFIGURE, subentry_id=self._subentry_id
        )
        flow = await flows.async_init(
            (self._entry_id, SUBENTRY_MACHINE), context=context
        )
        await flows.async_configure(
            flow["flow_id"], {"next_step_id": self._fix.leads_to}
        )
        # The issue stays until what it asks for has really been done.
        return self.async_abort(
            reason="goes_on",
            next_flow=(FlowType.CONFIG_SUBENTRIES_FLOW, flow["flow_id"]),
        )

    def _entry(self) -> HomeGymConfigEntry | None:
        return self.hass.config_entries.async_get_entry(self._entry_id)

    def _subentry(self) -> ConfigSubentry | None:
        entry = self._entry()
        return None if entry is None else entry.subentries.get(self._subentry_id)

    def _coordinator(self) -> MachineCoordinator | None:
        entry = self._entry()
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            return None
        return entry.runtime_data.machines.get(self._subentry_id)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, Any] | None
) -> RepairsFlow:
    """Return the flow for an issue, a mere confirmation for one nobody knows."""
    if data is None:
        return ConfirmRepairFlow()
    key = issue_id.removesuffix(f"_{data['subentry_id']}")
    if key in _CONCERNS:
        return PlugRepairFlow(Concern(key), data)
    if (fix := _FIXES.get(key)) is None:
        return ConfirmRepairFlow()
    return MachineRepairFlow(fix, data)
