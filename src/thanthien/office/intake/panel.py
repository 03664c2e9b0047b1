"""What a dossier's page says of where it came in."""

from typing import Any

from thanthien.office.case import Case
from thanthien.office.panels import panel
from thanthien.onestop import service as onestop


@panel("office/intake/panel.html")
def official(case: Case) -> dict[str, Any] | None:
    """The official code, when the other system received it, and the day that it promised, if that differs."""
    if case.dossier.channel not in onestop.intake.SOURCES:
        return None
    row = onestop.intake.of_dossier(case.dossier.unit_id, case.dossier.id)
    if row is None:
        return None
    return {"row": row, "source": onestop.intake.SOURCES[row.source], "due": case.dossier.due_at}
