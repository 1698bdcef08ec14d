"""Guard the treadmill at home: warm-up, breaks, limits, and a stop that is proved."""

from typing import Any

from homeassistant.components import mqtt
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .calibration.view import async_setup_pictures
from .card.course_feed import async_setup_course
from .card.feed import async_setup_feed
from .card.file import async_setup_card
from .const import DOMAIN, PLATFORMS
from .devices import parts_of
from .drill_action import async_setup_drill_action
from .families import async_load_families
from .gym import Gym, async_forget, async_forget_orphans, machines_of
from .history.actions import async_setup_history_actions
from .history.log import History
from .history.walk_view import async_setup_walks
from .links.entity_watch import EntityWatch
from .listening.voice_setup import async_listen, async_setup_voice
from .models import HomeGymConfigEntry
from .people.actions import async_setup_person_actions
from .people.check_in_phone import CheckInPhone
from .people.file import async_forget_others
from .people.pain_actions import async_setup_pain_actions
from .people.walk_phone import WalkPhone
from .people.week_actions import async_setup_week_actions
from .people.weeks_feed import async_setup_weeks
from .policy.shelf import async_forget_policies
from .questions.ask_action import async_setup_ask_action
from .questions.following import Askers
from .services import async_setup_services
from .speaking.answering import async_follow_answers
from .speaking.phrase_shelf import async_forget_texts

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what does not depend on a gym being set up."""
    await async_load_families(hass)
    async_setup_services(hass)
    async_setup_history_actions(hass)
    async_setup_person_actions(hass)
    async_setup_pain_actions(hass)
    async_setup_week_actions(hass)
    async_setup_drill_action(hass)
    async_setup_ask_action(hass)
    async_setup_pictures(hass)
    async_setup_feed(hass)
    async_setup_course(hass)
    async_setup_weeks(hass)
    async_setup_walks(hass)
    await async_setup_card(hass)
    async_setup_voice(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> bool:
    """Set up the gym with all its machines."""
    needs_broker = any(parts_of(each.data) for each in machines_of(entry).values())
    if needs_broker and not await mqtt.async_wait_for_mqtt_client(hass):
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="mqtt_not_ready"
        )
    gym = entry.runtime_data = Gym(hass, entry)
    # Before the first machine, so that no change passes by while they are set up.
    entry.async_on_unload(entry.add_update_listener(_async_follow))
    _follow_place(hass, entry)
    EntityWatch(hass, entry)
    CheckInPhone(hass, entry)
    Askers(hass, entry)
    WalkPhone(hass, entry)
    async_follow_answers(hass, entry)
    try:
        await gym.history.async_load()
        _forget_orphans_soon(hass, entry)
        await gym.async_follow()
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    except BaseException:
        await gym.async_stop()
        raise
    await async_listen(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> bool:
    """Unload the gym; a session in progress is saved and goes on after."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        await entry.runtime_data.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Delete what was stored of the gym's machines."""
    if DOMAIN not in hass.config.components:
        # A gym that was disabled all the time has not loaded what its plugs speak.
        await async_load_families(hass)
    for subentry in machines_of(entry).values():
        await async_forget(hass, subentry)
    await async_forget_orphans(hass, entry)
    await async_forget_policies(hass)
    await async_forget_texts(hass)
    await async_forget_others(hass, ())
    await History(hass).async_remove()


def _forget_orphans_soon(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Forget them while the others run: a plug that is gone keeps nobody waiting."""

    async def forget() -> None:
        await async_forget_orphans(hass, entry)
        await entry.runtime_data.async_hand_over()

    entry.async_create_background_task(hass, forget(), f"{DOMAIN} orphans")


def _follow_place(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Let the gym's days turn by the clock on the wall, wherever the gym is now."""

    async def follow(event: Event[Any]) -> None:
        await _async_follow(hass, entry)

    entry.async_on_unload(hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, follow))


async def _async_follow(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Apply what has changed, live and only where it has."""
    await entry.runtime_data.async_follow()
