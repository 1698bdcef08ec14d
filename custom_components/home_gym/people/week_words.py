"""A week in words, short enough for a notification."""

from collections.abc import Mapping

from ..engine.progress.summary import WeekSummary


def title_of(summary: WeekSummary, texts: Mapping[str, str]) -> str:
    """Return what was done, and of how much."""
    goal_s = summary.week.goal_s
    values = {
        "done": _minutes(summary.week.done_s),
        "walked": _minutes(summary.week.walked_s),
        "goal": _minutes(goal_s or 0.0),
    }
    return texts["title" if goal_s else "title_no_goal"].format(**values)


def details_of(summary: WeekSummary, texts: Mapping[str, str]) -> str:
    """Return the rest of the numbers in a line."""
    best, sums = summary.best, summary.sums
    return texts["details"].format(
        walks=sums.sessions,
        kilometres=f"{sums.distance_m / 1000:.1f}",
        longest=_minutes(best.moving_s if best else 0.0),
        breaks=sums.breaks_taken,
    )


def growth_of(summary: WeekSummary, texts: Mapping[str, str]) -> str:
    """Return that the week grows quickly, nothing where it does not."""
    if not summary.week.grows_quickly:
        return ""
    return texts["grows"].format(percent=summary.growth_percent)


def _minutes(seconds: float) -> int:
    return round(seconds / 60)
