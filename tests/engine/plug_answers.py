"""What plugs answer to the arming of their timer, as tables of scripts.

The right answers are those of the makers' documents and sources. A script takes what is
sent to the plug and returns what comes back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
import json
from typing import Any, Final

from custom_components.home_gym.dialects.base import Publication

# What the engine sets: 116 minutes from the arming, or 131 from the switching on.
TASMOTA_S: Final = 6960
SHELLY_S: Final = 7860
RESULT: Final = "stat/pow1/RESULT"
# PulseTime counts seconds + 100.
SET: Final = TASMOTA_S + 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One message of a plug, and how long after the question it comes."""

    topic: str = RESULT
    payload: str
    after_s: float = 0.0
    retained: bool = False


type Script = Callable[[Publication], Iterable[Answer]]


@dataclass(slots=True, kw_only=True)
class Tasmota:
    """Tell the settings as they were, and after an arming what the table says."""

    armed: tuple[Answer, ...] = ()
    power_on_state: int = 3
    asked: bool = False

    def __call__(self, publication: Publication) -> Iterable[Answer]:
        """Return what comes back; the arming is answered as the question after it."""
        command = publication.topic.rpartition("/")[2]
        if command == "PowerOnState":
            return (Answer(payload=json.dumps({command: self.power_on_state})),)
        if command != "PulseTime1":
            return ()
        if publication.payload:
            self.asked = True
            return ()
        return self.armed if self.asked else (pulse(set_=0, left=0),)


def pulse(
    name: str = "PulseTime1", set_: object = SET, left: object = SET, **changes: Any
) -> Answer:
    """Return an answer with a PulseTime."""
    payload = json.dumps({name: {"Set": set_, "Remaining": left}})
    return Answer(payload=payload, **changes)


def told(payload: str) -> tuple[Answer]:
    """Return one answer in words of its own."""
    return (Answer(payload=payload),)


MANY: Final = [SET, *[0] * 31]
TASMOTA_ARMED: Final[Mapping[str, tuple[Answer, ...]]] = {
    "as documented": (pulse(),),
    "on a topic of its own with SetOption4": (pulse(topic="stat/pow1/PULSETIME1"),),
    "a second has gone by": (pulse(left=SET - 1),),
    "arrays of all relays, as without an index": (pulse("PulseTime", MANY, MANY),),
    "arrays under the relay's own name": (pulse("PulseTime1", MANY, MANY),),
    "every relay under its own name": told(
        '{"PulseTime1":{"Set":7060,"Remaining":7060},'
        '"PulseTime2":{"Set":0,"Remaining":0}}'
    ),
    "numbers as text": (pulse(set_=str(SET), left=str(SET)),),
    "late, but before the next try": (pulse(after_s=4),),
    "later than the first try": (pulse(after_s=7),),
    "twice": (pulse(), pulse()),
}
TASMOTA_WRONG: Final[Mapping[str, tuple[Answer, ...]]] = {
    "no answer": (),
    "still off": (pulse(set_=0, left=0),),
    "set, but not running": (pulse(left=0),),
    "another relay's": (pulse("PulseTime2"),),
    "arrays in which ours is off": (pulse("PulseTime", [0, SET], [0, SET]),),
    "arrays without ours": (pulse("PulseTime", [], []),),
    "the text of very old firmware": told('{"PulseTime1":"7060 (Active 7060)"}'),
    "a bare number": told('{"PulseTime1":7060}'),
    "an unknown command": told('{"Command":"Unknown"}'),
    "no number": (pulse(set_="?", left="?"),),
    "negative": (pulse(set_=-SET, left=-SET),),
    "beyond 16 bits": (pulse(set_=SET + 65_536, left=SET + 65_536),),
    "a truth": (pulse(set_=True, left=True),),
    "not closed": told('{"PulseTime1":{"Set":7060'),
    "another device's": (pulse(topic="stat/pow2/RESULT"),),
    "our own command": (Answer(topic="cmnd/pow1/PulseTime1", payload=str(SET)),),
    "kept by the broker": (pulse(retained=True),),
}
# It runs, but not as it was told to: by when it fires (s after the last answer).
TASMOTA_OTHER: Final[Mapping[str, tuple[tuple[Answer, ...], float]]] = {
    "another length": ((pulse(set_=4100, left=4100),), 4000.0),
    "the number without its 100": (
        (pulse(set_=TASMOTA_S, left=TASMOTA_S),),
        TASMOTA_S - 100.0,
    ),
    "only what is left": (told('{"PulseTime1":{"Remaining":7060}}'), TASMOTA_S),
    "a length that cannot be read": ((pulse(set_="?"),), TASMOTA_S),
}


