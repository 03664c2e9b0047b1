"""Split, rename, re-code, change of kind: what a person decides, what follows by itself."""

from typing import Any

import pytest

from tests.people import CAM_VAN
from tests.reorganisation.plans import EAST, WEST, again, approved, carried, carry, draft, split, unit_of
from tests.world import World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Position, Unit, UnitLink
from thanthien.rules import numbering


def posts(world: World, *logins: str) -> list[Any]:
    rows = Position.objects.filter(unit_id=world.home, staff__login__in=logins)
    return list(rows.values_list("id", flat=True))


def allot(world: World, act: Any, who: str, kind: str, records: list[Any], target: Any) -> None:
    org.allot(
        actor=world.actors[who], now=world.now, reorganisation_id=act.id, kind=kind, records=records, target=target
    )


def staffed(world: World, act: Any) -> tuple[Any, Any]:
    """Send people to the two halves; the halves need an administrator each."""
    east, west = (one.id for one in org.new_sides(act))
    allot(world, act, "quan", "position", posts(world, "nhai", "truc", "quan", "tam"), east)
    allot(world, act, "quan", "position", posts(world, "mua", "thu", "kiem"), west)
    return east, west


def test_a_split_waits_until_somebody_has_decided_on_everything(world: World) -> None:
    one, two = world.received(), world.received()
    act = approved(world, split(world))
    with pytest.raises(Refused, match="chưa có người quản trị"):
        carry(world, act)
    east, west = staffed(world, act)
    with pytest.raises(Refused, match="Hồ sơ đang làm: 2"):
        carry(world, act)
    allot(world, act, "tam", "dossier", [one.id], west)
    late = world.received()
    allot(world, act, "truc", "dossier", [two.id, late.id], east)
    act = carry(world, act)
    assert act.state == "done"
    assert [world.get(dossier.id).unit_id for dossier in (one, two, late)] == [west, east, east]
    assert world.get(one.id).owner is None  # anh Trúc went east
    assert world.get(two.id).owner.login == "truc"
    assert (again(world, "nhai").unit_id, again(world, "mua").unit_id) == (east, west)
    assert (unit_of(EAST), unit_of(WEST)) == (east, west)
    assert {link.divided for link in UnitLink.objects.filter(predecessor_id=world.home)} == {True}
    assert len(org.successors_of(CAM_VAN, None)) == 2
    assert audit.verify().ok


def test_what_is_decided_and_approved_stays_decided(world: World) -> None:
    one = world.received()
    act = approved(world, split(world))
    east, west = staffed(world, act)
    allot(world, act, "tam", "dossier", [one.id], west)
    with pytest.raises(Refused, match="đã duyệt"):
        allot(world, act, "tam", "dossier", [one.id], east)


def test_nobody_decides_on_what_is_not_theirs(world: World) -> None:
    act = approved(world, split(world))
    east = org.new_sides(act)[0].id
    stranger = Position.objects.get(staff__login="la")
    for who, kind, records in (
        ("quan", "position", [stranger.id]),  # a post of the next commune
        ("quan", "dossier", [world.received().id]),  # an administrator keeps no files
        ("xa", "dossier", [world.received().id]),  # of the next commune
        ("tam", "boards", [world.home]),  # nothing that people allot
    ):
        with pytest.raises(NotThere):
            allot(world, act, who, kind, records, east)
    with pytest.raises(Refused, match="Chọn đơn vị mới"):
        allot(world, act, "tam", "dossier", [world.received().id], world.units["15190"])


def test_people_hear_where_the_place_to_come_has_changed(world: World) -> None:
    one, two = world.received(), world.received()
    act = approved(world, split(world))
    east, west = staffed(world, act)
    allot(world, act, "tam", "dossier", [one.id], west)
    allot(world, act, "tam", "dossier", [two.id], east)
    carry(world, act)
    told = Message.objects.filter(template="unit_moved")
    assert [message.subject_id for message in told] == [one.id]  # the east keeps the old office
    assert told[0].unit_id == west
    text = notify.render(told[0]).text
    assert "xã Cẩm Vân Tây" in text
    assert one.code in text
    assert "1686/NQ-UBTVQH15" in text


@pytest.mark.parametrize(
    ("kind", "new"),
    [
        ("rename", org.NewUnit(CAM_VAN, "Cẩm Vân Sơn", "commune")),
        ("recode", org.NewUnit("99998", "Cẩm Vân", "commune")),
        ("change", org.NewUnit(CAM_VAN, "Cẩm Vân", "ward")),
    ],
)
def test_a_unit_that_goes_on_takes_everything_along(world: World, kind: str, new: org.NewUnit) -> None:
    dossier = world.received()
    taken = numbering.parse_dossier_code(dossier.code).serial
    org.set_office(actor=world.actors["quan"], now=world.now, unit_id=world.home, values={"e_identifier": "H56.146"})
    carried(world, draft(world, kind, old=(CAM_VAN,), new=(new,)))
    after = unit_of(new.code)
    link = UnitLink.objects.get(predecessor_id=world.home)
    assert (link.successor_id, link.continues) == (after, True)
    assert str(Unit.objects.get(id=after)).endswith(new.name)
    assert world.get(dossier.id).unit_id == after
    assert world.get(dossier.id).code == dossier.code
    assert world.get(dossier.id).owner_id == dossier.owner_id
    assert org.office_of(after).e_identifier == "H56.146"
    world.units[CAM_VAN] = after
    world.actors["nhai"] = again(world, "nhai")
    later = numbering.parse_dossier_code(world.received().code)
    assert (later.body, later.serial) == ("H56.146", taken + 1)  # no number is given twice
    assert audit.verify().ok


def test_a_successor_may_be_reorganised_again(world: World) -> None:
    closed = world.issued(world.received())
    onestop.hand_over(actor=world.actors["nhai"], now=world.now, dossier_id=closed.id, version=closed.version)
    closed = world.get(closed.id)
    onestop.close(actor=world.actors["nhai"], now=world.now, dossier_id=closed.id, version=closed.version)
    first = org.NewUnit("99998", "Cẩm Vân", "commune")
    carried(world, draft(world, "recode", old=(CAM_VAN,), new=(first,)))
    second = draft(world, "recode", old=("99998",), new=(org.NewUnit("99997", "Cẩm Vân", "commune"),))
    act = org.propose(actor=again(world, "quan"), now=world.now, draft=second)
    row = org.reorganisation(again(world, "quan"), org.reorganisations(again(world, "quan"))[0].id)
    assert str(row.id) == act.id
    org.approve(actor=again(world, "tam"), now=world.now, reorganisation_id=row.id, version=row.version)
    org.carry_out(actor=again(world, "quan"), now=world.now, reorganisation_id=row.id)
    assert onestop.get_for(again(world, "nhai"), closed.id).unit_id == world.home
    assert [one.code for one in org.successors_of("99998", None)] == ["99997"]
    assert AuditRow.objects.get(unit_id=unit_of("99997"), seq=1).act == "unit.open"
    assert audit.verify().ok
