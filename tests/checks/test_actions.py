"""Code, YAML, words and pictures that do not say the same are found."""

import json
from typing import Any

import pytest

from scripts.checks import actions, icons

HOUSE = "custom_components/home_gym"
CODE = """
class Action(StrEnum):
    STOP = "stop"

def setup(hass):
    for action in Action:
        hass.services.async_register(DOMAIN, action, handler)
    service.async_register_platform_entity_service(hass, DOMAIN, "report", entity=X)
    webhook.async_register(hass, DOMAIN, "not an action", webhook_id, handler)
"""
YAML = """
.anchor: &device
  selector:
    device:
stop:
report:
  fields:
    level:
      selector: {number: }
    advanced:
      collapsed: true
      fields:
        device_id: *device
"""
TRIGGER = "TRIGGERS: dict[str, type[Trigger]] = {'session_started': SessionStarted}"
WORDS = {"name": "Name", "description": "Description"}
TEXTS = {
    "services": {
        "stop": WORDS,
        "report": {
            **WORDS,
            "fields": {"level": WORDS, "device_id": WORDS},
            "sections": {"advanced": {"name": "More"}},
        },
    },
    "triggers": {"session_started": WORDS},
}
ICONS = {
    "services": {"stop": {"service": "mdi:stop"}, "report": {"service": "mdi:pen"}},
    "triggers": {"session_started": {"trigger": "mdi:walk"}},
}
FILES = {
    "services.py": CODE,
    "services.yaml": YAML,
    "trigger.py": TRIGGER,
    "triggers.yaml": "session_started:\n",
}


def found(grow, files: dict[str, str], texts: Any) -> list[str]:
    files = {**files, "translations/en.json": json.dumps(texts)}
    tree = grow({f"{HOUSE}/{name}": text for name, text in files.items()})
    return [each.text for each in actions.check(tree)]


def test_the_same_everywhere_is_right(grow) -> None:
    assert not found(grow, FILES, TEXTS)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("services.py", '"stop"', '"halt"', "halt is not described"),
        ("services.py", '"report"', '"stop"', "nobody registers report"),
        ("services.py", '"report"', "anything()", "registered name cannot be followed"),
        ("services.yaml", "stop:", "stop:\n  name: Stop", "stop has its name here"),
        ("services.yaml", "level:", "degree:", "report.fields.degree.name has no text"),
        ("services.yaml", "level:", "degree:", "nobody uses services.report.fields.le"),
        ("services.yaml", "advanced:", "more:", "report.sections.more.name has no te"),
        ("trigger.py", "session_started", "x_started", "x_started is not described"),
        ("triggers.yaml", "session_", "x_", "triggers.x_started.name has no text"),
        ("triggers.yaml", "session_", "x_", "nobody uses triggers.session_started"),
    ],
)
def test_a_difference_is_found(grow, file: str, old: str, new: str, words: str) -> None:
    files = {**FILES, file: FILES[file].replace(old, new)}
    assert any(words in text for text in found(grow, files, TEXTS))


def icons_found(grow, pictures: Any) -> list[str]:
    sensor = "SensorEntityDescription(key='phase', options=['ready', 'walking'])"
    files = {**FILES, "sensor.py": sensor, "icons.json": json.dumps(pictures)}
    tree = grow({f"{HOUSE}/{name}": text for name, text in files.items()})
    return [each.text for each in icons.check(tree)]


def phase(**icon: Any) -> dict[str, Any]:
    return {**ICONS, "entity": {"sensor": {"phase": icon}}}


def test_right_icons(grow) -> None:
    assert not icons_found(grow, phase(default="mdi:run", state={"ready": "mdi:x"}))


@pytest.mark.parametrize(
    ("pictures", "words"),
    [
        ({**ICONS, "entity": {"sensor": {"old": {}}}}, "there is no sensor old"),
        (phase(default="hass:run"), "'hass:run' is no icon"),
        (phase(default="mdi:run", state={"gone": "mdi:x"}), "never has the state g"),
        (
            phase(default="mdi:x", state={"ready": "mdi:x"}),
            "ready has the default",
        ),
        ({**ICONS, "services": {**ICONS["services"], "old": {}}}, "no old in services"),
        ({**ICONS, "triggers": {}}, "no icon for session_started"),
    ],
)
def test_a_wrong_icon_is_found(grow, pictures: Any, words: str) -> None:
    (text,) = icons_found(grow, pictures)
    assert words in text
