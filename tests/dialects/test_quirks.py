"""What documents warn of and no other file here holds: one test for each quirk."""

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

TASMOTA = {"dialect": "tasmota", "topic": "pow1"}
GEN1 = {"dialect": "shelly_gen1", "base": "shellies/shellyplug-s-C18B12"}
QZ = {"dialect": "qz", "base": "QZ/default"}


@pytest.mark.parametrize(
    "time", ["2018-02-15T17:37:10", "1970-01-01T00:00:00", "2038-01-01T00:00:00+02:00"]
)
def test_tasmotas_own_clock_says_nothing_about_the_age_of_a_reading(time: str) -> None:
    payload = f'{{"Time":"{time}","ENERGY":{{"Power":412}}}}'
    told = create_dialect(TASMOTA).parse("tele/pow1/SENSOR", payload)
    assert facts(told) == {Quantity.POWER: 412.0}


def test_tasmota_says_in_power_delta_nothing_of_a_relay_that_opens() -> None:
    payload = '{"ENERGY":{"Power":0}}'
    told = create_dialect(TASMOTA).parse("tele/pow1/SENSOR", payload)
    assert Quantity.RELAY not in facts(told), "0 W is no relay that is off"


@pytest.mark.parametrize("key", ["POWER", "POWER1"])
def test_tasmota_relay_1_has_a_number_with_set_option_26(key: str) -> None:
    dialect = create_dialect(TASMOTA)
    assert facts(dialect.parse(f"stat/pow1/{key}", "OFF")) == {Quantity.RELAY: False}
    told = facts(dialect.parse("tele/pow1/STATE", f'{{"{key}":"ON"}}'))
    assert told == {Quantity.RELAY: True}


def test_shelly_gen1_energy_jumps_back_to_zero_at_a_reboot() -> None:
    dialect = create_dialect(GEN1)
    topic = f"{GEN1['base']}/relay/0/energy"
    told = [facts(dialect.parse(topic, each)) for each in ("90000", "0", "60000")]
    assert [each[Quantity.ENERGY] for each in told] == [1.5, 0.0, 1.0]


@pytest.mark.parametrize("name", ["connected", "paused", "fan_speed"])
def test_qz_announces_topics_that_it_never_publishes(name: str) -> None:
    """Its discovery leaves `workout/` out; what comes there is not from QZ."""
    assert create_dialect(QZ).parse(f"QZ/default/device/{name}", "false") == ()


def test_qz_pause_does_not_stop_the_belt_and_is_not_used() -> None:
    stop = create_dialect(QZ).stop()
    assert stop is not None
    assert stop.topic == "QZ/default/control/stop"
    told = create_dialect(QZ).parse("QZ/default/workout/device/paused", "true")
    assert Quantity.SPEED not in facts(told)


def test_qz_elapsed_seconds_go_on_while_standing_and_prove_no_motion() -> None:
    told = facts(
        create_dialect(QZ).parse("QZ/default/workout/elapsed/total_seconds", "431")
    )
    assert told == {Quantity.ELAPSED_TIME: 431.0}
    proofs = create_dialect(QZ).traits.motion_proofs
    assert Quantity.ELAPSED_TIME not in proofs


def test_pymvtreadmill_has_no_last_will() -> None:
    mapping = {"dialect": "pymvtreadmill", "base": "homeassistant/sensor/treadmill_a1"}
    assert not create_dialect(mapping).traits.last_will
