"""Let every rule look at the moment, and carry its verdicts on."""

from dataclasses import replace

from .allowance import allowance
from .caps import keep_under
from .draft import Draft
from .effects import Record, Refuse, Say
from .ladder import begin
from .locks import latch, lift
from .modes import SUSPENDABLE, effective_modes
from .people import in_force
from .rules import RULES
from .state import Cap
from .verdicts import End, Latch, Lift, Moment, Reported, Verdict, WakeAt
from .words import Event, Mode, RuleKey


def judge(draft: Draft) -> None:
    """Ask every rule, merge what they want, and begin what has to be done.

    The lowest cap wins and the most urgent end wins; every lock holds.
    """
    moment = _moment(draft)
    caps: list[tuple[Cap, Mode]] = []
    ends: list[End] = []
    suspended = draft.suspended_until_s is not None
    for rule in RULES:
        mode = moment.modes[rule.key]
        if mode is Mode.OFF or (suspended and rule.key in SUSPENDABLE):
            continue
        memory = draft.memories.get(rule.key, rule.memory)
        judgement = rule.judge(moment, memory)
        if judgement.memory is not memory:
            draft.memories = {**draft.memories, rule.key: judgement.memory}
        if judgement.verdicts:
            # Where nothing can stop the machine, its end tells the person to do it.
            if rule.key is RuleKey.PAIN:
                mode = Mode.ENFORCE
            _weigh(draft, judgement.verdicts, mode, caps, ends)
    keep_under(draft, caps)
    if ends:
        begin(draft, max(ends, key=lambda end: end.kind))


def _weigh(
    draft: Draft,
    verdicts: tuple[Verdict, ...],
    mode: Mode,
    caps: list[tuple[Cap, Mode]],
    ends: list[End],
) -> None:
    for verdict in verdicts:
        if isinstance(verdict, WakeAt):
            draft.wake(verdict.at_s)
        elif isinstance(verdict, Cap):
            caps.append((verdict, mode))
        elif isinstance(verdict, End):
            if mode is Mode.ENFORCE:
                ends.append(verdict)
        else:
            _carry(draft, verdict, mode)


def _carry(draft: Draft, verdict: Verdict, mode: Mode) -> None:
    match verdict:
        case Record(event=event):
            draft.effects.append(verdict)
            if event is Event.BREAK_TAKEN and draft.session is not None:
                taken = draft.session.breaks_taken + 1
                draft.session = replace(draft.session, breaks_taken=taken)
        case Say() | Refuse():
            draft.effects.append(verdict)
        case Latch(lock=lock) if mode is Mode.ENFORCE:
            latch(draft, lock)
        case Lift(lock=lock, back_to=back_to):
            lift(draft, lock, back_to)
        case Reported():
            _remember(draft, verdict)


def _remember(draft: Draft, reported: Reported) -> None:
    report = reported.report
    draft.pain = report
    others = (each for each in draft.pains if each.person_id != report.person_id)
    draft.pains = (*others, report)
    draft.persist()
    session = draft.session
    if session is None or session.person_id != report.person_id:
        # Of somebody whom nobody has named: it is no part of this walk.
        return
    bands = list(type(report.band))
    worst = max(session.worst_band, report.band, key=bands.index)
    baseline = report.level if report.before_walk else session.baseline
    draft.session = replace(session, worst_band=worst, baseline=baseline)


def _moment(draft: Draft) -> Moment:
    session = draft.session
    return Moment(
        now=draft.now,
        observation=draft.observation,
        policy=draft.policy,
        machine=draft.machine,
        evidence=draft.evidence,
        truth=draft.truth,
        session=session,
        person_id=draft.person_id if session is None else session.person_id,
        allowance=allowance(draft, draft.now, draft.policy),
        locks=in_force(draft.locks, draft),
        ladder=draft.ladder,
        modes=effective_modes(draft.policy, draft.machine),
    )
