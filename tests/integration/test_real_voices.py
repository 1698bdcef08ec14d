"""Home Assistant's own voice assistants, loudspeakers and text-to-speech behave so."""

import asyncio
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.components.media_player import MediaPlayerEntity
from homeassistant.components.media_player.const import (
    MediaPlayerEntityFeature,
    MediaPlayerState,
)
from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    async_fire_time_changed,
    mock_config_flow,
    mock_integration,
    mock_platform,
    setup_test_component_platform,
)

from custom_components.home_gym.engine.words import Urgency

from .voices import say, settle

HOLD_RAIL = "The belt is not slowing down. Hold the rail and pull the safety key."
DINNER = "Dinner is ready, and everybody is to come to the table at once."


class Satellite(AssistSatelliteEntity):
    """A voice assistant that takes its time."""

    _attr_name = "Gym"
    _attr_supported_features = AssistSatelliteEntityFeature.ANNOUNCE
    takes_s = 20.0

    def __init__(self) -> None:
        """Start in silence."""
        self.spoken: list[str] = []

    @override
    def on_pipeline_event(self, event: Any) -> None:
        """Take no part in conversations."""

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        """Return that there is nothing to configure."""
        return AssistSatelliteConfiguration(
            available_wake_words=[], active_wake_words=[], max_active_wake_words=1
        )

    @override
    async def async_set_configuration(
        self, config: AssistSatelliteConfiguration
    ) -> None:
        """Configure nothing."""

    @override
    async def async_announce(self, announcement: AssistSatelliteAnnouncement) -> None:
        """Speak to the end."""
        self.spoken.append(announcement.message)
        await asyncio.sleep(self.takes_s)


class Loudspeaker(MediaPlayerEntity):
    """A loudspeaker that shows what it plays."""

    _attr_name = "Gym"
    _attr_supported_features = (
        MediaPlayerEntityFeature.PLAY_MEDIA
        | MediaPlayerEntityFeature.MEDIA_ANNOUNCE
        | MediaPlayerEntityFeature.VOLUME_SET
    )
    _attr_state = MediaPlayerState.IDLE
    _attr_volume_level = 0.3

    def __init__(self) -> None:
        """Start in silence."""
        self.played: list[tuple[str, bool | None]] = []

    @override
    async def async_play_media(
        self, media_type: str, media_id: str, **kwargs: Any
    ) -> None:
        """Play for a while."""
        self.played.append((media_id, kwargs.get("announce")))
        self._show(MediaPlayerState.PLAYING)
        self.hass.async_create_background_task(self._fall_silent(), "silence")

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        """Turn up or down."""
        self._attr_volume_level = volume
        self.async_write_ha_state()

    async def _fall_silent(self) -> None:
        await asyncio.sleep(3.0)
        self._show(MediaPlayerState.IDLE)

    def _show(self, state: MediaPlayerState) -> None:
        self._attr_state = state
        self.async_write_ha_state()


class Voice(TextToSpeechEntity):
    """A voice that speaks German, and English if it is asked to."""

    _attr_name = "Piper"
    _attr_default_language = "de_DE"

    def __init__(self) -> None:
        """Know two languages."""
        self._attr_supported_languages = ["de_DE", "en_GB"]

    @override
    async def async_get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> TtsAudioType:
        """Return no more than a header."""
        return ("wav", b"RIFF")


async def go_on(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: int
) -> None:
    """Let time pass without waiting for who speaks, which would be for ever."""
    await settle()
    for _ in range(seconds):
        freezer.tick(1)
        async_fire_time_changed(hass)
        await settle()


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at."""
    speak = {
        "assist_satellites": ["assist_satellite.gym"],
        "tts_engine": "tts.piper",
        "media_players": ["media_player.gym"],
        "urgent_volume": 80,
    }
    return {**machine_data, "speak": speak}


class _Flow(ConfigFlow):
    """Nobody is asked anything."""


@pytest.fixture
async def real(
    hass: HomeAssistant, gym: MockConfigEntry
) -> tuple[Satellite, Loudspeaker]:
    """Return voices that Home Assistant's own components run."""
    satellite, loudspeaker, voice = Satellite(), Loudspeaker(), Voice()
    platforms = [Platform.TTS, Platform.MEDIA_PLAYER, Platform.ASSIST_SATELLITE]

    async def set_up(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, platforms)
        return True

    mock_integration(hass, MockModule("test", async_setup_entry=set_up))
    mock_platform(hass, "test.config_flow")
    for domain, entity in zip(platforms, (voice, loudspeaker, satellite), strict=True):
        setup_test_component_platform(hass, domain, [entity], from_config_entry=True)
    for component in ("homeassistant", "assist_pipeline"):
        assert await async_setup_component(hass, component, {})
    house = MockConfigEntry(domain="test")
    house.add_to_hass(hass)
    with mock_config_flow("test", _Flow):
        assert await hass.config_entries.async_setup(house.entry_id)
    await hass.async_block_till_done()
    return satellite, loudspeaker


async def test_an_urgent_text_passes_twenty_seconds_of_somebody_else(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    real: tuple[Satellite, Loudspeaker],
    freezer: FrozenDateTimeFactory,
):
    satellite, loudspeaker = real
    words = {"entity_id": "assist_satellite.gym", "message": DINNER}
    dinner = hass.services.async_call(
        "assist_satellite", "announce", words, blocking=True
    )
    hass.async_create_background_task(dinner, "dinner")
    await go_on(hass, freezer, 1)
    assert satellite.spoken == [DINNER]
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 1)
    ((media, announced),) = loudspeaker.played
    assert "message=The+belt+is+not+slowing+down" in media
    # The voice would say it in German else.
    assert "language=en_GB" in media
    assert announced
    assert loudspeaker.volume_level == 0.8
    await go_on(hass, freezer, 20)
    # The other one refused until it had finished.
    assert satellite.spoken == [DINNER, HOLD_RAIL]
    assert loudspeaker.volume_level == 0.3
    await go_on(hass, freezer, 20)


async def test_our_own_small_talk_gives_way_at_once(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    real: tuple[Satellite, Loudspeaker],
    freezer: FrozenDateTimeFactory,
):
    satellite, _ = real
    say(gym, "posture_cue", Urgency.INFO)
    await go_on(hass, freezer, 2)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert len(satellite.spoken) == 2
    assert satellite.spoken[-1] == HOLD_RAIL
    await go_on(hass, freezer, 25)


async def test_a_satellite_that_is_gone_leaves_it_to_the_loudspeaker(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    real: tuple[Satellite, Loudspeaker],
    freezer: FrozenDateTimeFactory,
):
    satellite, loudspeaker = real
    satellite._attr_available = False
    satellite.async_write_ha_state()
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 1)
    assert not satellite.spoken
    assert len(loudspeaker.played) == 1
    await go_on(hass, freezer, 5)


@pytest.mark.parametrize(
    ("language", "asked_for"),
    [
        ("de", None),
        ("en", "en_GB"),
        # It does not know it, and is left to its own.
        ("fr", None),
    ],
)
async def test_a_voice_is_asked_only_for_another_language_that_it_knows(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    real: tuple[Satellite, Loudspeaker],
    freezer: FrozenDateTimeFactory,
    language: str,
    asked_for: str | None,
):
    calls: list[ServiceCall] = []

    async def note(call: ServiceCall) -> None:
        calls.append(call)

    hass.services.async_register("tts", "speak", note)
    options = {**gym.options, "language": language}
    hass.config_entries.async_update_entry(gym, options=options)
    await settle()
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert [call.data.get("language") for call in calls] == [asked_for]
    await go_on(hass, freezer, 25)
