"""Serving outside the office by legal act: timetables, their days, homes, officers of hamlets; what is refused."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.programme.outings import NEED, hamlet, home, no_appointment, planned
from tests.programme.planned import post_of
from tests.world import BIRTH, MARITAL, World
from thanthien.core import audit
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.programme.models import HamletOfficer, HomeService, Outing, OutingDay
from thanthien.programme.service import outside

FRIDAY = date(2026, 11, 20)
DONE = "Nghe 12 ý kiến, trả lời ngay 9, hẹn trả lời 3."


def test_a_weekly_rhythm_gives_its_days(world: World) -> None:
    rows = no_appointment(world)
    assert [one.day for one in rows] == [date(2026, 11, 25), *(date(2026, 12, day) for day in (2, 9, 16))]
    assert AuditRow.objects.filter(unit_id=world.home, act="outside.plan").count() == 1
    assert audit.verify(world.home).ok


def test_a_public_holiday_is_left_out_and_told(world: World) -> None:
    """24/11 is a public holiday."""
    week: dict[str, Any] = {"first": date(2026, 11, 23), "last": date(2026, 11, 25)}
    assert [one.day.day for one in planned(world, **week)] == [23, 25]
    assert [one.day.day for one in planned(world, **week, on_holidays=True)] == [23, 24, 25]
    with pytest.raises(Refused, match=r"24/11 nghỉ lễ .*") as no:
        planned(world, first=date(2026, 11, 24), last=date(2026, 11, 24))
    assert no.value.code == "holiday"


def test_saturdays_for_the_people_are_saturdays(world: World) -> None:
    rows = planned(world, kind="saturday", last=date(2026, 12, 6))
    assert [one.day for one in rows] == [date(2026, 11, 21), date(2026, 11, 28), date(2026, 12, 5)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first": date(2026, 11, 15)}, "first"),
        ({"last": date(2026, 11, 19)}, "last"),
        ({"last": date(2028, 1, 1)}, "last"),
        ({"last": date(2027, 3, 1)}, "last"),
        ({"weekdays": [0]}, "weekdays"),
        ({"weekdays": [9]}, "weekdays"),
        ({"kind": "party"}, "kind"),
        ({"closes": time(6, 30)}, "closes"),
        ({"place": ""}, "place"),
        ({"offered": ""}, "offered"),
        ({"posts": []}, "posts"),
        ({"kind": "mobile"}, "hamlet"),
        ({"kind": "no_appointment"}, "procedures"),
        ({"kind": "no_appointment", "procedures": ["9.999999"]}, "procedures"),
    ],
)
def test_a_timetable_that_cannot_be_is_refused(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        planned(world, **changes)
    assert no.value.field == field
    assert not Outing.objects.exists()


def test_somebody_of_another_commune_does_not_serve_here(world: World) -> None:
    with pytest.raises(NotThere):
        planned(world, posts=[post_of("xa")])
    for login in ("nhai", "truc"):
        with pytest.raises(NotThere):
            planned(world, login)


def test_a_day_is_held_once_and_counted(world: World) -> None:
    day, clerk = planned(world)[0], world.actors["nhai"]
    later = world.now + timedelta(days=4)
    held: dict[str, Any] = {"actor": clerk, "day_id": day.id, "came": 12, "dossiers": 3, "outcome": DONE}
    with pytest.raises(Refused, match="chưa đến ngày"):
        outside.note_day(now=world.now, **held)
    for wrong, field in (({"came": -1}, "came"), ({"dossiers": -1}, "dossiers"), ({"outcome": "vui"}, "outcome")):
        with pytest.raises(Refused) as no:
            outside.note_day(now=later, **(held | wrong))
        assert no.value.field == field
    outside.note_day(now=later, **held)
    with pytest.raises(Refused, match="đã ghi kết quả"):
        outside.note_day(now=later, **held)
    tally = outside.tallies(clerk, date(2026, 11, 1), date(2026, 11, 30))
    assert [(one.label, one.due, one.done, one.came, one.dossiers) for one in tally] == [
        ("Cà phê sáng với bà con", 1, 1, 12, 3)
    ]
    assert outside.to_note(clerk, date(2026, 11, 21)) == 0


def test_a_day_called_off_stays_public_with_its_reason(world: World) -> None:
    day = planned(world)[0]
    with pytest.raises(NotThere):
        outside.cancel_day(actor=world.actors["nhai"], now=world.now, day_id=day.id, reason="Bão về đêm qua")
    with pytest.raises(Refused) as no:
        outside.cancel_day(actor=world.actors["tam"], now=world.now, day_id=day.id, reason="Bận")
    assert no.value.field == "reason"
    outside.cancel_day(actor=world.actors["tam"], now=world.now, day_id=day.id, reason="Bão về đêm qua")
    shown = outside.timetable(world.home, FRIDAY + timedelta(days=3))
    assert [(line.day.state, line.day.reason) for line in shown] == [("cancelled", "Bão về đêm qua")]
    assert [line.posts[0].title for line in shown] == ["Chủ tịch UBND xã"]
    with pytest.raises(Refused):
        outside.note_day(
            actor=world.actors["tam"], now=world.now + timedelta(days=5), day_id=day.id, came=1, outcome=DONE
        )


def test_what_was_returned_on_the_spot_is_counted_from_the_records(world: World) -> None:
    today = world.now.date()
    day = no_appointment(world, first=today, last=today, weekdays=[])[0]
    assert outside.on_the_spot(day) == 0
    world.issued(world.received(BIRTH))
    world.received(BIRTH)
    world.issued(world.received(MARITAL))
    assert outside.on_the_spot(day) == 1


def test_only_who_serves_reads_who_is_visited(world: World) -> None:
    key, today = home(world), world.now.date()
    row = outside.home(world.actors["nhai"], key)
    for login in ("nhai", "tam", "quan", "thu", "xa"):
        assert outside.person_of(world.actors[login], row, today) == {}
    read = outside.person_of(world.actors["truc"], row, today)
    assert read == {"name": NEED.name, "phone": "0900000777", "address": NEED.address, "need": NEED.need}
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM programme_homeservice")
        assert "Hà Thị Già" not in str(cursor.fetchall())
    assert "Hà Thị Già" not in str(list(AuditRow.objects.values_list("body", "detail")))


@pytest.mark.parametrize(
    "words", ["Bà Hà Thị  Già đã ký giấy", "Gọi 0900 000 777, đã nhận", "Đến NGÕ nhà văn hóa, nhà thứ ba"]
)
def test_the_word_of_how_it_ended_does_not_name_whom_the_machine_forgets(world: World, words: str) -> None:
    key, then = home(world), world.now + timedelta(days=2)
    with pytest.raises(Refused, match="tên, điện thoại") as no:
        outside.end_home(actor=world.actors["truc"], now=then, home_id=key, done=True, outcome=words)
    assert no.value.field == "outcome"
    assert HomeService.objects.get(id=key).person["name"] == NEED.name


def test_a_service_at_home_goes_to_another_and_its_person_goes_when_it_is_done(world: World) -> None:
    key, then = home(world), world.now + timedelta(days=2)
    with pytest.raises(NotThere):
        outside.hand_home(actor=world.actors["nhai"], now=world.now, home_id=key, server=post_of("mua"))
    outside.hand_home(actor=world.actors["truc"], now=world.now, home_id=key, server=post_of("mua"))
    row = outside.home(world.actors["mua"], key)
    assert outside.person_of(world.actors["truc"], row, then.date()) == {}
    assert outside.person_of(world.actors["mua"], row, then.date())["name"] == NEED.name
    ended: dict[str, Any] = {"actor": world.actors["mua"], "home_id": key, "done": True}
    ended["outcome"] = "Đã nhận hồ sơ tại giường."
    with pytest.raises(Refused, match="Chưa đến ngày"):
        outside.end_home(now=world.now, **ended)
    with pytest.raises(Refused):
        outside.end_home(now=then, **(ended | {"outcome": ""}))
    outside.end_home(now=then, **ended)
    assert HomeService.objects.get(id=key).person == {}
    with pytest.raises(Refused, match="đã xong"):
        outside.end_home(now=then, **ended)
    assert outside.homes_done(world.actors["nhai"], date(2026, 11, 1), date(2026, 11, 30)) == (1, 1)
    assert audit.verify(world.home).ok


def test_whoever_left_the_post_reads_nobody_any_more(world: World) -> None:
    row = outside.home(world.actors["nhai"], home(world))
    Position.objects.filter(staff__login="truc").update(valid_to=world.now.date())
    row.refresh_from_db()
    row = outside.home(world.actors["nhai"], row.id)
    assert outside.person_of(world.actors["truc"], row, world.now.date()) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"need": outside.Need("", "", "nhà", "việc gì đó")}, "name"),
        ({"need": outside.Need("Hà Thị Già", "12", "nhà ba", "việc gì đó")}, "phone"),
        ({"need": outside.Need("Hà Thị Già", "", "", "việc gì đó")}, "address"),
        ({"need": outside.Need("Hà Thị Già", "", "nhà ba", "")}, "need"),
        ({"day": date(2026, 11, 15)}, "day"),
        ({"day": date(2027, 11, 15)}, "day"),
    ],
)
def test_a_service_at_home_that_cannot_be_is_refused(world: World, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        home(world, **changes)
    assert no.value.field == field
    assert not HomeService.objects.exists()


def test_an_officer_answers_for_a_hamlet_until_the_post_or_the_hamlet_ends(world: World) -> None:
    tam, today, place = world.actors["tam"], world.now.date(), hamlet(world)
    given: dict[str, Any] = {"actor": tam, "now": world.now, "hamlet_id": place, "since": today}
    given["post_id"] = post_of("truc")
    with pytest.raises(NotThere):
        outside.assign_officer(**(given | {"actor": world.actors["nhai"]}))
    outside.assign_officer(**given)
    with pytest.raises(Refused, match="đang phụ trách"):
        outside.assign_officer(**given)
    assert [one.post.title for one in outside.assigned(world.home, today)] == ["Công chức tư pháp, hộ tịch"]
    org.end_hamlet(actor=world.actors["quan"], now=world.now, hamlet_id=place, valid_to=today, decision="1/NQ-HĐND")
    assert list(outside.assigned(world.home, today)) == []


def test_an_officer_is_relieved(world: World) -> None:
    tam, today = world.actors["tam"], world.now.date()
    made = outside.assign_officer(
        actor=tam, now=world.now, hamlet_id=hamlet(world), post_id=post_of("truc"), since=today - timedelta(days=3)
    )
    key = HamletOfficer.objects.get(id=made.id).id
    with pytest.raises(Refused) as no:
        outside.end_officer(actor=tam, now=world.now, officer_id=key, on=today + timedelta(days=1))
    assert no.value.field == "on"
    outside.end_officer(actor=tam, now=world.now, officer_id=key, on=today)
    assert list(outside.assigned(world.home, today)) == []
    with pytest.raises(Refused):
        outside.end_officer(actor=tam, now=world.now, officer_id=key, on=today)


def test_other_communes_read_nothing_of_it(world: World) -> None:
    day, key = planned(world)[0], home(world)
    for login in ("du", "xa"):
        assert not outside.days(world.actors[login]).exists()
        with pytest.raises(NotThere):
            outside.day(world.actors[login], day.id)
        with pytest.raises(NotThere):
            outside.home(world.actors[login], key)
        with pytest.raises(NotThere):
            outside.note_day(actor=world.actors[login], now=world.now, day_id=day.id, came=1, outcome=DONE)
    assert OutingDay.objects.get().state == "planned"
