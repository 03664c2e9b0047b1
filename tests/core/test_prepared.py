"""Statements compiled once: the values change, the answers are those of the queryset."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.world import World
from thanthien.core.prepared import Prepared, moment_value, sql_of, uuid_value
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier


def _filed_since(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    rows = Dossier.objects.filter(unit_id=given["unit"], filed_at__gte=given["since"], state=given["state"])
    return sql_of(rows.order_by("filed_at", "id").values_list("id", "filed_at"))


def test_it_answers_like_the_queryset_for_every_value(world: World) -> None:
    question = Prepared(_filed_since, unit=UUID, since=datetime, state=str)
    early, late = world.received(at=world.now - timedelta(days=3)), world.received()
    for since in (world.now - timedelta(days=9), world.now, world.now + timedelta(days=1)):
        found = question.rows(unit=world.home, since=since, state="in_process")
        expected = [one for one in (early, late) if one.filed_at >= since]
        assert [uuid_value(key) for key, _ in found] == [one.id for one in expected]
        assert [moment_value(at) for _, at in found] == [one.filed_at for one in expected]
    assert question.rows(unit=world.units["15190"], since=datetime(2020, 1, 1, tzinfo=UTC), state="in_process") == []
    assert onestop.visible(world.actors["nhai"]).count() == 2


def test_a_value_that_got_lost_on_the_way_is_an_error(world: World) -> None:
    lost = Prepared(lambda given: sql_of(Dossier.objects.filter(unit_id=given["unit"])), unit=UUID, since=datetime)
    with pytest.raises(LookupError):
        lost.rows(unit=world.home, since=world.now)
