"""Wider than one commune's dossiers: a province's notice, other rooms' clocks, a merger."""

from datetime import date
from uuid import UUID

import pytest

from tests.calendar.people import approved, entered, storm
from tests.people import PASSWORD, VAN_DU
from tests.privacy.things import privacy_things
from tests.programme import raised
from tests.reorganisation.plans import proposed
from tests.world import MARITAL, REBIRTH, World
from thanthien.core import audit, clock
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.models import Message
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.models import Staff, Unit
from thanthien.privacy.models import DataRequest
from thanthien.programme import service as programme
from thanthien.rules import data_request

pytestmark = pytest.mark.django_db


def overseer(world: World, login: str) -> Actor:
    """Somebody of the province, who looks at its communes from above."""
    province = Unit.objects.get(id=world.home).parent_id
    assert province is not None
    org.appoint(
        actor=SYSTEM, now=world.now, unit_id=province, login=login, name=f"Lê Thị {login.title()}", password=PASSWORD,
        role="overseer", title="Chuyên viên", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return org.actor_for(Staff.objects.get(login=login), world.now.date())


def test_a_provinces_notice_moves_the_cases_of_all_its_communes(world: World) -> None:
    one, two = overseer(world, "hanh"), overseer(world, "minh")
    first = world.received(REBIRTH)
    filing = world.filing(REBIRTH, unit_id=world.units[VAN_DU])
    made = onestop.receive_at_counter(actor=world.actors["la"], now=world.now, filing=filing)
    cases = [first, world.get(made.id)]
    done = org.enter_notice(actor=one, now=world.now, draft=storm("2026-11-18", level="province"))
    row = org.notice(two, UUID(done.id))
    shown = onestop.redating.preview(onestop.redating.of_notice(row, world.now), world.now)
    assert (shown.total, shown.units) == (2, 2)
    place = next(one for one in shown.places if one.id == world.home)
    narrow = onestop.redating.preview(onestop.redating.of_notice(row, world.now), world.now, unit=str(place.id))
    assert [line.code for line in narrow.lines] == [first.code]
    assert narrow.total == 2
    org.approve_notice(actor=two, now=world.now, notice_id=row.id, version=row.version)
    onestop.redating.go_on(world.now)
    assert [f"{clock.local(world.get(case.id).due_at):%d/%m}" for case in cases] == ["25/11", "25/11"]
    assert not org.calendars.of(world.units[VAN_DU]).calendar.is_working_day(date(2026, 11, 18))


def test_an_answer_from_above_counts_by_the_calendar_of_who_answers(world: World) -> None:
    plain = raised.seen(raised.raised(world)).due_at
    one, two = overseer(world, "hanh"), overseer(world, "minh")
    done = org.enter_notice(actor=one, now=world.now, draft=storm("2026-11-18", level="province"))
    org.approve_notice(actor=two, now=world.now, notice_id=UUID(done.id), version=1)
    key = raised.raised(world, title="Máy quét hỏng đèn, quét bị sọc")
    row = raised.seen(key)
    assert (row.due_at - plain).days >= 1
    assert row.derivation["calendar"] == 1
    case = programme.difficulties.case_view(world.actors["tam"], row, world.now)
    assert case.due is not None
    assert case.due.at == row.due_at


def test_a_data_request_counts_by_the_communes_calendar(world: World) -> None:
    approved(world, storm("2026-11-17", "2026-11-18"), carry=False)
    row = DataRequest.objects.get(id=privacy_things(world)["asked"])
    calendar, hours = org.calendars.of(world.home).calendar, onestop.hours_of(org.office_of(world.home))
    received = clock.local(row.received_at)
    assert row.reply_due == data_request.clocks(received, row.kind, calendar, hours)[0].at
    assert row.reply_due != data_request.clocks(received, row.kind, hours=hours)[0].at


def test_other_kept_dates_move_with_the_same_act_and_are_told(world: World) -> None:
    """Requests about data, first answers, answers from above: shown before, moved and told by the same act."""
    asked = DataRequest.objects.get(id=privacy_things(world)["asked"])
    filed = world.online(MARITAL)
    raised_row = raised.seen(raised.raised(world))
    one, two = overseer(world, "hanh"), overseer(world, "minh")
    done = org.enter_notice(actor=one, now=world.now, draft=storm("2026-11-17", "2026-11-18", level="province"))
    row = org.notice(two, UUID(done.id))
    shown = onestop.redating.preview(onestop.redating.of_notice(row, world.now), world.now)
    said = {other.what: other.new for other in shown.others}
    ours = (f"Yêu cầu về dữ liệu cá nhân số {asked.number}", f"Trả lời lần đầu hồ sơ {filed.code}",
            f"Cấp trên trả lời: {raised_row.title}")  # fmt: skip
    org.approve_notice(actor=two, now=world.now, notice_id=row.id, version=row.version)
    onestop.redating.go_on(world.now)
    now_is = (DataRequest.objects.get(id=asked.id).sort_due, world.get(filed.id).first_reply_due,
              raised.seen(raised_row.id).due_at)  # fmt: skip
    assert now_is == tuple(said[what] for what in ours)
    old = (asked.sort_due, filed.first_reply_due, raised_row.due_at)
    assert all(new > before for new, before in zip(now_is, old, strict=True))
    told = set(Message.objects.filter(created_at=world.now).values_list("template", flat=True))
    assert {"data_request_redated", "first_reply_moved"} <= told
    assert "Bão số 13" in raised.seen(raised_row.id).thread[-1]["text"]
    act = onestop.redating.redatings(two, row.id).get()
    assert act.others == len(said)
    assert audit.verify().ok
    type(act).objects.filter(id=act.id).update(finished_at=None)
    onestop.redating.go_on(world.now)
    assert onestop.redating.redatings(two, row.id).get().others == len(said)  # run again it moves nothing twice


def test_a_merger_says_which_notices_are_to_be_entered_anew(world: World) -> None:
    entered(world, storm("2026-12-02"))
    plan = proposed(world)
    scheme = org.scheme_of(plan, plan.effective_on)
    said = [line for line in org.reorganisation_lines(scheme) if "Thông báo nghỉ" in line.what]
    assert [(line.unit_id, line.count) for line in said] == [(world.home, 1)]
