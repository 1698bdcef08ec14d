"""The steps that find a machine's devices and look whether they answer."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.config_entries import SubentryFlowResult
import probatio

from ..const import (
    CONF_CAN_SLOW,
    CONF_DIALECT,
    CONF_DRILL,
    CONF_MOVING_ABOVE,
    CONF_PLUG,
    CONF_SPEED_INTERVAL,
    CONF_STILL_BELOW,
    CONF_TREADMILL,
    CONF_VERIFIED,
)
from ..devices import PARTS, entities_of, part_identity
from ..dialects import create_dialect
from ..dialects.base import Dialect
from ..links.probe import Seen, async_describe, async_probe
from ..links.search import Offer, async_scan
from ..machines import devices_from
from ..texts import async_texts
from .family_steps import FamilySteps
from .offer_form import (
    AGAIN,
    BY_HAND,
    ENTITIES,
    NONE,
    async_family_schema,
    async_found_schema,
    async_told_of_plugs,
    listed,
    option_of,
)

CONFIRMED: Final = "confirmed"
_ARM: Final = "arm"
_FIELDS: Final = {CONF_TREADMILL: "confirmed_treadmill", CONF_PLUG: "confirmed_plug"}
# What only holds for the treadmill that it was measured or tried with.
_OF_TREADMILL: Final = (
    CONF_CAN_SLOW,
    CONF_MOVING_ABOVE,
    CONF_SPEED_INTERVAL,
    CONF_STILL_BELOW,
)


class ConnectionSteps(FamilySteps):
    """Ask which devices there are, find them, and listen to them."""

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._seen: Seen | None = None

    @abstractmethod
    async def _async_connected(self) -> SubentryFlowResult:
        """Go on with a machine whose devices are settled."""

    async def _async_step_way(self, step_id: str) -> SubentryFlowResult:
        """Ask whether to look for the devices or to choose them, and from what."""
        if await self._async_mqtt_is_missing():
            return await self.async_step_without_mqtt()
        self._by_hand = list(PARTS.values())
        return self.async_show_menu(
            step_id=step_id, menu_options=["scan", "by_hand", ENTITIES]
        )

    async def async_step_without_mqtt(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what can be done while there is no MQTT."""
        return self.async_show_menu(step_id="without_mqtt", menu_options=[ENTITIES])

    async def async_step_scan(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Look who is on the broker."""
        if self._work is None:
            self._begin(async_scan(self.hass))
        return self._wait_for_work("scan", "scanned")

    async def async_step_scanned(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer what was found."""
        found = self._worked(tuple)
        if found is None:
            return self.async_abort(reason="mqtt_unavailable")
        self._offers = tuple(
            each for each in found if self._owner(each.found.config) is None
        )
        self._found = tuple(each.found.device for each in self._offers)
        if self._offers:
            return await self.async_step_found()
        return await self.async_step_nothing_found()

    async def async_step_nothing_found(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Offer to look again."""
        return self.async_show_menu(
            step_id="nothing_found", menu_options=["scan", "by_hand", ENTITIES]
        )

    async def async_step_found(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which of the devices found belong to the machine."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if AGAIN in user_input.values():
                return await self.async_step_scan()
            for part in PARTS.values():
                if part not in user_input:
                    errors[part] = "not_chosen"
            if not errors and set(user_input.values()) == {NONE}:
                errors["base"] = "nothing_to_guard"
            if not errors:
                self._take(user_input)
                return await self._async_taken()
        schema = await async_found_schema(self.hass, self._offers, self._draft)
        return self.async_show_form(
            step_id="found",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders={
                "plugs": await async_told_of_plugs(self.hass, self._offers, self._draft)
            },
            last_step=False,
        )

    async def _async_taken(self) -> SubentryFlowResult:
        """Go on with what has to be chosen by hand, if anything."""
        if self._by_hand:
            return await self.async_step_by_hand()
        return await self.async_step_probe()

    def _take(self, chosen: Mapping[str, str]) -> None:
        """Take the devices that were chosen; what is there already stays as it is."""
        configs = {each.key: each.found.config for each in self._offers}
        self._by_hand = [part for part, key in chosen.items() if key == BY_HAND]
        for part, key in chosen.items():
            if key == NONE:
                self._set_part(part, None)
            elif key not in (BY_HAND, part_identity(self._draft, part)):
                self._set_part(part, configs[key])

    async def async_step_by_hand(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which families the devices belong to."""
        errors: dict[str, str] = {}
        self._overhear()
        if user_input is not None:
            left = {*PARTS.values()} - {*self._by_hand}
            if any(kind != NONE for kind in user_input.values()) or any(
                part_identity(self._draft, part) for part in left
            ):
                self._families = user_input
                return await self._async_next_device()
            errors["base"] = "nothing_to_guard"
        shown = user_input or {
            part: self._family(part) for part in self._by_hand if self._draft
        }
        schema = await async_family_schema(self.hass, self._by_hand)
        return self.async_show_form(
            step_id="by_hand",
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            last_step=False,
        )

    def _family(self, part: str) -> str:
        """Return the family that the draft has for a part."""
        if self._draft.get(part):
            return str(self._draft[part][CONF_DIALECT])
        return ENTITIES if entities_of(self._draft, part) else NONE

    @override
    async def async_step_probe(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Listen to the devices for a few seconds."""
        if (end := self._unusable()) is not None:
            return end
        if self._work is None:
            self._seen = None
            self._begin(async_probe(self.hass, devices_from(self._draft)))
        return self._wait_for_work("probe", "probe_result")

    async def async_step_probe_result(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what was heard, and ask whether that is the machine."""
        self._seen = self._worked(Seen) or self._seen
        if self._seen is None:
            return self.async_abort(reason="mqtt_unavailable")
        done = "accept" if self._seen.verified else "unverified"
        options = [done, "probe"]
        if self._unconfirmed():
            options.append("confirm")
        return self.async_show_menu(
            step_id="probe_result",
            menu_options=options,
            description_placeholders={
                "seen": await async_describe(self.hass, self._seen)
            },
        )

    def _unconfirmed(self) -> dict[str, list[str]]:
        """Return what nobody has confirmed on hardware, by the part that can do it."""
        named = {
            part: _can_be_confirmed(create_dialect(self._draft[part]))
            for part in PARTS.values()
            if self._draft.get(part)
        }
        return {part: names for part, names in named.items() if names}

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask what the owner has tried of all that nobody has confirmed."""
        unconfirmed = self._unconfirmed()
        if user_input is not None:
            for part in unconfirmed:
                self._confirm(part, user_input.get(_FIELDS[part], []))
            return await self.async_step_probe()
        texts = await async_texts(self.hass, "unconfirmed")
        fields: dict[Any, Any] = {}
        for part, names in unconfirmed.items():
            options = [option_of(texts.get(name, name), name) for name in names]
            default = list(self._draft[part].get(CONFIRMED, []))
            fields[_confirmed(part, default)] = listed(options, several=True)
        return self.async_show_form(
            step_id="confirm", data_schema=probatio.Schema(fields), last_step=False
        )

    def _confirm(self, part: str, names: list[str]) -> None:
        """Switch on what the owner answers for; another stop needs another drill."""
        before = self._draft[part]
        if list(before.get(CONFIRMED, [])) != names:
            self._draft[part] = {**before, CONFIRMED: names}
            self._draft.pop(CONF_DRILL, None)

    async def async_step_accept(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Take devices that were seen."""
        return await self._async_settle(verified=True)

    async def async_step_unverified(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Take devices on trust; the first walk confirms them."""
        return await self._async_settle(verified=False)

    async def _async_settle(self, *, verified: bool) -> SubentryFlowResult:
        """Go on with these devices; another treadmill has proved nothing yet."""
        self._draft[CONF_VERIFIED] = verified
        before = part_identity(self._before, CONF_TREADMILL)
        if before and before != part_identity(self._draft, CONF_TREADMILL):
            for key in _OF_TREADMILL:
                if self._draft.get(key):
                    self._draft[key] = None if key != CONF_CAN_SLOW else False
        return await self._async_connected()


def _can_be_confirmed(dialect: Dialect) -> list[str]:
    """Return what an owner can switch on; a timer that nobody reads back never arms."""
    names = dialect.traits.unconfirmed
    return sorted(names if dialect.read_back() else names - {_ARM})


def _confirmed(part: str, default: list[str]) -> Any:
    # Written out, so that the words of both are looked for.
    if part == CONF_TREADMILL:
        return probatio.Optional("confirmed_treadmill", default=default)
    return probatio.Optional("confirmed_plug", default=default)
