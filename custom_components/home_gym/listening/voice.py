"""Listen through Assist: what is said to Home Gym, and to nobody else.

Sentence triggers come before everything else, and what one of them has caught never
reaches anybody else by itself. So only what may be ours is caught: what names the
treadmill or walking at any time, what names pain only while somebody walks and for a
while after. What turns out not to be ours is handed on to whom it was said.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from hassil.recognize import RecognizeResult
from homeassistant.components import conversation
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.core import (
    CALLBACK_TYPE,
    CoreState,
    HassJob,
    HomeAssistant,
    callback,
)
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.start import async_at_started

from ..const import DOMAIN, SIGNAL_MACHINE_ADDED, SIGNAL_MACHINE_REMOVED
from ..coordinator import MachineCoordinator
from ..engine.words import Belt
from ..models import HomeGymConfigEntry
from ..people.names import spoken_names
from ..people.people import people_of
from ..targets import in_use
from .handing_on import async_hand_on
from .meant import async_do
from .others import Others
from .rehearsing import async_rehearse
from .sentences import caught, load_sentences, sentences_of
from .spoken_languages import known
from .voice_languages import VoiceLanguages

__all__ = ["Listener", "load_sentences"]

# What hurts after a walk is said soon after it.
LISTEN_ON_S: Final = 600.0


class Listener:
    """Listen for one gym, from its set-up to its end."""

    def __init__(self, hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
        """Listen to what names the treadmill, and follow who walks."""
        self._hass = hass
        self._entry = entry
        self._walking = False
        self._names: tuple[str, ...] = ()
        self._ends: list[CALLBACK_TYPE] = []
        self._forget: CALLBACK_TYPE | None = None
        self._over: CALLBACK_TYPE | None = None
        self._languages = VoiceLanguages(hass, self._register)
        self._others = Others(hass, self._is_ours)
        self._ends.append(self._others.stop)
        for machine in entry.runtime_data.machines.values():
            self._follow(machine)
        signal = SIGNAL_MACHINE_ADDED.format(entry.entry_id)
        self._ends.append(async_dispatcher_connect(hass, signal, self._follow))
        gone = SIGNAL_MACHINE_REMOVED.format(entry.entry_id)
        self._ends.append(async_dispatcher_connect(hass, gone, self._look))
        self._register()
        # Others add templates during the start; in a house that runs, this is at once.
        self._ends.append(async_at_started(hass, self._rehearse))

    @callback
    def stop(self) -> None:
        """Listen to nothing any more."""
        self._languages.stop()
        while self._ends:
            self._ends.pop()()
        for end in (self._over, self._forget):
            if end is not None:
                end()
        self._over = self._forget = None

    @callback
    def _follow(self, machine: MachineCoordinator) -> None:
        self._ends.append(machine.async_add_listener(self._look))
        self._look()

    @callback
    def _look(self) -> None:
        """Listen to more from when somebody walks until a while after.

        So it does while somebody is to say that all is well. Who is added meanwhile
        can say who they are at once.
        """
        if any(_is_awaited(each) for each in self._machines.values()):
            if self._over is not None:
                self._over()
                self._over = None
            if not self._walking or self._names != self._known:
                self._walking = True
                self._register()
        elif self._walking and self._over is None:
            job = HassJob(self._hush, f"{DOMAIN} voice", cancel_on_shutdown=True)
            self._over = async_call_later(self._hass, LISTEN_ON_S, job)

    @callback
    def _hush(self, now: datetime) -> None:
        self._over = None
        self._walking = False
        self._register()

    @property
    def _machines(self) -> Mapping[str, MachineCoordinator]:
        return self._entry.runtime_data.machines

    @property
    def _known(self) -> tuple[str, ...]:
        """Return what the people of the gym are called."""
        return spoken_names(people_of(self._entry).values())

    @callback
    def _register(self) -> None:
        """Let Home Assistant catch what there is to listen to now."""
        if self._forget is not None:
            self._forget()
        self._names = self._known
        heard = caught(
            self._languages.spoken(), walking=self._walking, names=self._names
        )
        self._forget = get_agent_manager(self._hass).register_trigger(
            heard, self._async_said
        )
        if self._hass.state is CoreState.running:
            self._rehearse(self._hass)

    @callback
    def _rehearse(self, hass: HomeAssistant) -> None:
        # Not eager: whoever else adds templates in this moment is to have done so.
        self._entry.async_create_background_task(
            hass, async_rehearse(hass), f"{DOMAIN} rehearsal", eager_start=False
        )

    @classmethod
    def _is_ours(cls, tell: Any) -> bool:
        """Tell whether it is a gym that listens, this one or another."""
        return getattr(tell, "__func__", None) is cls._async_said

    async def _async_said(
        self, said: conversation.ConversationInput, found: RecognizeResult
    ) -> str | None:
        """Answer what is ours, hand on what is not."""
        language = known(said.language)
        belts = (each.data.belt for each in self._machines.values())
        meant = sentences_of(language).understood(
            said.text,
            walking=self._walking,
            urgent=any(belt is not Belt.STILL for belt in belts),
            names=self._known,
        )
        if meant is None:
            heard, answer = await self._others.async_tell(said)
            return answer if heard else await async_hand_on(self._hass, said)
        answer = await async_do(
            self._hass,
            meant,
            said.text,
            context=said.context,
            language=said.language,
            device_id=said.device_id,
            satellite_id=said.satellite_id,
            agent_id=said.agent_id,
        )
        # Nobody who walks waits for it.
        self._entry.async_create_background_task(
            self._hass, self._others.async_tell(said), f"{DOMAIN} others"
        )
        return answer


def _is_awaited(machine: MachineCoordinator) -> bool:
    return in_use(machine.data) or machine.state.summons is not None
