"""Twelve weeks through the real engine, and what the page shows of them."""

from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import pairwise
import json
from pathlib import Path
import runpy

import pytest

from custom_components.home_gym.policy.files import Preset, load_preset
from gymlab import plan
from gymlab.planning.picture import Plans
from gymlab.planning.weeks import DAYS, FLARE_WEEK, PlanDay

ROOT = Path(__file__).parents[2]
# A gentle end from the highest speed, and a reading every 5 s.
ENDING_MIN = 0.5


# Four presets live through 12 weeks, which takes a busy machine a while.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def plans() -> Plans:
    """Return twelve weeks of each preset."""
    return plan.lived(Preset)


@pytest.fixture(params=Preset)
def preset(request: pytest.FixtureRequest) -> Preset:
    """Return each preset in turn."""
    chosen: Preset = request.param
    return chosen


@pytest.fixture
def days(plans: Plans, preset: Preset) -> Sequence[PlanDay]:
    """Return twelve weeks of a preset."""
    return plans[preset]


def test_it_hurts_in_the_third_week_and_is_over_in_time(
    days: Sequence[PlanDay], preset: Preset
) -> None:
    hurt = [day for day in days if day.flare]
    assert len(days) == DAYS
    assert [day.week for day in hurt] == [FLARE_WEEK]
    after = days[hurt[0].day :]
    assert after[0].locked
    assert after[0].step == 1
    assert after[-1].step == 0
    steps = len(load_preset(preset).graded_return.time_factors)
    assert {day.step for day in days} == set(range(steps + 1))


def test_nobody_walks_longer_than_allowed(
    days: Sequence[PlanDay], preset: Preset
) -> None:
    policy = load_preset(preset)
    assert sum(day.walked_min > 0 for day in days) > 30
    for day in days:
        assert day.session_min <= policy.limits.session_s / 60
        assert day.speed_kmh <= policy.speed.max_speed_kmh
        assert day.walked_min <= day.session_min + ENDING_MIN
        assert not (day.locked and day.walked_min)


def test_time_and_speed_never_rise_on_one_day(days: Sequence[PlanDay]) -> None:
    for earlier, later in pairwise(days):
        longer = later.session_min > earlier.session_min
        assert not (longer and later.speed_kmh > earlier.speed_kmh)


def test_no_step_is_left_out(days: Sequence[PlanDay]) -> None:
    for earlier, later in pairwise(days):
        assert later.step <= earlier.step + 1


def test_the_page_and_its_picture_are_up_to_date(plans: Plans) -> None:
    """Run scripts/progress_docs.py after every change of a number."""
    script = runpy.run_path(str(ROOT / "scripts" / "progress_docs.py"))
    for path, text in script["files"](plans).items():
        assert path.read_text(encoding="utf-8") == text, path.name


def test_the_page_names_only_keys_that_exist() -> None:
    page = (ROOT / "docs" / "progress.md").read_text(encoding="utf-8")
    policies = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    named = {
        word.rpartition(".")[2]
        for line in page.splitlines()
        if line.startswith("| ") and "policy" not in line
        for word in line.split("`")[1::2]
    }
    assert named
    assert not {word for word in named if f"`{word}`" not in policies} - {
        "graded_return"
    }


@pytest.fixture
def parser() -> ArgumentParser:
    """Return a parser that knows the command."""
    parser = ArgumentParser()
    plan.add_parser(parser.add_subparsers())
    return parser


def test_it_can_be_told_as_json_and_equal_seeds_are_equal(
    parser: ArgumentParser, plans: Plans, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan.run(parser.parse_args(["plan", "runner", "--json"])) == 0
    told = json.loads(capsys.readouterr().out)
    assert [day["walked_min"] for day in told["runner"]] == [
        day.walked_min for day in plans["runner"]
    ]


def test_an_unknown_preset_is_named(
    parser: ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan.run(parser.parse_args(["plan", "sprinter"])) == 2
    assert "sprinter" in capsys.readouterr().out
