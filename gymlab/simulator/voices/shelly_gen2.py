"""Speak like a Shelly Plus, Pro, Gen3 or Gen4: JSON-RPC over MQTT."""

from collections.abc import Callable, Mapping, Set as AbstractSet
from dataclasses import dataclass, replace
import json
import math
from random import Random
from typing import Any, Final, Self, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author, Cause, Message, Order, Outcome

from .base import Status
from .shelly_gen2_words import RpcError, Settings, component, delta_of, read_request
from .wifi_plug import BEGAN, WifiPlugVoice

# While the power changes it is told about every two seconds.
POWER_EVERY_S: Final = 2.0
POWER_STEP_W: Final = 1.0
MINUTE_S: Final = 60.0
SOURCES: Final = {Cause.PERSON: "button", Cause.REMOTE: "MQTT", Cause.TIMER: "timer"}

type Method = Callable[[dict[str, Any], float, Author], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellyGen2Settings:
    """Describe one plug's name and what it publishes, as it is shipped.

    `late_s` is how long some firmwares take to publish a switch; the name is its
    owner's.
    """

    base: str = "gymplug"
    device_id: str = "shellyplugsg3-8cbfea9585e8"
    switch: int = 0
    rpc_ntf: bool = True
    status_ntf: bool = False
    enable_control: bool = False
    metered: bool = True
    late_s: float = 0.0
    name: str | None = None

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug of a fleet."""
        return replace(self, base=f"{self.base}{suffix}")


class ShellyGen2Voice(WifiPlugVoice):
    """Report a plug's changes, and answer requests where they ask to."""

    def __init__(
        self,
        settings: ShellyGen2Settings,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(plug, faults, random, outbox)
        self.settings = settings
        # Of switching on again it is not known, and of auto_off only that OFF and ON
        # begin it anew.
        plug.on_again_restarts_timer = False
        self.switch_settings = Settings(plug)
        self._told: dict[str, Any] = {}
        self._source = "init"
        self._relay_due_s = math.inf
        self._power_due_s = 0.0
        self._minute_due_s = 0.0
        self._methods: dict[str, Method] = {
            "Switch.Set": self._set,
            "Switch.Toggle": self._toggle,
            "Switch.GetStatus": self._get_status,
            "Switch.GetConfig": self._get_config,
            "Switch.SetConfig": self._set_config,
            "Shelly.GetDeviceInfo": self._get_info,
            "Shelly.GetStatus": self._get_everything,
        }

    @property
    @override
    def subscriptions(self) -> tuple[str, ...]:
        control = (self._topic("command/#"),) if self.settings.enable_control else ()
        return (self._topic("rpc"), *control)

    @property
    @override
    def status(self) -> Status:
        # Not retained: who comes later does not know of the plug.
        return Status(
            topic=self._topic("online"), here="true", gone="false", retained=False
        )

    @property
    @override
    def garbage_topics(self) -> tuple[str, ...]:
        return (self._topic("events/rpc"), self._topic(f"status/{self._component}"))

    @override
    def introduce(self, at_s: float) -> None:
        self.greet(at_s)
        self._told = self._status(at_s)
        everything = {self._component: self._told, "sys": self._system(at_s)}
        self._notify(at_s, "NotifyFullStatus", everything)
        self._tell_status(at_s)
        self._minute_due_s = at_s + MINUTE_S

    @override
    def attend(self, at_s: float) -> None:
        keys: set[str] = set()
        if at_s >= self._relay_due_s:
            self._relay_due_s = math.inf
            keys |= {"output", "source", "timer_started_at", "timer_duration"}
        if at_s >= self._minute_due_s:
            self._minute_due_s = at_s + MINUTE_S
            keys |= {"aenergy"}
        told_w = self._told.get("apower", 0.0)
        moved = abs(self._power_w - told_w) >= POWER_STEP_W
        if at_s >= self._power_due_s and moved:
            self._power_due_s = at_s + POWER_EVERY_S
            keys |= {"apower", "current"}
        if keys:
            self._tell_changes(at_s, keys)

    @override
    def report_relay(self, at_s: float) -> None:
        self._source = SOURCES.get(self._plug.last_author.cause, "init")
        self._relay_due_s = at_s + self.settings.late_s
        if not self.settings.late_s:
            self.attend(at_s)

    @override
    def hear(self, topic: str, payload: str) -> Order | None:
        if not self.is_running:
            return None
        if topic == self._topic("rpc"):
            return Order(word="rpc", argument=payload)
        if self.settings.enable_control and topic == self._topic(
            f"command/{self._component}"
        ):
            return Order(word="control", argument=payload)
        return None

    @override
    def obey(self, order: Order, at_s: float, author: Author) -> Outcome:
        if order.word == "control":
            return self._control(order.argument, at_s, author)
        request = read_request(order.argument)
        if request is None:
            return Outcome.IGNORED
        reply = {"id": request.get("id"), "src": self.settings.device_id}
        try:
            reply["result"] = self._call(request, at_s, author)
        except RpcError as error:
            reply["error"] = {"code": error.code, "message": str(error)}
        # Who does not say where to answer gets no answer.
        if source := request.get("src"):
            reply["dst"] = source
            self.say(at_s, f"{source}/rpc", json.dumps(reply))
        return Outcome.IGNORED if "error" in reply else Outcome.APPLIED

    def _call(self, request: dict[str, Any], at_s: float, author: Author) -> Any:
        name, params = str(request["method"]), request.get("params") or {}
        if (method := self._methods.get(name)) is None:
            raise RpcError(404, f"No handler for {name}")
        if not isinstance(params, dict):
            raise RpcError(-103, "Params must be an object!")
        if name.startswith("Switch.") and params.get("id") != self.settings.switch:
            raise RpcError(-105, f"Argument 'id', value {params.get('id')} not found!")
        try:
            return method(params, at_s, author)
        except (TypeError, ValueError) as error:
            raise RpcError(-103, str(error)) from error

    def _set(self, params: dict[str, Any], at_s: float, author: Author) -> Any:
        on = params.get("on")
        if not isinstance(on, bool):
            raise RpcError(-103, "Missing required argument 'on'!")
        before = self._plug.relay_on
        self._plug.switch(on, author)
        if seconds := params.get("toggle_after"):
            self._plug.switch_back_after(float(seconds), author)
            self._relay_due_s = at_s
        return {"was_on": before}

    def _toggle(self, params: dict[str, Any], at_s: float, author: Author) -> Any:
        return self._set({**params, "on": not self._plug.relay_on}, at_s, author)

    def _get_status(self, params: dict[str, Any], at_s: float, author: Author) -> Any:
        return self._status(at_s)

    def _get_config(self, params: dict[str, Any], at_s: float, author: Author) -> Any:
        return {"id": self.settings.switch, **self.switch_settings.record()}

    def _set_config(self, params: dict[str, Any], at_s: float, author: Author) -> Any:
        self.switch_settings.change(params.get("config"), author)
        return {"restart_required": False}

    def _get_everything(
        self, params: dict[str, Any], at_s: float, author: Author
    ) -> Any:
        return {self._component: self._status(at_s), "sys": self._system(at_s)}

    def _get_info(self, params: dict[str, Any], at_s: float, author: Author) -> Any:
        settings = self.settings
        return {"name": settings.name, "id": settings.device_id, "auth_en": False}

    def _control(self, word: str, at_s: float, author: Author) -> Outcome:
        wanted = {"on": True, "off": False, "toggle": not self._plug.relay_on}
        if word not in wanted:
            self.say(at_s, self._topic(f"error/{self._component}"), "bad command")
            return Outcome.IGNORED
        self._plug.switch(wanted[word], author)
        return Outcome.APPLIED

    def _tell_changes(self, at_s: float, keys: set[str]) -> None:
        """Tell what is different in some keys; what is gone is told as null."""
        now = self._status(at_s)
        changes = delta_of(self._told, now, keys)
        self._told = {
            key: value
            for key, value in {**self._told, **changes}.items()
            if value is not None
        }
        if changes:
            delta = {"id": self.settings.switch, **changes}
            self._notify(at_s, "NotifyStatus", {self._component: delta})
            self._tell_status(at_s)

    def _tell_status(self, at_s: float) -> None:
        if self.settings.status_ntf:
            topic = self._topic(f"status/{self._component}")
            # Its blanks are other than those of a notification.
            self.say(at_s, topic, json.dumps(self._status(at_s)))

    def _notify(self, at_s: float, method: str, parts: Mapping[str, Any]) -> None:
        if not self.settings.rpc_ntf:
            return
        record = {
            "src": self.settings.device_id,
            "dst": self._topic("events"),
            "method": method,
            "params": {"ts": round(self._unix_s(at_s), 2), **parts},
        }
        payload = json.dumps(record, separators=(",", ":"))
        self.say(at_s, self._topic("events/rpc"), payload)

    def _status(self, at_s: float) -> dict[str, Any]:
        return component(
            self._plug,
            switch=self.settings.switch,
            source=self._source,
            power_w=self._power_w if self.settings.metered else None,
            began_unix_s=BEGAN.timestamp(),
            at_s=at_s,
        )

    def _system(self, at_s: float) -> dict[str, Any]:
        uptime_s = int(at_s - (self._booted_s or 0.0))
        return {"unixtime": int(self._unix_s(at_s)), "uptime": uptime_s}

    def _unix_s(self, at_s: float) -> float:
        return BEGAN.timestamp() + at_s

    @property
    def _component(self) -> str:
        return f"switch:{self.settings.switch}"

    def _topic(self, word: str) -> str:
        return f"{self.settings.base}/{word}"
