"""The picture of a recording: what is in it, and what cannot get into it."""

from typing import Final
from xml.etree import ElementTree as ET

import pytest

from custom_components.home_gym.calibration.picture import Words, draw
from custom_components.home_gym.engine.calibration import (
    Problem,
    Proposal,
    Recording,
    Refusal,
    Sample,
    Stage,
    Take,
    propose,
)

SVG: Final = "{http://www.w3.org/2000/svg}"
WORDS: Final = Words(
    stages={
        Stage.STILL: "Stillstand & <Ruhe>",
        Stage.EMPTY: "Leer",
        Stage.WALKING: "Gehen",
    },
    moving_above="Bewegt ab {watts} W",
    still_below="Steht bis {watts} W",
)


def take(*watts: float) -> Take:
    return Take(
        samples=tuple(
            Sample(at_s=(number + 1) * 5.0, power_w=power_w)
            for number, power_w in enumerate(watts)
        )
    )


RECORDING: Final[Recording] = {
    Stage.STILL: take(9, 9, 9, 10),
    Stage.EMPTY: take(9, 130, 135, 131),
    Stage.WALKING: take(131, 300, 1600, 290),
}
REFUSAL: Final = Refusal(problem=Problem.OVERLAP, stage=Stage.WALKING)


def parsed(recording: Recording, judged: Proposal | Refusal) -> ET.Element:
    return ET.fromstring(draw(recording, judged, WORDS))


def texts(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def classes(picture: ET.Element, tag: str) -> list[str]:
    return [each.attrib["class"] for each in picture.iter(f"{SVG}{tag}")]


def test_every_reading_and_both_thresholds_are_drawn() -> None:
    proposal = propose(RECORDING)
    assert isinstance(proposal, Proposal)
    picture = parsed(RECORDING, proposal)
    assert classes(picture, "circle").count("dot") == 9
    assert classes(picture, "circle").count("late") == 3
    assert classes(picture, "path").count("watts") == 3
    assert {"moving", "still"} <= set(classes(picture, "path"))
    assert "Bewegt ab 90 W" in texts(picture)
    assert "Steht bis 50 W" in texts(picture)
    assert "1600 W" in texts(picture)


def test_a_refusal_has_no_thresholds() -> None:
    picture = parsed(RECORDING, REFUSAL)
    assert not {"moving", "still"} & set(classes(picture, "path"))
    assert len(classes(picture, "circle")) == 12


def test_texts_are_texts_whatever_they_contain() -> None:
    assert "Stillstand & <Ruhe>" in texts(parsed(RECORDING, REFUSAL))


@pytest.mark.parametrize(
    "recording", [{}, {Stage.STILL: Take()}, {Stage.STILL: take(0.0)}]
)
def test_nothing_heard_is_drawn_as_nothing(recording: Recording) -> None:
    picture = parsed(recording, REFUSAL)
    assert len(classes(picture, "circle")) <= 1
    assert "20 W" in texts(picture)


def test_nothing_is_drawn_outside_the_picture() -> None:
    proposal = propose(RECORDING)
    assert isinstance(proposal, Proposal)
    picture = parsed(RECORDING, proposal)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    for dot in picture.iter(f"{SVG}circle"):
        assert 0 < float(dot.attrib["cx"]) < width
        assert 0 < float(dot.attrib["cy"]) < height


def test_it_can_be_read_in_the_dark_as_well() -> None:
    picture = draw(RECORDING, REFUSAL, WORDS)
    assert "@media(prefers-color-scheme:dark)" in picture
