"""Record the watts of a machine, stage by stage, and leave nothing behind."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from .. import clock
from ..const import CONF_ENTITIES, CONF_PLUG, CONF_POWER
from ..dialects import create_dialect
from ..engine.calibration import (
    LEAST_S,
    SAMPLES,
    Sample,
    Stage,
    Take,
    is_enough,
    settled_of,
)
from ..engine.readings import Quantity, Reading
from ..links.entity_sources import sources_of
from ..links.whole_link import WholeLink

# Often enough for a level to be known within seconds, seldom enough for any radio.
ASK_S: Final = 4.0
# What comes within this time after a question is its answer.
ANSWER_S: Final = 1.5


def metered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the device that tells a machine's watts, nothing where none does."""
    plug = data.get(CONF_PLUG)
    if plug and Quantity.POWER in create_dialect(plug).traits.reports:
        return {CONF_PLUG: plug}
    power = sources_of(data).get(CONF_POWER)
    return {CONF_ENTITIES: {CONF_POWER: power}} if power else {}


def _is_asked(plug: Mapping[str, Any]) -> bool:
    """Tell whether a session would ask this plug for its watts."""
    dialect = create_dialect(plug)
    return dialect.traits.can_switch_off and bool(dialect.queries())


class Recorder:
    """Hold what was recorded so far; it changes nothing about the machine."""

    def __init__(self, hass: HomeAssistant, devices: Mapping[str, Any]) -> None:
        """Start with nothing recorded."""
        self.recording: dict[Stage, Take] = {}
        self.stage = Stage.STILL
        self.watts: float | None = None
        self._hass = hass
        self._devices = devices
        self._is_asked = CONF_PLUG in devices and _is_asked(devices[CONF_PLUG])
        self._began_s = 0.0
        self._asked_at_s: float | None = None

    @property
    def elapsed_s(self) -> float:
        """Return how long the stage has been recorded."""
        return clock.elapsed_s() - self._began_s

    @property
    def heard(self) -> int:
        """Return how many readings of the stage were heard."""
        return len(self.recording[self.stage].samples)

    @property
    def progress(self) -> float:
        """Return how much of the stage is done, from 0 to 1."""
        known = len(settled_of(self.recording, self.stage)) / SAMPLES
        return min(1.0, known, self.elapsed_s / LEAST_S[self.stage])

    async def async_record(self, stage: Stage) -> Recorder:
        """Record a stage until its level is known, or nobody can wait any longer."""
        self.stage = stage
        self.recording[stage] = Take()
        self.watts = self._asked_at_s = None
        self._began_s = clock.elapsed_s()
        link = WholeLink(self._hass, lambda: self._devices, self._hear)
        try:
            await link.async_subscribe()
            while not is_enough(self.recording, stage, self.elapsed_s):
                self._ask(link)
                await asyncio.sleep(ASK_S)
        finally:
            link.unsubscribe()
        return self

    def _ask(self, link: WholeLink) -> None:
        """Ask a plug that speaks on change only, as a session would."""
        if not (self._is_asked and link.connected):
            return
        link.ask_state()
        self._asked_at_s = clock.elapsed_s()
        take = self.recording[self.stage]
        self.recording[self.stage] = replace(take, questions=take.questions + 1)

    @callback
    def _hear(self, readings: tuple[Reading, ...]) -> None:
        for reading in readings:
            if reading.quantity is Quantity.POWER and not reading.retained:
                self._note(float(reading.value))

    def _note(self, power_w: float) -> None:
        now_s, asked_s = clock.elapsed_s(), self._asked_at_s
        self.watts = power_w
        sample = Sample(
            at_s=now_s - self._began_s,
            power_w=power_w,
            asked=asked_s is not None and now_s - asked_s <= ANSWER_S,
        )
        take = self.recording[self.stage]
        self.recording[self.stage] = replace(take, samples=(*take.samples, sample))
