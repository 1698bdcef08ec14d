"""Take a new Home Assistant through its onboarding, as its own pages do."""

from dataclasses import dataclass
import json
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from homeassistant_api import WebsocketClient

from .waiting import wait_for

NAME: Final = "Home Gym"
USERNAME: Final = "gym"
PASSWORD: Final = "gymlab"  # noqa: S105  # It guards nothing but a demo on loopback.
LANGUAGE: Final = "en"
TIMEOUT_S: Final = 30.0
READY_TIMEOUT_S: Final = 60.0
TOKEN_DAYS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Hold what opens a Home Assistant: for a person and for a program."""

    url: str
    token: str
    username: str = USERNAME
    password: str = PASSWORD


def onboard(url: str) -> Login:
    """Create the owner, finish every step that is left, return a token that lasts."""
    wait_for(lambda: _answers(url), "Home Assistant answers", READY_TIMEOUT_S)
    client = {"client_id": f"{url}/"}
    owner = {
        "name": NAME,
        "username": USERNAME,
        "password": PASSWORD,
        "language": LANGUAGE,
    }
    code = _post(f"{url}/api/onboarding/users", {**owner, **client})["auth_code"]
    token = _first_token(url, {**client, "grant_type": "authorization_code"}, code)
    _post(f"{url}/api/onboarding/analytics", {}, token)
    redirect = {**client, "redirect_uri": f"{url}/?auth_callback=1"}
    _post(f"{url}/api/onboarding/integration", redirect, token)
    return Login(url=url, token=_lasting_token(url, token))


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/api/onboarding", timeout=TIMEOUT_S):  # noqa: S310
            return True
    except OSError:
        return False


def _first_token(url: str, fields: dict[str, str], code: str) -> str:
    form = urlencode({**fields, "code": code}).encode()
    token: str = _send(Request(f"{url}/auth/token", form))["access_token"]  # noqa: S310
    return token


def _lasting_token(url: str, token: str) -> str:
    """Return a token that outlives the half hour of the first one."""
    with WebsocketClient(websocket_url(url), token) as client:
        request = client.send(
            "auth/long_lived_access_token", client_name="gymlab", lifespan=TOKEN_DAYS
        )
        lasting: Any = client.recv_result(request).result
    return str(lasting)


def websocket_url(url: str) -> str:
    """Return the address of the WebSocket API."""
    return f"{url.replace('http', 'ws', 1)}/api/websocket"


def _post(url: str, data: dict[str, Any], token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return _send(Request(url, json.dumps(data).encode(), headers))  # noqa: S310


def _send(request: Request) -> Any:
    with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
        return json.load(answer)
