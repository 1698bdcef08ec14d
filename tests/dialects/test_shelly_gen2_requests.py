"""What a Shelly of the second generation or later is asked and told."""

import json

import pytest

from custom_components.home_gym.dialects.base import CountsFrom, Obstacle, Publication
from custom_components.home_gym.dialects.mapping import InvalidConfigError, Rule
from custom_components.home_gym.dialects.shelly_gen2 import (
    CONTROL_TOPIC,
    STATUS_UPDATE,
    ShellyGen2Dialect,
)
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts
from .shelly_gen2_plug import (
    ALIVE,
    ANSWERS,
    BASE,
    EVENTS,
    FULL,
    NO_TIMER,
    SOURCE,
    STATUS,
    answer,
    request,
    shelly,
)


def test_subscriptions_cover_both_kinds_of_notification_and_our_answers() -> None:
    """status_ntf on or off, the plug is heard; its answers come to our own name."""
    assert shelly().subscriptions() == (f"{BASE}/online", EVENTS, STATUS, ANSWERS)
    other = shelly(base="shellies/attic/gym plug/", switch=1)
    assert other.subscriptions() == (
        "shellies/attic/gym plug/online",
        "shellies/attic/gym plug/events/rpc",
        "shellies/attic/gym plug/status/switch:1",
        "home_gym-shellies~2fattic~2fgym~20plug-1/rpc",
    )


def test_no_two_plugs_share_the_name_that_answers_come_to() -> None:
    """Their requests have the same numbers, so one would take the other's answer."""
    bases = ("gym", "gym-1", "gym/plug", "gym-plug", "gym plug", "gäm", "göm", "gym~2f")
    names = {
        shelly(base=base, switch=switch).subscriptions()[-1]
        for base in bases
        for switch in (0, 1, 11)
    }
    assert len(names) == 3 * len(bases)


def test_off_is_a_request_with_no_way_back() -> None:
    """A toggle_after on an off would switch ON later, so there never is one."""
    off = shelly(switch=2).switch_off()
    assert off is not None
    assert request(off) == {
        "id": 1,
        "src": f"home_gym-{BASE}-2",
        "method": "Switch.Set",
        "params": {"id": 2, "on": False},
    }


def test_an_answer_to_off_is_no_proof() -> None:
    """`was_on` is the state before the command."""
    plug = shelly()
    off = plug.switch_off()
    assert off is not None
    assert facts(plug.parse(ANSWERS, answer(off, {"was_on": True}))) == ALIVE


def test_a_logged_answer_is_read() -> None:
    """ioBroker #1594, with our name in it."""
    plug = shelly()
    for _ in range(3):
        plug.switch_off()
    logged = (
        '{"id":3,"src":"shellyplugsg3-8cbfea9585e8","dst":"iobroker",'
        '"result":{"was_on":true}}'
    )
    ours = logged.replace("iobroker", SOURCE)
    assert plug.parse(ANSWERS, logged) == ()
    assert facts(plug.parse(ANSWERS, ours)) == ALIVE
    assert plug.parse(ANSWERS, ours) == ()


def test_the_answer_to_the_query_is_the_whole_status() -> None:
    """Relay and power now."""
    plug = shelly()
    (query,) = plug.queries()
    assert request(query)["method"] == "Switch.GetStatus"
    assert plug.traits.queries_on == {Quantity.PLUG_ONLINE}
    assert facts(plug.parse(ANSWERS, answer(query, json.loads(FULL)))) == {
        Quantity.RELAY: True,
        Quantity.POWER: 639.2,
        Quantity.ENERGY: 1.039106,
        **NO_TIMER,
    }


def test_answers_are_matched_by_number_and_by_name() -> None:
    """A number that was not asked, one answered before, and another's are nothing."""
    plug = shelly()
    (query,) = plug.queries()
    said = json.loads(answer(query, json.loads(FULL)))
    for change in ({"id": 99}, {"id": True}, {"id": "1"}, {"dst": "iobroker"}):
        assert plug.parse(ANSWERS, json.dumps({**said, **change})) == ()
    assert plug.parse(ANSWERS, json.dumps(said), retained=True) == ()
    assert plug.parse(ANSWERS, json.dumps(said)) != ()
    assert plug.parse(ANSWERS, json.dumps(said)) == ()


@pytest.mark.parametrize(
    "code", [-105, 401, 404], ids=["no such switch", "password", "not found"]
)
def test_an_error_is_counted(code: int) -> None:
    """An error is not the answer that was asked for, and is not silent either."""
    plug = shelly()
    (query,) = plug.queries()
    said = answer(query, {"code": code, "message": "no"}, "error")
    assert plug.parse(ANSWERS, said) is None


def test_questions_without_answers_do_not_pile_up() -> None:
    """A plug that never answers costs no memory; the oldest question goes."""
    plug = shelly()
    first, *_ = (plug.queries()[0] for _ in range(100))
    last = plug.queries()[0]
    assert plug.parse(ANSWERS, answer(first, json.loads(FULL))) == ()
    assert plug.parse(ANSWERS, answer(last, json.loads(FULL)))


def test_unconfirmed_ways_are_off() -> None:
    """`<prefix>/command` is used only where the owner says that it works."""
    plug = shelly()
    assert plug.traits.unconfirmed == {CONTROL_TOPIC, STATUS_UPDATE}
    assert not plug.traits.confirmed_by_owner
    sent = (*plug.queries(), plug.switch_off())
    assert {each.topic for each in sent if each} == {f"{BASE}/rpc"}


