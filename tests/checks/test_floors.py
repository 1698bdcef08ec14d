"""Every way of importing upward, or out of the engine, is found."""

import pytest

from scripts.checks import floors

HOUSE = "custom_components/home_gym"


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("store.py", "from .coordinator import x", "floor 2 imports coordinator"),
        ("store.py", "from . import sensor", "floor 2 imports sensor of floor 4"),
        ("coordinator.py", "from .entity import x", "floor 3 imports entity"),
        ("coordinator.py", "from . import PLATFORMS", "floor 3 imports __init__"),
        (
            "devices.py",
            "def late():\n    from custom_components.home_gym.models import x",
            "floor 2 imports models of floor 3",
        ),
        (
            "people/file.py",
            "from ..sensor import x",
            "floor 2 imports sensor of floor 4",
        ),
        (
            "store.py",
            "from .card import feed",
            "floor 2 imports card.feed of floor 4",
        ),
        ("brand_new.py", "", "brand_new has no floor"),
        ("people/brand_new.py", "", "people.brand_new has no floor"),
        ("engine/motion.py", "from ..const import X", "imports custom_components"),
        ("engine/motion.py", "from homeassistant.core import X", "homeassistant.core"),
        ("engine/motion.py", "import time", "imports time"),
        ("engine/motion.py", "from random import choice", "imports random"),
        ("engine/motion.py", "import asyncio", "imports asyncio"),
        ("engine/motion.py", "import os.path", "imports os.path"),
        ("engine/motion.py", "import yaml", "imports yaml"),
        ("engine/motion.py", "from ..dialects import qz", "imports custom_components"),
        ("engine/motion.py", "x = open('y')", "uses open"),
        ("engine/motion.py", "read = open", "uses open"),
        ("engine/motion.py", "def f(dt):\n    return dt.now(UTC)", "what time it is"),
        ("engine/rules/pain.py", "from .speed import ceiling", "another rule"),
        ("engine/rules/pain.py", "from . import speed", "another rule"),
        ("dialects/qz.py", "import socket", "imports socket"),
        ("dialects/qz.py", "from ..engine.state import State", "engine.state"),
        ("dialects/qz.py", "from homeassistant import const", "homeassistant"),
    ],
)
def test_a_way_up_is_found(grow, path: str, text: str, words: str) -> None:
    files = {
        f"{HOUSE}/__init__.py": "",
        f"{HOUSE}/const.py": "",
        f"{HOUSE}/sensor.py": "",
        f"{HOUSE}/card/__init__.py": "",
        f"{HOUSE}/card/feed.py": "",
        f"{HOUSE}/people/__init__.py": "",
        f"{HOUSE}/engine/rules/speed.py": "",
        f"{HOUSE}/dialects/qz.py": "",
    }
    found = list(floors.check(grow({**files, f"{HOUSE}/{path}": text})))
    assert len(found) == 1
    assert found[0].path == f"{HOUSE}/{path}"
    assert words in found[0].text


@pytest.mark.parametrize("foreign", ["homeassistant.core", "custom_components.x"])
def test_the_witness_stands_alone(grow, foreign: str) -> None:
    tree = grow({"gymlab/simulator/belt.py": f"import {foreign}"})
    assert [each.line for each in floors.check(tree)] == [1]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sensor.py", "from .coordinator import x\nfrom .engine.words import Belt"),
        (
            "coordinator.py",
            "import asyncio\nfrom .store import X\nfrom . import devices",
        ),
        (
            "engine/judge.py",
            "from .rules import RULES\nfrom collections import abc",
        ),
        ("engine/rules/__init__.py", "from . import speed"),
        ("engine/rules/pain.py", "from ..words import Belt"),
        ("dialects/qz.py", "import json\nfrom ..engine.readings import Reading"),
        ("dialects/qz.py", "from .base import Dialect"),
    ],
)
def test_the_way_down_is_free(grow, path: str, text: str) -> None:
    files = {
        f"{HOUSE}/{name}": ""
        for name in ("__init__.py", "devices.py", "engine/rules/speed.py")
    }
    assert not list(floors.check(grow({**files, f"{HOUSE}/{path}": text})))
