"""Counts in the database: one for all workers, bounded, and nothing in them that leads to a person."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, rehearsed
from thanthien.core import limits
from thanthien.core.errors import TooMany
from thanthien.core.models import RateCount
from thanthien.ops.loop import jobs

pytestmark = pytest.mark.django_db
AT_HOME = "203.0.113.5"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with rehearsed(NOW):
        yield


def test_a_budget_is_spent_to_the_last_and_comes_back_whole() -> None:
    most, span = limits.LIMITS["invitation.address"].most, limits.LIMITS["invitation.address"].span
    for _ in range(most):
        limits.spend(NOW, {"invitation.address": AT_HOME})
    with pytest.raises(TooMany) as full:
        limits.spend(NOW + timedelta(seconds=60), {"invitation.address": AT_HOME})
    assert full.value.seconds == span.total_seconds() - 60
    limits.spend(NOW, {"invitation.address": "203.0.113.6"})
    limits.spend(NOW + span, {"invitation.address": AT_HOME})
    assert limits.wait(NOW + span, {"invitation.address": AT_HOME}) == 0


def test_counting_is_one_statement_whatever_is_counted() -> None:
    asked = {"guess.code": "TT-1", "guess.phone": "0900000123", "guess.address": AT_HOME}
    with CaptureQueriesContext(connection) as seen:
        assert limits.note(NOW, asked) == dict.fromkeys(asked, 1)
        assert limits.note(NOW, asked) == dict.fromkeys(asked, 2)
        limits.wait(NOW, asked)
    assert len(seen) == 3


def test_a_wait_that_grows_doubles_up_to_a_quarter_of_an_hour_and_is_forgotten() -> None:
    pair, waits = {"sign_in.pair": f"nhai {AT_HOME}"}, []
    for _ in range(limits.LIMITS["sign_in.pair"].most + 8):
        limits.note(NOW, pair)
        waits.append(limits.wait(NOW, pair))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]
    assert limits.wait(NOW + timedelta(minutes=59), pair) == 0
    limits.note(NOW + timedelta(minutes=59), pair)  # remembered: it goes on where it was
    assert limits.wait(NOW + timedelta(minutes=59), pair) == 900
    assert limits.note(NOW + timedelta(hours=2), pair) == {"sign_in.pair": 1}
    limits.forget(pair)
    assert not RateCount.objects.exists()


def test_nothing_stored_leads_to_a_person() -> None:
    limits.note(NOW, {"guess.phone": "0900000123", "guess.address": AT_HOME})
    for row in RateCount.objects.values("key", "count", "ends_at"):
        assert len(row["key"]) == 32
        assert not any(word in str(row) for word in ("0900000123", AT_HOME, "guess"))
    assert limits.key_of("guess.code", "1") != limits.key_of("guess.phone", "1")
    limits.note(NOW, {"guess.code": "\x00\ud800" * 1000})


def test_what_is_over_is_swept_and_a_flood_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    limits.note(NOW, {"guess.address": AT_HOME, "guess.code": "TT-1"})
    assert jobs()["sweep_limits"][1](NOW + timedelta(minutes=2)) == 1
    RateCount.objects.bulk_create(
        RateCount(key=f"{number:032x}", count=1, ends_at=NOW + timedelta(seconds=number)) for number in range(1, 500)
    )
    monkeypatch.setattr(limits, "ROOM", 100)
    limits.sweep(NOW)
    assert RateCount.objects.count() == 100
    assert limits.wait(NOW, {"guess.code": "TT-1"}) == 0
    assert limits.note(NOW, {"guess.code": "TT-1"}) == {"guess.code": 2}, "the longest-lived stay"


def test_every_limit_is_possible() -> None:
    for kind, limit in limits.LIMITS.items():
        assert limit.most >= 5, kind
        assert timedelta(seconds=30) <= limit.span <= timedelta(days=1), kind
