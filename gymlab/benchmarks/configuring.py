"""Write the configuration of the Home Assistant that is measured."""

from collections.abc import Sequence
import json
from pathlib import Path
import shutil
from typing import Any, Final

from gymlab.house.places import COMPONENTS

from .stream import BASE, TOPICS, renamed

HERE: Final = Path(__file__).parent
FLOOR: Final = "bench_floor"
# The trees on which the same stream is told to somebody else.
SENSORS_TREE: Final = "sensors/"
FLOOR_TREE: Final = "floor/"
YAML_QUESTION: Final = "bench/yaml"
YAML_ANSWER: Final = "bench/yaml_answered"
PAIN: Final = "bench/pain"
PAIN_LEVEL: Final = 6
VOICE: Final = "notify.gym_voice"
ENTRIES: Final = "core.config_entries"
DOMAIN: Final = "home_gym"


def furnish(folder: Path, devices: Sequence[str], *, plain_sensors: bool) -> None:
    """Lay out the files; all that differs between runs is JSON, which is YAML too."""
    components = folder / "custom_components"
    components.unlink()
    components.mkdir()
    (components / DOMAIN).symlink_to(COMPONENTS / DOMAIN)
    (components / FLOOR).symlink_to(HERE / FLOOR)
    shutil.copy(HERE / "configuration.yaml", folder)
    topics = [f"{FLOOR_TREE}+/{device}/#" for device in devices]
    _write(folder / "floor.yaml", {"topics": topics})
    told = devices if plain_sensors else ()
    sensors = [sensor for device in told for sensor in _sensors(device)]
    voice = {"default_entity_id": VOICE, "command_topic": "bench/voice"}
    _write(folder / "mqtt.yaml", {"notify": [voice], "sensor": sensors})
    _write(folder / "automations.yaml", [])


def automate(folder: Path, devices: dict[str, str]) -> None:
    """Write the automations, one that only publishes and one for each device's pain."""
    publish = {"action": "mqtt.publish", "data": {"topic": YAML_ANSWER, "payload": "1"}}
    automations = [_automation("yaml", YAML_QUESTION, publish)]
    for device, device_id in devices.items():
        data = {"device_id": device_id, "level": PAIN_LEVEL}
        report = {"action": f"{DOMAIN}.report_pain", "data": data}
        automations.append(_automation(device, f"{PAIN}/{device}", report))
    _write(folder / "automations.yaml", automations)


def multiply(folder: Path, devices: Sequence[str]) -> None:
    """Copy the first machine, which was added by its dialog, for all other devices."""
    storage = folder / ".storage" / ENTRIES
    stored = json.loads(storage.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = stored["data"]["entries"]
    (gym,) = (entry for entry in entries if entry["domain"] == DOMAIN)
    (first,) = gym["subentries"]
    text = json.dumps(first)
    for device in devices[1:]:
        copy = json.loads(text.replace(devices[0], device))
        gym["subentries"].append({**copy, "subentry_id": f"{device}_subentry"})
    storage.write_text(json.dumps(stored), encoding="utf-8")


def sensor_ids(devices: Sequence[str]) -> list[str]:
    """Return the entities of Home Assistant's own MQTT sensors."""
    return [
        each["default_entity_id"] for device in devices for each in _sensors(device)
    ]


def _sensors(device: str) -> list[dict[str, str]]:
    sensors = [
        _sensor(device, topic, f"{SENSORS_TREE}{renamed(f'{BASE}/{topic}', device)}")
        for topic in TOPICS
    ]
    power = _sensor(device, "power", f"{SENSORS_TREE}tele/{device}/SENSOR")
    return [*sensors, {**power, "value_template": "{{ value_json.ENERGY.Power }}"}]


def _sensor(device: str, topic: str, state_topic: str) -> dict[str, str]:
    name = f"plain_{device}_{topic.replace('/', '_')}"
    return {
        "name": name,
        "default_entity_id": f"sensor.{name}",
        "state_topic": state_topic,
    }


def _automation(name: str, topic: str, action: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"bench_{name}",
        "alias": f"bench {name}",
        "triggers": [{"trigger": "mqtt", "topic": topic}],
        "actions": [action],
    }


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
