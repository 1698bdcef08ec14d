"""Imports point down only: entities on the coordinator, all of it on the engine."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from .imports import imports, name_of
from .tree import DIALECTS, ENGINE, INTEGRATION, Finding, Tree

PACKAGE: Final = INTEGRATION.replace("/", ".")
SIMULATOR: Final = "gymlab/simulator"

# The floor of every module of the integration: 1 is pure, 2 helps the coordinator,
# 3 is the coordinator and who hands it on, 4 is what Home Assistant calls.
FLOORS: Final = {
    **dict.fromkeys(("engine", "dialects"), 1),
    **dict.fromkeys(
        (
            "answering",
            "attempts",
            "answers",
            "blueprint_shelf",
            "calibration",
            "calibration_picture",
            "clock",
            "contacts",
            "const",
            "devices",
            "delivery",
            "documents",
            "effects",
            "entity_link",
            "entity_sources",
            "entity_watch",
            "errors",
            "families",
            "give_back",
            "farewell",
            "intervals",
            "history",
            "history_export",
            "history_file",
            "history_months",
            "history_picture",
            "hearing",
            "insisting",
            "issues",
            "journal",
            "link",
            "loudness",
            "machines",
            "messages",
            "neighbours",
            "outage",
            "paper",
            "people",
            "phone",
            "person_file",
            "person_traces",
            "phrases",
            "phrase_files",
            "phrase_issues",
            "phrase_rules",
            "phrase_shelf",
            "plug_file",
            "plug_watch",
            "policy_choice",
            "policy_files",
            "preflight",
            "policy_issues",
            "policy_library",
            "policy_shelf",
            "policy_words",
            "privacy",
            "probe",
            "profile_files",
            "progress_keeper",
            "profile_issues",
            "search",
            "sentences",
            "spoken_languages",
            "settings_line",
            "subscriptions",
            "session_log",
            "speaking_manner",
            "speech",
            "start_check",
            "start_check_file",
            "state_file",
            "store",
            "telling",
            "problem_list",
            "texts",
            "timers",
            "timer_words",
            "understanding",
            "tts_language",
            "verification",
            "voices",
            "waiting_sessions",
            "walkers",
            "week_picture",
            "week_words",
            "whole_link",
        ),
        2,
    ),
    **dict.fromkeys(
        (
            "card_view",
            "coordinator",
            "gym",
            "models",
            "people_register",
            "person_coordinator",
            "policy_told",
            "taps",
        ),
        3,
    ),
    **dict.fromkeys(
        (
            "__init__",
            "automation_targets",
            "binary_sensor",
            "button",
            "calendar",
            "calibration_steps",
            "calibration_view",
            "calibration_words",
            "card_feed",
            "card_file",
            "check_in",
            "check_in_phone",
            "condition",
            "config_flow",
            "connection_steps",
            "device_form",
            "diagnostics",
            "drill",
            "drill_steps",
            "entity",
            "entity_form",
            "entity_steps",
            "event",
            "family_form",
            "family_steps",
            "history_actions",
            "history_numbers",
            "image",
            "intent",
            "llm",
            "machine_draft",
            "machine_flow",
            "machine_form",
            "offer_form",
            "pain_actions",
            "person_entities",
            "person_entity",
            "person_actions",
            "person_flow",
            "person_week",
            "presence_steps",
            "policy_numbers",
            "policy_steps",
            "subentry_draft",
            "plug_repairs",
            "repairs",
            "second_stop",
            "select",
            "sensor",
            "sensor_descriptions",
            "services",
            "spoken_check_in",
            "spoken_status",
            "spoken_targets",
            "settings_steps",
            "speak_form",
            "switch",
            "week_actions",
            "system_health",
            "targets",
            "todo",
            "trigger",
            "voice",
            "voice_languages",
            "voice_setup",
        ),
        4,
    ),
}

# What the standard library has for those who only think: no clock, no chance, no I/O.
PURE: Final = frozenset(
    {
        "abc",
        "bisect",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "fractions",
        "functools",
        "heapq",
        "itertools",
        "json",
        "math",
        "numbers",
        "operator",
        "re",
        "reprlib",
        "statistics",
        "string",
        "textwrap",
        "types",
        "typing",
    }
)
_OUTWARD: Final = frozenset(
    {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}
)
_CLOCKS: Final = frozenset({"now", "today", "utcnow"})


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every import that points up, or out of where it may."""
    yield from _floors(tree)
    yield from _thinkers(tree)
    yield from _rules(tree)
    yield from _witness(tree)


def _floors(tree: Tree) -> Iterator[Finding]:
    for path in tree.under(INTEGRATION, suffix=".py"):
        module = _module(name_of(path))
        if (floor := FLOORS.get(module)) is None:
            text = f"{module} has no floor: give it one in scripts/checks/floors.py"
            yield Finding(path, 1, text)
            continue
        for line, name in imports(tree, path):
            above = FLOORS.get(_module(name), 0) if name.startswith(PACKAGE) else 0
            # The first floor has rules of its own, which say more.
            if above > floor > 1:
                text = (
                    f"floor {floor} imports {_module(name)} of floor {above}:"
                    " move what both need down, or hand it in"
                )
                yield Finding(path, line, text)


def _module(name: str) -> str:
    """Return which module of the integration a full name belongs to."""
    inner = name.removeprefix(PACKAGE).lstrip(".")
    return inner.partition(".")[0] or "__init__"


def _thinkers(tree: Tree) -> Iterator[Finding]:
    engine, dialects = (each.replace("/", ".") for each in (ENGINE, DIALECTS))
    for folder, allowed in (
        (ENGINE, (engine,)),
        (DIALECTS, (dialects, f"{engine}.readings")),
    ):
        for path in tree.under(folder, suffix=".py"):
            for line, name in imports(tree, path):
                ours = any(_inside(name, each) for each in allowed)
                if not ours and name.partition(".")[0] not in PURE:
                    text = f"imports {name}: here only {_may(allowed)} may be imported"
                    yield Finding(path, line, text)
            yield from _outward(tree, path)


def _inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _may(allowed: tuple[str, ...]) -> str:
    ours = " and ".join(each.removeprefix(f"{PACKAGE}.") for each in allowed)
    return f"{ours} and the pure part of the standard library"


def _outward(tree: Tree, path: str) -> Iterator[Finding]:
    for node in ast.walk(tree.module(path)):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name in _OUTWARD:
                yield Finding(path, node.lineno, f"uses {name}: here nothing goes out")
            case ast.Call(func=ast.Attribute(attr=name)) if name in _CLOCKS:
                text = f"asks .{name}() what time it is: time is an argument here"
                yield Finding(path, node.lineno, text)


def _rules(tree: Tree) -> Iterator[Finding]:
    rules = f"{ENGINE}/rules"
    for path in tree.under(rules, suffix=".py"):
        if PurePosixPath(path).name == "__init__.py":
            continue
        for line, name in imports(tree, path):
            if _inside(name, rules.replace("/", ".")):
                text = f"a rule imports {name}: a rule never talks to another rule"
                yield Finding(path, line, text)


def _witness(tree: Tree) -> Iterator[Finding]:
    ours = ("custom_components", "homeassistant", "integration")
    for path in tree.under(SIMULATOR, suffix=".py"):
        for line, name in imports(tree, path):
            if name.partition(".")[0] in ours:
                text = f"imports {name}: a witness shares no code with what it watches"
                yield Finding(path, line, text)
