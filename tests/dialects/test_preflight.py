"""What a plug's own settings are is asked, read, judged and set, and never a start."""

from collections.abc import Callable, Mapping
import json
from typing import Any

from hypothesis import given, settings as hypothesis_settings, strategies as st
import pytest

from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.commands import may_start, topic_may_start
from custom_components.home_gym.dialects.preflight import (
    Concern,
    PlugSettings,
    Value,
    concerns,
)
from custom_components.home_gym.dialects.preflight_families import (
    PREFLIGHTS,
    plug_settings,
)

LIST = "zigbee2mqtt/bridge/devices"
SHELLY_ANSWERS = "home_gym-gym-0-settings/rpc"
CONFIGS: Mapping[str, dict[str, object]] = {
    "tasmota": {"dialect": "tasmota", "topic": "pow1"},
    "shelly_gen2": {"dialect": "shelly_gen2", "base": "gym"},
    "zigbee2mqtt": {"dialect": "zigbee2mqtt", "name": "gym"},
}
# As owners have shown it of a Shelly Plus 2PM.
SWITCH_CONFIG: dict[str, Any] = {
    "id": 0,
    "name": None,
    "in_mode": "momentary",
    "initial_state": "restore_last",
    "auto_on": False,
    "auto_on_delay": 60,
    "auto_off": False,
    "auto_off_delay": 60,
    "power_limit": 2800,
    "current_limit": 10,
}


def exposed(name: str = "power_on_behavior", access: int = 7) -> str:
    """Return the bridge's list of one plug."""
    exposes = [
        {"type": "switch", "features": [{"property": "state", "access": 7}]},
        {"type": "enum", "property": name, "access": access, "values": ["off", "on"]},
    ]
    return json.dumps([{"friendly_name": "gym", "definition": {"exposes": exposes}}])


def create(family: str, **more: object) -> PlugSettings:
    """Return the settings of a plug, as far as they are known without asking."""
    found = plug_settings({**CONFIGS[family], **more})
    assert found is not None
    if family == "zigbee2mqtt":
        found.hear(LIST, exposed(), retained=True)
    return found


def told(family: str, values: Mapping[str, Value]) -> Callable[[PlugSettings], None]:
    """Return what lets a plug tell its settings."""

    def tell(found: PlugSettings) -> None:
        asked = found.queries()
        match family:
            case "tasmota":
                words = {True: "ON", False: "OFF"}
                for name, value in values.items():
                    shown = words[value] if isinstance(value, bool) else value
                    found.hear("stat/pow1/RESULT", json.dumps({name: shown}))
            case "shelly_gen2":
                request = json.loads(asked[0].payload)
                answer = {
                    "id": request["id"],
                    "src": "gym",
                    "dst": request["src"],
                    "result": {**SWITCH_CONFIG, **values},
                }
                found.hear(SHELLY_ANSWERS, json.dumps(answer))
            case "zigbee2mqtt":
                cache = {"state": "ON", "power": 0, "linkquality": 28, **values}
                found.hear("zigbee2mqtt/gym", json.dumps(cache))

    return tell


ASKED = {
    "tasmota": [
        ("cmnd/pow1/PowerOnState", ""),
        ("cmnd/pow1/TelePeriod", ""),
        ("cmnd/pow1/SetOption21", ""),
    ],
    "shelly_gen2": [
        (
            "gym/rpc",
            (
                '{"id":1,"src":"home_gym-gym-0-settings","method":"Switch.GetConfig",'
                '"params":{"id":0}}'
            ),
        )
    ],
    "zigbee2mqtt": [("zigbee2mqtt/gym/get", '{"power_on_behavior":""}')],
}


@pytest.mark.parametrize("family", CONFIGS)
def test_it_is_asked_once(family: str) -> None:
    found = create(family)
    asked = found.queries()
    assert [(each.topic, each.payload) for each in asked] == ASKED[family]
    assert found.queries() == ()
    found.forget()
    assert len(found.queries()) == len(asked)


JUDGED: list[tuple[str, str, Value, Concern | None]] = [
    ("tasmota", "PowerOnState", 0, None),
    ("tasmota", "PowerOnState", 1, Concern.RETURNS_ON),
    ("tasmota", "PowerOnState", 2, Concern.RETURNS_ON),
    ("tasmota", "PowerOnState", 3, Concern.RETURNS_AS_BEFORE),
    ("tasmota", "PowerOnState", 4, Concern.RETURNS_ON),
    ("tasmota", "PowerOnState", 5, Concern.RETURNS_ON),
    ("tasmota", "TelePeriod", 0, Concern.REPORTS_RARELY),
    ("tasmota", "TelePeriod", 10, None),
    ("tasmota", "TelePeriod", 60, None),
    ("tasmota", "TelePeriod", 61, Concern.REPORTS_RARELY),
    ("tasmota", "TelePeriod", 300, Concern.REPORTS_RARELY),
    ("tasmota", "SetOption21", True, None),
    ("tasmota", "SetOption21", False, Concern.HIDES_THE_LOAD),
    ("shelly_gen2", "initial_state", "off", None),
    ("shelly_gen2", "initial_state", "on", Concern.RETURNS_ON),
    ("shelly_gen2", "initial_state", "match_input", Concern.RETURNS_ON),
    ("shelly_gen2", "initial_state", "restore_last", Concern.RETURNS_AS_BEFORE),
    ("shelly_gen2", "initial_state", "something new", None),
    ("shelly_gen2", "auto_on", False, None),
    ("shelly_gen2", "auto_on", True, Concern.SWITCHES_ITSELF_ON),
    ("zigbee2mqtt", "power_on_behavior", "off", None),
    ("zigbee2mqtt", "power_on_behavior", "on", Concern.RETURNS_ON),
    ("zigbee2mqtt", "power_on_behavior", "toggle", Concern.RETURNS_ON),
    ("zigbee2mqtt", "power_on_behavior", "previous", Concern.RETURNS_AS_BEFORE),
]