def test_owner_confirms_the_control_topic() -> None:
    """Off then goes to `<prefix>/command/switch:0`, as plain text."""
    plug = shelly(confirmed=[CONTROL_TOPIC, STATUS_UPDATE])
    assert plug.traits.confirmed_by_owner == {CONTROL_TOPIC, STATUS_UPDATE}
    topic = f"{BASE}/command/switch:0"
    assert plug.switch_off() == Publication(topic=topic, payload="off")
    update = Publication(topic=f"{BASE}/command", payload="status_update")
    assert plug.queries()[1] == update


def settled(**settings: object) -> ShellyGen2Dialect:
    """Return a plug whose settings have been read."""
    plug = shelly()
    read = {"id": 0, "auto_on": False, "auto_off": False, "auto_off_delay": 60}
    plug.parse(ANSWERS, answer(plug.read_back()[0], {**read, **settings}))
    return plug


def test_arming_waits_until_the_old_settings_are_known() -> None:
    """What was set before is put back one day, so it is read first."""
    plug = shelly()
    assert plug.obstacle() is Obstacle.SETTINGS_UNKNOWN
    assert plug.arm(7200.0) == ()
    assert settled().obstacle() is None


def test_arming_is_auto_off() -> None:
    """It switches nothing, and counts from when the plug is next switched on."""
    plug = settled()
    (armed,) = plug.arm(7200.0)
    assert request(armed)["method"] == "Switch.SetConfig"
    assert request(armed)["params"] == {
        "id": 0,
        "config": {"auto_off": True, "auto_off_delay": 7200.0},
    }
    (disarmed,) = plug.disarm()
    assert request(disarmed)["params"] == {"id": 0, "config": {"auto_off": False}}
    assert plug.traits.backstop is not None
    assert plug.traits.backstop.counts_from is CountsFrom.SWITCH_ON
    assert facts(plug.parse(ANSWERS, answer(armed, {"restart_required": False})))


@pytest.mark.parametrize("cap_s", [0.0, 0.5, 86_401.0, float("nan"), float("inf")])
def test_a_cap_out_of_range_is_not_armed(cap_s: float) -> None:
    """Nothing is sent that the plug would read in its own way."""
    assert settled().arm(cap_s) == ()


def test_auto_on_is_an_obstacle() -> None:
    """A plug that switches itself on again has no last line of defence."""
    plug = settled(auto_on=True)
    assert plug.obstacle() is Obstacle.WOULD_SWITCH_ON
    assert plug.arm(7200.0) == ()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(
            {"auto_off": True, "auto_off_delay": 7200, "auto_on": False},
            {Quantity.BACKSTOP: 7200.0},
            id="armed",
        ),
        pytest.param(
            {"auto_off": False, "auto_off_delay": 7200, "auto_on": False},
            {Quantity.BACKSTOP: 0.0},
            id="not armed, with a delay left over",
        ),
    ],
)
def test_read_back(
    settings: dict[str, object], expected: dict[Quantity, float]
) -> None:
    """Only what the plug itself says counts as armed."""
    plug = shelly()
    asked, everything = plug.read_back()
    assert request(asked)["method"] == "Switch.GetConfig"
    assert request(everything)["method"] == "Shelly.GetStatus"
    assert "params" not in request(everything)
    assert facts(plug.parse(ANSWERS, answer(asked, settings))) == expected


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"auto_off": 1, "auto_on": False}, id="no truth"),
        pytest.param({"auto_off": True, "auto_on": False}, id="no delay"),
    ],
)
def test_unreadable_settings(settings: dict[str, object]) -> None:
    """Settings that make no sense are unreadable, and nothing is armed on them."""
    plug = shelly()
    asked, _ = plug.read_back()
    assert plug.parse(ANSWERS, answer(asked, settings)) is None
    assert plug.obstacle() is Obstacle.SETTINGS_UNKNOWN


def test_the_whole_status_brings_the_devices_time() -> None:
    """Then the time that is left can be told."""
    plug = shelly()
    _, everything = plug.read_back()
    status = {
        "sys": {"unixtime": 1_700_000_000},
        "switch:0": {
            "output": True,
            "timer_started_at": 1_699_999_940.5,
            "timer_duration": 7200,
        },
    }
    assert facts(plug.parse(ANSWERS, answer(everything, status))) == {
        Quantity.RELAY: True,
        Quantity.BACKSTOP_REMAINING: 7140.5,
    }


def test_a_plug_without_a_meter_reports_no_watts() -> None:
    """Nobody then waits for watts that never come."""
    meter = {Quantity.POWER, Quantity.ENERGY}
    assert meter <= shelly().traits.reports
    assert meter.isdisjoint(shelly(metered=False).traits.reports)


def test_traits() -> None:
    """A plug switches off; it tells on change; what it measures when off is unknown."""
    plug = shelly()
    assert plug.part is Part.PLUG
    assert plug.traits.can_switch_off
    assert plug.traits.change_only
    assert not plug.traits.measures_with_relay_off
    assert plug.stop() is None
    assert plug.slow(1.0) is None
    assert shelly(measures_with_relay_off=True).traits.measures_with_relay_off


@pytest.mark.parametrize(
    ("settings", "problems"),
    [
        pytest.param({"base": None}, [("base", Rule.REQUIRED)], id="no base"),
        pytest.param({"base": "a/+"}, [("base", Rule.TOPIC)], id="wildcard"),
        pytest.param({"switch": 16}, [("switch", Rule.NUMBER)], id="no such switch"),
        pytest.param(
            {"confirmed": ["magic"]}, [("confirmed", Rule.CHOICE)], id="unknown way"
        ),
        pytest.param(
            {"relay": 1}, [("relay", Rule.KNOWN_KEY)], id="another family's key"
        ),
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
