"""A profile is read whole or refused, with everything that is wrong with it."""

from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects import (
    InvalidConfigError,
    Rule,
    create_dialect,
    recognise,
)
from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.profile import Profile
from custom_components.home_gym.dialects.profile_reader import read_profile
from custom_components.home_gym.dialects.registry import (
    DIALECTS,
    families,
    profiles,
    set_profiles,
)
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

TREADMILL: Mapping[str, Any] = {
    "name": "Mine",
    "part": "treadmill",
    "parameters": {
        "base": {"example": "gym"},
        "unit": {"default": "km/h", "one_of": ["km/h", "mph"]},
        "time_id": {"optional": True, "example": "time"},
    },
    "recognise": [{"topic": "{base}/belt", "holds": ["kmh"]}],
    "speed": {"topic": "{base}/belt", "path": "kmh", "unit": "{unit}"},
    "moving_time": {"topic": "{base}/{time_id}"},
    "stop": {"topic": "{base}/do", "payload": "halt"},
    "slow": {"topic": "{base}/do", "payload": "go {speed}", "confirmed": False},
}
PLUG: Mapping[str, Any] = {
    "name": "My plug",
    "part": "plug",
    "parameters": {"base": {"example": "plug"}},
    "state": {"topic": "{base}/state"},
    "off": {"topic": "{base}/do", "payload": "off"},
}


def changed(document: Mapping[str, Any], change: Mapping[str, Any]) -> dict[Any, Any]:
    """Return a document with some keys, named by their paths, set or taken out."""
    result: dict[Any, Any] = deepcopy(dict(document))
    for path, value in change.items():
        *steps, last = path.split("/")
        place: Any = result
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return result


def problems(document: object, key: str = "mine") -> list[tuple[str, Rule]]:
    """Return where a document is wrong, and how."""
    with pytest.raises(InvalidConfigError) as caught:
        read_profile(key, document)
    return [(problem.key, problem.rule) for problem in caught.value.problems]


def test_a_profile_makes_dialects() -> None:
    profile = read_profile("mine", TREADMILL)
    assert (profile.name, profile.part) == ("Mine", Part.TREADMILL)
    dialect = profile.create({"dialect": "mine", "base": "attic/gym/", "unit": "mph"})
    assert dialect.key == "mine"
    assert dialect.subscriptions() == ("attic/gym/belt",)
    told = facts(dialect.parse("attic/gym/belt", '{"kmh": 3}'))
    assert told == {Quantity.SPEED: pytest.approx(4.828, abs=0.001)}
    assert dialect.stop() == Publication(topic="attic/gym/do", payload="halt")


def test_a_section_with_a_place_for_what_nobody_has_given_is_left_out() -> None:
    profile = read_profile("mine", TREADMILL)
    assert Quantity.MOVING_TIME not in profile.create({"base": "gym"}).traits.reports
    with_time = profile.create({"base": "gym", "time_id": "seconds"})
    assert "gym/seconds" in with_time.subscriptions()


def test_what_says_that_it_is_not_confirmed_is_off_until_its_owner_confirms_it() -> (
    None
):
    profile = read_profile("mine", TREADMILL)
    assert profile.create({"base": "gym"}).slow(3.0) is None
    confirmed = profile.create({"base": "gym", "confirmed": ["slow"]})
    assert confirmed.slow(3.0) == Publication(topic="gym/do", payload="go 3.0")


def test_the_owner_of_one_device_knows_it_better_than_the_profile() -> None:
    profile = read_profile("mine", TREADMILL)
    traits = profile.create(
        {"base": "gym", "stop_repeatable": True, "minimum_speed_kmh": 1.5}
    ).traits
    assert traits.stop_repeatable
    assert traits.minimum_speed_kmh == 1.5


