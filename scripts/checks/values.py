"""The texts that an expression can be, found without running anything.

Many keys are put together or handed on: `f"pain_{band}"`, a loop over a table, an
argument. Following them needs little: enums, constants, what is assigned nearby, the
calls of a function, and the types that are written down. Where that is not enough the
answer is None, and a check says so rather than believe that all is well.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
import re
from typing import Final

from .known import Known
from .places import (
    Bound,
    Function,
    Place,
    argument,
    bindings,
    callee,
    looped,
    parameter,
)
from .tree import Tree

type Texts = frozenset[str] | None
type Given = tuple[ast.expr | None, Place]
type Reader = Callable[[ast.expr, Place], Texts]

_COLLECTING: Final = frozenset(
    {"list", "tuple", "set", "frozenset", "sorted", "fromkeys"}
)
# Home Assistant's own constants say what they are in their names.
_FOREIGN: Final = re.compile(r"(?:ATTR|CONF)_(\w+)")


class Values(Known):
    """Work out texts within a folder."""

    def __init__(self, tree: Tree, folder: str) -> None:
        """Look at nothing yet."""
        super().__init__(tree, folder)
        self._narrowed: dict[tuple[str, str], frozenset[str]] = {}
        self._busy: set[tuple[int, str]] = set()

    def narrow(self, path: str, name: str, texts: frozenset[str]) -> None:
        """State what a name can be in a file, where its type says too much."""
        self._narrowed[path, name] = texts

    def handed_on(
        self, place: Place, *expressions: ast.expr | None
    ) -> Iterator[tuple[Given, ...]]:
        """Yield expressions and where they stand, once for each caller they come from.

        What belongs together stays together: which options go with which key.
        """
        function = place.functions[-1] if place.functions else None
        names = [_bare(each) for each in expressions]
        here = tuple((each, place) for each in expressions)
        if function is None or not any(parameter(name, function) for name in names):
            yield here
            return
        for call, caller in self._callers(function):
            yield tuple(
                (argument(name, function, call), caller)
                if parameter(name, function)
                else given
                for name, given in zip(names, here, strict=True)
            )

    def one(self, expression: ast.expr, place: Place) -> Texts:
        """Return the texts that an expression can be."""
        return self._guarded("one", self._one, expression, place)

    def many(self, expression: ast.expr, place: Place) -> Texts:
        """Return the texts that the members of a collection can be."""
        return self._guarded("many", self._many, expression, place)

    def _guarded(
        self, kind: str, read: Reader, expression: ast.expr, place: Place
    ) -> Texts:
        key = (id(expression), kind)
        if key in self._busy:
            return frozenset()
        self._busy.add(key)
        try:
            return read(expression, place)
        finally:
            self._busy.discard(key)

    def _one(self, expression: ast.expr, place: Place) -> Texts:
        match expression:
            case ast.Constant(value=value):
                return frozenset() if value is None else frozenset({str(value)})
            case ast.Name(id=name):
                return self._named(name, place, self.one)
            case ast.IfExp(body=left, orelse=right):
                return _union((self.one(left, place), self.one(right, place)))
            case ast.BoolOp(values=parts):
                return _union(self.one(part, place) for part in parts)
            case ast.JoinedStr(values=parts):
                return _joined([self.one(part, place) for part in parts])
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return _joined([self.one(left, place), self.one(right, place)])
            case ast.FormattedValue(value=inner) | ast.NamedExpr(value=inner):
                return self.one(inner, place)
        return self._looked_up(expression, place)

    def _looked_up(self, expression: ast.expr, place: Place) -> Texts:
        match expression:
            case ast.Attribute(value=ast.Name(id=enum), attr=member) if (
                member in self.enums.get(enum, {})
            ):
                return frozenset({self.enums[enum][member]})
            case ast.Attribute(value=inner, attr="value"):
                return self.one(inner, place)
            case ast.Attribute(attr=name):
                narrowed = self._narrowed.get((place.path, name))
                return narrowed or self.typed.get(name)
            case ast.Subscript(value=inner):
                return self.many(inner, place)
            case ast.Call(func=ast.Name(id="str"), args=[inner]):
                return self.one(inner, place)
            case ast.Call():
                return self.typed.get(callee(expression))
        return None

    def _many(self, expression: ast.expr, place: Place) -> Texts:
        match expression:
            case ast.Name(id=enum) if enum in self.enums:
                return frozenset(self.enums[enum].values())
            case ast.Name(id=name):
                return self._named(name, place, self.many)
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                return _union(self._part(part, place) for part in parts)
            case ast.Dict(keys=keys):
                return _union(self.one(key, place) for key in keys if key is not None)
            case (
                ast.ListComp(elt=part, generators=loops)
                | ast.SetComp(elt=part, generators=loops)
                | ast.GeneratorExp(elt=part, generators=loops)
            ):
                return self.one(part, place.within(loops))
            case ast.BinOp(left=left, right=right):
                return _union((self.many(left, place), self.many(right, place)))
            case ast.Call(args=[inner]) if callee(expression) in _COLLECTING:
                return self.many(inner, place)
            case ast.Call():
                return self.typed.get(callee(expression))
            case ast.Attribute(attr=name):
                return self.typed.get(name)
        return None

    def _part(self, part: ast.expr, place: Place) -> Texts:
        if isinstance(part, ast.Starred):
            return self.many(part.value, place)
        return self.one(part, place)

    def _named(self, name: str, place: Place, read: Reader) -> Texts:
        """Return what a name stands for, from what is nearest to it."""
        if (place.path, name) in self._narrowed:
            return self._narrowed[place.path, name]
        found = looped(name, place)
        for function in reversed(place.functions):
            if found := found or list(bindings(name, function, place)):
                break
            if parameter(name, function):
                return self.typed.get(name) or self._passed(name, function, read)
        texts = self._bound(found or self._constants(name, place.path), read)
        if texts is None and (foreign := _FOREIGN.fullmatch(name)):
            return frozenset({foreign[1].lower()})
        return texts if texts is not None else self.typed.get(name)

    def _bound(self, found: list[Bound], read: Reader) -> Texts:
        return _union(self._member(each, read) for each in found) if found else None

    def _member(self, bound: Bound, read: Reader) -> Texts:
        texts = (self.many if bound.each else read)(bound.value, bound.place)
        for other in bound.without:
            if texts is not None:
                texts -= self.one(other, bound.place) or frozenset()
        return texts

    def _passed(self, name: str, function: Function, read: Reader) -> Texts:
        """Return what the callers of a function give it for a parameter."""
        given = [
            (argument(name, function, call), place)
            for call, place in self._callers(function)
        ]
        if not given:
            return None
        return _union(
            None if value is None else read(value, place) for value, place in given
        )

    def _callers(self, function: Function) -> Iterator[tuple[ast.Call, Place]]:
        """Yield the calls of a function; a method is called on something."""
        method = parameter("self", function) or parameter("cls", function)
        for call, place in self.each(function.name):
            if isinstance(call.func, ast.Attribute) is method:
                yield call, place

    def _constants(self, name: str, path: str) -> list[Bound]:
        """Return the constants of a name: the file's own, else those of others."""
        own = self.constants.get(name, [])
        return [each for each in own if each.place.path == path] or own


@cache
def values_in(tree: Tree, folder: str) -> Values:
    """Return who knows the texts of a folder; the files are read only once."""
    return Values(tree, folder)


def _bare(expression: ast.expr | None) -> str:
    """Return the name that an expression only wraps."""
    match expression:
        case ast.Name(id=name):
            return name
        case ast.Call(args=[inner]) if callee(expression) in {*_COLLECTING, "str"}:
            return _bare(inner)
    return ""


def _union(parts: Iterable[Texts]) -> Texts:
    together: frozenset[str] = frozenset()
    for part in parts:
        if part is None:
            return None
        together |= part
    return together


def _joined(parts: list[Texts]) -> Texts:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return frozenset("".join(each) for each in product(*known))
