"""Troubles that the owner can mend, as repair issues of one machine."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import CONF_DRILL, CONF_VERIFIED, DOMAIN
from .dialects.preflight import Concern
from .engine.words import Issue

BROKER_GONE: Final = "broker_gone"
ENTITY_GONE: Final = "entity_gone"
FAMILY_GONE: Final = "family_gone"
FAMILY_MISFIT: Final = "family_misfit"
NOT_PROVEN: Final = "not_proven"
NOT_VERIFIED: Final = "not_verified"
PLUG_UNITS_DIFFER: Final = "plug_units_differ"
STATE_NEWER: Final = "state_newer"
STATE_UNREADABLE: Final = "state_unreadable"
SETTINGS_NOT_PUT_BACK: Final = "settings_not_put_back"
SETTINGS_NOT_READ: Final = "settings_not_read"
TIMER_NOT_PUT_BACK: Final = "timer_not_put_back"
TIMER_NOT_READ: Final = "timer_not_read"
TWO_IN_ONE_NAME: Final = "two_in_one_name"
_UNREADABLE: Final = (FAMILY_GONE, FAMILY_MISFIT, STATE_NEWER, STATE_UNREADABLE)
_SEVERE: Final = frozenset({Issue.BELT_DID_NOT_STOP, Issue.PLUG_DID_NOT_SWITCH_OFF})


def issue_id(key: str, subentry_id: str) -> str:
    """Return the id of one trouble of one machine."""
    return f"{key}_{subentry_id}"


@callback
def async_raise_issue(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    subentry: ConfigSubentry,
    key: str,
    **told: str,
) -> None:
    """Ask the owner to mend something about a machine."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(key, subentry.subentry_id),
        is_fixable=True,
        # What was seen once stays until somebody has looked at it, restarts included.
        is_persistent=key in _SEVERE,
        severity=ir.IssueSeverity.ERROR if key in _SEVERE else ir.IssueSeverity.WARNING,
        translation_key=str(key),
        translation_placeholders={"machine": subentry.title, **told},
        data={
            "entry_id": entry.entry_id,
            "subentry_id": subentry.subentry_id,
            **told,
        },
    )


@callback
def async_clear_issue(hass: HomeAssistant, subentry: ConfigSubentry, key: str) -> None:
    """Take an issue back that is no longer one."""
    ir.async_delete_issue(hass, DOMAIN, issue_id(key, subentry.subentry_id))


@callback
def async_clear_issues(hass: HomeAssistant, subentry: ConfigSubentry) -> None:
    """Take every issue of a machine back that is no longer there."""
    for key in (
        *Issue,
        *Concern,
        BROKER_GONE,
        ENTITY_GONE,
        NOT_PROVEN,
        NOT_VERIFIED,
        PLUG_UNITS_DIFFER,
        TWO_IN_ONE_NAME,
        *_UNREADABLE,
    ):
        async_clear_issue(hass, subentry, key)


@callback
def async_raise_unreadable(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    subentry: ConfigSubentry,
    key: str,
    file: str,
) -> None:
    """Say that a machine does not run, by which file, and what to do about it."""
    async_clear_unreadable(hass, subentry)
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(key, subentry.subentry_id),
        is_fixable=True,
        severity=ir.IssueSeverity.CRITICAL,
        translation_key=str(key),
        translation_placeholders={"machine": subentry.title, "file": file},
        data={
            "entry_id": entry.entry_id,
            "subentry_id": subentry.subentry_id,
            "file": file,
        },
    )


@callback
def async_clear_unreadable(hass: HomeAssistant, subentry: ConfigSubentry) -> None:
    """Take it back, since the machine runs."""
    for key in _UNREADABLE:
        async_clear_issue(hass, subentry, key)


@callback
def async_check_machine(
    hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
) -> None:
    """Raise or clear what a machine's set-up still lacks."""
    for key, done in (
        (NOT_PROVEN, bool(subentry.data.get(CONF_DRILL))),
        (NOT_VERIFIED, bool(subentry.data.get(CONF_VERIFIED))),
    ):
        if done:
            async_clear_issue(hass, subentry, key)
        else:
            async_raise_issue(hass, entry, subentry, key)


@callback
def async_raise_left(
    hass: HomeAssistant, subentry: ConfigSubentry, key: str, left: str
) -> None:
    """Tell the owner what is left in a plug, which nobody else will remember."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(key, subentry.subentry_id),
        is_fixable=False,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=str(key),
        translation_placeholders={"machine": subentry.title, "left": left},
    )
