"""Papers of the model: filled from records, edited, issued once, never changed after."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from tests.files.samples import armed_pdf, jpeg
from tests.programme.committed import drafted as commitment
from tests.programme.committed import sign
from tests.programme.papered import drafted, edit, give_back, issue, plan_of, staged, words
from tests.programme.planned import task
from tests.programme.start import above, chosen
from tests.world import World
from thanthien.core import audit, files
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import AuditRow, StoredFile
from thanthien.onestop import service as onestop
from thanthien.programme import service as programme
from thanthien.programme.models import ModelPaper
from thanthien.programme.service import papers

pytestmark = pytest.mark.django_db


def text_of(data: dict[str, Any]) -> str:
    pages = PdfReader(BytesIO(papers.pdf(data))).pages
    return " ".join(" ".join(page.extract_text().replace("\u200b", "") for page in pages).split())


def test_a_plan_is_filled_with_owner_product_days_and_money(world: World) -> None:
    row = drafted(world)
    said = text_of(papers.data_of(row))
    for words_of_plan in ("KẾ HOẠCH", "Cải cách hành chính", "Quầy số 3 hoạt động", "Công chức tư pháp", "2/11",
                          "18/12", "20.000.000", "Dự thảo, chưa ban hành", "Nơi nhận"):  # fmt: skip
        assert words_of_plan in said


def test_words_are_edited_and_figures_are_not(world: World) -> None:
    row = drafted(world)
    blocks = [one["blocks"] for one in row.sections]
    sections = [list(pair) for pair in words(row).sections]
    sections[0][1] = "Năm nay xã làm kỹ từng việc."
    after = edit(world, row, title="Xây dựng chính quyền gần dân", sections=(*map(tuple, sections), ("Phụ lục", "Có.")))
    assert [one["blocks"] for one in after.sections[:-1]] == blocks
    said = text_of(papers.data_of(after))
    assert "Năm nay xã làm kỹ từng việc." in said
    assert "Phụ lục" in said
    assert "Xây dựng chính quyền gần dân" in said
    assert after.version == 2


def test_a_section_with_figures_is_not_taken_out(world: World) -> None:
    row = drafted(world)
    after = edit(world, row, sections=tuple(("", "") for _ in row.sections))
    assert [one["blocks"] for one in after.sections] == [one["blocks"] for one in row.sections if one["blocks"]]


def test_fresh_figures_leave_edited_words(world: World) -> None:
    row = drafted(world)
    sections = [list(pair) for pair in words(row).sections]
    last = len(sections) - 1
    sections[last][1] = "Chủ tịch xem tiến độ vào sáng thứ Hai."
    row = edit(world, row, sections=tuple(map(tuple, sections)))
    task(world, row.subject_id, title="Đặt bình nước ở phòng chờ", product="Bình nước đã đặt")
    papers.refill(actor=world.actors["tam"], now=world.now, paper_id=row.id, version=row.version)
    said = text_of(papers.data_of(papers.paper(world.actors["tam"], row.id)))
    assert "Đặt bình nước ở phòng chờ" in said
    assert "Chủ tịch xem tiến độ vào sáng thứ Hai." in said


def test_two_who_edit_at_once(world: World) -> None:
    row = drafted(world)
    edit(world, row, login="thu", title="Bản của văn thư")
    with pytest.raises(Stale):
        edit(world, row, title="Bản của Chủ tịch")
    assert ModelPaper.objects.get(id=row.id).title == "Bản của văn thư"


def test_an_issued_paper_keeps_its_print(world: World) -> None:
    chosen(world, above(world))
    row = issue(world, drafted(world))
    assert row.pdf is not None
    assert (row.number, row.issued_on) == ("12/KH-UBND", world.now.date())
    kept = b"".join(files.serve(row.pdf, original=True).chunks)
    said = " ".join(PdfReader(BytesIO(kept)).pages[0].extract_text().split())
    assert "12/KH-UBND" in said
    assert "Dự thảo" not in said
    mark = onestop.marks.mark_of(row.id)
    assert mark is not None
    assert (mark.kind, mark.number, mark.position, mark.sha256) == ("plan", row.number, "Chủ tịch", row.pdf.sha256)
    last = " ".join(PdfReader(BytesIO(kept)).pages[-1].extract_text().split())
    assert " ".join(mark.code[at : at + 4] for at in range(0, 16, 4)).upper() in last
    note = AuditRow.objects.filter(unit_id=world.home, act="model_paper.issue").get()
    assert row.pdf.sha256 in note.body
    assert audit.verify().ok
    plan = programme.plan(world.actors["tam"], row.subject_id)
    assert (plan.number, plan.issued_on) == ("12/KH-UBND", world.now.date())
    part = programme.current(world.home)
    assert part is not None
    assert "plan" in {one.kind for one in programme.artefacts(part)}


def test_nothing_of_an_issued_paper_changes(world: World) -> None:
    row = issue(world, drafted(world))
    before = dict(row.data)
    for act in (lambda: edit(world, row), lambda: issue(world, row, number="13"), lambda: papers.refill(
        actor=world.actors["tam"], now=world.now, paper_id=row.id, version=row.version
    )):  # fmt: skip
        with pytest.raises(Refused, match="đã ban hành"):
            act()
    task(world, row.subject_id, title="Việc thêm sau khi ban hành", product="Không có trong bản in")
    assert papers.data_of(papers.paper(world.actors["tam"], row.id)) == before
    assert drafted(world, subject=row.subject_id).id != row.id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"), ({"number": "KH-12"}, "number"), ({"on": date(2026, 12, 1)}, "on"),
        ({"signer": " "}, "signer"), ({"signer_as": ""}, "signer"),
    ],
)  # fmt: skip
def test_an_issue_that_lacks_something(world: World, changes: dict[str, Any], field: str) -> None:
    row = drafted(world)
    with pytest.raises(Refused) as no:
        issue(world, row, **changes)
    assert no.value.field == field
    assert not StoredFile.objects.filter(attached_to=row.id).exists()


def test_a_number_is_given_once_a_year(world: World) -> None:
    first = issue(world, drafted(world))
    with pytest.raises(Refused, match="đã cấp"):
        issue(world, drafted(world, subject=first.subject_id))


def test_a_commitment_is_issued_in_the_words_that_were_signed_and_no_others(world: World) -> None:
    unsigned = commitment(world)
    paper = drafted(world, "commitment", unsigned.id)
    with pytest.raises(Refused, match="chưa ký"):
        issue(world, paper)
    sign(world, unsigned)
    changed = tuple((one["head"], one["text"] + " Và làm thêm Chủ nhật.") for one in paper.sections)
    paper = edit(world, paper, sections=changed)
    with pytest.raises(Refused, match="khác lời đã ký"):
        issue(world, paper)
    as_it_was = tuple((head, text.removesuffix(" Và làm thêm Chủ nhật.")) for head, text in changed)
    assert issue(world, edit(world, paper, sections=as_it_was)).issued_on == world.now.date()


def test_an_empty_plan_opens_no_gate(world: World) -> None:
    chosen(world, above(world))
    done = programme.make_plan(actor=world.actors["tam"], now=world.now, year=2027, title="Kế hoạch chưa có việc")
    row = drafted(world, subject=programme.plans(world.actors["tam"]).get(id=done.id).id)
    with pytest.raises(Refused, match="chưa có việc nào"):
        issue(world, row)
    part = programme.current(world.home)
    assert part is not None
    assert "plan" not in {one.kind for one in programme.artefacts(part)}


@pytest.mark.parametrize("login", ["truc", "nhai", "xa", "mua"])
def test_a_paper_is_not_drafted_nor_changed_without_the_right(world: World, login: str) -> None:
    row = drafted(world)
    with pytest.raises(NotThere):
        papers.draft(actor=world.actors[login], now=world.now, kind="plan", subject_id=row.subject_id)
    for act in (edit, issue):
        with pytest.raises(NotThere):
            act(world, row, login)
    with pytest.raises(NotThere):
        give_back(world, row, staged(world), login)


def test_an_administrator_drafts_and_does_not_issue(world: World) -> None:
    row = drafted(world, login="quan")
    with pytest.raises(NotThere):
        issue(world, row, "quan")


def test_a_kind_that_nobody_offers(world: World) -> None:
    with pytest.raises(NotThere):
        drafted(world, "love_letter")


def test_one_draft_a_record(world: World) -> None:
    drafted(world)
    with pytest.raises(Refused, match="đang được soạn"):
        drafted(world)


def test_a_copy_signed_by_hand_stands_beside_the_paper(world: World) -> None:
    row = issue(world, drafted(world))
    give_back(world, row, staged(world))
    assert {one.purpose for one in files.attached(row.id, unit_id=world.home)} == {papers.PURPOSE, papers.BACK}
    after = papers.paper(world.actors["tam"], row.id)
    assert (after.pdf_id, after.data) == (row.pdf_id, row.data)


def test_only_a_pdf_of_this_commune_comes_back(world: World) -> None:
    row = drafted(world)
    with pytest.raises(Refused, match="bản PDF"):
        give_back(world, row, staged(world, "anh.jpg", jpeg()))
    with pytest.raises(NotThere):
        give_back(world, row, staged(world, unit=next(one for one in world.units.values() if one != world.home)))


def test_an_empty_or_broken_file_is_no_paper(world: World) -> None:
    for data in (b"", b"%PDF-1.7\nnothing else"):
        with pytest.raises(files.UploadRefused):
            staged(world, data=data)


def test_what_runs_inside_a_pdf_is_not_shown(world: World) -> None:
    row = drafted(world)
    give_back(world, row, staged(world, data=armed_pdf()))
    file = next(one for one in files.attached(row.id, unit_id=world.home) if one.purpose == papers.BACK)
    assert b"JavaScript" not in b"".join(files.serve(file).chunks)


def test_the_word_file_says_the_same(world: World) -> None:
    row = issue(world, drafted(world))
    paper = Document(BytesIO(papers.word_file(row.data)))
    said = " ".join(line.text for line in paper.paragraphs)
    cells = " ".join(cell.text for table in paper.tables for line in table.rows for cell in line.cells)
    assert "KẾ HOẠCH" in said
    assert "Quầy số 3 hoạt động" in cells
    assert "12/KH-UBND" in cells


def test_letters_that_do_not_print_are_refused_at_issue(world: World) -> None:
    row = edit(world, drafted(world), title="Kế hoạch 漢字")
    with pytest.raises(Refused, match="chưa in được"):
        issue(world, row)
    assert papers.page_count(row)[0] == 0


def test_days_before_today_are_allowed_and_kept(world: World) -> None:
    row = issue(world, drafted(world, subject=plan_of(world)), on=world.now.date() - timedelta(days=3))
    assert "ngày 13 tháng 11 năm 2026" in text_of(row.data).replace("\u00a0", " ")
