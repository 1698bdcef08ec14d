"""Tasmota: firmware of many metering plugs.

What is said here about Tasmota is from its docs (MQTT, Commands) and from
tasmota_support/support.ino, support_tasmota.ino and support_command.ino.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import re
from typing import Final, override

from ..engine.readings import Quantity, Reading
from .base import Obstacle, Publication, Traits
from .mapping import Fields, Rule, is_topic
from .payload import is_blank, is_text, json_object, number, truth
from .plug import TIMER, Fact, PlugDialect, plug_readings, switch_and_meter
from .tasmota_timer import BACKSTOP, PulseTimer, encode_pulse_time

PREFIX_PLACE: Final = "%prefix%"
TOPIC_PLACE: Final = "%topic%"
_FULL_TOPIC: Final = "%prefix%/%topic%/"
_LAST_RELAY: Final = 32
# Messages that are JSON or nothing; LWT, POWER and the like are plain text.
_ALWAYS_JSON: Final = re.compile(r"RESULT|SENSOR|STATE|STATUS\d*")
# Where a message keeps its facts: at the top, or inside an answer to STATUS.
_SCOPES: Final = ("Status", "StatusSTS", "StatusSNS")
_TELE_PERIOD_S: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TasmotaConfig:
    """Where one relay of a Tasmota device speaks, and with which words."""

    topic: str
    full_topic: str = _FULL_TOPIC
    command_prefix: str = "cmnd"
    state_prefix: str = "stat"
    telemetry_prefix: str = "tele"
    relay: int = 1
    on_words: frozenset[str] = frozenset({"on"})
    off_words: frozenset[str] = frozenset({"off"})
    online_words: frozenset[str] = frozenset({"online"})
    offline_words: frozenset[str] = frozenset({"offline"})
    metered: bool = True
    measures_with_relay_off: bool = False

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> TasmotaConfig:
        """Read a plain mapping, or raise all that is wrong with it."""
        fields = Fields(mapping)
        fields.get("dialect")
        config = cls(
            topic=fields.topic("topic"),
            full_topic=_read_full_topic(fields),
            command_prefix=fields.topic("command_prefix", "cmnd"),
            state_prefix=fields.topic("state_prefix", "stat"),
            telemetry_prefix=fields.topic("telemetry_prefix", "tele"),
            relay=fields.whole("relay", 1, minimum=1, maximum=_LAST_RELAY),
            on_words=fields.words("on_words", frozenset({"on"})),
            off_words=fields.words("off_words", frozenset({"off"})),
            online_words=fields.words("online_words", frozenset({"online"})),
            offline_words=fields.words("offline_words", frozenset({"offline"})),
            metered=fields.flag("metered", default=True),
            # With the relay off Tasmota reports 0 W, unless SetOption21 is set.
            measures_with_relay_off=fields.flag(
                "measures_with_relay_off", default=False
            ),
        )
        _check_differences(config, fields)
        fields.check()
        return config

    def base(self, prefix: str) -> str:
        """Return the full topic for a prefix, with its closing slash."""
        filled = self.full_topic.replace(PREFIX_PLACE, prefix)
        return f"{filled.replace(TOPIC_PLACE, self.topic).rstrip('/')}/"


def _read_full_topic(fields: Fields) -> str:
    text = fields.text("full_topic", _FULL_TOPIC)
    rest = text.replace(PREFIX_PLACE, "p", 1).replace(TOPIC_PLACE, "t", 1)
    missing = PREFIX_PLACE not in text or TOPIC_PLACE not in text
    # A token that is left over, such as %hostname%, has to be written out.
    if missing or "%" in rest or not is_topic(rest):
        fields.report("full_topic", Rule.TEMPLATE, (PREFIX_PLACE, TOPIC_PLACE))
        return _FULL_TOPIC
    return text


def _check_differences(config: TasmotaConfig, fields: Fields) -> None:
    if config.command_prefix in {config.state_prefix, config.telemetry_prefix}:
        fields.report("command_prefix", Rule.DIFFERENT, value=config.command_prefix)
    for key, found, other in (
        ("off_words", config.off_words, config.on_words),
        ("offline_words", config.offline_words, config.online_words),
    ):
        if both := found & other:
            fields.report(key, Rule.DIFFERENT, value=sorted(both))


class TasmotaDialect(PlugDialect):
    """One relay of a Tasmota device, with its meter."""

    __slots__ = ("_bases", "_command", "_config", "_powers", "_timer", "traits")

    key = "tasmota"

    def __init__(self, config: TasmotaConfig) -> None:
        """Work out the topics and the names of this relay."""
        self._config = config
        self._command = config.base(config.command_prefix)
        prefixes = dict.fromkeys((config.state_prefix, config.telemetry_prefix))
        self._bases = tuple(config.base(prefix) for prefix in prefixes)
        # The only relay of a device goes without a number, unless SetOption26 is set.
        unnumbered = config.relay == 1
        self._powers = (f"POWER{config.relay}", *(("POWER",) if unnumbered else ()))
        self._timer = PulseTimer(config.relay)
        self.traits = _traits(config)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return a filter for the answers and one for the telemetry."""
        return tuple(f"{base}+" for base in self._bases)

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says."""
        name = self._name(topic)
        if name is None or is_blank(payload):
            return ()
        data = json_object(payload)
        if data is not None:
            facts = self._facts(data, retained=retained)
        elif _ALWAYS_JSON.fullmatch(name) or not is_text(payload):
            return None
        else:
            facts = self._plain(name, payload)
        return plug_readings(facts, retained=retained)

    def _name(self, topic: str) -> str | None:
        for base in self._bases:
            if topic.startswith(base) and "/" not in topic[len(base) :]:
                return topic[len(base) :]
        return None

    def _plain(self, name: str, payload: str) -> Iterator[Fact]:
        config = self._config
        if name == "LWT":
            online = truth(payload, config.online_words, config.offline_words)
            yield Quantity.PLUG_ONLINE, online
        elif name in self._powers:
            yield Quantity.RELAY, self._relay_on(payload)

    def _facts(self, data: dict[str, object], *, retained: bool) -> Iterator[Fact]:
        for scope in (data, *(data.get(name) for name in _SCOPES)):
            if isinstance(scope, dict):
                yield from self._relay(scope)
                yield from self._meter(scope)
                yield from self._timer.facts(scope, retained=retained)

    def _relay(self, scope: dict[str, object]) -> Iterator[Fact]:
        for name in self._powers:
            if name in scope:
                yield Quantity.RELAY, self._relay_on(scope[name])
                return

    def _relay_on(self, value: object) -> bool | None:
        return truth(value, self._config.on_words, self._config.off_words)

    def _meter(self, scope: dict[str, object]) -> Iterator[Fact]:
        energy = scope.get("ENERGY")
        if not isinstance(energy, dict):
            return
        if "Power" in energy:
            yield Quantity.POWER, number(self._channel(energy["Power"]))
        # One counter for several channels is not the one of this relay.
        several = isinstance(energy.get("Power"), list)
        if isinstance(energy.get("Total"), list) or ("Total" in energy and not several):
            yield Quantity.ENERGY, number(self._channel(energy["Total"]))

    def _channel(self, value: object) -> object:
        """Return this relay's item of a list, or what is there for all relays."""
        if not isinstance(value, list):
            return value
        relay = self._config.relay
        return value[relay - 1] if relay <= len(value) else None

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return the questions for relay and meter.

        An empty POWER is no question: old firmware cancels a running PulseTime for
        it (Tasmota issue 9325).
        """
        topic = f"{self._command}STATUS"
        return (
            Publication(topic=topic, payload="11"),
            Publication(topic=topic, payload="8"),
        )

    @override
    def switch_off(self) -> Publication | None:
        """Return the off command of this relay.

        StateText changes the words that are published; OFF is understood with any
        of them and in any language (support.ino, GetStateNumber).
        """
        relay = self._config.relay
        name = "POWER" if relay == 1 else f"POWER{relay}"
        return Publication(topic=f"{self._command}{name}", payload="OFF")

    @override
    def obstacle(self) -> Obstacle | None:
        """Return why PulseTime cannot be armed, as far as is known."""
        return self._timer.obstacle()

    @override
    def arm(self, cap_s: float) -> tuple[Publication, ...]:
        """Return PulseTime, which counts from now on and switches nothing itself."""
        number_ = encode_pulse_time(cap_s)
        if number_ is None or cap_s < BACKSTOP.shortest_s or self.obstacle():
            return ()
        return (self._pulse_time(str(number_)),)

    @override
    def disarm(self) -> tuple[Publication, ...]:
        """Return PulseTime taken away."""
        return (self._pulse_time("0"),)

    @override
    def read_back(self) -> tuple[Publication, ...]:
        """Ask for PulseTime, and for the setting that may turn it round."""
        asked = Publication(topic=f"{self._command}PowerOnState", payload="")
        return (asked, self._pulse_time(""))

    def _pulse_time(self, payload: str) -> Publication:
        topic = f"{self._command}PulseTime{self._config.relay}"
        return Publication(topic=topic, payload=payload)


def _traits(config: TasmotaConfig) -> Traits:
    return Traits(
        reports=switch_and_meter(metered=config.metered) | TIMER,
        can_switch_off=True,
        measures_with_relay_off=config.measures_with_relay_off,
        queries_on=frozenset({Quantity.PLUG_ONLINE}),
        last_will=True,
        retained=frozenset({Quantity.PLUG_ONLINE}),
        report_interval_s=_TELE_PERIOD_S,
        backstop=BACKSTOP,
    )
