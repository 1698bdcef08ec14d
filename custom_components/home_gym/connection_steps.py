"""The steps that find a machine's devices and look whether they answer."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
import probatio

from .const import CONF_DIALECT, CONF_PLUG, CONF_TREADMILL, CONF_VERIFIED
from .device_form import (
    GENERIC_PLUG,
    GENERIC_TREADMILL,
    KIND_SCHEMA,
    NONE,
    QZ,
    TASMOTA,
    device_data,
    device_errors,
    device_schema,
    device_values,
    heard,
    kinds,
)
from .dialects import Recognised
from .machine_draft import MachineDraft
from .machines import dialects_from
from .probe import Seen, async_describe, async_probe, async_scan


class ConnectionSteps(MachineDraft):
    """Ask which devices there are, find them, and listen to them."""

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__()
        self._kinds: dict[str, str] = {}
        self._found: tuple[Recognised, ...] = ()
        self._seen: Seen | None = None

    @abstractmethod
    async def _async_connected(self) -> SubentryFlowResult:
        """Go on with a machine whose devices are settled."""

    async def _async_step_kinds(
        self, step_id: str, user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        """Ask which dialects the parts of the machine speak."""
        if await self._async_mqtt_is_missing():
            return self.async_abort(reason="mqtt_unavailable")
        errors: dict[str, str] = {}
        shown = kinds(self._draft) if self._draft else None
        if user_input is not None:
            if any(kind != NONE for kind in user_input.values()):
                self._kinds = user_input
                return await self.async_step_scan()
            errors["base"] = "nothing_to_guard"
            shown = user_input
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(KIND_SCHEMA, shown),
            errors=errors,
            last_step=False,
        )

    async def async_step_scan(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Look who is on the broker, where a device can be told by its topics."""
        if {QZ, TASMOTA}.isdisjoint(self._kinds.values()):
            return await self.async_step_treadmill()
        if self._work is None:
            self._begin(async_scan(self.hass))
        return self._wait("scan", "scanned")

    async def async_step_scanned(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what was found."""
        found = self._worked(tuple)
        if found is None:
            return self.async_abort(reason="mqtt_unavailable")
        self._found = tuple(each for each in found if self._owner(each.config) is None)
        return await self.async_step_treadmill()

    async def async_step_treadmill(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the treadmill, where there is one."""
        match self._kinds[CONF_TREADMILL]:
            case "qz":
                return await self.async_step_qz()
            case "generic_treadmill":
                return await self.async_step_generic_treadmill()
        self._draft.pop(CONF_TREADMILL, None)
        return await self.async_step_plug()

    async def async_step_qz(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask where QZ speaks."""
        return await self._async_step_device(CONF_TREADMILL, QZ, user_input)

    async def async_step_generic_treadmill(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the topics of a treadmill with a language of its own."""
        return await self._async_step_device(
            CONF_TREADMILL, GENERIC_TREADMILL, user_input
        )

    async def async_step_plug(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the plug, where there is one."""
        match self._kinds[CONF_PLUG]:
            case "tasmota":
                return await self.async_step_tasmota()
            case "generic_plug":
                return await self.async_step_generic_plug()
        self._draft.pop(CONF_PLUG, None)
        return await self.async_step_probe()

    async def async_step_tasmota(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which Tasmota device the plug is."""
        return await self._async_step_device(CONF_PLUG, TASMOTA, user_input)

    async def async_step_generic_plug(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the topics of a plug with a language of its own."""
        return await self._async_step_device(CONF_PLUG, GENERIC_PLUG, user_input)

    async def _async_step_device(
        self, part: str, dialect: str, user_input: dict[str, Any] | None
    ) -> SubentryFlowResult:
        """Ask for one device, and refuse the one of another machine."""
        found = heard(self._found, dialect)
        schema = device_schema(dialect, found)
        before = self._draft.get(part) or {}
        shown = device_values(before) if before.get(CONF_DIALECT) == dialect else None
        errors: dict[str, str] = {}
        told: dict[str, str] = {"owner": "", "field": ""}
        if user_input is not None:
            data = device_data(dialect, user_input, found)
            errors, told["field"] = device_errors(data, schema)
            if not errors and (owner := self._owner(data)) is not None:
                errors, told["owner"] = {"base": "owned"}, owner.title
            if not errors:
                self._draft[part] = data
                return await self._async_after_device(part)
            shown = user_input
        return self._form_for(dialect, schema, shown, errors, told)

    def _form_for(
        self,
        dialect: str,
        schema: probatio.Schema,
        shown: Mapping[str, Any] | None,
        errors: dict[str, str],
        told: dict[str, str],
    ) -> SubentryFlowResult:
        return self.async_show_form(
            step_id=dialect,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=told,
            last_step=False,
        )

    async def _async_after_device(self, part: str) -> SubentryFlowResult:
        if part == CONF_TREADMILL:
            return await self.async_step_plug()
        return await self.async_step_probe()

    async def async_step_probe(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Listen to the devices for a few seconds."""
        if self._work is None:
            self._seen = None
            self._begin(async_probe(self.hass, dialects_from(self._draft)))
        return self._wait("probe", "probe_result")

    async def async_step_probe_result(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what was heard, and ask whether that is the machine."""
        self._seen = self._worked(Seen) or self._seen
        if self._seen is None:
            return self.async_abort(reason="mqtt_unavailable")
        done = "accept" if self._seen.verified else "unverified"
        return self.async_show_menu(
            step_id="probe_result",
            menu_options=[done, "probe"],
            description_placeholders={
                "seen": await async_describe(self.hass, self._seen)
            },
        )

    async def async_step_accept(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Take devices that were seen."""
        self._draft[CONF_VERIFIED] = True
        return await self._async_connected()

    async def async_step_unverified(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Take devices on trust; the first walk confirms them."""
        self._draft[CONF_VERIFIED] = False
        return await self._async_connected()