@pytest.mark.parametrize(("family", "name", "value", "expected"), JUDGED)
def test_what_stands_there_is_read_and_judged(
    family: str, name: str, value: Value, expected: Concern | None
) -> None:
    found = create(family)
    told(family, {name: value})(found)
    assert found.values[name] == value
    seen = {
        each: stands for each, stands in concerns(found).items() if stands[1] == value
    }
    assert [each for each in seen if seen[each][0].name == name] == (
        [] if expected is None else [expected]
    )


SET: list[tuple[str, str, Value, str, str]] = [
    ("tasmota", "PowerOnState", 0, "cmnd/pow1/PowerOnState", "0"),
    ("tasmota", "PowerOnState", 3, "cmnd/pow1/PowerOnState", "3"),
    ("tasmota", "TelePeriod", 10, "cmnd/pow1/TelePeriod", "10"),
    ("tasmota", "TelePeriod", 300, "cmnd/pow1/TelePeriod", "300"),
    ("tasmota", "SetOption21", True, "cmnd/pow1/SetOption21", "1"),
    ("tasmota", "SetOption21", False, "cmnd/pow1/SetOption21", "0"),
    (
        *("shelly_gen2", "initial_state", "off", "gym/rpc"),
        (
            '{"id":1,"src":"home_gym-gym-0-settings","method":"Switch.SetConfig",'
            '"params":{"id":0,"config":{"initial_state":"off"}}}'
        ),
    ),
    (
        *("shelly_gen2", "auto_on", False, "gym/rpc"),
        (
            '{"id":1,"src":"home_gym-gym-0-settings","method":"Switch.SetConfig",'
            '"params":{"id":0,"config":{"auto_on":false}}}'
        ),
    ),
    (
        *("zigbee2mqtt", "power_on_behavior", "off", "zigbee2mqtt/gym/set"),
        '{"power_on_behavior":"off"}',
    ),
    (
        *("zigbee2mqtt", "power_on_behavior", "previous", "zigbee2mqtt/gym/set"),
        '{"power_on_behavior":"previous"}',
    ),
]


@pytest.mark.parametrize(("family", "name", "value", "topic", "payload"), SET)
def test_it_is_set(
    family: str, name: str, value: Value, topic: str, payload: str
) -> None:
    command = create(family).set_to(name, value)
    assert command == Publication(topic=topic, payload=payload)


@pytest.mark.parametrize(
    ("family", "name", "value"),
    [
        pytest.param("tasmota", "PowerOnState", 4, id="closes every relay at once"),
        pytest.param("tasmota", "PowerOnState", 5, id="turns PulseTime round"),
        pytest.param("tasmota", "PowerOnState", True, id="no number"),
        pytest.param("tasmota", "TelePeriod", 5, id="not accepted"),
        pytest.param("tasmota", "POWER", 1, id="no setting"),
        pytest.param("shelly_gen2", "auto_on", True, id="would switch on by itself"),
        pytest.param("shelly_gen2", "output", True, id="no setting of a switch"),
        pytest.param("zigbee2mqtt", "state", "on", id="the relay"),
        pytest.param("zigbee2mqtt", "power_on_behavior", "always", id="unknown word"),
    ],
)
def test_it_is_never_set(family: str, name: str, value: Value) -> None:
    assert create(family).set_to(name, value) is None


@pytest.mark.parametrize("family", CONFIGS)
def test_everything_that_the_button_sends_switches_nothing_on(family: str) -> None:
    found = create(family)
    for each in found.settings:
        command = found.set_to(each.name, each.safe)
        assert command is not None
        assert not may_start(command.payload)
        assert not topic_may_start(command.topic)


