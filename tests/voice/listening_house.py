"""A house whose voice assistant asks and listens, by Home Assistant's own code."""

import asyncio
from collections.abc import AsyncIterable
from typing import Any, override

from homeassistant.components.assist_pipeline.pipeline import (
    KEY_ASSIST_PIPELINE,
    PipelineEventType,
)
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteAnswer,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
    AssistSatelliteEntityFeature,
)
from homeassistant.components.stt import (
    AudioBitRates,
    AudioChannels,
    AudioCodecs,
    AudioFormats,
    AudioSampleRates,
    SpeechMetadata,
    SpeechResult,
    SpeechResultState,
    SpeechToTextEntity,
)
from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_config_flow,
    mock_integration,
    mock_platform,
    setup_test_component_platform,
)

SATELLITE = "assist_satellite.gym"
TTS, STT = "tts.piper", "stt.whisper"
# How long it takes to say anything.
SPEAKS_S = 3.0


class Satellite(AssistSatelliteEntity):
    """A voice assistant that speaks for a while, and then listens."""

    _attr_name = "Gym"
    _attr_supported_features = (
        AssistSatelliteEntityFeature.ANNOUNCE
        | AssistSatelliteEntityFeature.START_CONVERSATION
    )

    def __init__(self) -> None:
        """Start in silence."""
        self.spoken: list[str] = []
        self.asked: list[str] = []
        self.matched: list[AssistSatelliteAnswer] = []
        self._listening: set[asyncio.Task[None]] = set()

    @override
    def on_pipeline_event(self, event: Any) -> None:
        """Speak what is answered."""
        if event.type is PipelineEventType.TTS_START:
            self.spoken.append(event.data["tts_input"])

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
        await asyncio.sleep(SPEAKS_S)

    @override
    async def async_start_conversation(
        self, start_announcement: AssistSatelliteAnnouncement
    ) -> None:
        """Speak to the end, and then listen through the pipeline."""
        self.asked.append(start_announcement.message)
        await asyncio.sleep(SPEAKS_S)
        self.listen()

    def listen(self) -> None:
        """Listen, as after a wake word."""
        task = self.hass.async_create_background_task(
            self.async_accept_pipeline_from_satellite(_silence()), "listen"
        )
        self._listening.add(task)
        task.add_done_callback(self._listening.discard)

    @override
    def _question_response_to_answer(
        self, response_text: str, answers: list[dict[str, Any]]
    ) -> AssistSatelliteAnswer:
        """Match as every voice assistant does, and remember what came of it."""
        answer = super()._question_response_to_answer(response_text, answers)
        self.matched.append(answer)
        return answer


async def _silence() -> AsyncIterable[bytes]:
    yield bytes(320)


class Ears(SpeechToTextEntity):
    """Ears that hear what a test says to them."""

    _attr_name = "Whisper"

    def __init__(self, language: str) -> None:
        """Know one language."""
        self._language = language
        self._said: asyncio.Future[str] | None = None

    @property
    def listens(self) -> bool:
        """Tell whether somebody would be heard now."""
        return self._said is not None and not self._said.done()

    def say(self, text: str) -> None:
        """Let somebody say something now; nothing is silence."""
        assert self._said is not None
        self._said.set_result(text)

    @property
    @override
    def supported_languages(self) -> list[str]:
        return [self._language]

    @property
    @override
    def supported_formats(self) -> list[AudioFormats]:
        return [AudioFormats.WAV]

    @property
    @override
    def supported_codecs(self) -> list[AudioCodecs]:
        return [AudioCodecs.PCM]

    @property
    @override
    def supported_bit_rates(self) -> list[AudioBitRates]:
        return [AudioBitRates.BITRATE_16]

    @property
    @override
    def supported_sample_rates(self) -> list[AudioSampleRates]:
        return [AudioSampleRates.SAMPLERATE_16000]

    @property
    @override
    def supported_channels(self) -> list[AudioChannels]:
        return [AudioChannels.CHANNEL_MONO]

    @override
    async def async_process_audio_stream(
        self, metadata: SpeechMetadata, stream: AsyncIterable[bytes]
    ) -> SpeechResult:
        """Hear what is said."""
        self._said = asyncio.get_running_loop().create_future()
        return SpeechResult(await self._said, SpeechResultState.SUCCESS)


class Voice(TextToSpeechEntity):
    """A voice for the pipeline; nobody hears it."""

    _attr_name = "Piper"

    def __init__(self, language: str) -> None:
        """Know one language."""
        self._attr_default_language = language
        self._attr_supported_languages = [language]

    @override
    async def async_get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> TtsAudioType:
        """Return next to nothing, in the format that is asked for."""
        return ("mp3", b"ID3")


class _Flow(ConfigFlow):
    """Nobody is asked anything."""


async def move_in(hass: HomeAssistant, language: str) -> tuple[Satellite, Ears]:
    """Set up a voice assistant, its ears and its voice, and their pipeline."""
    satellite, ears, voice = Satellite(), Ears(language), Voice(language)
    platforms = [Platform.TTS, Platform.STT, Platform.ASSIST_SATELLITE]

    async def set_up(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, platforms)
        return True

    mock_integration(hass, MockModule("test", async_setup_entry=set_up))
    mock_platform(hass, "test.config_flow")
    for domain, entity in zip(platforms, (voice, ears, satellite), strict=True):
        setup_test_component_platform(hass, domain, [entity], from_config_entry=True)
    house = MockConfigEntry(domain="test")
    house.add_to_hass(hass)
    with mock_config_flow("test", _Flow):
        assert await hass.config_entries.async_setup(house.entry_id)
    await hass.async_block_till_done()
    store = hass.data[KEY_ASSIST_PIPELINE].pipeline_store
    pipeline = await store.async_create_item(
        {
            "name": "House",
            "language": language,
            "conversation_engine": "conversation.home_assistant",
            "conversation_language": language,
            "stt_engine": STT,
            "stt_language": language,
            "tts_engine": TTS,
            "tts_language": language,
            "tts_voice": None,
            "wake_word_entity": None,
            "wake_word_id": None,
        }
    )
    store.async_set_preferred_item(pipeline.id)
    await hass.async_block_till_done()
    return satellite, ears
