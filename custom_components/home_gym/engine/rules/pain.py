"""Pain: what a report means, and what it leads to at once."""

from dataclasses import dataclass
from typing import Final

from ..effects import Record, Refuse, Say
from ..observations import ReportBaseline, ReportPain, TakeBackPain
from ..people import key_of
from ..policy import Pain
from ..state import Lock, PainReport
from ..verdicts import End, Judgement, Latch, Lift, Moment, Reported, Verdict
from ..words import (
    RED_FLAGS,
    Belt,
    EndKind,
    Event,
    PainBand,
    Reason,
    Refusal,
    Symptom,
    Urgency,
)

TAKE_BACK_S: Final = 30.0


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
            return _report(moment, report)
        case ReportBaseline(level=level):
            return _baseline(moment, memory, level)
        case TakeBackPain():
            return _take_back(moment, memory)
    return Judgement(memory=memory)


def classify(moment: Moment, report: ReportPain) -> PainBand:
    """Return what a report means in a moment."""
    baseline = None if moment.session is None else moment.session.baseline
    return band_of(report, moment.policy.pain, baseline)


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


def _report(moment: Moment, report: ReportPain) -> Judgement:
    band = classify(moment, report)
    kept = PainReport(
        level=report.level,
        place=report.place,
        band=band,
        at_s=moment.now.elapsed_s,
        at_utc_s=moment.now.utc_s,
        person_id=moment.person_id,
        symptom=report.symptom,
    )
    verdicts: list[Verdict] = [
        Reported(report=kept),
        Record(event=Event.PAIN_REPORTED, values={"band": band}),
    ]
    memory = PainMemory()
    if (outcome := _OUTCOMES.get(band)) is not None:
        kind, reason = outcome
        lock = _lock(moment, reason)
        memory = PainMemory(
            lock=lock,
            locked_at_s=moment.now.elapsed_s,
            earlier=next(
                (each for each in moment.locks if key_of(each) == key_of(lock)), None
            ),
        )
        verdicts += [
            _said(moment, band),
            End(kind=kind, reason=reason, switch_off=True),
            Latch(lock=lock),
        ]
    elif report.symptom is Symptom.CRAMP:
        verdicts += [
            Say(key="pain_cramp", urgency=Urgency.URGENT),
            End(kind=EndKind.QUICK, reason=Reason.CRAMP),
        ]
    else:
        verdicts.append(Say(key=f"pain_{band}", urgency=Urgency.WARNING))
    return Judgement(memory=memory, verdicts=tuple(verdicts))


def _said(moment: Moment, band: PainBand) -> Say:
    """Return what to say; nobody is to hold the rail of a belt that stands."""
    rests = moment.truth.belt is Belt.STILL and moment.ladder is None
    if band is PainBand.STOP and rests:
        return Say(key="pain_stop_still", urgency=Urgency.URGENT)
    return Say(key=f"pain_{band}", urgency=Urgency.URGENT)


_OUTCOMES: Final = {
    PainBand.STOP: (EndKind.QUICK, Reason.PAIN),
    PainBand.EMERGENCY: (EndKind.INSTANT, Reason.PAIN_EMERGENCY),
    PainBand.RED_FLAG: (EndKind.INSTANT, Reason.RED_FLAG),
}
# The bands of which each ends the walk and locks.
STOPPING: Final = frozenset(_OUTCOMES)


def _lock(moment: Moment, reason: Reason) -> Lock:
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
        person_id=moment.person_id,
    )


def _baseline(moment: Moment, memory: PainMemory, level: int) -> Judgement:
    pain = moment.policy.pain
    if level >= pain.stop:
        key, band = "baseline_stop", PainBand.STOP
    elif level >= pain.caution:
        key, band = "baseline_caution", PainBand.CAUTION
    else:
        key, band = "baseline_noted", PainBand.MILD if level else PainBand.NONE
    report = PainReport(
        level=level,
        place=None,
        band=band,
        at_s=moment.now.elapsed_s,
        at_utc_s=moment.now.utc_s,
        person_id=moment.person_id,
        before_walk=True,
    )
    verdicts = (Reported(report=report), Say(key=key))
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
