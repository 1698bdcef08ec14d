"""What a satellite says of itself: a voice assistant with a loudspeaker."""

from collections.abc import Mapping, Sequence
from typing import Final

from aioesphomeapi import api_pb2 as pb
from aioesphomeapi.model import MediaPlayerEntityFeature, VoiceAssistantFeature

from .native_api import Message

PLAYER_KEY: Final = 1
VOLUME: Final = 0.3
RATE_HZ: Final = 16_000
_VOICE: Final = (
    VoiceAssistantFeature.VOICE_ASSISTANT
    | VoiceAssistantFeature.API_AUDIO
    | VoiceAssistantFeature.ANNOUNCE
    | VoiceAssistantFeature.START_CONVERSATION
)
_PLAYER: Final = (
    MediaPlayerEntityFeature.PLAY_MEDIA
    | MediaPlayerEntityFeature.MEDIA_ANNOUNCE
    | MediaPlayerEntityFeature.STOP
    | MediaPlayerEntityFeature.VOLUME_SET
)
_FORMATS: Final = [
    pb.MediaPlayerSupportedFormat(
        format="wav",
        sample_rate=RATE_HZ,
        num_channels=1,
        sample_bytes=2,
        purpose=purpose,
    )
    for purpose in (
        pb.MEDIA_PLAYER_FORMAT_PURPOSE_DEFAULT,
        pb.MEDIA_PLAYER_FORMAT_PURPOSE_ANNOUNCEMENT,
    )
]


def introduction(name: str, number: int) -> Mapping[type, Sequence[Message]]:
    """Return what a satellite answers to whoever asks it about itself."""
    hello = pb.HelloResponse(api_version_major=1, api_version_minor=14, name=name)
    device = pb.DeviceInfoResponse(
        name=name,
        friendly_name=name.title(),
        mac_address=f"02:00:00:00:00:{number:02X}",
        esphome_version="2026.10.0",
        voice_assistant_feature_flags=_VOICE,
    )
    player = pb.ListEntitiesMediaPlayerResponse(
        object_id="loudspeaker",
        key=PLAYER_KEY,
        name="Loudspeaker",
        supported_formats=_FORMATS,
        feature_flags=_PLAYER,
    )
    # There is no wake word to choose.
    configuration = pb.VoiceAssistantConfigurationResponse(max_active_wake_words=1)
    return {
        pb.HelloRequest: [hello],
        pb.DeviceInfoRequest: [device],
        pb.ListEntitiesRequest: [player, pb.ListEntitiesDoneResponse()],
        pb.SubscribeStatesRequest: [shown(pb.MEDIA_PLAYER_STATE_IDLE, VOLUME)],
        pb.VoiceAssistantConfigurationRequest: [configuration],
        pb.PingRequest: [pb.PingResponse()],
        pb.DisconnectRequest: [pb.DisconnectResponse()],
    }


def shown(state: int, volume: float) -> Message:
    """Return what the loudspeaker shows."""
    return pb.MediaPlayerStateResponse(key=PLAYER_KEY, state=state, volume=volume)
