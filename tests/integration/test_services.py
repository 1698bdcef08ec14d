"""What every action does, and how it is refused."""

from collections.abc import Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.drill_action import DrillAction
from custom_components.home_gym.engine.effects import Refuse
from custom_components.home_gym.engine.view import View
from custom_components.home_gym.engine.words import (
    RED_FLAGS,
    Phase,
    Reason,
    Refusal,
    Symptom,
)
from custom_components.home_gym.errors import refused
from custom_components.home_gym.history.actions import HistoryAction
from custom_components.home_gym.people.actions import PersonAction
from custom_components.home_gym.people.pain_actions import PainAction
from custom_components.home_gym.people.week_actions import WeekAction
from custom_components.home_gym.questions.ask_action import AskAction
from custom_components.home_gym.services import Action

from .helpers import (
    Device,
    act,
    coordinator_of,
    device_id_of,
    explain,
    pass_time,
    sent,
)

STOP = ("QZ/default/control/stop", "1")


async def test_actions_are_there_before_the_gym(hass: HomeAssistant, gym):
    assert set(hass.services.async_services()[DOMAIN]) == {
        *Action,
        *AskAction,
        *DrillAction,
        *HistoryAction,
        *PainAction,
        *PersonAction,
        *WeekAction,
    }


@pytest.mark.parametrize(
    ("action", "data", "expected"),
    [
        ("stop", {}, lambda view: view.phase is Phase.STOPPING),
        ("take_break", {}, lambda view: view.phase is Phase.STOPPING),
        ("end_session", {}, lambda view: view.reason is Reason.USER_END),
        ("suspend", {}, lambda view: view.suspended and not view.suspended_until),
        (
            "suspend",
            {"duration": {"minutes": 10}},
            lambda view: view.suspended_until == 1795370405 + 600,
        ),
        ("report_pain", {}, lambda view: view.lock_reasons == (Reason.PAIN,)),
        ("report_pain", {"level": 0}, lambda view: not view.locked),
        ("report_pain", {"level": 3}, lambda view: not view.locked),
        ("report_pain", {"level": 4.1}, lambda view: view.locked),
        ("report_pain", {"level": "5"}, lambda view: view.locked),
        (
            "report_pain",
            {"level": 7, "place": "behind the left ear"},
            lambda view: view.lock_reasons == (Reason.PAIN_EMERGENCY,),
        ),
        (
            "report_pain",
            {"symptom": "cramp"},
            lambda view: view.reason is Reason.CRAMP and not view.locked,
        ),
        ("report_baseline", {"level": 2}, lambda view: not view.locked),
    ],
)
async def test_actions_during_a_walk(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    action: str,
    data: dict[str, Any],
    expected: Callable[[View], bool],
):
    await device.on()
    await device.walk(2.5, 5)
    await act(hass, action, data)
    assert expected(coordinator_of(gym).data)


@pytest.mark.parametrize("symptom", sorted(RED_FLAGS))
async def test_every_red_flag_stops_and_locks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
    symptom: Symptom,
):
    await device.on()
    await device.walk(2.5, 5)
    await act(hass, "report_pain", {"symptom": symptom.value, "level": 0})
    assert sent(mqtt_mock) == [STOP]
    assert coordinator_of(gym).data.lock_reasons == (Reason.RED_FLAG,)


async def test_a_report_is_taken_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await device.walk(2.5, 5)
    await act(hass, "report_pain")
    await pass_time(hass, freezer, 20)
    await act(hass, "take_back_pain")
    assert not coordinator_of(gym).data.locked
    # The stop goes on.
    assert coordinator_of(gym).state.ladder is not None


async def test_a_red_flag_is_released_with_a_statement(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await act(hass, "report_pain", {"symptom": "faint"})
    device.relay(on=False)
    await pass_time(hass, freezer, 24 * 3600 + 60)
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "release")
    assert error.value.translation_key == "refused_needs_medical_advice"
    await act(hass, "release", {"medical_advice_taken": True})
    assert not coordinator_of(gym).data.locked


async def test_supervision_is_resumed(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await act(hass, "suspend", {"duration": "00:05:00"})
    assert coordinator_of(gym).data.suspended
    await act(hass, "resume")
    assert not coordinator_of(gym).data.suspended


@pytest.mark.parametrize("action", ["snooze_break", "skip_break"])
async def test_a_break_is_put_off(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, action: str
):
    await device.on()
    await device.walk(2.5, 5)
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, action)
    assert error.value.translation_key == "refused_no_break_due"
    await device.walk(2.5, 600)
    await act(hass, action)
    assert not coordinator_of(gym).data.break_due


@pytest.mark.parametrize(
    ("action", "refusal"),
    [
        ("take_break", "no_session"),
        ("snooze_break", "no_session"),
        ("skip_break", "no_session"),
        ("end_session", "no_session"),
        ("suspend", "no_session"),
        ("release", "not_locked"),
        ("take_back_pain", "too_late"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    hass: HomeAssistant, device: Device, action: str, refusal: str
):
    await device.on()
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, action)
    assert error.value.translation_key == f"refused_{refusal}"
    assert str(error.value)


@pytest.mark.usefixtures("gym")
async def test_every_refusal_reads_well():
    for refusal in Refusal:
        text = str(refused(Refuse(refusal=refusal)))
        assert " " in text, refusal


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("report_pain", {"level": -1}),
        ("report_pain", {"level": 11}),
        ("report_pain", {"level": "nan"}),
        ("report_pain", {"level": "a lot"}),
        ("report_pain", {"symptom": "love"}),
        ("report_baseline", {}),
        ("suspend", {"duration": {"seconds": 10}}),
        ("suspend", {"duration": {"hours": 5}}),
        ("release", {"medical_advice_taken": "perhaps"}),
        ("stop", {"force": True}),
    ],
)
async def test_nonsense_is_told_apart(
    hass: HomeAssistant, gym: MockConfigEntry, action: str, data: dict[str, Any]
):
    with pytest.raises(probatio.Invalid):
        await act(hass, action, data)


async def test_explain(hass: HomeAssistant, device: Device):
    await device.on()
    await device.walk(2.5, 5)
    told = await explain(hass)
    assert told["phase"] == "warm_up"
    assert told["belt"]["is"] == "moving"
    assert told["rules"]["warm_up"]["cap_kmh"] == 3.0
    assert told["decisions"][-1]["effects"]


async def test_explain_of_a_named_machine(hass: HomeAssistant, device: Device):
    await device.on()
    told = await explain(hass, {"device_id": device_id_of(hass)})
    assert told["phase"] == "ready"


async def test_context_is_passed_on(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    monkeypatch: pytest.MonkeyPatch,
):
    seen = []
    coordinator = coordinator_of(gym)
    monkeypatch.setattr(
        coordinator,
        "async_observe",
        lambda observation, context=None: seen.append(context),
    )
    context = Context()
    await act(hass, "stop", context=context)
    assert seen == [context]
