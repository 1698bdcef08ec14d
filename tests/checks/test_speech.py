"""What the engine cannot say, and what it never says, is found."""

import pytest

from scripts.checks import speech

HOUSE = "custom_components/home_gym"
ENGINE = {
    "words.py": """
class Band(StrEnum):
    MILD = "mild"
    STOP = "stop"

class Reason(StrEnum):
    DAY_LIMIT = "day_limit"
    PAIN = "pain"
""",
    "allowance.py": "reason = Reason.DAY_LIMIT",
    "draft.py": """
def say(self, key, urgency=None, **values):
    self.effects.append(Say(key=key, urgency=urgency, values=values))
""",
    "rules/pain.py": """
def judge(moment, band: Band):
    return Say(key=f"pain_{band}")
""",
    "rules/limits.py": """
def judge(moment, advise):
    reason: Reason = moment.reason
    advice = "_advice" if advise else ""
    return Say(key=f"{reason}_reached{advice}")
""",
    "caps.py": """
def hold(draft, will):
    values = {"minutes": 3, "cap_kmh": 4}
    draft.say("easing" if will else "over", Urgency.WARNING, cap_kmh=4)
    draft.add(Say(key="easing", values={**values}))
""",
}
TEXTS = """
units:
  kmh: {one: "1 kilometre", other: "{number} kilometres"}
texts:
  pain_mild: Noted. Call {emergency}.
  pain_stop: [Stopping., The belt stops.]
  day_limit_reached: Enough.
  day_limit_reached_advice: Enough, stop.
  easing: ["Down to {cap_kmh}.", "Slower."]
  over: Only {cap_kmh}.
"""


def found(grow, english: str = TEXTS, german: str = TEXTS, **engine: str) -> list[str]:
    files = {f"{HOUSE}/engine/{name}": text for name, text in ENGINE.items()}
    files |= {f"{HOUSE}/engine/{name}.py": text for name, text in engine.items()}
    files[f"{HOUSE}/speech/en.yaml"] = english
    files[f"{HOUSE}/speech/de.yaml"] = german
    return [each.text for each in speech.check(grow(files))]


def test_words_for_everything_are_right(grow) -> None:
    assert not found(grow)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  over: Only {cap_kmh}.\n", "", "over has no words: add it to speech/en"),
        ("  pain_mild: Noted. Call {emergency}.\n", "", "pain_mild has no words: add"),
        ("_advice: Enough, stop.", "_wish: Go.", "day_limit_reached_advice has no wor"),
        ("_advice: Enough, stop.", "_wish: Go.", "nobody says day_limit_reached_wish"),
        ("over: Only", "over: In {minutes} only", "over wants {minutes}"),
        # Said in two places, and only in one of them with minutes.
        ("Slower.", "In {minutes}.", "easing wants {minutes}"),
        ('"{number} kilometres"', '"kilometres"', "kmh needs the forms one and other"),
        ('one: "1 kilometre", ', "", "kmh needs the forms one and other"),
    ],
)
def test_a_wrong_text_is_found(grow, old: str, new: str, words: str) -> None:
    assert old in TEXTS
    assert any(words in text for text in found(grow, TEXTS.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  over: Only {cap_kmh}.\n", "", "over has no words in de"),
        ("{cap_kmh}", "{tempo}", "wants {tempo}"),
        ("kmh: {", "mph: {", "kmh needs the forms"),
    ],
)
def test_every_language_says_everything(grow, old: str, new: str, words: str) -> None:
    german = TEXTS.replace(old, new)
    assert any(words in text for text in found(grow, german=german))


@pytest.mark.parametrize(
    "source",
    [
        "def f(draft):\n    draft.say(anything())",
        "def f():\n    return Say(key=anything())",
        "def f():\n    return Say(key='over', values={**anything()})",
    ],
)
def test_what_cannot_be_followed_is_no_pass(grow, source: str) -> None:
    assert any("what is said cannot be" in text for text in found(grow, odd=source))
