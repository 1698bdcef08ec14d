"""The page about questions tells the times that hold."""

from pathlib import Path

from custom_components.home_gym.engine.questioning import (
    AGAIN_AFTER_S,
    ANSWER_S,
    BASELINE_FROM_S,
    DAY_FROM_S,
    MOST_AGAIN,
)

from .drive import MINUTE

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"


def test_the_page_about_questions_tells_these_times() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = (
        f"{BASELINE_FROM_S:.0f} s into a walk",
        f"{AGAIN_AFTER_S / MINUTE:.0f} minutes after a report that means caution",
        {3: "three times a walk at most"}[MOST_AGAIN],
        {MINUTE: "a minute into the next walk"}[DAY_FROM_S],
        {2 * MINUTE: "After two minutes a question is over"}[ANSWER_S],
    )
    for text in told:
        assert text in page
