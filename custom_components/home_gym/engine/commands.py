"""Answer the commands that are no rule's business, such as stop and release."""

from dataclasses import replace

from .days import correct_days
from .draft import Draft
from .ladder import abandon, begin
from .locks import release
from .modes import effective_mode
from .observations import (
    AcknowledgeAlarm,
    CorrectDays,
    EndSession,
    ForgetPerson,
    Release,
    Resume,
    SelectPerson,
    ShuttingDown,
    SkipBreak,
    SlowDown,
    SnoozeBreak,
    StartDrill,
    Stop,
    Suspend,
    TakeBreak,
)
from .session import baseline_of, end
from .sharing import forget_person
from .slowing import STEP_KMH, lowest_recent_kmh, slow_to
from .verdicts import End
from .words import (
    Belt,
    EndKind,
    Event,
    Mode,
    PainBand,
    Reason,
    Refusal,
    RuleKey,
    Urgency,
)

WARN_BEFORE_S = 60.0


def command(draft: Draft) -> None:
    """Carry a command out, or refuse it with a reason."""
    match draft.observation:
        case Stop():
            _stop(draft)
        case SlowDown():
            _slow_down(draft)
        case EndSession():
            _end_session(draft)
        case TakeBreak():
            _take_break(draft)
        case SnoozeBreak() | SkipBreak():
            _put_break_off(draft)
        case Release(medical_advice_taken=medical_advice_taken):
            release(draft, medical_advice_taken=medical_advice_taken)
        case StartDrill():
            _drill(draft)
        case AcknowledgeAlarm():
            draft.alarm_acknowledged = draft.alarm is not None
            abandon(draft)
        case _:
            _supervision(draft)


def _supervision(draft: Draft) -> None:
    match draft.observation:
        case Suspend(for_s=for_s):
            _suspend(draft, for_s)
        case Resume():
            _resume(draft)
        case SelectPerson(person_id=person_id):
            _select(draft, person_id)
        case ForgetPerson(person_id=person_id, latched=latched):
            forget_person(draft, person_id, latched)
        case CorrectDays(changes=changes):
            correct_days(draft, changes)
        case ShuttingDown():
            if draft.session is not None:
                draft.say("not_watching", Urgency.URGENT)
            draft.persist()


def supervise(draft: Draft) -> None:
    """Let a suspension warn before it ends, and end."""
    until_s = draft.suspended_until_s
    if until_s is None:
        return
    now_s = draft.now.elapsed_s
    session_over = draft.session is None and draft.before.session is not None
    if now_s >= until_s or session_over:
        _resume(draft)
        return
    warn_at_s = until_s - WARN_BEFORE_S
    if now_s < warn_at_s:
        draft.wake(warn_at_s)
    elif not draft.suspension_warned:
        draft.suspension_warned = True
        draft.say("supervision_returns_soon", minutes=(until_s - now_s) / 60)
    draft.wake(until_s)


def _stop(draft: Draft) -> None:
    if draft.machine.can_stop:
        draft.say("stopping_now", Urgency.URGENT)
    # Else the person is told to stop it, and nothing to the contrary.
    begin(draft, End(kind=EndKind.INSTANT, reason=Reason.USER_STOP))


def _slow_down(draft: Draft) -> None:
    """Take a step down, or say that it cannot be done: nobody is to wait for it."""
    lowest_kmh = lowest_recent_kmh(draft)
    if lowest_kmh is None or slow_to(draft, lowest_kmh - STEP_KMH) is None:
        draft.refuse(Refusal.CANNOT_SLOW)


def _end_session(draft: Draft) -> None:
    if draft.session is None:
        draft.refuse(Refusal.NO_SESSION)
    elif draft.truth.belt is Belt.STILL:
        end(draft, Reason.USER_END)
    else:
        begin(draft, End(kind=EndKind.GENTLE, reason=Reason.USER_END))


def _take_break(draft: Draft) -> None:
    """Begin a break: the person's own wish, whatever mode the breaks have."""
    if draft.session is None:
        draft.refuse(Refusal.NO_SESSION)
        return
    if draft.truth.belt is Belt.STILL:
        draft.say("break_begins_still")
    elif draft.machine.can_stop:
        draft.say("break_begins")
        begin(draft, End(kind=EndKind.GENTLE, reason=Reason.USER_BREAK))
    else:
        # Nothing has failed yet, so there is nothing to raise an alarm for.
        draft.say("break_begins_by_hand")


def _put_break_off(draft: Draft) -> None:
    """Refuse where the breaks rule, whose business it is, is not asked."""
    mode = effective_mode(RuleKey.BREAKS, draft.policy, draft.machine)
    if mode is not Mode.OFF and draft.suspended_until_s is None:
        return
    none = Refusal.NO_SESSION if draft.session is None else Refusal.NO_BREAK_DUE
    draft.refuse(none)


def _suspend(draft: Draft, for_s: float | None) -> None:
    if for_s is None and draft.session is None:
        draft.refuse(Refusal.NO_SESSION)
        return
    now_s = draft.now.elapsed_s
    draft.suspended_until_s = float("inf") if for_s is None else now_s + for_s
    # A suspension shorter than the warning needs none.
    draft.suspension_warned = for_s is not None and for_s <= WARN_BEFORE_S
    draft.record(Event.SUSPENDED)
    draft.say("supervision_suspended")
    draft.persist()


def _resume(draft: Draft) -> None:
    if draft.suspended_until_s is None:
        return
    draft.suspended_until_s = None
    draft.record(Event.RESUMED)
    draft.say("supervision_resumed")
    draft.persist()


def _select(draft: Draft, person_id: str) -> None:
    if person_id == draft.person_id:
        return
    draft.person_id = person_id
    if (session := draft.session) is not None:
        draft.session = replace(
            session,
            person_id=person_id,
            baseline=baseline_of(draft),
            # What hurt somebody else is nothing that this person felt.
            worst_band=PainBand.NONE,
            walkers=(
                *(each for each in session.walkers if each != person_id),
                person_id,
            ),
        )
    draft.record(Event.PERSON_CHANGED)
    draft.persist()


def _drill(draft: Draft) -> None:
    if draft.ladder is not None:
        draft.refuse(Refusal.LADDER_RUNNING)
    elif draft.truth.belt is not Belt.MOVING:
        draft.refuse(Refusal.NOT_MOVING)
    else:
        switch_off = draft.policy.mode(RuleKey.PAIN) is Mode.ENFORCE
        end_kind = EndKind.INSTANT
        begin(draft, End(kind=end_kind, reason=Reason.DRILL, switch_off=switch_off))
