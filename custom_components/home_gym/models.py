"""What a set-up gym holds while it runs."""

from homeassistant.config_entries import ConfigEntry

from .gym import Gym

type HomeGymConfigEntry = ConfigEntry[Gym]
