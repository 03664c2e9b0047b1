"""Dossiers that came in elsewhere: taken over whole, once, with the clock of the official receipt."""

import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.onestop import sheets as made
from tests.onestop.sheets import CODE, GOOD, RECEIVED
from tests.web.office_acts import enter
from tests.world import BIRTH, DENUNCIATION, MARITAL, NO_LIMIT, REBIRTH, World
from thanthien.core import audit, clock, sheets
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier, IntakeSheet, OfficialCode
from thanthien.onestop.service import intake


def arrival(**changes: Any) -> intake.Arrival:
    values: dict[str, Any] = {
        "source": "national", "official_code": CODE, "procedure": REBIRTH, "received_at": RECEIVED,
        "applicant": onestop.Applicant("Bùi Thị Mơ", "0900000123", tell_by="phone"),
    }  # fmt: skip
    return intake.Arrival(**(values | changes))


def taken(world: World, **changes: Any) -> Any:
    actor = world.actors["nhai"]
    done = intake.take_over(actor=actor, now=world.now, unit_id=world.home, arrival=arrival(**changes))
    return world.get(done.id)


def loaded(world: World, stream: io.BytesIO, dry: bool = False) -> intake.Report:
    rows = sheets.read(stream, intake.COLUMNS, intake.OWED)
    return intake.load(rows, lambda code: world.home, "national", world.now, dry=dry)


def test_it_is_taken_over_whole(world: World) -> None:
    dossier = taken(world)
    assert (dossier.state, dossier.channel, dossier.owner.name) == ("in_process", "national", "Quách Văn Trúc")
    assert dossier.code.startswith("TT-15163-261116-")
    row = OfficialCode.objects.get(dossier=dossier)
    assert (row.code, row.source, row.received_at) == (CODE, "national", RECEIVED)
    assert AuditRow.objects.filter(unit_id=world.home, act="dossier.file", subject_id=dossier.id).count() == 1
    assert audit.verify(world.home).ok


def test_the_clock_runs_from_the_official_receipt(world: World) -> None:
    """Received Friday 13/11, five working days: Friday 20/11, though it came here on Monday 16/11."""
    dossier = taken(world)
    assert dossier.accepted_at == RECEIVED
    assert clock.local(dossier.due_at).date() == date(2026, 11, 20)
    late = taken(world, official_code="H15-1", received_at=RECEIVED - timedelta(days=30))
    assert late.due_at < world.now


def test_without_a_published_limit_it_waits_and_still_counts_from_there(world: World) -> None:
    dossier = taken(world, procedure=NO_LIMIT)
    assert dossier.state == "submitted"
    entered = onestop.Entered(5, "working_days", "Quyết định 12/QĐ-UBND, Điều 3")
    onestop.propose_limit(
        actor=world.actors["nhai"], now=world.now, dossier_id=dossier.id, version=dossier.version, entered=entered
    )
    onestop.accept(
        actor=world.actors["kiem"], now=world.now + timedelta(days=1), dossier_id=dossier.id,
        version=dossier.version + 1, confirm_limit=True,
    )  # fmt: skip
    assert world.get(dossier.id).accepted_at == RECEIVED


def test_it_lives_the_same_life(world: World) -> None:
    assert world.issued(taken(world)).state == "issued"


def test_the_same_code_comes_once_for_each_source(world: World) -> None:
    taken(world)
    with pytest.raises(Refused) as no:
        taken(world)
    assert no.value.code == "already-taken"
    assert taken(world, source="provincial").channel == "provincial"
    assert Dossier.objects.count() == 2


def test_who_may_not_gets_nothing(world: World) -> None:
    for login in ("truc", "quan", "la"):
        with pytest.raises(NotThere):
            intake.take_over(actor=world.actors[login], now=world.now, unit_id=world.home, arrival=arrival())
    assert not OfficialCode.objects.exists()


