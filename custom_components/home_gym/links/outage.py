"""Watch how long the broker is away, and tell the owner when it is too long."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..issues import BROKER_GONE, async_clear_issue, async_raise_issue

GONE_AFTER_S: Final = 300.0


class BrokerWatch:
    """Raise an issue when the broker has been away for five minutes."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
    ) -> None:
        """Remember for which machine to tell it."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._cancel: CALLBACK_TYPE | None = None

    @callback
    def note(self, *, connected: bool) -> None:
        """Note that the broker came or went."""
        self.stop()
        if connected:
            async_clear_issue(self._hass, self._subentry, BROKER_GONE)
        else:
            self._cancel = async_call_later(self._hass, GONE_AFTER_S, self._gone)

    @callback
    def stop(self) -> None:
        """Stop watching."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @callback
    def _gone(self, _now: Any) -> None:
        self._cancel = None
        async_raise_issue(self._hass, self._entry, self._subentry, BROKER_GONE)
