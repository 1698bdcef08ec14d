"""Where no mosquitto is installed, the embedded broker does."""

import pytest

from gymlab.house.broker import BrokerKind
from gymlab.house.house import HousePlan
from gymlab.house.playing import play, set_stage
from gymlab.house.stories import STORIES

from .conftest import Builder


@pytest.mark.timeout(120)
def test_a_story_is_proved_on_the_embedded_broker(build_house: Builder) -> None:
    story = STORIES["red-flag"]
    plan = HousePlan(machines=[story.machine()], broker=BrokerKind.EMBEDDED)
    house = build_house(plan)
    stage = set_stage(house, house.treadmills["Treadmill"])
    outcome = play(stage, story)
    print(outcome.timeline)
    assert outcome.is_proved, outcome.why
