"""Questions to a Shelly and its answers, matched by number and by our own name."""

from collections.abc import Mapping
import json
from typing import Final

from .base import Publication
from .payload import json_object

_MOST_PENDING: Final = 32

type Answer = tuple[str, dict[str, object] | None]


class Requests:
    """The requests of one switch that wait for their answers."""

    __slots__ = ("_last_id", "_pending", "_source", "_topic")

    def __init__(self, topic: str, source: str) -> None:
        """Start with nothing asked."""
        self._topic = topic
        self._source = source
        self._last_id = 0
        self._pending: dict[int, str] = {}

    def ask(
        self, method: str, params: Mapping[str, object] | None = None
    ) -> Publication:
        """Return a request with a number of its own, and remember what it asks."""
        self._last_id += 1
        while len(self._pending) >= _MOST_PENDING:
            del self._pending[next(iter(self._pending))]
        self._pending[self._last_id] = method
        request = {"id": self._last_id, "src": self._source, "method": method}
        payload = json.dumps(
            request if params is None else {**request, "params": params},
            separators=(",", ":"),
        )
        return Publication(topic=self._topic, payload=payload)

    def answered(self, payload: str) -> Answer | None:
        """Return which method an answer is for, with its result.

        An answer to somebody else is for no method; an error has no result. What is
        no answer at all is None.
        """
        answer = json_object(payload)
        if answer is None:
            return None
        number, result = answer.get("id"), answer.get("result")
        if answer.get("dst") != self._source or type(number) is not int:
            return "", {}
        if not isinstance(result, dict):
            return self._pending.get(number, ""), None
        return self._pending.pop(number, ""), result

    def forget(self) -> None:
        """Expect no answer any more: the device was gone in the meantime."""
        self._pending.clear()
