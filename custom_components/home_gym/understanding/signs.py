"""Which warning sign a complaint amounts to: by its name, or by place and feeling."""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Final

from ..engine.words import FOR_A_DOCTOR, Symptom
from .cues import Cue, Keywords, Rule, cues
from .lexicon import Kind
from .spotting import Heard, Spot

# So many other words may stand between two key words of one sign.
_BETWEEN: Final = 5
# Back pain and what makes a sign of it are two things, and are told one by one.
_APART: Final = 16
# So soon after it something may be said that makes it none.
_AFTER: Final = 2

# Pain that goes to the arm, the jaw or the chest, and what nerves and clots do to legs:
# evidence.md, red flags. The word lists know these places and feelings by these names.
_PAINS: Final = {
    "chest": Symptom.CHEST_PAIN,
    "heart": Symptom.CHEST_PAIN,
    "jaw": Symptom.CHEST_PAIN,
    "left_arm": Symptom.CHEST_PAIN,
    "both_legs": Symptom.BOTH_LEGS,
}
_FEELINGS: Final = {
    ("pressure", "chest"): Symptom.CHEST_PAIN,
    ("pressure", "heart"): Symptom.CHEST_PAIN,
    ("racing", "heart"): Symptom.PALPITATIONS,
    ("numb", "saddle"): Symptom.SADDLE_NUMBNESS,
    ("numb", "buttock"): Symptom.SADDLE_NUMBNESS,
    ("numb", "groin"): Symptom.SADDLE_NUMBNESS,
    **{
        (feeling, place): Symptom.BOTH_LEGS
        for feeling in ("numb", "weak")
        for place in ("legs", "both_legs")
    },
    **{
        (feeling, place): Symptom.ONE_LEG
        for feeling in ("numb", "weak")
        for place in ("leg", "thigh", "shin", "foot")
    },
    ("numb", "left_arm"): Symptom.CHEST_PAIN,
    ("numb", "arm"): Symptom.CHEST_PAIN,
    ("swollen", "calf"): Symptom.CALF,
    ("torn", "calf"): Symptom.CALF,
}


def signs_of(said: Heard, keywords: Keywords) -> Iterator[Spot]:
    """Yield the warning signs that key words tell of where they stand together."""
    found: dict[str, list[Cue]] = {}
    for cue in cues(said.words, keywords):
        found.setdefault(cue.about, []).append(cue)
    for rule in keywords.signs:
        if all(about in found for about in rule.needs):
            yield from _signs(rule, found, said)


def _signs(rule: Rule, found: dict[str, list[Cue]], said: Heard) -> Iterator[Spot]:
    apart = _APART if rule.means in FOR_A_DOCTOR else _BETWEEN
    not_with = [cue for about in rule.without for cue in found.get(about, ())]
    for chosen in product(*(found[about] for about in rule.needs)):
        stand = sorted(chosen, key=lambda cue: cue.start)
        start, end = stand[0].start, stand[-1].end
        if any(start < each.end and each.start <= end + _AFTER for each in not_with):
            continue
        gaps = [(one.end, two.start) for one, two in pairwise(stand)]
        if all(_is_near(said, *between, apart) for between in gaps):
            kind = Kind.SYMPTOM
            yield Spot(kind=kind, value=rule.means, start=start, end=end)


def _is_near(said: Heard, start: int, end: int, apart: int) -> bool:
    """Tell whether two key words belong together, with no "not" between them."""
    nots = said.of(Kind.NOT)
    return 0 <= end - start <= apart and not any(
        start <= each.start < end for each in nots
    )


def symptom_of(said: Heard, evidence: tuple[Spot, ...]) -> Symptom | None:
    """Return the worst sign among what was said; a cramp is the least of them."""
    places = {spot.value for spot in said.of(Kind.PLACE)}
    places |= {spot.value for spot in evidence if spot.kind is Kind.PAIN}
    feelings = {spot.value for spot in evidence if spot.kind is Kind.SENSATION}
    found = [
        Symptom(spot.value)
        for spot in evidence
        if spot.kind is Kind.SYMPTOM and spot.value
    ]
    hurts = any(spot.kind in (Kind.PAIN, Kind.CRY) for spot in evidence)
    if hurts or not evidence:
        # Whoever names nothing but such a place has a reason.
        found += [sign for place, sign in _PAINS.items() if place in places]
    found += [
        sign
        for (feeling, place), sign in _FEELINGS.items()
        if feeling in feelings and place in places
    ]
    return min(found, key=_ORDER.index, default=None)


_ORDER: Final = list(Symptom)
