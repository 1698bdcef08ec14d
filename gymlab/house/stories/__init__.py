"""The stories: each plays on a stage and proves its own outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gymlab.house.sabotage import Sabotage
from gymlab.house.setup import MachineChoices, PersonChoices
from gymlab.house.stage import Stage

from . import long_session, pain, red_flag, restart, take_break, warm_up

NO_SESSION: Final = "a session has started"
NOT_AT_REST: Final = "the belt is at 0 km/h in the ledger"
STILL_POWERED: Final = "the treadmill really has no power"
# The people of the demo; whoever is not one of them walks as a guest.
ANNA: Final = "Anna"
BEN: Final = "Ben"
GUEST: Final = "guest"
PEOPLE: Final = (
    PersonChoices(name=ANNA, policy="gentle_back", elsewhere_min=35),
    PersonChoices(name=BEN, policy="general_fitness", elsewhere_min=90),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story: how it is played, on what machine, and what proof spoils first."""

    summary: str
    walker: str
    play: Callable[[Stage], None]
    # Where a minute of the rules is a second.
    hurried: bool = False
    policy: str = "gentle_back"
    modes: tuple[tuple[str, str], ...] = ()
    spoiled_by: Mapping[Sabotage, str] = field(default_factory=dict)

    def machine(self, number: int = 1) -> MachineChoices:
        """Return the machine that this story wants, as one of several."""
        suffix = "" if number == 1 else f"-{number}"
        voice = "notify.gym_voice" if number == 1 else f"notify.voice_{number}"
        return MachineChoices(
            name="Treadmill" if number == 1 else f"Treadmill {number}",
            device_id=f"gymlab{suffix}",
            plug_topic=f"gymlab-plug{suffix}",
            policy=self.policy,
            time_divisor=60 if self.hurried else 1,
            modes=self.modes,
            voice=voice,
        )


STORIES: Final[Mapping[str, Story]] = {
    "warm-up": Story(
        summary="a hasty walker is told, and eased down to the warm-up's speed",
        walker=ANNA,
        play=warm_up.play,
        spoiled_by={
            Sabotage.STOP_IGNORED: NOT_AT_REST,
            Sabotage.SLOW_IGNORED: (
                "the warm-up is held: the belt is eased down to 3 km/h"
            ),
            Sabotage.VOICE_LOST: "the walker is told to be slower",
            Sabotage.HOME_GYM_DISABLED: NO_SESSION,
        },
    ),
    "break": Story(
        summary="a break is called, taken at the press of a button, and counted",
        walker=ANNA,
        play=take_break.play,
        hurried=True,
        spoiled_by={
            Sabotage.STOP_IGNORED: NOT_AT_REST,
            Sabotage.VOICE_LOST: "it is announced",
            Sabotage.HOME_GYM_DISABLED: NO_SESSION,
        },
    ),
    "long-session": Story(
        summary="a long walk cools down, ends gently, and locks the machine",
        # A first walk of somebody who is known would be a short one.
        walker=GUEST,
        play=long_session.play,
        hurried=True,
        modes=(("breaks", "off"),),
        spoiled_by={
            Sabotage.STOP_IGNORED: NOT_AT_REST,
            Sabotage.RELAY_WELDED: STILL_POWERED,
            Sabotage.HOME_GYM_DISABLED: NO_SESSION,
        },
    ),
    "pain": Story(
        summary="pain 6 of 10 stops the belt, cuts the plug and locks the machine",
        walker=ANNA,
        play=pain.play,
        spoiled_by={
            Sabotage.STOP_IGNORED: NOT_AT_REST,
            Sabotage.RELAY_WELDED: STILL_POWERED,
            Sabotage.VOICE_LOST: "the walker is told to be slower",
            Sabotage.HOME_GYM_DISABLED: NO_SESSION,
        },
    ),
    "red-flag": Story(
        summary="chest pain stops the belt at once; no release without advice",
        walker=ANNA,
        play=red_flag.play,
        spoiled_by={
            Sabotage.STOP_IGNORED: NOT_AT_REST,
            Sabotage.RELAY_WELDED: STILL_POWERED,
            Sabotage.VOICE_LOST: "help is spoken of at once",
            Sabotage.HOME_GYM_DISABLED: NO_SESSION,
        },
    ),
    "restart": Story(
        summary="Home Assistant is killed in mid-walk and while the machine is locked",
        walker=ANNA,
        play=restart.play,
        spoiled_by={
            Sabotage.STOP_IGNORED: NOT_AT_REST,
            Sabotage.RELAY_WELDED: STILL_POWERED,
            Sabotage.MEMORY_LOST: "it is the same session",
            Sabotage.HOME_GYM_DISABLED: NO_SESSION,
        },
    ),
}
