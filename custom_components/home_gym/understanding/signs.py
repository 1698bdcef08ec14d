"""Which warning sign a complaint amounts to: by its name, or by place and feeling."""

from typing import Final

from ..engine.words import Symptom
from .lexicon import Kind
from .spotting import Heard, Spot

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
    if hurts:
        found += [sign for place, sign in _PAINS.items() if place in places]
    found += [
        sign
        for (feeling, place), sign in _FEELINGS.items()
        if feeling in feelings and place in places
    ]
    return min(found, key=_ORDER.index, default=None)


_ORDER: Final = list(Symptom)