@pytest.mark.parametrize(
    ("mapping", "wrong"),
    [
        pytest.param({}, [("base", Rule.REQUIRED)], id="nothing given"),
        pytest.param({"base": "a/#"}, [("base", Rule.TOPIC)], id="a wildcard"),
        pytest.param({"base": "a{unit}"}, [("base", Rule.TOPIC)], id="a place in it"),
        pytest.param({"base": 1.5}, [("base", Rule.TEXT)], id="a number"),
        pytest.param(
            {"base": "gym", "unit": "kn"}, [("unit", Rule.CHOICE)], id="unknown unit"
        ),
        pytest.param(
            {"base": "gym", "speed": {"topic": "t"}},
            [("speed", Rule.KNOWN_KEY)],
            id="a section, which only the profile has",
        ),
        pytest.param(
            {"base": "gym", "confirmed": ["stop"]},
            [("confirmed", Rule.CHOICE)],
            id="nothing to confirm there",
        ),
        pytest.param(
            {"base": "gym", "stop_repeatable": "often"},
            [("stop_repeatable", Rule.FLAG)],
            id="a word for a flag",
        ),
    ],
)
def test_wrong_devices(
    mapping: dict[str, object], wrong: list[tuple[str, Rule]]
) -> None:
    profile = read_profile("mine", TREADMILL)
    with pytest.raises(InvalidConfigError) as caught:
        profile.create(mapping)
    assert [(each.key, each.rule) for each in caught.value.problems] == wrong


@pytest.mark.parametrize(
    "key",
    ["start", "on", "resume", "toggle", "switch_on", "faster", "speed_up", "set_speed"],
)
@pytest.mark.parametrize("document", [TREADMILL, PLUG], ids=["treadmill", "plug"])
def test_a_profile_that_declares_a_start_is_refused(
    document: Mapping[str, Any], key: str
) -> None:
    command = {"topic": "gym/do", "payload": "anything"}
    assert problems(changed(document, {key: command})) == [(key, Rule.COMMAND)]


def test_yaml_reads_a_bare_on_as_a_truth_value_and_it_is_refused_all_the_same() -> None:
    assert problems(dict[Any, Any](TREADMILL) | {True: {"topic": "t"}}) == [
        ("on", Rule.COMMAND)
    ]


def test_yaml_reads_a_bare_off_as_a_truth_value_and_it_is_the_off_command() -> None:
    document = dict[Any, Any](PLUG) | {False: PLUG["off"]}
    del document["off"]
    dialect = read_profile("mine", document).create({"base": "plug"})
    assert dialect.switch_off() == Publication(topic="plug/do", payload="off")


@pytest.mark.parametrize(
    ("document", "change", "wrong"),
    [
        pytest.param(TREADMILL, {"stop/payload": "start"}, "stop.payload", id="start"),
        pytest.param(
            TREADMILL, {"stop/payload": "ON"}, "stop.payload", id="stop is on"
        ),
        pytest.param(
            TREADMILL,
            {"stop/payload": '{"cmd":"speed","value":3.0}'},
            "stop.payload",
            id="stop is a speed",
        ),
        pytest.param(PLUG, {"off/payload": "ON"}, "off.payload", id="off is on"),
        pytest.param(PLUG, {"off/payload": "toggle"}, "off.payload", id="off toggles"),
        pytest.param(PLUG, {"off/payload": "1"}, "off.payload", id="off is a 1"),
        pytest.param(
            PLUG, {"off/payload": '{"state":"ON"}'}, "off.payload", id="on in JSON"
        ),
        pytest.param(
            PLUG,
            {
                "state/on_words": ["aus"],
                "state/off_words": ["ein"],
                "off/payload": "AUS",
            },
            "off.payload",
            id="off is this plug's word for on",
        ),
        pytest.param(
            PLUG,
            {"arm": {"topic": "t", "payload": '{"state":"ON","countdown":{seconds}}'}},
            "arm.payload",
            id="a timer that switches on",
        ),
        pytest.param(
            PLUG,
            {"queries": [{"topic": "t", "payload": "toggle"}]},
            "queries.0.payload",
            id="a question that toggles",
        ),
        pytest.param(
            PLUG,
            {"disarm": [{"topic": "t", "payload": "power on"}]},
            "disarm.0.payload",
            id="a disarming that switches on",
        ),
        pytest.param(
            TREADMILL,
            {"slow/payload": "start {speed}"},
            "slow.payload",
            id="a slow-down that starts, though it is not confirmed",
        ),
    ],
)
def test_a_command_that_looks_like_a_start_is_refused(
    document: Mapping[str, Any], change: Mapping[str, Any], wrong: str
) -> None:
    assert problems(changed(document, change)) == [(wrong, Rule.COMMAND)]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        pytest.param({"stop/topic": "gym/start"}, "stop.topic", id="start"),
        pytest.param({"stop/topic": "gym/start_belt/cmd"}, "stop.topic", id="button"),
        pytest.param({"slow/topic": "gym/incline"}, "slow.topic", id="incline"),
    ],
)
def test_a_topic_that_starts_or_lifts_is_refused(
    change: Mapping[str, Any], wrong: str
) -> None:
    assert problems(changed(TREADMILL, change)) == [(wrong, Rule.COMMAND_TOPIC)]


