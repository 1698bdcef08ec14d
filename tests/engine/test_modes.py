"""How far each rule may go on each machine: no further than it can."""

from typing import Any

import pytest

from custom_components.home_gym.engine.modes import held_back_by, possible_mode
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
    "only a plug that tells every 15 s": (
        ONLY_A_PLUG | {"power_interval_s": 15.0, "senses_presence": True},
        {
            RuleKey.BREAKS: Mode.ENFORCE,
            RuleKey.LIMITS: Mode.ENFORCE,
            RuleKey.PRESENCE: Mode.ENFORCE,
            RuleKey.IDLE_LOCK: Mode.ENFORCE,
        },
    ),
    "only a plug that tells every 30 s": (
        ONLY_A_PLUG | {"power_interval_s": 30.0, "senses_presence": True},
        {
            RuleKey.BREAKS: Mode.ENFORCE,
            RuleKey.LIMITS: Mode.ENFORCE,
            RuleKey.PRESENCE: Mode.ADVISE,
            RuleKey.IDLE_LOCK: Mode.OFF,
        },
    ),
    "only a plug that tells every 42 s": (
        ONLY_A_PLUG | {"power_interval_s": 42.0, "senses_presence": True},
        {
            RuleKey.BREAKS: Mode.ADVISE,
            RuleKey.LIMITS: Mode.ENFORCE,
            RuleKey.PRESENCE: Mode.ADVISE,
            RuleKey.IDLE_LOCK: Mode.OFF,
        },
    ),
    "only a plug that tells every five minutes": (
        ONLY_A_PLUG | {"power_interval_s": 300.0, "senses_presence": True},
        {
            RuleKey.BREAKS: Mode.OFF,
            RuleKey.LIMITS: Mode.ADVISE,
            RuleKey.PRESENCE: Mode.OFF,
            RuleKey.IDLE_LOCK: Mode.OFF,
            RuleKey.PAIN: Mode.ENFORCE,
        },
    ),
    "only a plug that tells often what is long gone": (
        ONLY_A_PLUG | {"power_interval_s": 5.0, "power_delay_s": 45.0},
        {RuleKey.BREAKS: Mode.ADVISE, RuleKey.LIMITS: Mode.ENFORCE},
    ),
    "only a plug whose next report had to be waited for": (
        ONLY_A_PLUG | {"power_interval_s": 28.0, "power_delay_s": 33.0},
        {RuleKey.BREAKS: Mode.ENFORCE},
    ),
    "a slow plug beside a treadmill that tells its speed": (
        {"power_interval_s": 300.0},
        {
            RuleKey.BREAKS: Mode.ENFORCE,
            RuleKey.LIMITS: Mode.ENFORCE,
            RuleKey.IDLE_LOCK: Mode.ENFORCE,
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


HELD_BACK: dict[str, tuple[dict[str, Any], RuleKey, tuple[Quantity, float] | None]] = {
    "breaks by a slow plug": (
        ONLY_A_PLUG | {"power_interval_s": 42.0},
        RuleKey.BREAKS,
        (Quantity.POWER, 42.0),
    ),
    "speed by a slow source": (
        {"speed_interval_s": 12.0},
        RuleKey.SPEED,
        (Quantity.SPEED, 12.0),
    ),
    "nothing by a plug that is fast enough": (
        ONLY_A_PLUG | {"power_interval_s": 10.0},
        RuleKey.BREAKS,
        None,
    ),
    "nothing that could not go further anyway": (
        ONLY_A_PLUG | {"power_interval_s": 42.0, "power_cut": PowerCut.NEVER},
        RuleKey.BREAKS,
        None,
    ),
}


@pytest.mark.parametrize(("traits", "rule", "told"), HELD_BACK.values(), ids=HELD_BACK)
def test_a_rule_knows_what_holds_it_back(
    traits: dict[str, Any], rule: RuleKey, told: tuple[Quantity, float] | None
) -> None:
    late = held_back_by(rule, machine(**traits))
    assert (None if late is None else (late.quantity, late.late_s)) == told
