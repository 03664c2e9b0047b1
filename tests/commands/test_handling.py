"""Settling: verification, refusal, stop, transfer, signing, issuing, handing over, notes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.world import REMARRY, World
from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop


def told(dossier: Any) -> list[str]:
    return list(
        Message.objects.filter(subject_id=dossier.id).order_by("created_at", "id").values_list("template", flat=True)
    )


def verify(world: World, dossier: Any, days: int = 1) -> Any:
    onestop.verify(
        actor=world.actors["truc"],
        now=world.now + timedelta(days=days),
        dossier_id=dossier.id,
        version=dossier.version,
        reason="Sổ gốc ở xã cũ, cần nơi ấy trả lời.",
        letter="CV 12/UBND gửi UBND xã Cẩm Thạch",
    )
    return world.get(dossier.id)


def test_a_verification_lawfully_changes_the_limit_without_an_apology(world: World) -> None:
    dossier = verify(world, world.received(REMARRY))
    assert dossier.revised_at is None
    assert not [kept for kept in dossier.clock_events if kept["kind"] == "apologise"]
    assert clock.local(dossier.due_at).date().isoformat() == "2026-12-22"  # 25 working days, 24/11 off
    assert told(dossier) == ["accepted", "verify"]


def test_a_second_verification_and_one_without_longer_limit_are_refused(world: World) -> None:
    with pytest.raises(Refused, match="một lần"):
        verify(world, verify(world, world.received(REMARRY)), 2)
    with pytest.raises(Refused, match="thời hạn riêng"):
        verify(world, world.received())


def test_a_refusal_carries_legal_reason_guidance_and_a_rating_link(world: World) -> None:
    dossier = world.received()
    onestop.refuse(
        actor=world.actors["truc"],
        now=world.now,
        dossier_id=dossier.id,
        version=dossier.version,
        reason="Sổ gốc vẫn còn, nên cấp bản sao chứ không đăng ký lại.",
        ground="NĐ 123/2015/NĐ-CP Điều 24",
        guidance="Anh/chị xin trích lục bản sao, trả ngay trong ngày.",
    )
    after = world.get(dossier.id)
    assert (after.state, after.result, after.clock) == ("not_eligible", "refused", "stopped")
    payload = Message.objects.get(subject_id=dossier.id, template="refused").payload
    assert "trích lục" in payload["guidance"]
    assert "/danh-gia/" in payload["rate_link"]
    onestop.hand_over(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=after.version)
    assert world.get(dossier.id).result == "refused"


def test_signed_issued_and_handed_over_are_three_facts_by_three_people(world: World) -> None:
    dossier = world.to_sign(world.received())
    for login in ("nhai", "truc", "thu", "quan"):
        with pytest.raises((Refused, NotThere)):
            onestop.sign(actor=world.actors[login], now=world.now, dossier_id=dossier.id, version=dossier.version)
    dossier = world.get(dossier.id)
    onestop.sign(actor=world.actors["tam"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    dossier = world.get(dossier.id)
    assert (dossier.state, dossier.decided_at) == ("signed", None)
    onestop.issue(actor=world.actors["thu"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    dossier = world.get(dossier.id)
    assert (dossier.result, dossier.result_number, dossier.clock) == ("granted", "01/UBND", "stopped")
    onestop.hand_over(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert told(dossier) == ["accepted", "ready", "handed_over"]


def test_a_result_goes_back_only_with_a_reason(world: World) -> None:
    dossier = world.to_sign(world.received())
    with pytest.raises(Refused):
        onestop.return_for_rework(
            actor=world.actors["tam"], now=world.now, dossier_id=dossier.id, version=dossier.version, reason=" "
        )
    onestop.return_for_rework(
        actor=world.actors["tam"],
        now=world.now,
        dossier_id=dossier.id,
        version=dossier.version,
        reason="Sai năm sinh của cha.",
    )
    assert world.get(dossier.id).state == "in_process"


def test_stopped_at_the_applicants_request_but_not_after_signing(world: World) -> None:
    dossier = world.received()
    onestop.stop(actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert world.get(dossier.id).result == "stopped"
    signed = world.issued(world.received())
    with pytest.raises(Refused):
        onestop.stop(actor=world.actors["nhai"], now=world.now, dossier_id=signed.id, version=signed.version)


def test_notes_are_appended_and_nothing_else_changes(world: World) -> None:
    dossier = world.received()
    for text in ("Đã gọi cô Mơ.", "Cô hẹn chiều mai."):
        onestop.note(actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, text=text)
    notes = [event.note for event in onestop.events(dossier) if event.move == "note"]
    assert notes == ["Đã gọi cô Mơ.", "Cô hẹn chiều mai."]
    assert world.get(dossier.id).state == dossier.state


def test_given_to_another_handler_of_the_same_unit_only(world: World) -> None:
    dossier = world.received()
    stranger, colleague = UUID(world.actors["xa"].id), UUID(world.actors["mua"].id)
    with pytest.raises(NotThere):
        onestop.assign(
            actor=world.actors["truc"],
            now=world.now,
            dossier_id=dossier.id,
            version=dossier.version,
            staff_id=stranger,
        )
    onestop.assign(
        actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version, staff_id=colleague
    )
    after = world.get(dossier.id)
    assert after.owner.name == "Bùi Thị Mùa"
    assert [task.owner.name for task in onestop.tasks(after) if task.owner] == ["Bùi Thị Mùa"]


def test_steps_have_owner_and_date_and_follow_the_state(world: World) -> None:
    dossier = world.issued(world.received())
    steps = [
        (task.step, task.owner.name if task.owner else "", task.done_at is not None) for task in onestop.tasks(dossier)
    ]
    assert steps == [
        ("settle", "Quách Văn Trúc", True),
        ("sign", "Phạm Văn Tâm", True),
        ("issue", "Cao Văn Thư", True),
        ("hand_over", "Hà Thị Nhài", False),
    ]


def test_every_act_leaves_a_row_in_the_officers_chain(world: World) -> None:
    before = AuditRow.objects.filter(unit_id=world.home).count()
    dossier = world.issued(world.received())
    rows = AuditRow.objects.filter(unit_id=world.home, subject_id=dossier.id).order_by("seq")
    acts = [row.act for row in rows]
    assert [act for act in acts if act != "paper.issue"] == [
        "dossier.file",
        "dossier.accept",
        "dossier.start",
        "dossier.submit_for_signing",
        "dossier.sign",
        "dossier.issue",
    ]
    assert AuditRow.objects.filter(unit_id=world.home).count() == before + len(acts)


def test_an_error_of_the_office_gets_its_apology_and_no_date_moves(world: World) -> None:
    dossier = world.received()
    onestop.apologise_error(
        actor=world.actors["tam"],
        now=world.now,
        dossier_id=dossier.id,
        version=dossier.version,
        wrong="Xã ghi sai ngày sinh trên giấy hẹn, đã in lại giấy mới.",
    )
    after = world.get(dossier.id)
    assert (after.due_at, after.revised_at) == (dossier.due_at, None)
    assert told(after) == ["accepted", "apology_error"]
