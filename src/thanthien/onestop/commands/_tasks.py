"""The step a dossier stands at, with its owner and date."""

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.core.command import Run
from thanthien.onestop import access
from thanthien.onestop.models import Dossier, Task
from thanthien.org import service as org

# state → (step, label, role); a state without an entry has nobody waiting to act.
STEPS: dict[str, tuple[str, str, Role]] = {
    "submitted": ("reception", "Tiếp nhận", Role.CLERK),
    "in_process": ("handling", "Thẩm định, giải quyết", Role.HANDLER),
    "to_sign": ("signing", "Ký kết quả", Role.CHAIR),
    "signed": ("issuing", "Cho số, phát hành", Role.RECORDS),
    "issued": ("handover", "Trả kết quả", Role.CLERK),
    "not_eligible": ("handover", "Trả văn bản trả lời", Role.CLERK),
    "transferred": ("confirming", "Xác nhận nơi nhận", Role.CLERK),
}
FAST = frozenset({"submitted"})


def open_first(run: Run, dossier: Dossier) -> None:
    """Open the reception step of a dossier that waits for a clerk."""
    if dossier.channel == "online":
        _open(run, dossier)


def follow(run: Run, dossier: Dossier, before: str, moved_date: bool) -> None:
    """Close the step of the state that was left and open the one of the state that was entered.

    Where only the date moved, the open step takes the new one.
    """
    if before == dossier.state:
        if moved_date:
            run.flush()
            access.tasks(dossier).filter(done_at__isnull=True).update(due_at=dossier.sort_due)
        return
    run.flush()
    access.tasks(dossier).filter(done_at__isnull=True).update(done_at=run.now)
    _open(run, dossier)


def _open(run: Run, dossier: Dossier) -> None:
    entry = STEPS.get(dossier.state)
    if entry is None:
        return
    step, label, role = entry
    owner_id = dossier.owner_id if role == Role.HANDLER else None
    if owner_id is None and dossier.state not in FAST:
        people = org.holders(dossier.unit_id, role, clock.local(run.now).date())
        owner_id = people[0].staff_id if people else None
    run.add(
        Task(
            unit_id=dossier.unit_id,
            dossier=dossier,
            step=step,
            label=label,
            role=role,
            owner_id=owner_id,
            opened_at=run.now,
            due_at=dossier.sort_due,
        )
    )
