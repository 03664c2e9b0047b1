"""Cases: two ways at least, who reads, passing on, tampering, leaving."""

from datetime import timedelta
from typing import Any

import pytest

from tests.people import VAN_DU
from tests.petitions.sealed import CONTENT, RARE, House, engage, house
from tests.petitions.test_keys import acts
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import SYSTEM, Role
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Position, Staff
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed.commands import records
from thanthien.petitions.sealed.models import SealedKey, SealedRecord, SealedWrap


def test_a_case_is_sealed_to_every_holder_and_read_by_each(held: House) -> None:
    record = held.make()
    for login in ("giu", "kin"):
        assert dict(held.read(login, record).content) == CONTENT
    row = SealedRecord.objects.get(id=record)
    assert RARE.encode() not in bytes(row.body)
    assert row.code[3] == "-"
    assert acts(held.world)[-3:] == ["sealed.make", "sealed.read", "sealed.read"]
    assert audit.verify(held.world.home).ok
    last = AuditRow.objects.filter(unit_id=held.world.home).latest("seq")
    assert (last.subject_id, last.detail) == (record, "")
    assert row.code not in last.body


@pytest.mark.parametrize("holders", [0, 1])
def test_no_case_while_fewer_than_two_hold_keys(world: World, holders: int) -> None:
    made = house(world, holders=holders)
    with pytest.raises(Refused) as no:
        made.make()
    assert no.value.code == "too-few"
    assert (SealedRecord.objects.count(), SealedWrap.objects.count()) == (0, 0)
    assert not sealed.house(world.home, world.now).can_make


def test_one_holder_and_the_escrow_are_enough(world: World) -> None:
    made = house(world, holders=1)
    made.set_up("mua")
    made.set_up("thu")
    made.escrow()
    record = made.make()
    assert made.read("giu", record).content["title"]
    assert SealedWrap.objects.filter(record_id=record, key=None).count() == 1


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kind": "drill"}, "kind"), ({"kind": "x"}, "kind"), ({"content": {}}, "title"),
        ({"content": {"title": "x" * 201}}, "title"), ({"content": {"title": "x", "sender": "ai"}}, "title"),
        ({"content": {"title": "x", "summary": "y" * 8001}}, "summary"),
    ],
)  # fmt: skip
def test_bad_input_is_refused(held: House, changes: dict[str, Any], where: str) -> None:
    with pytest.raises(Refused) as no:
        held.make(**changes)
    assert no.value.field == where
    with pytest.raises(Refused):
        held.make(received_on=held.now.date() + timedelta(days=1))


@pytest.mark.parametrize("login", ["nhai", "truc", "tam", "quan", "kiem", "la"])
def test_others_find_nothing(held: House, login: str) -> None:
    record, actor = held.make(), held.world.actors[login]
    with pytest.raises(NotThere):
        sealed.page(actor, held.now)
    with pytest.raises(NotThere):
        sealed.one(actor, held.now, record)
    with pytest.raises(NotThere):
        sealed.read(actor=actor, now=held.now, record_ids=[record], opened=held.opened("giu"))
    with pytest.raises(NotThere):
        sealed.make(actor=actor, now=held.now, kind="denunciation", received_on=held.now.date(), content=CONTENT)


def test_an_officer_of_the_next_commune_finds_nothing(held: House) -> None:
    record = held.make()
    engage(held.world, "la-giu", "Trần Thị Lạ", code=VAN_DU)
    held.set_up("la-giu")
    with pytest.raises(NotThere):
        held.read("la-giu", record)
    with pytest.raises(NotThere):
        held.grant(record, to="la-giu", by="giu")


def test_an_officer_of_later_is_let_in_by_one_who_reads(held: House) -> None:
    record = held.make()
    engage(held.world, "moi", "Tòng Thị Mới")
    held.set_up("moi")
    with pytest.raises(NotThere):
        held.grant(record, to="moi", by="giu")  # nobody has vouched yet
    held.vouch("moi", by="kin")
    with pytest.raises(NotThere):
        held.read("moi", record)
    with pytest.raises(NotThere):
        held.grant(record, to="moi", by="moi")
    held.grant(record, to="moi", by="giu")
    held.grant(record, to="moi", by="kin")  # twice gives nothing new
    assert held.read("moi", record).content["title"]
    assert SealedWrap.objects.filter(record_id=record).count() == 3
    granted = AuditRow.objects.filter(act="sealed.grant").latest("seq")
    assert '"sealed_reason":"together"' in granted.body


def test_a_grant_needs_a_reason_of_the_list(held: House) -> None:
    record = held.make()
    with pytest.raises(Refused) as no:
        sealed.grant(
            actor=held.actor("giu"), now=held.now, record_id=record, key_id=held.key("kin").id, reason=RARE,
            opened=held.opened("giu"),
        )  # fmt: skip
    assert no.value.field == "reason"


