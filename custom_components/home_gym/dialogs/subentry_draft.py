"""What is set up in the gym, while a dialog works on it: its name and its data."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, cast

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)

from ..models import HomeGymConfigEntry


class SubentryDraft(ConfigSubentryFlow):
    """Hold a draft until it is whole."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._before: Mapping[str, Any] = {}
        self._draft: dict[str, Any] = {}
        self._name = ""

    @property
    def _entry(self) -> HomeGymConfigEntry:
        return cast(HomeGymConfigEntry, self._get_entry())

    @property
    def _reconfigures(self) -> bool:
        return self.source == SOURCE_RECONFIGURE

    @property
    def _subentry(self) -> ConfigSubentry | None:
        return self._get_reconfigure_subentry() if self._reconfigures else None

    @property
    def _subentry_id(self) -> str | None:
        subentry = self._subentry
        return None if subentry is None else subentry.subentry_id

    def _take_up(self) -> None:
        """Begin with what is there."""
        subentry = self._get_reconfigure_subentry()
        self._before = subentry.data
        self._draft = dict(subentry.data)
        self._name = subentry.title

    @abstractmethod
    def _finish(self) -> SubentryFlowResult:
        """Create what was set up, or change what there is."""
