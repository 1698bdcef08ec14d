"""Two people share two machines for an evening, and then one of them moves out.

A minute of the rules is a second here. What is said of the belts is read in the ledgers
of the simulated machines, what is said of traces in the files of Home Assistant.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
import json
from pathlib import Path
import re
import sqlite3
from typing import Any, Final

import pytest

from gymlab.house import setup
from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.setup import PersonChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import end_walk, report_pain, walk_off
from gymlab.house.stories.proofs import (
    DAY_S,
    prove_dead,
    prove_locked,
    prove_never_raised,
    prove_plug_off,
    prove_rest,
    prove_undone,
)
from gymlab.house.waiting import wait_for
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Fact

from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

# Names that nothing else in a configuration folder bears.
GENTLE: Final = PersonChoices(name="Philomena", policy="no_newcomer")
BRISK: Final = PersonChoices(name="Balthasar", policy="short_days")
# A day that is over within this evening, and first walks that are no newcomer's.
DAY_MIN: Final = 50
POLICIES: Final = {
    GENTLE.policy: "extends: gentle_back\nlimits:\n  first_session_min: 40\n",
    BRISK.policy: f"""
extends: general_fitness
limits:
  first_session_min: {DAY_MIN}
  session_min: {DAY_MIN}
  day_min: {DAY_MIN}
