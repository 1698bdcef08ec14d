"""Add a machine, or change it: a treadmill with its plug."""

from typing import Any, override

from homeassistant.config_entries import SubentryFlowResult

from .calibration import metered
from .calibration_steps import CalibrationSteps
from .connection_steps import ConnectionSteps
from .devices import can_switch_off
from .drill_steps import DrillSteps
from .machine_draft import MachineDraft
from .policy_steps import PolicySteps
from .presence_steps import PresenceSteps
from .settings_steps import SettingsSteps


class MachineSubentryFlow(
    ConnectionSteps,
    PresenceSteps,
    SettingsSteps,
    PolicySteps,
    CalibrationSteps,
    DrillSteps,
    MachineDraft,
):
    """Lead from the devices over the probe and the safety choices to a machine."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add a machine."""
        return await self._async_step_way("user")

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what can be changed about a machine."""
        subentry = self._get_reconfigure_subentry()
        self._before = subentry.data
        self._draft = dict(subentry.data)
        self._name = subentry.title
        options = [
            "connection",
            "presence",
            "safety",
            "modes",
            "numbers",
            "in_force",
            "speak",
        ]
        if metered(self._draft):
            options.append("calibrate")
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=[*options, "drill"],
            description_placeholders={"machine": self._name},
        )

    async def async_step_connection(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change the devices of a machine."""
        return await self._async_step_way("connection")

    @override
    async def _async_connected(self) -> SubentryFlowResult:
        """Ask about the power where there is a plug that nobody was asked about."""
        if self._reconfigures and can_switch_off(self._before):
            return self._finish()
        return await self.async_step_power()
