"""Quiet hours: when no text message wakes people. House rule of each commune; no law seen asks for it (assumed).

The hour within which people are to be told (p05) begins for a message written in quiet hours when they end.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from thanthien.rules.errors import RuleError

DEFAULT_FROM, DEFAULT_TO = time(21), time(6)
SOURCE: Final = "Quy ước của phần mềm, chưa thấy văn bản nào quy định"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet from one time of the day to another, over midnight where the first is later; the same time is none."""

    start: time = DEFAULT_FROM
    end: time = DEFAULT_TO

    def ends(self, at: datetime) -> datetime | None:
        """Return when the quiet hours round this moment end, None when there are none. ``at`` has the local zone.

        Half-open: the very minute of the end is no longer quiet. Raises :class:`RuleError` for a naive moment.
        """
        if at.tzinfo is None:
            raise RuleError("Giờ này chưa rõ múi giờ.")
        now = at.time().replace(tzinfo=None)
        if self.start < self.end:
            inside, tomorrow = self.start <= now < self.end, False
        else:
            inside = self.start != self.end and (now >= self.start or now < self.end)
            tomorrow = now >= self.start
        if not inside:
            return None
        day = at.date() + timedelta(days=1) if tomorrow else at.date()
        return datetime.combine(day, self.end, at.tzinfo)
