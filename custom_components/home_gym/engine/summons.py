"""Have the gym's contacts called where nobody answers an alarm or a red flag."""

from dataclasses import replace
from typing import Final

from .awaited import Summons
from .draft import Draft
from .effects import CallContacts, Record
from .observations import AcknowledgeAlarm
from .words import Call, Event, Issue, PainBand, Reason

# So long somebody who is there may take to say that all is well.
ANSWER_S: Final = 60.0
# What has been quiet for so long is no emergency any more, nor is its end any news.
STALE_S: Final = 3600.0


def summon(draft: Draft) -> None:
    """Call once nobody has answered in time, and tell when somebody has since."""
    _expect_answers(draft)
    summons = draft.summons
    if summons is None:
        return
    now_s = draft.now.elapsed_s
    if _is_answered(draft):
        if summons.called:
            draft.effects.append(CallContacts(call=Call.OVER))
        _put(draft, None)
    elif _is_over(draft, summons) or now_s > summons.due_s + STALE_S:
        _put(draft, None)
    elif summons.called:
        return
    elif now_s >= summons.due_s:
        help_is_needed = summons.issue in (None, Issue.BELT_DID_NOT_STOP)
        call = Call.HELP if help_is_needed else Call.ALARM
        draft.effects.append(CallContacts(call=call))
        _put(draft, replace(summons, called=True))
    else:
        draft.wake(summons.due_s)


def _expect_answers(draft: Draft) -> None:
    """Wait for an answer from now on, where there is something to answer."""
    pain, before = draft.pain, draft.before
    if pain is not None and pain is not before.pain and pain.band is PainBand.RED_FLAG:
        _expect(draft, None)
    alarm, ladder = draft.alarm, draft.ladder
    # Whoever tries the empty belt stands beside it.
    drill = ladder is not None and ladder.reason is Reason.DRILL
    if alarm is not None and alarm is not before.alarm and not drill:
        _expect(draft, alarm)


def _expect(draft: Draft, issue: Issue | None) -> None:
    """Give whoever is there some time, and no more of it for what comes on top."""
    due_s = draft.now.elapsed_s + ANSWER_S
    summons = draft.summons
    if summons is not None and not summons.called:
        due_s = min(due_s, summons.due_s)
        if summons.issue in (None, Issue.BELT_DID_NOT_STOP):
            issue = summons.issue
    _put(draft, Summons(issue=issue, due_s=due_s))


def _is_answered(draft: Draft) -> bool:
    """Tell whether somebody has said that all is well."""
    taken_back = Record(event=Event.PAIN_TAKEN_BACK) in draft.effects
    return taken_back or isinstance(draft.observation, AcknowledgeAlarm)


def _is_over(draft: Draft, summons: Summons) -> bool:
    """Tell whether there is nothing left to answer; what was called for stays."""
    if summons.issue is None or summons.called:
        return False
    return draft.alarm is not summons.issue


def _put(draft: Draft, summons: Summons | None) -> None:
    draft.summons = summons
    draft.persist()
