"""Tell a complaint of one's own, felt now, from everything else about bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..engine.words import FOR_A_DOCTOR, RED_FLAGS, Symptom
from .cues import CARRIER, MACHINE, WALK, Keywords, cues
from .level import level_of
from .lexicon import EVIDENCE, Kind, Lexicon
from .signs import signs_of, symptom_of
from .spotting import Heard, Spot, gap, heard, nearest
from .whose import own_of, owner_at
from .words import OF, PAUSE

# With an owner a sentence is free to say more than we know, in these bounds.
_UNKNOWN_SHARE: Final = 1 / 3
_UNKNOWN_FEW: Final = 2
_SHORT: Final = 3
_POINTED_WORDS: Final = 5
# Before the third word stands who or what is spoken of: "Anna", "the price".
_SUBJECT: Final = 2
_FEARED_WORDS: Final = 8
# "No fever", "pas de fièvre": so near stands what a "not" is about.
_RIGHT_BEHIND: Final = 1

# Where something can hurt, as the gym keeps it.
PLACES: Final = frozenset(
    {
        "ankle",
        "buttock",
        "foot",
        "groin",
        "hip",
        "knee",
        "lower_back",
        "neck",
        "shin",
        "shoulder",
        "thigh",
        "upper_back",
    }
)
# What nobody names without a reason while they walk.
POINTED: Final = PLACES | {"calf", "chest"}
# What a key word is in a complaint.
_KINDS: Final = {
    CARRIER: Kind.FILLER,
    MACHINE: Kind.MACHINE,
    WALK: Kind.MACHINE,
}
# Of these nobody speaks at all on a belt that moves, unless something is wrong.
FEARED: Final = frozenset({"chest", "heart"})


class Amount(StrEnum):
    """How much it hurts, where no number says so."""

    TRACE = "trace"
    BIT = "bit"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What somebody complains of: any of it may be unsaid."""

    level: int | None = None
    amount: Amount | None = None
    place: str | None = None
    symptom: Symptom | None = None


def complaint(
    text: str, lexicon: Lexicon, keywords: Keywords, *, alone: bool, urgent: bool
) -> Complaint | None:
    """Return what is complained of, nothing where it is no complaint.

    `alone` tells that a sentence need not name the machine. `urgent` tells that a belt
    moves: then a warning sign is believed where anything else would not be.
    """
    said = _heard(text, lexicon, keywords)
    if not alone and not said.of(Kind.MACHINE):
        return None
    evidence = _evidence(said, lexicon)
    level = level_of(said)
    pointed = _is_pointed(said) or (urgent and _is_feared(said))
    if not evidence and not _is_scaled(said, level) and not pointed:
        return None
    symptom = symptom_of(said, evidence)
    flagged = urgent and symptom in RED_FLAGS
    if not _is_meant(said, evidence, flagged=flagged):
        return None
    return Complaint(
        level=level,
        amount=None if level is not None else amount_of(said),
        place=_place(said, evidence),
        symptom=symptom,
    )


def _heard(text: str, lexicon: Lexicon, keywords: Keywords) -> Heard:
    """Return what was said, with the signs that key words tell of."""
    said = heard(text, lexicon)
    signs = signs_of(said, keywords)
    return said.and_also(
        *(sign for sign in signs if not _is_idiom(sign, said)),
        *(
            Spot(kind=_KINDS[cue.about], value=None, start=cue.start, end=cue.end)
            for cue in cues(said.words, keywords)
            if cue.about in _KINDS
        ),
    )


def _evidence(said: Heard, lexicon: Lexicon) -> tuple[Spot, ...]:
    """Return what tells of pain, without what is said not to be.

    What a place feels like tells nothing where no place is named.
    """
    kinds = EVIDENCE if said.of(Kind.PLACE) else EVIDENCE - {Kind.SENSATION}
    found = tuple(
        spot
        for spot in said.of(*kinds)
        if not any(_denies(no, spot, said, lexicon) for no in said.of(Kind.NOT))
    )
    return own_of(said, found)


def _is_idiom(sign: Spot, said: Heard) -> bool:
    """Tell whether key words belong to a phrase that means something else."""
    idioms = said.of(Kind.IDIOM)
    return any(sign.start < each.end and each.start < sign.end for each in idioms)


def _denies(no: Spot, spot: Spot, said: Heard, lexicon: Lexicon) -> bool:
    if spot.kind is Kind.CRY or not said.same_clause(no, spot):
        return False
    if _has_its_own(spot, said, lexicon):
        return False
    first, then = sorted((no, spot), key=lambda each: each.start)
    # "Atemnot hab ich keine": what ends with it is denied all the same.
    if lexicon.not_past_self and no.end < len(said.words):
        between = (each.start for each in said.of(Kind.SELF))
        if any(first.end <= at < then.start for at in between):
            return False
    if no.start > spot.start:
        # "My back hurts but no fever" denies the fever alone.
        behind = [each for each in said.of(*EVIDENCE) if each.start >= no.end]
        own = any(gap(no, each) <= _RIGHT_BEHIND for each in behind)
        return not (own and gap(no, spot)) and gap(no, spot) <= lexicon.not_after
    return gap(no, spot) <= lexicon.not_before


