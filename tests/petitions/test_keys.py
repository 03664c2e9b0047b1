"""Keys: set-up, the sheet, vouching, a forgotten passphrase, giving up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.people import PASSWORD, VAN_DU
from tests.petitions.sealed import House, engage, house, phrase
from tests.world import World
from thanthien.core import audit, limits
from thanthien.core.actors import SYSTEM, Role
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Staff
from thanthien.petitions import service as sealed
from thanthien.petitions.sealed import box
from thanthien.petitions.sealed.models import SealedKey, SealedWrap


def acts(world: World, begin: str = "sealed.") -> list[str]:
    rows = AuditRow.objects.filter(unit_id=world.home, act__startswith=begin).order_by("seq")
    return list(rows.values_list("act", flat=True))


def test_a_key_counts_once_its_sheet_is_proved(world: World) -> None:
    made = house(world, holders=0)
    sheet = sealed.set_up(made.actor("giu"), world.now, phrase("giu"))
    own = sealed.own_key(made.actor("giu"))
    assert own is not None
    assert (own.ready, own.asked, own.fingerprint) == (False, sheet.asked, sheet.fingerprint)
    with pytest.raises(Refused):
        made.make()
    with pytest.raises(Refused) as no:
        sealed.confirm_sheet(actor=made.actor("giu"), now=world.now, typed="0000 0000")
    assert no.value.field == "groups"
    made.confirm("giu", sheet)
    key = made.key("giu")
    assert (bool(key.sheet), key.pending_check, key.vouched_at) == (True, "", world.now)
    assert acts(world) == ["sealed.set_up", "sealed.confirm_sheet"]
    assert audit.verify(world.home).ok


def test_what_is_stored_opens_nothing_by_itself(world: World) -> None:
    made = house(world, holders=0)
    sheet = made.set_up("giu")
    key = made.key("giu")
    stored = bytes(key.locked) + bytes(key.sheet)
    private = made.opened("giu").private
    assert private not in stored
    assert phrase("giu").encode() not in stored
    assert sheet.code.encode() not in stored
    assert repr(private) not in repr(made.opened("giu"))
    assert sheet.code not in repr(sheet)


def test_a_second_set_up_is_refused_and_an_unfinished_one_replaced(world: World) -> None:
    made = house(world, holders=0)
    lost = sealed.set_up(made.actor("giu"), world.now, phrase("giu"))
    sheet = made.set_up("giu")
    with pytest.raises(Refused) as no:
        sealed.set_up(made.actor("giu"), world.now, phrase("giu"))
    assert no.value.code == "twice"
    assert SealedKey.objects.filter(ended_at=None).count() == 1
    with pytest.raises(Refused):
        sealed.recover(made.actor("giu"), world.now, lost.code, "năm chữ khác hẳn hôm qua")
    sealed.recover(made.actor("giu"), world.now, sheet.code, "năm chữ khác hẳn hôm qua")


@pytest.mark.parametrize("login", ["quan", "kiem"])
def test_an_administrator_has_no_key(world: World, login: str) -> None:
    made = house(world, holders=0)
    with pytest.raises(NotThere):
        sealed.set_up(made.actor(login), world.now, phrase(login))


def test_an_administrator_who_appoints_himself_gets_nothing(held: House) -> None:
    """By the position alone he is no holder: an administrator is barred, and any new key waits for a holder's word."""
    record = held.make()
    quan = Staff.objects.get(login="quan")
    org.give_position(
        actor=held.actor("quan"), now=held.now, unit_id=held.world.home, staff_id=quan.id, role=Role.SEALED,
        title="Giữ hồ sơ", valid_from=held.now.date(),
    )  # fmt: skip
    with pytest.raises(NotThere):
        sealed.page(held.actor("quan"), held.now)
    with pytest.raises(NotThere):
        sealed.set_up(held.actor("quan"), held.now, phrase("quan"))
    engage(held.world, "bu-nhin", "Hoàng Văn Nhìn")
    held.set_up("bu-nhin")
    assert held.key("bu-nhin").vouched_at is None
    assert sealed.page(held.actor("bu-nhin"), held.now).rows == ()
    newer = held.make()
    for one in (record, newer):
        with pytest.raises(NotThere):
            held.read("bu-nhin", one)


def test_officers_made_administrators_for_a_minute_leave_no_door_open(held: House) -> None:
    """Whoever is an administrator holds nothing sealed; a puppet's key made meanwhile had counted ever after."""
    given = [
        org.give_position(
            actor=SYSTEM, now=held.now, unit_id=held.world.home, staff_id=UUID(held.actor(login).id),
            role="administrator", title="Quản trị", valid_from=held.now.date(),
        )
        for login in ("giu", "kin")
    ]  # fmt: skip
    engage(held.world, "hinh", "Lò Văn Hình")
    held.set_up("hinh")
    assert held.key("hinh").vouched_at is None
    for one in given:
        org.end_position(actor=SYSTEM, now=held.now, position_id=UUID(one.id), valid_to=held.now.date())
    assert not SealedWrap.objects.filter(record=held.make(), key=held.key("hinh")).exists()


