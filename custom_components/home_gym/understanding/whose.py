"""Whose it is that somebody speaks of: one's own, or somebody else's."""

from .lexicon import Kind, Lexicon
from .spotting import Heard, Spot, heard


def owner_at(said: Heard, at: int) -> Spot | None:
    """Return who was named last before a word, else who is named after it."""
    return _named_before(said, at) or next(iter(_named(said)), None)


def own_of(said: Heard, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return what is one's own, where one of several things is, else all of them.

    "My son has a fever and my back hurts" tells of both.
    """
    owners = [_named_before(said, spot.start) for spot in spots]
    if not any(owner is not None and owner.kind is Kind.SELF for owner in owners):
        return spots
    return tuple(
        spot
        for spot, owner in zip(spots, owners, strict=True)
        if owner is None or owner.kind is Kind.SELF
    )


def is_of_others(text: str, lexicon: Lexicon) -> bool:
    """Tell whether somebody else is spoken of, and not oneself."""
    said = heard(text, lexicon)
    return bool(said.of(Kind.OTHER)) and not said.of(Kind.SELF)


def _named_before(said: Heard, at: int) -> Spot | None:
    return next((each for each in reversed(_named(said)) if each.end <= at), None)


def _named(said: Heard) -> tuple[Spot, ...]:
    return said.of(Kind.SELF, Kind.OTHER)
