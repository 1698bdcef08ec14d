"""What a device can say of itself beyond its topics: sources, timers, confirmations."""

from collections.abc import Callable, Mapping

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects import (
    InvalidConfigError,
    Rule,
    create_dialect,
)
from custom_components.home_gym.dialects.base import (
    Backstop,
    CountsFrom,
    Dialect,
    Obstacle,
    Publication,
)
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

ARM: Mapping[str, object] = {
    "topic": "plug/timer",
    "payload": "off in {seconds}",
    "shortest_s": 10,
    "longest_s": 3600,
    "counts_from": "switch_on",
    "survives_power_cut": True,
}


def treadmill(**mapping: object) -> Dialect:
    """Return a generic treadmill."""
    fields = {"speed": {"topic": "belt", "path": "kmh"}, **mapping}
    return create_dialect({"dialect": "generic_treadmill", **fields})


def plug(**mapping: object) -> Dialect:
    """Return a generic plug."""
    fields = {"state": {"topic": "plug/state"}, **mapping}
    return create_dialect({"dialect": "generic_plug", **fields})


def wrong(create: Callable[..., Dialect], **mapping: object) -> list[tuple[str, Rule]]:
    """Return what is wrong with a mapping."""
    with pytest.raises(InvalidConfigError) as caught:
        create(**mapping)
    return [(problem.key, problem.rule) for problem in caught.value.problems]


def test_a_fact_may_stand_in_several_topics() -> None:
    dialect = treadmill(
        speed=[{"topic": "belt", "path": "kmh"}, {"topic": "mph", "unit": "mph"}]
    )
    assert dialect.subscriptions() == ("belt", "mph")
    assert facts(dialect.parse("belt", '{"kmh":3}')) == {Quantity.SPEED: 3.0}
    assert facts(dialect.parse("mph", "3")) == {Quantity.SPEED: 4.828032}


def test_mistakes_in_one_of_several_topics_are_named_by_its_place() -> None:
    places = [{"topic": "belt"}, {"topic": "a/#", "unit": "kn"}]
    assert wrong(treadmill, speed=places) == [
        ("speed.1.topic", Rule.TOPIC),
        ("speed.1.unit", Rule.CHOICE),
    ]


CONNECTED: Mapping[str, object] = {"topic": "belt", "path": "there"}


def test_what_stands_beside_a_lost_connection_is_left_over() -> None:
    dialect = treadmill(connected=CONNECTED)
    told = facts(dialect.parse("belt", '{"kmh":3,"there":false}'))
    assert told == {Quantity.TREADMILL_CONNECTED: False}


def test_so_is_what_stands_in_the_first_message_after_it() -> None:
    dialect = treadmill(connected=CONNECTED)
    back = '{"kmh":3,"there":true}'
    dialect.parse("belt", '{"there":false}')
    assert facts(dialect.parse("belt", back)) == {Quantity.TREADMILL_CONNECTED: True}
    assert facts(dialect.parse("belt", back))[Quantity.SPEED] == 3.0


def test_a_connection_on_a_topic_of_its_own_holds_nothing_back() -> None:
    dialect = treadmill(connected={"topic": "there"})
    dialect.parse("there", "off")
    dialect.parse("there", "on")
    assert facts(dialect.parse("belt", '{"kmh":3}')) == {Quantity.SPEED: 3.0}


def test_what_is_known_about_the_messages_is_in_the_traits() -> None:
    traits = treadmill(
        speed={"topic": "belt", "retained": True},
        distance={"topic": "metres"},
        report_interval_s=0.5,
        last_will=True,
        motion_proofs=["distance"],
    ).traits
    assert traits.retained == {Quantity.SPEED}
    assert traits.report_interval_s == 0.5
    assert traits.last_will
    assert traits.motion_proofs == {Quantity.DISTANCE}


def test_motion_is_shown_by_all_that_usually_does() -> None:
    mapping = {"distance": {"topic": "m"}, "elapsed_time": {"topic": "s"}}
    proofs = treadmill(**mapping).traits.motion_proofs
    assert proofs == {Quantity.SPEED, Quantity.DISTANCE}
    assert plug(power={"topic": "w"}).traits.motion_proofs == {Quantity.POWER}


def test_a_machine_with_nothing_but_watts() -> None:
    dialect = create_dialect({"dialect": "generic_plug", "power": {"topic": "w"}})
    assert facts(dialect.parse("w", "412.3")) == {Quantity.POWER: 412.3}
    assert not dialect.traits.can_switch_off


def test_what_is_not_confirmed_is_off_and_named() -> None:
    slow = {"topic": "belt/set", "confirmed": False}
    dialect = treadmill(slow=slow)
    assert dialect.slow(3.0) is None
    assert dialect.traits.unconfirmed == {"slow"}
    assert not dialect.traits.can_slow
    confirmed = treadmill(slow=slow, confirmed="slow")
    assert confirmed.slow(3.0) == Publication(topic="belt/set", payload="3.0")
    assert confirmed.traits.confirmed_by_owner == {"slow"}


def test_one_of_several_topics_may_be_unconfirmed() -> None:
    speed = [{"topic": "belt"}, {"topic": "other", "confirmed": False}]
    assert treadmill(speed=speed).subscriptions() == ("belt",)
    both = treadmill(speed=speed, confirmed=["speed"])
    assert both.subscriptions() == ("belt", "other")


