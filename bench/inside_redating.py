"""Which dates a notice would move, over very many open cases: ``python -m bench.inside_redating [ROWS]``.

The floor reads the same columns of the same rows by one plain SELECT. ``ROWS`` enters so many running cases first,
under limits that the dossiers of the world carry, all of them with a date that would move, and takes them out again.
"""

import json
import sys
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter, process_time
from typing import Any
from uuid import UUID, uuid4

from bench import django_ready

ROUNDS, DAYS = 5, 30
CODE = "TT-15163-R-"


def _rows(unit: UUID, wanted: int, now: datetime) -> None:
    from thanthien.core.ids import uuid7
    from thanthien.onestop import timing
    from thanthien.onestop.models import Dossier
    from thanthien.rules.calendar import NATIONAL
    from thanthien.rules.clock import due

    known = Dossier.objects.filter(unit_id=unit, accepted_at__isnull=False).select_related("procedure")
    models: list[Dossier] = list(
        {one.procedure_code: one for one in known.iterator() if one.limit.get("value")}.values()
    )
    days = [day for day in (now.date() - timedelta(days=back) for back in range(60)) if NATIONAL.is_working_day(day)]
    soon = NATIONAL.next_working_day(now.date())
    pairs = []
    for like in models:
        for day in days[1:DAYS]:
            accepted = datetime.combine(day, now.timetz()).replace(hour=9)
            dated = due(accepted, timing.read_limit(like.limit), NATIONAL)
            if dated.due_on >= soon:  # every one of them meets the day that closes
                pairs.append((like, accepted, dated))
    for start in range(0, wanted, 2_000):
        many = []
        for at in range(start, min(start + 2_000, wanted)):
            one, moment, dated = pairs[at % len(pairs)]
            accepted = moment + timedelta(seconds=at % 5_000)
            many.append(Dossier(
                id=uuid7(), unit_id=unit, received_unit_id=unit, code=f"{CODE}{at:07d}", procedure=one.procedure,
                procedure_code=one.procedure_code, title=one.title, channel="counter", state="in_progress",
                clock="running", last_at=accepted, filed_at=accepted, accepted_at=accepted, due_at=dated.at,
                sort_due=dated.at, limit=one.limit, derivation=dated.to_json() | {"calendar": 0},
            ))  # fmt: skip
        Dossier.objects.bulk_create(many)


def _cause(unit: UUID, now: datetime) -> Any:
    from thanthien.onestop import redating_causes
    from thanthien.org.models import CalendarNotice
    from thanthien.rules.calendar import NATIONAL

    day: date = NATIONAL.next_working_day(now.date())
    said = {"off": [day.isoformat()], "work": []}
    row = CalendarNotice(id=uuid4(), unit_id=unit, level="commune", kind="closure", days=said, reason="Bão", text="1")
    return redating_causes.of_notice(row, now)


def _timed(work: Any) -> tuple[float, float]:
    """Return the median of seconds and of seconds of the processor; the first round warms and is left out."""
    walls, busy = [], []
    for _ in range(ROUNDS + 1):
        began, spent = perf_counter(), process_time()
        work()
        walls.append(perf_counter() - began)
        busy.append(process_time() - spent)
    return median(walls[1:]), median(busy[1:])


def main(wanted: int) -> dict[str, Any]:
    """Measure on the commune of the stage: a storm that closes the next working day."""
    from thanthien.core import clock
    from thanthien.onestop.models import Dossier
    from thanthien.org import service as org

    unit = org.unit_by_code("15163", None)
    assert unit is not None
    now = clock.now()
    try:
        if wanted:
            _rows(unit.id, wanted, now)
        return _measured(unit.id, now)
    finally:
        Dossier.objects.filter(code__startswith=CODE)._raw_delete("default")


def _measured(unit: UUID, now: datetime) -> dict[str, Any]:
    from thanthien.core import wall
    from thanthien.onestop import redating
    from thanthien.onestop.access import redating as access
    from thanthien.onestop.models import Dossier

    cause = _cause(unit, now)
    with wall.lifted():
        rows = access.running(cause.units, now)
        open_cases = Dossier.objects.filter(clock="running", decided_at__isnull=True).count()
        columns = ("id", "unit_id", "accepted_at", "due_at", "revised_at", "limit", "clock_events")
        plain = rows.values_list(*columns)
        sql, values = plain.query.sql_with_params()
        floor, bare = _timed(lambda: _fetched(sql, values))
    seconds, spent = _timed(lambda: redating.preview(cause, now))
    seen = redating.preview(cause, now)
    return {"open": open_cases, "moving": seen.total, "seconds": seconds, "spent": spent, "floor": floor, "busy": bare}


def _fetched(sql: str, values: Any) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return len(cursor.fetchall())


if __name__ == "__main__":
    django_ready()
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)))