@pytest.mark.parametrize(("code", "field"), [("9.999999", "procedure"), (DENUNCIATION, "procedure")])
def test_what_cannot_be_filed_is_not_taken(world: World, code: str, field: str) -> None:
    with pytest.raises(Refused) as no:
        taken(world, procedure=code)
    assert no.value.field == field


def test_it_is_found_by_the_official_code(world: World) -> None:
    dossier = taken(world)
    assert [line.id for line in onestop.find(world.actors["truc"], CODE, world.now)] == [dossier.id]
    assert onestop.find(world.actors["xa"], CODE, world.now) == []
    found = onestop.by_code_and_phone(CODE, "0900 000 123")
    assert found is not None
    assert found.id == dossier.id
    assert onestop.by_code_and_phone(CODE, "0900 000 124") is None


def test_people_are_told_only_where_they_can_be_reached(world: World) -> None:
    taken(world, applicant=onestop.Applicant("Bùi Thị Mơ"))
    assert not Message.objects.exists()
    taken(world, official_code="H15-2", applicant=onestop.Applicant("Bùi Thị Mơ", email="mo@vidu.vn", tell_by="email"))
    assert Message.objects.get().to == "mo@vidu.vn"


def test_a_bad_line_stops_nobody(world: World) -> None:
    rows = [
        GOOD,
        ("", *GOOD[1:]),
        ("H15-3", REBIRTH, "sáng thứ Hai", *GOOD[3:]),
        ("H15-4", "", *GOOD[2:]),
        GOOD,
        ("H15-5", BIRTH, "16/11/2026 08:00", "Hà Văn Đông", "12", ""),
        ("H15-6", MARITAL, "2026-11-16T08:00", "Hà Văn Đông", "", ""),
        ("H15-7", REBIRTH, "16/11/2026 09:30", *GOOD[3:]),
    ]
    report = loaded(world, made.csv(*rows))
    assert (report.read, report.loaded, report.known) == (8, 2, 0)
    assert [(one.line, one.column) for one in report.rejected] == [
        (3, "official_code"), (4, "received_at"), (5, "procedure"), (6, "official_code"), (7, "phone"),
        (9, "received_at"),
    ]  # fmt: skip
    assert next(one.value for one in report.rejected if one.line == 4) == "sáng thứ Hai"
    assert OfficialCode.objects.count() == Dossier.objects.count() == 2


def test_twice_loads_nothing_twice_and_dry_loads_nothing(world: World) -> None:
    assert loaded(world, made.csv(GOOD), dry=True).loaded == 1
    assert not Dossier.objects.exists()
    assert loaded(world, made.csv(GOOD)).loaded == 1
    again = loaded(world, made.csv(GOOD))
    assert (again.read, again.loaded, again.known, again.rejected) == (1, 0, 1, [])
    assert Dossier.objects.count() == 1


def test_what_broke_off_is_loaded_by_the_same_sheet_and_a_bad_one_is_counted_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thanthien.onestop.commands import intake_sheets

    monkeypatch.setattr(intake_sheets, "TOGETHER", 2)
    monkeypatch.setattr(intake_sheets, "MOST_TOLD", 1)
    lines = [(f"H15-{at}", *GOOD[1:]) for at in range(5)]
    takes, whole = iter([True, True, True, False]), intake.take_over

    def breaks(**given: Any) -> Any:
        if not next(takes):
            raise KeyboardInterrupt
        return whole(**given)

    monkeypatch.setattr(intake_sheets, "take_over", breaks)
    with pytest.raises(KeyboardInterrupt):
        loaded(world, made.csv(*lines))
    assert OfficialCode.objects.count() == 2  # the transaction that was under way is as if it had never been
    monkeypatch.setattr(intake_sheets, "take_over", whole)
    bad = [("", *GOOD[1:]), ("H15-9", "9.999999", *GOOD[2:]), lines[0]]
    report = loaded(world, made.csv(*lines, *bad))
    assert (report.read, report.loaded, report.known, report.refused) == (8, 3, 2, 3)
    assert [one.line for one in report.rejected] == [7]
    assert audit.verify(world.home).ok


