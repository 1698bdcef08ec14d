"""Every story proves itself, and no story survives its sabotage.

They are played at the same time, each on a machine of its own in one house. What ends
Home Assistant, or switches Home Gym off for all of them, gets a house of its own.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from gymlab.house.house import House, HousePlan
from gymlab.house.playing import Outcome, play, set_stage
from gymlab.house.sabotage import Sabotage
from gymlab.house.stories import STORIES

from .conftest import Builder

pytestmark = pytest.mark.timeout(300)

ALONE = ("restart",)
FOR_ALL = (Sabotage.HOME_GYM_DISABLED, Sabotage.MEMORY_LOST)
HONEST = [(name, None) for name in STORIES if name not in ALONE]
SPOILED = [
    (name, sabotage)
    for name, _ in HONEST
    for sabotage in STORIES[name].spoiled_by
    if sabotage not in FOR_ALL
]

ALONE_SPOILED = [
    (name, sabotage)
    for name, story in STORIES.items()
    for sabotage in story.spoiled_by
    if name in ALONE or sabotage in FOR_ALL
]

type Case = tuple[str, Sabotage | None]


@pytest.fixture(scope="module")
def outcomes(build_house: Builder) -> dict[Case, Outcome]:
    cases: list[Case] = [*HONEST, *SPOILED]
    machines = [
        STORIES[name].machine(number) for number, (name, _) in enumerate(cases, 1)
    ]
    house = build_house(HousePlan(machines=machines))
    stages = [set_stage(house, each) for each in house.treadmills.values()]
    with ThreadPoolExecutor(len(cases)) as pool:
        plays = [
            pool.submit(play, stage, STORIES[name], sabotage)
            for stage, (name, sabotage) in zip(stages, cases, strict=True)
        ]
        return {
            case: played.result() for case, played in zip(cases, plays, strict=True)
        }


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case[0])
def test_a_story_proves_its_outcome(outcomes: dict[Case, Outcome], case: Case) -> None:
    outcome = outcomes[case]
    print(outcome.timeline)
    assert outcome.failed_at is None, outcome.why


@pytest.mark.parametrize("case", SPOILED, ids=lambda case: f"{case[0]}-{case[1]}")
def test_a_spoiled_story_fails_where_it_should(
    outcomes: dict[Case, Outcome], case: Case
) -> None:
    name, sabotage = case
    print(outcomes[case].timeline)
    assert sabotage
    assert outcomes[case].failed_at == STORIES[name].spoiled_by[sabotage]


@pytest.mark.slow
@pytest.mark.parametrize("case", ALONE_SPOILED, ids=lambda case: f"{case[0]}-{case[1]}")
def test_a_story_spoiled_as_a_whole_fails_where_it_should(case: Case) -> None:
    name, sabotage = case
    story = STORIES[name]
    with House(HousePlan(machines=[story.machine()])) as house:
        (treadmill,) = house.treadmills.values()
        outcome = play(set_stage(house, treadmill), story, sabotage)
    print(outcome.timeline)
    assert sabotage
    assert outcome.failed_at == story.spoiled_by[sabotage]
