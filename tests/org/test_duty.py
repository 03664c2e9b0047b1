"""Absence and delegation, by legal act: who may, for how long, and what is never lent."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.org.test_acting import DAY, lend, second_post, staff, work
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import SYSTEM
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Event
from thanthien.org import service as org
from thanthien.org.models import Absence, Delegation, Position


def post(login: str, role: str = "") -> Position:
    rows = Position.objects.filter(staff__login=login)
    found = (rows.filter(role=role) if role else rows).first()
    assert found is not None
    return found


def give(world: World, by: str, position: Position, to: str, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "number": "15/GUQ-UBND", "decided_on": DAY, "scope": "Ký kết quả", "valid_from": DAY,
        "valid_to": DAY + timedelta(days=5),
    }  # fmt: skip
    made = org.delegate(
        actor=work(by).actor, now=world.now, position_id=position.id, delegate_id=staff(to).id, **(values | changes)
    )
    return UUID(made.id)


def last(act: str) -> AuditRow:
    return AuditRow.objects.filter(act=act).latest("recorded_at", "seq")


def test_a_holder_lends_the_own_post_and_the_chair_anybodys(world: World) -> None:
    give(world, "truc", post("truc"), "mua")
    give(world, "tam", post("thu"), "nhai")
    assert "records_clerk" in work("nhai").actor.roles
    row = last("delegation.give")
    assert "Cao Văn Thư" not in str(row.body)
    assert "Ký kết quả" not in str(row.body)
    assert audit.verify(world.home).ok


def test_others_lend_nothing_of_somebody_else(world: World) -> None:
    with pytest.raises(NotThere):
        give(world, "truc", post("thu"), "mua")
    with pytest.raises(NotThere):
        give(world, "quan", post("thu"), "mua")
    with pytest.raises(NotThere):
        give(world, "du", post("thu"), "nhai")
    assert not Delegation.objects.exists()


def test_what_was_lent_is_not_lent_on(world: World) -> None:
    lend(world, "tam", "truc")
    with pytest.raises(Refused, match="không ủy tiếp"):
        give(world, "truc", post("tam"), "mua")
    with pytest.raises(Refused, match="không ủy tiếp"):
        give(world, "truc", post("thu"), "mua")
    give(world, "truc", post("truc"), "mua")  # the own post is still one's own


@pytest.mark.parametrize("role", ["administrator", "sealed_officer"])
def test_administrator_and_officer_for_sealed_files_are_never_lent(world: World, role: str) -> None:
    made = org.give_position(
        actor=SYSTEM, now=world.now, unit_id=world.home, staff_id=staff("tam").id, role=role, title="Phụ trách",
        valid_from=DAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="không ủy quyền được"):
        give(world, "tam", Position.objects.get(id=made.id), "truc")


def test_nobody_lends_to_themselves_or_to_another_unit(world: World) -> None:
    with pytest.raises(Refused, match="chính người"):
        give(world, "tam", post("tam"), "tam")
    with pytest.raises(Refused, match="cùng đơn vị"):
        give(world, "tam", post("tam"), "la")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"valid_from": DAY - timedelta(days=1)}, "valid_from"),
        ({"valid_to": DAY}, "valid_to"),
        ({"valid_to": DAY + timedelta(days=400)}, "valid_to"),
        ({"decided_on": DAY + timedelta(days=1)}, "decided_on"),
        ({"number": " "}, "number"),
        ({"scope": ""}, "scope"),
        ({"scope": "a" * 301}, "scope"),
    ],
)
def test_dates_and_words_of_a_delegation(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        give(world, "tam", post("tam"), "truc", **changes)
    assert refused.value.field == field
    assert not Delegation.objects.exists()


def test_no_delegation_beyond_the_end_of_the_post(world: World) -> None:
    Position.objects.filter(staff__login="tam").update(valid_to=DAY + timedelta(days=3))
    with pytest.raises(Refused, match="không dài hơn"):
        give(world, "tam", post("tam"), "truc")
    give(world, "tam", post("tam"), "truc", valid_to=DAY + timedelta(days=3))


def test_the_same_delegation_twice_is_refused(world: World) -> None:
    give(world, "tam", post("tam"), "truc")
    with pytest.raises(Refused, match="đã được ủy quyền"):
        give(world, "tam", post("tam"), "truc", valid_from=DAY + timedelta(days=2))


@pytest.mark.parametrize("by", ["tam", "truc"])
def test_giver_and_delegate_end_it_at_once_and_only_once(world: World, by: str) -> None:
    key = give(world, "tam", post("tam"), "truc")
    with pytest.raises(NotThere):
        org.end_delegation(actor=work("mua").actor, now=world.now, delegation_id=key)
    org.end_delegation(actor=work(by).actor, now=world.now, delegation_id=key)
    assert work("truc").actor.roles == {"handler"}
    with pytest.raises(Refused, match="đã hết"):
        org.end_delegation(actor=world.actors["tam"], now=world.now, delegation_id=key)


def test_the_journal_and_the_dossier_say_whose_power_signed(world: World) -> None:
    dossier = world.to_sign(world.received())
    with pytest.raises(Refused, match="người khác"):
        onestop.sign(actor=work("mua").actor, now=world.now, dossier_id=dossier.id, version=dossier.version)
    key = give(world, "tam", post("tam"), "mua")
    onestop.sign(actor=work("mua").actor, now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert f"thay Chủ tịch UBND xã ({key})" in str(last("dossier.sign").body)
    assert "Phạm Văn Tâm" not in str(last("dossier.sign").body)
    event = Event.objects.get(dossier_id=dossier.id, move="sign")
    assert event.position == "Công chức văn hóa, xã hội, thay Chủ tịch UBND xã"
    shown = enter("quan").get(reverse("office:audit") + "?viec=dossier.sign").content.decode()
    assert "Bùi Thị Mùa, thay Chủ tịch UBND xã</td>" in shown


def away(world: World, by: str, who: str, since: date = DAY, days: int = 3, reason: str = "leave") -> UUID:
    made = org.enter_absence(
        actor=work(by).actor, now=world.now, staff_id=staff(who).id, reason=reason, valid_from=since,
        valid_to=since + timedelta(days=days),
    )  # fmt: skip
    return UUID(made.id)


def test_everybody_enters_the_own_absence_chair_and_administrator_anybodys(world: World) -> None:
    away(world, "truc", "truc", reason="sick")
    away(world, "tam", "mua")
    away(world, "quan", "thu")
    for by, who in (("truc", "mua"), ("la", "mua")):
        with pytest.raises(NotThere):
            away(world, by, who, DAY + timedelta(days=30))
    assert Absence.objects.count() == 3
    assert "sick" not in str(AuditRow.objects.filter(act="absence.enter").earliest("seq").body)


def test_an_absence_needs_a_post_order_and_days_of_its_own(world: World) -> None:
    away(world, "truc", "truc")
    for since, days, reason in (
        (DAY + timedelta(days=2), 3, "leave"),  # overlaps
        (DAY + timedelta(days=9), 0, "leave"),
        (DAY + timedelta(days=9), 400, "leave"),
        (DAY + timedelta(days=9), 1, "ngủ quên"),
        (date(2020, 1, 1), 1, "leave"),  # no post then
    ):
        with pytest.raises(Refused):
            away(world, "truc", "truc", since, days, reason)
    second_post(world, "truc")
    assert Absence.objects.count() == 1


def test_somebody_comes_back_sooner(world: World) -> None:
    key = away(world, "truc", "truc")
    with pytest.raises(NotThere):
        org.end_absence(actor=work("mua").actor, now=world.now, absence_id=key, valid_to=DAY)
    with pytest.raises(Refused):
        org.end_absence(actor=work("truc").actor, now=world.now, absence_id=key, valid_to=DAY + timedelta(days=3))
    org.end_absence(actor=work("truc").actor, now=world.now, absence_id=key, valid_to=DAY + timedelta(days=1))
    assert Absence.objects.get().valid_to == DAY + timedelta(days=1)
