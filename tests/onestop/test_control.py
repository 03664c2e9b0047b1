"""Form 05 is given out with the act; form 06 tells the hand-overs as they happened."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.web.office import sign_in
from tests.world import World
from thanthien.core.errors import Refused
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Charge, Event

DAY = timedelta(days=1)


def words(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def test_stopping_gives_out_form_05_with_its_own_number(world: World) -> None:
    dossier = world.received()
    onestop.stop(
        actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version,
        reason="Bà con chuyển chỗ ở",
    )  # fmt: skip
    paper = onestop.papers(dossier).get(kind="stop")
    assert paper.number == "01/TB-UBND"
    text = words(onestop.pdf_of(paper))
    for said in ("Bà con chuyển chỗ ở", "đang giải quyết", "Quách Văn Trúc", "Giấy tờ trả lại"):
        assert said in text
    rows = AuditRow.objects.filter(subject_id=dossier.id, act="paper.issue")
    assert any('"stop"' in row.body for row in rows)


def test_form_05_tells_what_was_paid(world: World) -> None:
    dossier = world.received()
    Charge.objects.filter(dossier=dossier).delete()
    Charge.objects.create(
        unit_id=world.home, dossier=dossier, state="paid", amount=1_250_000, receipt_number="12/PT", steps=[],
        assessed_at=world.now,
    )  # fmt: skip
    onestop.stop(actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert "1.250.000 đ, phiếu thu số 12/PT" in words(onestop.pdf_of(onestop.papers(dossier).get(kind="stop")))


def test_a_person_stops_under_the_secret_link_and_gets_the_paper_too(world: World) -> None:
    dossier = world.received()
    onestop.stop(actor=world.citizen, now=world.now, dossier_id=dossier.id)
    paper = onestop.papers(dossier).get(kind="stop")
    assert "Người nộp đề nghị dừng" in words(onestop.pdf_of(paper))


def test_after_the_result_exists_nothing_stops(world: World) -> None:
    dossier = world.issued(world.received())
    with pytest.raises(Refused, match="Kết quả đã ký rồi, không dừng được nữa"):
        onestop.stop(actor=world.actors["truc"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    assert not onestop.papers(dossier).filter(kind="stop").exists()


def test_the_control_slip_names_giver_receiver_and_clock_of_every_hand_over(world: World) -> None:
    now = world.now
    dossier = world.issued(world.received(), now + DAY)
    onestop.hand_over(actor=world.actors["nhai"], now=now + 2 * DAY, dossier_id=dossier.id, version=dossier.version)
    lines = onestop.control.passings(world.get(dossier.id))
    assert [line.what for line in lines] == [
        "Nộp hồ sơ", "Tiếp nhận", "Trình ký", "Ký", "Cho số và phát hành", "Trả kết quả",
    ]  # fmt: skip
    accepted, submitted, signed, issued, given = lines[1:]
    assert accepted.giver.startswith("Hà Thị Nhài")
    assert accepted.receiver == "Quách Văn Trúc, người xử lý"
    assert accepted.clock.startswith("đang chạy, hẹn")
    assert submitted.giver.startswith("Quách Văn Trúc")
    assert submitted.receiver.endswith("Chủ tịch")
    assert submitted.result == "trước hạn"
    assert signed.receiver.endswith("văn thư")
    assert issued.clock.startswith("đã dừng hẳn")
    assert given.receiver == "Người nộp"


def test_a_later_change_of_hands_rewrites_no_earlier_line(world: World) -> None:
    dossier = world.received()
    before = onestop.control.passings(dossier)
    onestop.assign(
        actor=world.actors["truc"], now=world.now + DAY, dossier_id=dossier.id, version=dossier.version,
        staff_id=world.get(dossier.id).owner_id,
    )  # fmt: skip
    after = onestop.control.passings(world.get(dossier.id))
    assert after[: len(before)] == before
    assert after[-1].what == "Giao lại hồ sơ"


def test_lines_from_before_hand_overs_were_written_down_are_told_by_their_steps(world: World) -> None:
    dossier = world.to_sign(world.received())
    Event.objects.filter(dossier=dossier).update(data={})
    lines = onestop.control.passings(dossier)
    assert lines[1].receiver == "Quách Văn Trúc, người xử lý"
    assert lines[1].clock == "không ghi"


def test_the_office_prints_the_slip_at_any_time(world: World) -> None:
    dossier = world.received()
    client = sign_in("truc")
    page = client.get(reverse("office:dossier_tab", args=[dossier.id, "tien-trinh"])).content.decode()
    address = reverse("office:control_slip", args=[dossier.id])
    assert address in page
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert dossier.code in words(answer.content)
    online = world.online()
    assert client.get(reverse("office:control_slip", args=[online.id])).status_code == 200
    assert sign_in("quan").get(address).status_code == 404
