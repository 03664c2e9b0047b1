"""Result papers: drafted or scanned, signed by the chair, numbered by the records clerk, in the book for good."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.test import Client
from pypdf import PdfReader

from tests.files.samples import png
from tests.papers.control import RESULT
from tests.world import World
from thanthien.core import files
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop
from thanthien.onestop.models import PaperMark, ResultPaper
from thanthien.papers import service as papers

results = onestop.results
TEXT = "UBND xã Cẩm Vân xác nhận bà Bùi Thị Mơ cư trú tại thôn Vân Trai."
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def draft(world: World, dossier: Any, who: str = "truc", **more: Any) -> Any:
    told = {"kind": "confirmation", "title": "Xác nhận cư trú", "text": TEXT, "version": dossier.version} | more
    return results.draft_result(actor=world.actors[who], now=world.now, dossier_id=dossier.id, **told)


def words(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def sheet() -> bytes:
    out = BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out)
    return out.getvalue()


def scan(world: World, dossier: Any, who: str = "thu", body: bytes | None = None) -> Any:
    kept = files.stage("ky.pdf", body or sheet(), unit_id=world.home, purpose="result", now=world.now)
    return results.attach_result(
        actor=world.actors[who], now=world.now, dossier_id=dossier.id, version=dossier.version, kind="extract",
        title="Trích lục khai sinh", file_id=kept.id,
    )  # fmt: skip


def test_words_are_signed_numbered_and_shown_to_the_person(world: World) -> None:
    dossier = world.received()
    draft(world, dossier)
    seen = words(results.before_number(world.actors["tam"], dossier, world.now))
    assert "Dự thảo" in seen
    dossier = world.issued(world.get(dossier.id))
    row = ResultPaper.objects.get()
    assert (row.state, row.number, dossier.result_number) == ("issued", "01/GXN-UBND", "01/GXN-UBND")
    assert row.signed_by is not None
    paper = onestop.papers(dossier).get(kind="result")
    said = words(onestop.pdf_of(paper))
    for part in ("GIẤY XÁC NHẬN", "Số: 01/GXN-UBND", TEXT, "Phạm Văn Tâm", "16 tháng 11 năm 2026"):
        assert part in said
    assert "Dự thảo" not in said
    assert any(one.kind == "result" for one in onestop.followed(dossier.id).papers)
    assert AuditRow.objects.filter(subject_id=dossier.id, act="result.draft").exists()


def test_each_kind_has_its_own_book_of_numbers(world: World) -> None:
    first, second, third = world.received(), world.received(), world.received()
    draft(world, first)
    draft(world, second)
    numbers = [world.issued(world.get(one.id)).result_number for one in (first, second, third)]
    assert numbers == ["01/GXN-UBND", "02/GXN-UBND", "01/UBND"]
    book = results.book_of(world.actors["thu"], *YEAR)
    assert sorted(line.row.number for line in book) == sorted(numbers)
    assert results.book_of(world.actors["quan"], *YEAR) == []
    assert results.book_of(world.actors["van"], *YEAR) == []


def test_a_signed_sheet_gets_its_number_laid_over_it(world: World) -> None:
    dossier = world.to_sign(world.received())
    onestop.sign(actor=world.actors["tam"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    dossier = world.get(dossier.id)
    scan(world, dossier)
    onestop.issue(actor=world.actors["thu"], now=world.now, dossier_id=dossier.id, version=dossier.version)
    paper = onestop.papers(dossier).get(kind="result")
    body = onestop.pdf_of(paper)
    assert "01/TL-UBND" in words(body)
    assert onestop.pdf_of(paper) == body
    with pytest.raises(NotThere):
        onestop.pages_of(paper)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": "ngắn"}, "Viết nội dung"),
        ({"text": TEXT + " Nội dung: …"}, "chấm chấm chưa điền"),
        ({"text": "x" * 8001}, "Rút gọn"),
        ({"kind": "la"}, "Chọn loại giấy"),
        ({"title": ""}, "về việc gì"),
        ({"text": TEXT + " 龍 không in được"}, "chưa in được chữ"),
    ],
)
def test_bad_words_are_refused(world: World, more: dict[str, str], said: str) -> None:
    dossier = world.received()
    with pytest.raises(Refused, match=said):
        draft(world, dossier, **more)
    assert not ResultPaper.objects.exists()


def test_wrong_post_wrong_step_and_an_old_form_are_refused(world: World) -> None:
    dossier = world.received()
    for who in ("nhai", "quan", "xa"):
        with pytest.raises(NotThere):
            draft(world, dossier, who)
    with pytest.raises(Stale):
        draft(world, dossier, version=dossier.version - 1)
    dossier = world.to_sign(dossier)
    with pytest.raises(Refused, match="Ở bước này"):
        draft(world, dossier)


def test_writing_again_replaces_the_draft_and_a_picture_is_no_sheet(world: World) -> None:
    dossier = world.received()
    draft(world, dossier)
    draft(world, dossier, text=TEXT + " Bản hai.")
    assert ResultPaper.objects.get().body.endswith("Bản hai.")

    kept = files.stage("a.png", png(), unit_id=world.home, purpose="result", now=world.now)
    with pytest.raises(Refused, match="PDF"):
        results.attach_result(
            actor=world.actors["thu"], now=world.now, dossier_id=dossier.id, version=dossier.version, kind="result",
            title="Kết quả", file_id=kept.id,
        )  # fmt: skip


def test_a_struck_out_number_keeps_its_place_and_is_not_taken_again(world: World) -> None:
    first = world.issued(world.received())
    row = ResultPaper.objects.get(dossier=first)
    act = results.void_result
    with pytest.raises(Refused, match="vì sao"):
        act(actor=world.actors["thu"], now=world.now, result_id=row.id, reason="")
    act(actor=world.actors["thu"], now=world.now, result_id=row.id, reason="Cho số nhầm hồ sơ")
    with pytest.raises(Refused, match="đã hủy rồi"):
        act(actor=world.actors["thu"], now=world.now, result_id=row.id, reason="Cho số nhầm hồ sơ")
    assert world.issued(world.received()).result_number == "02/UBND"
    lines = {line.row.number: (line.standing, line.why) for line in results.book_of(world.actors["thu"], *YEAR)}
    assert lines == {"01/UBND": ("đã hủy số", "Cho số nhầm hồ sơ"), "02/UBND": ("", "")}
    with pytest.raises(NotThere):
        act(actor=world.actors["tam"], now=world.now, result_id=row.id, reason="Không có quyền này")


def test_an_issued_paper_is_taken_back_not_struck_out(world: World) -> None:
    dossier = world.received()
    draft(world, dossier)
    world.issued(world.get(dossier.id))
    row = ResultPaper.objects.get()
    with pytest.raises(Refused, match="Thu hồi"):
        results.void_result(actor=world.actors["thu"], now=world.now, result_id=row.id, reason="Sai tên người")
    assert row.paper_id is not None
    onestop.marks.recall_paper(
        actor=world.actors["thu"], now=world.now, mark_id=UUID(str(row.paper_id)), reason="Sai tên người"
    )
    (line,) = results.book_of(world.actors["thu"], *YEAR)
    assert (line.standing, line.why) == ("đã thu hồi", "Sai tên người")


def test_the_stamp_is_drawn_with_the_longest_number(world: World) -> None:
    data = papers.to_json(RESULT)
    assert "12/GXN-UBND" in words(papers.stamp(data))


def test_a_wrong_paper_is_replaced_by_one_with_its_own_number_and_both_stay_in_the_book(
    world: World, client: Client
) -> None:
    dossier = world.received()
    draft(world, dossier)
    dossier = world.issued(world.get(dossier.id))
    old = ResultPaper.objects.get()
    thu = world.actors["thu"]

    def replaced(who: str = "thu", body: bytes | None = None, **more: Any) -> Any:
        kept = files.stage("ky.pdf", body or sheet(), unit_id=world.home, purpose="result", now=world.now)
        told: dict[str, Any] = {"reason": "In sai ngày sinh bà Mơ.", "title": "Xác nhận cư trú", "file_id": kept.id}
        return results.replace_result(actor=world.actors[who], now=world.now, result_id=old.id, **(told | more))

    for who in ("nhai", "truc", "tam", "van"):
        with pytest.raises(NotThere):
            replaced(who)
    for wrong in ({"reason": "sai"}, {"title": ""}, {"body": png()}):
        with pytest.raises(Refused):
            replaced(**wrong)
    new = ResultPaper.objects.get(id=replaced().id)
    assert (new.state, new.number) == ("issued", "02/GXN-UBND")
    after = world.get(dossier.id)
    assert (after.result_number, after.state, after.decided_at) == (new.number, dossier.state, dossier.decided_at)
    lines = results.book_of(thu, *YEAR)
    assert [(one.row.number, one.standing) for one in lines] == [(new.number, ""), (old.number, "đã có giấy khác thay")]
    with pytest.raises(Refused, match="đã được thay"):
        replaced()
    with pytest.raises(Refused):  # struck out by nobody any more
        results.void_result(actor=thu, now=world.now, result_id=new.id, reason="In sai tên.")
    assert old.paper_id is not None
    assert [one.number for one in onestop.marks.unsigned(thu)] == [new.number]  # nobody signs what no longer counts
    page = client.get(f"/kiem-tra-giay/{PaperMark.objects.get(id=old.paper_id).code}/").content.decode()
    assert "đã được thay bằng giấy số 02/GXN-UBND ngày 16/11/2026" in page
    assert "Mơ" not in page
    followed = client.get(f"/hs/{onestop.token_of(dossier.id)}/").content.decode()
    assert followed.count("Đã có giấy khác thay") == 1
    row = AuditRow.objects.get(act="result.replace")
    assert "02/GXN-UBND" in row.body
    assert "Mơ" not in row.body
