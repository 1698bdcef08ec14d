"""Add MQTT, the gym, its machines and its people, all through their real dialogs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .api import Api, Dialog
from .broker import Broker
from .network import LOOPBACK
from .waiting import wait_for

DOMAIN: Final = "home_gym"
FLOW: Final = "config/config_entries/flow"
SUBENTRY_FLOW: Final = "config/config_entries/subentries/flow"
VOICE: Final = "notify.gym_voice"
# The family that my_plug.yaml describes.
OWN_PLUG: Final = "my_plug"
LOAD_TIMEOUT_S: Final = 30.0
# The rules whose mode an owner may choose.
RULES: Final = (
    "warm_up",
    "speed",
    "breaks",
    "limits",
    "cool_down",
    "idle_lock",
)
# A simulated machine reports whatever its walker is up to, once it is asked to.
type Prompt = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineChoices:
    """Hold what an owner answers in the dialog for a machine."""

    name: str
    device_id: str
    plug_topic: str
    policy: str = "gentle_back"
    power_cut: str = "when_still"
    can_slow: bool = True
    time_divisor: int = 1
    minimum_speed_kmh: float = 1.0
    maximum_speed_kmh: float = 12.0
    modes: tuple[tuple[str, str], ...] = ()
    voice: str = VOICE
    plug: str = "tasmota"
    # Whether the plug is set as it left the factory, and not as a treadmill needs it.
    as_shipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChoices:
    """Hold what an owner answers in the dialog for a person."""

    name: str
    policy: str
    # What they have done outside this week, toward their goal.
    elsewhere_min: int = 0
    # Who they are in Home Assistant, if anybody.
    person: str | None = None


def add_mqtt(api: Api, broker: Broker) -> None:
    """Connect Home Assistant to a broker."""
    dialog = Dialog.begin(api, FLOW, "mqtt")
    answers = {
        "broker": LOOPBACK,
        "port": broker.port,
        "protocol": broker.protocol.value,
        "other_settings": {"set_client_cert": False, "set_ca_cert": "off"},
    }
    dialog.fill("broker", answers)
    dialog.finish()


def settle_in(api: Api) -> None:
    """Say what the onboarding would have asked, and what the pages would complain of.

    `mqtt:` in the configuration is in place before its dialog has been gone through.
    """
    api.send("config/core/update", country="GB", location_name="Home")
    api.send(
        "repairs/ignore_issue",
        domain="mqtt",
        issue_id="yaml_setup_without_active_setup",
        ignore=True,
    )


def add_gym(api: Api, first: MachineChoices, prompt: Prompt) -> str:
    """Set up the gym with its first machine and return the entry's id."""
    dialog = Dialog.begin(api, FLOW, DOMAIN)
    dialog.fill("user", {})
    shown = dialog.finish()
    entry_id: str = shown["result"]["entry_id"]
    _, flow_id = shown["next_flow"]
    dialog = Dialog.resume(api, SUBENTRY_FLOW, flow_id)
    _choose_found(dialog, first, prompt)
    _answer(api, dialog, entry_id, first)
    return entry_id


def add_machine(
    api: Api, entry_id: str, choices: MachineChoices, prompt: Prompt
) -> None:
    """Add one more machine to the gym."""
    dialog = Dialog.begin(api, SUBENTRY_FLOW, [entry_id, "machine"])
    _enter_by_hand(dialog, choices, prompt)
    _answer(api, dialog, entry_id, choices)


def add_person(api: Api, entry_id: str, choices: PersonChoices) -> str:
    """Add somebody who walks, and return the id of their subentry."""
    dialog = Dialog.begin(api, SUBENTRY_FLOW, [entry_id, "person"])
    answers = {"name": choices.name, "policy": choices.policy}
    linked = {"person": choices.person} if choices.person else {}
    dialog.fill("user", {**answers, **linked})
    dialog.finish()
    return _wait_subentry(api, entry_id, choices.name)


def add_activity(api: Api, choices: PersonChoices) -> None:
    """Take down what a person has done elsewhere."""
    minutes = {"minutes": choices.elsewhere_min}
    api.act(DOMAIN, "add_activity", person=choices.name, duration=minutes)


def reconfigure(api: Api, entry_id: str, subentry_id: str) -> Dialog:
    """Begin to change a machine."""
    handler = [entry_id, "machine"]
    return Dialog.begin(api, SUBENTRY_FLOW, handler, subentry_id=subentry_id)


def subentry_id_of(api: Api, entry_id: str, name: str) -> str | None:
    """Return the id of what has a name in the gym, None while there is nothing."""
    listed: list[dict[str, Any]] = api.send(
        "config_entries/subentries/list", entry_id=entry_id
    )
    ids = (each["subentry_id"] for each in listed if each["title"] == name)
    return next(ids, None)