def test_only_what_is_unconfirmed_can_be_confirmed() -> None:
    stop = {"topic": "belt/stop", "payload": "1"}
    assert wrong(treadmill, stop=stop, confirmed=["stop"]) == [
        ("confirmed", Rule.CHOICE)
    ]


@pytest.mark.parametrize("key", ["start", "on", "toggle", "faster", "set_speed"])
@pytest.mark.parametrize("create", [treadmill, plug])
def test_no_mapping_may_say_how_something_starts(
    create: Callable[..., Dialect], key: str
) -> None:
    assert wrong(create, **{key: {"topic": "t", "payload": "x"}}) == [
        (key, Rule.COMMAND)
    ]


def test_a_plug_without_a_timer_says_so() -> None:
    dialect = plug()
    assert dialect.obstacle() is Obstacle.NONE_SUITABLE
    assert (dialect.arm(600), dialect.disarm(), dialect.read_back()) == ((), (), ())


def test_a_timer_is_armed_disarmed_and_read_back() -> None:
    dialect = plug(
        arm=ARM,
        disarm=[{"topic": "plug/timer", "payload": "never"}],
        read_back=[{"topic": "plug/timer/get", "payload": ""}],
        backstop={"topic": "plug/timer/set"},
    )
    assert dialect.obstacle() is None
    (arm,) = dialect.arm(600.7)
    assert arm == Publication(topic="plug/timer", payload="off in 600")
    assert dialect.disarm() == (Publication(topic="plug/timer", payload="never"),)
    assert dialect.read_back() == (Publication(topic="plug/timer/get", payload=""),)
    told = facts(dialect.parse("plug/timer/set", "600"))
    assert told == {Quantity.BACKSTOP: 600.0}
    assert dialect.traits.backstop == Backstop(
        shortest_s=10,
        longest_s=3600,
        counts_from=CountsFrom.SWITCH_ON,
        survives_power_cut=True,
    )


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ('{"auto_off":true,"delay":60}', {Quantity.BACKSTOP: 60.0}),
        ('{"auto_off":false,"delay":60}', {Quantity.BACKSTOP: 0.0}),
        ('{"auto_off":"off"}', {Quantity.BACKSTOP: 0.0}),
        ('{"auto_off":0,"delay":"?"}', {Quantity.BACKSTOP: 0.0}),
        ('{"auto_off":true}', {Quantity.PLUG_LIFE: True}),
        ('{"auto_off":true,"delay":"?"}', None),
        ('{"auto_off":"perhaps","delay":60}', None),
        ('{"auto_off":null,"delay":60}', None),
        ('{"delay":60}', None),
    ],
)
def test_a_length_that_a_plug_keeps_without_counting_it_is_no_timer(
    payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    """Shelly keeps 60 in auto_off_delay while auto_off is false."""
    dialect = plug(backstop={"topic": "cfg", "path": "delay", "only_if": "auto_off"})
    readings = dialect.parse("cfg", payload)
    assert (None if readings is None else facts(readings)) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({"backstop": {"topic": "t", "only_if": "a"}}, ("backstop.path", "required")),
        (
            {"backstop": {"topic": "t", "path": "d", "only_if": "a..b"}},
            ("backstop.only_if", "path"),
        ),
        (
            {"power": {"topic": "t", "path": "d", "only_if": "a"}},
            ("power.only_if", "known_key"),
        ),
    ],
    ids=["no JSON", "no path", "no timer"],
)
def test_only_a_timer_in_json_has_a_condition(
    section: dict[str, object], expected: tuple[str, str]
) -> None:
    assert wrong(plug, **section) == [expected]


@pytest.mark.parametrize("cap_s", [9.9, 3600.1, float("nan"), float("inf"), -1.0])
def test_a_time_that_the_timer_cannot_count_arms_nothing(cap_s: float) -> None:
    assert plug(arm=ARM).arm(cap_s) == ()


@pytest.mark.parametrize(
    ("change", "key", "rule"),
    [
        ({"payload": "on for {seconds}"}, "arm.payload", Rule.COMMAND),
        ({"payload": '{"on":true,"for":{seconds}}'}, "arm.payload", Rule.COMMAND),
        ({"payload": "7200"}, "arm.payload", Rule.TEMPLATE),
        ({"topic": "plug/toggle"}, "arm.topic", Rule.COMMAND_TOPIC),
        ({"longest_s": -1}, "arm.longest_s", Rule.NUMBER),
        ({"survives_power_cut": "yes"}, "arm.survives_power_cut", Rule.FLAG),
    ],
    ids=["on", "on in JSON", "no seconds", "toggle", "negative", "a word"],
)
def test_a_timer_that_could_switch_on_or_not_be_counted_is_refused(
    change: Mapping[str, object], key: str, rule: Rule
) -> None:
    assert wrong(plug, arm={**ARM, **change}) == [(key, rule)]


@given(st.floats(), st.floats(1, 1e5), st.floats(1, 1e5))
def test_a_timer_is_never_armed_for_longer_than_was_asked_for(
    cap_s: float, shortest_s: float, longest_s: float
) -> None:
    arm = {
        **ARM,
        "shortest_s": min(shortest_s, 80_000),
        "longest_s": min(longest_s, 8e4),
    }
    for command in plug(arm=arm).arm(cap_s):
        assert 0 < int(command.payload.removeprefix("off in ")) <= cap_s
