"""What is measured inside one process of an installation: ``python -m bench.inside PART`` prints JSON."""

import hashlib
import json
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import django_ready

QUERIES = Path(__file__).resolve().parent.parent / "tests" / "onestop"


def spread(times: Sequence[float]) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return {"median": statistics.median(ordered) * 1000, "p95": ordered[int(len(ordered) * 0.95)] * 1000}


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Return the seconds that some work takes."""
    began = perf_counter()
    for _ in range(times):
        work()
    return perf_counter() - began


def migrate() -> None:
    """Make the tables."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def reference(communes: str = "8") -> None:
    """Make the tables, load units and catalogue, open the first communes."""
    from thanthien.core import clock
    from thanthien.ops.world import cast
    from thanthien.ops.world.many import towns

    migrate()
    towns.settle(int(communes), clock.now(), cast.PASSWORD)


def clock(rounds: str = "5") -> dict[str, list[float]]:
    """Explained due dates a second, and numpy's dates a second, in turns."""
    import numpy

    from thanthien.rules.calendar import NATIONAL
    from thanthien.rules.clock import Limit, due, moment

    days = [date(2026, 1, 5) + timedelta(days=at) for at in range(330)]
    off = [day for day in (date(2025, 1, 1) + timedelta(days=at) for at in range(1000)) if day.weekday() < 5]
    holidays = numpy.array([day for day in off if not NATIONAL.is_working_day(day)], dtype="datetime64[D]")
    limits = [Limit(value, "working_days", "TTHC-02", "Nghị định 118/2025/NĐ-CP") for value in (1, 3, 5, 10, 20)]
    asked = [(moment(f"{day}T09:00"), limit) for day in days for limit in limits]
    bare: list[tuple[Any, Any]] = [(numpy.datetime64(day), limit.value) for day in days for limit in limits]

    def floor() -> None:
        for day, value in bare:
            numpy.busday_offset(day, value, roll="backward", holidays=holidays)

    def ours() -> None:
        for start, limit in asked:
            found = due(start, limit)
            _ = (found.due_on, found.status, found.steps)

    def told() -> None:
        for start, limit in asked:
            due(start, limit).to_json()

    made: dict[str, list[float]] = {"floor": [], "ours": [], "told": []}
    for _ in range(int(rounds)):
        for name, work, times in (("floor", floor, 60), ("ours", ours, 30), ("told", told, 8)):
            made[name].append(len(asked) * times / timed(work, times))
    return made


def typed() -> list[str]:
    """Return what people type, from the lists by which the search is tested."""
    lines = [
        line
        for name in ("search_queries.txt", "search_fresh.txt")
        for line in (QUERIES / name).read_text("utf-8").splitlines()
    ]
    return [line.partition("|")[0].strip() for line in lines if "|" in line and not line.startswith("#")]


