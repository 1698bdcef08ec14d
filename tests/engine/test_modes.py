"""How far each rule may go on each machine: no further than it can."""

from typing import Any

import pytest

from custom_components.home_gym.engine.modes import possible_mode
from custom_components.home_gym.engine.readings import Quantity
from custom_components.home_gym.engine.words import Mode, PowerCut, RuleKey

from .drive import machine

ONLY_A_PLUG: dict[str, Any] = {
    "has_treadmill": False,
    "can_stop": False,
    "reports": frozenset({Quantity.POWER, Quantity.RELAY}),
}
ONLY_READ: dict[str, Any] = {"has_plug": False, "can_stop": False}

POSSIBLE: dict[str, tuple[dict[str, Any], dict[RuleKey, Mode]]] = {
    "a treadmill that may be slowed": (
        {"can_slow": True},
        {RuleKey.WARM_UP: Mode.ENFORCE, RuleKey.SPEED: Mode.ENFORCE},
    ),
    "one that may not": ({}, {RuleKey.SPEED: Mode.ADVISE, RuleKey.PAIN: Mode.ENFORCE}),
    "one that can only be read": (
        ONLY_READ,
        {
            RuleKey.SPEED: Mode.ADVISE,
            RuleKey.LIMITS: Mode.ADVISE,
            RuleKey.IDLE_LOCK: Mode.OFF,
        },
    ),
    "only a plug, which knows no speed": (
        ONLY_A_PLUG,
        {
            RuleKey.WARM_UP: Mode.OFF,
            RuleKey.SPEED: Mode.OFF,
            RuleKey.COOL_DOWN: Mode.OFF,
            RuleKey.BREAKS: Mode.ENFORCE,
            RuleKey.LIMITS: Mode.ENFORCE,
        },
    ),
    "a speed that comes every 5 s": (
        {"can_slow": True, "speed_interval_s": 5.0},
        {RuleKey.SPEED: Mode.ENFORCE},
    ),
    "a speed that comes every 30 s": (
        {"can_slow": True, "speed_interval_s": 30.0},
        {
            RuleKey.WARM_UP: Mode.OFF,
            RuleKey.SPEED: Mode.OFF,
            RuleKey.COOL_DOWN: Mode.OFF,
            RuleKey.LIMITS: Mode.ENFORCE,
            RuleKey.PAIN: Mode.ENFORCE,
        },
    ),
    "a plug that may not act": (
        {"power_cut": PowerCut.NEVER},
        {RuleKey.IDLE_LOCK: Mode.OFF},
    ),
    "nothing that feels a walker": ({}, {RuleKey.PRESENCE: Mode.OFF}),
    "a mat": ({"senses_presence": True}, {RuleKey.PRESENCE: Mode.ENFORCE}),
}


@pytest.mark.parametrize(("traits", "modes"), POSSIBLE.values(), ids=POSSIBLE)
def test_a_rule_goes_no_further_than_the_machine(
    traits: dict[str, Any], modes: dict[RuleKey, Mode]
) -> None:
    told = {rule: possible_mode(rule, machine(**traits)) for rule in modes}
    assert told == modes
