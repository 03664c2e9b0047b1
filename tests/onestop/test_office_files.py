"""The register as a sheet and as form 07, many papers in one PDF: asked for, made, cancelled, gone after a day."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from cryptography.exceptions import InvalidTag
from django.test import Client
from django_q.models import OrmQ
from pypdf import PdfReader

from tests.marks.things import thanked
from tests.web.office import sign_in
from tests.world import World
from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.onestop import made_store, register_sheet
from thanthien.onestop import service as onestop
from thanthien.onestop.commands import office_files as commands
from thanthien.onestop.models import Dossier, OfficeFile, Paper, PaperPrint

files = onestop.office_files
NOVEMBER = files.Span(date(2026, 11, 1), date(2026, 11, 30))


def made(world: World, kept: Any) -> OfficeFile:
    row = OfficeFile.objects.get(id=kept.id)
    files.make_job(str(row.id), str(world.home))
    row.refresh_from_db()
    return row


def export(world: World, form: str = "xlsx", span: Any = NOVEMBER, who: str = "nhai") -> Any:
    return files.export_register(actor=world.actors[who], now=world.now, form=form, span=span)


def sheet(row: OfficeFile) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(BytesIO(b"".join(made_store.opened(row.id))))
    return [tuple(cell.value for cell in line) for line in book.worksheets[0].iter_rows()]


def test_the_sheet_holds_every_dossier_of_the_span_in_order(world: World) -> None:
    first = world.received(at=world.now - timedelta(days=3))
    second = world.issued(world.received())
    row = made(world, export(world))
    assert (row.state, row.done, row.total) == ("ready", 2, 2)
    head, *lines = sheet(row)
    assert head[:3] == ("TT", "Mã hồ sơ", "Tên thủ tục")
    assert [line[1] for line in lines] == [first.code, second.code]
    assert lines[1][13] == second.result_number
    assert lines[0][8] == (world.now - timedelta(days=3)).replace(tzinfo=None)
    assert lines[1][16] == "đã phát hành"


def test_what_looks_like_a_formula_is_text(world: World) -> None:
    for name in ('=HYPERLINK("http://x")', "+84", "-1", "@SUM(A1)", "Bùi Thị Mơ"):
        Dossier.objects.filter(id=world.received().id).update(applicant=name)
    book = openpyxl.load_workbook(BytesIO(b"".join(made_store.opened(made(world, export(world)).id))))
    cells = [line[4] for line in book.worksheets[0].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [True, True, True, True, False]


def test_a_span_takes_field_step_and_handler(world: World) -> None:
    mine = world.to_sign(world.received())
    world.online()
    fields = files.fields_of(world.home, world.now.date())
    field = next(name for name, codes in fields.items() if mine.procedure_code in codes)
    for span in (replace(NOVEMBER, state="to_sign"), replace(NOVEMBER, handler=str(mine.owner_id))):
        assert files.spanned(world.home, span).count() == 1
    assert files.spanned(world.home, replace(NOVEMBER, field=field, codes=tuple(fields[field]))).count() == 2
    assert files.spanned(world.home, replace(NOVEMBER, last=date(2026, 11, 15))).count() == 0


def test_slices_meet_every_row_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thanthien.onestop.access.register.SLICE", 2)
    codes = [world.received().code for _ in range(5)]  # all in the same moment: the key decides
    assert sorted(line[1] for line in sheet(made(world, export(world)))[1:]) == sorted(codes)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 30), date(2026, 11, 1), "Ngày đầu sau ngày cuối"),
        (date(1976, 1, 1), date(2026, 11, 30), "dài 50 năm"),
        (date(2020, 1, 1), date(2020, 1, 31), "chưa có hồ sơ nào"),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(world: World, first: date, last: date, said: str) -> None:
    world.received()
    with pytest.raises(Refused, match=said):
        export(world, span=files.Span(first, last))
    assert not OfficeFile.objects.exists()


def test_form_07_is_printed_up_to_its_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.received()
    row = made(world, export(world, "pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(b"".join(made_store.opened(row.id)))).pages)
    assert "SỔ THEO DÕI HỒ SƠ" in text
    assert "Hà Thị Nhài" in text
    monkeypatch.setattr(commands, "MOST_PRINTED_LINES", 0)
    with pytest.raises(Refused, match="Chọn khoảng ngắn hơn"):
        export(world, "pdf", who="thu")


def test_only_one_file_at_a_time_and_the_same_wish_finds_its_file(world: World) -> None:
    world.received()
    kept = export(world)
    with pytest.raises(Refused, match="đang có một tệp"):
        export(world, "pdf")
    asked = NOVEMBER.to_json() | {"codes": []}
    same = files.same_file(world.actors["nhai"], "register_xlsx", asked, world.now)
    assert same is not None
    assert str(same.id) == kept.id
    made(world, kept)
    again = files.same_file(world.actors["nhai"], "register_xlsx", asked, world.now + timedelta(hours=23))
    assert again == same
    assert files.same_file(world.actors["nhai"], "register_xlsx", asked, world.now + timedelta(hours=25)) is None


def test_a_cancelled_file_stops_and_leaves_nothing(world: World) -> None:
    world.received()
    kept = export(world)
    files.cancel_file(actor=world.actors["nhai"], now=world.now, file_id=UUID(kept.id))
    row = made(world, kept)
    assert row.state == "cancelled"
    assert not files.is_kept(row.id)
    with pytest.raises(Refused, match="đã dừng rồi"):
        files.cancel_file(actor=world.actors["nhai"], now=world.now, file_id=row.id)


def test_cancelled_in_the_middle_ends_at_the_next_count(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thanthien.onestop.access.register.SLICE", 1)
    world.received()
    kept = export(world)
    real = register_sheet.sheet

    def cancel_first(*args: Any) -> int:
        files.cancel_file(actor=world.actors["nhai"], now=world.now, file_id=UUID(kept.id))
        return real(*args)

    monkeypatch.setattr(register_sheet, "sheet", cancel_first)
    row = made(world, kept)
    assert row.state == "cancelled"
    assert not files.is_kept(row.id)
    assert not list(made_store.root().glob("making-*"))


def test_a_file_that_cannot_be_made_says_so_and_may_be_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.received()

    def broken(*args: Any) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(register_sheet, "sheet", broken)
    assert made(world, export(world)).state == "failed"
    monkeypatch.undo()
    assert made(world, export(world)).state == "ready"


def test_a_file_whose_machine_stopped_does_not_block_for_ever(world: World) -> None:
    world.received()
    kept = export(world)
    OfficeFile.objects.filter(id=kept.id).update(state="running", moved_at=world.now - timedelta(minutes=11))
    row = OfficeFile.objects.get(id=kept.id)
    assert files.state_of(row, world.now) == "failed"
    assert made(world, export(world)).state == "ready"


def test_a_long_file_would_have_been_ended_by_the_queue_after_two_minutes_and_begun_twice(world: World) -> None:
    world.received()
    kept = export(world)
    (asked,) = OrmQ.objects.all()
    assert asked.task["timeout"] == 1800
    begun = commands.begin(world.home, UUID(kept.id), world.now)
    assert begun is not None
    # The queue hands it out again while the first is at work; only one that stands still is taken up anew.
    assert commands.begin(world.home, UUID(kept.id), world.now + timedelta(seconds=100)) is None
    commands.told(begun, 1, world.now + timedelta(seconds=200))
    assert commands.begin(world.home, UUID(kept.id), world.now + timedelta(seconds=300)) is None
    assert commands.begin(world.home, UUID(kept.id), world.now + timedelta(seconds=320)) is not None


def test_after_a_day_the_file_is_gone(world: World) -> None:
    world.received()
    row = made(world, export(world))
    assert files.sweep_files(clock.now() + timedelta(hours=25)) >= 1
    row.refresh_from_db()
    assert row.state == "gone"
    with pytest.raises(NotThere):
        list(made_store.opened(row.id))


def test_the_wish_is_a_reading_in_the_chain_and_names_nobody(world: World) -> None:
    world.received()
    kept = export(world)
    row = AuditRow.objects.get(act="register.export", subject_id=kept.id)
    assert '"lines":1' in row.body
    assert "Bùi Thị Mơ" not in row.body + str(row.detail)


@pytest.mark.parametrize("who", ["truc", "quan", "mua"])
def test_others_have_no_right(world: World, who: str) -> None:
    world.received()
    if not world.actors[who].may("register.export"):
        with pytest.raises(NotThere):
            export(world, who=who)


def test_another_officer_does_not_find_the_file(world: World) -> None:
    world.received()
    kept = export(world)
    with pytest.raises(NotThere):
        files.office_file(world.actors["thu"], UUID(kept.id))


def test_papers_are_merged_in_order_and_marked_once(world: World) -> None:
    one, two = world.received(), world.received()
    ids = [onestop.papers(row).get(kind="receipt").id for row in (two, one)]
    kept = files.print_papers(actor=world.actors["nhai"], now=world.now, paper_ids=[*ids, ids[0]])
    row = made(world, kept)
    pages = PdfReader(BytesIO(b"".join(made_store.opened(row.id)))).pages
    assert len(pages) == 2
    assert two.code in pages[0].extract_text()
    assert PaperPrint.objects.count() == 2
    assert AuditRow.objects.filter(act="paper.read", subject_id=one.id).count() == 1
    listed = files.issued_papers(world.actors["nhai"], world.now.date(), ["receipt"])
    assert {paper.id for paper in listed if vars(paper)["printed"]} == set(ids)
    made(world, files.print_papers(actor=world.actors["nhai"], now=world.now, paper_ids=ids))
    assert PaperPrint.objects.count() == 2


def test_letters_of_the_commune_that_wait_to_be_handed_out_print_with_the_papers(world: World, client: Client) -> None:
    clerk, letter, row = world.actors["nhai"], thanked(world), world.received()
    paper = onestop.papers(row).get(kind="receipt")
    page = sign_in("nhai", client).get("/can-bo/van-thu/in/", {"loai": "courtesy"}).content.decode()
    assert f'value="{letter.id}" id="g-{letter.id}" checked' in page
    assert str(paper.id) not in page
    printed = made(world, files.print_papers(actor=clerk, now=world.now, paper_ids=[letter.id, paper.id]))
    pages = PdfReader(BytesIO(b"".join(made_store.opened(printed.id)))).pages
    assert "Đinh Văn Ổi" in " ".join(pages[0].extract_text().split())
    assert PaperPrint.objects.get().paper_id == paper.id
    draft = thanked(world, signed=False)
    with pytest.raises(NotThere):
        files.print_papers(actor=clerk, now=world.now, paper_ids=[draft.id])


def test_a_destroyed_paper_is_left_out_and_said(world: World) -> None:
    rows = [world.received(), world.received()]
    ids = [onestop.papers(row).get(kind="receipt").id for row in rows]
    kept = files.print_papers(actor=world.actors["thu"], now=world.now, paper_ids=ids)
    Paper.objects.filter(id=ids[0]).update(data={})
    row = made(world, kept)
    assert (row.state, row.done) == ("ready", 1)
    assert row.why.startswith("1 giấy đã tiêu hủy")


def test_too_many_none_or_another_communes_papers_are_refused(world: World) -> None:
    act = files.print_papers
    with pytest.raises(Refused, match="ít nhất một"):
        act(actor=world.actors["nhai"], now=world.now, paper_ids=[])
    with pytest.raises(Refused, match="đến 200 giấy"):
        act(actor=world.actors["nhai"], now=world.now, paper_ids=[UUID(int=n) for n in range(201)])
    with pytest.raises(NotThere):
        act(actor=world.actors["nhai"], now=world.now, paper_ids=[UUID(int=5)])


def test_a_changed_or_cut_file_does_not_open(world: World) -> None:
    world.received()
    row = made(world, export(world))
    path = next(one for one in made_store.root().iterdir() if one.stem == row.id.hex)
    assert b"PK" not in path.read_bytes()[:64]
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises((InvalidTag, ValueError)):
        list(made_store.opened(row.id))
