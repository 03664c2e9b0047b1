"""Taking in at the counter, accepting what came online, and the moves before acceptance."""

from datetime import datetime

import pytest

from tests import people
from tests.world import BIRTH, DENUNCIATION, MARITAL, NO_LIMIT, POLICE, World
from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import Message
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier


def test_the_counter_gives_code_lawful_date_owner_receipt_and_message(world: World) -> None:
    dossier = world.received()
    assert dossier.code == "TT-15163-261116-0001"
    assert clock.local(dossier.due_at) == datetime(2026, 11, 23, 23, 59, 59, tzinfo=clock.VN)
    assert dossier.derivation["sentence"] == "5 ngày làm việc: 17, 18, 19, 20, 23/11."
    assert dossier.owner.name == "Quách Văn Trúc"
    assert [paper.kind for paper in onestop.papers(dossier)] == ["receipt"]
    assert Message.objects.get(subject_id=dossier.id).template == "accepted"


def test_a_same_day_procedure_after_the_cut_off_is_due_the_next_working_day(world: World) -> None:
    late = datetime(2026, 11, 23, 15, 1, tzinfo=clock.VN)  # Tuesday 24/11 is a holiday
    dossier = world.received(BIRTH, late)
    assert clock.local(dossier.due_at).date().isoformat() == "2026-11-25"


def test_serials_count_by_unit_and_day(world: World) -> None:
    codes = [world.received().code[-4:], world.received(MARITAL).code[-4:]]
    assert codes == ["0001", "0002"]
    tomorrow = datetime(2026, 11, 17, 8, tzinfo=clock.VN)
    assert world.received(at=tomorrow).code == "TT-15163-261117-0001"


def test_an_online_dossier_waits_with_a_first_reply_clock(world: World) -> None:
    """Sent at 8:30: eight working hours of 7:30–11:30, 13:00–17:00 end at 8:30 the next day."""
    dossier = world.online()
    assert dossier.state == "submitted"
    assert clock.local(dossier.first_reply_due) == datetime(2026, 11, 17, 8, 30, tzinfo=clock.VN)
    assert dossier.due_at is None


def test_accepting_gives_the_date_from_the_day_of_acceptance(world: World) -> None:
    dossier = world.online()
    at = datetime(2026, 11, 17, 8, tzinfo=clock.VN)
    onestop.accept(actor=world.actors["nhai"], now=at, dossier_id=dossier.id, version=dossier.version)
    after = world.get(dossier.id)
    assert after.state == "in_process"
    assert clock.local(after.due_at).date().isoformat() == "2026-11-25"  # 24/11 does not count


