"""Which families' settings can be read and set over MQTT.

The others are set on the device: a Shelly of the first generation over HTTP, ESPHome
and OpenBeken in what they are made of, and of any other plug nothing is known.
"""

from collections.abc import Callable, Mapping
from typing import Final

from .preflight import PlugSettings
from .shelly_gen2 import ShellyGen2Dialect
from .shelly_gen2_preflight import ShellyGen2Settings
from .tasmota import TasmotaDialect
from .tasmota_preflight import TasmotaSettings
from .zigbee2mqtt import Zigbee2MqttDialect
from .zigbee2mqtt_preflight import Zigbee2MqttSettings

PREFLIGHTS: Final[Mapping[str, Callable[[Mapping[str, object]], PlugSettings]]] = {
    TasmotaDialect.key: TasmotaSettings,
    ShellyGen2Dialect.key: ShellyGen2Settings,
    Zigbee2MqttDialect.key: Zigbee2MqttSettings,
}


def plug_settings(mapping: Mapping[str, object] | None) -> PlugSettings | None:
    """Return the settings of a plug, None where they cannot be read."""
    create = PREFLIGHTS.get(str(mapping.get("dialect"))) if mapping else None
    return None if mapping is None or create is None else create(mapping)