def entities_of(api: Api, subentry_id: str) -> dict[str, str]:
    """Return the entities of a machine or a person by their keys."""
    prefix = f"{subentry_id}_"
    return {
        each["unique_id"].removeprefix(prefix): each["entity_id"]
        for each in api.send("config/entity_registry/list")
        if each["platform"] == DOMAIN and each["unique_id"].startswith(prefix)
    }


def device_of(api: Api, subentry_id: str) -> str:
    """Return the device of a machine."""
    wanted = [DOMAIN, subentry_id]
    ids: list[str] = [
        each["id"]
        for each in api.send("config/device_registry/list")
        if wanted in each["identifiers"]
    ]
    return ids[0]


def drill(api: Api, entry_id: str, subentry_id: str) -> None:
    """Go through the fire drill, on a belt that moves with nobody on it."""
    dialog = reconfigure(api, entry_id, subentry_id)
    dialog.choose("reconfigure", "drill")
    dialog.fill("drill", {})
    dialog.fill("drill_passed", {})
    dialog.finish()


def is_loaded(api: Api, entry_id: str) -> bool:
    """Tell whether Home Gym is loaded."""
    return any(
        entry["entry_id"] == entry_id and entry["state"] == "loaded"
        for entry in api.send("config_entries/get", domain=DOMAIN)
    )


def disable_gym(api: Api, entry_id: str) -> None:
    """Switch Home Gym off, as its owner can in the settings."""
    api.send("config_entries/disable", entry_id=entry_id, disabled_by="user")


def _choose_found(dialog: Dialog, choices: MachineChoices, prompt: Prompt) -> None:
    """Have the devices looked for, and choose ours among those found."""
    dialog.choose("user", "scan")
    names = {"treadmill": f"QZ/{choices.device_id}", "plug": choices.plug_topic}
    offers = {field["name"]: field for field in dialog.shown["data_schema"]}
    found = {
        part: next(
            each["value"]
            for each in offers[part]["selector"]["select"]["options"]
            if each["value"].partition(":")[2].partition("#")[0] == name
        )
        for part, name in names.items()
    }
    dialog.fill("found", found, prompt)


def _enter_by_hand(dialog: Dialog, choices: MachineChoices, prompt: Prompt) -> None:
    """Say where the devices speak; nothing is looked for, which is faster."""
    dialog.choose("user", "by_hand")
    dialog.fill("by_hand", {"treadmill": "qz", "plug": choices.plug})
    dialog.fill("qz", {"base_topic": f"QZ/{choices.device_id}", "more": _QZ})
    name, others = _PLUGS[choices.plug]
    form = "profile" if choices.plug == OWN_PLUG else choices.plug
    dialog.fill(form, {name: choices.plug_topic, **others}, prompt)


def _answer(api: Api, dialog: Dialog, entry_id: str, choices: MachineChoices) -> None:
    dialog.choose("probe_result", "accept", "unverified")
    dialog.fill("power", {"power_cut": choices.power_cut})
    abilities = {
        "minimum_speed_kmh": choices.minimum_speed_kmh,
        "maximum_speed_kmh": choices.maximum_speed_kmh,
        "can_slow": choices.can_slow,
        "time_divisor": str(choices.time_divisor),
    }
    policy = {"name": choices.name, "policy": choices.policy, "abilities": abilities}
    dialog.fill("policy", policy)
    dialog.fill("speak", {"notifiers": [choices.voice]})
    dialog.finish()
    subentry_id = _wait_subentry(api, entry_id, choices.name)
    if choices.modes:
        _choose_modes(api, entry_id, subentry_id, choices)


def _wait_subentry(api: Api, entry_id: str, name: str) -> str:
    subentry_id = wait_for(
        lambda: subentry_id_of(api, entry_id, name),
        f"{name} is in the gym",
        LOAD_TIMEOUT_S,
    )
    assert subentry_id
    return subentry_id


def _choose_modes(
    api: Api, entry_id: str, subentry_id: str, choices: MachineChoices
) -> None:
    dialog = reconfigure(api, entry_id, subentry_id)
    dialog.choose("reconfigure", "modes")
    modes = dict.fromkeys(RULES, "policy") | dict(choices.modes)
    dialog.fill("modes", {"name": choices.name, "policy": choices.policy, **modes})
    dialog.finish()


_QZ: Final = {"second_stop": "unknown"}
_METERED: Final = {"metered": True, "measures_with_relay_off": False}
# What the topic of a plug is called in its form, and what else is asked there.
_PLUGS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "tasmota": ("topic", {"relay": 1, "more": {"measures_with_relay_off": False}}),
    "shelly_gen2": ("base_topic", {"switch": 0, "more": _METERED}),
    OWN_PLUG: ("base_topic", {"more": _METERED}),
}