@pytest.mark.parametrize(
    ("document", "change", "wrong"),
    [
        pytest.param(TREADMILL, {"name": ...}, [("name", Rule.REQUIRED)], id="no name"),
        pytest.param(TREADMILL, {"part": ...}, [("part", Rule.REQUIRED)], id="no part"),
        pytest.param(
            PLUG,
            {"part": "treadmill"},
            [
                ("speed", Rule.REQUIRED),
                ("state", Rule.KNOWN_KEY),
                ("off", Rule.KNOWN_KEY),
            ],
            id="a plug that says it is a treadmill",
        ),
        pytest.param(
            TREADMILL, {"part": "bike"}, [("part", Rule.CHOICE)], id="unknown part"
        ),
        pytest.param(
            TREADMILL,
            {"parameters/base": ...},
            [
                ("parameters.base", Rule.REQUIRED),
                ("recognise.0.topic", Rule.CHOICE),
                ("speed.topic", Rule.CHOICE),
                ("moving_time.topic", Rule.CHOICE),
                ("stop.topic", Rule.CHOICE),
                ("slow.topic", Rule.CHOICE),
            ],
            id="no base",
        ),
        pytest.param(
            TREADMILL,
            {"parameters/base": {}},
            [("parameters.base.example", Rule.REQUIRED)],
            id="a base without an example",
        ),
        pytest.param(
            TREADMILL,
            {"parameters/base": {"example": "a/+"}},
            [
                ("parameters.base.example", Rule.TOPIC),
                ("speed.topic", Rule.TOPIC),
                ("moving_time.topic", Rule.TOPIC),
                ("stop.topic", Rule.TOPIC),
                ("slow.topic", Rule.TOPIC),
            ],
            id="an example with a wildcard",
        ),
        pytest.param(
            TREADMILL,
            {"parameters/base": {"example": "gym", "begins": "attic"}},
            [("parameters.base.begins", Rule.DIFFERENT)],
            id="an example that begins otherwise",
        ),
        pytest.param(
            TREADMILL,
            {"parameters/unit/default": "kn"},
            [("parameters.unit.example", Rule.CHOICE), ("speed.unit", Rule.CHOICE)],
            id="a default that is no choice",
        ),
        pytest.param(
            TREADMILL,
            {"parameters/confirmed": {"default": "x"}},
            [("parameters.confirmed", Rule.TEXT)],
            id="a parameter with a name that is taken",
        ),
        pytest.param(
            TREADMILL,
            {"parameters/base/size": 5},
            [("parameters.base.size", Rule.KNOWN_KEY)],
            id="something unknown about a parameter",
        ),
        pytest.param(
            TREADMILL,
            {"speed/topic": "{bas}/belt"},
            [("speed.topic", Rule.CHOICE)],
            id="a place for no parameter",
        ),
        pytest.param(
            TREADMILL,
            {"speed": ..., "moving_time": ...},
            [("speed", Rule.REQUIRED)],
            id="nothing to read",
        ),
        pytest.param(
            TREADMILL,
            {"speed/unit": "kn", "stop/qos": 2},
            [("speed.unit", Rule.CHOICE), ("stop.qos", Rule.KNOWN_KEY)],
            id="two mistakes at once",
        ),
        pytest.param(
            TREADMILL,
            {"slow/payload": "go"},
            [("slow.payload", Rule.TEMPLATE)],
            id="a slow-down without its speed",
        ),
        pytest.param(
            TREADMILL,
            {"change_only": True},
            [("last_will", Rule.REQUIRED)],
            id="silence would be stillness, and nobody speaks for a dead bridge",
        ),
        pytest.param(
            TREADMILL,
            {"motion_proofs": ["speed", "mood"]},
            [("motion_proofs", Rule.CHOICE)],
            id="a proof of motion that is not read",
        ),
        pytest.param(
            TREADMILL,
            {"confirmed": ["slow"]},
            [("confirmed", Rule.KNOWN_KEY)],
            id="what only an owner can confirm",
        ),
        pytest.param(
            TREADMILL,
            {"recognise/0/holds": [1]},
            [("recognise.0.holds", Rule.TEXT)],
            id="a mark that is no text",
        ),
        pytest.param(
            TREADMILL,
            {"recognise/0/topic": "gym/belt"},
            [("recognise.0.topic", Rule.TEMPLATE)],
            id="a mark that does not tell the base",
        ),
        pytest.param(
            PLUG,
            {"arm": {"topic": "t", "payload": "{seconds}", "counts_from": "never"}},
            [("arm.counts_from", Rule.CHOICE)],
            id="a timer that counts from never",
        ),
        pytest.param(
            PLUG,
            {"arm": {"topic": "t", "payload": "7200"}},
            [("arm.payload", Rule.TEMPLATE)],
            id="a timer without its seconds",
        ),
        pytest.param(
            TREADMILL, {"topik": 1}, [("topik", Rule.KNOWN_KEY)], id="unknown key"
        ),
    ],
)
def test_wrong_profiles(
    document: Mapping[str, Any],
    change: Mapping[str, Any],
    wrong: list[tuple[str, Rule]],
) -> None:
    assert problems(changed(document, change)) == wrong


