"""How long a closed dossier is kept: classes by kind of case, counted from the end of the year it ended in.

Law: Luật Lưu trữ 33/2024/QH15 (retention, destruction only by a record). The numbers are *assumed* until the tables
of each ministry have been seen; where nothing is known the longer time stands, since nothing destroyed comes back.
The class in force on the day that asks decides, so that a longer time set by a new law saves what is still there.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from thanthien.rules.dated import choices_on
from thanthien.rules.errors import UnknownRule


class RetentionClass(NamedTuple):
    """One class. ``years`` None means for ever; empty lists do not narrow it."""

    code: str
    label: str
    years: int | None
    law: str
    assumed: bool
    fields: tuple[str, ...]
    procedures: tuple[str, ...]
    states: tuple[str, ...]

    def holds(self, field: str, procedure: str, state: str) -> bool:
        """Whether a dossier of this field and procedure that ended in this state belongs here."""
        return all(
            not listed or value in listed
            for listed, value in ((self.fields, field), (self.procedures, procedure), (self.states, state))
        )

    def until(self, ended_on: date) -> date | None:
        """The last day on which a dossier that ended on a day is kept; None: for ever."""
        return None if self.years is None else date(ended_on.year + self.years, 12, 31)

    def ended_before(self, today: date) -> date | None:
        """What ended before this day is due for destruction on ``today``; None: nothing ever."""
        return None if self.years is None else date(today.year - self.years, 1, 1)


@cache
def classes(on: date) -> tuple[RetentionClass, ...]:
    """The classes that hold on a day, in the order in which they are tried."""
    return tuple(
        RetentionClass(
            row["code"], row["label"], row.get("years"), row["law"], row["status"] == "assumed",
            tuple(row.get("fields", ())), tuple(row.get("procedures", ())), tuple(row.get("states", ())),
        )
        for row in choices_on("retention", on)
    )  # fmt: skip


def class_of(field: str, procedure: str, state: str, on: date) -> RetentionClass:
    """The class of a dossier by the rules of a day. Raises UnknownRule before the first table."""
    for one in classes(on):
        if one.holds(field, procedure, state):
            return one
    raise UnknownRule(f"Ngày {on.day}/{on.month}/{on.year} chưa có thời hạn lưu nào.")
