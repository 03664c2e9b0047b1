"""The register of a commune as a work sheet, in a process of its own: ``python -m bench.inside_register [ROWS]``.

The floor writes the very same cells with XlsxWriter alone, in the same mode, from a list in memory. ``ROWS`` enters
so many plain dossiers first (into a database that is thrown away).
"""

import json
import sys
import tempfile
import threading
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from bench import django_ready


def held() -> float:
    """Return the megabytes that this process alone holds now (proportional set size)."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


class Watch(threading.Thread):
    """Looks every 50 ms how much the process holds."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.going = held(), True

    def run(self) -> None:
        """Look until told to stop."""
        while self.going:
            self.most = max(self.most, held())
            threading.Event().wait(0.05)


def _rows(unit: UUID, wanted: int) -> None:
    from thanthien.core import clock
    from thanthien.core.ids import uuid7
    from thanthien.onestop.models import Dossier, ProcedureVersion

    version = ProcedureVersion.objects.select_related("procedure").order_by("id").first()
    assert version is not None
    now = clock.now()
    for start in range(0, wanted, 2_000):
        Dossier.objects.bulk_create([
            Dossier(
                id=uuid7(), unit_id=unit, received_unit_id=unit, code=f"TT-15163-B-{at:07d}", procedure=version,
                procedure_code=version.procedure.code, title=version.title, channel="counter", state="closed",
                last_at=now, applicant=f"Nguyễn Thị Ánh {at}", phone="0900000123", address="thôn Vân Trai, xã Cẩm Vân",
                filed_at=now - timedelta(minutes=at), accepted_at=now, due_at=now, decided_at=now, handed_over_at=now,
            )
            for at in range(start, min(start + 2_000, wanted))
        ])  # fmt: skip


def measured(work: Any) -> tuple[float, float, float]:
    """Return seconds, seconds of the processor, and the megabytes held more than before at most."""
    watch = Watch()
    watch.start()
    began, busy, before = perf_counter(), process_time(), held()
    work()
    took, spent, watch.going = perf_counter() - began, process_time() - busy, False
    watch.join()
    return took, spent, watch.most - before


def sheet(unit: UUID) -> dict[str, Any]:
    """Write the whole register twice: as the job does it, and by XlsxWriter alone from memory."""
    from thanthien.onestop import register_sheet
    from thanthien.onestop.access import register

    span = register.Span(date(2000, 1, 1), date(2100, 1, 1))
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        lines: list[int] = []
        took, spent, more = measured(lambda: lines.append(register_sheet.sheet(path, unit, span, lambda done: None)))
        found |= {
            "lines": lines[0],
            "seconds": took,
            "spent": spent,
            "more": more,
            "kilobytes": path.stat().st_size / 1024,
        }
        kept = [register_sheet.Row(*one) for part in register.slices(unit, span) for one in part]
        floor, busy, _ = measured(lambda: register_sheet.write(path, kept, "UBND xã", lambda done: None))
    return found | {"floor": floor, "busy": busy}


def main(wanted: int) -> dict[str, Any]:
    """Measure on the commune of the stage."""
    from thanthien.org import service as org

    unit = org.unit_by_code("15163", None)
    assert unit is not None
    if wanted:
        _rows(unit.id, wanted)
    return sheet(unit.id)


if __name__ == "__main__":
    django_ready()
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)))
