"""Hold the locks: they latch, end by two clocks, and undo what switches on."""

from dataclasses import replace
from typing import Final

from .alarms import end_alarm, raise_alarm
from .calm import ask, is_at_rest, is_sure
from .draft import Draft
from .effects import Ask, Lifted, SwitchOff
from .ladder import begin
from .ladder.times import OFFS_BEFORE_ALARM
from .lifted import ends_later, is_lifted, remember
from .people import in_force, is_known, key_of
from .session import baseline_of
from .state import Guard, Lock
from .verdicts import End
from .words import (
    Belt,
    EndKind,
    Event,
    Issue,
    PowerCut,
    Reason,
    Refusal,
    Urgency,
)

# After the last motion seen, a belt that nobody sees counts as one without motion.
UNSEEN_IS_CALM_S: Final = 30.0
UNDO_AGAIN_S: Final = 5.0
UNDOS: Final = 5
UNDO_WINDOW_S: Final = 60.0
# After that many undos Home Gym would only wear the relay out: it waits so long.
HOLD_OFF_S: Final = 300.0
LIMITS: Final = frozenset({Reason.SESSION_LIMIT, Reason.DAY_LIMIT, Reason.WEEK_LIMIT})
_SOFT: Final = frozenset({Reason.SESSION_LIMIT, Reason.DAY_LIMIT, Reason.IDLE})

_AT_REST: Final = Guard()


def latch(draft: Draft, lock: Lock) -> None:
    """Add a lock; one for the same reason is only ever made longer."""
    _put_on(draft, lock)
    if is_known(lock):
        draft.share()


def latch_copy(draft: Draft, lock: Lock) -> None:
    """Add a person's lock that another machine of the gym tells of."""
    same = _same(draft, key_of(lock))
    if is_lifted(draft, lock):
        return
    if same is None or _holds_more(lock, same):
        _put_on(draft, lock)


def _put_on(draft: Draft, lock: Lock) -> None:
    same = _same(draft, key_of(lock))
    if same is not None:
        lock = longer(lock, same)
    draft.locks = (*(each for each in draft.locks if each is not same), lock)
    if in_force((lock,), draft):
        ends_utc_s = round(lock.ends_utc_s)
        draft.record(Event.LOCKED, reason=lock.reason, ends_utc_s=ends_utc_s)
    draft.persist()


def _holds_more(lock: Lock, same: Lock) -> bool:
    """Tell whether a lock adds anything to another one of the same kind."""
    return (
        lock.needs_release > same.needs_release
        or lock.since_utc_s < same.since_utc_s
        or ends_later(lock, same)
    )


def longer(lock: Lock, same: Lock) -> Lock:
    """Return a lock that holds for as long as both."""
    return replace(
        lock,
        since_utc_s=min(lock.since_utc_s, same.since_utc_s),
        ends_utc_s=max(lock.ends_utc_s, same.ends_utc_s),
        ends_s=max(lock.ends_s, same.ends_s),
        needs_release=lock.needs_release or same.needs_release,
        elsewhere=lock.elsewhere and same.elsewhere,
    )


def lift(draft: Draft, lock: Lock, back_to: Lock | None = None) -> None:
    """Take a lock away, or put it back to what it was.

    One that somebody has made longer since is another one, and stays.
    """
    same = _same(draft, key_of(lock))
    latched = lock if back_to is None else longer(lock, back_to)
    if same is None or _holds_more(same, latched):
        return
    _take_off(draft, same, back_to)
    if is_known(same):
        remember(draft, same)
        waived = same in draft.waived
        draft.share(Lifted(lock=same, waived=waived))


def lift_copy(draft: Draft, lifted: Lifted) -> None:
    """Take a person's lock away that was lifted at another machine of the gym.

    One that was made longer here, while the other machine lifted, is another one.
    """
    same = _same(draft, key_of(lifted.lock))
    if same is None or _holds_more(same, lifted.lock):
        return
    if lifted.waived:
        draft.waived = (*draft.waived, same)
    _take_off(draft, same)