def _has_its_own(spot: Spot, said: Heard, lexicon: Lexicon) -> bool:
    """Tell whether a "not" is a part of a sign, as in "no feeling in my legs"."""
    inside = any(spot.start <= no.start < spot.end for no in said.of(Kind.NOT))
    own = said.words[spot.start : spot.end]
    return inside or not lexicon.not_ends.isdisjoint(own)


def _is_scaled(said: Heard, level: int | None) -> bool:
    """Tell whether a number stands for pain by itself, as in "seven out of ten"."""
    beside = said.of(Kind.LEVEL, Kind.SCALE, Kind.OUT_OF, Kind.PLACE)
    return level is not None and (bool(beside) or OF in said.words)


def _is_pointed(said: Heard) -> bool:
    """Tell whether nothing but a place of one's own is named, as in "oh, my knee"."""
    if said.of(*EVIDENCE, Kind.NOT, Kind.IDIOM) or len(said.words) > _POINTED_WORDS:
        return False
    pointed = any(spot.value in POINTED for spot in said.of(Kind.PLACE))
    return pointed and bool(said.of(Kind.SELF)) and not said.unknown


def _is_feared(said: Heard) -> bool:
    """Tell whether somebody says anything of their heart or chest, and little else."""
    if said.of(*EVIDENCE, Kind.NOT, Kind.IDIOM, Kind.OTHER, Kind.THING):
        return False
    if any(_opens(said, each) for each in said.of(Kind.OPENER)):
        return False
    feared = any(spot.value in FEARED for spot in said.of(Kind.PLACE))
    short = len(said.words) <= _FEARED_WORDS and said.unknown <= _UNKNOWN_FEW
    return feared and short and bool(said.of(Kind.SELF))


def _is_meant(said: Heard, evidence: tuple[Spot, ...], *, flagged: bool) -> bool:
    """Tell whether somebody speaks of themselves and of now."""
    vetoes = said.of(Kind.SUPPOSED)
    past = said.of(Kind.PAST)
    if not flagged:
        vetoes += said.of(Kind.UNSURE)
        past += said.of(Kind.TENSE)
    if not said.of(Kind.NOW):
        vetoes += past
    # Some signs are told of nights, and of what was before.
    vetoes = _beside([each for each in evidence if each.value in FOR_A_DOCTOR], vetoes)
    owner = owner_at(said, _focus(said, evidence))
    if vetoes or (owner is not None and owner.kind is Kind.OTHER):
        return False
    others = (
        *said.of(Kind.THING),
        *(each for each in said.of(Kind.OPENER) if _opens(said, each)),
    )
    if flagged:
        # The room that turns is a part of the sign.
        others = _beside(
            [each for each in evidence if each.kind is Kind.SYMPTOM], others
        )
    if owner is None:
        closed = not others and (flagged or not said.of(Kind.IDIOM))
        return closed and _is_known(said, _focus(said, evidence), flagged=flagged)
    if flagged:
        # What was asked for first is no matter: "turn that off, I can't breathe".
        return not any(
            owner.end <= each.start < _focus(said, evidence) for each in others
        )
    most = max(_UNKNOWN_FEW, len(said.words) * _UNKNOWN_SHARE)
    return not others and said.unknown <= most


def _is_known(said: Heard, focus: int, *, flagged: bool) -> bool:
    """Tell whether it is clear that nobody else is spoken of, where nobody is named.

    One word may be new to us, but not where the name of somebody would stand.
    """
    new = said.unknown_at
    if flagged:
        return all(at >= _SUBJECT for at in new) and len(new) <= _UNKNOWN_FEW
    if any(at <= focus for at in new):
        return False
    return not new or (len(new) == 1 and len(said.words) > _SHORT)


def _opens(said: Heard, opener: Spot) -> bool:
    """Tell whether a phrase opens what is said; a cry or a name may stand before."""
    leads = said.of(Kind.MACHINE, Kind.CRY, Kind.LEAD)
    led = {at for lead in leads for at in range(lead.start, lead.end)}
    return all(at in led or said.words[at] == PAUSE for at in range(opener.start))


def _beside(signs: Sequence[Spot], spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return what is no part of a sign."""
    return tuple(
        each
        for each in spots
        if not any(sign.start <= each.start < sign.end for sign in signs)
    )


def _focus(said: Heard, evidence: tuple[Spot, ...]) -> int:
    """Return where it begins to be about pain."""
    about = (*evidence, *said.of(Kind.PLACE))
    return min((spot.start for spot in about), default=0)


def _place(said: Heard, evidence: tuple[Spot, ...]) -> str | None:
    named = [spot for spot in evidence if spot.kind is Kind.PAIN and spot.value]
    if named:
        return _called(named[0].value)
    places = said.of(Kind.PLACE)
    if not evidence:
        return _called(places[0].value if places else None)
    found = nearest(places, evidence[0])
    return _called(None if found is None else found.value)


def _called(place: str | None) -> str | None:
    """Return a place as the gym knows it; of others a sign may tell, or nothing."""
    return place if place in PLACES else None


def amount_of(said: Heard) -> Amount | None:
    """Return how much it hurts, where words and no number say so."""
    for kind, amount in (
        (Kind.SEVERE, Amount.SEVERE),
        (Kind.TRACE, Amount.TRACE),
        (Kind.BIT, Amount.BIT),
    ):
        if said.of(kind):
            return amount
    return None