def search() -> dict[str, Any]:
    """Search the home commune's whole catalogue, as a page does; each query whole and as it is being typed."""
    from thanthien.core import clock as wall
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    unit, today = org.unit_by_code("15163", None), wall.today()
    assert unit is not None
    queries = [text[:length] for text in typed() for length in {len(text), max(2, len(text) // 2)}]
    cold = timed(lambda: onestop.search(unit.id, "khai sinh", today))
    times = []
    for _ in range(3):
        for text in queries:
            began = perf_counter()
            onestop.search(unit.id, text, today)
            times.append(perf_counter() - began)
    offered = len(onestop.offers(unit.id, today))
    return {**spread(times), "queries": len(queries), "procedures": offered, "cold": cold * 1000}


def paper() -> dict[str, Any]:
    """Draw receipts of different dossiers, one after the other."""
    from thanthien.onestop import service as onestop
    from thanthien.onestop.models import Paper

    rows = list(Paper.objects.filter(kind="receipt").order_by("id")[:60])
    cold = timed(lambda: onestop.pdf_of(rows[0]))
    times = [timed(lambda row=row: onestop.pdf_of(row)) for row in rows]  # type: ignore[misc]  # a default argument
    return {**spread(times), "papers": len(rows), "cold": cold * 1000, "kilobytes": len(onestop.pdf_of(rows[0])) / 1024}


def audit(rounds: str = "3") -> dict[str, Any]:
    """Verify every chain, and let the plain driver fetch the same rows and hash their bytes, in turns."""
    from thanthien.core import audit as chain
    from thanthien.core import clock as wall
    from thanthien.core.proof import days

    made: dict[str, list[float]] = {"floor": [], "ours": []}
    rows, closed = 0, days.close_days(wall.now())
    for _ in range(int(rounds)):
        began = perf_counter()
        rows = _fetch_and_hash()
        made["floor"].append(rows / (perf_counter() - began))
        began = perf_counter()
        report = chain.verify()
        made["ours"].append(report.rows / (perf_counter() - began))
        assert report.ok, report
    return {**made, "rows": rows, "days": closed}


def tree(rows: str = "100000") -> dict[str, Any]:
    """Close a day with so many acts of eight communes, and prove rows of it."""
    from datetime import timedelta

    from thanthien.core import clock as wall
    from thanthien.core.actors import SYSTEM
    from thanthien.core.models import Promise
    from thanthien.core.proof import days, keys, proving, statements

    now = wall.now()
    days.close_days(now)
    began = wall.day_start(now.date())
    sealed = [one for unit in range(8) for one in _acts(int(rows) // 8, began)]
    tomorrow = now + timedelta(days=1)
    seconds = timed(lambda: days.close(actor=SYSTEM, now=tomorrow, day=now.date()))
    times = []
    for unit, seq, row_hash in sealed[:: len(sealed) // 50]:
        leaf = statements.leaf(row_hash).hex()
        one = Promise(unit_id=unit, seq=seq, leaf=leaf, mark=leaf[:16], recorded_at=began, key=keys.present())
        times.append(timed(lambda one=one: proving.prove(one)))  # type: ignore[misc]  # a default argument
    return {**spread(times), "rows": len(sealed), "seconds": seconds}


def _acts(count: int, began: Any) -> list[tuple[Any, int, str]]:
    from thanthien.core import chain, ids
    from thanthien.core.models import AuditRow, ChainHead

    unit = ids.uuid7()
    head, made = ChainHead(unit_id=unit), []
    for _ in range(count):
        entry = chain.Entry(unit, "dossier.file", "dossier", unit, {"code": "TT-15163-261122-0001"}, {})
        one = chain.seal(entry, head.seq + 1, head.hash, {"kind": "citizen", "id": "", "position": ""}, began, began)
        head.seq, head.hash, head.recorded_at = one.seq, one.hash, began
        made.append(AuditRow(unit_id=unit, seq=one.seq, act=entry.act, subject_id=unit, recorded_at=began,
                             body=one.body, hash=one.hash))  # fmt: skip
    AuditRow.objects.bulk_create(made, batch_size=2000)
    head.save()
    return [(unit, row.seq, row.hash) for row in made]


def _fetch_and_hash() -> int:
    from django.db import connection

    text = "SELECT seq, act, subject_id, hash, body, detail, salt FROM core_auditrow ORDER BY unit_id, seq"
    connection.ensure_connection()
    raw = connection.connection
    rows, sha = 0, hashlib.sha256
    if connection.vendor == "postgresql":
        from django.db import transaction

        with transaction.atomic(), raw.cursor("floor") as cursor:
            cursor.itersize = 2000
            for row in cursor.execute(text):
                sha(row[4].encode()).digest()
                rows += 1
        return rows
    for row in raw.execute(text):
        sha(row[4].encode()).digest()
        rows += 1
    return rows


def tokens(count: str) -> list[str]:
    """Return the secret links' tokens of as many dossiers, in all states."""
    from thanthien.onestop import service as onestop
    from thanthien.onestop.models import Dossier

    keys = list(Dossier.objects.order_by("phone", "id").values_list("id", flat=True)[: int(count)])
    return [onestop.token_of(key) for key in keys]


def units(count: str) -> list[str]:
    """Return the codes of the first communes that take in online."""
    from thanthien.org.models import Office

    return list(Office.objects.filter(online_filing=True).values_list("unit__code", flat=True)[: int(count)])


def verified() -> dict[str, Any]:
    """Verify every chain after a load; count the statements of one filing."""
    from bench.inside_pages import counted
    from thanthien.core import audit as chain
    from thanthien.core import clock as wall
    from thanthien.core.actors import citizen
    from thanthien.onestop import service as onestop
    from thanthien.org import service as org

    unit = org.unit_by_code("15163", None)
    assert unit is not None
    filing = onestop.Filing(unit.id, "1.004884", onestop.Applicant("Bùi Thị Mơ"), {})
    onestop.file(actor=citizen(), now=wall.now(), filing=filing)
    with counted() as said:
        onestop.file(actor=citizen(), now=wall.now(), filing=filing)
    report = chain.verify()
    return {"rows": report.rows, "ok": report.ok, "statements": len(said)}


PARTS: dict[str, Callable[..., Any]] = {
    "migrate": migrate, "reference": reference, "clock": clock, "search": search, "paper": paper, "audit": audit,
    "tree": tree,
    "tokens": tokens, "units": units,
    "verified": verified,
}  # fmt: skip

if __name__ == "__main__":
    django_ready()
    found = PARTS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(found))
