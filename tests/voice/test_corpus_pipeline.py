"""The corpus again, said to Home Assistant's real Assist with either kind of agent."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.home_gym import intent
from custom_components.home_gym.listening import spoken_pain, spoken_status
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.listening.spoken_languages import LANGUAGES
from custom_components.home_gym.targets import loaded_machines
from tests.integration.helpers import Device, act

from .assist import BUILT_IN, Assist, OtherAgent
from .hearing import NOTHING, PAIN, Figures, Share, corpus, meant_for
from .test_corpus_understood import (
    COMMANDS_AT_LEAST,
    MISTAKES_AT_MOST,
    PAIN_AT_LEAST,
    RED_FLAGS_AT_LEAST,
)

ACTIONS = {
    "report_pain": "better",
    "stop": "stop",
    "take_break": "break",
    "snooze_break": "snooze",
    "skip_break": "skip",
    "slow_down": "slower",
}
# To refuse a release is to do nothing.
NO_ACTION = (None, Command.RELEASE)
# One of so many sentences is said in the quick run, all of them in the slow one.
QUICK = 60
LOST_AT_MOST = 0.01


class Witness:
    """See what reaches the gym, in place of its actions; questions are answered."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.topics: list[str] = []
        self._acts: list[tuple[str, dict[str, Any]]] = []
        self._ticks = async_mock_service(hass, "todo", "update_item")

    async def act(self, hass: HomeAssistant, action: str, data: Any, *_: Any) -> Any:
        """Take an action down, which reaches no machine."""
        self._acts.append((action, dict(data)))
        return loaded_machines(hass)

    def seen(self) -> list[tuple[str, dict[str, Any]]]:
        """Return what has happened since it was asked last."""
        found = [*self._acts]
        found += [("start_check_done", {})] if self._ticks else []
        found += [(topic, {}) for topic in self.topics]
        for each in (self._acts, self._ticks, self.topics):
            each.clear()
        return found


@pytest.fixture
async def witness(hass: HomeAssistant, gym: MockConfigEntry, device: Device) -> Any:
    """Return the witness of a gym in which something was reported once."""
    await act(hass, "report_pain", {"level": 0})
    seen = Witness(hass)
    answer = spoken_status.status

    def status(topic: Any, *args: Any) -> Any:
        seen.topics.append(topic)
        return answer(topic, *args)

    with (
        patch.object(intent, "status", status),
        patch.object(spoken_pain, "async_act", seen.act),
    ):
        yield seen


def sentences(language: str, *, walking: bool, every: int) -> Iterator[tuple[str, Any]]:
    """Yield what to say, one of so many of each kind."""
    for kind, spoken_of in corpus(language).items():
        meant = [each for each in spoken_of if meant_for(each, kind, walking=walking)]
        for spoken in meant[::every]:
            yield kind, spoken


async def said(
    assist: Assist, witness: Witness, language: str, *, walking: bool, every: int
) -> Figures:
    """Say the corpus and return what became of it; Assist loses nothing of it."""
    found, lost = Figures(), Share()
    for kind, spoken in sentences(language, walking=walking, every=every):
        await assist.say(spoken["say"], language)
        done = witness.seen()
        meant = sentences_of(language).understood(
            spoken["say"], walking=walking, urgent=walking
        )
        lost.note(spoken["say"], among=bool(done) != (meant not in NO_ACTION))
        if kind == PAIN:
            reports = [data for name, data in done if name == "report_pain"]
            found.note_pain(spoken, reports[0] if reports else None)
        elif kind == NOTHING:
            found.mistakes.note(spoken["say"], among=bool(done))
        else:
            names = [ACTIONS.get(name, name) for name, _ in done]
            found.commands.note(spoken["say"], among=names == [spoken["intent"]])
    print(language, "walking" if walking else "idle   ", assist.agent_id, found)
    # A number beside a place can stand in more ways than are caught.
    assert lost.share <= LOST_AT_MOST, lost.of
    return found


async def check(
    hass: HomeAssistant,
    device: Device,
    witness: Witness,
    agent_id: str,
    languages: tuple[str, ...],
    *,
    walking: bool,
    every: int,
) -> None:
    if walking:
        await device.walk(2.0, 15)
    assist = Assist(hass, agent_id)
    for language in languages:
        found = await said(assist, witness, language, walking=walking, every=every)
        if every == 1:
            assert found.pain.share >= PAIN_AT_LEAST[walking], language
            assert found.red_flags.share >= RED_FLAGS_AT_LEAST[walking], language
            assert found.commands.share >= COMMANDS_AT_LEAST, language
            assert found.mistakes.share <= MISTAKES_AT_MOST[walking], language


async def test_another_agent_while_somebody_walks(
    hass: HomeAssistant, device: Device, witness: Witness, agent: OtherAgent
):
    await check(hass, device, witness, agent.id, LANGUAGES, walking=True, every=QUICK)
    # What is not ours reaches whom it was said to.
    assert agent.heard


async def test_the_built_in_agent_while_nobody_walks(
    hass: HomeAssistant, device: Device, witness: Witness
):
    await check(hass, device, witness, BUILT_IN, LANGUAGES, walking=False, every=QUICK)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("walking", [True, False], ids=["walking", "idle"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("built_in", [True, False], ids=["built-in", "another"])
async def test_all_of_it(
    hass: HomeAssistant,
    device: Device,
    witness: Witness,
    agent: OtherAgent,
    language: str,
    walking: bool,
    built_in: bool,
):
    agent_id = BUILT_IN if built_in else agent.id
    await check(hass, device, witness, agent_id, (language,), walking=walking, every=1)
