"""The pictures of recordings, for as long as their dialogs are open."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final
from uuid import uuid4

from aiohttp import web
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_PICTURES: Final[HassKey[dict[str, str]]] = HassKey(f"{DOMAIN}_pictures")
_PATH: Final = f"/api/{DOMAIN}/calibration"
# For as long as somebody may look at a result before deciding.
_SIGNED_FOR: Final = timedelta(hours=1)


@callback
def async_setup_pictures(hass: HomeAssistant) -> None:
    """Let pictures be asked for."""
    hass.data[_PICTURES] = {}
    hass.http.register_view(CalibrationView)


@callback
def async_show_picture(hass: HomeAssistant, picture: str) -> tuple[str, str]:
    """Keep a picture, and return its id and the path that it is shown by.

    An image in a page cannot log in, so the path itself is the permission.
    """
    picture_id = uuid4().hex
    hass.data[_PICTURES][picture_id] = picture
    path = async_sign_path(
        hass, f"{_PATH}/{picture_id}", _SIGNED_FOR, use_content_user=True
    )
    return picture_id, path


@callback
def async_forget_picture(hass: HomeAssistant, picture_id: str) -> None:
    """Throw a picture away, if it is still there."""
    hass.data[_PICTURES].pop(picture_id, None)


class CalibrationView(HomeAssistantView):
    """Hand out a picture to whoever has its signed path."""

    url = f"{_PATH}/{{picture_id}}"
    name = f"api:{DOMAIN}:calibration"

    async def get(self, request: web.Request, picture_id: str) -> web.Response:
        """Return the picture, as long as its dialog is open."""
        picture = request.app[KEY_HASS].data[_PICTURES].get(picture_id)
        if picture is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        return web.Response(
            text=picture,
            content_type="image/svg+xml",
            headers={"Cache-Control": "no-store"},
        )
