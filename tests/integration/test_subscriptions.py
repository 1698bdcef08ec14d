"""No subscription gets lost, whoever ends theirs before its turn."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import (
    MqttMockHAClient,
    MqttMockPahoClient,
)

from custom_components.home_gym.links.subscriptions import CONFIRMED_WITHIN_S, Subscriptions

from .helpers import pass_time

SEARCHED = [f"+/search/{number}/+" for number in range(30)]
GUARDED = "gym/+"


@pytest.fixture
def told(
    mqtt_mock: MqttMockHAClient, mqtt_client_mock: MqttMockPahoClient
) -> MqttMockPahoClient:
    """Return the client, which was told of nothing that is of interest so far."""
    mqtt_client_mock.reset_mock()
    return mqtt_client_mock


async def subscribed(hass: HomeAssistant, *topics: str) -> Subscriptions:
    """Subscribe to some topics, which wait for their turn."""
    subscriptions = Subscriptions(hass)
    for topic in topics:
        await subscriptions.async_add(topic, lambda message: None)
    return subscriptions


async def turns(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let the client begin with what waits, and get some way."""
    await pass_time(hass, freezer, 0.1)
    for _ in range(10):
        await asyncio.sleep(0)


def topics_of(calls: list[Any]) -> list[str]:
    """Return the topics of some calls of the client."""
    named = [call.args[0] for call in calls]
    return [
        topic if isinstance(topic, str) else topic[0]
        for each in named
        for topic in (each if isinstance(each, list) else [each])
    ]


async def test_a_search_that_ends_early_takes_nobody_along(
    hass: HomeAssistant, told: MqttMockPahoClient, freezer: FrozenDateTimeFactory
):
    search = await subscribed(hass, *SEARCHED)
    guard = await subscribed(hass, GUARDED)
    await turns(hass, freezer)
    # In the middle of it.
    assert SEARCHED[-1] not in topics_of(told.subscribe.call_args_list)
    search.end()
    await pass_time(hass, freezer, 9, 0.1)
    assert GUARDED in topics_of(told.subscribe.call_args_list)
    assert sorted(topics_of(told.unsubscribe.call_args_list)) == sorted(SEARCHED)
    guard.end()
    await pass_time(hass, freezer, 1, 0.1)
    assert GUARDED in topics_of(told.unsubscribe.call_args_list)


async def test_what_somebody_else_has_lost_is_asked_for_again(
    hass: HomeAssistant,
    told: MqttMockPahoClient,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
):
    guard = await subscribed(hass, GUARDED)
    # What a client that has stumbled does.
    mqtt_mock.return_value._pending_subscriptions.clear()
    await pass_time(hass, freezer, CONFIRMED_WITHIN_S - 1, 0.5)
    assert topics_of(told.subscribe.call_args_list) == []
    await pass_time(hass, freezer, 2, 0.5)
    assert topics_of(told.subscribe.call_args_list) == [GUARDED]
    # And then no more.
    await pass_time(hass, freezer, 3 * CONFIRMED_WITHIN_S, 1)
    assert topics_of(told.subscribe.call_args_list) == [GUARDED]
    guard.end()


async def test_what_waits_for_a_broker_that_is_gone_ends_at_once(
    hass: HomeAssistant, told: MqttMockPahoClient, mqtt_mock: MqttMockHAClient
):
    guard = await subscribed(hass, GUARDED)
    mqtt_mock.connected = False
    guard.end()
    assert GUARDED not in guard
