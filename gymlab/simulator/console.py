"""Do what a person's hands do at the console, the safety key and the plug."""

from collections.abc import Callable, Mapping
from typing import Final

from .belt import Belt
from .deeds import Action, Deed
from .plug import Plug
from .records import Author

type Hand = Callable[[Belt, Plug | None, Deed, Author], object]


def _start(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.start(author)
    if deed.speed_kmh is not None:
        belt.set_speed(deed.speed_kmh, author)


def _stop(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.stop(author)


def _faster(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.nudge(1, author)


def _slower(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.nudge(-1, author)


def _set_speed(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.set_speed(deed.speed_kmh or 0.0, author)


def _set_incline(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.set_incline(deed.percent or 0.0, author)


def _pull_key(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.pull_key(author)


def _insert_key(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.key_in = True


def _step(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    belt.occupied = deed.action is Action.STEP_ON


def _switch_plug(belt: Belt, plug: Plug | None, deed: Deed, author: Author) -> None:
    if plug and plug.mains_on:
        plug.switch(deed.action is Action.PLUG_ON, author)


CONSOLE: Final[Mapping[Action, Hand]] = {
    Action.START: _start,
    Action.STOP: _stop,
    Action.FASTER: _faster,
    Action.SLOWER: _slower,
    Action.SET_SPEED: _set_speed,
    Action.SET_INCLINE: _set_incline,
    Action.PULL_KEY: _pull_key,
    Action.INSERT_KEY: _insert_key,
    Action.STEP_ON: _step,
    Action.STEP_OFF: _step,
    Action.PLUG_ON: _switch_plug,
    Action.PLUG_OFF: _switch_plug,
}
