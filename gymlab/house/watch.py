"""Watch the states of a Home Assistant as they change, over its WebSocket API."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import threading
import time
from typing import Any, Final

from homeassistant_api import WebsocketClient
from homeassistant_api.models.websocket import FiredEvent

from .api import UNREACHABLE
from .onboarding import Login, websocket_url

# More than any story needs; a demo may run for days.
KEPT: Final = 50_000
RETRY_S: Final = 0.25
# The state of an entity that was removed.
GONE: Final = {"state": "unavailable", "attributes": {}}
# A Home Assistant that starts or stops may answer with anything.
LOST: Final = (*UNREACHABLE, TypeError, ValueError)

type Listener = Callable[[Change], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One state as it came in; the time is monotonic."""

    at_s: float
    entity_id: str
    state: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    before: str | None = None


class Watch:
    """Keep the present states and every change; come back after a restart."""

    def __init__(self, login: Login, on_change: Listener | None = None) -> None:
        """Prepare a thread that listens."""
        self._login = login
        self._on_change = on_change
        self._states: dict[str, Change] = {}
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._news = threading.Condition()
        self._ended = threading.Event()
        self._connected = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self, timeout_s: float) -> bool:
        """Begin to listen, and tell whether it worked."""
        self._thread.start()
        return self._connected.wait(timeout_s)

    def end(self) -> None:
        """Listen no more; the thread ends with its connection."""
        self._ended.set()

    def state(self, entity_id: str) -> Change | None:
        """Return the present state of an entity."""
        with self._news:
            return self._states.get(entity_id)

    def changes(self, entity_id: str, since_s: float = 0.0) -> list[Change]:
        """Return the changes of an entity since a time."""
        with self._news:
            return [
                change
                for change in self._changes
                if change.entity_id == entity_id and change.at_s >= since_s
            ]

    def wait[Found](self, look: Callable[[], Found], timeout_s: float) -> Found:
        """Look again after each change until something is found or time is up."""
        with self._news:
            return self._news.wait_for(look, timeout_s)

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._listen()
            except LOST:
                self._connected.clear()
                self._ended.wait(RETRY_S)

    def _listen(self) -> None:
        url = websocket_url(self._login.url)
        with (
            WebsocketClient(url, self._login.token) as client,
            client.listen_events("state_changed") as events,
        ):
            # What changed before the subscription is taken in, but is no news.
            for state in client.get_states():
                self._note(state.entity_id, state.model_dump(), quiet=True)
            self._connected.set()
            for event in events:
                if isinstance(event, FiredEvent):
                    new = event.data["new_state"] or GONE
                    self._note(event.data["entity_id"], new)
                if self._ended.is_set():
                    return

    def _note(
        self, entity_id: str, new: Mapping[str, Any], *, quiet: bool = False
    ) -> None:
        with self._news:
            before = self._states.get(entity_id)
            change = Change(
                at_s=time.monotonic(),
                entity_id=entity_id,
                state=new["state"],
                attributes=new["attributes"],
                before=before.state if before else None,
            )
            self._states[entity_id] = change
            if not quiet:
                self._changes.append(change)
            self._news.notify_all()
        if self._on_change and not quiet:
            self._on_change(change)
