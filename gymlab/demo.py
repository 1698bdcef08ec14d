"""Show Home Gym: a broker, a real Home Assistant, a simulated treadmill in use."""

from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
import signal
import sys
import time
from typing import Any, Final

from .house.api import RefusedError
from .house.broker import BrokerKind, find_mosquitto
from .house.child import StartError
from .house.door_key import left_at_the_door
from .house.house import House, HousePlan
from .house.interruption import ended_by_signals
from .house.live import BRISK_WALK, GENTLE_WALK, keep_walking
from .house.network import claimed, is_open
from .house.playing import Outcome, play, set_stage
from .house.sabotage import SUMMARIES, Sabotage
from .house.stories import ANNA, BEN, GUEST, PEOPLE, STORIES, Story
from .house.waiting import OverdueError

PREFERRED_PORT: Final = 8123
UNPROVED: Final = 1
TROUBLE: Final = 2
LIVE: Final = Story(
    summary="Anna and Ben walk, one after the other",
    walker=GUEST,
    play=partial(keep_walking, walks={ANNA: GENTLE_WALK, BEN: BRISK_WALK}),
    hurried=True,
    policy="general_fitness",
)


def add_parser(subparsers: Any) -> None:
    """Add the command `demo`."""
    parser: ArgumentParser = subparsers.add_parser(
        "demo",
        help="show Home Gym on a real Home Assistant with a simulated treadmill",
        description=__doc__,
    )
    add = parser.add_argument
    add(
        "--story",
        choices=list(STORIES),
        help="; ".join(f"{name}: {story.summary}" for name, story in STORIES.items()),
    )
    add("--exit", action="store_true", help="end after the story: 0 if it is proved")
    add(
        "--sabotage",
        type=Sabotage,
        choices=list(Sabotage),
        metavar="NAME",
        help="spoil the story, which then must fail; "
        + "; ".join(f"{name}: {summary}" for name, summary in SUMMARIES.items()),
    )
    add(
        "--shipped-plug",
        action="store_true",
        help="leave the plug as it left its factory, and see Home Gym's repairs",
    )
    add("--list", action="store_true", help="tell the stories and what spoils them")
    add("--port", type=int, help="the port of Home Assistant")
    add("--broker", type=BrokerKind, choices=list(BrokerKind))


def run(arguments: Namespace) -> int:
    """Put up the house, play the story, and stay up if nobody said otherwise."""
    if arguments.list:
        return _list_stories()
    if (complaint := _complaint(arguments)) is not None:
        print(complaint, file=sys.stderr)
        return TROUBLE
    story = STORIES[arguments.story] if arguments.story else LIVE
    try:
        with ended_by_signals(), claimed(PREFERRED_PORT) as is_free:
            plan = HousePlan(
                machines=[replace(story.machine(), as_shipped=arguments.shipped_plug)],
                people=PEOPLE,
                broker=arguments.broker,
                hass_port=arguments.port or (PREFERRED_PORT if is_free else None),
            )
            return _show(plan, story, arguments)
    except KeyboardInterrupt:
        print("\nGood-bye.")
        return 0 if not arguments.exit else TROUBLE
    except (StartError, OverdueError, RefusedError, OSError) as trouble:
        print(f"The house could not be put up: {trouble}", file=sys.stderr)
        return TROUBLE


def _show(plan: HousePlan, story: Story, arguments: Namespace) -> int:
    print("Putting up a house: a broker, Home Assistant, a treadmill …", flush=True)
    began_s = time.monotonic()
    with ExitStack() as stack:
        house = stack.enter_context(House(plan))
        (treadmill,) = house.treadmills.values()
        stage = set_stage(house, treadmill, echo=True)
        _greet(house, story, time.monotonic() - began_s)
        if not arguments.exit:
            stack.enter_context(left_at_the_door(house.login))
        outcome = play(stage, story, arguments.sabotage)
        _tell(outcome, story)
        if arguments.exit:
            # What happens while the house is torn down belongs to no story.
            house.listeners.clear()
            return 0 if outcome.is_proved else UNPROVED
        print("Ctrl-C ends it all.", flush=True)
        signal.pause()
    return 0


def _greet(house: House, story: Story, took_s: float) -> None:
    login = house.login
    print(f"It stands after {took_s:.0f} s, with {house.broker.kind} as its broker.\n")
    print(f"    Dashboard  {login.url}/home-gym")
    print(f"    Login      {login.username}")
    print(f"    Password   {login.password}\n")
    if story.hurried:
        print("For the rules of this treadmill a second is a minute.\n")
    if story is LIVE:
        print("Anna and Ben walk in turns; Ctrl-C ends it all.\n")
    print("time in s  who         what", flush=True)


def _tell(outcome: Outcome, story: Story) -> None:
    if outcome.is_proved:
        count = len(outcome.proofs)
        print(f"\nPROVED: {story.summary} ({count} proofs).", flush=True)
    else:
        print(f"\nFAILED: {outcome.why}", flush=True)


def _list_stories() -> int:
    for name, story in STORIES.items():
        print(f"{name}: {story.summary}")
        for sabotage, proof in story.spoiled_by.items():
            print(f"    --sabotage {sabotage}: fails at “{proof}”")
    return 0


def _complaint(arguments: Namespace) -> str | None:
    """Return what is wrong with a command line."""
    if not arguments.story and (arguments.exit or arguments.sabotage):
        return "--exit and --sabotage need a --story"
    if arguments.port and is_open(arguments.port):
        return f"port {arguments.port} is in use: choose another one with --port"
    if arguments.broker is BrokerKind.MOSQUITTO and not find_mosquitto():
        return "mosquitto is not installed: install it, or use --broker embedded"
    return None
