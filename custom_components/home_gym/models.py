"""What a set-up gym holds while it runs."""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry

from .coordinator import MachineCoordinator


@dataclass(slots=True, kw_only=True)
class GymData:
    """Hold the machines of the gym by their subentry id."""

    machines: dict[str, MachineCoordinator]


type HomeGymConfigEntry = ConfigEntry[GymData]
