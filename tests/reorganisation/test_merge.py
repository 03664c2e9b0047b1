"""Two communes become one: everything open goes, everything done stays, opens and prints as before."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.people import CAM_VAN, VAN_DU
from tests.reorganisation.plans import NEW, again, carried, every_state, unit_of
from tests.web.office_acts import enter
from tests.world import REBIRTH, World
from thanthien.core import audit, db
from thanthien.core.actors import SYSTEM
from thanthien.core.command import Run
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, ChainHead, Message
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Event, PaperItem, Task
from thanthien.org import service as org
from thanthien.org.models import Custody, Position, Unit, UnitLink

ENDED = ("closed", "withdrawn")


def papers_of(dossier: Any) -> dict[str, bytes]:
    return {str(paper.id): onestop.pdf_of(paper) for paper in onestop.papers(dossier)}


def test_the_units_and_what_became_of_them(world: World) -> None:
    carried(world)
    new = unit_of(NEW)
    old = Unit.objects.get(id=world.home)
    assert (old.valid_to, old.name) == (date(2026, 11, 16), "Cẩm Vân")
    assert Unit.objects.get(id=new).valid_from == date(2026, 11, 16)
    links = UnitLink.objects.filter(successor_id=new)
    assert {str(one.predecessor.code) for one in links} == {CAM_VAN, VAN_DU}
    assert {(one.divided, one.continues) for one in links} == {(False, False)}
    assert "1686/NQ-UBTVQH15" in links[0].law
    assert [one.code for one in org.successors_of(CAM_VAN, None)] == [NEW]
    assert Custody.objects.get(unit_id=world.home).keeper_id == new
    org.load_units()  # the file has not heard of it: the end stays
    assert Unit.objects.get(id=world.home).valid_to == date(2026, 11, 16)


def test_people_work_in_the_new_unit_from_that_moment_on(world: World) -> None:
    carried(world)
    new = unit_of(NEW)
    assert {again(world, login).unit_id for login in ("nhai", "truc", "la", "du")} == {new}
    assert again(world, "nhai").counter == "Quầy 2"
    assert not Position.objects.filter(unit_id=world.home, valid_to__isnull=True).exists()
    assert enter("nhai").get(reverse("office:counter")).status_code == 200
    assert onestop.offer(new, REBIRTH, world.now.date()).enabled


def test_open_dossiers_go_and_closed_ones_stay(world: World) -> None:
    before = every_state(world)
    printed = {name: papers_of(one) for name, one in before.items()}
    carried(world)
    new = unit_of(NEW)
    for name, one in before.items():
        now = world.get(one.id)
        where = world.home if name in ENDED else new
        assert (now.unit_id, now.received_unit_id) == (where, where), name
        same = ("code", "state", "due_at", "revised_at", "sort_due", "owner_id", "clock", "result_number", "filed_at")
        assert {key: getattr(now, key) for key in same} == {key: getattr(one, key) for key in same}, name
        assert now.version == one.version + (name not in ENDED)
        for part in (Event, Task, PaperItem):
            assert set(part.objects.filter(dossier=now).values_list("unit_id", flat=True)) <= {where}
        assert papers_of(now) == printed[name], name
    lines = onestop.events(world.get(before["waiting"].id))
    assert "xã Vân Du Mới" in [line.public for line in lines][-1]


def test_the_new_commune_goes_on_working_on_them(world: World) -> None:
    dossier = every_state(world)["to_sign"]
    carried(world)
    dossier = world.get(dossier.id)
    onestop.sign(actor=again(world, "tam"), now=world.now, dossier_id=dossier.id, version=dossier.version)
    dossier = world.get(dossier.id)
    onestop.issue(actor=again(world, "thu"), now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert world.get(dossier.id).state == "issued"
    with pytest.raises(NotThere):
        onestop.sign(actor=world.actors["tam"], now=world.now, dossier_id=dossier.id, version=1)


def test_every_old_thing_opens_as_before(world: World) -> None:
    before = every_state(world)
    tokens = {name: onestop.token_of(one.id) for name, one in before.items()}
    public = Client()
    link = {name: public.get(f"/hs/{token}/").status_code for name, token in tokens.items()}
    carried(world)
    assert {name: public.get(f"/hs/{token}/").status_code for name, token in tokens.items()} == link
    assert set(link.values()) == {200}
    clerk = enter("nhai")
    for one in before.values():
        home = reverse("office:dossier", args=[one.id])
        assert clerk.get(home).status_code == 200
        for paper in onestop.papers(world.get(one.id)):
            assert clerk.get(reverse("office:paper", args=[one.id, paper.id])).status_code == 200
    found = onestop.find(again(world, "nhai"), before["closed"].code, world.now)
    assert [line.code for line in found] == [before["closed"].code]
    with pytest.raises(NotThere):
        onestop.get_for(world.actors["sinh"], before["closed"].id)
    with pytest.raises(NotThere):
        onestop.note(actor=again(world, "nhai"), now=world.now, dossier_id=before["closed"].id, text="Ghi thêm.")


def test_the_chains_join(world: World) -> None:
    every_state(world)
    carried(world)
    new = unit_of(NEW)
    assert audit.verify().ok
    last = AuditRow.objects.filter(unit_id=world.home).order_by("-seq")[0]
    first = AuditRow.objects.get(unit_id=new, seq=1)
    assert (last.act, first.act) == ("unit.close", "unit.open")
    assert last.hash in first.body
    assert ChainHead.objects.get(unit_id=world.home).moved_to == new
    acts = list(AuditRow.objects.filter(unit_id=new).values_list("act", flat=True))
    assert acts.count("dossier.follow") == 7
    assert "position.give" in acts


def test_later_acts_about_old_records_stand_in_the_new_chain(world: World) -> None:
    carried(world)
    closed = AuditRow.objects.filter(unit_id=world.home).count()
    with transaction.atomic():
        late = Run("dossier.remark", world.citizen, world.now)
        late.audit(world.home, ("unit", world.home))
        late.finish()
    last = AuditRow.objects.filter(unit_id=unit_of(NEW)).order_by("-seq")[0]
    assert last.act == "dossier.remark"
    assert AuditRow.objects.filter(unit_id=world.home).count() == closed
    assert audit.verify().ok


def test_who_was_still_writing_in_the_old_unit_is_told_to_look_again(world: World) -> None:
    carried(world)
    with pytest.raises(Refused, match="sắp xếp lại"):
        world.received()
    with pytest.raises(Refused, match="nộp ở xã, phường mới"):
        world.online()
    assert not onestop.visible(SYSTEM).filter(unit_id=world.home).exists()


def test_a_filing_that_waited_for_its_number_meanwhile_is_refused(world: World) -> None:
    """On SQLite writers take turns, so nobody waits inside an act; there the office says that it has ended."""
    carried(world)

    def waited() -> None:
        if db.is_postgres():
            Run("dossier.file", world.citizen, world.now).number(world.home, "dossier:2026-11-16", chained=True)
        world.online()

    with transaction.atomic(), pytest.raises(Refused, match="sắp xếp lại"):
        waited()


def test_people_are_told_where_the_place_to_come_has_changed(world: World) -> None:
    dossier = world.received()
    carried(world)
    assert not Message.objects.filter(template="unit_moved").exists()  # the same office, under another name
    assert world.get(dossier.id).due_at == dossier.due_at
