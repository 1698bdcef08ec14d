"""Names that the whole integration shares."""

from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "home_gym"
PLATFORMS: Final = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TODO,
)
SUBENTRY_MACHINE: Final = "machine"
SUBENTRY_PERSON: Final = "person"

CONF_TURN_HOUR: Final = "turn_hour"
CONF_TREADMILL: Final = "treadmill"
CONF_PLUG: Final = "plug"
CONF_DIALECT: Final = "dialect"
CONF_VERIFIED: Final = "verified"
CONF_POWER_CUT: Final = "power_cut"
CONF_POLICY: Final = "policy"
CONF_MODES: Final = "modes"
CONF_NUMBERS: Final = "numbers"
CONF_PERSON: Final = "person"
CONF_PHONE: Final = "phone"
CONF_WALK_PICTURE: Final = "walk_picture"
CONF_SPEAK: Final = "speak"
CONF_SATELLITES: Final = "assist_satellites"
CONF_TTS: Final = "tts_engine"
CONF_MEDIA_PLAYERS: Final = "media_players"
CONF_NOTIFIERS: Final = "notifiers"
CONF_NOTIFY_ACTIONS: Final = "notify_actions"
CONF_ASK: Final = "ask_by"
CONF_URGENT_VOLUME: Final = "urgent_volume"
CONF_LANGUAGE: Final = "language"
CONF_QUIET_FROM: Final = "quiet_from"
CONF_QUIET_TO: Final = "quiet_to"
CONF_CONTACTS: Final = "contacts"
CONF_CONTACT_ACTIONS: Final = "contact_actions"
CONF_EMERGENCY_NUMBER: Final = "emergency_number"
CONF_DETAILS: Final = "speak_details"
CONF_CAN_SLOW: Final = "can_slow"
CONF_MINIMUM_SPEED: Final = "minimum_speed_kmh"
CONF_MAXIMUM_SPEED: Final = "maximum_speed_kmh"
CONF_MOVING_ABOVE: Final = "moving_above_w"
CONF_STILL_BELOW: Final = "still_below_w"
CONF_DRILL: Final = "drill"
CONF_STOP_TIME: Final = "stop_time_s"
CONF_TIME_DIVISOR: Final = "time_divisor"
CONF_ENTITIES: Final = "entities"
CONF_SPEED: Final = "speed"
CONF_DISTANCE: Final = "distance"
CONF_MOVING_TIME: Final = "moving_time"
CONF_POWER: Final = "power"
CONF_RELAY: Final = "relay"
CONF_STOP: Final = "stop"
CONF_SWITCH_OFF: Final = "switch_off"
CONF_PRESENCE: Final = "presence"
CONF_PRESENCE_BY_CADENCE: Final = "presence_by_cadence"
CONF_SPEED_ON_CHANGE: Final = "speed_on_change"
CONF_SPEED_INTERVAL: Final = "speed_interval_s"
CONF_MEASURES_OFF: Final = "measures_with_relay_off"
CONF_POWER_INTERVAL: Final = "power_interval_s"
CONF_POWER_DELAY: Final = "power_delay_s"

# The key of the entity that says who walks.
WALKER: Final = "walker"

DEFAULT_TURN_HOUR: Final = 4
DEFAULT_MAXIMUM_SPEED_KMH: Final = 20.0
# Only a simulated device, whose name begins so, may have its time divided.
SIMULATED_PREFIX: Final = "gymlab"

# Keyed by the machine's subentry id, so that listeners outlive reloads.
SIGNAL_EVENT: Final = f"{DOMAIN}_{{}}_event"
SIGNAL_PAIN: Final = f"{DOMAIN}_{{}}_pain"
SIGNAL_QUESTION: Final = f"{DOMAIN}_{{}}_question"
SIGNAL_CARDS: Final = f"{DOMAIN}_{{}}_cards"
# Keyed by the gym's entry id.
SIGNAL_MACHINE_ADDED: Final = f"{DOMAIN}_{{}}_machine_added"
SIGNAL_MACHINE_REMOVED: Final = f"{DOMAIN}_{{}}_machine_removed"
SIGNAL_MACHINE_CHANGED: Final = f"{DOMAIN}_{{}}_machine_changed"
SIGNAL_PERSON_ADDED: Final = f"{DOMAIN}_{{}}_person_added"