def test_excel_gives_the_same(world: World) -> None:
    """Excel keeps moments as moments, and eats the leading zeros of numbers."""
    row = (CODE, REBIRTH, RECEIVED.replace(tzinfo=None), "Bùi Thị Mơ", 900000123, 38190001234)
    assert loaded(world, made.xlsx(row, title="DANH SÁCH HỒ SƠ")).loaded == 1
    dossier = Dossier.objects.get()
    assert (dossier.phone, dossier.id_number, dossier.accepted_at) == ("0900000123", "038190001234", RECEIVED)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-head"),
        (b"PK\x03\x04 broken", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
        ("Mã hồ sơ,Tên".encode("utf-16"), "not-utf8"),
        (b"a,b\n1,2\n", "no-head"),
    ],
)
def test_a_bad_sheet_is_said_in_a_sentence(world: World, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as no:
        loaded(world, io.BytesIO(content))
    assert (no.value.code, no.value.field) == (code, "file")


def shown(world: World, stream: io.BytesIO) -> IntakeSheet:
    kept = intake.show_sheet(
        actor=world.actors["nhai"], now=world.now, source="provincial", name="tinh.csv", stream=stream
    )
    return IntakeSheet.objects.get(id=kept.id)


def test_a_sheet_is_looked_at_confirmed_and_forgotten(world: World) -> None:
    from thanthien.onestop.commands import intake_sheets

    sheet = shown(world, made.csv(GOOD, ("", *GOOD[1:])))
    assert (sheet.read, sheet.good, len(sheet.rejected), Dossier.objects.count()) == (2, 1, 1, 0)
    intake.confirm_sheet(actor=world.actors["nhai"], now=world.now, sheet_id=sheet.id)
    for _ in range(2):  # the worker's job may come twice
        intake_sheets.load_sheet(str(sheet.id), clock.iso(world.now))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.loaded, sheet.lines) == ("loaded", 1, [])
    assert Dossier.objects.get().channel == "provincial"
    with pytest.raises(Refused):
        intake.confirm_sheet(actor=world.actors["nhai"], now=world.now, sheet_id=sheet.id)


def test_a_sheet_that_nobody_confirms_is_emptied_after_a_day(world: World) -> None:
    sheet = shown(world, made.csv(GOOD))
    assert intake.drop_old(world.now + timedelta(hours=23)) == 0
    assert intake.drop_old(world.now + timedelta(hours=25)) == 1
    sheet.refresh_from_db()
    assert (sheet.state, sheet.lines) == ("dropped", [])


def test_sheets_and_keys_are_ones_own(world: World) -> None:
    sheet = shown(world, made.csv(GOOD))
    with pytest.raises(NotThere):
        intake.confirm_sheet(actor=world.actors["la"], now=world.now, sheet_id=sheet.id)
    for login in ("nhai", "tam"):
        with pytest.raises(NotThere):
            intake.make_key(actor=world.actors[login], now=world.now, source="provincial", name="Hệ thống tỉnh")
    key = intake.make_key(actor=world.actors["quan"], now=world.now, source="provincial", name="Hệ thống tỉnh")
    secret, page = intake.key_token(UUID(key.id)), f"/can-bo/cai-dat/ket-noi/{key.id}/"
    office = enter("quan")
    assert secret not in office.get(page).text
    assert not AuditRow.objects.filter(act="intake.show_key").exists()
    seen = office.post(page, {"once": "0190b2c4-3a51-7c22-b1d8-2f4c5d6e7f82"})
    assert secret in seen.text
    assert seen.headers["Cache-Control"] == "no-store"
    assert secret not in str(AuditRow.objects.get(act="intake.show_key").body)
    with pytest.raises(NotThere):
        intake.show_key(actor=world.actors["nhai"], now=world.now, key_id=UUID(key.id))
    assert intake.by_key(secret).unit_id == world.home
    intake.end_key(actor=world.actors["quan"], now=world.now, key_id=UUID(key.id))
    with pytest.raises(NotThere):
        intake.by_key(secret)
