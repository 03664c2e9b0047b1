"""A national catalogue file: times and fees in words, bad lines, the difference, two people, new dossiers only."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests import people
from tests.fees.test_weave import overseers
from tests.onestop.sheets import xlsx
from tests.world import BIRTH, REBIRTH, World
from thanthien.core.actors import Actor
from thanthien.core.errors import Refused
from thanthien.onestop import catalogue_file
from thanthien.onestop import service as onestop
from thanthien.onestop.models import ProcedureVersion

files = onestop.catalogue_files
SOURCE = "QĐ 3249/QĐ-UBND ngày 10/11/2026"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("ba ngày", 3, "day"), ("Không quá 05 ngày làm việc", 5, "working_day"), ("03 ngày", 3, "day"),
        ("Trong ngày làm việc", 1, "same_day"), ("05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.", 5, "working_day"),
        ("24 giờ", 24, "hour"), ("Trong thời hạn 10 (mười) ngày làm việc", 10, "working_day"),
        ("Mười lăm ngày", 15, "day"), ("NGAY TRONG NGÀY", 1, "same_day"), ("Tối đa 7 ngày", 7, "day"),
    ],
)  # fmt: skip
def test_a_time_in_words(text: str, value: int, unit: str) -> None:
    found = catalogue_file.read_time(text)
    assert (found["value"], found["unit"]) == (value, unit)


@pytest.mark.parametrize("text", ["vài ngày", "5 ngày; phức tạp 8 ngày", "1 tháng", "5-7 ngày", "0 ngày", "ngày",
                                  "9999 ngày", "5,5 ngày", "05 ngày làm việc kể từ ngày nhận; 10 ngày nếu xác minh",
                                  "𝟓 ngày làm", "hai mươi mốt ngày"])  # fmt: skip
def test_a_time_with_two_readings_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        catalogue_file.read_time(text)


@pytest.mark.parametrize(("text", "status", "amount"), [
    ("Không thu", "free", 0), ("8.000 đồng", "fixed", 8000), ("8000", "fixed", 8000), ("8.000 đ/bản", "fixed", 8000),
    ("HĐND cấp tỉnh quyết định", "by_province", None),
])  # fmt: skip
def test_a_fee_in_words(text: str, status: str, amount: int | None) -> None:
    found = catalogue_file.read_fee(text)
    assert (found["status"], found["amount_vnd"]) == (status, amount)


@pytest.mark.parametrize("text", ["-5", "2.000 đồng hoặc 3.000 đồng", "tùy", "1,5 triệu"])
def test_a_fee_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        catalogue_file.read_fee(text)


CSV = f"""code,name,time_limit,fee,effective_to
{REBIRTH},,Không quá 04 ngày làm việc,8.000 đồng,
,Thiếu mã,3 ngày,,
{REBIRTH},,3 ngày,,
{BIRTH},,vài ngày,,
9.000001,Mã lạ,,,
9.123456,Thủ tục cấp giấy mới,ba ngày,Không thu,
1.011606,,,,01/01/2026
""".encode()


def test_bad_lines_are_named_and_stop_no_other() -> None:
    lines, rejected = catalogue_file.read(CSV, "danh-muc.csv")
    assert [one.code for one in lines] == [REBIRTH, "9.000001", "9.123456", "1.011606"]
    assert [(one.line, one.column) for one in rejected] == [(3, "code"), (4, "code"), (5, "time_limit")]
    assert "dòng 2" in rejected[1].why


def sheet(text: bytes) -> bytes:
    """The same lines as an Excel file, a title above the head."""
    head, *rows = list(csv.reader(io.StringIO(text.decode())))
    return xlsx(*rows, head=head, title="Danh mục thủ tục hành chính").getvalue()


def test_an_excel_file_reads_as_the_same_lines_do_in_csv() -> None:
    plain, excel = catalogue_file.read(CSV, "danh-muc.csv"), catalogue_file.read(sheet(CSV), "danh-muc.xlsx")
    assert [(one.code, one.values) for one in excel[0]] == [(one.code, one.values) for one in plain[0]]
    said = [[(one.column, one.value) for one in rejected] for _, rejected in (plain, excel)]
    assert said[0] == said[1]
    assert [one.line for one in excel[1]] == [one.line + 1 for one in plain[1]]  # the title is a line, too


@pytest.mark.parametrize(("raw", "said"), [
    (sheet(CSV)[:300], "Không mở được"), (b"PK\x03\x04", "Không mở được"),
    (b"\xd0\xcf\x11\xe0" + bytes(600), "Excel kiểu cũ"), (sheet(b"ten,phi\n1,2\n"), "tên cột"),
    (sheet(b"code,name\n" + b"1.001193,A\n" * (catalogue_file.MOST_LINES + 1)), "hơn 5000 dòng"),
])  # fmt: skip
def test_an_excel_file_that_is_none_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(catalogue_file.Unreadable, match=said):
        catalogue_file.read(raw, "danh-muc.xlsx")


@pytest.mark.parametrize(("raw", "name"), [(b"\xff\xfe\x00", "a.csv"), (b"{", "a.json"), (b"ten\n1", "a.csv"),
                                           (b"7", "a.json"), (b"[" * 5000, "a.json")])  # fmt: skip
def test_a_file_that_is_none_is_refused(raw: bytes, name: str) -> None:
    with pytest.raises(catalogue_file.Unreadable):
        catalogue_file.read(raw, name)


def test_a_line_that_is_no_record_is_rejected() -> None:
    lines, rejected = catalogue_file.read(json.dumps([7, {"code": REBIRTH, "fee": {"status": "x"}}]).encode(), "a.json")
    assert not lines
    assert [one.column for one in rejected] == ["code", "fee"]


def read(world: World, who: Actor, raw: bytes = CSV) -> UUID:
    kept = files.read_file(actor=who, now=world.now, name="danh-muc.csv", raw=raw, source=SOURCE)
    return UUID(kept.id)


def offered(world: World, code: str = REBIRTH, unit: str = people.CAM_VAN) -> Any:
    return onestop.offer(world.units[unit], code, world.now.date()).entry


def test_a_second_person_takes_it_and_open_dossiers_keep_theirs(world: World) -> None:
    one, two = overseers(world)
    before, file = world.received(), read(world, one)
    assert offered(world).limit.value == 5
    with pytest.raises(Refused, match="không tự duyệt"):
        files.take_file(actor=one, now=world.now, import_id=file, approve=True)
    done = files.take_file(actor=two, now=world.now, import_id=file, approve=True)
    assert (done.new, done.changed) == (2, 2)
    found = offered(world)
    assert (found.limit.value, found.fee.amount_vnd, found.title) == (4, 8000, "Đăng ký lại khai sinh")
    assert offered(world, "9.123456").limit.value == 3
    assert offered(world, "1.011606").effective_to.isoformat() == "2026-01-01"
    assert world.get(before.id).limit["value"] == 5
    with pytest.raises(Refused, match="đã có người quyết định"):
        files.take_file(actor=two, now=world.now, import_id=file, approve=True)


def test_twice_loads_nothing_twice(world: World) -> None:
    one, two = overseers(world)
    files.take_file(actor=two, now=world.now, import_id=read(world, one), approve=True)
    count = ProcedureVersion.objects.count()
    later = world.now + timedelta(hours=1)
    done = files.take_file(actor=two, now=later, import_id=read(world, one), approve=True)
    assert (done.new, done.changed, ProcedureVersion.objects.count()) == (0, 0, count)


def test_what_the_commune_laid_down_stays_on_top(world: World) -> None:
    kept = onestop.propose_correction(
        actor=world.actors["quan"], now=world.now, code=REBIRTH, changes={"limit": {"value": 2}}, confirmed=[],
        source=SOURCE,
    )  # fmt: skip
    onestop.decide_correction(actor=world.actors["kiem"], now=world.now, correction_id=UUID(kept.id), approve=True)
    one, two = overseers(world)
    files.take_file(actor=two, now=world.now, import_id=read(world, one), approve=True)
    assert (offered(world).limit.value, offered(world).fee.amount_vnd) == (2, 8000)
    assert offered(world, unit=people.VAN_DU).limit.value == 4


def test_one_commune_among_many_changes_nothing_for_the_others(world: World) -> None:
    with pytest.raises(Refused, match="dùng chung"):
        read(world, world.actors["quan"])


def test_the_shipped_file_differs_in_nothing(world: World) -> None:
    shipped = Path(catalogue_file.__file__).parent / "data" / "procedures.json"
    lines, _ = catalogue_file.read(shipped.read_bytes(), "procedures.json")
    on = world.now.date()
    standing = {row.procedure.code: onestop.entry_of(row) for row in files.national(on)}
    assert {one.fields for one in files.difference(lines, standing, on) if one.kind != "same"} == set()
    assert {one.kind for one in files.difference(lines[:1], standing, on)} == {"same"}
