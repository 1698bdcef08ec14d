"""How a sensor of a machine is described, and which ones are off until wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from homeassistant.components.sensor import SensorEntityDescription, SensorStateClass
from homeassistant.const import EntityCategory

from .coordinator import MachineCoordinator
from .entity import ShownDescription


@dataclass(frozen=True, kw_only=True)
class GymSensorDescription(SensorEntityDescription, ShownDescription):
    """Describe a sensor.

    A number that trembles has a `step`: it moves by no less than that, and with less
    than a `jump`, a share of what it shows, only every two minutes. A sum that begins
    anew from time to time has a `since_fn`.
    """

    step: float | None = None
    jump: float = 0.0
    since_fn: Callable[[MachineCoordinator], datetime | None] | None = None


@dataclass(frozen=True, kw_only=True)
class RareDescription(GymSensorDescription):
    """Describe what only few want to see: it is off until somebody switches it on."""

    entity_registry_enabled_default: bool = False


@dataclass(frozen=True, kw_only=True)
class DiagnosticDescription(RareDescription):
    """Describe what helps to find out what is wrong."""

    entity_category: EntityCategory | None = EntityCategory.DIAGNOSTIC


@dataclass(frozen=True, kw_only=True)
class CountDescription(DiagnosticDescription):
    """Describe a count of all years: for statistics of one's own, not for a wall."""

    state_class: SensorStateClass | None = SensorStateClass.TOTAL