def test_the_key_of_another_opens_nothing(held: House) -> None:
    record = held.make()
    with pytest.raises(NotThere):
        sealed.read(actor=held.actor("kin"), now=held.now, record_ids=[record], opened=held.opened("giu"))


def test_a_moved_or_changed_ciphertext_is_refused_and_noted(held: House) -> None:
    one, other = held.make(), held.make()
    row = SealedRecord.objects.get(id=other)
    SealedRecord.objects.filter(id=one).update(body=row.body)
    for wrap in SealedWrap.objects.filter(record_id=other):
        SealedWrap.objects.filter(record_id=one, key_id=wrap.key_id).update(box=wrap.box)
    assert held.read("giu", one).broken
    assert acts(held.world)[-1] == "sealed.broken"
    with pytest.raises(Refused) as no:
        held.grant(one, to="kin", by="giu")
    assert no.value.code == "broken"
    SealedWrap.objects.filter(record_id=other).update(box=b"x")
    assert held.read("giu", other).broken


def test_who_leaves_reads_no_more_and_gets_nothing_new(held: House) -> None:
    engage(held.world, "moi", "Tòng Thị Mới")
    held.set_up("moi")
    held.vouch("moi", by="giu")
    record = held.make()
    held.leave("kin", held.now.date())
    with pytest.raises(NotThere):
        held.read("kin", record)
    newer = held.make()
    assert not SealedWrap.objects.filter(record_id=newer, key=SealedKey.objects.get(staff__login="kin")).exists()
    with pytest.raises(NotThere):
        held.grant(newer, to="kin", by="giu")


def test_who_leaves_while_a_case_is_made_is_gone_before_it_is_sealed(
    held: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    engage(held.world, "moi", "Tòng Thị Mới")
    held.set_up("moi")
    held.vouch("moi", by="giu")
    monkeypatch.setattr(records, "hold_all", lambda unit_id: held.leave("kin", held.now.date()))
    record = held.make()
    logins = SealedWrap.objects.filter(record_id=record).values_list("key__staff__login", flat=True)
    assert set(logins) == {"giu", "moi"}


def test_the_last_holder_cannot_leave(held: House) -> None:
    held.make()
    day = held.now.date()
    held.leave("kin", day)
    with pytest.raises(Refused) as no:
        held.leave("giu", day)
    assert no.value.code == "last-holder"
    with pytest.raises(Refused):
        sealed.end_key(actor=held.actor("giu"), now=held.now)


def test_who_alone_opens_one_case_cannot_leave_although_others_hold_keys(held: House) -> None:
    held.make()
    engage(held.world, "moi", "Tòng Thị Mới")
    held.set_up("moi")
    held.vouch("moi", by="giu")
    held.leave("kin", held.now.date())
    with pytest.raises(Refused):
        held.leave("giu", held.now.date())
    held.grant(SealedRecord.objects.get().id, to="moi", by="giu")
    held.leave("giu", held.now.date())


def test_the_last_holder_is_not_made_administrator(held: House) -> None:
    """The role would shut the last way to the case without anybody leaving."""
    held.make()

    def made_administrator(login: str) -> None:
        org.give_position(
            actor=SYSTEM, now=held.now, unit_id=held.world.home, staff_id=Staff.objects.get(login=login).id,
            role=Role.ADMIN, title="Quản trị", valid_from=held.now.date(),
        )  # fmt: skip

    made_administrator("kin")
    with pytest.raises(Refused) as no:
        made_administrator("giu")
    assert no.value.code == "last-holder"


def test_an_officers_other_post_may_end(held: House) -> None:
    """A clerk who also keeps sealed cases stops working at the counter: nothing is lost with that."""
    engage(held.world, "hai", "Lò Thị Hai", Role.SEALED, Role.CLERK)
    held.set_up("hai")
    held.vouch("hai", by="giu")
    held.make()
    day = held.now.date()
    held.leave("kin", day)
    held.leave("giu", day)
    clerk = Position.objects.get(staff__login="hai", role=Role.CLERK)
    org.end_position(actor=SYSTEM, now=held.now, position_id=clerk.id, valid_to=day)
    with pytest.raises(Refused):
        held.leave("hai", day)


def test_without_a_case_anybody_may_leave(held: House) -> None:
    held.leave("kin", held.now.date())
    held.leave("giu", held.now.date())


def test_the_list_shows_number_kind_and_dates(held: House) -> None:
    first, second = held.make(), held.make(kind="unsigned")
    rows = sealed.page(held.actor("giu"), held.now).rows
    assert [row.id for row in rows] == [second, first]
    assert [row.kind for row in rows] == ["Đơn không ghi tên", "Tố cáo"]
    assert RARE not in repr(rows)
