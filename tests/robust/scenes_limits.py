"""Counting at the same moment."""

from functools import partial
from typing import Any

from tests.robust.together import scene, together


@scene
def lines_count(each: int) -> Any:
    """Eight threads count in two orders; return the counts, and how careful the disk is afterwards (SQLite)."""
    from django.db import connection

    from tests.world import NOW
    from thanthien.core import db, limits
    from thanthien.core.models import RateCount

    asked = {"guess.code": "TT-1", "guess.phone": "0900000123", "sign_in.pair": "nhai 203.0.113.5"}

    def count(order: int) -> int:
        for _ in range(each):
            limits.note(NOW, dict(sorted(asked.items(), reverse=bool(order))))
        return 0

    outcomes = together([partial(count, number % 2) for number in range(8)])
    careful = 2 if db.is_postgres() else int(connection.cursor().execute("PRAGMA synchronous").fetchone()[0])
    return {"outcomes": outcomes, "counts": list(RateCount.objects.values_list("count", flat=True)), "full": careful}
