"""Zigbee2MQTT as its source and its documents say."""

import json

import pytest

from custom_components.home_gym.dialects.base import Obstacle, Publication
from custom_components.home_gym.dialects.mapping import InvalidConfigError, Rule
from custom_components.home_gym.dialects.zigbee2mqtt import (
    Zigbee2MqttConfig,
    Zigbee2MqttDialect,
)
from custom_components.home_gym.engine.readings import Part, Quantity, Reading

from .helpers import facts

GYM = "zigbee2mqtt/gym"
BRIDGE = "zigbee2mqtt/bridge/state"
# Copied from issue #11648, where it is cut off in the middle of a word.
LOGGED = (
    '{"child_lock":"UNLOCK","current":0.56,"energy":22.5,"indicator_mode":"off/on",'
    '"linkquality":28,"power":0,"power_outage_memory":null,"state":"ON",'
    '"update":{"state":"idle"},"update_available":false}'
)
ALIVE = {Quantity.PLUG_LIFE: True}


def plug(**settings: object) -> Zigbee2MqttDialect:
    """Return the dialect of a plug."""
    mapping = {"dialect": "zigbee2mqtt", "name": "gym", **settings}
    return Zigbee2MqttDialect(Zigbee2MqttConfig.from_mapping(mapping))


def cache(**values: object) -> str:
    """Return a message with some of its values different."""
    known = {"state": "ON", "power": 300, "energy": 1.5, "linkquality": 100}
    return json.dumps(known | values)


def new(readings: tuple[Reading, ...] | None) -> dict[Quantity, float | bool]:
    """Return what a message says that is not a snapshot."""
    assert readings is not None
    return facts(tuple(each for each in readings if not each.retained))


def familiar(**settings: object) -> Zigbee2MqttDialect:
    """Return the dialect of a plug that has been heard before."""
    dialect = plug(**settings)
    dialect.parse(GYM, cache())
    return dialect


def test_the_first_message_is_a_snapshot() -> None:
    """It may have been caused by anything, so its values are of unknown age."""
    readings = plug().parse(GYM, LOGGED)
    assert new(readings) == ALIVE
    snapshots = {each.quantity: each.value for each in readings or () if each.retained}
    assert snapshots == {
        Quantity.RELAY: True,
        Quantity.POWER: 0.0,
        Quantity.ENERGY: 22.5,
    }


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(
            cache(linkquality=28), ALIVE, id="an old power with a new linkquality"
        ),
        pytest.param(cache(), ALIVE, id="the cache again"),
        pytest.param(cache(last_seen=5), ALIVE, id="last_seen"),
        pytest.param(cache(power=310), {Quantity.POWER: 310.0}, id="a new power"),
        pytest.param(cache(state="OFF"), {Quantity.RELAY: False}, id="a new state"),
        pytest.param(cache(energy=1.6), {Quantity.ENERGY: 1.6}, id="a new energy"),
        pytest.param(
            cache(state="OFF", power=0),
            {Quantity.RELAY: False, Quantity.POWER: 0.0},
            id="several at once",
        ),
        pytest.param('{"linkquality":28}', ALIVE, id="missing keys are unchanged"),
        pytest.param(
            '{"state":"ON","power":0}',
            {Quantity.POWER: 0.0},
            id="missing keys are unchanged, not 0",
        ),
        pytest.param(cache(power=None, state=None), ALIVE, id="null is not known yet"),
        pytest.param(
            cache(power="x", energy=2), {Quantity.ENERGY: 2.0}, id="what can be read"
        ),
        pytest.param(
            cache(state_l1="OFF", power_l1=7), ALIVE, id="a socket that is not ours"
        ),
    ],
)
def test_only_what_changed_is_new(
    payload: str, expected: dict[Quantity, float | bool]
) -> None:
    """The cache repeats everything, so repetition proves nothing."""
    readings = familiar().parse(GYM, payload)
    assert facts(readings) == expected
    assert not any(reading.retained for reading in readings or ())


