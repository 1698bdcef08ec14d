"""A dialog about a machine, as the one who fills it in sees it."""

import asyncio
import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    SOURCE_USER,
    SubentryFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import probatio
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)

from custom_components.home_gym.const import SUBENTRY_MACHINE

from .helpers import MACHINE_ID, pass_time

# More than any background work of the MQTT client takes.
_TURNS = 600
QZ_AND_TASMOTA = {"treadmill": "qz", "plug": "tasmota"}
# What is offered beside the devices that were found.
OTHERWISE = {
    "treadmill": {
        "again": "Look again: it is not in this list yet",
        "by_hand": "Another one, chosen from a list",
        "none": "Not connected, only the plug",
    },
    "plug": {
        "again": "Look again: it is not in this list yet",
        "by_hand": "Another one, chosen from a list",
        "none": "No plug",
    },
}
# How long the broker is looked at while nobody is heard, and how long after the last
# one. Before each the client needs a second for its subscriptions.
SCAN_TIME_S, QUIET_S = 1 + 12, 1 + 4
ABILITIES = {"minimum_speed_kmh": 0.5, "maximum_speed_kmh": 8.0}
NO_VOICES: dict[str, Any] = {
    "assist_satellites": [],
    "tts_engine": None,
    "media_players": [],
    "notifiers": [],
    "ask_by": ["voice", "phone"],
}


class Flow:
    """Fill in forms, choose from menus, wait."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        self.hass = hass
        self.freezer = freezer
        self.shown: SubentryFlowResult = {}  # type: ignore[typeddict-item]

    async def add(self, entry: MockConfigEntry) -> None:
        await self._open(entry, {"source": SOURCE_USER})

    async def change(self, entry: MockConfigEntry, *steps: str) -> None:
        await self.change_of(entry, MACHINE_ID, *steps)

    async def change_of(
        self,
        entry: MockConfigEntry,
        subentry_id: str,
        *steps: str,
        kind: str = SUBENTRY_MACHINE,
    ) -> None:
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id}
        await self._open(entry, context, kind)
        for step in steps:
            await self.choose(step)

    async def _open(
        self,
        entry: MockConfigEntry,
        context: dict[str, Any],
        kind: str = SUBENTRY_MACHINE,
    ) -> None:
        self.shown = await self.hass.config_entries.subentries.async_init(
            (entry.entry_id, kind),
            context=context,  # type: ignore[arg-type]
        )

    async def submit(self, data: dict[str, Any] | None = None) -> None:
        self.shown = await self.hass.config_entries.subentries.async_configure(
            self.shown["flow_id"], {} if data is None else data
        )

    async def choose(self, step: str) -> None:
        await self.submit({"next_step_id": step})

    async def wait(self, seconds: float) -> None:
        """Wait until a progress is over, and look at what comes then."""
        assert self.shown["type"] is FlowResultType.SHOW_PROGRESS
        await self._settle()
        for _ in range(int(seconds)):
            await pass_time(self.hass, self.freezer, 1.0)
            await self._settle()
        await self.look()

    async def wait_for_questions(self) -> None:
        """Wait until the devices have been asked, which needs their subscriptions."""
        await self._settle()
        await pass_time(self.hass, self.freezer, 1.0)
        await self._settle()

    async def _settle(self) -> None:
        """Let the MQTT client subscribe in the background, one topic after another.

        To end a subscription before its turn would take the ones after it along.
        """
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        await self.hass.async_block_till_done()

    async def begin(self, entry: MockConfigEntry, families: dict[str, str]) -> None:
        """Add a machine whose families are chosen from a list."""
        await self.add(entry)
        await self.choose("by_hand")
        await self.submit(families)

    async def scan(self) -> None:
        """Begin to look at the broker; `wait` shows what was found."""
        await self.choose("scan")
        assert self.shown["progress_action"] == "scan"
        await self._settle()

    async def look(self) -> None:
        self.shown = await self.hass.config_entries.subentries.async_configure(
            self.shown["flow_id"]
        )

    @property
    def step(self) -> str:
        return self.shown["step_id"]

    @property
    def errors(self) -> dict[str, str] | None:
        return self.shown["errors"]

    @property
    def told(self) -> dict[str, str]:
        placeholders = self.shown["description_placeholders"]
        assert placeholders is not None
        return dict(placeholders)

    @property
    def reason(self) -> str:
        assert self.shown["type"] is FlowResultType.ABORT
        return self.shown["reason"]

    def suggested(self, field: str) -> Any:
        return self._marker(field).description["suggested_value"]

    def is_suggested(self, field: str) -> bool:
        return "suggested_value" in (self._marker(field).description or {})

    def suggested_in(self, section: str, field: str) -> Any:
        inner = self._schema()[self._marker(section)].schema.schema
        marker = next(key for key in inner if key == field)
        return marker.description["suggested_value"]

    def default(self, field: str) -> Any:
        return self._marker(field).default()

    def has_default(self, field: str) -> bool:
        return callable(self._marker(field).default)

    def is_optional(self, field: str) -> bool:
        return isinstance(self._marker(field), probatio.Optional)

    def options(self, field: str) -> list[str]:
        return list(self.offered(field))

    def offered(self, field: str) -> dict[str, str]:
        """Return the options of a field, and what each is called where it is told."""
        options = self._schema()[self._marker(field)].config["options"]
        return {
            each if isinstance(each, str) else each["value"]: (
                each if isinstance(each, str) else each["label"]
            )
            for each in options
        }

    def config(self, field: str) -> Any:
        """Return how the selector of a field is set."""
        return self._schema()[self._marker(field)].config

    def fields(self, section: str | None = None) -> set[str]:
        schema = self._schema()
        if section is not None:
            schema = schema[section].schema.schema
        return {str(key) for key in schema}

    def _schema(self) -> Any:
        assert self.shown["data_schema"] is not None
        return self.shown["data_schema"].schema

    def _marker(self, field: str) -> Any:
        return next(key for key in self._schema() if key == field)


def filled_in(flow: Flow) -> dict[str, dict[str, Any]]:
    """Return what the form shows when it opens."""
    assert flow.shown["data_schema"] is not None
    return {
        str(name): {
            str(key): key.description["suggested_value"] for key in part.schema.schema
        }
        for name, part in flow.shown["data_schema"].schema.items()
    }


def say(hass: HomeAssistant, topic: str, payload: Any, *, retain: bool = False) -> None:
    """Let a device say something."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    async_fire_mqtt_message(hass, topic, text, retain=retain)


def attic_plug_speaks(hass: HomeAssistant) -> None:
    """Let the plug in the attic answer."""
    say(hass, "stat/attic-plug/STATUS11", {"StatusSTS": {"POWER": "ON"}})
    say(hass, "stat/attic-plug/STATUS8", {"StatusSNS": {"ENERGY": {"Power": 4}}})


async def to_policy(flow: Flow, base: str = "QZ/attic") -> None:
    """Add a treadmill with its plug, up to its policy."""
    await flow.choose("by_hand")
    await flow.submit(QZ_AND_TASMOTA)
    await flow.submit({"base_topic": base, "more": {}})
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    attic_plug_speaks(flow.hass)
    say(flow.hass, f"{base}/workout/speed/current", "0.00")
    await flow.wait(0)
    await flow.choose("accept")
    await flow.submit({"power_cut": "when_still"})
