"""Count the rows that a walk leaves in the recorder's database.

The same recording is told to Home Gym and to Home Assistant's own MQTT sensors at the
same time, from standing still on, so that the beginning of each walk is in it. Counted
is every row of the table `states` that was written meanwhile.
"""

from collections.abc import Iterable
from contextlib import closing
import json
from pathlib import Path
import sqlite3
import time
from typing import Final

from gymlab.house.setup import entities_of
from gymlab.house.waiting import wait_for

from .arithmetic import per_hour
from .configuring import SENSORS_TREE, sensor_ids
from .laboratory import Laboratory
from .plan import Plan

# The recorder writes what has happened every 5 s.
WRITTEN_TIMEOUT_S: Final = 60.0
NEWEST: Final = "SELECT max(last_updated_ts) FROM states"
COUNT: Final = """\
SELECT count(*) FROM states JOIN states_meta USING (metadata_id)
WHERE last_updated_ts BETWEEN ? AND ?
AND states_meta.entity_id IN (SELECT value FROM json_each(?))
"""


def measure(laboratory: Laboratory, plan: Plan) -> dict[str, float]:
    """Return the rows that one walking hour of one machine leaves in each way."""
    player, devices = laboratory.player, laboratory.devices
    began_s, sent = time.time(), player.sent
    player.play(SENSORS_TREE, devices)
    laboratory.walk(devices)
    time.sleep(plan.walk_s)
    player.pause(SENSORS_TREE, devices)
    ended_s, sent = time.time(), player.sent - sent
    # Only what belongs to the walk is between the times; the rest proves it written.
    laboratory.rest(devices)
    database = laboratory.database
    wait_for(
        lambda: newest(database) > ended_s, "the rows are written", WRITTEN_TIMEOUT_S
    )
    walked_s = len(devices) * (ended_s - began_s)
    found = {
        "ours": rows(database, _our_entities(laboratory), began_s, ended_s),
        "mqtt_sensors": rows(database, sensor_ids(devices), began_s, ended_s),
        # Both were told every message.
        "messages": sent // 2,
    }
    return {name: per_hour(count, walked_s) for name, count in found.items()}


def rows(
    database: Path, entities: Iterable[str], began_s: float, ended_s: float
) -> int:
    """Return how many states of some entities were written between two Unix times."""
    # A list of a thousand names is too long for so many question marks.
    names = json.dumps(list(entities))
    (count,) = _ask(database, COUNT, began_s, ended_s, names)
    return int(count)


def newest(database: Path) -> float:
    """Return the Unix time of the last state that was written."""
    (written_s,) = _ask(database, NEWEST)
    return float(written_s or 0.0)


def _ask(database: Path, question: str, *values: float | str) -> tuple[float, ...]:
    uri = f"file:{database}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        found: tuple[float, ...] = connection.execute(question, values).fetchone()
        return found


def _our_entities(laboratory: Laboratory) -> list[str]:
    return [
        entity_id
        for subentry_id in laboratory.subentries.values()
        for entity_id in entities_of(laboratory.api, subentry_id).values()
    ]
