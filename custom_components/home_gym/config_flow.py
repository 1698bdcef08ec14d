"""Set up the gym, and take in the treadmills that the broker tells of."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentry,
    ConfigSubentryData,
    ConfigSubentryFlow,
    FlowType,
    OptionsFlow,
    SubentryFlowContext,
)
from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers.selector import TextSelector
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo
import probatio

from .const import (
    CONF_DIALECT,
    CONF_POLICY,
    CONF_POWER_CUT,
    CONF_TREADMILL,
    CONF_TURN_HOUR,
    CONF_VERIFIED,
    DEFAULT_TURN_HOUR,
    DOMAIN,
    SUBENTRY_MACHINE,
    SUBENTRY_PERSON,
)
from .devices import identity, owner_of
from .dialects import Recognised, create_dialect, recognise
from .dialects.registry import profiles
from .dialogs.machine_flow import MachineSubentryFlow
from .dialogs.machine_form import name_errors
from .dialogs.offer_form import async_family_names
from .dialogs.speak_form import async_gym_schema, gym_errors, gym_options
from .engine.readings import Quantity
from .engine.words import PowerCut
from .families import async_load_families
from .people.flow import PersonSubentryFlow
from .policy.files import Preset
from .texts import async_texts

_TITLE: Final = "Home Gym"
_NOTHING_TO_FILL_IN: Final = probatio.Schema({})
_NAME_SCHEMA: Final = probatio.Schema({probatio.Required(CONF_NAME): TextSelector()})
# Whose word of being there stands on a topic that tells nobody else's family. All other
# families are found by the scan: a plug says nothing of what is plugged into it, and a
# treadmill without such a word would begin a dialog with every speed that it reports.
_FAMILIES: Final = {
    "walkingpad/availability": "walkingpad_mqtt",
    "stride/treadmill/availability": "stride",
}


class HomeGymConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up the one gym of a home.

    The manifest does not say that there is only one: Home Assistant would then drop
    what the broker tells of more treadmills.
    """

    VERSION = 1

    def __init__(self) -> None:
        """Start with nothing found."""
        self._found: Recognised | None = None
        self._online = False

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what a gym owns."""
        return {
            SUBENTRY_MACHINE: MachineSubentryFlow,
            SUBENTRY_PERSON: PersonSubentryFlow,
        }

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow for the gym's options."""
        return HomeGymOptionsFlow()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Set up the gym; its first machine comes right after."""
        if self._gym() is not None:
            return self.async_abort(reason="single_instance_allowed")
        await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
        if user_input is not None:
            return self._create_gym()
        return self.async_show_form(
            step_id="user", data_schema=_NOTHING_TO_FILL_IN, last_step=False
        )

    @override
    async def async_step_mqtt(
        self, discovery_info: MqttServiceInfo
    ) -> ConfigFlowResult:
        """Take in a treadmill that the broker tells of."""
        if not profiles():
            # There is no gym yet that would have loaded them.
            await async_load_families(self.hass)
        discovered = _discovered(discovery_info)
        if discovered is None:
            return self.async_abort(reason="invalid_discovery_info")
        found, self._online = discovered
        self._found = found
        await self.async_set_unique_id(identity(found.config))
        self._abort_if_unique_id_configured()
        gym = self._gym()
        if gym is not None and owner_of(gym, found.config) is not None:
            return self.async_abort(reason="already_configured")
        self.context["title_placeholders"] = {"name": str(found.config["base"])}
        return await self.async_step_discovery_confirm()

    async def async_step_discovery_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask whether the treadmill that was found is to be guarded."""
        if TYPE_CHECKING:
            assert self._found is not None
        errors: dict[str, str] = {}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            errors = name_errors(name, self._gym())
            if not errors:
                return await self._async_add(name, self._found.config)
        texts = await async_texts(self.hass, "discovered")
        return self.async_show_form(
            step_id="discovery_confirm",
            data_schema=self.add_suggested_values_to_schema(
                _NAME_SCHEMA, user_input or {CONF_NAME: self._found.identity}
            ),
            errors=errors,
            description_placeholders={
                "family": await self._async_family(),
                "base": str(self._found.config["base"]),
                "status": texts["online" if self._online else "offline"],
            },
            last_step=True,
        )

    @override
    async def async_on_create_entry(self, result: ConfigFlowResult) -> ConfigFlowResult:
        """Go on with the first machine: add it, or complete the one that was found."""
        entry: ConfigEntry = result["result"]
        context = SubentryFlowContext(source=SOURCE_USER)
        for subentry_id in entry.subentries:
            context = SubentryFlowContext(
                source=SOURCE_RECONFIGURE, subentry_id=subentry_id
            )
        flow = await self.hass.config_entries.subentries.async_init(
            (entry.entry_id, SUBENTRY_MACHINE), context=context
        )
        result["next_flow"] = (FlowType.CONFIG_SUBENTRIES_FLOW, flow["flow_id"])
        return result

    async def _async_family(self) -> str:
        """Return what the family of the treadmill is called."""
        if TYPE_CHECKING:
            assert self._found is not None
        key = str(self._found.config[CONF_DIALECT])
        return (await async_family_names(self.hass))[key]

    async def _async_add(
        self, name: str, treadmill: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Add the machine to the gym, or set up the gym with it."""
        machine = _machine(name, treadmill)
        gym = self._gym()
        if gym is None:
            await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
            return self._create_gym(machine)
        if owner_of(gym, treadmill) is not None:
            return self.async_abort(reason="already_configured")
        self.hass.config_entries.async_add_subentry(
            gym,
            ConfigSubentry(
                data=MappingProxyType(machine["data"]),
                subentry_type=machine["subentry_type"],
                title=machine["title"],
                unique_id=machine["unique_id"],
            ),
        )
        return self.async_abort(
            reason="machine_added", description_placeholders={"machine": name}
        )

    def _create_gym(self, *machines: ConfigSubentryData) -> ConfigFlowResult:
        return self.async_create_entry(
            title=_TITLE,
            data={},
            options={CONF_TURN_HOUR: DEFAULT_TURN_HOUR},
            subentries=machines,
        )

    def _gym(self) -> ConfigEntry | None:
        """Return the gym, where there is one."""
        entries = self._async_current_entries(include_ignore=False)
        return entries[0] if entries else None


class HomeGymOptionsFlow(OptionsFlow):
    """Change what holds for the whole gym."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask when the gym's day turns, how to speak, and whom to tell."""
        errors: dict[str, str] = {}
        shown: Mapping[str, Any] = self.config_entry.options
        if user_input is not None:
            errors = gym_errors(user_input)
            if not errors:
                return self.async_create_entry(data=gym_options(user_input))
            shown = user_input
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                await async_gym_schema(self.hass), shown
            ),
            errors=errors,
        )


def _discovered(info: MqttServiceInfo) -> tuple[Recognised, bool] | None:
    """Return the treadmill that a message tells of, and whether its bridge is there."""
    if not isinstance(info.payload, str):
        return None
    family = _FAMILIES.get(info.topic)
    for found in recognise(info.topic, info.payload, dialect=family):
        readings = create_dialect(found.config).parse(info.topic, info.payload)
        for reading in readings or ():
            if reading.quantity is Quantity.BRIDGE_ONLINE:
                return found, bool(reading.value)
    return None


def _machine(name: str, treadmill: Mapping[str, Any]) -> ConfigSubentryData:
    """Return a machine without a plug, as careful as a machine can be."""
    return ConfigSubentryData(
        data={
            CONF_TREADMILL: dict(treadmill),
            CONF_VERIFIED: False,
            CONF_POWER_CUT: PowerCut.NEVER.value,
            CONF_POLICY: Preset.GENTLE_BACK.value,
        },
        subentry_type=SUBENTRY_MACHINE,
        title=name,
        unique_id=identity(treadmill),
    )