def test_an_old_power_after_off_is_not_new() -> None:
    """SONOFF repeats the power of before next to the new state."""
    assert facts(familiar().parse(GYM, cache(state="OFF"))) == {Quantity.RELAY: False}


def test_a_spontaneous_power_off_is_told() -> None:
    """TS011F sometimes switches itself off (#11648)."""
    dialect = familiar()
    assert facts(dialect.parse(GYM, cache(state="OFF"))) == {Quantity.RELAY: False}
    assert facts(dialect.parse(GYM, cache(state="ON"))) == {Quantity.RELAY: True}


@pytest.mark.parametrize("topic", [GYM, BRIDGE, f"{GYM}/availability", f"{GYM}/power"])
def test_retained_is_a_snapshot(topic: str) -> None:
    """Whatever a retained message says, it is of unknown age."""
    payload = {GYM: cache(power=1), f"{GYM}/power": "5"}.get(topic, "offline")
    readings = familiar().parse(topic, payload, retained=True)
    assert readings
    assert all(reading.retained for reading in readings)


def test_a_change_since_a_retained_message_is_new() -> None:
    """The plug has a retained message; the next one differs in its power."""
    dialect = plug()
    dialect.parse(GYM, cache(), retained=True)
    assert facts(dialect.parse(GYM, cache(power=290))) == {Quantity.POWER: 290.0}


def test_off_is_answered_by_the_next_state() -> None:
    """Zigbee2MQTT tells the state once the plug has acknowledged, changed or not."""
    dialect = familiar()
    dialect.parse(GYM, cache(state="OFF"))
    off = dialect.switch_off()
    assert off == Publication(topic=f"{GYM}/set", payload='{"state":"OFF"}')
    said = cache(state="OFF")
    assert facts(dialect.parse(GYM, said)) == {Quantity.RELAY: False}
    assert facts(dialect.parse(GYM, said)) == ALIVE


def test_a_question_for_the_relay_is_answered_at_the_start() -> None:
    """The very first message is the answer, for the relay but not for the watts."""
    dialect = plug()
    assert dialect.queries() == (
        Publication(topic=f"{GYM}/get", payload='{"state":""}'),
    )
    assert new(dialect.parse(GYM, cache())) == {Quantity.RELAY: True}


def test_a_question_for_the_watts_is_answered_where_they_can_be_asked() -> None:
    """The plug's exposes say whether power is gettable."""
    dialect = familiar(power_gettable=True)
    assert dialect.queries() == (
        Publication(topic=f"{GYM}/get", payload='{"state":"","power":""}'),
    )
    assert facts(dialect.parse(GYM, cache(linkquality=90))) == {
        Quantity.RELAY: True,
        Quantity.POWER: 300.0,
    }
    assert facts(dialect.parse(GYM, cache(linkquality=80))) == ALIVE


def test_the_cache_sent_at_a_start_answers_no_question_for_watts() -> None:
    """cache_state_send_on_startup repeats the last message word by word."""
    dialect = familiar(power_gettable=True)
    dialect.queries()
    assert facts(dialect.parse(GYM, cache())) == {Quantity.RELAY: True}
    assert facts(dialect.parse(GYM, cache(linkquality=80))) == ALIVE


def test_a_question_dies_with_the_bridge() -> None:
    """What comes after the restart answers nobody's question of before."""
    dialect = familiar(power_gettable=True)
    dialect.queries()
    dialect.parse(BRIDGE, '{"state":"offline"}')
    assert facts(dialect.parse(GYM, cache(linkquality=80))) == ALIVE


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        pytest.param([("power", "310")], {Quantity.POWER: 310.0}, id="new power"),
        pytest.param([("power", "300")], ALIVE, id="old power"),
        pytest.param([("state", "OFF")], {Quantity.RELAY: False}, id="new state"),
        pytest.param([("linkquality", "28")], ALIVE, id="linkquality"),
        pytest.param([("energy", "1.5")], ALIVE, id="old energy"),
    ],
)
def test_attribute_output(
    messages: list[tuple[str, str]], expected: dict[Quantity, float | bool]
) -> None:
    """With `output: attribute` each value has a topic, and is as old as in JSON."""
    dialect = plug()
    for name, value in (("state", "ON"), ("power", "300"), ("energy", "1.5")):
        assert new(dialect.parse(f"{GYM}/{name}", value)) == ALIVE
    for name, value in messages:
        assert facts(dialect.parse(f"{GYM}/{name}", value)) == expected


