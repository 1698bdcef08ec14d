"""What NSCC's treadmill-driver says and means, quirk by quirk."""

from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects import (
    InvalidConfigError,
    create_dialect,
    recognise,
)
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.dialects.nscc import FROZEN_AFTER
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

SPEED = "/T9800-1/readings/speed"
EMERGENCY = "/T9800-1/emergency"
KEY_OUT = "Reed switch disconnected - unsafe to operate"
KEY_IN = "Reed switch reconnected - safe to operate"


def nscc(**settings: object) -> Dialect:
    """Return a treadmill with NSCC's driver."""
    return create_dialect({"dialect": "nscc", **settings})


def hear(dialect: Dialect, *payloads: str) -> list[float | bool | None]:
    """Return the speed that each message tells, or None."""
    told = [dialect.parse(SPEED, payload) for payload in payloads]
    return [facts(each).get(Quantity.SPEED) for each in told]


def test_a_speed_counts_while_it_changes() -> None:
    assert hear(nscc(), "5.50", "5.51", "5.49", "5.49", "5.52") == [
        None,
        5.51,
        5.49,
        5.49,
        5.52,
    ]


def test_the_speed_freezes_at_its_last_value_when_the_belt_stops() -> None:
    dialect = nscc()
    told = hear(dialect, "1.20", "0.90", *["0.61"] * 100)
    assert told[: FROZEN_AFTER + 2].count(0.61) == FROZEN_AFTER
    assert set(told[FROZEN_AFTER + 2 :]) == {None}


def test_a_frozen_speed_is_no_sign_of_life_which_would_keep_it_believed() -> None:
    dialect = nscc()
    hear(dialect, "1.20", *["0.61"] * FROZEN_AFTER)
    assert dialect.parse(SPEED, "0.61") == ()


def test_a_frozen_speed_is_not_believed_after_a_restart_either() -> None:
    assert set(hear(nscc(), *["3.40"] * 50)) == {None}


def test_a_thawed_speed_counts_again() -> None:
    dialect = nscc()
    hear(dialect, *["3.40"] * 50)
    assert hear(dialect, "3.41") == [3.41]


@given(st.lists(st.sampled_from(["3.40", "3.41"]), max_size=80))
def test_never_more_than_so_many_equal_speeds_in_a_row_are_told(
    payloads: list[str],
) -> None:
    told = hear(nscc(), *payloads)
    run = 0
    for before, speed in pairwise(told):
        run = run + 1 if speed is not None and speed == before else 0
        assert run < FROZEN_AFTER


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param("77.11", (), id="no pulse since the start"),
        pytest.param("-0.20", (), id="a pulse that is as good as never to come"),
        pytest.param("-3.00", None, id="nothing that the formula can give"),
        pytest.param("nan", None, id="no number"),
        pytest.param("fast", None, id="a word"),
        pytest.param("", (), id="empty"),
    ],
)
def test_odd_speeds(payload: str, expected: tuple[()] | None) -> None:
    dialect = nscc()
    hear(dialect, "1.00", "2.00")
    assert dialect.parse(SPEED, payload) == expected


@pytest.mark.parametrize(
    ("payload", "connected"),
    [
        pytest.param(KEY_OUT, False, id="safety key out: PWM 0, belt unknown"),
        pytest.param(KEY_IN, True, id="safety key in again"),
    ],
)
def test_safety_key(payload: str, connected: bool) -> None:
    readings = nscc().parse(EMERGENCY, payload)
    assert facts(readings) == {Quantity.TREADMILL_CONNECTED: connected}


def test_another_emergency_is_unreadable() -> None:
    assert nscc().parse(EMERGENCY, "Motor on fire") is None


def test_the_elevation_is_the_raw_number_of_its_sensor_and_not_read() -> None:
    assert nscc().parse("/T9800-1/readings/elevation", "512") == ()
    assert Quantity.INCLINE not in nscc().traits.reports


def test_what_it_sends_to_itself_on_booting_is_not_heard() -> None:
    assert nscc().subscriptions() == (SPEED, EMERGENCY)
    assert nscc().parse("/T9800-1/control/elevation", "185") == ()


def test_commands() -> None:
    dialect = nscc()
    topic = "/T9800-1/control/speed"
    assert dialect.stop() == Publication(topic=topic, payload="0")
    assert dialect.slow(5.59) == Publication(topic=topic, payload="5.5")
    assert dialect.slow(0.0) is None
    assert nscc(minimum_speed_kmh=1).slow(0.9) is None
    assert dialect.switch_off() is None
    assert dialect.queries() == ()


def test_traits() -> None:
    traits = nscc().traits
    assert traits.can_stop
    assert traits.can_slow
    assert traits.stop_repeatable
    assert not traits.stop_may_toggle
    assert traits.set_speed_may_start
    assert not traits.last_will
    assert not traits.change_only
    assert traits.report_interval_s == 0.1
    assert Quantity.TREADMILL_LIFE not in traits.reports
    assert not traits.confirmed_on_hardware


@pytest.mark.parametrize(
    "topic", [SPEED, EMERGENCY, "/T9800-1/readings/elevation"], ids=lambda t: t[9:]
)
def test_recognised_by_its_leading_slash(topic: str) -> None:
    (found,) = recognise(topic, "5.50")
    assert found.config == {"dialect": "nscc", "base": "/T9800-1"}
    assert (found.identity, found.part) == ("T9800-1", Part.TREADMILL)
    assert recognise(topic[1:], "5.50") == ()


def test_wrong_settings() -> None:
    with pytest.raises(InvalidConfigError) as caught:
        nscc(base="a/#", minimum_speed_kmh=99, elevation=1)
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["base", "minimum_speed_kmh", "elevation"]
