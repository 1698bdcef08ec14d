"""Health data stays home: a report's number, place and symptom are told to nobody.

They stand in the machine's state file, in the person's own, and in the action call that
brought them, which Home Assistant itself records like every other.
"""

from collections.abc import Iterator, Sequence
import json
import logging
from pathlib import Path
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_CALL_SERVICE, MATCH_ALL
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_mock_service,
)

from custom_components.home_gym.const import DOMAIN, SIGNAL_EVENT
from custom_components.home_gym.diagnostics import async_get_config_entry_diagnostics
from custom_components.home_gym.engine.effects import Record
from custom_components.home_gym.engine.observations import (
    ReportPain,
    SelectPerson,
    TakeBackPain,
)
from custom_components.home_gym.engine.words import Event as Transition, Symptom

from .helpers import (
    MACHINE_ID,
    Device,
    act,
    coordinator_of,
    explain,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
)

PERSON = "person.annabella"
# A number that nothing else here has by chance.
LEVEL = 9
PLACE = "left_of_the_fifth_lumbar_vertebra"
PHONE = "notify.phone"
SECRETS = (PLACE, PERSON, *Symptom)


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with one place to speak at."""
    return {**machine_data, "speak": {"notifiers": [PHONE]}}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a folder for this test alone."""
    return str(tmp_path)


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and the person whose data it is about."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(PERSON, "Annabella", "gentle_back"),
    )


def leaves(told: Any) -> Iterator[Any]:
    """Yield every value and every key of something nested."""
    if isinstance(told, dict):
        for key, each in told.items():
            yield key
            yield from leaves(each)
    elif isinstance(told, list | tuple | set | frozenset):
        for each in told:
            yield from leaves(each)
    else:
        yield told


def leaks(told: Any) -> list[Any]:
    """Return what of a report can be read in something."""
    return [
        each
        for each in leaves(told)
        if (isinstance(each, str) and leaks_in_text(each))
        or (isinstance(each, int | float) and each is not True and each == LEVEL)
    ]


def leaks_in_text(text: str) -> bool:
    number = re.search(rf"(?<![\w.:]){LEVEL}(?![\w.:])", text)
    # That it was a cramp, a band like any other, is told as the reason of a stop.
    return bool(number) or any(
        secret in text for secret in SECRETS if secret is not Symptom.CRAMP
    )


async def assert_the_log_keeps_a_band_only(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """Look through the log, which says whose session it was to whoever asks for it."""
    files = [key for key in hass_storage if ".history" in key or ".traces" in key]
    assert len(files) == 3
    for key in files:
        assert not texts_in(hass_storage[key], SECRETS[0], *Symptom), key
    for kind in ("csv", "json", "tcx"):
        answer = await hass.services.async_call(
            DOMAIN,
            "export_sessions",
            {"format": kind},
            blocking=True,
            return_response=True,
        )
        assert not texts_in(answer, SECRETS[0], *Symptom)


def texts_in(told: Any, *secrets: str) -> list[str]:
    """Return which secrets stand somewhere in something, whole words only."""
    text = json.dumps(told, default=_plain)
    # That it was a cramp, a band like any other, is told as the reason of a stop.
    return [
        secret
        for secret in secrets
        if secret is not Symptom.CRAMP and re.search(rf"\b{secret}\b", text)
    ]


def told_by(events: Sequence[Event[Any]]) -> list[dict[str, Any]]:
    """Return what events tell; the calls of actions are Home Assistant's own."""
    return [
        json.loads(json.dumps(dict(event.data), default=_plain))
        for event in events
        if event.event_type != EVENT_CALL_SERVICE
    ]


def _plain(value: Any) -> Any:
    as_dict = getattr(value, "as_dict", None)
    return dict(as_dict()) if as_dict else str(value)


@pytest.mark.parametrize(
    "report",
    [
        {"level": LEVEL, "place": PLACE},
        *({"level": LEVEL, "place": PLACE, "symptom": symptom} for symptom in Symptom),
    ],
    ids=lambda report: report.get("symptom", "number"),
)
async def test_a_severe_report_is_told_to_nobody(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    report: dict[str, Any],
):
    hass.states.async_set(PHONE, "unknown")
    said = async_mock_service(hass, "notify", "send_message")
    events = async_capture_events(hass, MATCH_ALL)
    records: list[Record] = []
    async_dispatcher_connect(hass, SIGNAL_EVENT.format(MACHINE_ID), records.append)
    machine = coordinator_of(gym)
    caplog.set_level(logging.DEBUG, "custom_components.home_gym")
    caplog.clear()

    machine.async_observe(SelectPerson(person_id=PERSON))
    await device.on()
    await act(hass, "report_baseline", {"level": 0})
    await device.walk(2.0, 20)
    await act(hass, "report_pain", report)
    await device.walk(1.0, 2)
    await device.stand(5)
    device.relay(on=False)
    await pass_time(hass, freezer, 40, 1.0)
    await hass.async_block_till_done(wait_background_tasks=True)

    # It is known where it has to be.
    state = machine.state
    assert state.pain is not None
    assert (state.pain.level, state.pain.place) == (LEVEL, PLACE)
    assert state.person_id == PERSON
    files = {key for key in hass_storage if PLACE in json.dumps(hass_storage[key])}
    machine_file, person_file = f"{DOMAIN}.{MACHINE_ID}", f"{DOMAIN}.person.{PERSON}"
    assert person_file in files
    assert files <= {machine_file, f"{machine_file}.facts", person_file}
    # And nowhere else.
    kinds = {record.event for record in records}
    assert kinds >= {Transition.SESSION_STARTED, Transition.PAIN_REPORTED}
    for record in records:
        assert not leaks(dict(record.values)), record
    for told in told_by(events):
        assert not leaks(told), told
    assert said
    assert not leaks([dict(call.data) for call in said])
    assert not leaks(await explain(hass))
    diagnostics = await async_get_config_entry_diagnostics(hass, gym)
    assert not leaks(json.loads(json.dumps(diagnostics, default=_plain)))
    for issue in ir.async_get(hass).issues.values():
        assert not leaks(issue.to_json()), issue
    await assert_the_log_keeps_a_band_only(hass, hass_storage)
    for line in caplog.records:
        if line.name.startswith("custom_components"):
            assert not leaks_in_text(line.getMessage()), line


async def test_who_takes_a_report_back_is_told_to_nobody(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    machine = coordinator_of(gym)
    await device.on()
    for observation in (
        SelectPerson(person_id=PERSON),
        ReportPain(level=LEVEL),
        TakeBackPain(),
    ):
        machine.async_observe(observation)
    await machine.async_told()
    assert not leaks(await explain(hass))
    diagnostics = await async_get_config_entry_diagnostics(hass, gym)
    assert not leaks(json.loads(json.dumps(diagnostics, default=_plain)))


async def test_a_minute_of_walking_is_no_decision(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    machine = coordinator_of(gym)
    await device.on()
    await device.walk(2.0, 50)
    before = machine.journal.last_decisions()
    await device.walk(2.0, 20)
    assert machine.journal.last_decisions() == before
