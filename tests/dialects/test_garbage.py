"""Garbage for every parser: nothing raises, and what cannot be read leaves no trace.

5 000 cases by default, more than 200 000 with HOME_GYM_ALL.
"""

from collections.abc import Iterator
import json
import math
import os
from random import Random
from typing import Any, Final

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import Dialect
from custom_components.home_gym.dialects.registry import families
from custom_components.home_gym.engine.readings import Quantity, Reading

from .corpus import SAMPLES, Sample

THOROUGH: Final = "HOME_GYM_ALL" in os.environ
SEEDS: Final = 60 if THOROUGH else 3
CASES: Final = 220_000 if THOROUGH else 5_500
LIFE: Final = {Quantity.TREADMILL_LIFE, Quantity.PLUG_LIFE}
TRUTHS: Final = LIFE | {
    Quantity.MOTION,
    Quantity.RELAY,
    Quantity.TREADMILL_CONNECTED,
    Quantity.BRIDGE_ONLINE,
    Quantity.PLUG_ONLINE,
}
SIGNED: Final = {Quantity.INCLINE, Quantity.POWER, Quantity.ENERGY}
# No device means anything by these, whatever the topic.
NONSENSE: Final = (
    *("\x00", "\udcff\udcfe", "\ufeff", "{", "}", "[", '{"', '{"a"', "{]", "\x1b[2J"),
    *("nan", "NaN", "inf", "-Infinity", "1e309", "-1e999", "0x1F", "1_000", "٣", "4,5"),
    *(
        "--1",
        "1.2.3",
        "+",
        ".",
        "e5",
        "5 km/h",
        "99999999999",
        "9" * 400,
        "1" + "0" * 99,
    ),
    *(
        "[" * 2000,
        '{"a":' * 500,
        "[" * 900 + "]" * 900,
        "\ud800{}",
        "\n\x07",
        "💣" * 50,
    ),
    *(bytes(range(256)).decode("utf-8", "surrogateescape"), "1\u00a0000"),
    *("٤٢", "\uff14\uff12"),
    *("'; DROP TABLE belts; --", "%s%n%n", "{{ states('sensor.x') }}", "../../etc"),
)
SCRAPS: Final = (
    *(
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "1",
        "5.5",
        '""',
        '"on"',
        '"OFF"',
        "[]",
    ),
    *("{}", '{"state":null}', "1e5", "-5", "999", '"nan"', "[1,2]", "NaN", "on", "off"),
    *(
        "online",
        "offline",
        "Online",
        "overpower",
        "unavailable",
        "None",
        "disconnected",
    ),
)
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 1, 5.5, 1e308, -1e308, 10**400, "", "on", "off", "x"),
    *([], {}, [[]], [None], {"a": {}}, "9" * 90, float("nan"), float("inf"), "\x00"),
)


def test_every_family_has_a_sample() -> None:
    """Whoever adds a family adds what it says."""
    assert set(SAMPLES) == set(families())


@pytest.mark.parametrize("key", SAMPLES)
def test_the_samples_can_be_read(key: str) -> None:
    dialect = create_dialect(SAMPLES[key].config)
    assert dialect.key == key
    told = [dialect.parse(*message) for message in SAMPLES[key].messages]
    assert None not in told
    assert any(told)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("key", SAMPLES)
