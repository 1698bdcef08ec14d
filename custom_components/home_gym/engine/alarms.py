"""Raise an alarm or an issue once, and take it back when it is over."""

from .draft import Draft
from .effects import ClearIssue, RaiseIssue
from .words import Event, Issue


def raise_issue(draft: Draft, issue: Issue) -> None:
    """Ask the owner to mend something, once."""
    if issue not in draft.issues:
        draft.issues = (*draft.issues, issue)
        draft.effects.append(RaiseIssue(issue=issue))


def clear_issue(draft: Draft, issue: Issue) -> None:
    """Take an issue back."""
    if issue in draft.issues:
        draft.issues = tuple(each for each in draft.issues if each is not issue)
        draft.effects.append(ClearIssue(issue=issue))


def raise_alarm(draft: Draft, issue: Issue) -> None:
    """Raise an alarm with the issue behind it, once."""
    raise_issue(draft, issue)
    if draft.alarm is issue:
        return
    draft.alarm = issue
    draft.alarm_acknowledged = False
    draft.record(Event.ALARM_RAISED, issue=issue)
    draft.persist()


def end_alarm(draft: Draft, issue: Issue) -> None:
    """End the alarm that an issue has raised, and clear the issue."""
    clear_issue(draft, issue)
    if draft.alarm is issue:
        draft.alarm = None
        draft.alarm_acknowledged = False
        draft.record(Event.ALARM_OVER, issue=issue)
