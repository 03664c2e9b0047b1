"""What cannot be: wrong plans, wrong people, the same person twice, the batch pressed twice, a crash in the middle."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people import CAM_VAN, CHIENG_SINH, VAN_DU
from tests.reorganisation.plans import NEW, again, approved, carried, carry, draft, proposed, seen, split
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import AuditRow
from thanthien.core.once import Once, sent_once
from thanthien.onestop.commands import reorganised
from thanthien.onestop.models import Dossier, Event, Task
from thanthien.org import service as org
from thanthien.org.models import Allotment, Position, Reorganisation, Unit

ONE = (org.NewUnit(NEW, "Vân Du Mới", "commune"),)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"old": (CAM_VAN, CAM_VAN)}, "old", "chính mình"),
        ({"old": (CAM_VAN,)}, "old", "ít nhất hai"),
        ({"old": (CAM_VAN, "00000")}, "old", "Không có đơn vị"),
        ({"old": (CAM_VAN, CHIENG_SINH)}, "old", "hai tỉnh"),
        ({"new": ()}, "new", "một đơn vị mới"),
        ({"new": (org.NewUnit("1234", "Mới", "commune"),)}, "new", "5 chữ số"),
        ({"new": (org.NewUnit(CHIENG_SINH, "Mới", "commune"),)}, "new", "đang là mã của"),
        ({"new": (org.NewUnit(NEW, "", "commune"),)}, "new", "Ghi tên"),
        ({"new": (org.NewUnit(NEW, "Mới", "province"),)}, "new", "xã, phường"),
        ({"law_number": ""}, "law_number", "nghị quyết"),
        ({"law_issuer": " "}, "law_issuer", "cơ quan"),
        ({"kind": "eat"}, "kind", "Chọn"),
        ({"kind": "split"}, "old", "một đơn vị cũ"),
        ({"kind": "split", "old": (CAM_VAN,)}, "new", "ít nhất hai đơn vị mới"),
        ({"kind": "rename", "old": (CAM_VAN,)}, "new", "Đổi tên"),
        ({"kind": "recode", "old": (CAM_VAN,)}, "new", "Đổi mã"),
        ({"kind": "change", "old": (CAM_VAN,)}, "new", "Đổi loại"),
        ({"lead": CHIENG_SINH}, "lead", "làm nền"),
        ({"keeper": CAM_VAN}, "keeper", "giữ hồ sơ cũ"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(
    world: World, changes: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as no:
        proposed(world, draft(world, **changes))
    assert no.value.field == field
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    ("law", "effective", "field"),
    [(-30, -1, "effective_on"), (1, 2, "law_day"), (-30, 4000, "effective_on")],
)
def test_days_that_cannot_be(world: World, law: int, effective: int, field: str) -> None:
    day = world.now.date()
    plan = draft(world, law_day=day + timedelta(days=law), effective_on=day + timedelta(days=effective))
    with pytest.raises(Refused) as no:
        proposed(world, plan)
    assert no.value.field == field


def test_a_unit_that_was_merged_is_not_merged_again(world: World) -> None:
    carried(world)
    with pytest.raises(Refused, match="đã hết từ ngày 16/11/2026"):
        org.propose(actor=again(world, "quan"), now=world.now, draft=draft(world))


def test_a_unit_stands_in_one_open_plan(world: World) -> None:
    proposed(world)
    with pytest.raises(Refused, match="một đề nghị sắp xếp khác"):
        proposed(world, split(world))


def test_who_may_propose(world: World) -> None:
    for who in ("nhai", "tam", "la", "sinh"):
        with pytest.raises(NotThere):
            org.propose(actor=world.actors[who], now=world.now, draft=draft(world))
    other = draft(world, old=(VAN_DU,), kind="rename", new=(org.NewUnit(VAN_DU, "Khác", "commune"),))
    with pytest.raises(Refused, match="đơn vị của mình"):
        proposed(world, other)
    above = Unit.objects.get(id=world.home).parent_id
    person = replace(world.actors["quan"], unit_id=above, roles=frozenset({"overseer"}))
    org.propose(actor=person, now=world.now, draft=draft(world))
    assert len(org.reorganisations(person)) == 1
    assert not org.reorganisations(world.actors["sinh"])


def test_the_second_person_is_another_person(world: World) -> None:
    act = proposed(world)
    both = replace(world.actors["quan"], roles=frozenset({"administrator", "chair"}))
    with pytest.raises(Refused) as no:
        org.approve(actor=both, now=world.now, reorganisation_id=act.id, version=act.version)
    assert no.value.code == "same-person"
    stranger = replace(world.actors["sinh"], roles=frozenset({"chair"}))
    for who in (world.actors["nhai"], world.actors["kiem"], stranger):
        with pytest.raises(NotThere):
            org.approve(actor=who, now=world.now, reorganisation_id=act.id, version=act.version)
    org.approve(actor=world.actors["du"], now=world.now, reorganisation_id=act.id, version=act.version)
    assert seen(world, act.id).state == "approved"
    row = AuditRow.objects.get(act="reorganisation.approve")
    assert row.unit_id == world.units[VAN_DU]


def test_a_commune_does_not_take_its_neighbour_in_unasked(world: World) -> None:
    """Administrator and chair of one commune alone had read every file of the next one a minute later."""
    act = proposed(world)
    with pytest.raises(Refused) as no:
        org.approve(actor=world.actors["tam"], now=world.now, reorganisation_id=act.id, version=act.version)
    assert no.value.code == "same-unit"
    three = draft(world, old=(CAM_VAN, VAN_DU, "15976"))
    org.decline(actor=world.actors["du"], now=world.now, reorganisation_id=act.id, reason="Không ai hỏi xã")
    with pytest.raises(Refused, match="cấp trên đề nghị"):
        org.propose(actor=world.actors["quan"], now=world.now, draft=three)
    above = replace(
        world.actors["quan"], unit_id=Unit.objects.get(id=world.home).parent_id, roles=frozenset({"overseer"})
    )
    org.propose(actor=above, now=world.now, draft=three)


def test_who_approves_has_seen_the_last_word(world: World) -> None:
    act = proposed(world, split(world))
    held = list(Position.objects.filter(unit_id=world.home).values_list("id", flat=True))
    org.allot(
        actor=world.actors["quan"], now=world.now, reorganisation_id=act.id, kind="position", records=held,
        target=org.new_sides(act)[0].id,
    )  # fmt: skip
    with pytest.raises(Stale):
        org.approve(actor=world.actors["tam"], now=world.now, reorganisation_id=act.id, version=act.version)


def test_a_declined_plan_frees_its_units(world: World) -> None:
    act = proposed(world)
    org.decline(actor=world.actors["du"], now=world.now, reorganisation_id=act.id, reason="Chờ văn bản chính thức")
    assert seen(world, act.id).note == "Chờ văn bản chính thức"
    with pytest.raises(Refused, match="không duyệt"):
        org.approve(actor=world.actors["tam"], now=world.now, reorganisation_id=act.id, version=act.version)
    own = proposed(world)
    org.decline(actor=world.actors["quan"], now=world.now, reorganisation_id=own.id, reason="Ghi nhầm mã")
    with pytest.raises(NotThere):
        org.decline(actor=world.actors["nhai"], now=world.now, reorganisation_id=proposed(world).id, reason="Không")


def test_nothing_is_carried_out_before_approval_or_before_the_day(world: World) -> None:
    act = proposed(world)
    with pytest.raises(Refused, match="chờ duyệt"):
        carry(world, act)
    org.decline(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id, reason="Ghi nhầm ngày")
    later = approved(world, draft(world, effective_on=world.now.date() + timedelta(days=1)))
    with pytest.raises(Refused, match="17/11/2026"):
        carry(world, later)


def test_pressed_twice_it_happens_once(world: World) -> None:
    world.received()
    act = approved(world)
    key = Once("session", str(uuid4()), "body")
    how: dict[str, Any] = {"actor": world.actors["quan"], "now": world.now, "reorganisation_id": act.id}
    first = sent_once(key, org.carry_out, **how)
    rows = AuditRow.objects.count()
    assert sent_once(key, org.carry_out, **how) == first
    with pytest.raises((Refused, NotThere)):
        org.carry_out(**how)
    with pytest.raises(Refused, match="đã thực hiện"):
        org.carry_out(**(how | {"actor": again(world, "quan")}))
    assert AuditRow.objects.count() == rows


def test_a_crash_in_the_middle_leaves_nothing_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = world.received()
    act = approved(world)

    def crash(*_: Any) -> None:
        raise OSError("the machine fell over")

    before = (AuditRow.objects.count(), Position.objects.count(), Event.objects.count())
    with monkeypatch.context() as broken:
        broken.setattr(reorganised, "_tell", crash)
        with pytest.raises(OSError, match="fell over"), transaction.atomic():
            carry(world, act)
    assert (AuditRow.objects.count(), Position.objects.count(), Event.objects.count()) == before
    assert world.get(dossier.id).unit_id == world.home
    assert seen(world, act.id).state == "approved"
    assert not Unit.objects.filter(code=NEW).exists()
    carry(world, act)  # and can be pressed again
    assert audit.verify().ok


def test_a_commune_full_of_dossiers_moves_in_few_queries(world: World) -> None:
    dossier = world.received()
    tasks, events = Task.objects.filter(dossier=dossier), Event.objects.filter(dossier=dossier)

    def crowd(count: int, since: int) -> None:
        rows = []
        for at in range(since, since + count):
            row = Dossier.objects.get(id=dossier.id)
            row.id, row.code = uuid4(), f"TT-{CAM_VAN}-261116-{at:04d}"
            rows.append(row)
        Dossier.objects.bulk_create(rows)
        Task.objects.bulk_create(Task(**_values(tasks[0], row.id)) for row in rows)
        Event.objects.bulk_create(Event(**_values(events[0], row.id)) for row in rows)

    crowd(30, 1000)
    few = _queries(world)
    crowd(420, 2000)
    many = _queries(world)
    assert many <= few + 4  # audit rows and lines of the timeline are written 500 at a time
    assert few < 160  # a handful for each room that follows


def _values(part: Any, dossier_id: Any) -> dict[str, Any]:
    values = {field.attname: getattr(part, field.attname) for field in part._meta.concrete_fields}
    return values | {"id": uuid4(), "dossier_id": dossier_id}


def _queries(world: World) -> int:
    """Count the statements of a merge, and undo it."""
    act = approved(world)
    with transaction.atomic():
        with CaptureQueriesContext(connection) as counted:
            carry(world, act)
        transaction.set_rollback(True)
    org.decline(actor=world.actors["quan"], now=world.now, reorganisation_id=act.id, reason="Đo xong")
    return len(counted)


def test_a_stranger_sees_no_plan(world: World) -> None:
    act = proposed(world)
    nobody: Actor = world.actors["sinh"]
    with pytest.raises(NotThere):
        org.reorganisation(nobody, act.id)
    assert not Allotment.objects.exists()
