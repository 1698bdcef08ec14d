"""A phone with the Home Assistant app, as far as Home Assistant can tell.

The real `mobile_app` integration registers it, pushes messages to it and takes from
its webhook what is tapped, held to a tag, and where the phone is.
"""

from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
import threading
from typing import Any, Final, Self, override

from .api import Api
from .network import LOOPBACK
from .waiting import wait_for

REGISTRATIONS: Final = "mobile_app/registrations"
TAPPED: Final = "mobile_app_notification_action"
KNOWN_S: Final = 20.0
HOME: Final = "home"
AWAY: Final = "not_home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it came in."""

    text: str
    title: str
    # What is known of it beside its words: its tag, its picture.
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, str]:
        """Return the buttons below it: what happens, by what they say."""
        return {each["title"]: each["action"] for each in self.data.get("actions", ())}


class Phone:
    """One phone in the house."""

    def __init__(self, name: str) -> None:
        """Take it out of its box."""
        self.name = name
        self.messages: list[Message] = []
        self._webhook = ""
        self._api: Api | None = None
        self._server = _Server(self.messages)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, name=name, daemon=True)

    def __enter__(self) -> Self:
        """Switch it on."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Switch it off."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def action(self) -> str:
        """Return what notifies it."""
        return f"mobile_app_{self.name.lower().replace(' ', '_')}"

    def log_in(self, api: Api) -> None:
        """Register with Home Assistant, as the app does."""
        port = self._server.server_address[1]
        answer = api.request(
            REGISTRATIONS,
            {
                "app_id": "gymlab",
                "app_name": "Gymlab",
                "app_version": "1",
                "device_id": self.name,
                "device_name": self.name,
                "manufacturer": "Gymlab",
                "model": "Phone",
                "os_name": "Android",
                "os_version": "16",
                "supports_encryption": False,
                "app_data": {
                    "push_token": self.name,
                    "push_url": f"http://{LOOPBACK}:{port}/",
                },
            },
        )
        self._webhook, self._api = answer["webhook_id"], api
        wait_for(self._is_known, f"{self.name} can be notified", KNOWN_S)

    def device_of(self, api: Api) -> str:
        """Return its device in Home Assistant."""
        wanted = ["mobile_app", self.name]
        ids: list[str] = [
            each["id"]
            for each in api.send("config/device_registry/list")
            if wanted in each["identifiers"]
        ]
        return ids[0]

    def tap(self, message: Message, answer: str) -> None:
        """Tap one of the buttons below a message."""
        data = {"action": message.answers[answer]}
        self._tell("fire_event", {"event_type": TAPPED, "event_data": data})

    def scan(self, tag: str) -> None:
        """Hold it to a tag."""
        self._tell("scan_tag", {"tag_id": tag})

    def go(self, place: str) -> None:
        """Take it somewhere."""
        self._tell("update_location", {"location_name": place})

    def _is_known(self) -> bool:
        assert self._api is not None
        return self.action in self._api.send("get_services")["notify"]

    def _tell(self, kind: str, data: dict[str, Any]) -> None:
        assert self._api is not None
        self._api.request(f"webhook/{self._webhook}", {"type": kind, "data": data})


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, messages: list[Message]) -> None:
        self.messages = messages
        super().__init__((LOOPBACK, 0), _Pushed)


class _Pushed(BaseHTTPRequestHandler):
    """Take a message that is pushed, as a push service does."""

    server: _Server

    def do_POST(self) -> None:
        pushed = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.messages.append(
            Message(
                text=pushed["message"],
                title=pushed.get("title", ""),
                data=pushed.get("data") or {},
            )
        )
        self.send_response(HTTPStatus.CREATED)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    @override
    def log_message(self, *args: Any) -> None:
        """Keep the terminal free for what happens."""
