"""PulseTime is armed only where it can only switch off."""

import pytest

from custom_components.home_gym.dialects.base import CountsFrom, Obstacle, Publication
from custom_components.home_gym.dialects.tasmota import TasmotaConfig, TasmotaDialect
from custom_components.home_gym.dialects.tasmota_timer import (
    decode_pulse_time,
    encode_pulse_time,
)
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

RESULT = "stat/pow1/RESULT"


def tasmota(**settings: object) -> TasmotaDialect:
    """Return the dialect of a plug."""
    return TasmotaDialect(TasmotaConfig.from_mapping({"topic": "pow1", **settings}))


def settled(power_on_state: int = 3) -> TasmotaDialect:
    """Return a plug whose settings have been read."""
    plug = tasmota()
    plug.parse(RESULT, f'{{"PowerOnState":{power_on_state}}}')
    plug.parse(RESULT, '{"PulseTime1":{"Set":0,"Remaining":0}}')
    return plug


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(0, 0.0, id="off"),
        pytest.param(1, 0.1, id="shortest"),
        pytest.param(111, 11.1, id="longest in tenths"),
        pytest.param(112, 12.0, id="shortest in seconds"),
        pytest.param(113, 13.0, id="13 s as documented"),
        pytest.param(460, 360.0, id="360 s as documented"),
        pytest.param(64_900, 64_800.0, id="longest as documented"),
        pytest.param("7300", 7200.0, id="as text"),
        pytest.param(65_536, None, id="beyond 16 bits"),
        pytest.param(-1, None, id="negative"),
        pytest.param(1.5, None, id="fraction"),
        pytest.param(True, None, id="truth value"),
        pytest.param(None, None, id="nothing"),
        pytest.param([50], None, id="list"),
    ],
)
def test_pulse_time(value: object, expected: float | None) -> None:
    """Tenths up to 111, then seconds + 100."""
    assert decode_pulse_time(value) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(0.1, 1, id="shortest"),
        pytest.param(5.6, 56, id="tenths"),
        pytest.param(11.1, 111, id="longest in tenths"),
        pytest.param(11.2, 112, id="no number means this, the next longer does"),
        pytest.param(12.0, 112, id="shortest in seconds"),
        pytest.param(13.0, 113, id="13 s as documented"),
        pytest.param(360.0, 460, id="360 s as documented"),
        pytest.param(7200.0, 7300, id="two hours"),
        pytest.param(7199.2, 7300, id="never shorter than asked"),
        pytest.param(64_800.0, 64_900, id="longest as documented"),
        pytest.param(64_801.0, None, id="too long"),
        pytest.param(0.0, None, id="nothing would take it away"),
        pytest.param(-1.0, None, id="negative"),
        pytest.param(float("nan"), None, id="no number"),
        pytest.param(float("inf"), None, id="for ever"),
    ],
)
def test_pulse_time_is_encoded(seconds: float, expected: int | None) -> None:
    """The +100 form begins at 12 s, the tenths end at 11.1 s."""
    assert encode_pulse_time(seconds) == expected
    if expected is not None:
        decoded = decode_pulse_time(expected)
        assert decoded is not None
        assert seconds <= decoded < seconds + 1


def test_settings_are_asked_for_without_an_empty_power() -> None:
    """An empty POWER would cancel the timer that is asked about (#9325)."""
    assert tasmota(relay=2).read_back() == (
        Publication(topic="cmnd/pow1/PowerOnState", payload=""),
        Publication(topic="cmnd/pow1/PulseTime2", payload=""),
    )


def test_arming_waits_until_the_old_settings_are_known() -> None:
    """What was set before is put back one day, and PowerOnState may be 5."""
    plug = tasmota()
    assert plug.obstacle() is Obstacle.SETTINGS_UNKNOWN
    plug.parse(RESULT, '{"PowerOnState":3}')
    assert plug.obstacle() is Obstacle.SETTINGS_UNKNOWN
    assert plug.arm(7200.0) == ()
    plug.parse(RESULT, '{"PulseTime1":{"Set":0,"Remaining":0}}')
    assert plug.obstacle() is None


@pytest.mark.parametrize(
    ("topic", "payload", "retained"),
    [
        pytest.param("stat/pow1/POWERONSTATE", '{"PowerOnState":3}', False, id="SO4"),
        pytest.param(
            "stat/pow1/STATUS", '{"Status":{"PowerOnState":0}}', False, id="STATUS 0"
        ),
    ],
)
def test_power_on_state_is_heard_wherever_it_is_told(
    topic: str, payload: str, retained: bool
) -> None:
    """SetOption4 puts the answer on a topic of its own."""
    plug = tasmota()
    plug.parse(topic, payload, retained=retained)
    plug.parse(RESULT, '{"PulseTime1":{"Set":0,"Remaining":0}}')
    assert plug.obstacle() is None


def test_retained_settings_are_not_believed() -> None:
    """Somebody may have changed them since."""
    plug = tasmota()
    plug.parse(RESULT, '{"PowerOnState":3}', retained=True)
    plug.parse(RESULT, '{"PulseTime1":{"Set":0,"Remaining":0}}', retained=True)
    assert plug.obstacle() is Obstacle.SETTINGS_UNKNOWN


def test_arming_is_pulse_time_plus_100() -> None:
    """It is never a POWER, so it cannot switch the relay on."""
    plug = settled()
    armed = Publication(topic="cmnd/pow1/PulseTime1", payload="7300")
    assert plug.arm(7200.0) == (armed,)
    assert plug.disarm() == (Publication(topic="cmnd/pow1/PulseTime1", payload="0"),)
    assert plug.traits.backstop is not None
    assert plug.traits.backstop.counts_from is CountsFrom.ARMING
    assert facts(
        plug.parse(RESULT, '{"PulseTime1":{"Set":7300,"Remaining":7300}}')
    ) == {
        Quantity.BACKSTOP: 7200.0,
        Quantity.BACKSTOP_REMAINING: 7200.0,
    }


@pytest.mark.parametrize("cap_s", [0.0, 11.9, 64_801.0, float("nan")])
def test_a_cap_out_of_range_is_not_armed(cap_s: float) -> None:
    """Nothing is sent that the plug would read in its own way."""
    assert settled().arm(cap_s) == ()


@pytest.mark.parametrize(
    ("power_on_state", "obstacle"),
    [
        pytest.param(0, None, id="off after mains loss"),
        pytest.param(3, None, id="as before, as shipped"),
        pytest.param(4, Obstacle.RELAY_HELD_ON, id="relay obeys nobody"),
        pytest.param(5, Obstacle.WOULD_SWITCH_ON, id="the timer switches on"),
    ],
)
def test_power_on_state_5_is_refused(
    power_on_state: int, obstacle: Obstacle | None
) -> None:
    """It turns the timer round: at its end it would switch the plug ON."""
    plug = settled(power_on_state)
    assert plug.obstacle() is obstacle
    assert bool(plug.arm(7200.0)) is (obstacle is None)


def test_an_unreadable_answer_changes_nothing() -> None:
    """What was known stays known, and what was not stays unknown."""
    plug, stranger = settled(), tasmota()
    for payload in ('{"PowerOnState":"?"}', '{"PulseTime1":{"Set":-1}}'):
        plug.parse(RESULT, payload)
        stranger.parse(RESULT, payload)
    assert plug.obstacle() is None
    assert stranger.obstacle() is Obstacle.SETTINGS_UNKNOWN
