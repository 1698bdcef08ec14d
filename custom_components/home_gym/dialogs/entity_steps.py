"""The steps that choose entities of other integrations for a machine."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.config_entries import SubentryFlowResult

from ..const import (
    CONF_PLUG,
    CONF_PRESENCE,
    CONF_SPEED_ON_CHANGE,
    CONF_STOP,
    CONF_TREADMILL,
)
from ..devices import ENTITIES_OF, PARTS, can_stop, entities_of
from .entity_form import NOTHING_TOLD, Objection, entity_schema, objection_to, told_of
from .machine_draft import MachineDraft

_EVERYTHING: Final = (*(key for keys in ENTITIES_OF.values() for key in keys),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Against:
    """What speaks against a field of a form, and what that is told by."""

    field: str
    objection: Objection
    told: dict[str, str]


class EntitySteps(MachineDraft):
    """Ask for the entities that stand for a treadmill, for a plug, or for both."""

    @abstractmethod
    async def async_step_probe(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Listen to the devices for a few seconds."""

    @abstractmethod
    async def _async_next_device(self) -> SubentryFlowResult:
        """Ask for the next device that has to be filled in."""

    async def async_step_entities(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for all entities at once; a part without any stays what it is."""
        asked = self._ask_for_entities(
            "entities", (*_EVERYTHING, CONF_PRESENCE), user_input
        )
        return asked or await self.async_step_probe()

    async def async_step_treadmill_entities(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the entities of the treadmill."""
        keys = ENTITIES_OF[CONF_TREADMILL]
        asked = self._ask_for_entities("treadmill_entities", keys, user_input)
        return asked or await self._async_next_device()

    async def async_step_plug_entities(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the entities of the plug."""
        keys = ENTITIES_OF[CONF_PLUG]
        asked = self._ask_for_entities("plug_entities", keys, user_input)
        return asked or await self._async_next_device()

    def _ask_for_entities(
        self, step_id: str, keys: tuple[str, ...], user_input: dict[str, Any] | None
    ) -> SubentryFlowResult | None:
        """Return the form for some entities, nothing once they are taken."""
        errors: dict[str, str] = {}
        told: dict[str, str] = {}
        shown: Mapping[str, Any] = {**self._draft, **entities_of(self._draft)}
        if user_input is not None:
            chosen = {key: user_input[key] for key in keys if key in user_input}
            against = self._objection(keys, chosen)
            if against is None:
                self._take_entities(keys, chosen)
                if CONF_SPEED_ON_CHANGE in user_input:
                    on_change = user_input[CONF_SPEED_ON_CHANGE]
                    self._draft[CONF_SPEED_ON_CHANGE] = on_change
                return None
            errors, told = {against.field: against.objection}, against.told
            shown = user_input
        schema = entity_schema(self.hass, keys)
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=NOTHING_TOLD | told,
            last_step=False,
        )

    def _is_anything(self, keys: Iterable[str], chosen: Mapping[str, str]) -> bool:
        """Tell whether these entities, or what stays beside them, can be guarded."""
        whole = CONF_PRESENCE in keys
        stays = any(self._draft.get(part) for part in PARTS.values())
        return bool(chosen.keys() & {*_EVERYTHING}) or (whole and stays)

    def _is_stop_beside(self, keys: Iterable[str], chosen: Mapping[str, str]) -> bool:
        """Tell whether a stop is all that was chosen for a treadmill that is there."""
        of_treadmill = chosen.keys() & {*ENTITIES_OF[CONF_TREADMILL]}
        there = CONF_PRESENCE in keys and bool(self._draft.get(CONF_TREADMILL))
        return there and of_treadmill == {CONF_STOP}

    def _take_entities(self, keys: Iterable[str], chosen: Mapping[str, str]) -> None:
        """Let entities stand for the parts that any were chosen for."""
        beside = {CONF_STOP} if self._is_stop_beside(keys, chosen) else set[str]()
        for part, of_part in ENTITIES_OF.items():
            if (chosen.keys() & {*of_part}) - beside:
                self._draft.pop(part, None)
        kept = entities_of(self._draft).items()
        self._set_entities(
            {**{key: each for key, each in kept if key not in keys}, **chosen}
        )

    def _objection(
        self, keys: Iterable[str], chosen: Mapping[str, str]
    ) -> _Against | None:
        """Return what speaks against these entities, the first of it."""
        for key, entity_id in chosen.items():
            owner = self._owner_of_entity(entity_id)
            if owner is not None:
                told = {"owner": owner.title}
                return _Against(field=key, objection=Objection.OWNED, told=told)
            objection = objection_to(self.hass, key, entity_id)
            if objection is not None:
                told = told_of(self.hass, key, entity_id)
                return _Against(field=key, objection=objection, told=told)
        if self._is_stop_beside(keys, chosen) and can_stop(self._draft[CONF_TREADMILL]):
            return _Against(field=CONF_STOP, objection=Objection.SECOND_STOP, told={})
        if self._is_anything(keys, chosen):
            return None
        return _Against(field="base", objection=Objection.NONE, told={})