def test_only_a_holder_vouches_and_only_by_the_letters_of_the_sheet(held: House) -> None:
    engage(held.world, "moi", "Tòng Thị Mới")
    held.set_up("moi")
    key, opened = held.key("moi"), held.opened("giu")
    asked: dict[str, Any] = {"now": held.now, "key_id": key.id, "letters": box.fingerprint(key.public)}
    with pytest.raises(NotThere):
        sealed.vouch(actor=held.actor("moi"), opened_key=key.id, **asked)
    with pytest.raises(NotThere):
        sealed.vouch(actor=held.actor("kin"), opened_key=opened.key_id, **asked)
    with pytest.raises(Refused) as no:
        sealed.vouch(actor=held.actor("giu"), opened_key=opened.key_id, **(asked | {"letters": "0000 0000"}))
    assert no.value.field == "letters"
    held.vouch("moi", by="giu")
    assert held.key("moi").vouched_by_id == Staff.objects.get(login="giu").id
    assert held.read("moi", held.make()).content["title"]


def test_a_wrong_passphrase_is_noted_and_slowed(held: House) -> None:
    giu = held.actor("giu")
    for _ in range(limits.LIMITS["sealed.passphrase"].most):
        with pytest.raises(Refused) as no:
            sealed.unlock(giu, held.now, "không phải câu này đâu nhé")
        assert no.value.code == "wrong"
    with pytest.raises(Refused) as no:
        sealed.unlock(giu, held.now, phrase("giu"))
    assert no.value.code == "wait"
    assert acts(held.world).count("sealed.miss") == 5
    later = held.now + timedelta(minutes=2)
    assert sealed.unlock(giu, later, phrase("giu")).key_id == held.key("giu").id
    sealed.unlock(held.actor("kin"), held.now, phrase("kin"))


def test_the_sheet_replaces_a_forgotten_passphrase(held: House) -> None:
    record, giu, new = held.make(), held.actor("giu"), "trăng lên đầu núi gọi nhau"
    with pytest.raises(Refused) as no:
        sealed.recover(giu, held.now, held.codes["kin"], new)
    assert no.value.field == "code"
    sealed.recover(giu, held.now, held.codes["giu"].lower().replace(" ", "-"), new)
    with pytest.raises(Refused):
        held.opened("giu")
    opened = sealed.unlock(giu, held.now, new)
    read = sealed.read(actor=giu, now=held.now, record_ids=[record], opened=opened)
    assert read.read[0].content["title"]


def test_a_lost_sheet_is_replaced_by_the_passphrase(held: House) -> None:
    giu, new = held.actor("giu"), "trăng lên đầu núi gọi nhau"
    sheet = sealed.new_sheet(giu, held.now, phrase("giu"))
    sealed.recover(giu, held.now, held.codes["giu"], new)  # holds until the new one is proved
    held.confirm("giu", sheet)
    with pytest.raises(Refused):
        sealed.recover(giu, held.now, held.codes["giu"], new)
    sealed.recover(giu, held.now, sheet.code, phrase("giu"))
    assert held.opened("giu").private


def test_a_passphrase_is_changed_by_the_old_one(held: House) -> None:
    giu, new = held.actor("giu"), "trăng lên đầu núi gọi nhau"
    with pytest.raises(Refused) as no:
        sealed.change_passphrase(giu, held.now, "không phải câu này đâu nhé", new)
    assert no.value.field == "old"
    sealed.change_passphrase(giu, held.now, phrase("giu"), new)
    assert sealed.unlock(giu, held.now, new).private


def test_the_login_password_is_no_passphrase(world: World) -> None:
    made = house(world, holders=0)
    staff = Staff.objects.get(login="giu")
    staff.set_password("một con ngựa đau cả tàu")
    staff.save(update_fields=["password"])
    with pytest.raises(Refused) as no:
        sealed.set_up(made.actor("giu"), world.now, "một con ngựa đau cả tàu")
    assert (no.value.field, no.value.code) == ("passphrase", "same")


def test_a_public_key_changed_in_the_machine_is_found(held: House) -> None:
    _, public = box.new_pair()
    SealedKey.objects.filter(staff__login="giu").update(public=public)
    with pytest.raises(Refused) as no:
        held.opened("giu")
    assert no.value.code == "swapped"


def test_a_stranger_of_the_next_commune_vouches_for_nobody(held: House) -> None:
    engage(held.world, "la-giu", "Trần Thị Lạ", code=VAN_DU)
    held.set_up("la-giu")
    assert held.key("la-giu").vouched_at is not None, "the first of Vân Du"
    engage(held.world, "moi", "Tòng Thị Mới")
    held.set_up("moi")
    key = held.key("moi")
    with pytest.raises(NotThere):
        sealed.vouch(
            actor=held.actor("la-giu"), now=held.now, key_id=key.id, opened_key=held.key("la-giu").id,
            letters=box.fingerprint(key.public),
        )  # fmt: skip


def test_a_key_given_up_makes_room_for_a_new_one(held: House) -> None:
    record = held.make()
    sealed.end_key(actor=held.actor("kin"), now=held.now)
    with pytest.raises(NotThere):
        sealed.unlock(held.actor("kin"), held.now, phrase("kin"))
    held.set_up("kin")
    assert held.key("kin").vouched_at is None
    held.vouch("kin", by="giu")
    with pytest.raises(NotThere):
        held.read("kin", record)
    held.grant(record, to="kin", by="giu")
    assert held.read("kin", record).content["title"]


def test_somebody_without_a_position_is_nobody(held: House) -> None:
    org.add_staff(
        actor=SYSTEM, now=held.now, unit_id=held.world.home, login="khong", name="Không Ai", password=PASSWORD
    )
    with pytest.raises(NotThere):
        sealed.own_key(held.actor("khong"))