def test_change_only_with_a_last_will_is_believed() -> None:
    document = changed(TREADMILL, {"change_only": True, "last_will": True})
    assert read_profile("mine", document).create({"base": "gym"}).traits.change_only


@pytest.mark.parametrize("document", [None, [], "text", 5])
def test_a_file_that_is_no_mapping(document: object) -> None:
    assert problems(document) == [("", Rule.SECTION)]


@pytest.mark.parametrize("key", ["", "Mine", "my-plug", "9", "x" * 41, "a b"])
def test_a_file_name_that_cannot_be_a_family(key: str) -> None:
    assert problems(TREADMILL, key) == [("", Rule.TEXT)]


def test_a_problem_says_what_was_written_and_what_is_allowed() -> None:
    document = changed(TREADMILL, {"speed/topic": "{bas}/belt"})
    with pytest.raises(InvalidConfigError) as caught:
        read_profile("mine", document)
    (problem,) = caught.value.problems
    assert problem.value == "{bas}"
    assert problem.allowed == ("base", "time_id", "unit")


def test_a_family_of_ones_own_is_spoken_and_recognised() -> None:
    profile = read_profile("mine", TREADMILL)
    assert set_profiles((*profiles(), profile)) == ()
    assert families()[-1] == "mine"
    (found,) = recognise("attic/belt", '{"kmh": 3}')
    assert found.config == {"dialect": "mine", "base": "attic"}
    assert create_dialect(found.config).key == "mine"
    (given,) = recognise("attic/do", "halt", dialect="mine")
    assert given.identity == "attic"


def test_no_profile_takes_the_place_of_a_family_that_is_there() -> None:
    taken = read_profile("qz", TREADMILL)
    again = read_profile("stride", TREADMILL)
    shipped = profiles()
    assert set_profiles((*shipped, taken, again)) == ("qz", "stride")
    assert create_dialect({"dialect": "qz"}).key == "qz"
    assert profiles() == shipped


def test_families_without_profiles_are_those_in_code() -> None:
    set_profiles(())
    assert families() == tuple(DIALECTS)


LEAVES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    st.sampled_from(["{base}/x", "{speed}", "ON", "start", "base", "treadmill", "off"]),
)
KEYS = st.sampled_from(
    [
        *("name", "part", "parameters", "base", "example", "recognise", "topic"),
        *("speed", "state", "stop", "slow", "off", "arm", "payload", "confirmed"),
        *("unit", "path", "on_words", "holds", "words", "optional", "one_of", "start"),
    ]
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS | st.booleans() | st.integers(), inner, max_size=5)
    ),
    max_leaves=25,
)


@given(DOCUMENTS, st.sampled_from([TREADMILL, PLUG]), KEYS)
def test_no_document_raises_anything_but_its_problems(
    document: object, sound: Mapping[str, Any], key: str
) -> None:
    """And a profile that is read has no command that starts."""
    for each in (document, {**sound, key: document}):
        with suppress(InvalidConfigError):
            check_commands(read_profile("mine", each))


def check_commands(profile: Profile) -> None:
    """Check that the devices of a profile are stopped and switched off, or nothing."""
    values = {each.name: each.example for each in profile.parameters}
    dialect = profile.create({"dialect": profile.key, **values})
    for command in (dialect.stop(), dialect.switch_off(), *dialect.queries()):
        assert command is None or command.payload.casefold() not in {"on", "start"}
