"""The level above sees figures and what was escalated; never a citizen's file."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import people
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core.actors import SYSTEM, Actor
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.org.models import Staff, Unit

LOGIN = "tinh"


@pytest.fixture
def above(world: World) -> Actor:
    """An officer of the province that Cẩm Vân and Vân Du belong to."""
    province = Unit.objects.get(id=world.home).parent_id
    assert province is not None
    org.appoint(
        actor=SYSTEM, now=world.now, unit_id=province, login=LOGIN, name="Lê Thị Tỉnh", password=people.PASSWORD,
        role="overseer", title="Chuyên viên Văn phòng UBND tỉnh", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return org.actor_for(Staff.objects.get(login=LOGIN), world.now.date())


def missed_twice(world: World, **changes: Any) -> Any:
    dossier = world.received(**changes)
    past = world.now - timedelta(days=1)
    Dossier.objects.filter(id=dossier.id).update(due_at=past - timedelta(days=7), revised_at=past, sort_due=past)
    return world.get(dossier.id)


def test_what_was_missed_twice_goes_up_by_its_code_alone(world: World, above: Actor) -> None:
    dossier = missed_twice(world)
    world.received()
    found = onestop.escalated(above, world.now)
    assert [(one.code, one.unit.code) for one in found] == [(dossier.code, people.CAM_VAN)]
    assert not any(dossier.applicant in str(one) for one in found)


def test_the_figures_are_as_long_as_their_lists(world: World, above: Actor) -> None:
    missed_twice(world)
    late = world.received()
    Dossier.objects.filter(id=late.id).update(due_at=world.now - timedelta(hours=1))
    world.online()
    lines = {line.unit.code: line for line in onestop.communes_below(above, world.now)}
    home = lines[people.CAM_VAN]
    assert (home.open, home.late, home.escalated, home.apologised) == (3, 2, 1, 0)
    assert lines[people.VAN_DU].open == 0
    assert people.CHIENG_SINH not in lines


def test_two_queries_however_many_communes(world: World, above: Actor) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        onestop.communes_below(above, world.now)
    assert len(few) == 2


@pytest.mark.parametrize("login", ["nhai", "truc", "tam", "quan", "la", "sinh"])
def test_nobody_of_a_commune_looks_at_other_communes(world: World, above: Actor, login: str) -> None:
    missed_twice(world)
    actor = world.actors[login]
    assert onestop.escalated(actor, world.now) == []
    assert onestop.communes_below(actor, world.now) == []
    assert enter(login).get(reverse("above:overview")).status_code == 404


def test_the_level_above_opens_no_file(world: World, above: Actor) -> None:
    dossier = missed_twice(world)
    client = enter(LOGIN)
    page = client.get(reverse("above:overview"))
    assert page.status_code == 200
    assert dossier.code in page.content.decode()
    assert dossier.applicant not in page.content.decode()
    assert client.get(reverse("office:dossier", args=[dossier.id])).status_code == 404
    assert client.get(reverse("office:register")).status_code == 404
    assert client.get(reverse("office:today")).status_code == 200


def test_a_province_without_communes_here_is_told_so(world: World) -> None:
    other = Unit.objects.filter(level="province", valid_to__isnull=True).exclude(
        id__in=Unit.objects.filter(office__isnull=False).values("parent_id")
    )[0]
    org.appoint(
        actor=SYSTEM, now=world.now, unit_id=other.id, login=LOGIN, name="Lê Thị Tỉnh", password=people.PASSWORD,
        role="overseer", title="Chuyên viên", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    assert "Chưa có xã nào" in enter(LOGIN).get(reverse("above:overview")).content.decode()


def test_strangers_go_to_the_door(world: World) -> None:
    assert Client().get(reverse("above:overview")).status_code == 302


def test_the_table_of_rights_is_a_page(world: World) -> None:
    page = enter("quan").get(reverse("office:rights")).content.decode()
    assert "Bảng quyền" in page
    assert "Hà Thị Nhài" in page
    assert UUID(str(world.home)).hex not in page
