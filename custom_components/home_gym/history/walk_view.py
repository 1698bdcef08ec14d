"""The picture of one walk, without a word of pain, for who has its signed path.

A phone shows it to whoever looks: the picture of the entity tells more, and by then
perhaps of another walk.
"""

from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Final

from aiohttp import web
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..engine.history.course import without_pain
from ..engine.history.record import SessionRecord
from ..models import loaded_gyms
from ..texts import async_texts
from .log import History
from .paper import LIGHT
from .picture import picture

_PATH: Final = f"/api/{DOMAIN}/walk"
# A phone may have been out of reach for the night.
_SIGNED_FOR: Final = timedelta(days=1)


@callback
def async_setup_walks(hass: HomeAssistant) -> None:
    """Let pictures of walks be asked for."""
    hass.http.register_view(WalkView)


@callback
def walk_path(hass: HomeAssistant, record: SessionRecord) -> str:
    """Return the path of a picture, which is the permission to see it, for a day."""
    path = f"{_PATH}/{record.id}"
    return async_sign_path(hass, path, _SIGNED_FOR, use_content_user=True)


class WalkView(HomeAssistantView):
    """Draw a walk when somebody asks for it."""

    url = f"{_PATH}/{{session_id}}"
    name = f"api:{DOMAIN}:walk"

    async def get(self, request: web.Request, session_id: str) -> web.Response:
        """Return the picture, as long as there is the walk."""
        hass = request.app[KEY_HASS]
        for entry in loaded_gyms(hass):
            history = entry.runtime_data.history
            if (record := await _async_record(history, session_id)) is not None:
                drawn = await _async_draw(hass, history, record)
                return web.Response(body=drawn, content_type="image/png")
        return web.Response(status=HTTPStatus.NOT_FOUND)


async def _async_record(history: History, session_id: str) -> SessionRecord | None:
    now_s = dt_util.utcnow().timestamp()
    since_s = now_s - 2 * _SIGNED_FOR.total_seconds()
    records = await history.async_records(
        since_s, now_s + 1.0, lambda record: record.id == session_id, limit=1
    )
    return records[0] if records else None


async def _async_draw(
    hass: HomeAssistant, history: History, record: SessionRecord
) -> bytes:
    trace = without_pain(await history.async_trace(record))
    texts = await async_texts(hass, "picture")
    draw = partial(picture, record, trace, texts, LIGHT)
    return await hass.async_add_executor_job(draw)
