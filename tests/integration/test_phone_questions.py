"""A phone is asked only where it takes the question."""

import asyncio

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.home_gym.speaking.phone import (
    PhoneQuestion,
    async_ask,
    async_withdraw,
)

from .voices import APP, House, go_on, settle

QUESTION = PhoneQuestion(
    kind="question", about="machine_1", message="How is it now?", answers={"ok": "Good"}
)


@pytest.fixture
def house(hass: HomeAssistant) -> House:
    return House(hass)


@pytest.mark.parametrize(
    ("answer", "taken"), [(None, True), ("fail", False), ("hang", False)]
)
async def test_a_push_that_fails_has_reached_nobody(
    hass: HomeAssistant,
    house: House,
    freezer: FrozenDateTimeFactory,
    answer: str | None,
    taken: bool,
):
    if answer is not None:
        house.answers[f"notify.{APP}"] = getattr(house, answer)
    asking = asyncio.create_task(async_ask(hass, APP, QUESTION))
    await settle()
    assert asking.done() is (answer != "hang")
    await go_on(hass, freezer, 10)
    assert await asking is taken
    # What cannot be taken back is no trouble either.
    withdrawing = asyncio.create_task(async_withdraw(hass, APP, QUESTION))
    await go_on(hass, freezer, 10)
    await withdrawing
    assert len(house.calls) == 2


async def test_a_phone_that_is_gone_is_not_asked(hass: HomeAssistant, house: House):
    assert not await async_ask(hass, "mobile_app_gone", QUESTION)
    assert not house.calls
