"""Understand the JSON that steers machines over MQTT.

`gymlab/<machine>/do` takes a deed in the words of `deeds`, or a story to follow;
the answer comes on `gymlab/<machine>/did`. `gymlab/<machine>/ledger/get` has the
ledger published on `gymlab/<machine>/ledger`. An `id` in a question is repeated
in its answer. `gymlab/status` says whether the simulator is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import json
from typing import Any, Final

from .deeds import Deed, DeedError, Story
from .machine import Machine
from .records import Message, Speaker
from .stories import STORIES, read_steps

PREFIX: Final = "gymlab"
FILTERS: Final = (f"{PREFIX}/+/do", f"{PREFIX}/+/ledger/get")
STATUS_TOPIC: Final = f"{PREFIX}/status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold what a machine published because of a question, and the answer."""

    messages: list[Message]
    topic: str
    record: Mapping[str, Any]


def split_topic(topic: str) -> tuple[str, str]:
    """Return the machine and the word of a control topic."""
    _, name, word, *_ = topic.split("/")
    return name, word


def answer(machine: Machine, name: str, word: str, payload: str) -> Answer:
    """Do what a control message asks and say how it went."""
    identity, error, messages = None, None, []
    try:
        record = _read(payload)
        identity = record.pop("id", None)
        if word == "do":
            messages = _do(machine, record)
    except DeedError as refusal:
        error = str(refusal)
    result = {"id": identity, "at_s": machine.now_s, "error": error}
    if word == "ledger":
        return Answer(
            messages=messages,
            topic=f"{PREFIX}/{name}/ledger",
            record={**result, "ledger": machine.ledger.to_dict()},
        )
    return Answer(messages=messages, topic=f"{PREFIX}/{name}/did", record=result)


def _do(machine: Machine, record: Mapping[str, Any]) -> list[Message]:
    if "story" in record:
        return machine.follow(_story(record["story"]))
    return machine.perform(Deed.from_dict(record))


def _story(story: Any) -> Story:
    if isinstance(story, list):
        return read_steps(story)
    if (steps := STORIES.get(str(story))) is None:
        raise DeedError(f"unknown story: {story}")
    return steps


def _read(payload: str) -> dict[str, Any]:
    try:
        record = json.loads(payload or "{}")
    except ValueError as error:
        raise DeedError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise DeedError("not a JSON object")
    return record


def control_message(topic: str, payload: str, *, retained: bool = False) -> Message:
    """Return a message of the simulator itself."""
    return Message(
        at_s=0.0,
        speaker=Speaker.BRIDGE,
        topic=topic,
        payload=payload,
        retained=retained,
        qos=1,
    )


def status_message(word: str) -> Message:
    """Return the retained message that says whether the simulator is there."""
    return control_message(STATUS_TOPIC, word, retained=True)
