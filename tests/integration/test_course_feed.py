"""What a chart is told that is opened in the middle of a walk."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.home_gym.engine.history.course import MOST_NUMBERS
from custom_components.home_gym.engine.history.trace import MOST_POINTS, Point

from .helpers import Device, act, coordinator_of, device_id_of, pass_time

ASK = "home_gym/machine/course"


class Chart:
    """A chart that asks."""

    def __init__(self, client: Any) -> None:
        self.client = client

    async def ask(self, device_id: str) -> Any:
        await self.client.send_json_auto_id({"type": ASK, "device_id": device_id})
        return await self.client.receive_json()


@pytest.fixture
async def chart(hass: HomeAssistant, gym, hass_ws_client: WebSocketGenerator) -> Chart:
    return Chart(await hass_ws_client(hass))


async def told_of(chart: Chart, hass: HomeAssistant) -> Any:
    answer = await chart.ask(device_id_of(hass))
    assert answer["success"]
    return answer["result"]


async def test_where_nobody_walks_there_is_no_course(
    hass: HomeAssistant, device: Device, chart: Chart
):
    await device.on()
    assert await told_of(chart, hass) is None


async def test_who_opens_a_page_in_mid_walk_sees_its_beginning(
    hass: HomeAssistant, device: Device, chart: Chart
):
    await device.on()
    await device.walk(2.5, 20)
    device.power(312.0)
    await device.walk(2.8, 20)
    told = await told_of(chart, hass)
    assert told["until"] == pytest.approx(40, abs=2)
    at_s, speed_kmh, cap_kmh, phase = told["points"][0]
    assert at_s == pytest.approx(0, abs=3)
    assert (speed_kmh, cap_kmh, phase) == (2.5, 3.0, "warm_up")
    assert [point[1] for point in told["points"]] == [2.5, 2.8]
    times = [at_s for at_s, _ in told["watts"]]
    assert times == sorted(times)
    assert times[0] == pytest.approx(20, abs=2)
    assert {watts for _, watts in told["watts"]} == {312}


async def test_the_feed_marks_the_same_session(
    hass: HomeAssistant, device: Device, gym: MockConfigEntry, chart: Chart
):
    await device.on()
    await device.walk(2.5, 10)
    told = await told_of(chart, hass)
    kind = "home_gym/machine/subscribe"
    ask = {"type": kind, "device_id": device_id_of(hass)}
    await chart.client.send_json_auto_id(ask)
    await chart.client.receive_json()
    course = (await chart.client.receive_json())["event"]["course"]
    assert course["session"] == told["session"]
    now_s = coordinator_of(gym).clock.now().utc_s
    assert course["began"] + told["until"] == pytest.approx(now_s, abs=1.0)
    assert course["marks"] == []


async def test_pain_is_marked_by_its_moment_and_nothing_else(
    hass: HomeAssistant,
    device: Device,
    gym: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
):
    chart = Chart(await hass_ws_client(hass, hass_read_only_access_token))
    await device.on()
    await device.walk(2.5, 10)
    await act(hass, "report_pain", {"level": 3, "place": "left_knee"})
    await device.walk(2.5, 5)
    ask = {"type": "home_gym/machine/subscribe", "device_id": device_id_of(hass)}
    await chart.client.send_json_auto_id(ask)
    await chart.client.receive_json()
    feed = (await chart.client.receive_json())["event"]
    ((at_s, what),) = feed["course"]["marks"]
    assert (at_s, what) == (pytest.approx(10, abs=2), "pain")
    whole = json.dumps([feed, await told_of(chart, hass)])
    for secret in ("left_knee", "level", "place", "caution", "mild"):
        assert secret not in whole


async def test_a_walk_goes_on_after_a_reload(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, chart: Chart
):
    await device.on()
    await device.walk(2.5, 20)
    before = await told_of(chart, hass)
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    device.forget()
    await device.on()
    await device.walk(2.5, 10)
    after = await told_of(chart, hass)
    assert after["session"] == before["session"]
    assert after["points"][0] == before["points"][0]


async def test_however_long_the_walk_it_is_told_in_few_numbers(
    hass: HomeAssistant, device: Device, gym: MockConfigEntry, chart: Chart
):
    await device.on()
    await device.walk(2.5, 5)
    device.power(300.0)
    await device.walk(2.5, 5)
    machine = coordinator_of(gym)
    samples = machine.journal._sessions[-1]["samples"]
    samples.extend([list(samples[-1]) for _ in range(7200)])
    diary = machine.log._diary
    assert diary is not None
    for number in range(1000):
        speed_kmh = 2.0 + number % 2
        diary._writer.add(Point(at_s=20.0 + number * 7, speed_kmh=speed_kmh))
    told = await told_of(chart, hass)
    assert 100 < len(told["points"]) <= MOST_POINTS
    assert 100 < len(told["watts"]) <= MOST_NUMBERS


async def test_what_cannot_be_told_is_said_quietly(
    hass: HomeAssistant, chart: Chart, caplog: pytest.LogCaptureFixture
):
    answer = await chart.ask("nobody")
    assert answer["error"]["code"] == "machine_not_found"
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


async def test_a_walk_that_is_over_has_no_course(
    hass: HomeAssistant, device: Device, chart: Chart
):
    await device.on()
    await device.walk(2.5, 20)
    await device.stand(3)
    await act(hass, "end_session")
    await pass_time(hass, device.freezer, 1.0)
    assert await told_of(chart, hass) is None
