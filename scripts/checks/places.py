"""Where in the source an expression stands, and what a name there is bound to."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .tree import Tree

type Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file, and the functions and the comprehensions around an expression."""

    path: str
    functions: tuple[Function, ...] = ()
    loops: tuple[ast.comprehension, ...] = ()

    def within(self, loops: list[ast.comprehension]) -> Place:
        """Return the place inside a comprehension that stands here."""
        return replace(self, loops=(*self.loops, *loops))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a name is bound to: an expression, or each member of one but some."""

    value: ast.expr
    place: Place
    each: bool = False
    without: tuple[ast.expr, ...] = ()


def calls(tree: Tree, path: str) -> Iterator[tuple[ast.Call, Place]]:
    """Yield every call of a file and where it stands."""
    yield from _calls(tree.module(path), Place(path=path))


def _calls(node: ast.AST, place: Place) -> Iterator[tuple[ast.Call, Place]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        place = replace(place, functions=(*place.functions, node))
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        place = place.within(node.generators)
    elif isinstance(node, ast.Call):
        yield node, place
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, place)


def callee(call: ast.Call) -> str:
    """Return the last word of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """Return what is passed by a name."""
    return next((each.value for each in call.keywords if each.arg == name), None)


def bindings(name: str, within: ast.AST, place: Place) -> Iterator[Bound]:
    """Yield what a name is bound to somewhere within a function or a module."""
    for node in ast.walk(within):
        match node:
            case ast.Assign(targets=[target], value=value):
                yield from _matched(target, value, name, place)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield from _matched(target, value, name, place)
            case ast.NamedExpr(target=target, value=value):
                yield from _matched(target, value, name, place)
            case ast.For(target=target, iter=value):
                yield from _each(target, value, name, place)


def looped(name: str, place: Place) -> list[Bound]:
    """Return what the innermost comprehension that has a name binds it to."""
    for loop in reversed(place.loops):
        if found := list(_each(loop.target, loop.iter, name, place)):
            left_out = tuple(_left_out(name, loop))
            return [replace(each, without=left_out) for each in found]
    return []


def _left_out(name: str, loop: ast.comprehension) -> Iterator[ast.expr]:
    for condition in loop.ifs:
        match condition:
            case ast.Compare(
                left=ast.Name(id=found),
                ops=[ast.IsNot() | ast.NotEq()],
                comparators=[other],
            ) if found == name:
                yield other


def _matched(
    target: ast.expr, value: ast.expr, name: str, place: Place
) -> Iterator[Bound]:
    match target, value:
        case ast.Name(id=found), _ if found == name:
            yield Bound(value=value, place=place)
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(
            values
        ):
            for inner, part in zip(targets, values, strict=True):
                yield from _matched(inner, part, name, place)


def _each(
    target: ast.expr, value: ast.expr, name: str, place: Place
) -> Iterator[Bound]:
    if isinstance(target, ast.Name) and target.id == name:
        yield Bound(value=value, place=place, each=True)
    elif isinstance(value, ast.Tuple | ast.List):
        for row in value.elts:
            yield from _matched(target, row, name, place)


def parameter(name: str, function: Function) -> bool:
    """Tell whether a function takes a parameter of a name."""
    taken = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return any(each.arg == name for each in taken)


def argument(name: str, function: Function, call: ast.Call) -> ast.expr | None:
    """Return what a call gives a function for one of its parameters."""
    if (given := keyword(call, name)) is not None:
        return given
    taken = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    defaults = dict(
        zip(reversed(taken), reversed(function.args.defaults), strict=False)
    )
    for each, default in zip(
        function.args.kwonlyargs, function.args.kw_defaults, strict=True
    ):
        if default is not None:
            defaults[each.arg] = default
    if isinstance(call.func, ast.Attribute) and taken[:1] in (["self"], ["cls"]):
        del taken[0]
    index = taken.index(name) if name in taken else len(call.args)
    return call.args[index] if index < len(call.args) else _default(name, function)


def _default(name: str, function: Function) -> ast.expr | None:
    taken = (*function.args.posonlyargs, *function.args.args)
    last = taken[len(taken) - len(function.args.defaults) :]
    for each, default in (
        *zip(last, function.args.defaults, strict=True),
        *zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True),
    ):
        if each.arg == name:
            return default
    return None
