"""When somebody is asked how they feel: one question at a time, and seldom.

The answers come as the reports that people make by themselves; what nobody answers is
recorded as just that.
"""

from dataclasses import replace
from typing import Final

from .awaited import OpenQuestion, Questions
from .draft import Draft
from .effects import AskPerson, StopAsking
from .modes import effective_modes
from .observations import MayAsk, NotAsked, ReportBaseline, ReportPain
from .state import Session
from .words import Belt, Event, Mode, PainBand, RuleKey, Subject, Symptom

# Time enough to speak, to think, or to take a phone out while walking.
ANSWER_S: Final = 120.0
# What is said when a walk begins is over by then, and the warm-up is not. Later, how
# much hurt before is not remembered any more.
BASELINE_FROM_S: Final = 20.0
BASELINE_TO_S: Final = 300.0
# How the day after feels is no hurry: it leaves the first minute to everything else.
DAY_FROM_S: Final = 60.0
DAY_TO_S: Final = 600.0
# Walking slower has had time to help, and what gets worse has not had time for much.
AGAIN_AFTER_S: Final = 300.0
MOST_AGAIN: Final = 3


def inquire(draft: Draft) -> None:
    """Close what was answered or is too old, and ask what is due."""
    questions = _begun_anew(draft, _told(draft, draft.questions))
    questions = _closed(draft, _noted(draft, questions))
    if questions.open is None and (session := draft.session) is not None:
        questions = _asked(draft, session, questions)
    if (asked := questions.open) is not None:
        draft.wake(asked.asked_s + ANSWER_S)
    draft.questions = questions


def _told(draft: Draft, questions: Questions) -> Questions:
    match draft.observation:
        case MayAsk(subjects=subjects, day=day):
            return replace(questions, may=subjects, day=day)
    return questions


def _begun_anew(draft: Draft, questions: Questions) -> Questions:
    """Return what holds for another walk, or for another person in the same one."""
    session = draft.session
    if session is None:
        return questions
    if (session.id, session.person_id) == (questions.session_id, questions.person_id):
        return questions
    same_walk = session.id == questions.session_id
    return replace(
        questions,
        session_id=session.id,
        person_id=session.person_id,
        # It was the other one's.
        day="" if same_walk else questions.day,
        baseline_asked=False,
        again_s=None,
        again=0,
    )


def _noted(draft: Draft, questions: Questions) -> Questions:
    """Return with a new report: after a caution that goes on, it is asked again."""
    report = draft.pain
    if report is None or report is draft.before.pain:
        return questions
    goes_on = (
        report.band is PainBand.CAUTION
        and not report.before_walk
        and report.symptom is not Symptom.CRAMP
        and questions.again < MOST_AGAIN
    )
    again_s = draft.now.elapsed_s + AGAIN_AFTER_S if goes_on else None
    return replace(questions, again_s=again_s)


def _closed(draft: Draft, questions: Questions) -> Questions:
    asked = questions.open
    if asked is None:
        return questions
    over = _is_over(draft, questions, asked)
    if not over:
        if draft.now.elapsed_s < asked.asked_s + ANSWER_S:
            return questions
        draft.record(Event.NO_ANSWER, subject=asked.subject)
    draft.effects.append(StopAsking())
    draft.persist()
    return replace(questions, open=None)


def _is_over(draft: Draft, questions: Questions, asked: OpenQuestion) -> bool:
    """Tell whether a question was answered, or is none any more."""
    session = draft.session
    if session is None or session.person_id != asked.person_id or not _is_calm(draft):
        return True
    if isinstance(draft.observation, NotAsked):
        return True
    if asked.subject is Subject.DAY_AFTER:
        return questions.day != questions.day_asked
    return isinstance(draft.observation, ReportPain | ReportBaseline)


def _is_calm(draft: Draft) -> bool:
    """Tell whether there is nothing more urgent to be said or answered."""
    return draft.ladder is None and draft.alarm is None and draft.summons is None


def _asked(draft: Draft, session: Session, questions: Questions) -> Questions:
    """Return with the question that is due now, if any is."""
    if not _is_calm(draft) or session.ending is not None or session.blind is not None:
        return questions
    for subject, is_due in _DUE.items():
        if subject in questions.may and is_due(draft, session, questions):
            return _put(draft, session, questions, subject)
    return questions


def _is_again_due(draft: Draft, session: Session, questions: Questions) -> bool:
    if questions.again_s is None or not _is_pain_judged(draft):
        return False
    draft.wake(questions.again_s)
    return draft.now.elapsed_s >= questions.again_s


def _is_baseline_due(draft: Draft, session: Session, questions: Questions) -> bool:
    if session.baseline is not None or questions.baseline_asked:
        return False
    if _has_reported(draft, session):
        return False
    return _is_pain_judged(draft) and _is_walked(
        draft, session, BASELINE_FROM_S, BASELINE_TO_S
    )


def _has_reported(draft: Draft, session: Session) -> bool:
    """Tell whether somebody has said how they feel since the walk began."""
    return any(
        each.person_id == session.person_id and each.at_s >= session.started_s
        for each in draft.pains
    )


def _is_day_due(draft: Draft, session: Session, questions: Questions) -> bool:
    if questions.day in ("", questions.day_asked):
        return False
    return _is_walked(draft, session, DAY_FROM_S, DAY_TO_S)


# The first that is due is asked.
_DUE: Final = {
    Subject.PAIN: _is_again_due,
    Subject.BASELINE: _is_baseline_due,
    Subject.DAY_AFTER: _is_day_due,
}


def _is_pain_judged(draft: Draft) -> bool:
    modes = effective_modes(draft.policy, draft.machine)
    return modes[RuleKey.PAIN] is not Mode.OFF


def _is_walked(draft: Draft, session: Session, from_s: float, to_s: float) -> bool:
    """Tell whether somebody walks and has for so long; wake where they soon will."""
    if draft.truth.belt is not Belt.MOVING:
        return False
    if session.moving_s < from_s:
        draft.wake(draft.now.elapsed_s + from_s - session.moving_s)
    return from_s <= session.moving_s <= to_s


def _put(
    draft: Draft, session: Session, questions: Questions, subject: Subject
) -> Questions:
    draft.effects.append(AskPerson(subject=subject))
    draft.persist()
    asked = OpenQuestion(
        subject=subject, person_id=session.person_id, asked_s=draft.now.elapsed_s
    )
    match subject:
        case Subject.PAIN:
            again = questions.again + 1
            questions = replace(questions, again_s=None, again=again)
        case Subject.BASELINE:
            questions = replace(questions, baseline_asked=True)
        case Subject.DAY_AFTER:
            questions = replace(questions, day_asked=questions.day)
    return replace(questions, open=asked)