def _take_off(draft: Draft, lock: Lock, back_to: Lock | None = None) -> None:
    kept = tuple(each for each in draft.locks if each is not lock)
    if back_to is not None:
        draft.locks = (*kept, back_to)
    else:
        draft.locks = kept
        if in_force((lock,), draft):
            draft.record(Event.UNLOCKED, reason=lock.reason)
    draft.persist()


def _same(draft: Draft, key: tuple[Reason, str]) -> Lock | None:
    return next((each for each in draft.locks if key_of(each) == key), None)


def expire(draft: Draft) -> None:
    """Let locks end whose time is over by both clocks."""
    for lock in draft.locks:
        if is_over(draft, lock) and not lock.needs_release:
            held = in_force((lock,), draft)
            _take_off(draft, lock)
            if held and not in_force(draft.locks, draft):
                draft.say("unlocked")
            continue
        ends_at_s = max(lock.ends_s, _elapsed_at(draft, lock.ends_utc_s))
        # What waits for a person, or for a right clock, is not to be waited for here.
        if ends_at_s > draft.now.elapsed_s:
            draft.wake(ends_at_s)
    if draft.waived:
        draft.waived = tuple(
            lock for lock in draft.waived if draft.now.utc_s < lock.ends_utc_s
        )
    if draft.guard != _AT_REST and not in_force(draft.locks, draft):
        draft.guard = _AT_REST
        end_alarm(draft, Issue.PLUG_SWITCHED_ON_BY_OTHERS)
        end_alarm(draft, Issue.PLUG_DID_NOT_SWITCH_OFF)


def is_over(draft: Draft, lock: Lock) -> bool:
    """Tell whether a lock's time has passed; a clock that is wrong lets none pass."""
    return (
        not draft.clock_suspect
        and draft.now.utc_s >= lock.ends_utc_s
        and draft.now.elapsed_s >= lock.ends_s
    )


def release(draft: Draft, *, medical_advice_taken: bool) -> None:
    """Lift every lock that a person may lift now, or say why there is none."""
    blockers = release_blockers(draft, medical_advice_taken=medical_advice_taken)
    if blockers:
        draft.refuse(blockers[0])
        return
    for lock in in_force(draft.locks, draft):
        if lock.reason in LIMITS:
            draft.waived = (*draft.waived, lock)
        lift(draft, lock)
    draft.say("released")


def release_blockers(
    draft: Draft, *, medical_advice_taken: bool = False
) -> tuple[Refusal, ...]:
    """Return what stands between a lock and its release: the start gate."""
    locks = in_force(draft.locks, draft)
    if not locks:
        return (Refusal.NOT_LOCKED,)
    blockers: list[Refusal] = []
    if any(not _may_lift(draft, lock) for lock in locks):
        blockers.append(Refusal.LOCK_STANDS)
    red_flag = any(lock.reason is Reason.RED_FLAG for lock in locks)
    if red_flag and not medical_advice_taken:
        blockers.append(Refusal.NEEDS_MEDICAL_ADVICE)
    if draft.ladder is not None:
        blockers.append(Refusal.LADDER_RUNNING)
    if draft.truth.belt is Belt.MOVING:
        blockers.append(Refusal.BELT_MOVING)
    elif draft.truth.belt is Belt.CONFLICT or not is_calm(draft):
        blockers.append(Refusal.BELT_NOT_SEEN)
    if _hurts_too_much(draft):
        blockers.append(Refusal.PAIN_TOO_HIGH)
    return tuple(blockers)


def is_calm(draft: Draft) -> bool:
    """Tell whether no motion is seen: a still belt, or long nothing at all."""
    if draft.truth.belt is Belt.STILL:
        return True
    if draft.truth.belt is not Belt.UNKNOWN:
        return False
    moving_at_s = draft.truth.last_moving_at_s
    return moving_at_s is None or draft.now.elapsed_s > moving_at_s + UNSEEN_IS_CALM_S


