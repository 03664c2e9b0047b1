"""How many times papers may be asked for, and how the clock goes on after it.

Law: NĐ 61/2018 Đ.17 k.2, Đ.19 k.4 until 2025-07-01; NĐ 118/2025 since, whose article has not been seen:
its values are carried over and marked assumed. Page: docs/rules/supplement.md.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import UnknownRule
from thanthien.rules.rulebook import book

RESTART = "restart_full"
PAUSE = "pause"
# How the clock goes on, as form 02 says it; "" is for a request before acceptance.
SAID = {
    "": "Thời hạn giải quyết được tính khi hồ sơ được tiếp nhận.",
    RESTART: "Đồng hồ đang dừng. Khi đủ giấy, thời hạn được tính lại từ đầu.",
    PAUSE: "Đồng hồ đang dừng. Khi đủ giấy, thời hạn được tính tiếp phần còn lại.",
}


class SupplementPolicy(NamedTuple):
    """`value` is RESTART (counted anew once complete) or PAUSE (goes on where it stopped)."""

    value: str
    rule_id: str
    article: str
    status: str


def policy_on(day: date) -> SupplementPolicy:
    """The policy of the day a dossier was received: a dossier keeps the rule it was accepted under.

    Raises UnknownRule before the rulebook knows one.
    """
    entry = book().at("tthc.supplement.clock", day)
    if entry.value not in (RESTART, PAUSE):
        raise UnknownRule(f"{entry.id}: không rõ đồng hồ đi tiếp thế nào sau khi bổ sung.")
    return SupplementPolicy(str(entry.value), entry.id, entry.law, entry.status)


def requests_allowed(day: date) -> int:
    """How many requests need no special ground; one more needs a named law and the chair."""
    return book().at("tthc.supplement.times", day).number


def asked_late(accepted_at: datetime, asked_at: datetime, calendar: Calendar) -> bool:
    """Whether a request during settlement came later than the rule's days after reception."""
    days = book().at("tthc.supplement.within", accepted_at.date()).number
    return calendar.working_days_between(accepted_at.date(), asked_at.date()) > days