def test_somebody_who_is_too_late_is_told_who_moved_it(world: World) -> None:
    dossier = world.online()
    onestop.accept(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    with pytest.raises(Stale) as caught:
        onestop.accept(actor=world.actors["kiem"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert caught.value.who == "Hà Thị Nhài"


@pytest.mark.parametrize("login", ["la", "du", "sinh"])
def test_a_stranger_finds_nothing(world: World, login: str) -> None:
    dossier = world.online()
    with pytest.raises(NotThere):
        onestop.accept(actor=world.actors[login], now=world.now, dossier_id=dossier.id, version=dossier.version)


@pytest.mark.parametrize("login", ["truc", "thu", "tam"])
def test_another_role_of_the_unit_is_told_that_it_is_not_theirs(world: World, login: str) -> None:
    dossier = world.online()
    with pytest.raises(Refused):
        onestop.accept(actor=world.actors[login], now=world.now, dossier_id=dossier.id, version=dossier.version)


def test_what_cannot_be_filed_is_refused_at_every_door(world: World) -> None:
    for channel in ("counter", "online", "portal"):
        with pytest.raises(Refused) as caught:
            onestop.file(
                actor=world.citizen, now=world.now, filing=world.filing(DENUNCIATION, channel=channel, items=())
            )
        assert caught.value.code == "not-fileable"


def test_no_limit_known_no_date_until_a_second_person_confirms(world: World) -> None:
    with pytest.raises(Refused) as caught:
        world.received(NO_LIMIT, items=())
    assert caught.value.code == "limit-unknown"
    entered = onestop.Entered(10, "working_days", "QĐ 12/2018/QĐ-TTg Điều 7")
    filed = onestop.receive_at_counter(
        actor=world.actors["kiem"], now=world.now, filing=world.filing(NO_LIMIT, items=()), entered=entered
    )
    waiting = world.get(filed.id)
    assert (waiting.state, waiting.due_at) == ("submitted", None)
    with pytest.raises(Refused, match="không tự xác nhận"):
        onestop.accept(
            actor=world.actors["kiem"],
            now=world.now,
            dossier_id=waiting.id,
            version=waiting.version,
            confirm_limit=True,
        )
    onestop.accept(
        actor=world.actors["nhai"], now=world.now, dossier_id=waiting.id, version=waiting.version, confirm_limit=True
    )
    after = world.get(filed.id)
    assert after.due_at is not None
    assert after.derivation["assumed"]


def test_the_counter_takes_in_what_belongs_to_the_police_and_hands_it_over(world: World) -> None:
    dossier = world.received(POLICE)
    assert dossier.state == "transferred"
    assert [paper.kind for paper in onestop.papers(dossier)] == ["receipt", "handover"]
    onestop.confirm_transfer(
        actor=world.actors["nhai"],
        now=world.now,
        dossier_id=dossier.id,
        version=dossier.version,
        who="Trung úy Bùi Văn B",
    )
    assert world.get(dossier.id).state == "closed"


def test_what_the_police_settle_is_not_given_at_once_by_the_counter(world: World) -> None:
    with pytest.raises(Refused) as caught:
        onestop.give_at_once(
            actor=world.actors["nhai"], now=world.now, filing=world.filing(POLICE), result_note="Đã đăng ký"
        )
    assert caught.value.code == "other-body"


def test_received_here_handled_in_another_commune_of_the_province(world: World) -> None:
    van_du = world.units[people.VAN_DU]
    dossier = world.received(unit_id=van_du, received_unit_id=world.home)
    assert dossier.unit_id == van_du
    assert dossier.owner.name == "Hoàng Thị Xa"
    with pytest.raises(NotThere):
        onestop.get_for(world.actors["nhai"], dossier.id)
    assert onestop.received_for(world.actors["nhai"], dossier.id).code == dossier.code


def test_another_province_is_refused(world: World) -> None:
    other = world.units[people.CHIENG_SINH]
    with pytest.raises(Refused, match="cùng tỉnh"):
        world.received(unit_id=other, received_unit_id=world.home)


def test_given_at_once_is_one_act_with_a_receipt_only_on_request(world: World) -> None:
    for receipt in (False, True):
        filed = onestop.give_at_once(
            actor=world.actors["nhai"],
            now=world.now,
            filing=world.filing(BIRTH),
            result_note="Giấy khai sinh",
            receipt=receipt,
        )
        dossier = world.get(filed.id)
        assert (dossier.state, dossier.result) == ("handed_over", "granted")
        assert [paper.kind for paper in onestop.papers(dossier)] == (["receipt"] if receipt else [])
        assert "/danh-gia/" in Message.objects.get(subject_id=dossier.id).payload["rate_link"]


def test_a_refusal_to_take_in_needs_reason_ground_and_guidance(world: World) -> None:
    dossier = world.online()
    for reason, ground, guidance, field in [
        ("", "NĐ 123/2015 Điều 26", "Nộp lại ở xã khác", "reason"),
        ("Xã này không có thẩm quyền.", "", "Nộp lại ở xã khác", "ground"),
        ("Xã này không có thẩm quyền.", "NĐ 123/2015 Điều 26", "", "guidance"),
    ]:
        with pytest.raises(Refused) as caught:
            onestop.reject(
                actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version,
                reason=reason, ground=ground, guidance=guidance,
            )  # fmt: skip
        assert caught.value.field == field
    assert Dossier.objects.get(id=dossier.id).state == "submitted"


def test_the_citizen_withdraws_before_acceptance_but_not_after(world: World) -> None:
    dossier = world.online()
    onestop.withdraw(actor=world.citizen, now=world.now, dossier_id=dossier.id)
    assert world.get(dossier.id).result == "withdrawn"
    accepted = world.received()
    with pytest.raises(Refused):
        onestop.withdraw(actor=world.citizen, now=world.now, dossier_id=accepted.id)


def test_the_receipt_in_the_hand_leaves_no_slip_to_print(world: World) -> None:
    """The print queue grew with a slip for every receipt that had been printed seconds before."""
    dossier = world.received()
    message = Message.objects.get(subject_id=dossier.id, template="accepted")
    assert (message.channel, message.state, message.sent_at) == ("slip", "delivered", world.now)


def test_the_receipt_names_the_hour_to_come_not_midnight(world: World) -> None:
    paper = onestop.papers(world.received()).get()
    assert paper.data["dossier"]["due_at"]["iso"] == "2026-11-23T17:00:00+07:00"
    assert "giờ\xa059" not in str(paper.data)
