"""Every step, error and ending of a dialog has a text; so has every field in a form."""

import ast
from collections.abc import Iterator
import re
from typing import Any, Final

from .english import at, english, unclear
from .places import Place, argument, bindings, calls, keyword, parameter
from .tree import ENGLISH, INTEGRATION, Finding, Tree
from .values import Texts, Values, values_in

ERRORS: Final = "errors"
# The files that the dialogs and their forms are in.
_DIALOGS: Final = re.compile(
    rf"{INTEGRATION}/(.*[_/](flow|form|steps|draft)|repairs)\.py"
)
# Whoever asks for this ends the dialog with a reason that is not written out.
_UNIQUE: Final = "_abort_if_unique_id_configured"
# What is wrong with a device's mapping is a word of the dialects, no rule of the
# engine; lists and switches keep right what people cannot type.
_DEVICE_FORM: Final = f"{INTEGRATION}/dialogs/device_form.py"
_KEPT: Final = frozenset({"choice", "flag", "known_key", "section", "sections"})

type Wanted = tuple[str, int, Texts, tuple[str, ...]]


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what a dialog shows without a text, and texts that it never shows."""
    flows = list(_flows(tree))
    values = values_in(tree, INTEGRATION)
    broken = frozenset(values.enums.get("Rule", {}).values()) - _KEPT
    values.narrow(_DEVICE_FORM, "rule", broken)
    for path, line, keys, where in (
        *_steps(values),
        *_ends(values),
        *_errors(tree, values),
        *_fields(tree, values),
    ):
        if keys is None:
            yield unclear(path, line, f"the {where[0]}'s key")
            continue
        for key in sorted(keys):
            if not any(_has(flow, where[0], key, where[1:]) for flow in flows):
                text = f"{where[0]} {key} has no text in any dialog: add it to en.json"
                yield Finding(path, line, text)
    for flow in flows:
        yield from _odd_steps(tree, flow)


def _flows(tree: Tree) -> Iterator[dict[str, Any]]:
    """Yield the texts of every dialog."""
    yield from (english(tree, "config"), english(tree, "options"))
    yield from english(tree, "config_subentries").values()
    for issue in english(tree, "issues").values():
        if "fix_flow" in issue:
            yield issue["fix_flow"]


def _has(flow: dict[str, Any], kind: str, key: str, rest: tuple[str, ...]) -> bool:
    """Tell whether a dialog has a text of some kind."""
    if kind == "field":
        return any(key in fields for fields in _labels(flow))
    if kind == "menu option":
        return any(
            key in (at(flow, "step", step, "menu_options") or ()) for step in rest
        )
    return bool(at(flow, kind, key))


def _labels(flow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the fields and the sections of every form."""
    for step in (flow.get("step") or {}).values():
        sections = step.get("sections") or {}
        yield step.get("data") or {}
        yield sections
        for section in sections.values():
            yield section.get("data") or {}


def _steps(values: Values) -> Iterator[Wanted]:
    for call, place in values.each("async_show_form", "async_show_menu"):
        if (step := keyword(call, "step_id")) is None:
            continue
        steps = values.one(step, place)
        yield place.path, call.lineno, steps, ("step",)
        if (options := keyword(call, "menu_options")) is not None:
            offered = values.many(options, place)
            where = ("menu option", *sorted(steps or ()))
            yield place.path, call.lineno, offered, where
    for call, place in values.each("async_show_progress"):
        if (action := keyword(call, "progress_action")) is not None:
            yield place.path, call.lineno, values.one(action, place), ("progress",)


def _ends(values: Values) -> Iterator[Wanted]:
    for call, place in values.each("async_abort"):
        if (reason := keyword(call, "reason")) is not None:
            yield place.path, call.lineno, values.one(reason, place), ("abort",)
    for call, place in values.each(_UNIQUE):
        yield place.path, call.lineno, frozenset({"already_configured"}), ("abort",)


def _errors(tree: Tree, values: Values) -> Iterator[Wanted]:
    for path in _dialogs(tree):
        for expression, place in _error_texts(tree, path, values):
            texts = values.one(expression, place)
            yield path, expression.lineno, texts, ("error",)


def _error_texts(
    tree: Tree, path: str, values: Values
) -> Iterator[tuple[ast.expr, Place]]:
    """Yield what is put under a field's name into what is called errors."""
    for node in ast.walk(tree.module(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        place = Place(path=path, functions=(node,))
        given: list[ast.AST] = [each.value for each in bindings(ERRORS, node, place)]
        if "error" in node.name:
            given += [each for each in ast.walk(node) if isinstance(each, ast.Return)]
        for inner in (dictionary for each in given for dictionary in ast.walk(each)):
            if isinstance(inner, ast.Dict):
                yield from ((value, place) for value in inner.values)
        for inner in ast.walk(node):
            match inner:
                case ast.Assign(
                    targets=[ast.Subscript(value=ast.Name(id="errors"))], value=value
                ):
                    yield value, place
        if parameter(ERRORS, node):
            yield from _handed_in(values, node)


def _handed_in(
    values: Values, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[tuple[ast.expr, Place]]:
    for call, caller in values.each(function.name):
        given = argument(ERRORS, function, call)
        if isinstance(given, ast.Dict):
            yield from ((value, caller) for value in given.values)


def _fields(tree: Tree, values: Values) -> Iterator[Wanted]:
    for path in _dialogs(tree):
        for call, place in calls(tree, path):
            match call.func:
                case ast.Attribute(attr="Required" | "Optional") if call.args:
                    name = values.one(call.args[0], place)
                    yield path, call.lineno, name, ("field",)


def _dialogs(tree: Tree) -> Iterator[str]:
    for path in tree.under(INTEGRATION, suffix=".py"):
        if _DIALOGS.fullmatch(path):
            yield path


def _odd_steps(tree: Tree, flow: dict[str, Any]) -> Iterator[Finding]:
    """Yield the steps that Home Assistant's own check would refuse."""
    title = tree.mapping(f"{INTEGRATION}/manifest.json").get("name")
    for name, step in (flow.get("step") or {}).items():
        line = tree.line_of(ENGLISH, "step", name)
        if step.get("title") == title:
            yield Finding(ENGLISH, line, f"step {name} is titled like us: say more")
        for part in (step, *(step.get("sections") or {}).values()):
            for field in (part.get("data_description") or {}).keys() - (
                part.get("data") or {}
            ).keys():
                text = f"step {name} describes {field} without a label: add it to data"
                yield Finding(ENGLISH, line, text)
