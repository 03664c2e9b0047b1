"""Two hundred papers of a commune in one print, in a process of its own: ``python -m bench.inside_prints``.

The kinds take turns. The floor draws the same papers from the same words by the same printer and merges nothing.
"""

import json
from collections import Counter, defaultdict
from itertools import chain, zip_longest
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from bench import django_ready

MOST = 200


def chosen(unit: UUID) -> list[Any]:
    """Return 200 papers of a unit whose kinds take turns."""
    from thanthien.onestop.models import Paper

    kinds: dict[str, list[Any]] = defaultdict(list)
    for kind in Paper.objects.filter(unit_id=unit).values_list("kind", flat=True).distinct().order_by("kind"):
        kinds[kind] = list(Paper.objects.filter(unit_id=unit, kind=kind).order_by("-issued_at", "-id")[:MOST])
    return [one for one in chain(*zip_longest(*kinds.values())) if one is not None][:MOST]


def batch(unit: UUID) -> dict[str, Any]:
    """Make the print as the job makes it, then draw the same papers alone."""
    from thanthien.core import clock
    from thanthien.onestop import office_file_job, pdf
    from thanthien.onestop.models import OfficeFile
    from thanthien.org.models import Staff
    from thanthien.papers import service as papers

    rows, now = chosen(unit), clock.now()
    who = Staff.objects.order_by("id").first()
    assert who is not None
    row = OfficeFile.objects.create(
        unit_id=unit, work="print", asked={"papers": [str(one.id) for one in rows]}, asked_by=who, asked_at=now,
        moved_at=now, total=len(rows), state="running",
    )  # fmt: skip
    pdf.pdf_of(rows[0])  # the printer reads its fonts once
    began, busy = perf_counter(), process_time()
    office_file_job.make(row)
    took, spent = perf_counter() - began, process_time() - busy
    row.refresh_from_db()
    words = [(papers.PaperKind(one.kind), pdf.drawn_from(one)) for one in rows]
    began, busy = perf_counter(), process_time()
    for kind, data in words:
        papers.render(kind, data)
    return {
        "papers": len(rows), "kinds": Counter(one.kind for one in rows), "seconds": took, "spent": spent,
        "kilobytes": row.size / 1024, "floor": perf_counter() - began, "busy": process_time() - busy,
        "state": row.state,
    }  # fmt: skip


def main() -> dict[str, Any]:
    """Measure on the commune of the stage."""
    from thanthien.org import service as org

    unit = org.unit_by_code("15163", None)
    assert unit is not None
    return batch(unit.id)


if __name__ == "__main__":
    django_ready()
    print(json.dumps(main()))
