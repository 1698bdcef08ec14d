"""Keys without an English text are found, and so are texts without a use."""

import json
from typing import Any

import pytest

from scripts.checks import descriptions, exceptions, issues, selectors

HOUSE = "custom_components/home_gym"
WORDS = """
class Phase(StrEnum):
    OFF = "off"
    READY = "ready"

class Refusal(StrEnum):
    LOCKED = "locked"
    TOO_LATE = "too_late"
"""
SENSORS = """
@dataclass
class GymDescription(SensorEntityDescription, Shown): ...

class Deeper(GymDescription): ...

SENSORS = (
    GymDescription(key="phase", options=list(Phase)),
    Deeper(key="speed", device_class=SensorDeviceClass.SPEED),
)
EVENT = EventEntityDescription(key="activity", event_types=[e.value for e in Phase])
"""
ERRORS = """
def refused(refuse: Refuse):
    return error(f"refused_{refuse.refusal.value}", {k: v for k, v in refuse.values})

def which(names):
    return error("which", {"names": names})

def error(key, placeholders=None):
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
"""
REFUSE = """
class Refuse:
    refusal: Refusal

def f(draft):
    draft.refuse(Refusal.LOCKED, minutes=3)
"""
ISSUES = """
def raise_issue(hass, key):
    ir.async_create_issue(
        hass,
        is_fixable=FIXABLE,
        translation_key=str(key),
        translation_placeholders={"machine": title},
    )

raise_issue(hass, "broker_gone")
"""
FORMS = """
def choice(options, translation_key):
    return SelectSelectorConfig(options=list(options), translation_key=translation_key)

FORM = {"mode": choice([each.value for each in Phase], "mode")}
async_texts(hass, "sentence")
"""


def sensor_texts() -> dict[str, Any]:
    states = {"off": "Off", "ready": "Ready"}
    return {
        "sensor": {"phase": {"name": "Phase", "state": states}},
        "event": {
            "activity": {
                "name": "Activity",
                "state_attributes": {"event_type": {"state": states}},
            }
        },
    }


def found(grow, check, files: dict[str, str], texts: dict[str, Any]) -> list[str]:
    files = {f"{HOUSE}/{name}": text for name, text in files.items()}
    files |= {
        f"{HOUSE}/engine/words.py": WORDS,
        f"{HOUSE}/translations/en.json": json.dumps(texts, indent=2),
    }
    return [each.text for each in check(grow(files))]


def changed(texts: dict[str, Any], path: str, value: Any = None) -> dict[str, Any]:
    """Return texts with one of them replaced, or taken out."""
    texts = json.loads(json.dumps(texts))
    *way, last = path.split(".")
    inner = texts
    for key in way:
        inner = inner.setdefault(key, {})
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return texts


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("sensor.phase", None, "entity.sensor.phase.name has no text"),
        ("sensor.phase.name", None, "entity.sensor.phase.name has no text"),
        ("sensor.phase.state.ready", None, "sensor.phase.state.ready has no text"),
        ("sensor.phase.state.gone", "Gone", "nobody uses entity.sensor.phase.state.g"),
        (
            "event.activity.state_attributes.event_type.state.off",
            None,
            "event.activity.state_attributes.event_type.state.off has no text",
        ),
        (
            "event.activity.state_attributes.event_type.state.odd",
            "Odd",
            "nobody uses entity.event.activity",
        ),
        ("sensor.old", {"name": "Old"}, "nobody uses entity.sensor.old"),
        ("light.lamp", {"name": "Lamp"}, "nobody uses entity.light.lamp"),
    ],
)
def test_entities(grow, path: str, value: Any, words: str) -> None:
    files = {"sensor.py": SENSORS}
    texts = {"entity": sensor_texts()}
    assert not found(grow, descriptions.check, files, texts)
    broken = {"entity": changed(sensor_texts(), path, value)}
    assert any(words in text for text in found(grow, descriptions.check, files, broken))


