"""The step a dossier stands at, with its owner and date."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.core.command import Run
from thanthien.onestop import access, timing
from thanthien.onestop.models import Dossier, Task
from thanthien.onestop.processes import Step, process_of
from thanthien.org import service as org

# The state in which a step waits to be done → its key in the process (data/steps.toml).
WAITS = {
    "submitted": "receive",
    "in_process": "settle",
    "to_sign": "sign",
    "signed": "issue",
    "issued": "hand_over",
    "not_eligible": "hand_over",
}
CONFIRM = Step("confirm", "Xác nhận nơi nhận", Role.CLERK, 0.0, "closed")
FAST = frozenset({"submitted"})


def step_of(dossier: Dossier) -> tuple[Step, float] | None:
    """Return the step a dossier waits at and the share of the limit by which it should be done; None at an end."""
    if dossier.state == "transferred":
        return CONFIRM, 1.0
    key = WAITS.get(dossier.state)
    process = process_of(dossier.procedure_code)
    step = next((one for one in process.steps if one.key == key), None)
    return (step, process.until(step.key)) if step is not None else None


def due_of(dossier: Dossier, share: float) -> datetime | None:
    """Return when a step should be done: its share of the working days, never after the promised date."""
    value, accepted = dossier.limit.get("value"), dossier.accepted_at
    fresh = dossier.revised_at is None and not dossier.clock_events
    if accepted is None or dossier.sort_due is None or dossier.limit.get("unit") != "working_days" or not fresh:
        return dossier.sort_due
    calendar = org.calendars.at(dossier.unit_id, dossier.derivation.get("calendar", 0)).calendar
    day = calendar.add_working_days(clock.local(accepted).date(), max(1, math.ceil(value * share)))
    return min(timing.rules_end(day), dossier.sort_due)


def open_first(run: Run, dossier: Dossier) -> None:
    """Open the reception step of a dossier that waits for a clerk."""
    if dossier.channel == "online":
        _open(run, dossier)


def follow(run: Run, dossier: Dossier, before: str, moved_date: bool) -> Mapping[str, Any]:
    """Close the step of the state that was left and open the one of the state that was entered.

    Where only the date moved, the open step takes the new one. Returns the hand-over for form 06: which post and
    whom the dossier went to, and the clock at that moment; nothing where it stayed in the same hands.
    """
    if before == dossier.state:
        if moved_date:
            run.flush()
            access.tasks(dossier).filter(done_at__isnull=True).update(due_at=dossier.sort_due)
        return {}
    run.flush()
    access.tasks(dossier).filter(done_at__isnull=True).update(done_at=run.now)
    role, owner_id = _open(run, dossier)
    return {"hand": hand(dossier, role, owner_id)}


def hand(dossier: Dossier, role: str, owner_id: UUID | None) -> dict[str, str]:
    """Return a hand-over as the timeline keeps it: nobody changes it afterwards."""
    due = dossier.revised_at or dossier.due_at
    return {
        "role": role,
        "to": str(owner_id) if owner_id else "",
        "clock": dossier.clock,
        "due": clock.iso(due) if due else "",
    }


def _open(run: Run, dossier: Dossier) -> tuple[str, UUID | None]:
    found = step_of(dossier)
    if found is None:
        return "", None
    step, share = found
    role = step.role
    owner_id = dossier.owner_id if role == Role.HANDLER else None
    if owner_id is None and dossier.state not in FAST:
        people = org.holders(dossier.unit_id, role, clock.local(run.now).date())
        owner_id = people[0].staff_id if people else None
    run.add(
        Task(
            unit_id=dossier.unit_id,
            dossier=dossier,
            step=step.key,
            label=step.title,
            role=role,
            owner_id=owner_id,
            opened_at=run.now,
            due_at=due_of(dossier, share),
        )
    )
    return str(role), owner_id
