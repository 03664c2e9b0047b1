"""Whoever holds a paper finds out whether it is real: by its code, by its file; never whose it is."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.files.samples import png
from tests.marks.test_signing import apologised, mark_of, refused
from tests.world import NOW, World
from thanthien.core import files
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Promise, StoredFile
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Paper
from thanthien.papers import checking

LATER = NOW + timedelta(minutes=1)


def sent(client: Client, data: bytes, name: str = "thu.pdf") -> Any:
    return client.post("/kiem-tra-giay/tep/", {"tep": SimpleUploadedFile(name, data, "application/pdf")})


def test_the_page_asks_for_the_code_and_the_foot_leads_there(world: World, client: Client) -> None:
    page = client.get("/kiem-tra-giay/").content.decode()
    assert "Kiểm tra giấy của xã" in page
    assert "/kiem-tra-giay/" in client.get("/").content.decode()


def test_a_real_paper_says_kind_number_day_and_post_and_no_name(world: World, client: Client) -> None:
    paper = apologised(world)
    onestop.marks.sign_waiting(LATER)
    mark = mark_of(paper)
    answer = client.get(f"/kiem-tra-giay/{mark.code}/")
    page = answer.content.decode()
    for said in ("Giấy này có thật", "Thư xin lỗi", paper.number, "16/11/2026", "UBND xã Cẩm Vân", "Chủ tịch UBND xã"):
        assert said in page
    assert "Chữ ký thử nghiệm, không có giá trị pháp lý" in page
    assert mark.sha256 in page
    for hidden in ("Bùi Thị Mơ", "Phạm Văn Tâm", paper.dossier.code, "0900"):
        assert hidden not in page
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("spelling", ["{0}", " {1} ", "http://x.vn/kiem-tra-giay/{0}/"])
def test_a_code_is_read_as_people_type_it(world: World, client: Client, spelling: str) -> None:
    code = mark_of(apologised(world)).code
    spaced = " ".join(code.upper()[at : at + 4] for at in range(0, 16, 4))
    answer = client.get("/kiem-tra-giay/", {"ma": spelling.format(code, spaced)})
    assert answer.headers["Location"] == f"/kiem-tra-giay/{code}/"


@pytest.mark.parametrize("code", ["0000000000000000", "abc", "' OR 1=1 --", "ﬀ" * 16, "9" * 190])
def test_a_wrong_code_names_nothing(world: World, client: Client, code: str) -> None:
    apologised(world)
    answer = client.get("/kiem-tra-giay/", {"ma": code})
    if answer.status_code == 302:
        answer = client.get(answer.headers["Location"])
    assert answer.status_code in (404, 422)
    assert "Giấy này có thật" not in answer.content.decode()


def test_the_code_of_a_receipt_leads_to_its_own_page(world: World, client: Client) -> None:
    world.received()
    mark = Promise.objects.get().mark
    assert client.get(f"/kiem-tra-giay/{mark}/").headers["Location"] == f"/minh-chung/{mark}/"


def test_the_signed_file_is_known_and_a_changed_one_is_not_and_neither_is_kept(world: World, client: Client) -> None:
    paper = apologised(world)
    onestop.marks.sign_waiting(LATER)
    kept, issued = StoredFile.objects.count(), onestop.pdf_of(paper)
    same = sent(client, issued).content.decode()
    assert "Giấy này có thật" in same
    assert "đúng từng chữ" in same
    changed = bytearray(issued)
    changed[len(changed) // 3] ^= 1
    page = sent(client, bytes(changed)).content.decode()
    assert "Giấy này có thật" not in page
    assert "Tệp này đã bị sửa" in page or "Máy không đọc được" in page
    assert StoredFile.objects.count() == kept


def test_a_file_without_signature_and_no_pdf_at_all(world: World, client: Client) -> None:
    plain = onestop.pdf_of(apologised(world))
    assert "không có chữ ký số" in sent(client, plain).content.decode()
    for data, name in ((b"", "a.pdf"), (b"not a pdf", "a.pdf"), (b"\x89PNG", "a.png")):
        assert sent(client, data, name).status_code == 422
    assert client.post("/kiem-tra-giay/tep/").status_code == 422
    assert client.post("/kiem-tra-giay/tep/", headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_slow_files_sent_here_would_have_kept_peoples_own_papers_from_being_taken(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 0.01)
    monkeypatch.setattr(checking, "_place", threading.BoundedSemaphore(1))
    with checking._place:  # one such file is being read
        answer = sent(client, onestop.pdf_of(apologised(world)))
        assert answer.status_code == 503
        assert "gửi lại sau một phút" in answer.content.decode()
        assert "Mã trên giấy" in answer.content.decode()
        kept = files.stage("a.png", png(), unit_id=world.home, purpose="dossier", now=world.now)
    assert kept.name == "a.png"


def test_a_paper_that_was_taken_back_says_so_but_not_why(world: World, client: Client) -> None:
    paper = refused(world)
    thu = world.actors["thu"]
    with pytest.raises(Refused):
        onestop.marks.recall_paper(actor=thu, now=LATER, mark_id=paper.id, reason="")
    for login in ("nhai", "tam", "van"):
        with pytest.raises(NotThere):
            onestop.marks.recall_paper(actor=world.actors[login], now=LATER, mark_id=paper.id, reason="In sai tên.")
    onestop.marks.recall_paper(actor=thu, now=LATER, mark_id=paper.id, reason="In sai tên bà Mơ.")
    page = client.get(f"/kiem-tra-giay/{mark_of(paper).code}/").content.decode()
    assert "đã bị thu hồi" in page
    assert "bà Mơ" not in page
    with pytest.raises(Refused):
        onestop.marks.recall_paper(actor=thu, now=LATER, mark_id=paper.id, reason="In sai tên.")


def test_a_paper_that_nobody_signs_digitally_says_that_its_words_are_sealed_and_when_they_were_changed(
    world: World, client: Client, settings: Any
) -> None:
    settings.DEMO = False
    paper = apologised(world)
    mark = mark_of(paper)
    assert mark.sha256 in AuditRow.objects.filter(act="paper.issue").latest("seq").body
    page = client.get(f"/kiem-tra-giay/{mark.code}/").content.decode()
    for said in ("Không ký số", "ghi lúc phát hành", "vẫn đúng với dấu", mark.sha256):
        assert said in page
    Paper.objects.filter(id=paper.id).update(data={**paper.data, "number": "999/TXL"})
    assert "bị đổi sau khi cấp" in client.get(f"/kiem-tra-giay/{mark.code}/").content.decode()
    Paper.objects.filter(id=paper.id).update(data={})  # destroyed with its dossier
    page = client.get(f"/kiem-tra-giay/{mark.code}/").content.decode()
    assert "Giấy này có thật" in page
    assert "bị đổi" not in page


def test_a_paper_of_the_model_and_a_receipt_of_money_are_checked_the_same_way(world: World, client: Client) -> None:
    paper = onestop.marks.PaperMark(
        unit_id=world.home, code="00aa11bb22cc33dd", kind="plan", number="3/KH-UBND", issued_at=NOW, sha256="ab" * 32
    )
    paper.save()
    page = client.get(f"/kiem-tra-giay/{paper.code}/").content.decode()
    for said in ("Kế hoạch", "3/KH-UBND", "16/11/2026", "Không ký số", "bản in xã giữ", "ab" * 32):
        assert said in page
    paper.kind = onestop.marks.RECEIPT
    paper.save()
    with pytest.raises(Refused):
        onestop.marks.recall_paper(actor=world.actors["thu"], now=LATER, mark_id=paper.id, reason="In sai tên.")


def test_a_paper_is_replaced_by_a_later_one_of_its_own_dossier_alone(world: World, client: Client) -> None:
    one, other = apologised(world), apologised(world)
    thu = world.actors["thu"]
    with pytest.raises(Refused):
        onestop.marks.recall_paper(
            actor=thu, now=LATER, mark_id=one.id, reason="Sai ngày.", replaced_by=mark_of(other).code
        )
    row = world.get(one.dossier_id)
    onestop.apologise_error(
        actor=world.actors["tam"], now=LATER, dossier_id=row.id, version=row.version, wrong="Xã ghi sai ngày sinh."
    )
    newer = onestop.papers(row).filter(kind="apology").last()
    assert newer is not None
    onestop.marks.recall_paper(
        actor=thu, now=LATER, mark_id=one.id, reason="Sai ngày.", replaced_by=mark_of(newer).code
    )
    assert "đã có giấy khác thay" in client.get(f"/kiem-tra-giay/{mark_of(one).code}/").content.decode()