""",
}
# By name: how long the warm-up is, and how fast one may walk in it.
WARM_UPS: Final = {GENTLE.name: (8, 3.0), BRISK.name: (5, 4.5)}
WALK_KMH: Final = 2.8
# The count of a walk ends with the messages of a belt, each of two walks.
COUNT_ERROR_S: Final = 4.0
# What Home Assistant keeps of whatever was deleted, to give it back what its owner has
# set if it should ever come back; an integration has no say in it.
KEPT_BY_CORE: Final = {
    "core.entity_registry": "deleted_entities",
    "core.device_registry": "deleted_devices",
}
DATABASE: Final = "home-assistant_v2.db"
# Events, such as that an action was called and with what, go with the days that the
# recorder keeps; it has no way to take single ones out.
EVENTS: Final = {"event_data"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """A house with two people and two machines."""

    house: House
    left: Stage
    right: Stage
    # The subentries of the people, by name.
    ids: Mapping[str, str]


def test_two_people_share_two_machines_and_one_moves_out(tmp_path: Path) -> None:
    machine = STORIES["long-session"].machine
    with quiet_house(HousePlan(machines=[machine(1), machine(2)])) as house:
        evening = move_in(house, tmp_path)
        try:
            walked_s = warm_up_in_their_own_way(evening)
            pain_stops_who_reports_it_and_nobody_else(evening, walked_s)
            a_guest_gets_round_no_lock(evening)
            who_moves_out_leaves_no_trace(evening)
        finally:
            for stage in (evening.left, evening.right):
                name = stage.treadmill.choices.name
                print(f"== {name}\n{stage.timeline.text()}")


def move_in(house: House, folder: Path) -> Evening:
    """Add the people of the evening through their dialog."""
    for name, text in POLICIES.items():
        policy = folder / f"{name}.yaml"
        policy.write_text(text, encoding="utf-8")
        house.hass.put(policy, "home_gym/policies")
    house.api.act(setup.DOMAIN, "reload")
    ids = {
        each.name: setup.add_person(house.api, house.entry_id, each)
        for each in (GENTLE, BRISK)
    }
    for name, person_id in ids.items():
        entities = partial(setup.entities_of, house.api, person_id)
        house.people[name] = wait_for(entities, f"{name} has entities", 20.0)
    left, right = (set_stage(house, each) for each in house.treadmills.values())
    return Evening(house=house, left=left, right=right, ids=ids)


def warm_up_in_their_own_way(evening: Evening) -> float:
    """Let both walk at once, and return how long the brisk one has walked (s)."""
    began = {
        person: set_out(stage, person)
        for stage, person in (
            (evening.left, GENTLE.name),
            (evening.right, BRISK.name),
        )
    }
    walks = ((evening.right, BRISK.name), (evening.left, GENTLE.name))
    for stage, person in walks:
        stage.prove_event(f"{person} is warm", "warm_up_done", began[person], 15.0)
    ended_s = {person: end_walk(stage) for stage, person in walks}
    for stage, person in walks:
        prove_rest(stage, ended_s[person])
        stage.prove_event(
            "the session has ended", "session_ended", ended_s[person], 5.0
        )
    return evening.right.moving_s(began[BRISK.name])


def set_out(stage: Stage, person: str) -> float:
    """Let somebody walk off, and prove that the warm-up is their own."""
    stage.treadmill.do(Action.PLUG_ON)
    stage.prove("the machine has power", lambda: stage.treadmill.is_powered, 3.0)
    stage.bring_in(person)
    began_s = walk_off(stage, WALK_KMH)
    length_s, cap_kmh = WARM_UPS[person]

    def is_their_own() -> bool:
        held = stage.treadmill.explain()["rules"]["warm_up"]
        return (held["limit_s"], held["cap_kmh"]) == (length_s, cap_kmh)

    stage.prove(f"the warm-up is {person}'s", is_their_own, 3.0)
    return began_s


def pain_stops_who_reports_it_and_nobody_else(
    evening: Evening, walked_s: float
) -> None:
    """Let them change places; the one is stopped by pain, the other by the day."""
    gentle, brisk = evening.right, evening.left
    gentle_began_s = set_out(gentle, GENTLE.name)
    brisk_began_s = set_out(brisk, BRISK.name)
    gentle.prove_event("warm", "warm_up_done", gentle_began_s, 15.0)
    reported_s = report_pain(gentle, 5)
    prove_rest(gentle, reported_s)
    brisk.prove(
        "the other belt goes on as if nothing had happened",
        lambda: (
            not brisk.facts(Fact.STOP, Fact.SLOW_DOWN, Fact.STILL, since_s=reported_s)
            and brisk.treadmill.speed_kmh == pytest.approx(WALK_KMH, abs=0.05)
        ),
    )
    prove_theirs(evening, BRISK.name, "off")
    prove_plug_off(gentle, reported_s)
    prove_locked(gentle, DAY_S / 60)
    brisk.prove_event(
        "the day is over for who walks on",
        "limit_reached",
        reported_s,
        DAY_MIN,
        reason="day_limit",
    )
    really_s = walked_s + brisk.moving_s(brisk_began_s)
    brisk.prove(
        f"the walks on both machines make the day: {really_s:.1f} s of {DAY_MIN}",
        lambda: abs(really_s - DAY_MIN) <= COUNT_ERROR_S,
    )
    prove_rest(brisk, reported_s)
    prove_plug_off(brisk, reported_s)
    prove_theirs(evening, BRISK.name, "on")


def prove_theirs(evening: Evening, person: str, wanted: str) -> None:
    """Prove whether a person is told to be locked."""
    entity_id = evening.house.people[person]["person_locked"]

    def is_so() -> bool:
        shown = evening.house.watch.state(entity_id)
        return shown is not None and shown.state == wanted

    evening.left.prove(f"the lock of {person} is {wanted}", is_so, 3.0)


def a_guest_gets_round_no_lock(evening: Evening) -> None:
    """Try every name at both machines: who is locked is locked, and so is a guest."""
    for stage in (evening.left, evening.right):
        for name, whose in (
            (GENTLE.name, "person"),
            (BRISK.name, "person"),
            ("guest", "somebody"),
        ):
            stage.bring_in(name)
            prove_whose(stage, name, whose)
        prove_undone(stage, "a hand at the plug")
        prove_dead(stage)
        prove_never_raised(stage)


def prove_whose(stage: Stage, name: str, whose: str) -> None:
    """Prove that a machine is locked for whoever is chosen, and by whose lock."""

    def is_so() -> bool:
        shown = stage.treadmill.shown("locked")
        return (
            stage.treadmill.state("walker") == name
            and shown is not None
            and (shown.state, shown.attributes["whose"]) == ("on", whose)
        )

    stage.prove(
        f"locked for {name}, by the lock of: {whose}",
        is_so,
        3.0,
        lambda: stage.treadmill.shown("locked"),
    )


def who_moves_out_leaves_no_trace(evening: Evening) -> None:
    """Remove a person, and look for them wherever Home Assistant keeps anything."""
    house, person_id = evening.house, evening.ids[GENTLE.name]
    words = (person_id.casefold(), GENTLE.name.casefold())
    folder = house.hass.folder
    statistic_id = house.people[GENTLE.name]["person_day"]
    add_statistics(house, statistic_id)
    stage = evening.right
    stage.prove(
        "the database tells of them",
        lambda: told_in_tables(folder, words) >= {"states_meta", "statistics_meta"},
        15.0,
        lambda: told_in_tables(folder, words),
    )
    house.api.send(
        "config_entries/subentries/delete",
        entry_id=house.entry_id,
        subentry_id=person_id,
    )
    for registry in ("entity", "device"):
        listed = json.dumps(house.api.send(f"config/{registry}_registry/list"))
        assert not find(listed, words), registry
    stage.prove(
        "nothing is left in the database",
        lambda: told_in_tables(folder, words) <= EVENTS,
        40.0,
        lambda: told_in_tables(folder, words),
    )
    stage.prove_state("nobody gets round the lock by that", "locked", "on", 0.0)
    # Much is written only now, so what the files say before would prove little.
    house.api.close()
    house.hass.stop()
    assert told_in_files(folder, words) == []
    assert told_in_tables(folder, words) <= EVENTS


def add_statistics(house: House, statistic_id: str) -> None:
    """Let there be long-term statistics, for which one would wait an hour."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    metadata = {
        "source": "recorder",
        "statistic_id": statistic_id,
        "name": None,
        "has_sum": False,
        "mean_type": 1,
        "unit_class": "duration",
        "unit_of_measurement": "min",
    }
    start = (hour - timedelta(hours=2)).isoformat()
    stats = [{"start": start, "mean": 1.0, "min": 0.0, "max": 2.0}]
    house.api.send("recorder/import_statistics", metadata=metadata, stats=stats)


def find(text: str, words: tuple[str, ...]) -> list[str]:
    """Return which of some words a text has."""
    return [word for word in words if word in text.casefold()]


def told_in_tables(folder: Path, words: tuple[str, ...]) -> set[str]:
    """Return the tables of the recorder's database in which a word is found."""
    with closing(sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)) as db:
        tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            name
            for (name,) in tables.fetchall()
            for row in db.execute(f'SELECT * FROM "{name}"')
            if find(repr(row), words)
        }


def told_in_files(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Return where in the files of a configuration folder a word is found."""
    pattern = re.compile(".{,60}(?:" + "|".join(map(re.escape, words)) + ").{,60}")
    return [
        f"{path.relative_to(folder)}: {found}"
        for path in files_of(folder)
        for found in pattern.findall(text_of(path).casefold())
    ]


def files_of(folder: Path) -> Iterator[Path]:
    """Yield all files but the code and the database, which is looked into by itself."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(DATABASE):
            yield path


def text_of(path: Path) -> str:
    """Return what a file says, but for what Home Assistant keeps of the deleted."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if (key := KEPT_BY_CORE.get(path.name)) is None:
        return text
    stored: dict[str, Any] = json.loads(text)
    del stored["data"][key]
    return json.dumps(stored)
