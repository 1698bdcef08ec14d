"""What the machines of a gym tell each other of the people who walk on them."""

from dataclasses import replace

from .clock import Now
from .draft import Draft
from .effects import Lifted
from .locks import latch_copy, lift_copy, longer
from .observations import Heard
from .people import is_known, key_of
from .state import DayTotal, Elsewhere, Lock, State
from .words import GUEST, Reason, RuleKey


def told(
    state: State, now: Now, machine_id: str, lifted: tuple[Lifted, ...] = ()
) -> Heard:
    """Return what the other machines should know of a state.

    Each machine counts its own seconds, so that a lock goes as the seconds that it
    still has in `ends_s`.
    """
    locks = tuple(
        _later(lock, -now.elapsed_s) for lock in state.locks if is_known(lock)
    )
    lifted = tuple(
        replace(each, lock=_later(each.lock, -now.elapsed_s)) for each in lifted
    )
    week = state.day.week
    totals = tuple(total for total in state.totals if total.day >= week)
    return Heard(machine_id=machine_id, totals=totals, locks=locks, lifted=lifted)


def hear(draft: Draft, heard: Heard) -> None:
    """Take in what another machine tells."""
    others = tuple(
        each for each in draft.elsewhere if each.machine_id != heard.machine_id
    )
    if heard.totals:
        told_here = Elsewhere(machine_id=heard.machine_id, totals=heard.totals)
        others = (*others, told_here)
    draft.elsewhere = others
    # What was latched here stays this machine's own, also where it is put back.
    own = {key_of(lock) for lock in draft.locks if not lock.elsewhere}
    now_s = draft.now.elapsed_s
    for lifted in heard.lifted:
        lift_copy(draft, replace(lifted, lock=_later(lifted.lock, now_s)))
    for lock in heard.locks:
        elsewhere = key_of(lock) not in own
        latch_copy(draft, replace(_later(lock, now_s), elsewhere=elsewhere))


def _later(lock: Lock, by_s: float) -> Lock:
    """Return a lock by the seconds of another count."""
    return replace(lock, ends_s=lock.ends_s + by_s)


def latched_here(state: State, person_id: str) -> frozenset[Reason]:
    """Return why a machine itself, and not only by what it was told, locks a person."""
    return frozenset(
        lock.reason
        for lock in state.locks
        if lock.person_id == person_id and not lock.elsewhere
    )


def forget_person(draft: Draft, person_id: str, latched: frozenset[Reason]) -> None:
    """Leave no trace of a person who is no longer known.

    A lock latches (promise 6): it stays to its end, as that of somebody nobody named.
    """
    session, last, pain = draft.session, draft.last_session, draft.pain
    if draft.person_id == person_id:
        draft.person_id = GUEST
    if session is not None:
        draft.session = replace(
            session,
            person_id=GUEST if session.person_id == person_id else session.person_id,
            walkers=tuple(each for each in session.walkers if each != person_id),
        )
    if last is not None and person_id in (last.person_id, *last.walkers):
        draft.last_session = None
    if pain is not None and pain.person_id == person_id:
        draft.pain = None
    draft.pains = tuple(each for each in draft.pains if each.person_id != person_id)
    draft.totals = _without(draft.totals, person_id)
    draft.elsewhere = tuple(
        replace(each, totals=_without(each.totals, person_id))
        for each in draft.elsewhere
    )
    draft.lifted = tuple(each for each in draft.lifted if each.person_id != person_id)
    draft.waived = tuple(each for each in draft.waived if each.person_id != person_id)
    draft.locks = _nobodys(draft.locks, person_id, latched)
    draft.memories = {
        rule: memory for rule, memory in draft.memories.items() if rule != RuleKey.PAIN
    }
    if draft.questions.person_id == person_id:
        # One that is open is taken back with who walks.
        draft.questions = replace(draft.questions, person_id=GUEST, day="")
    draft.persist()


def _without(totals: tuple[DayTotal, ...], person_id: str) -> tuple[DayTotal, ...]:
    return tuple(total for total in totals if total.person_id != person_id)


def _nobodys(
    locks: tuple[Lock, ...], person_id: str, latched: frozenset[Reason]
) -> tuple[Lock, ...]:
    """Return the locks with a person's name taken off, the longer of two that meet.

    What another machine has told of it holds on there, for everybody; and here, where
    that machine is gone.
    """
    kept: dict[object, Lock] = {}
    for lock in locks:
        named = lock.person_id == person_id
        if named and lock.elsewhere and lock.reason in latched:
            continue
        each = replace(lock, person_id=GUEST, elsewhere=False) if named else lock
        same = kept.get(key_of(each))
        kept[key_of(each)] = each if same is None else longer(each, same)
    return tuple(kept.values())


def people_in(state: State) -> frozenset[str]:
    """Return everybody whom a state names."""
    session, last = state.session, state.last_session
    named = {state.person_id, *(pain.person_id for pain in state.pains)}
    if (asked := state.questions.person_id) != GUEST:
        named.add(asked)
    for walk in (session, last):
        if walk is not None:
            named |= {walk.person_id, *walk.walkers}
    elsewhere = (total for other in state.elsewhere for total in other.totals)
    return frozenset(
        named
        | {total.person_id for total in (*state.totals, *elsewhere)}
        | {lock.person_id for lock in (*state.locks, *state.lifted, *state.waived)}
    )
