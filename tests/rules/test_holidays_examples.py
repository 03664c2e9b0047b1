"""The hand-worked examples of the calendar, as a clerk would check them with a finger on the wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from thanthien.rules.clock import Limit, due, moment

EXAMPLES = [
    ("2026-01-09", 3, "working_days", "2026-01-13"),
    ("2026-01-01", 1, "working_days", "2026-01-05"),
    ("2026-02-11", 10, "working_days", "2026-03-04"),
    ("2026-03-28", 30, "calendar_days", "2026-04-28"),
    ("2026-08-21", 5, "working_days", "2026-08-27"),
    ("2026-11-20", 2, "working_days", "2026-11-25"),
    ("2024-05-02", 3, "working_days", "2024-05-06"),
    ("2027-02-03", 3, "working_days", "2027-02-15"),
    ("2027-09-01", 2, "working_days", "2027-09-07"),
]


@pytest.mark.parametrize(("start", "value", "unit", "expected"), EXAMPLES)
def test_example(start: str, value: int, unit: str, expected: str) -> None:
    assert due(moment(start), Limit(value, unit)).due_on == date.fromisoformat(expected)
