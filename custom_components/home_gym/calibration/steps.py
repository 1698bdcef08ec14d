"""The steps that learn what a belt at rest and a belt that moves draw."""

import asyncio
from typing import Any, Final, override

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.core import callback
import probatio

from ..const import (
    CONF_MOVING_ABOVE,
    CONF_POWER_DELAY,
    CONF_POWER_INTERVAL,
    CONF_STILL_BELOW,
    DOMAIN,
)
from ..dialogs.machine_draft import MachineDraft
from ..dialogs.machine_form import number
from ..engine.calibration import Proposal, Refusal, Stage, fits, propose
from ..engine.clock import Calendar
from ..machines import machine_from
from ..texts import async_texts
from .recording import Recorder, metered
from .view import async_forget_picture, async_show_picture
from .words import async_picture, async_proposed, async_refused

# As often as somebody who looks at the watts wants to see them move.
LOOK_S: Final = 1.5
_NOTHING_TO_FILL_IN: Final = probatio.Schema({})
_THRESHOLDS: Final = probatio.Schema(
    {
        probatio.Required(CONF_MOVING_ABOVE): number(1, 5000, 1, "W"),
        probatio.Required(CONF_STILL_BELOW): number(1, 5000, 1, "W"),
    }
)


class CalibrationSteps(MachineDraft):
    """Record three stages, propose two thresholds; the belt is a person's affair."""

    def __init__(self) -> None:
        """Start with nothing recorded."""
        super().__init__()
        self._recorder: Recorder | None = None
        self._look: asyncio.Task[Any] | None = None
        self._live: dict[str, str] = {}
        self._judged: Proposal | Refusal | None = None
        self._picture_id = ""

    @override
    @callback
    def async_remove(self) -> None:
        """Leave nothing behind, however the dialog ends."""
        super().async_remove()
        if self._work is not None:
            self._work.cancel()
        async_forget_picture(self.hass, self._picture_id)

    async def async_step_calibrate(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what will be done, and by whom."""
        if user_input is not None:
            return await self.async_step_calibrate_still()
        return self._explain_step("calibrate")

    async def async_step_calibrate_still(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for a belt that stands."""
        if (end := self._unusable()) is not None:
            return end
        if user_input is not None:
            return await self._async_begin(Stage.STILL)
        self._recorder = Recorder(self.hass, metered(self._draft))
        return self._explain_step("calibrate_still")

    async def async_step_calibrate_empty(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for a belt that moves with nobody on it."""
        if user_input is not None:
            return await self._async_begin(Stage.EMPTY)
        return self._explain_step("calibrate_empty")

    async def async_step_calibrate_walking(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for a walk."""
        if user_input is not None:
            return await self._async_begin(Stage.WALKING)
        return self._explain_step("calibrate_walking")

    async def async_step_recording(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show the watts while they are recorded.

        A page is told anew when what it waits for is done: that is a short look here,
        over and over, while the recording goes on.
        """
        work, recorder = self._work, self._recorder
        if work is None or recorder is None or work.done():
            return self.async_show_progress_done(next_step_id="recorded")
        if self._look is None or self._look.done():
            self._look = self.hass.async_create_background_task(
                _async_look(work), f"{DOMAIN} look {self.flow_id}"
            )
            self._live = _live(recorder)
            self.async_update_progress(recorder.progress)
        return self.async_show_progress(
            step_id="recording",
            progress_action=recorder.stage.value,
            progress_task=self._look,
            description_placeholders=self._live,
        )

    async def async_step_recorded(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Go on to the next stage, or to what all three have shown."""
        if self._worked(Recorder) is None or self._recorder is None:
            return self.async_abort(reason="mqtt_unavailable")
        match self._recorder.stage:
            case Stage.STILL:
                return await self.async_step_calibrate_empty()
            case Stage.EMPTY:
                return await self.async_step_calibrate_walking()
        self._judged = propose(self._recorder.recording)
        if isinstance(self._judged, Refusal):
            return await self.async_step_calibration_refused()
        return await self.async_step_calibrated()

    async def async_step_calibrated(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what was measured; only the owner's word changes anything."""
        proposal = self._judged
        if not isinstance(proposal, Proposal):
            return await self.async_step_calibrate()
        errors: dict[str, str] = {}
        shown = {
            CONF_MOVING_ABOVE: proposal.moving_above_w,
            CONF_STILL_BELOW: proposal.still_below_w,
        }
        if user_input is not None:
            shown = user_input
            if fits(proposal, shown[CONF_STILL_BELOW], shown[CONF_MOVING_ABOVE]):
                return self._accept(proposal, shown)
            errors["base"] = "watts_misjudged"
        machine = machine_from(self._name, self._draft, Calendar())
        told = await async_proposed(self.hass, proposal, machine)
        return self.async_show_form(
            step_id="calibrated",
            data_schema=self.add_suggested_values_to_schema(_THRESHOLDS, shown),
            errors=errors,
            description_placeholders={**told, "picture": await self._async_drawn()},
            last_step=True,
        )

    async def async_step_calibration_refused(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say why there are no thresholds, and offer to try again."""
        refusal = self._judged
        if not isinstance(refusal, Refusal):
            return await self.async_step_calibrate()
        told = await async_refused(self.hass, refusal)
        return self.async_show_menu(
            step_id="calibration_refused",
            menu_options=["calibrate_still", "safety"],
            description_placeholders={**told, "picture": await self._async_drawn()},
        )

    def _accept(
        self, proposal: Proposal, thresholds: dict[str, Any]
    ) -> SubentryFlowResult:
        self._draft |= {
            **thresholds,
            CONF_POWER_INTERVAL: proposal.interval_s,
            CONF_POWER_DELAY: proposal.delay_s,
        }
        return self._finish()

    async def _async_begin(self, stage: Stage) -> SubentryFlowResult:
        if self._recorder is None:
            return await self.async_step_calibrate()
        self._look = None
        self._begin(self._recorder.async_record(stage))
        return await self.async_step_recording()

    async def _async_drawn(self) -> str:
        """Return the newest picture as Markdown, and throw the one before away."""
        if self._recorder is None or self._judged is None:
            return ""
        picture = await async_picture(self.hass, self._recorder.recording, self._judged)
        async_forget_picture(self.hass, self._picture_id)
        self._picture_id, path = async_show_picture(self.hass, picture)
        texts = await async_texts(self.hass, "calibration_picture")
        return f"![{texts['alternative']}]({path})"

    def _explain_step(self, step_id: str) -> SubentryFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=_NOTHING_TO_FILL_IN,
            description_placeholders={"machine": self._name},
            last_step=False,
        )


async def _async_look(work: asyncio.Task[Any]) -> None:
    """Wait for a moment, or until there is nothing to wait for."""
    await asyncio.wait((work,), timeout=LOOK_S)


def _live(recorder: Recorder) -> dict[str, str]:
    watts = recorder.watts
    return {
        "watts": "…" if watts is None else f"{watts:.0f}",
        "readings": str(recorder.heard),
        "seconds": f"{recorder.elapsed_s:.0f}",
    }
