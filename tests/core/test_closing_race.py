"""Two loops close the same days at once while people file: one root a day, and no act outside a tree."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import sleep

import pytest
from django.db import connection

from tests.core.proof_house import NEXT_MORNING
from tests.world import World, forget, known, load_reference, rehearsed
from thanthien.core import audit, clock, db
from thanthien.core.errors import Busy
from thanthien.core.models import AuditRow, ChainHead, DayRoot
from thanthien.core.proof import days


@pytest.fixture
def committed(transactional_db: None) -> World:
    load_reference()
    forget()
    with rehearsed(NEXT_MORNING - timedelta(days=1)):
        world = known()
        for at in range(3):
            world.received(applicant=world.applicant(name=f"Đinh Văn {'ABC'[at]}"))
    return world


def test_days_closed_by_two_loops_while_people_file(committed: World) -> None:
    later = NEXT_MORNING + timedelta(days=2)

    def close() -> None:
        _patiently(later, lambda: days.close_days(later))

    def file() -> None:
        # This process still believes that it is the first day: its acts must not slip into a closed one.
        for _ in range(6):
            _patiently(NEXT_MORNING - timedelta(hours=12), committed.online)

    # On SQLite one writer works at a time, and the tests' database lies in memory: there they go one after the other.
    with ThreadPoolExecutor(4 if db.is_postgres() else 1) as pool:
        for done in [pool.submit(work) for work in (close, file, close, file)]:
            done.result(60)
    with rehearsed(later + timedelta(days=1)):
        days.close_days(later + timedelta(days=1))
    assert list(DayRoot.objects.order_by("day").values_list("day", flat=True)) == [
        clock.local(NEXT_MORNING).date() + timedelta(days=at) for at in range(-1, 3)
    ]
    assert sum(DayRoot.objects.values_list("size", flat=True)) == AuditRow.objects.count()
    assert all(head.closed == head.seq for head in ChainHead.objects.all())
    assert audit.verify().ok


def _patiently(at: datetime, work: Callable[[], object]) -> None:
    """Work at a moment; who is told to come back comes back."""
    try:
        with rehearsed(at):
            for _ in range(200):
                try:
                    work()
                    return
                except Busy:
                    sleep(0.02)
        raise AssertionError("busy for ever")
    finally:
        connection.close()
