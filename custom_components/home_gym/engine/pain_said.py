"""What is said of a report of pain: what to do now, and nothing that is not true."""

from enum import StrEnum
from typing import Final

from .effects import Say
from .state import PainReport
from .verdicts import Moment
from .words import FOR_A_DOCTOR, Belt, PainBand, Symptom, Urgency


class PainSaid(StrEnum):
    """The keys of what is said: also of a belt that rests, or that we cannot stop."""

    NONE = "pain_none"
    MILD = "pain_mild"
    CAUTION = "pain_caution"
    CRAMP = "pain_cramp"
    CRAMP_STILL = "pain_cramp_still"
    CRAMP_BY_HAND = "pain_cramp_by_hand"
    STOP = "pain_stop"
    STOP_STILL = "pain_stop_still"
    STOP_BY_HAND = "pain_stop_by_hand"
    EMERGENCY = "pain_emergency"
    EMERGENCY_STILL = "pain_emergency_still"
    EMERGENCY_BY_HAND = "pain_emergency_by_hand"
    RED_FLAG = "pain_red_flag"
    RED_FLAG_STILL = "pain_red_flag_still"
    RED_FLAG_BY_HAND = "pain_red_flag_by_hand"
    FOR_A_DOCTOR = "pain_for_a_doctor"
    FOR_A_DOCTOR_STILL = "pain_for_a_doctor_still"
    FOR_A_DOCTOR_BY_HAND = "pain_for_a_doctor_by_hand"


# Nobody is to hold the rail of a belt that rests.
_STILL: Final = {
    PainSaid.CRAMP: PainSaid.CRAMP_STILL,
    PainSaid.STOP: PainSaid.STOP_STILL,
    PainSaid.EMERGENCY: PainSaid.EMERGENCY_STILL,
    PainSaid.RED_FLAG: PainSaid.RED_FLAG_STILL,
    PainSaid.FOR_A_DOCTOR: PainSaid.FOR_A_DOCTOR_STILL,
}
# Nor is anybody to step off a belt that they believe to be stopping (promise 10).
_BY_HAND: Final = {
    PainSaid.CRAMP: PainSaid.CRAMP_BY_HAND,
    PainSaid.STOP: PainSaid.STOP_BY_HAND,
    PainSaid.EMERGENCY: PainSaid.EMERGENCY_BY_HAND,
    PainSaid.RED_FLAG: PainSaid.RED_FLAG_BY_HAND,
    PainSaid.FOR_A_DOCTOR: PainSaid.FOR_A_DOCTOR_BY_HAND,
}


def said(moment: Moment, report: PainReport) -> Say:
    """Return what to say of a report; what ends the walk is urgent."""
    ends = said_to(report) in _BY_HAND
    urgency = Urgency.URGENT if ends else Urgency.WARNING
    rests = moment.truth.belt is Belt.STILL and moment.ladder is None
    can_stop = moment.machine.can_stop
    key = said_as_it_is(report, rests=rests, can_stop=can_stop)
    return Say(key=key, urgency=urgency)


def said_to(report: PainReport) -> PainSaid:
    """Return by which key a report is answered; a few signs have words of their own."""
    if report.symptom in FOR_A_DOCTOR:
        return PainSaid.FOR_A_DOCTOR
    if report.symptom is Symptom.CRAMP and report.band in _WALKS_ON:
        return PainSaid.CRAMP
    return PainSaid(f"pain_{report.band}")


_WALKS_ON: Final = (PainBand.NONE, PainBand.MILD, PainBand.CAUTION)


def said_as_it_is(report: PainReport, *, rests: bool, can_stop: bool) -> PainSaid:
    """Return by which key a report is answered while the belt does what it does."""
    key = said_to(report)
    if rests:
        return _STILL.get(key, key)
    return key if can_stop else _BY_HAND.get(key, key)
