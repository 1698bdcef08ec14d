"""What a calibration has shown, in the words of the house."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from homeassistant.core import HomeAssistant

from ..dialogs.machine_form import CHOOSABLE_RULES
from ..engine.calibration import Level, Proposal, Recording, Refusal, Stage
from ..engine.machine import Machine
from ..engine.modes import held_back_by, possible_mode
from ..engine.pace import pace_of
from ..engine.readings import Quantity
from ..engine.words import RuleKey
from ..texts import async_texts
from .picture import Words, draw

_BESIDE_A_SPEED: Final = "beside_a_speed"


async def async_picture(
    hass: HomeAssistant, recording: Recording, judged: Proposal | Refusal
) -> str:
    """Return the picture of a recording."""
    texts = await async_texts(hass, "calibration_picture")
    words = Words(
        stages={stage: texts[stage] for stage in Stage},
        moving_above=texts["moving_above"],
        still_below=texts["still_below"],
    )
    return draw(recording, judged, words)


async def async_proposed(
    hass: HomeAssistant, proposal: Proposal, machine: Machine
) -> dict[str, str]:
    """Return in words what was measured, and what the plug can guard by that."""
    texts = await async_texts(hass, "plug_pace")
    spoken = texts["answers" if proposal.answers else "reports"]
    measured = replace(
        machine, power_interval_s=proposal.interval_s, power_delay_s=proposal.delay_s
    )
    late_s = None if machine.reports_motion else measured.watts_late_s
    return {
        **{
            stage.value: _span(proposal.levels[stage], texts["span"]) for stage in Stage
        },
        "interval": spoken.format(interval=_seconds(proposal.interval_s)),
        "delay": _seconds(proposal.delay_s),
        "serves": texts[_BESIDE_A_SPEED if late_s is None else pace_of(late_s)],
    }


async def async_refused(hass: HomeAssistant, refusal: Refusal) -> dict[str, str]:
    """Return in words why a recording gives no thresholds, and what to do."""
    texts = await async_texts(hass, "calibration_problem")
    stages = await async_texts(hass, "calibration_stage")
    reason = texts[refusal.problem].format(
        stage=stages[refusal.stage],
        still=_watts(refusal.still_w),
        moving=_watts(refusal.moving_w),
    )
    return {"reason": reason}


async def async_possible(hass: HomeAssistant, machine: Machine) -> dict[str, str]:
    """Return in words how far a machine lets each rule go, and what holds it back."""
    texts = await async_texts(hass, "possible")
    return {rule.value: _possible(rule, machine, texts) for rule in CHOOSABLE_RULES}


def _possible(rule: RuleKey, machine: Machine, texts: Mapping[str, str]) -> str:
    text = texts[possible_mode(rule, machine)]
    late = held_back_by(rule, machine)
    if late is None:
        return text
    why = texts["slow_speed" if late.quantity is Quantity.SPEED else "slow_plug"]
    return f"{text} {why.format(late=_seconds(late.late_s))}"


def _span(level: Level, text: str) -> str:
    low, high = _watts(level.low_w), _watts(level.high_w)
    return low if low == high else text.format(low=low, high=high)


def _watts(power_w: float) -> str:
    return f"{power_w:.0f}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f}" if seconds >= 10 else f"{seconds:g}"
