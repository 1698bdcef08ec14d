"""A word about posture now and then, where the policy has one; no more than that."""

from .draft import Draft
from .words import Belt, Urgency


def remind(draft: Draft) -> None:
    """Say it once each time that so much has been walked."""
    every_s = draft.policy.goal.posture_cue_every_s
    session, before = draft.session, draft.before.session
    if (
        not every_s
        or session is None
        or draft.truth.belt is not Belt.MOVING
        or draft.ladder is not None
        or draft.suspended_until_s is not None
    ):
        return
    times, since_s = divmod(session.moving_s, every_s)
    draft.wake(draft.now.elapsed_s + every_s - since_s)
    if before is not None and times > before.moving_s // every_s:
        draft.say("posture_cue", Urgency.INFO)