def test_attribute_output_answers_questions_for_the_relay_only() -> None:
    """An old power among the attributes is not told from an answer."""
    dialect = familiar(power_gettable=True)
    dialect.queries()
    assert facts(dialect.parse(f"{GYM}/energy", "1.5")) == ALIVE
    assert facts(dialect.parse(f"{GYM}/power", "300")) == ALIVE
    assert facts(dialect.parse(f"{GYM}/state", "ON")) == {Quantity.RELAY: True}


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            f"{GYM}/availability",
            '{"state":"online"}',
            {Quantity.PLUG_ONLINE: True},
            id="available",
        ),
        pytest.param(
            f"{GYM}/availability",
            '{"state":"offline"}',
            {Quantity.PLUG_ONLINE: False},
            id="not available",
        ),
        pytest.param(
            f"{GYM}/availability",
            "offline",
            {Quantity.PLUG_ONLINE: False},
            id="a word, as in early versions",
        ),
        pytest.param(
            BRIDGE,
            '{"state":"offline"}',
            {Quantity.PLUG_ONLINE: False},
            id="without the bridge nobody speaks for the plug",
        ),
    ],
)
def test_availability(
    topic: str, payload: str, expected: dict[Quantity, float | bool]
) -> None:
    """A plug is there while it is available and its bridge is."""
    assert facts(plug().parse(topic, payload)) == expected


def test_a_bridge_that_is_there_proves_no_plug() -> None:
    """Availability is off as shipped; an online bridge says nothing by itself."""
    assert plug().parse(BRIDGE, '{"state":"online"}') == ()


def test_a_bridge_takes_back_its_own_absence() -> None:
    """And only that: a plug that is not available stays so."""
    dialect = plug()
    dialect.parse(BRIDGE, "offline")
    assert dialect.parse(f"{GYM}/availability", "online") == ()
    assert facts(dialect.parse(BRIDGE, "online")) == {Quantity.PLUG_ONLINE: True}
    dialect.parse(BRIDGE, "offline")
    dialect.parse(f"{GYM}/availability", "offline")
    assert dialect.parse(BRIDGE, "online") == ()


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param(GYM, "ON", id="the message is JSON"),
        pytest.param(GYM, "[1]", id="array"),
        pytest.param(GYM, '{"state":"MAYBE"}', id="unknown word"),
        pytest.param(GYM, '{"power":NaN}', id="no number"),
        pytest.param(GYM, "[" * 50_000, id="nested too deeply"),
        pytest.param(GYM, '{"child_lock":"UNLOCK","current":0.56', id="cut off"),
        pytest.param(f"{GYM}/power", "much", id="attribute that is no number"),
        pytest.param(f"{GYM}/state", "TOGGLE", id="attribute that is no state"),
        pytest.param(BRIDGE, "5", id="bridge in an unknown state"),
        pytest.param(f"{GYM}/availability", "{}", id="availability without a state"),
    ],
)
def test_unreadable(topic: str, payload: str) -> None:
    """What belongs to this plug and makes no sense is named as such."""
    assert plug().parse(topic, payload) is None


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param(f"{GYM}/set", '{"state":"ON"}', id="another client's command"),
        pytest.param(f"{GYM}/get", '{"state":""}', id="another client's question"),
        pytest.param(f"{GYM}/current", "0.5", id="attribute of no interest"),
        pytest.param("zigbee2mqtt/gym2", cache(), id="another plug"),
        pytest.param("z2m/gym", cache(), id="another base"),
        pytest.param(GYM, "", id="retained state deleted"),
        pytest.param(f"{GYM}/power", "null", id="attribute that is not known yet"),
    ],
)
def test_nothing_to_learn(topic: str, payload: str) -> None:
    """What others say, and what says nothing, is no reading and no error."""
    assert plug().parse(topic, payload) == ()


