"""The floor of every module of the integration, package by package.

1 is pure, 2 helps the coordinator, 3 is the coordinator and who hands it on, 4 is what
Home Assistant calls.
"""

from typing import Final

_PLAN: Final[dict[str, dict[int, tuple[str, ...]]]] = {
    "": {
        1: ("engine", "dialects"),
        2: (
            "blueprint_shelf",
            "clock",
            "const",
            "devices",
            "documents",
            "effects",
            "errors",
            "families",
            "farewell",
            "issues",
            "journal",
            "machines",
            "privacy",
            "problem_list",
            "profile_files",
            "profile_issues",
            "start_check",
            "start_check_file",
            "state_file",
            "store",
            "telling",
            "texts",
            "timers",
            "understanding",
            "verification",
        ),
        3: (
            "coordinator",
            "gym",
            "models",
        ),
        4: (
            "__init__",
            "automation_targets",
            "binary_sensor",
            "button",
            "calendar",
            "condition",
            "config_flow",
            "diagnostics",
            "drill",
            "entity",
            "event",
            "image",
            "intent",
            "llm",
            "repairs",
            "select",
            "sensor",
            "sensor_descriptions",
            "services",
            "switch",
            "targets",
            "todo",
            "trigger",
        ),
    },
    "calibration": {
        2: (
            "picture",
            "recording",
        ),
        4: (
            "steps",
            "view",
            "words",
        ),
    },
    "card": {
        3: ("view",),
        4: (
            "feed",
            "file",
        ),
    },
    "dialogs": {
        2: ("timer_words",),
        4: (
            "connection_steps",
            "device_form",
            "drill_steps",
            "entity_form",
            "entity_steps",
            "family_form",
            "family_steps",
            "machine_draft",
            "machine_flow",
            "machine_form",
            "offer_form",
            "presence_steps",
            "second_stop",
            "settings_steps",
            "speak_form",
            "subentry_draft",
        ),
    },
    "history": {
        2: (
            "export",
            "file",
            "log",
            "months",
            "paper",
            "picture",
            "session_log",
            "waiting_sessions",
        ),
        4: (
            "actions",
            "numbers",
        ),
    },
    "links": {
        2: (
            "entity_link",
            "entity_sources",
            "entity_watch",
            "hearing",
            "intervals",
            "link",
            "neighbours",
            "outage",
            "probe",
            "search",
            "settings_line",
            "subscriptions",
            "whole_link",
        ),
    },
    "listening": {
        2: (
            "answers",
            "sentences",
            "spoken_languages",
        ),
        4: (
            "spoken_check_in",
            "spoken_status",
            "spoken_targets",
            "voice",
            "voice_languages",
            "voice_setup",
        ),
    },
    "people": {
        2: (
            "file",
            "people",
            "progress_keeper",
            "traces",
            "walkers",
            "week_picture",
            "week_words",
        ),
        3: (
            "coordinator",
            "register",
            "taps",
        ),
        4: (
            "actions",
            "check_in",
            "check_in_phone",
            "entities",
            "entity",
            "flow",
            "pain_actions",
            "week",
            "week_actions",
        ),
    },
    "plug": {
        2: (
            "file",
            "give_back",
            "preflight",
            "watch",
        ),
        4: ("repairs",),
    },
    "policy": {
        2: (
            "choice",
            "files",
            "issues",
            "library",
            "shelf",
            "words",
        ),
        3: ("told",),
        4: (
            "numbers",
            "steps",
        ),
    },
    "speaking": {
        2: (
            "answering",
            "attempts",
            "contacts",
            "delivery",
            "insisting",
            "loudness",
            "manner",
            "messages",
            "phone",
            "phrase_files",
            "phrase_issues",
            "phrase_rules",
            "phrase_shelf",
            "phrases",
            "speaker",
            "tts_language",
            "voices",
        ),
    },
}

# A package of its own, whose modules stand on floors each for itself.
PACKAGES: Final = frozenset(_PLAN) - {""}
FLOORS: Final = {
    f"{package}.{module}".lstrip("."): floor
    for package, floors in _PLAN.items()
    for floor, modules in floors.items()
    for module in modules
}
