"""The page about measuring says of a slow plug what the engine does with it."""

from pathlib import Path
from typing import Any, Final

import pytest

from custom_components.home_gym.engine.asking import ASK_EVERY_S
from custom_components.home_gym.engine.calibration import GAP_W, STAGE_AT_MOST_S
from custom_components.home_gym.engine.modes import possible_mode
from custom_components.home_gym.engine.pace import SLOWEST_FOR_BREAKS_S
from custom_components.home_gym.engine.policy_fields import BREAKS
from custom_components.home_gym.engine.readings import Quantity
from custom_components.home_gym.engine.words import Mode, RuleKey

from .drive import machine

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "calibration.md"
COLUMNS: Final = (
    RuleKey.BREAKS,
    RuleKey.LIMITS,
    RuleKey.PRESENCE,
    RuleKey.IDLE_LOCK,
)
WORDS: Final = {Mode.ENFORCE: "tell and act", Mode.ADVISE: "tell", Mode.OFF: "off"}
ONLY_A_PLUG: Final[dict[str, Any]] = {
    "has_treadmill": False,
    "can_stop": False,
    "senses_presence": True,
    "reports": frozenset({Quantity.POWER, Quantity.RELAY}),
}
AGES_S: Final = {
    "up to 15 seconds": (10.0, 15.0),
    "up to 30 seconds": (15.1, 30.0),
    "up to 75 seconds": (30.1, 75.0),
    "longer": (75.1, 300.0),
}


@pytest.mark.parametrize("words", AGES_S)
def test_the_table_is_what_the_engine_does(words: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for interval_s in AGES_S[words]:
        slow = machine(**ONLY_A_PLUG, power_interval_s=interval_s)
        modes = [WORDS[possible_mode(rule, slow)] for rule in COLUMNS]
        assert f"| {' | '.join((words, *modes))} |" in page


def test_the_numbers_are_the_engine_s() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"less than {GAP_W:.0f} W" in page
    assert STAGE_AT_MOST_S == 5 * 60
    assert "up to five minutes a step" in page
    assert f"asked every {ASK_EVERY_S:.0f} seconds during a walk" in page


def test_two_readings_fall_into_the_shortest_break() -> None:
    (length,) = (field for field in BREAKS.fields if field.key == "length_min")
    assert length.low is not None
    assert length.low * length.factor >= 2 * SLOWEST_FOR_BREAKS_S
