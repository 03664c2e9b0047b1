"""Inspection and supervision, as other rooms use it: ``programme.inspection``."""

from thanthien.programme.access.inspection import evidence, finding, findings_of, may_run, visit, visits, waiting_for
from thanthien.programme.commands.findings import (
    assign_finding,
    check_finding,
    finding_to_task,
    fix_finding,
    may_fix,
)
from thanthien.programme.commands.inspection import (
    Planned,
    add_finding,
    begin_visit,
    cancel_visit,
    close_visit,
    fill_sheet,
    plan_visit,
)
from thanthien.programme.inspection_queries import (
    board_of_visits,
    late_count,
    lines,
    open_findings,
    own_rhythm,
    reminder,
)
from thanthien.programme.models import Finding, Inspection

__all__ = [
    "Finding",
    "Inspection",
    "Planned",
    "add_finding",
    "assign_finding",
    "begin_visit",
    "board_of_visits",
    "cancel_visit",
    "check_finding",
    "close_visit",
    "evidence",
    "fill_sheet",
    "finding",
    "finding_to_task",
    "findings_of",
    "fix_finding",
    "late_count",
    "lines",
    "may_fix",
    "may_run",
    "open_findings",
    "own_rhythm",
    "plan_visit",
    "reminder",
    "visit",
    "visits",
    "waiting_for",
]
