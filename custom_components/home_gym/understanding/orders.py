"""Tell whether somebody orders a stop, whatever else they say beside it."""

from collections.abc import Iterator
from typing import Final

from .cues import CARRIER, MACHINE, Cue, Keywords, cues
from .lexicon import Kind, Lexicon
from .spotting import Heard, Spot, heard
from .words import PAUSE

_ORDER: Final = "order"
_UNORDERED: Final = "unordered"
# Which word of an order means something else as well: "para" is "for", too.
_UNCLEAR: Final = "halts"
ORDERS: Final = frozenset({_ORDER, _UNORDERED, _UNCLEAR})
# "Stop the belt", "stop now the belt": so many small words may stand between.
_BETWEEN: Final = 2
# "I don't want to stop": so far ahead a "not" denies an order.
_DENIED: Final = 2
# What is told of others, of a thing or another time, or supposed, is no order.
_TOLD: Final = (Kind.OTHER, Kind.PAST, Kind.SUPPOSED, Kind.THING)


def orders_stop(
    text: str, lexicon: Lexicon, keywords: Keywords, *, complains: bool
) -> bool:
    """Tell whether a sentence holds an order to stop the machine.

    Whoever `complains` need not name the machine: "my knee hurts a bit, stop".
    """
    said = heard(text, lexicon)
    found = cues(said.words, keywords)
    machines = [each for each in found if each.about == MACHINE]
    unordered = {each.end for each in found if each.about == _UNORDERED}
    small = _small(said, found)
    unordered.update(_unclear(said, found, small))
    return any(
        order.start not in unordered
        and not _is_told(said, order)
        and (
            any(_is_of(said, order, each, small) for each in machines)
            or (complains and _stands_alone(said, order, small))
        )
        for order in found
        if order.about == _ORDER
    )


def _small(said: Heard, found: tuple[Cue, ...]) -> frozenset[int]:
    """Return where words stand that name nothing."""
    kinds = (Kind.FILLER, Kind.SELF, Kind.LEAD, Kind.CRY, Kind.NOW)
    spots: tuple[Spot | Cue, ...] = (
        *said.of(*kinds),
        *(each for each in found if each.about in (CARRIER, _ORDER)),
    )
    return frozenset(at for each in spots for at in range(each.start, each.end))


def _unclear(
    said: Heard, found: tuple[Cue, ...], small: frozenset[int]
) -> Iterator[int]:
    """Yield where what may be an order links two things: "a cover for the belt"."""
    for each in found:
        linked = each.start > 0 and each.start - 1 not in small
        if each.about == _UNCLEAR and linked:
            after = range(each.end, len(said.words))
            if not all(at in small for at in after):
                yield each.start


def _is_of(said: Heard, order: Cue, machine: Cue, small: frozenset[int]) -> bool:
    """Tell whether an order is about the machine, and not about a thing of it."""
    first, then = sorted((order, machine), key=lambda each: each.start)
    between = range(first.end, then.start)
    after = max(order.end, machine.end)
    ends = after >= len(said.words) or said.words[after] == PAUSE
    return (
        len(between) <= (_BETWEEN if first is order else 0)
        and first.end <= then.start
        and all(at in small for at in between)
        and (ends or after in small)
    )


def _stands_alone(said: Heard, order: Cue, small: frozenset[int]) -> bool:
    """Tell whether an order opens or closes what is said."""
    before = range(order.start)
    after = range(order.end, len(said.words))
    return any(
        all(at in small or said.words[at] == PAUSE for at in side)
        for side in (before, after)
    )


def _is_told(said: Heard, order: Cue) -> bool:
    """Tell whether an order is denied, asked for or told of."""
    ahead = [each for each in said.spots if each.end <= order.start]
    return any(
        each.kind in _TOLD
        or (each.kind is Kind.OPENER and each.start == 0)
        or (each.kind is Kind.NOT and order.start - each.end <= _DENIED)
        for each in ahead
        if PAUSE not in said.words[each.end : order.start]
    )
