"""The steps that ask for a device of each family."""

import asyncio
from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import SubentryFlowResult
import probatio

from ..const import CONF_DIALECT, DOMAIN
from ..dialects import Recognised
from ..links.search import async_overhear
from .device_form import (
    GENERIC_PLUG,
    GENERIC_TREADMILL,
    QZ,
    TASMOTA,
    device_data,
    device_errors,
    device_schema,
    device_values,
    heard,
    step_of,
)
from .entity_steps import EntitySteps
from .family_form import (
    NSCC,
    PROFILE,
    SHELLY_GEN1,
    SHELLY_GEN2,
    ZIGBEE2MQTT,
    profile_of,
)
from .offer_form import ENTITIES, NONE


class FamilySteps(EntitySteps):
    """Ask for the topics of one device after the other."""

    def __init__(self) -> None:
        """Start with nobody to ask about."""
        super().__init__()
        self._by_hand: list[str] = []
        self._families: Mapping[str, str] = {}
        self._found: tuple[Recognised, ...] = ()
        self._part = ""
        self._overhearing: asyncio.Task[tuple[Recognised, ...]] | None = None

    def _overhear(self) -> None:
        """Listen in the meantime to what the broker keeps of devices that it knows."""
        if self._overhearing is None and not self._found:
            self._overhearing = self.hass.async_create_background_task(
                async_overhear(self.hass), f"{DOMAIN} {self.flow_id} overhear"
            )

    def _overheard(self) -> tuple[Recognised, ...]:
        task = self._overhearing
        if task is None or not task.done() or task.cancelled() or task.exception():
            return ()
        return task.result()

    @override
    async def _async_next_device(self) -> SubentryFlowResult:
        """Ask for the next device that has to be filled in."""
        while self._by_hand:
            self._part, *self._by_hand = self._by_hand
            family = self._families[self._part]
            if family != NONE:
                form = step_of(family)
                if family == ENTITIES:
                    form = f"{self._part}_{ENTITIES}"
                shown: SubentryFlowResult = await getattr(self, f"async_step_{form}")()
                return shown
            self._set_part(self._part, None)
        return await self.async_step_probe()

    async def async_step_qz(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where QZ speaks."""
        return await self._async_step_device(QZ, user_input)

    async def async_step_nscc(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where an NSCC console speaks."""
        return await self._async_step_device(NSCC, user_input)

    async def async_step_generic_treadmill(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the topics of a treadmill with a language of its own."""
        return await self._async_step_device(GENERIC_TREADMILL, user_input)

    async def async_step_tasmota(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which Tasmota device the plug is."""
        return await self._async_step_device(TASMOTA, user_input)

    async def async_step_shelly_gen1(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which Shelly of the first generation the plug is."""
        return await self._async_step_device(SHELLY_GEN1, user_input)

    async def async_step_shelly_gen2(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which Shelly of a later generation the plug is."""
        return await self._async_step_device(SHELLY_GEN2, user_input)

    async def async_step_zigbee2mqtt(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which Zigbee plug it is."""
        return await self._async_step_device(ZIGBEE2MQTT, user_input)

    async def async_step_generic_plug(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the topics of a plug with a language of its own."""
        return await self._async_step_device(GENERIC_PLUG, user_input)

    async def async_step_profile(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for a device whose family is told by a profile."""
        return await self._async_step_device(PROFILE, user_input)

    async def _async_step_device(
        self, step_id: str, user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        """Ask for one device, and refuse the one of another machine."""
        family = self._families[self._part]
        found = heard((*self._found, *self._overheard()), family)
        schema = device_schema(family, found)
        before = self._draft.get(self._part) or {}
        same = before.get(CONF_DIALECT) == family
        shown = device_values(before) if same else None
        errors: dict[str, str] = {}
        told = {"owner": "", "field": "", **_told(family)}
        if user_input is not None:
            data = device_data(family, user_input, found)
            if same and "confirmed" in before:
                data["confirmed"] = before["confirmed"]
            errors, told["field"] = device_errors(data, schema)
            if not errors and (owner := self._owner(data)) is not None:
                errors, told["owner"] = {"base": "owned"}, owner.title
            if not errors:
                self._set_part(self._part, data)
                return await self._async_next_device()
            shown = user_input
        return self._form_for(step_id, schema, shown, errors, told)

    def _form_for(
        self,
        step_id: str,
        schema: probatio.Schema,
        shown: Mapping[str, Any] | None,
        errors: dict[str, str],
        told: dict[str, str],
    ) -> SubentryFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=told,
            last_step=False,
        )


def _told(family: str) -> dict[str, str]:
    """Return what a profile tells of its family."""
    profile = profile_of(family)
    if profile is None:
        return {}
    return {"family": profile.name, "about": profile.about}