@hypothesis_settings(deadline=None)
@given(
    family=st.sampled_from(sorted(CONFIGS)),
    name=st.sampled_from(
        [
            *("POWER", "Power1", "PowerOnState", "TelePeriod", "SetOption21", "state"),
            *("initial_state", "auto_on", "output", "power_on_behavior", "Backlog"),
        ]
    ),
    value=st.booleans() | st.integers() | st.text(max_size=9) | st.just("on"),
)
def test_only_settings_are_ever_sent(family: str, name: str, value: Value) -> None:
    """Whatever somebody asks for: nothing but what the table of the family has."""
    found = create(family)
    command = found.set_to(name, value)
    if command is None:
        return
    setting = found.setting(name)
    assert setting is not None
    assert value in setting.sendable
    assert (name, value) not in {
        ("PowerOnState", 4),
        ("PowerOnState", 5),
        ("auto_on", True),
    }


def test_with_set_option_4_each_answer_has_its_own_topic() -> None:
    found = create("tasmota")
    found.hear("stat/pow1/POWERONSTATE", '{"PowerOnState":1}')
    found.hear("stat/pow1/SETOPTION", '{"SetOption21":"OFF"}')
    assert found.values == {"PowerOnState": 1, "SetOption21": False}


def test_a_plug_without_a_meter_has_nothing_to_report() -> None:
    found = create("tasmota", metered=False)
    assert [each.name for each in found.settings] == ["PowerOnState"]


def test_the_model_decides_what_a_zigbee_plug_has() -> None:
    found = plug_settings(CONFIGS["zigbee2mqtt"])
    assert found is not None
    assert found.queries() == ()
    found.hear(LIST, exposed("power_outage_memory", access=3), retained=True)
    # It cannot be asked for, and is told with the state.
    assert [each.payload for each in found.queries()] == ['{"state":""}']
    found.hear("zigbee2mqtt/gym", '{"power_outage_memory":null,"state":"ON"}')
    assert not found.complete
    found.hear("zigbee2mqtt/gym/power_outage_memory", "restore")
    assert concerns(found).keys() == {Concern.RETURNS_AS_BEFORE}


@pytest.mark.parametrize(
    "devices",
    [
        pytest.param(exposed(access=1), id="it can only be read"),
        pytest.param("[]", id="no such plug"),
        pytest.param('[{"friendly_name":"gym","definition":null}]', id="unknown model"),
        pytest.param(
            '[{"friendly_name":"gym","definition":{"exposes":[1]}}]', id="odd"
        ),
        pytest.param("{}", id="no list"),
    ],
)
def test_a_zigbee_plug_without_a_setting_is_not_asked(devices: str) -> None:
    found = plug_settings(CONFIGS["zigbee2mqtt"])
    assert found is not None
    found.hear(LIST, devices, retained=True)
    assert found.settings == ()
    assert found.queries() == ()
    assert not found.complete


@pytest.mark.parametrize("family", CONFIGS)
def test_a_retained_message_tells_nothing_of_a_setting(family: str) -> None:
    found = create(family)
    found.queries()
    answer = {"id": 1, "dst": "home_gym-gym-0-settings", "result": SWITCH_CONFIG}
    for topic, payload in (
        ("stat/pow1/RESULT", '{"PowerOnState":0,"TelePeriod":10}'),
        (SHELLY_ANSWERS, json.dumps(answer)),
        ("zigbee2mqtt/gym", '{"power_on_behavior":"off"}'),
    ):
        found.hear(topic, payload, retained=True)
    assert found.values == {}


def test_an_answer_to_somebody_else_tells_nothing() -> None:
    found = create("shelly_gen2")
    found.queries()
    for answer in (
        {"id": 1, "dst": "somebody", "result": SWITCH_CONFIG},
        {"id": 7, "dst": "home_gym-gym-0-settings", "result": SWITCH_CONFIG},
        {"id": 1, "dst": "home_gym-gym-0-settings", "error": {"code": 401}},
    ):
        found.hear(SHELLY_ANSWERS, json.dumps(answer))
    assert found.values == {}


@hypothesis_settings(deadline=None, max_examples=500)
@given(
    family=st.sampled_from(sorted(CONFIGS)),
    topic=st.sampled_from(
        ["stat/pow1/RESULT", SHELLY_ANSWERS, LIST, "zigbee2mqtt/gym", "", "a/b"]
    ),
    payload=st.text()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(json.dumps)
    | st.builds(
        lambda name, value: json.dumps({name: value, "result": {name: value}}),
        st.sampled_from(["PowerOnState", "TelePeriod", "initial_state", "auto_on"]),
        st.none() | st.booleans() | st.integers() | st.lists(st.integers()),
    ),
    retained=st.booleans(),
)
def test_whatever_comes_nothing_raises(
    family: str, topic: str, payload: str, retained: bool
) -> None:
    found = create(family)
    found.queries()
    found.hear(topic, payload, retained=retained)
    for each in concerns(found).values():
        assert each[0] in found.settings


def test_who_is_not_read_is_set_by_hand() -> None:
    for mapping in (
        {"dialect": "shelly_gen1", "base": "shellies/gym"},
        {"dialect": "generic_plug", "power": {"topic": "gym"}},
        {"dialect": "esphome_plug", "base": "gym"},
        {},
        None,
    ):
        assert plug_settings(mapping) is None
    assert PREFLIGHTS.keys() == CONFIGS.keys()