def test_garbage_leaves_no_trace(key: str, seed: int) -> None:
    """Two dialects hear the same device, one of them unreadable messages as well.

    They say the same ever after: nothing unreadable is remembered.
    """
    random = Random(f"{key} {seed}")
    sample = SAMPLES[key]
    clean, dirty = create_dialect(sample.config), create_dialect(sample.config)
    for number in range(CASES // SEEDS // len(SAMPLES) + 1):
        retained = random.random() < 0.1
        topic, payload = spoil(random, sample)
        told = hear(dirty, topic, payload, retained=retained)
        if told is not None:
            assert hear(clean, topic, payload, retained=retained) == told
        topic, payload = sample.messages[number % len(sample.messages)]
        assert clean.parse(topic, payload) == dirty.parse(topic, payload)


@pytest.mark.parametrize("key", SAMPLES)
def test_nonsense_says_nothing(key: str) -> None:
    """At the most it is a sign of life, on a topic that nobody reads."""
    sample = SAMPLES[key]
    for topic, _ in sample.messages:
        for payload in NONSENSE:
            told = hear(create_dialect(sample.config), topic, payload) or ()
            assert {reading.quantity for reading in told} <= LIFE


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_scan_takes_garbage(seed: int) -> None:
    """Whatever it recognises can be created."""
    random = Random(f"scan {seed}")
    samples = tuple(SAMPLES.values())
    for _ in range(CASES // SEEDS // 10):
        topic, payload = spoil(random, random.choice(samples))
        for found in recognise(topic, payload):
            create_dialect(found.config)
        recognise(topic, payload, dialect=random.choice(families()))


def test_there_are_as_many_cases_as_promised() -> None:
    rounds = CASES // SEEDS // len(SAMPLES) + 1
    assert rounds * SEEDS * len(SAMPLES) >= (200_000 if THOROUGH else 5_000)


def hear(
    dialect: Dialect, topic: str, payload: str, *, retained: bool = False
) -> tuple[Reading, ...] | None:
    """Return what a dialect makes of a message, once it is of the right kind."""
    told = dialect.parse(topic, payload, retained=retained)
    for reading in told or ():
        assert reading.quantity in dialect.traits.reports
        assert reading.retained or not retained
        if reading.quantity in TRUTHS:
            assert isinstance(reading.value, bool)
        else:
            assert type(reading.value) is float
            assert math.isfinite(reading.value)
            assert reading.value >= 0 or reading.quantity in SIGNED
    return told


def spoil(random: Random, sample: Sample) -> tuple[str, str]:
    """Return a message of a device with something wrong about it."""
    topic, payload = random.choice(sample.messages)
    if random.random() < 0.05:
        topic = broken_text(random, topic)
    elif random.random() < 0.01:
        topic += "/" + random.choice("x/\ud800٣") * random.choice((200, 60_000))
    kind = random.randrange(9)
    if kind == 0:
        return topic, random.choice(NONSENSE)
    if kind == 1:
        return topic, random.choice(SCRAPS)
    if kind == 2:
        other = random.choice(tuple(SAMPLES.values()))
        return topic, random.choice(other.messages)[1]
    if kind < 6:
        return topic, broken_json(random, payload)
    if kind == 6:
        return topic, doubled_keys(random, payload)
    return topic, broken_text(random, payload)


def broken_text(random: Random, text: str) -> str:
    """Return a text with letters changed, lost, doubled or cut off."""
    for _ in range(random.randint(1, 3)):
        at = random.randint(0, len(text))
        match random.randrange(5):
            case 0:
                text = text[:at]
            case 1:
                text = text[:at] + chr(
                    random.choice((0, 10, 34, 45, 123, 0xD800, 0x664))
                )
            case 2:
                text = text[:at] + chr(random.randint(32, 126)) + text[at + 1 :]
            case 3:
                text = text[:at] + text[at : at + 9] * 2 + text[at + 9 :]
            case _:
                text = text[at:] + text[:at]
    return text


def broken_json(random: Random, payload: str) -> str:
    """Return a JSON document with values of the wrong kind, or a broken text."""
    try:
        document = json.loads(payload)
    except ValueError:
        return broken_text(random, payload)
    places = list(leaves(document))
    if not places:
        return json.dumps(random.choice(VALUES))
    for _ in range(random.randint(1, 3)):
        holder, key = random.choice(places)
        holder[key] = random.choice(VALUES)
    return json.dumps(document)


def doubled_keys(random: Random, payload: str) -> str:
    """Return a JSON object that says everything twice, once of it something else."""
    try:
        document = json.loads(payload)
    except ValueError:
        return broken_text(random, payload)
    if not isinstance(document, dict) or not document:
        return broken_text(random, payload)
    first = json.dumps(document)[1:-1]
    other = json.dumps(dict.fromkeys(document, random.choice(VALUES)))[1:-1]
    return "{" + ", ".join(random.sample((first, other), 2)) + "}"


def leaves(document: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a document, inner ones too."""
    items: Any = ()
    if isinstance(document, dict):
        items = document.items()
    elif isinstance(document, list):
        items = enumerate(document)
    for key, value in items:
        yield document, key
        yield from leaves(value)
