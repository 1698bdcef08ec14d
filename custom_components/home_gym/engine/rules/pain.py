"""Pain: what a report means, and what it leads to at once."""

from dataclasses import dataclass, replace
from typing import Final

from ..effects import Record, Refuse, Say
from ..observations import Observation, ReportBaseline, ReportPain, TakeBackPain
from ..pain_said import said
from ..people import key_of
from ..policy import Pain
from ..state import Lock, PainReport, Session
from ..verdicts import End, Judgement, Latch, Lift, Moment, Reported, Verdict
from ..words import (
    GUEST,
    RED_FLAGS,
    Belt,
    EndKind,
    Event,
    PainBand,
    Reason,
    Refusal,
    Symptom,
)

TAKE_BACK_S: Final = 30.0
# A button may tell of its press and of its release; a body reports no faster than this.
_ONE_REPORT_S: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PainMemory:
    """Remember which lock a mistaken report can still take back, and what to."""

    lock: Lock | None = None
    locked_at_s: float | None = None
    earlier: Lock | None = None


def judge(moment: Moment, memory: PainMemory) -> Judgement:
    """Answer a report; between reports there is nothing to judge."""
    match moment.observation:
        case ReportPain() as report:
            return _report(moment, memory, report)
        case ReportBaseline(level=level, unnamed=unnamed) as report:
            if level >= moment.policy.pain.stop and _walks(moment):
                # With so much nobody is to walk on, whenever it began.
                told = ReportPain(level=level, unnamed=unnamed)
                return _report(moment, memory, told)
            return _baseline(moment, memory, report)
        case TakeBackPain():
            return _take_back(moment, memory)
    return Judgement(memory=memory)


def classify(moment: Moment, report: ReportPain) -> PainBand:
    """Return what a report means in a moment."""
    return band_of(report, moment.policy.pain, _baseline_in(moment.session))


def ends_walk(told: Observation, pain: Pain, session: Session | None) -> bool:
    """Tell whether what is told means that nobody is to walk on."""
    match told:
        case ReportBaseline(level=level):
            return level >= pain.stop
        case ReportPain(symptom=symptom):
            band = band_of(told, pain, _baseline_in(session))
            return symptom is Symptom.CRAMP or band in STOPPING
    return False


def band_of(report: ReportPain, pain: Pain, baseline: int | None) -> PainBand:
    """Return what a report means, by symptom, by number and by rise.

    A report without a number is a stop: nobody reports pain on a moving belt to start
    a conversation. Bands: evidence.md, a5.
    """
    if report.symptom in RED_FLAGS:
        return PainBand.RED_FLAG
    if report.level is None:
        return PainBand.CAUTION if report.symptom is Symptom.CRAMP else PainBand.STOP
    rise = 0 if baseline is None else report.level - baseline
    if report.level >= pain.emergency:
        return PainBand.EMERGENCY
    if report.level >= pain.stop or rise >= pain.rise_stop:
        return PainBand.STOP
    if report.level >= pain.caution or rise >= pain.rise_caution:
        return PainBand.CAUTION
    return PainBand.MILD if report.level else PainBand.NONE


def cautious_level(pain: Pain, baseline: int | None) -> int:
    """Return the level that means caution over a baseline.

    The caution number alone would not do: over a baseline of 0 it can be a rise that
    already means stop.
    """
    rise = pain.caution if baseline is None else baseline + pain.rise_caution
    return min(pain.caution, rise)


def _baseline_in(session: Session | None) -> int | None:
    return None if session is None else session.baseline


def _walks(moment: Moment) -> bool:
    """Tell whether somebody walks or pauses, or one witness says so."""
    may_move = moment.truth.belt in (Belt.MOVING, Belt.CONFLICT)
    return moment.session is not None or may_move


def _report(moment: Moment, memory: PainMemory, report: ReportPain) -> Judgement:
    kept = _kept(moment, report)
    verdicts: list[Verdict] = [
        Reported(report=kept),
        Record(event=Event.PAIN_REPORTED, values={"band": kept.band}),
        said(moment, kept),
    ]
    if (outcome := _OUTCOMES.get(kept.band)) is not None:
        kind, reason = outcome
        lock = _lock(moment, reason, kept.person_id)
        memory = _locked(moment, memory, lock)
        end = End(kind=kind, reason=_ending(report, reason), switch_off=True)
        verdicts += [end, Latch(lock=lock)]
    else:
        memory = PainMemory()
        if report.symptom is Symptom.CRAMP:
            end = End(kind=EndKind.QUICK, reason=_ending(report, Reason.CRAMP))
            verdicts.append(end)
    if report.unnamed:
        verdicts.append(Say(key="pain_whose"))
    return Judgement(memory=memory, verdicts=tuple(verdicts))


