"""The policies of the gym's machines: read from files, and kept where a file breaks."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import CONF_MODES, DOMAIN
from ..engine.policy import Policy
from ..engine.policy_layers import (
    LayeredPolicy,
    Origin,
    PolicySource,
    lay_over,
    strictest_layers,
    written,
)
from ..engine.progress.layers import lay_progress_over
from ..engine.progress.progress import Progress
from ..machines import time_divisor
from ..people.people import Person
from .choice import PolicyInForce, PolicyTrouble, policy_in_force
from .files import Preset, preset_layers
from .issues import async_tell_policy_issues
from .library import OWN_FOLDER, Library, read_library

_VERSION: Final = 1
_KEY: Final = f"{DOMAIN}.policies"
# What reading data of any other shape can end in.
_NONSENSE: Final = (AttributeError, LookupError, TypeError, ValueError)
_NAME: Final = "name"
_ORIGINS: Final = "origins"
_VALUES: Final = "values"

type _Stored = dict[str, dict[str, Any]]


async def async_read_library(hass: HomeAssistant) -> Library:
    """Return the policies that can be chosen now."""
    own = Path(hass.config.path(OWN_FOLDER))
    return await hass.async_add_executor_job(read_library, own)


async def async_forget_policies(hass: HomeAssistant) -> None:
    """Delete what was kept for a gym that is no more."""
    await _store(hass).async_remove()
    await async_tell_policy_issues(hass, Library(policies={}), ())


class PolicyShelf:
    """Hold the policy in force of each machine, by its subentry id.

    Files are read whenever something about the gym changes, and on request: a quiet gym
    looks at no file. What held last is stored, because a file may break while Home
    Assistant is down, and a machine must not get looser by that.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Hold nothing yet."""
        self.in_force: dict[str, PolicyInForce] = {}
        self._hass = hass
        self._store = _store(hass)
        self._stored: _Stored | None = None
        self._newer = False
        self._kept: dict[str, LayeredPolicy] = {}
        self._library = Library(policies={})

    async def async_read(self) -> None:
        """Read the files."""
        if self._stored is None:
            self._stored = await self._async_load()
            read = self._hass.async_add_executor_job(_kept_in, self._stored)
            self._kept = await read
        self._library = await async_read_library(self._hass)

    def choose(self, subentry: ConfigSubentry) -> Policy:
        """Return the policy that holds on a machine from now on."""
        found = self.would_hold(subentry.subentry_id, subentry.data, self._library)
        self.in_force[subentry.subentry_id] = found
        if found.trouble is not PolicyTrouble.REPLACED:
            self._kept[subentry.subentry_id] = found.base
        return found.layers.policy.faster(time_divisor(subentry.data))

    def choose_own(self, person: Person) -> Policy:
        """Return a person's policy, whatever the machine."""
        return self.would_hold(person.id, person.data, self._library).layers.policy

    def choose_for(self, person: Person, machine: ConfigSubentry) -> Policy:
        """Return a person's policy on a machine, whose owner has set its modes."""
        found = self._of(person, machine.data)
        self.in_force[person.id] = found
        if found.trouble is not PolicyTrouble.REPLACED:
            self._kept[person.id] = found.base
        return found.layers.policy.faster(time_divisor(machine.data))

    def held_by(
        self,
        walkers: Iterable[str],
        people: Iterable[Person],
        own: LayeredPolicy,
        data: Mapping[str, Any],
        progress: Mapping[str, Progress],
    ) -> LayeredPolicy:
        """Return what holds for those who walk today, for a guest the strictest."""
        theirs = {each.id: self._of(each, data).layers for each in people}
        today = {
            each: lay_progress_over(layers, progress[each])
            for each, layers in theirs.items()
            if each in progress
        }
        everybody = (
            own,
            *(
                today[each] if each in today and progress[each].way_back else layers
                for each, layers in theirs.items()
            ),
        )
        meant = [
            each
            for walker in walkers
            for each in ((today[walker],) if walker in today else everybody)
        ]
        return strictest_layers(meant)

    def _of(self, person: Person, data: Mapping[str, Any]) -> PolicyInForce:
        """Return a person's policy with the modes of a machine."""
        theirs = {**person.data, CONF_MODES: data.get(CONF_MODES)}
        return self.would_hold(person.id, theirs, self._library)

    def would_hold(
        self, subentry_id: str | None, data: Mapping[str, Any], library: Library
    ) -> PolicyInForce:
        """Return what would hold on a machine if this was its data."""
        kept = None if subentry_id is None else self._kept.get(subentry_id)
        return policy_in_force(data, library, kept)

    async def async_settle(self, machines: Iterable[ConfigSubentry]) -> None:
        """Store what holds now, and tell what stands in the way of a policy."""
        known = {each.subentry_id: each for each in machines}
        for gone in self._kept.keys() - known.keys():
            del self._kept[gone]
        for gone in self.in_force.keys() - known.keys():
            del self.in_force[gone]
        stored = {key: _as_stored(each) for key, each in self._kept.items()}
        if stored != self._stored and not self._newer:
            self._stored = stored
            await self._store.async_save(stored)
        held = [(known[key], found) for key, found in self.in_force.items()]
        await async_tell_policy_issues(self._hass, self._library, held)

    async def _async_load(self) -> _Stored:
        try:
            return await self._store.async_load() or {}
        except HomeAssistantError, NotImplementedError:
            # A newer version wrote it; the files themselves are still there.
            self._newer = True
            return {}


def _store(hass: HomeAssistant) -> Store[_Stored]:
    return Store(hass, _VERSION, _KEY)


def _as_stored(base: LayeredPolicy) -> dict[str, Any]:
    return {
        _NAME: base.policy.name,
        _VALUES: written(base.policy),
        _ORIGINS: {
            path: [origin.source.value, origin.name]
            for path, origin in base.origins.items()
        },
    }


def _kept_in(stored: _Stored) -> dict[str, LayeredPolicy]:
    """Return the policies that were stored, as far as they still are policies; blocks.

    What this version asks for beyond what was stored is as strict as it gets.
    """
    kept = {}
    for key, each in stored.items():
        with suppress(*_NONSENSE):
            if (layers := _as_kept(each)) is not None:
                kept[key] = layers
    return kept


def _as_kept(each: Mapping[str, Any]) -> LayeredPolicy | None:
    careful = preset_layers(Preset.GENTLE_BACK)
    layers = lay_over(careful, str(each[_NAME]), _FROM_FILE, each[_VALUES])
    if not isinstance(layers, LayeredPolicy):
        return None
    origins = {
        path: Origin(source=PolicySource(source), name=origin)
        for path, (source, origin) in each[_ORIGINS].items()
    }
    return LayeredPolicy(policy=layers.policy, origins={**layers.origins, **origins})


_FROM_FILE: Final = Origin(source=PolicySource.FILE)
