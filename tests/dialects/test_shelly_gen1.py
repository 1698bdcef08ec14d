"""Shelly Plug, Plug S, 1PM and 2.5 as their documents and other people's logs show."""

import json

import pytest

from custom_components.home_gym.dialects.base import Obstacle, Publication
from custom_components.home_gym.dialects.mapping import InvalidConfigError, Rule
from custom_components.home_gym.dialects.shelly_gen1 import (
    ShellyGen1Config,
    ShellyGen1Dialect,
)
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

BASE = "shellies/shellyplug-s-C18B12"
ALIVE = {Quantity.PLUG_LIFE: True}
# What `GET /relay/0` answers, copied from the documents; `info` holds the same.
RELAY = {
    "ison": False,
    "has_timer": False,
    "timer_started": 0,
    "timer_duration": 0,
    "timer_remaining": 0,
    "overpower": False,
    "source": "http",
}


def shelly(**settings: object) -> ShellyGen1Dialect:
    """Return the dialect of a plug."""
    mapping = {"dialect": "shelly_gen1", "base": BASE, **settings}
    return ShellyGen1Dialect(ShellyGen1Config.from_mapping(mapping))


def info(relay: object = None, **meter: object) -> str:
    """Return the whole status of a plug."""
    return json.dumps({"relays": [relay or RELAY], "meters": [meter]})


@pytest.mark.parametrize(
    ("name", "payload", "expected"),
    [
        pytest.param("relay/0", "on", {Quantity.RELAY: True}, id="on"),
        pytest.param("relay/0", "off", {Quantity.RELAY: False}, id="off"),
        pytest.param(
            "relay/0", "overpower", {Quantity.RELAY: False}, id="tripped is off"
        ),
        pytest.param(
            "relay/0/power", "5.56", {Quantity.POWER: 5.56}, id="W as plain float"
        ),
        pytest.param(
            "relay/0/energy", "90000", {Quantity.ENERGY: 1.5}, id="Watt-minutes"
        ),
        pytest.param(
            "relay/0/energy", "0", {Quantity.ENERGY: 0.0}, id="energy after a boot"
        ),
        pytest.param("online", "true", {Quantity.PLUG_ONLINE: True}, id="there"),
        pytest.param("online", "false", {Quantity.PLUG_ONLINE: False}, id="last will"),
        pytest.param("relay/0/overpower_value", "2600", ALIVE, id="watts of the trip"),
        pytest.param("relay/1", "on", ALIVE, id="another relay proves life only"),
        pytest.param("relay/1/power", "9", ALIVE, id="another meter"),
        pytest.param("temperature", "31.5", ALIVE, id="temperature"),
        pytest.param("overtemperature", "0", ALIVE, id="overtemperature"),
        pytest.param("announce", '{"id":"shellyplug-s"}', ALIVE, id="announcement"),
        pytest.param(
            "info",
            info(power=5.56, is_valid=True, total=90000),
            ALIVE,
            id="what a whole status repeats is not told twice",
        ),
        pytest.param(
            "info",
            info({**RELAY, "ison": True, "has_timer": True, "timer_remaining": 6900}),
            {Quantity.BACKSTOP_REMAINING: 6900.0},
            id="auto_off that the owner has set is counting",
        ),
        pytest.param(
            "info",
            info({**RELAY, "has_timer": True, "timer_remaining": 60}),
            ALIVE,
            id="a timer behind an open relay would switch on",
        ),
        pytest.param("info", '{"wifi_sta":{}}', ALIVE, id="status of something else"),
    ],
)
@pytest.mark.parametrize("retained", [False, True], ids=["live", "retained"])
def test_message(
    name: str,
    payload: str,
    expected: dict[Quantity, float | bool],
    retained: bool,
) -> None:
    """A message tells its facts, and each remembers whether it was retained."""
    readings = shelly().parse(f"{BASE}/{name}", payload, retained=retained)
    assert facts(readings) == expected
    assert all(reading.retained is retained for reading in readings or ())


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        pytest.param("relay/0", "1", id="another family's word"),
        pytest.param("relay/0", "TOGGLE", id="a command as a state"),
        pytest.param("relay/0/power", "nan", id="power is no number"),
        pytest.param("relay/0/energy", "-1", id="energy below zero"),
        pytest.param("online", "online", id="unknown word"),
        pytest.param("info", "on", id="status is JSON"),
        pytest.param("info", "[" * 50_000, id="nested too deeply"),
        pytest.param(
            "info", info({"ison": True, "timer_remaining": "x"}), id="no time"
        ),
        pytest.param("temperature", "\x00\udcff", id="binary data"),
    ],
)
def test_unreadable(name: str, payload: str) -> None:
    """What belongs to this plug and makes no sense is named as such."""
    assert shelly().parse(f"{BASE}/{name}", payload) is None


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param(f"{BASE}/relay/0/command", "on", id="another client's command"),
        pytest.param(f"{BASE}/command", "update", id="our own question"),
        pytest.param("shellies/command", "announce", id="question to all"),
        pytest.param("shellies/shellyplug-s-C18B13/relay/0", "on", id="another plug"),
        pytest.param(f"{BASE}/relay/0", "", id="retained state deleted"),
    ],
)
def test_nothing_to_learn(topic: str, payload: str) -> None:
    """What others say, and what says nothing, is no reading and no error."""
    assert shelly().parse(topic, payload) == ()


