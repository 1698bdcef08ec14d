#!/usr/bin/env python3
"""Write the JSON schema by which editors help with policy files.

It is made from the table of fields. Without an argument it is written; with `--check`
the exit code tells whether it is up to date. A test does the same. What the values have
to be to each other is not in it: that is checked when the file is read.
"""

import json
from pathlib import Path
import sys
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
INTEGRATION: Final = ROOT / "custom_components" / "home_gym"
SCHEMA: Final = INTEGRATION / "policy.schema.json"

sys.path.insert(0, str(ROOT))

from custom_components.home_gym.engine.policy_fields import (  # noqa: E402
    SECTIONS,
    FieldKind,
    PolicyField,
    PolicySection,
)
from custom_components.home_gym.engine.words import Mode  # noqa: E402
from custom_components.home_gym.policy.files import (  # noqa: E402
    EXTENDS,
    KEY,
    LONGEST_NAME,
    NAME,
    Preset,
)

# Where a form's sentence goes on with what the policy says.
_FORM_ONLY: Final = " Policy: "

type Texts = dict[str, Any]


def schema() -> dict[str, Any]:
    """Return the schema of a policy file."""
    texts = _texts()
    sections = {each.name: _section(each, texts[each.name]) for each in SECTIONS}
    complete = {
        each.name: {"required": [field.key for field in each.fields]}
        for each in SECTIONS
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Home Gym policy",
        "description": "All numbers and modes for one person on one machine.",
        "type": "object",
        "properties": {**_head(), **sections},
        "additionalProperties": False,
        "if": {"required": [EXTENDS]},
        "else": {"required": list(sections), "properties": complete},
    }


def _texts() -> Texts:
    path = INTEGRATION / "translations" / "en.json"
    dialogs = json.loads(path.read_text(encoding="utf-8"))["config_subentries"]
    texts: Texts = dialogs["machine"]["step"]["numbers"]["sections"]
    return texts


def _head() -> dict[str, Any]:
    return {
        EXTENDS: {
            "description": "The policy that holds where this file says nothing.",
            "type": "string",
            "pattern": f"^{KEY.pattern}$",
            "examples": [each.value for each in Preset],
        },
        NAME: {
            "description": "What the policy is called in dialogs.",
            "type": "string",
            "minLength": 1,
            "maxLength": LONGEST_NAME,
        },
    }


def _section(section: PolicySection, texts: Texts) -> dict[str, Any]:
    return {
        "description": texts["description"],
        "type": "object",
        "properties": {
            field.key: {"description": _about(field, texts), **_value(field)}
            for field in section.fields
        },
        "additionalProperties": False,
    }


def _about(field: PolicyField, texts: Texts) -> str:
    if field.kind is FieldKind.MODE:
        return "How far the rule may go: nothing, say it, or say it and act."
    label, text = texts["data"][field.key], texts["data_description"][field.key]
    unit = f" ({field.unit})" if field.unit else ""
    sentence, _, _ = text.partition(_FORM_ONLY)
    return f"{label}{unit}. {sentence}"


def _value(field: PolicyField) -> dict[str, Any]:
    """Return what may be written, as far as one value can tell."""
    limits = {"minimum": field.low, "maximum": field.high}
    number: dict[str, Any] = {"type": "number", **limits}
    match field.kind:
        case FieldKind.MODE:
            # YAML 1.1 reads a bare `off` as false.
            bare = [False] if Mode.OFF in field.modes else []
            return {"enum": [*(mode.value for mode in field.modes), *bare]}
        case FieldKind.BOOLEAN:
            return {"type": "boolean"}
        case FieldKind.INTEGER:
            return {"type": "integer", **limits}
        case FieldKind.OPTIONAL_NUMBER:
            return {"type": ["number", "null"], **limits}
        case FieldKind.NUMBERS:
            size = {"minItems": field.fewest, "maxItems": field.most}
            return {"type": "array", "items": number, **size}
    return {"anyOf": [{"const": 0}, number]} if field.or_zero else number


def text() -> str:
    """Return the schema as it is written."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the schema, or check it."""
    if "--check" in sys.argv[1:]:
        return int(not SCHEMA.exists() or SCHEMA.read_text(encoding="utf-8") != text())
    SCHEMA.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