def hold(draft: Draft) -> None:
    """Keep a locked machine off: undo an ON, end a motion."""
    if draft.ladder is not None or not in_force(draft.locks, draft):
        return
    if draft.truth.belt is Belt.MOVING:
        by_hand = "" if draft.machine.can_stop else "_by_hand"
        draft.say(f"locked_but_moving{by_hand}", Urgency.URGENT)
        begin(draft, End(kind=EndKind.GENTLE, reason=Reason.LOCKED, switch_off=True))
        return
    machine = draft.machine
    if not machine.has_plug or machine.power_cut is PowerCut.NEVER:
        return
    guard = draft.guard
    if not _is_on(draft):
        if guard.off_sent_at_s is not None or guard.asked_at_s is not None:
            draft.guard = replace(
                guard, off_sent_at_s=None, asked_at_s=None, unheeded=0
            )
            end_alarm(draft, Issue.PLUG_DID_NOT_SWITCH_OFF)
    elif is_at_rest(draft.truth):
        _undo(draft)
    elif guard.asked_at_s is not None:
        draft.guard = replace(guard, asked_at_s=None)


def _undo(draft: Draft) -> None:
    now_s = draft.now.elapsed_s
    guard = draft.guard
    if guard.holding and not _calmed_down(guard, now_s):
        draft.wake(guard.undone_at_s[-1] + HOLD_OFF_S)
        return
    if guard.off_sent_at_s is not None:
        _insist(draft, guard, guard.off_sent_at_s)
        return
    if not is_sure(draft, guard.asked_at_s):
        draft.guard = replace(guard, asked_at_s=ask(draft, guard.asked_at_s))
        return
    undone = tuple(at_s for at_s in guard.undone_at_s if at_s > now_s - UNDO_WINDOW_S)
    if len(undone) >= UNDOS:
        draft.guard = replace(guard, holding=True, undone_at_s=undone)
        raise_alarm(draft, Issue.PLUG_SWITCHED_ON_BY_OTHERS)
        draft.say("plug_fought", Urgency.URGENT)
        return
    draft.effects.append(SwitchOff())
    draft.record(Event.SWITCH_ON_UNDONE)
    draft.guard = Guard(off_sent_at_s=now_s, undone_at_s=(*undone, now_s))
    draft.wake(now_s + UNDO_AGAIN_S)


def _insist(draft: Draft, guard: Guard, sent_at_s: float) -> None:
    """Tell a plug again that was told and stayed on: nobody else is to blame."""
    now_s = draft.now.elapsed_s
    failed = guard.unheeded >= OFFS_BEFORE_ALARM
    again_at_s = sent_at_s + (HOLD_OFF_S if failed else UNDO_AGAIN_S)
    if now_s < again_at_s:
        draft.wake(again_at_s)
        return
    unheeded = guard.unheeded + 1
    if unheeded == OFFS_BEFORE_ALARM:
        draft.say("plug_did_not_switch_off", Urgency.URGENT)
        raise_alarm(draft, Issue.PLUG_DID_NOT_SWITCH_OFF)
    draft.effects += [SwitchOff(), Ask()]
    draft.guard = replace(guard, off_sent_at_s=now_s, unheeded=unheeded)
    draft.wake(now_s + UNDO_AGAIN_S)


def _calmed_down(guard: Guard, now_s: float) -> bool:
    return now_s >= guard.undone_at_s[-1] + HOLD_OFF_S


def _is_on(draft: Draft) -> bool:
    relay = draft.evidence.relay
    if relay is not None:
        return relay.value > 0
    # A retained word may re-assert a lock: off is safe where no motion is seen.
    return draft.evidence.relay_snapshot is True


def _may_lift(draft: Draft, lock: Lock) -> bool:
    return lock.reason in _SOFT or is_over(draft, lock)


def _hurts_too_much(draft: Draft) -> bool:
    level = baseline_of(draft)
    return level is not None and level >= draft.policy.pain.stop


def _elapsed_at(draft: Draft, utc_s: float) -> float:
    return draft.now.elapsed_s + max(0.0, utc_s - draft.now.utc_s)