def test_a_relay_of_several() -> None:
    """A machine on relay 1 of a 2.5 sees and switches relay 1."""
    plug = shelly(relay=1)
    assert facts(plug.parse(f"{BASE}/relay/1", "on")) == {Quantity.RELAY: True}
    assert facts(plug.parse(f"{BASE}/relay/0", "on")) == ALIVE
    counting = {"ison": True, "timer_remaining": 60}
    status = json.dumps({"relays": [RELAY, counting]})
    assert facts(plug.parse(f"{BASE}/info", status)) == {
        Quantity.BACKSTOP_REMAINING: 60.0
    }
    assert plug.switch_off() == Publication(
        topic=f"{BASE}/relay/1/command", payload="off"
    )


def test_a_custom_name() -> None:
    """The mqtt_id may be anything, and the topics may be bridged elsewhere."""
    plug = shelly(base="house/shellies/gym")
    assert plug.subscriptions() == ("house/shellies/gym/#",)
    readings = plug.parse("house/shellies/gym/relay/0", "on")
    assert facts(readings) == {Quantity.RELAY: True}


def test_everything_is_asked_for_and_no_firmware() -> None:
    """`update` has everything published; `update_fw` would install firmware."""
    plug = shelly()
    update = Publication(topic=f"{BASE}/command", payload="update")
    assert plug.queries() == (update,)
    assert plug.traits.queries_on == {Quantity.PLUG_ONLINE}


def test_timers_are_set_by_http_only() -> None:
    """No MQTT command carries seconds, so there is nothing to arm."""
    plug = shelly()
    assert plug.traits.backstop is None
    assert plug.obstacle() is Obstacle.NONE_SUITABLE
    assert plug.arm(7200.0) == plug.disarm() == plug.read_back() == ()


def test_a_plug_without_a_meter_reports_no_watts() -> None:
    """Nobody then waits for watts that never come."""
    meter = {Quantity.POWER, Quantity.ENERGY}
    assert meter <= shelly().traits.reports
    assert meter.isdisjoint(shelly(metered=False).traits.reports)


def test_traits() -> None:
    """Everything is repeated each 30 s."""
    plug = shelly()
    assert plug.part is Part.PLUG
    assert plug.traits.can_switch_off
    assert not plug.traits.change_only
    assert plug.traits.report_interval_s == 30.0
    assert plug.stop() is None
    assert plug.slow(1.0) is None


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        pytest.param({"base": None}, [("base", Rule.REQUIRED)], id="no base"),
        pytest.param({"base": "a/#"}, [("base", Rule.TOPIC)], id="wildcard"),
        pytest.param({"relay": 4}, [("relay", Rule.NUMBER)], id="no such relay"),
        pytest.param({"switch": 0}, [("switch", Rule.KNOWN_KEY)], id="unknown key"),
    ],
)
def test_bad_configuration(
    settings: dict[str, object], problems: list[tuple[str, Rule]]
) -> None:
    """Every mistake is named, with its key and its rule."""
    with pytest.raises(InvalidConfigError) as caught:
        shelly(**settings)
    found = [(problem.key, problem.rule) for problem in caught.value.problems]
    assert found == problems