def _kept(moment: Moment, report: ReportPain) -> PainReport:
    return PainReport(
        level=report.level,
        place=report.place,
        band=classify(moment, report),
        at_s=moment.now.elapsed_s,
        at_utc_s=moment.now.utc_s,
        person_id=_whose(moment, report),
        symptom=report.symptom,
    )


def _whose(moment: Moment, report: ReportPain | ReportBaseline) -> str:
    return GUEST if report.unnamed else moment.person_id


def _locked(moment: Moment, memory: PainMemory, lock: Lock) -> PainMemory:
    """Return what a mistaken report goes back to.

    One that was given twice, by a press and its release, goes back to before both.
    """
    now_s, before = moment.now.elapsed_s, memory.lock
    if (
        before is not None
        and key_of(before) == key_of(lock)
        and now_s <= (memory.locked_at_s or 0.0) + _ONE_REPORT_S
    ):
        # What is kept is one lock, which began with the first.
        both = replace(lock, since_utc_s=before.since_utc_s)
        return replace(memory, lock=both, locked_at_s=now_s)
    alike = (each for each in moment.locks if key_of(each) == key_of(lock))
    return PainMemory(lock=lock, locked_at_s=now_s, earlier=next(alike, None))


def _ending(report: ReportPain, reason: Reason) -> Reason:
    """Return how a walk ends: that of somebody who has said nothing, by a stop."""
    return Reason.USER_STOP if report.unnamed else reason


_OUTCOMES: Final = {
    PainBand.STOP: (EndKind.QUICK, Reason.PAIN),
    PainBand.EMERGENCY: (EndKind.INSTANT, Reason.PAIN_EMERGENCY),
    PainBand.RED_FLAG: (EndKind.INSTANT, Reason.RED_FLAG),
}
# The bands of which each ends the walk and locks.
STOPPING: Final = frozenset(_OUTCOMES)


def _lock(moment: Moment, reason: Reason, whose: str) -> Lock:
    pain = moment.policy.pain
    length_s = {
        Reason.PAIN: pain.lock_after_stop_s,
        Reason.PAIN_EMERGENCY: pain.lock_after_emergency_s,
        Reason.RED_FLAG: pain.lock_after_red_flag_s,
    }[reason]
    return Lock(
        reason=reason,
        since_utc_s=moment.now.utc_s,
        ends_utc_s=moment.now.utc_s + length_s,
        ends_s=moment.now.elapsed_s + length_s,
        needs_release=reason is not Reason.PAIN,
        person_id=whose,
    )


def _baseline(moment: Moment, memory: PainMemory, report: ReportBaseline) -> Judgement:
    pain, level = moment.policy.pain, report.level
    if level >= pain.stop:
        key, band = "baseline_stop", PainBand.STOP
    elif level >= pain.caution:
        key, band = "baseline_caution", PainBand.CAUTION
    else:
        key, band = "baseline_noted", PainBand.MILD if level else PainBand.NONE
    kept = PainReport(
        level=level,
        place=None,
        band=band,
        at_s=moment.now.elapsed_s,
        at_utc_s=moment.now.utc_s,
        person_id=_whose(moment, report),
        before_walk=True,
    )
    verdicts = (Reported(report=kept), Say(key=key))
    return Judgement(memory=memory, verdicts=verdicts)


def _take_back(moment: Moment, memory: PainMemory) -> Judgement:
    lock, locked_at_s = memory.lock, memory.locked_at_s
    if (
        lock is None
        or locked_at_s is None
        or moment.now.elapsed_s > locked_at_s + TAKE_BACK_S
    ):
        return Judgement(memory=memory, verdicts=(Refuse(refusal=Refusal.TOO_LATE),))
    verdicts = (
        Lift(lock=lock, back_to=memory.earlier),
        Record(event=Event.PAIN_TAKEN_BACK),
        Say(key="pain_taken_back"),
    )
    return Judgement(memory=PainMemory(), verdicts=verdicts)
