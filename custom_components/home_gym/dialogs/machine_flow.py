"""Add a machine, or change it: a treadmill with its plug."""

from collections.abc import Iterable
from typing import Any, Final, override

from homeassistant.config_entries import SubentryFlowResult

from ..calibration.recording import metered
from ..calibration.steps import CalibrationSteps
from ..devices import can_switch_off, unspoken_family
from ..engine.clock import Calendar
from ..engine.policy_layers import ValueInForce, values_in_force
from ..machines import machine_from
from ..people.people import people_of
from ..people.walkers import walkers_of
from ..policy.choice import PolicyInForce
from ..policy.steps import PolicySteps
from .connection_steps import ConnectionSteps
from .drill_steps import DrillSteps
from .machine_draft import MachineDraft
from .next_steps import async_next_steps
from .presence_steps import PresenceSteps
from .settings_steps import SettingsSteps

# What is done once comes before what is changed now and then.
_CHANGES: Final = (
    "safety",
    "drill",
    "speak",
    "modes",
    "numbers",
    "presence",
    "in_force",
)


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
        self._take_up()
        if unspoken_family(self._draft) is not None:
            return await self.async_step_unspoken()
        options = ["connection"]
        if metered(self._draft):
            options.append("calibrate")
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=[*options, *_CHANGES],
            description_placeholders={
                "machine": self._name,
                "next_steps": await async_next_steps(
                    self.hass, self._draft, self._entry.options
                ),
            },
        )

    async def async_step_unspoken(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what can be changed while nobody knows how to speak to a device."""
        options = ["connection", "speak"]
        if self._coordinator() is not None:
            # It still runs, and speaks as it did when it was started.
            options.append("drill")
        return self.async_show_menu(
            step_id="unspoken",
            menu_options=options,
            description_placeholders={
                "machine": self._name,
                "family": unspoken_family(self._draft) or "",
            },
        )

    async def async_step_connection(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change the devices of a machine."""
        return await self._async_step_way("connection")

    @override
    async def async_step_in_force(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show every number that holds on a machine that can be spoken to."""
        return self._unusable() or await super().async_step_in_force(user_input)

    @override
    async def _async_held(self, found: PolicyInForce) -> Iterable[ValueInForce]:
        """Return what holds for whoever walks now, within the machine's limits."""
        layers, running = found.layers, self._coordinator()
        if running is not None:
            data = self._entry.runtime_data
            layers = data.policies.held_by(
                walkers_of(running.state),
                people_of(self._entry).values(),
                layers,
                self._draft,
                data.people.progress,
            )
        machine = machine_from(self._name, self._draft, Calendar())
        return values_in_force(layers, machine)

    @override
    async def _async_connected(self) -> SubentryFlowResult:
        """Ask about the power where there is a plug that nobody was asked about."""
        if self._reconfigures and can_switch_off(self._before):
            return self._finish()
        return await self.async_step_power()
