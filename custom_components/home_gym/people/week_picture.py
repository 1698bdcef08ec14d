"""One week as a picture: each day, the goal, and the weeks before.

It tells nothing of pain: it is made to be sent to a phone that others see as well.
"""

from collections.abc import Mapping
from math import ceil
from typing import Final

from ..engine.progress.summary import DayOfWeek, WeekSummary
from ..history.paper import LARGE, SMALL, Color, Colors, Paper, Spot
from .week_words import details_of, growth_of, title_of

_EDGE: Final = 30.0
_LEFT, _RIGHT = 90.0, 770.0
_TREND_LEFT, _TREND_RIGHT = 840.0, 1170.0
_TOP, _BOTTOM = 240.0, 500.0
# A chart of no minutes at all would have no height.
_LEAST_MIN: Final = 10.0


def week_picture(
    summary: WeekSummary, texts: Mapping[str, str], colors: Colors
) -> bytes:
    """Return the picture of a week as a PNG."""
    sheet = _Sheet(summary, texts, colors)
    sheet.words()
    sheet.goal()
    sheet.days()
    sheet.trend()
    return sheet.png()


class _Sheet(Paper):
    """Draw the parts of a week."""

    def __init__(
        self, summary: WeekSummary, texts: Mapping[str, str], colors: Colors
    ) -> None:
        super().__init__(colors)
        self._summary = summary
        self._texts = texts
        days = (_high_s(day) / 60 for day in summary.days)
        self._top_min = max(*days, _LEAST_MIN) * 1.1

    def words(self) -> None:
        """Write what it is, and what the colours mean."""
        colors, texts = self.colors, self._texts
        self.write((_EDGE, 28), title_of(self._summary, texts), colors.text, LARGE)
        self.write((_EDGE, 92), details_of(self._summary, texts), colors.faint)
        growth = growth_of(self._summary, texts)
        self.write((_EDGE, 130), growth, colors.allowed)
        days = self._summary.days
        entries = [(texts["counts"], colors.speed)]
        if any(day.walked_s > day.counted_s for day in days):
            entries.append((texts["slow"], colors.area))
        if any(day.elsewhere_s for day in days):
            entries.append((texts["elsewhere"], colors.taken))
        self.legend(_EDGE, entries)

    def goal(self) -> None:
        """Draw how much of the goal is done."""
        week = self._summary.week
        if not week.goal_s:
            return
        wide = (_TREND_RIGHT - _EDGE) * min(1.0, week.done_s / week.goal_s)
        self.box((_EDGE, 176), (_TREND_RIGHT, 190), self.colors.grid)
        if wide >= 1.0:
            self.box((_EDGE, 176), (_EDGE + wide, 190), self.colors.taken)

    def days(self) -> None:
        """Draw a bar for each day: what counts, what does not, what was elsewhere."""
        colors = self.colors
        step_min = _minutes_between(self._top_min)
        for minutes in range(0, int(self._top_min) + 1, step_min):
            at = self._y(minutes)
            self.line([(_LEFT, at), (_RIGHT, at)], colors.grid, 2)
            self.write((_LEFT - 14, at), str(minutes), colors.faint, anchor="rm")
        self.write((_EDGE, _TOP - 36), self._texts["unit"], colors.faint, 22)
        wide = (_RIGHT - _LEFT) / len(self._summary.days)
        names = self._texts["days"].split()
        for number, day in enumerate(self._summary.days):
            left = _LEFT + wide * (number + 0.2)
            self._bar(left, left + wide * 0.6, day)
            spot = (left + wide * 0.3, _BOTTOM + 14)
            self.write(spot, names[number], colors.faint, anchor="mt")

    def trend(self) -> None:
        """Draw the weeks before beside this one."""
        weeks = [walked_s for _, walked_s in self._summary.trend]
        top_s = max(*weeks, _LEAST_MIN * 60)
        wide = (_TREND_RIGHT - _TREND_LEFT) / len(weeks)
        title = self._texts["trend"].format(weeks=len(weeks))
        self.write((_TREND_LEFT, _TOP - 36), title, self.colors.faint, 22)
        for number, walked_s in enumerate(weeks):
            left = _TREND_LEFT + wide * (number + 0.15)
            high = (_BOTTOM - _TOP - 30) * walked_s / top_s
            present = number == len(weeks) - 1
            color = self.colors.speed if present else self.colors.unseen
            corners = (left, _BOTTOM - high), (left + wide * 0.7, _BOTTOM)
            if walked_s:
                self.box(*corners, color)
                spot = (left + wide * 0.35, _BOTTOM - high - 8)
                self._number(spot, walked_s)
        ends: list[Spot] = [(_TREND_LEFT, _BOTTOM), (_TREND_RIGHT, _BOTTOM)]
        self.line(ends, self.colors.grid, 2)

    def _number(self, spot: Spot, seconds: float) -> None:
        text = str(round(seconds / 60))
        self.write(spot, text, self.colors.faint, SMALL - 6, "mb")

    def _bar(self, left: float, right: float, day: DayOfWeek) -> None:
        counted_s = min(day.counted_s, day.walked_s)
        parts: list[tuple[float, Color]] = [
            (counted_s, self.colors.speed),
            (day.walked_s - counted_s, self.colors.area),
            (day.elsewhere_s, self.colors.taken),
        ]
        low_min = 0.0
        for seconds, color in parts:
            high_min = low_min + seconds / 60
            if seconds > 0:
                corners = (left, self._y(high_min)), (right, self._y(low_min))
                self.box(*corners, color)
            low_min = high_min

    def _y(self, minutes: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * minutes / self._top_min


def _high_s(day: DayOfWeek) -> float:
    return day.walked_s + day.elsewhere_s


def _minutes_between(minutes: float) -> int:
    """Return after how many minutes to draw the next line."""
    steps = (5, 10, 15, 30, 60, 120)
    return next((step for step in steps if minutes / step <= 5), ceil(minutes / 5))
