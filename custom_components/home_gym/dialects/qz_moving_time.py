"""One moving time out of the three topics that QZ splits it into."""

from typing import Final

_SECONDS: Final = {"hours": 3600, "minutes": 60, "seconds": 1}
_HOUR: Final = 3600.0
# Less than the minute by which a half-told roll-over is wrong, and more than QZ
# leaves out when a few of its half-second messages are lost.
_LARGEST_STEP: Final = 30
# Seconds that go on by themselves step by one; a larger step may be a new workout.
_LONE_STEP: Final = 3


class MovingTime:
    """A memory that joins seconds, minutes and hours into one number of seconds.

    QZ sends the three one after another and each only when it changed
    (mqttpublisher.cpp, publishWorkoutData), so at 1:00 the seconds fall to 0 before
    the minutes say 1. A sum that does not follow on from the last one told, because
    it falls or jumps, is held until the other parts had their turn: it is told when
    it follows on again, or with the next seconds, by which time a fall is a new
    workout and a jump is time that we missed. This holds in either order of the
    parts.

    Nothing is told before all parts are known. The hours may stay unsaid for an
    hour; they are 0 while the whole workout is shorter than that.
    """

    __slots__ = ("_elapsed", "_held", "_parts", "_told")

    def __init__(self) -> None:
        """Start with nothing known."""
        self._parts: dict[str, int] = {}
        self._elapsed: float | None = None
        self._told: int | None = None
        self._held = False

    def hear_elapsed(self, seconds: float) -> None:
        """Remember how long the whole workout is, standing included.

        It is told every second: where it jumps, messages were missed, perhaps with a
        roll-over among them, and a part that is not told again would make a wrong sum.
        """
        missed = 0.0 if self._elapsed is None else seconds - self._elapsed
        if missed > _LARGEST_STEP:
            self._parts.pop("minutes", None)
            if (self._told or 0) % _HOUR + missed >= _HOUR:
                self._parts.pop("hours", None)
            self._told, self._held = None, False
        self._elapsed = seconds

    def goes_on(self, seconds: int) -> bool:
        """Tell whether the seconds alone, before they are taken in, show motion.

        After a restart the minutes may stay unsaid for a minute.
        """
        before = self._parts.get("seconds")
        return before is not None and 0 < (seconds - before) % 60 <= _LONE_STEP

    def hear(self, part: str, value: int) -> int | None:
        """Take in one part and return the moving time in s, if it can be told."""
        self._parts[part] = value
        total = self._total()
        if total is None:
            return None
        if self._follows_on(total) or (self._held and part == "seconds"):
            self._told, self._held = total, False
            return total
        self._held = True
        return None

    def _total(self) -> int | None:
        if self._elapsed is not None and self._elapsed < _HOUR:
            self._parts.setdefault("hours", 0)
        if len(self._parts) < len(_SECONDS):
            return None
        return sum(factor * self._parts[part] for part, factor in _SECONDS.items())

    def _follows_on(self, total: int) -> bool:
        return self._told is None or 0 <= total - self._told <= _LARGEST_STEP
