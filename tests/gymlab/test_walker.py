"""A walker follows the story and obeys, or not."""

from random import Random

import pytest

from gymlab.simulator.deeds import Action, Announcement, Deed, DeedError, Step
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.stories import STORIES, random_story, read_story
from gymlab.simulator.walker import Character


def walk(character: Character = Character(), seed: int = 1) -> Machine:
    """Return a machine on which somebody walks at 4 km/h."""
    machine = Machine(MachineSettings(), Random(seed), character=character)
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    machine.advance_to(60)
    return machine


@pytest.mark.parametrize("name", STORIES)
def test_every_story_can_be_played_and_is_the_persons_own(name: str) -> None:
    machine = Machine(MachineSettings(), Random(1), story=STORIES[name])
    machine.connect()
    machine.advance_to(3600)
    assert machine.ledger.raises_by(Cause.REMOTE) == []
    assert bool(machine.ledger.moving_seconds()) is (name != "empty")


def test_equal_seeds_tell_equal_random_stories() -> None:
    stories = [random_story(Random(seed), 1800) for seed in (1, 1, 2)]
    assert stories[0] == stories[1] != stories[2]


def test_a_story_is_read_from_json() -> None:
    story = read_story(
        '[{"at_s": 1, "action": "start"},'
        ' {"at_s": 2, "action": "set_speed", "speed_kmh": 4},'
        ' {"at_s": 3, "fault": "silence", "on": false},'
        ' {"at_s": 4, "announcement": "take_break"}]'
    )
    assert story == (
        Step(at_s=1, deed=Deed(action=Action.START)),
        Step(at_s=2, deed=Deed(action=Action.SET_SPEED, speed_kmh=4)),
        Step(at_s=3, deed=Deed(fault=Fault.SILENCE, on=False)),
        Step(at_s=4, deed=Deed(announcement=Announcement.TAKE_BREAK)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        "[7]",
        '{"at_s": 1}',
        '[{"action": "start"}]',
        '[{"at_s": 1}]',
        '[{"at_s": "soon", "action": "start"}]',
        '[{"at_s": 1, "action": "fly"}]',
        '[{"at_s": 1, "action": "set_speed"}]',
        '[{"at_s": 1, "action": "set_speed", "speed_kmh": []}]',
        '[{"at_s": 1, "action": "start", "fault": "silence"}]',
        '[{"at_s": 1, "fault": "silence", "on": "yes"}]',
        '[{"at_s": 1, "action": "start", "speed": 4}]',
    ],
)
def test_what_is_no_story_is_refused(text: str) -> None:
    with pytest.raises(DeedError):
        read_story(text)


def test_an_obedient_walker_takes_a_break_and_goes_on() -> None:
    machine = walk(Character(break_s=60))
    machine.perform(Deed(announcement=Announcement.TAKE_BREAK))
    machine.advance_to(300)
    (stop,) = machine.ledger.entries_of(Fact.STOP)
    assert 61 <= stop.at_s <= 64
    assert machine.ledger.starts_by(Cause.PERSON)[-1].at_s == stop.at_s + 60
    assert machine.belt.speed_kmh == 4.0


@pytest.mark.parametrize(
    ("announcement", "speed_kmh"),
    [(Announcement.SLOWER, 3.5), (Announcement.STOP, 0), (Announcement.END, 0)],
)
def test_an_obedient_walker_does_as_told(
    announcement: Announcement, speed_kmh: float
) -> None:
    machine = walk()
    machine.perform(Deed(announcement=announcement))
    machine.advance_to(120)
    assert machine.belt.speed_kmh == speed_kmh


@pytest.mark.parametrize("announcement", Announcement)
def test_a_stubborn_walker_ignores_it_all(announcement: Announcement) -> None:
    machine = walk(Character(obeys=0.0))
    machine.perform(Deed(announcement=announcement))
    machine.advance_to(120)
    assert machine.belt.speed_kmh == 4.0


def test_a_moody_walker_sometimes_obeys_and_the_seed_says_when() -> None:
    def obeyed(seed: int) -> bool:
        machine = walk(Character(obeys=0.5), seed)
        machine.perform(Deed(announcement=Announcement.STOP))
        machine.advance_to(120)
        return machine.belt.is_still

    results = [obeyed(seed) for seed in range(20)]
    assert results == [obeyed(seed) for seed in range(20)]
    assert set(results) == {True, False}