@pytest.mark.parametrize(
    "description",
    [
        "key=anything()",
        "key='x', options=anything()",
        "key='x', event_types=anything()",
    ],
)
def test_a_description_that_cannot_be_followed_is_no_pass(grow, description) -> None:
    files = {"sensor.py": f"SensorEntityDescription({description})"}
    texts = {"entity": {"sensor": {"x": {"name": "X"}}}}
    assert any(
        "cannot be followed" in text
        for text in found(grow, descriptions.check, files, texts)
    )


def test_a_class_can_say_what_it_is_called(grow) -> None:
    source = "class Chart(ImageEntity):\n    _attr_translation_key = 'chart'\n"
    texts = {"entity": {"image": {"other": {"name": "Other"}}}}
    assert found(grow, descriptions.check, {"image.py": source}, texts) == [
        "entity.image.chart.name has no text: add it to translations/en.json",
        "nobody uses entity.image.other: remove it, or fix its name",
    ]


EXCEPTIONS = {
    "refused_locked": {"message": "Locked for {minutes} more"},
    "refused_too_late": {"message": "Too late"},
    "which": {"message": "Which of {names}?"},
}


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("refused_too_late", None, "exceptions.refused_too_late.message has no text"),
        ("which.message", None, "exceptions.which.message has no text"),
        ("which.message", "Which {one}?", "exceptions.which wants {one}"),
        ("refused_locked.message", "For {hours}", "refused_locked wants {hours}"),
        ("old", {"message": "Old"}, "nobody uses exceptions.old"),
    ],
)
def test_exceptions(grow, path: str, value: Any, words: str) -> None:
    files = {"errors.py": ERRORS, "engine/effects.py": REFUSE}
    assert not found(grow, exceptions.check, files, {"exceptions": EXCEPTIONS})
    broken = {"exceptions": changed(EXCEPTIONS, path, value)}
    (text,) = found(grow, exceptions.check, files, broken)
    assert words in text


def test_an_error_that_cannot_be_followed_is_no_pass(grow) -> None:
    files = {"x.py": "raise HomeAssistantError(translation_key=anything())"}
    assert "cannot be followed" in found(grow, exceptions.check, files, {})[0]


ISSUE = {"broker_gone": {"title": "No broker for {machine}", "fix_flow": {"step": {}}}}


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("broker_gone.title", None, "issues.broker_gone.title has no text"),
        ("broker_gone.title", "{who} is gone", "issues.broker_gone.title wants {who}"),
        ("broker_gone.fix_flow", None, "issues.broker_gone needs fix_flow"),
        ("broker_gone.description", "Text", "needs fix_flow and no description"),
        ("old", {"title": "Old", "fix_flow": {}}, "nobody uses issues.old"),
    ],
)
def test_issues(grow, path: str, value: Any, words: str) -> None:
    files = {"issues.py": ISSUES.replace("FIXABLE", "True")}
    assert not found(grow, issues.check, files, {"issues": ISSUE})
    (text,) = found(grow, issues.check, files, {"issues": changed(ISSUE, path, value)})
    assert words in text


def test_an_issue_that_nobody_can_mend_has_a_description(grow) -> None:
    files = {"issues.py": ISSUES.replace("FIXABLE", "False")}
    (text,) = found(grow, issues.check, files, {"issues": ISSUE})
    assert "issues.broker_gone needs description and no fix_flow" in text


SELECTOR = {
    "mode": {"options": {"off": "Off", "ready": "Ready"}},
    "place": {"options": {"knee": "Knee"}},
    "sentence": {"options": {"seen": "Seen"}},
}
SERVICES = """
report:
  fields:
    place:
      selector:
        select:
          options: [knee]
          translation_key: place
"""


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("mode.options.ready", None, "selector.mode.options.ready has no text"),
        ("place.options", {}, "selector.place.options.knee has no text"),
        ("old", {"options": {}}, "nobody uses selector.old"),
    ],
)
def test_selectors(grow, path: str, value: Any, words: str) -> None:
    files = {"x_form.py": FORMS, "services.yaml": SERVICES}
    assert not found(grow, selectors.check, files, {"selector": SELECTOR})
    broken = {"selector": changed(SELECTOR, path, value)}
    (text,) = found(grow, selectors.check, files, broken)
    assert words in text