def config(**changes: object) -> dict[str, object]:
    """Return the result of Switch.GetConfig as shipped, and changes."""
    shipped: dict[str, object] = {
        "id": 0,
        "initial_state": "off",
        "auto_on": False,
        "auto_on_delay": 60.0,
        "auto_off": False,
        "auto_off_delay": 60.0,
    }
    return shipped | changes


ARMED: Final = config(auto_off=True, auto_off_delay=SHELLY_S)


@dataclass(slots=True, kw_only=True)
class Shelly:
    """Answer requests; before the first SetConfig with the settings as they were."""

    set_config: Mapping[str, object] | None = field(
        default_factory=lambda: {"restart_required": False}
    )
    get_config: Mapping[str, object] | None = field(default_factory=lambda: ARMED)
    before: Mapping[str, object] = field(default_factory=config)
    key: str = "result"
    changes: Mapping[str, object] = field(default_factory=dict)
    after_s: float = 0.0
    retained: bool = False
    times: int = 1
    asked: bool = False

    def __call__(self, publication: Publication) -> Iterable[Answer]:
        """Return what comes back for a request."""
        request = json.loads(publication.payload)
        method = request["method"]
        self.asked = self.asked or method == "Switch.SetConfig"
        settings = self.get_config if self.asked else self.before
        results = {"Switch.SetConfig": self.set_config, "Switch.GetConfig": settings}
        if (result := results.get(method)) is None:
            return ()
        reply = {"id": request["id"], "src": "plug", "dst": request["src"]}
        topic = f"{request['src']}/rpc"
        if not self.asked:
            return (
                Answer(topic=topic, payload=json.dumps(reply | {"result": result})),
            )
        payload = json.dumps({**reply, self.key: result, **self.changes})
        answer = Answer(
            topic=topic, payload=payload, after_s=self.after_s, retained=self.retained
        )
        return (answer,) * self.times


def error(code: int, message: str) -> dict[str, Any]:
    """Return that each request is answered with an error."""
    told = {"code": code, "message": message}
    return {"key": "error", "set_config": told, "get_config": told}


SHELLY_ARMED: Final[Mapping[str, Mapping[str, Any]]] = {
    "as documented": {},
    "with more than we know of": {"get_config": {**ARMED, "tag": None}},
    "no answer to the arming, but the settings": {"set_config": None},
    "late, but before the next try": {"after_s": 4},
    "later than the first try": {"after_s": 7},
    "each answer twice": {"times": 2},
}
SHELLY_WRONG: Final[Mapping[str, Mapping[str, Any]]] = {
    "no answer": {"set_config": None, "get_config": None},
    "a promise without the settings": {"get_config": None},
    "a restart is required": {"set_config": {"restart_required": True}},
    "off, with the delay taken": {"get_config": {**ARMED, "auto_off": False}},
    "another delay": {"get_config": {**ARMED, "auto_off_delay": 3600}},
    "no delay": {"get_config": {**ARMED, "auto_off_delay": None}},
    "no truth": {"get_config": {**ARMED, "auto_off": "yes"}},
    "empty settings": {"get_config": {}},
    "a password is wanted": error(401, '{"auth_type":"digest","nonce":1}'),
    "there is no such switch": error(-105, "Argument 'id', value 0 not found!"),
    "an unknown method": error(404, "No handler for Switch.SetConfig"),
    "an answer to what nobody asked": {"changes": {"id": 4711}},
    "an answer without a number": {"changes": {"id": None}},
    "an answer to somebody else": {"changes": {"dst": "iobroker"}},
    "kept by the broker": {"retained": True},
    "it would switch itself on again": {"before": config(auto_on=True)},
}
