"""Visits and findings by legal act: planned, begun, filled, found, put right, checked; and what nobody may."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.files.samples import png
from tests.programme.inspected import NEXT_WEEK, TOMORROW, finding, fix, planned, visit
from tests.programme.planned import planned as year_plan
from tests.programme.planned import post_of, wanted
from tests.programme.start import above
from tests.world import World
from thanthien.core import audit, files
from thanthien.core.errors import NotThere, Refused, Stale
from thanthien.core.models import AuditRow
from thanthien.programme import service as programme
from thanthien.programme.models import Finding, Inspection
from thanthien.programme.service import inspection

SEEN = {"greeted": ("yes", "Chào ngay khi vào"), "clean_office": ("no", "Thiếu ghế"), "own1": ("partly", "")}


def test_the_whole_way_of_a_visit_and_its_finding(world: World) -> None:
    tam, quan = world.actors["tam"], world.actors["quan"]
    key = visit(world, tam)
    inspection.fill_sheet(actor=tam, now=world.now, visit_id=key, version=1, answers=SEEN)
    found = finding(world, tam, key, question="clean_office", owner=post_of("truc"))
    inspection.close_visit(actor=tam, now=world.now, visit_id=key, conclusion="Đón tiếp tốt, thiếu ghế chờ.")
    row = inspection.finding(tam, found)
    assert row.due_on == date(2026, 11, 23)
    assert row.owner_title == "Công chức tư pháp, hộ tịch"
    assert [one.id for one in inspection.waiting_for(world.actors["truc"], world.now.date())] == [found]
    fix(world, found, "truc")
    inspection.check_finding(actor=quan, now=world.now, finding_id=found, accepted=False, reason="Chưa có bình nước.")
    fix(world, found, "truc")
    inspection.check_finding(actor=quan, now=world.now, finding_id=found, accepted=True)
    row = inspection.finding(tam, found)
    assert row.state == "accepted"
    assert [step.kind for step in row.steps.all()] == ["fixed", "returned", "fixed", "accepted"]
    assert inspection.open_findings(tam, world.now.date()) == []
    acts = set(AuditRow.objects.filter(unit_id=world.home, act__startswith="inspection.").values_list("act", flat=True))
    assert acts == {f"inspection.{act}" for act in ("plan", "begin", "fill", "find", "close", "fix", "check")}
    assert audit.verify(world.home).ok


def test_a_holiday_in_between_moves_the_date_on(world: World) -> None:
    """Tuesday 24/11 is a public holiday: six working days from Monday the 16th end a day later."""
    tam = world.actors["tam"]
    found = finding(world, tam, visit(world, tam), days=6)
    assert Finding.objects.get(id=found).due_on == date(2026, 11, 25)


def test_an_unannounced_visit_of_the_level_above_is_unknown_until_it_begins(world: World) -> None:
    province = above(world)
    key = visit(world, province, begun=False, party="above", surprise=True)
    for login in ("tam", "quan", "truc"):
        assert list(inspection.visits(world.actors[login])) == []
        with pytest.raises(NotThere):
            inspection.visit(world.actors[login], key)
    assert not AuditRow.objects.filter(unit_id=world.home, act="inspection.plan").exists()
    assert inspection.own_rhythm(world.actors["tam"], world.now.date())[10].total == 0
    with pytest.raises(NotThere):
        inspection.begin_visit(actor=world.actors["tam"], now=world.now, visit_id=key)
    inspection.begin_visit(actor=province, now=world.now, visit_id=key)
    assert inspection.visit(world.actors["truc"], key).surprise
    assert inspection.own_rhythm(world.actors["tam"], world.now.date())[10].counts["above"] == 1


def test_an_unannounced_visit_that_was_called_off_stays_unknown(world: World) -> None:
    province = above(world)
    key = visit(world, province, begun=False, party="above", surprise=True)
    inspection.cancel_visit(actor=province, now=world.now, visit_id=key, reason="Bão về, đường ngập.")
    assert list(inspection.visits(world.actors["tam"])) == []
    assert inspection.visits(province).get().cancel_reason == "Bão về, đường ngập."


def test_the_journal_tells_nobody_when_the_board_comes_unannounced(world: World) -> None:
    tam = world.actors["tam"]
    key = visit(world, tam, begun=False, surprise=True)
    inspection.cancel_visit(actor=tam, now=world.now, visit_id=key, reason="Lộ ngày rồi, để tuần sau.")
    rows = AuditRow.objects.filter(unit_id=world.home, act__startswith="inspection.")
    assert {row.act for row in rows} == {"inspection.plan", "inspection.cancel"}
    assert all("due_at" not in str(row.body) and "tuần sau" not in str(row.detail) for row in rows)


def test_an_unannounced_visit_of_the_board_is_its_makers_until_it_begins(world: World) -> None:
    key = visit(world, world.actors["tam"], begun=False, surprise=True)
    assert inspection.visits(world.actors["tam"]).get().id == key
    assert list(inspection.visits(world.actors["quan"])) == []
    with pytest.raises(NotThere):
        inspection.begin_visit(actor=world.actors["quan"], now=world.now, visit_id=key)


def test_a_planned_visit_is_told_beforehand(world: World) -> None:
    key = visit(world, above(world), begun=False, party="above", day=NEXT_WEEK)
    assert inspection.visits(world.actors["truc"]).get().id == key


def test_both_sides_see_what_is_late(world: World) -> None:
    province = above(world)
    key = visit(world, province, party="above")
    finding(world, province, key, days=2)
    later = world.now.date() + timedelta(days=4)
    assert inspection.late_count(province, later) == inspection.late_count(world.actors["tam"], later) == 1
    assert inspection.late_count(world.actors["tam"], world.now.date() + timedelta(days=2)) == 0
    assert [line.late for line in inspection.open_findings(province, later)] == [True]
    assert inspection.waiting_for(world.actors["tam"], later).count() == 1
    assert inspection.late_count(world.actors["du"], later) == 0


def test_the_level_above_checks_what_it_found_and_the_commune_does_not(world: World) -> None:
    province = above(world)
    found = finding(world, province, visit(world, province, party="above"))
    inspection.assign_finding(
        actor=world.actors["tam"], now=world.now, finding_id=found, owner=post_of("truc")
    )  # fmt: skip
    fix(world, found, "truc")
    with pytest.raises(NotThere):
        inspection.check_finding(actor=world.actors["tam"], now=world.now, finding_id=found, accepted=True)
    with pytest.raises(NotThere):
        fix(world, found, "nhai")
    inspection.check_finding(actor=province, now=world.now, finding_id=found, accepted=True)
    assert Finding.objects.get(id=found).state == "accepted"


def test_who_put_it_right_does_not_check_it(world: World) -> None:
    tam = world.actors["tam"]
    found = finding(world, tam, visit(world, tam))
    fix(world, found)
    with pytest.raises(Refused, match="không tự kiểm lại"):
        inspection.check_finding(actor=tam, now=world.now, finding_id=found, accepted=True)


def test_a_picture_alone_is_evidence_for_both_sides(world: World) -> None:
    province = above(world)
    found = finding(world, province, visit(world, province, party="above"))
    kept = files.stage("ghe.png", png(), unit_id=world.home, purpose="evidence", now=world.now)
    fix(world, found, text="", file_id=kept.id)
    step = inspection.finding(province, found).steps.get()
    for actor in (province, world.actors["tam"]):
        assert inspection.evidence(actor, step.id).headers["Content-Type"] == "image/jpeg"
    with pytest.raises(NotThere):
        inspection.evidence(world.actors["du"], step.id)


@pytest.mark.parametrize("text", ["", "xong rồi"])
def test_nothing_is_put_right_without_evidence(world: World, text: str) -> None:
    tam = world.actors["tam"]
    found = finding(world, tam, visit(world, tam))
    with pytest.raises(Refused, match="từ 10 chữ cái"):
        fix(world, found, text=text)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": date(2026, 11, 15)}, "day"),
        ({"day": date(2028, 1, 3)}, "day"),
        ({"codes": [], "own": []}, "codes"),
        ({"own": [f"Câu thứ {n}" for n in range(11)]}, "own"),
        ({"purpose": "x"}, "purpose"),
        ({"people": ""}, "people"),
        ({"party": "above"}, "party"),
        ({"party": "nobody"}, "party"),
        ({"party": "front"}, "paper"),
        ({"party": "front", "paper": "12/MTTQ", "surprise": True}, "surprise"),
        ({"party": "front", "paper": "12/MTTQ", "day": date(2024, 1, 2)}, "day"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        inspection.plan_visit(actor=world.actors["tam"], now=world.now, planned=planned(world, **changes))
    assert no.value.field == field
    assert not Inspection.objects.exists()


def test_the_front_s_visit_is_written_down_from_its_paper(world: World) -> None:
    key = visit(world, world.actors["quan"], party="front", day=date(2026, 11, 3), paper="15/BC-MTTQ, 4/11/2026")
    row = inspection.visit(world.actors["nhai"], key)
    assert (row.get_party_display(), row.made_by.name, row.paper) == (
        "Mặt trận",
        "Lê Thị Quản",
        "15/BC-MTTQ, 4/11/2026",
    )


def test_strangers_plan_nothing(world: World) -> None:
    for login in ("truc", "nhai", "du"):
        with pytest.raises(NotThere):
            inspection.plan_visit(actor=world.actors[login], now=world.now, planned=planned(world))
    elsewhere = planned(world, party="above", unit_id=world.units["03283"])
    with pytest.raises(Refused, match="thuộc đơn vị mình"):
        inspection.plan_visit(actor=above(world), now=world.now, planned=elsewhere)


def test_a_visit_goes_in_order(world: World) -> None:
    tam = world.actors["tam"]
    early = visit(world, tam, begun=False, day=NEXT_WEEK)
    with pytest.raises(Refused, match="Chưa đến ngày"):
        inspection.begin_visit(actor=tam, now=world.now, visit_id=early)
    with pytest.raises(Refused, match="chưa bắt đầu"):
        finding(world, tam, early)
    key = visit(world, tam)
    with pytest.raises(Refused, match="đã bắt đầu"):
        inspection.begin_visit(actor=tam, now=world.now, visit_id=key)
    with pytest.raises(Refused, match="không thôi được"):
        inspection.cancel_visit(actor=tam, now=world.now, visit_id=key, reason="Đổi ý rồi")
    with pytest.raises(Refused, match="chưa có câu nào"):
        inspection.close_visit(actor=tam, now=world.now, visit_id=key, conclusion="Mọi việc đều tốt.")
    inspection.fill_sheet(actor=tam, now=world.now, visit_id=key, version=1, answers=SEEN)
    with pytest.raises(Stale):
        inspection.fill_sheet(actor=tam, now=world.now, visit_id=key, version=1, answers=SEEN)
    inspection.close_visit(actor=tam, now=world.now, visit_id=key, conclusion="Mọi việc đều tốt.")
    with pytest.raises(Refused, match="phiếu đã khóa"):
        inspection.fill_sheet(actor=tam, now=world.now + TOMORROW, visit_id=key, version=2, answers=SEEN)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": "Bẩn"}, "text"), ({"days": 0}, "days"), ({"days": 61}, "days"), ({"question": "x"}, "question")],
)
def test_a_finding_that_cannot_be_is_refused(world: World, changes: dict[str, Any], field: str) -> None:
    tam = world.actors["tam"]
    key = visit(world, tam)
    with pytest.raises(Refused) as no:
        finding(world, tam, key, **changes)
    assert no.value.field == field


def test_a_finding_becomes_a_task_of_the_plan_once(world: World) -> None:
    tam = world.actors["tam"]
    plan = year_plan(world)
    found = finding(world, tam, visit(world, tam))
    values: dict[str, Any] = {"actor": tam, "now": world.now, "finding_id": found, "plan_id": plan, "wanted": wanted()}
    inspection.finding_to_task(**values)
    task = programme.task(tam, UUID(str(Finding.objects.get(id=found).task_id)))
    assert task.plan_id == plan
    with pytest.raises(Refused, match="đã là việc của kế hoạch"):
        inspection.finding_to_task(**values)


def test_the_board_of_visits_takes_a_fixed_number_of_queries(world: World) -> None:
    province, today = above(world), world.now.date()
    visit(world, province, party="above")
    visit(world, province, party="above", unit_id=world.units["15190"], begun=False)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = inspection.board_of_visits(province, today)
    assert len(asked) <= 4
    assert {line.unit.id: (line.month, line.quarter) for line in found.lines} == {
        world.units["15190"]: (0, 0), world.home: (1, 1)
    }  # fmt: skip
    assert (found.month, found.quarter) == (1, 1)
    assert found.lines[0].unit.id == world.units["15190"]
