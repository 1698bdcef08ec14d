"""Talk to a Home Assistant: actions, states, commands, dialogs."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPMethod
import threading
from typing import Any, Final, Self

from homeassistant_api import Client, WebsocketClient
from homeassistant_api.errors import (
    EndpointNotFoundError,
    HomeassistantAPIError,
    RequestError,
    WebsocketError,
)

from .onboarding import Login, websocket_url
from .waiting import wait_for

TIMEOUT_S: Final = 30.0
START_TIMEOUT_S: Final = 60.0
PROGRESS_TIMEOUT_S: Final = 90.0
LOOK_EVERY_S: Final = 0.5
# What the REST client raises while nobody listens on the port is its library's own.
UNREACHABLE: Final = (HomeassistantAPIError, OSError)
LOST: Final = (WebsocketError, OSError)


class RefusedError(Exception):
    """Say what Home Assistant refused to do, in its own words."""


class Api:
    """One Home Assistant, as its owner."""

    def __init__(self, login: Login) -> None:
        """Remember where it is; nothing is sent yet."""
        self.login = login
        # One connection for all commands: the library's way to close one has Home
        # Assistant write a warning into its log.
        self._socket: WebsocketClient | None = None
        self._lock = threading.Lock()
        self._client = Client(
            f"{login.url}/api",
            login.token,
            global_request_kwargs={"timeout": TIMEOUT_S},
        )

    def wait_running(self) -> None:
        """Wait until everything is started."""
        wait_for(self._is_running, "Home Assistant is running", START_TIMEOUT_S)

    def _is_running(self) -> bool:
        try:
            return bool(self._client.get_config()["state"] == "RUNNING")
        except UNREACHABLE:
            return False

    def act(self, domain: str, action: str, **data: Any) -> None:
        """Call an action, or raise that it was refused."""
        try:
            self._client.trigger_service(domain, action, **data)
        except RequestError as error:
            raise RefusedError(str(error)) from error

    def ask(self, domain: str, action: str, **data: Any) -> dict[str, Any]:
        """Call an action and return what it answers."""
        return self._client.trigger_service_with_response(domain, action, **data)[1]

    def state(self, entity_id: str) -> str | None:
        """Return the state of an entity, None where there is no such entity."""
        try:
            return self._client.get_state(entity_id=entity_id).state
        except EndpointNotFoundError:
            return None

    def send(self, command: str, **data: Any) -> Any:
        """Send one command over the WebSocket API and return its result."""
        with self._lock:
            try:
                return self._send(command, data)
            except LOST:
                # Home Assistant was started anew since the last command.
                self._socket = None
                return self._send(command, data)

    def close(self) -> None:
        """Close the connection, for which a Home Assistant that stops would wait."""
        with self._lock:
            if self._socket is not None:
                with suppress(*LOST):
                    self._socket.__exit__(None, None, None)
                self._socket = None

    def _send(self, command: str, data: Mapping[str, Any]) -> Any:
        if self._socket is None:
            url = websocket_url(self.login.url)
            self._socket = WebsocketClient(url, self.login.token).__enter__()
        return self._socket.recv_result(self._socket.send(command, **data)).result

    def request(self, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """Get something from the REST API, or post something to it."""
        if data is None:
            return self._client.request(path)
        return self._client.request(path, method=HTTPMethod.POST, json=dict(data))


class Dialog:
    """One config flow, gone through as the pages of the settings do."""

    def __init__(self, api: Api, path: str, shown: Mapping[str, Any]) -> None:
        """Go on with a dialog that has been begun."""
        self._api = api
        self._path = path
        self.shown = dict(shown)

    @classmethod
    def begin(cls, api: Api, path: str, handler: Any, **context: Any) -> Self:
        """Begin a dialog."""
        return cls(api, path, api.request(path, {"handler": handler, **context}))

    @classmethod
    def resume(cls, api: Api, path: str, flow_id: str) -> Self:
        """Take up a dialog that Home Assistant has begun."""
        return cls(api, path, api.request(f"{path}/{flow_id}"))

    @property
    def place(self) -> str:
        """Return which page is shown, or how the dialog has ended."""
        return str(self.shown.get("step_id") or self.shown["type"])

    def fill(
        self,
        step: str,
        data: Mapping[str, Any],
        meanwhile: Callable[[], object] = bool,
    ) -> None:
        """Fill in the form of a step that has to be shown.

        Where Home Assistant then takes its time, something can be done meanwhile.
        """
        self._expect("form", step)
        self._submit(data, meanwhile)
        if errors := self.shown.get("errors"):
            raise RefusedError(f"{step}: {errors}")

    def choose(self, step: str, *options: str) -> str:
        """Choose the first of some options that a menu offers, and return it."""
        self._expect("menu", step)
        offered = self.shown["menu_options"]
        chosen = next((each for each in options if each in offered), None)
        if chosen is None:
            raise RefusedError(f"{step} offers {offered}, none of {options}")
        self._submit({"next_step_id": chosen}, bool)
        return chosen

    def finish(self) -> dict[str, Any]:
        """Return the end of a dialog that has created or changed something."""
        if self.shown["type"] == "create_entry":
            return self.shown
        if self.shown.get("reason") in {"reconfigure_successful", "machine_added"}:
            return self.shown
        raise RefusedError(f"the dialog ended with {self.shown}")

    def _submit(self, data: Mapping[str, Any], meanwhile: Callable[[], object]) -> None:
        address = f"{self._path}/{self.shown['flow_id']}"
        self.shown = self._api.request(address, data)

        def is_done() -> bool:
            if self.shown["type"] == "progress":
                meanwhile()
                self.shown = self._api.request(address)
            return bool(self.shown["type"] != "progress")

        wait_for(
            is_done, f"{self.place} ends", PROGRESS_TIMEOUT_S, every_s=LOOK_EVERY_S
        )

    def _expect(self, kind: str, step: str) -> None:
        if self.shown["type"] != kind or self.shown.get("step_id") != step:
            raise RefusedError(f"expected the {kind} {step}, but got {self.shown}")
