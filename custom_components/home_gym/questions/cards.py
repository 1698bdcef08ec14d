"""On which machines' cards, open on some screen now, whoever walks can be asked."""

from collections import Counter
from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, SIGNAL_CARDS

_CARDS: Final[HassKey[Counter[str]]] = HassKey(f"{DOMAIN}_cards")


@callback
def async_open(hass: HomeAssistant, subentry_id: str) -> CALLBACK_TYPE:
    """Note that a card shows what a machine asks; return what to do once it is gone."""
    _count(hass, subentry_id, 1)
    return partial(_count, hass, subentry_id, -1)


@callback
def is_open(hass: HomeAssistant, subentry_id: str) -> bool:
    """Tell whether a card shows what a machine asks."""
    cards = hass.data.get(_CARDS)
    return cards is not None and cards[subentry_id] > 0


@callback
def _count(hass: HomeAssistant, subentry_id: str, more: int) -> None:
    hass.data.setdefault(_CARDS, Counter())[subentry_id] += more
    async_dispatcher_send(hass, SIGNAL_CARDS.format(subentry_id))