def test_a_name_with_slashes_under_a_renamed_base() -> None:
    """Friendly names may have levels, and the base may be any."""
    dialect = plug(name="attic/gym", base="house/z2m")
    assert dialect.subscriptions() == (
        "house/z2m/attic/gym",
        "house/z2m/attic/gym/state",
        "house/z2m/attic/gym/power",
        "house/z2m/attic/gym/energy",
        "house/z2m/attic/gym/linkquality",
        "house/z2m/attic/gym/availability",
        "house/z2m/bridge/state",
    )
    off = dialect.switch_off()
    assert off is not None
    assert off.topic == "house/z2m/attic/gym/set"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(
            '{"state_l2":"OFF","state_l1":"ON"}', {Quantity.RELAY: False}, id="state"
        ),
        pytest.param(
            '{"power_l2":7,"power":120}', {Quantity.POWER: 7.0}, id="its meter"
        ),
        pytest.param('{"power":120}', {Quantity.POWER: 120.0}, id="one meter for all"),
    ],
)
def test_a_strip_has_sockets(
    payload: str, expected: dict[Quantity, float | bool]
) -> None:
    """A machine on socket l2 sees and switches socket l2."""
    dialect = plug(endpoint="l2")
    dialect.parse(GYM, '{"state_l2":"ON","power_l2":1,"power":1}')
    assert facts(dialect.parse(GYM, payload)) == expected
    off = dialect.switch_off()
    assert off == Publication(topic=f"{GYM}/set", payload='{"state_l2":"OFF"}')


def test_there_is_no_backstop() -> None:
    """`countdown` toggles and `on_time` comes with an ON: neither is ever sent."""
    dialect = plug()
    assert dialect.traits.backstop is None
    assert dialect.obstacle() is Obstacle.NONE_SUITABLE
    assert dialect.arm(7200.0) == dialect.disarm() == dialect.read_back() == ()


def test_a_plug_without_a_meter_reports_no_watts() -> None:
    """Nobody then waits for watts that never come."""
    meter = {Quantity.POWER, Quantity.ENERGY}
    assert meter <= plug().traits.reports
    assert meter.isdisjoint(plug(metered=False).traits.reports)


def test_traits() -> None:
    """A plug switches off, tells on change, and is asked again when it is back."""
    dialect = plug()
    assert dialect.part is Part.PLUG
    assert dialect.traits.can_switch_off
    assert dialect.traits.change_only
    assert not dialect.traits.measures_with_relay_off
    assert dialect.traits.queries_on == {Quantity.PLUG_ONLINE}
    assert dialect.stop() is None
    assert dialect.slow(1.0) is None


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        pytest.param({"name": None}, [("name", Rule.REQUIRED)], id="no name"),
        pytest.param({"name": "a/+"}, [("name", Rule.TOPIC)], id="wildcard"),
        pytest.param(
            {"power_gettable": "no"}, [("power_gettable", Rule.FLAG)], id="no flag"
        ),
        pytest.param({"topic": "x"}, [("topic", Rule.KNOWN_KEY)], id="unknown key"),
    ],
)
def test_bad_configuration(
    settings: dict[str, object], problems: list[tuple[str, Rule]]
) -> None:
    """Every mistake is named, with its key and its rule."""
    with pytest.raises(InvalidConfigError) as caught:
        plug(**settings)
    found = [(problem.key, problem.rule) for problem in caught.value.problems]
    assert found == problems
