"""What the steps of the machine flow share: the draft, the wait, the way out."""

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, override

from homeassistant.components import mqtt
from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentry,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..const import (
    CONF_DRILL,
    CONF_ENTITIES,
    CONF_MEASURES_OFF,
    CONF_PLUG,
    CONF_POWER_DELAY,
    CONF_POWER_INTERVAL,
    CONF_STOP,
    DOMAIN,
)
from ..coordinator import MachineCoordinator
from ..devices import (
    ENTITIES_OF,
    entities_of,
    identity,
    machine_identity,
    owner_of,
    owner_of_entity,
    part_identity,
    parts_of,
    proved_by_drill,
    unspoken_family,
)
from .machine_form import name_errors
from .next_steps import needs_calibration
from .subentry_draft import SubentryDraft


class MachineDraft(SubentryDraft):
    """Work on a draft of a machine's data until it is whole."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self._work: asyncio.Task[Any] | None = None

    def _coordinator(self) -> MachineCoordinator | None:
        """Return the running machine, if it runs."""
        entry, subentry = self._entry, self._subentry
        if entry.state is not ConfigEntryState.LOADED or subentry is None:
            return None
        return entry.runtime_data.machines.get(subentry.subentry_id)

    def _owner(self, part: Mapping[str, Any]) -> ConfigSubentry | None:
        """Return another machine that a device belongs to."""
        return owner_of(self._entry, part, self._subentry_id)

    def _owner_of_entity(self, entity_id: str) -> ConfigSubentry | None:
        """Return another machine that an entity stands for."""
        return owner_of_entity(self._entry, entity_id, self._subentry_id)

    def _owner_of_any(self) -> ConfigSubentry | None:
        """Return another machine that any device of the draft belongs to."""
        entities = [
            entity_id
            for part in ENTITIES_OF
            for entity_id in entities_of(self._draft, part).values()
        ]
        owners = (
            *map(self._owner, parts_of(self._draft)),
            *map(self._owner_of_entity, entities),
        )
        return next(filter(None, owners), None)

    def _set_part(self, part: str, config: Mapping[str, Any] | None) -> None:
        """Let a device stand for a part, or nothing; its entities stand no more.

        The button stays that stops the same treadmill.
        """
        before, gone = part_identity(self._draft, part), {*ENTITIES_OF[part]}
        self._draft.pop(part, None)
        if config is not None:
            self._draft[part] = dict(config)
            gone -= {CONF_STOP} if before == identity(config) else set()
        kept = entities_of(self._draft).items()
        self._set_entities({key: each for key, each in kept if key not in gone})

    def _set_entities(self, entities: dict[str, str]) -> None:
        """Let these be the entities of the machine, if any."""
        self._draft.pop(CONF_ENTITIES, None)
        if entities:
            self._draft[CONF_ENTITIES] = entities

    def _unusable(self) -> SubentryFlowResult | None:
        """Return the end of the dialog where nobody knows how to speak to a device."""
        if (family := unspoken_family(self._draft)) is None:
            return None
        return self.async_abort(
            reason="profile_unusable", description_placeholders={"family": family}
        )

    async def _async_mqtt_is_missing(self) -> bool:
        return not await mqtt.async_wait_for_mqtt_client(self.hass)

    def _begin(self, work: Coroutine[Any, Any, Any]) -> None:
        """Begin what takes its time."""
        self._work = self.hass.async_create_background_task(
            work, f"{DOMAIN} {self.flow_id}"
        )

    def _wait_for_work(self, step_id: str, then: str) -> SubentryFlowResult:
        """Show that something takes its time, and go on when it is done."""
        if self._work is None or self._work.done():
            return self.async_show_progress_done(next_step_id=then)
        return self.async_show_progress(
            step_id=step_id, progress_action=step_id, progress_task=self._work
        )

    def _worked[Result](self, kind: type[Result]) -> Result | None:
        """Return what was waited for, or nothing where it failed."""
        work, self._work = self._work, None
        if work is None:
            return None
        try:
            result = work.result()
        except HomeAssistantError:
            return None
        return result if isinstance(result, kind) else None

    @override
    def _finish(self) -> SubentryFlowResult:
        """Create the machine, or change the one that there is."""
        owner = self._owner_of_any()
        if owner is not None:
            return self.async_abort(
                reason="already_owned", description_placeholders={"owner": owner.title}
            )
        unique_id = machine_identity(self._draft)
        subentry = self._subentry
        if subentry is None:
            async_forget_discovered(self.hass, unique_id)
            return self.async_create_entry(
                title=self._name,
                data=self._draft,
                description="by_watts" if needs_calibration(self._draft) else None,
                unique_id=unique_id,
            )
        return self.async_update_and_abort(
            self._entry,
            subentry,
            title=self._name,
            data=self._changed(subentry),
            unique_id=unique_id,
        )

    def _changed(self, subentry: ConfigSubentry) -> dict[str, Any]:
        """Return the data with what this flow has changed, and nothing else.

        While the form was open, a walk may have verified the machine.
        """
        changes = {
            key: value
            for key, value in self._draft.items()
            if self._before.get(key) != value
        }
        gone = self._before.keys() - self._draft.keys()
        if proved_by_drill(subentry.data) != proved_by_drill(self._draft):
            # The drill has proved other devices than these.
            gone |= {CONF_DRILL, CONF_POWER_DELAY, CONF_POWER_INTERVAL}
        if not self._has_plug_of(subentry.data):
            gone.add(CONF_MEASURES_OFF)
        kept = {key: value for key, value in subentry.data.items() if key not in gone}
        return {**kept, **changes}

    def _has_plug_of(self, data: Mapping[str, Any]) -> bool:
        """Tell whether the plug is the same still."""
        return part_identity(data, CONF_PLUG) == part_identity(self._draft, CONF_PLUG)

    def _name_errors(self, name: str) -> dict[str, str]:
        """Return why this machine cannot be called so."""
        return name_errors(name, self._entry, self._subentry_id)


@callback
def async_forget_discovered(hass: HomeAssistant, unique_id: str) -> None:
    """End the discovery of devices that have found their machine."""
    identities = unique_id.split("|")
    for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN):
        if flow["context"].get("unique_id") in identities:
            hass.config_entries.flow.async_abort(flow["flow_id"])
