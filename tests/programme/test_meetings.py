"""Meetings of boards before and at the meeting: called, moved, invited, called off, who came."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar

from tests.programme.meeting_things import (
    AFTER,
    AGENDA,
    BEFORE,
    STARTS,
    board,
    called,
    came,
    held,
    invited,
    meeting,
    people,
    row,
    written,
)
from tests.world import World
from thanthien.core import audit, clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.notify import service as notify
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.programme.models import Meeting


def test_a_meeting_calls_the_members_of_its_day(world: World) -> None:
    key = meeting(world, board(world))
    assert people(key)[0].name == "Phạm Văn Tâm"
    assert [one.role for one in people(key)] == ["head", "secretary", "member"]
    assert (row(key).state, row(key).late) == ("planned", False)
    assert AuditRow.objects.filter(act="meeting.call", subject_id=key).exists()
    assert audit.verify(world.home).ok


def test_who_runs_a_board_calls_it_and_nobody_else(world: World) -> None:
    key = board(world)
    meeting(world, key, by="truc")  # its secretary
    meeting(world, key, by="quan")  # by post
    for by in ("nhai", "du", "la"):
        with pytest.raises(NotThere):
            meeting(world, key, by=by)
    other = meeting(world, key)
    with pytest.raises(NotThere):
        programme.meetings.meeting(world.actors["du"], other)
    assert programme.meetings.meeting(world.actors["nhai"], other).id == other


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"title": " "}, "title"),
        ({"place": ""}, "place"),
        ({"minutes": 5}, "minutes"),
        ({"minutes": 721}, "minutes"),
        ({"starts_at": datetime(2025, 12, 30, 8, 0, tzinfo=clock.VN)}, "day"),
        ({"starts_at": datetime(2029, 1, 1, 8, 0, tzinfo=clock.VN)}, "day"),
        ({"agenda": (programme.meetings.Item(""),)}, "agenda"),
        ({"agenda": (programme.meetings.Item("Bàn việc", "", 999),)}, "agenda"),
        ({"agenda": AGENDA * 20}, "agenda"),
    ],
)
def test_bad_input_calls_nothing(world: World, bad: dict[str, Any], field: str) -> None:
    key = board(world)
    with pytest.raises(Refused) as refused:
        meeting(world, key, **bad)
    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_a_meeting_of_the_past_is_entered_late_and_says_so(world: World) -> None:
    key = meeting(world, board(world), now=AFTER)
    assert row(key).late
    with pytest.raises(Refused, match="đã bắt đầu"):
        programme.meetings.invite(actor=world.actors["truc"], now=AFTER, meeting_id=key)


def test_an_invitation_goes_by_mail_with_a_calendar_file_once(world: World) -> None:
    key = meeting(world, board(world))
    first = people(key)[0]
    guest = programme.meetings.Guest("Bà Hà Thị Khách", "Chủ tịch Hội Phụ nữ", "khach@example.vn")
    invited(world, key, {first.id: "tam@example.vn"}, guests=[guest])
    sent = {one.to: one for one in Message.objects.filter(subject_id=key)}
    assert set(sent) == {"tam@example.vn", "khach@example.vn"}
    event = Calendar.from_ical(sent["tam@example.vn"].payload["calendar"]).walk("VEVENT")[0]
    assert event.decoded("dtstart") == STARTS
    assert event.decoded("dtend") == STARTS + timedelta(minutes=90)
    assert str(event["attendee"]) == "MAILTO:tam@example.vn"
    text = notify.render(sent["khach@example.vn"]).text
    assert "14 giờ 00, ngày 12/11/2026" in text
    assert "1. Kiểm điểm việc tháng 10 (Quách Văn Trúc), 30 phút" in text
    invited(world, key, {first.id: "tam@example.vn"}, guests=[guest])
    assert Message.objects.filter(subject_id=key).count() == 2
    assert len(people(key)) == 4


def test_an_invitation_needs_an_agenda_and_addresses_that_can_be_ones(world: World) -> None:
    key = board(world)
    bare = meeting(world, key, agenda=())
    with pytest.raises(Refused, match="chương trình"):
        invited(world, bare)
    one = meeting(world, key)
    for typed in ("không phải thư", "a@b\nBcc: x@y.vn", "a@b.vn, c@d.vn"):
        with pytest.raises(Refused) as refused:
            invited(world, one, {people(one)[0].id: typed})
        assert refused.value.field == "emails"
    with pytest.raises(Refused, match="Khách mời"):
        invited(world, one, guests=[programme.meetings.Guest("X", "")])
    assert row(one).state == "planned"
    assert not Message.objects.filter(subject_id=one).exists()


def test_moving_a_meeting_moves_it_in_calendars(world: World) -> None:
    key = meeting(world, board(world))
    invited(world, key, {people(key)[0].id: "tam@example.vn"})
    later = STARTS + timedelta(days=1)
    programme.meetings.change_meeting(
        actor=world.actors["truc"], now=BEFORE, meeting_id=key, called=called(starts_at=later)
    )
    moved = Message.objects.get(subject_id=key, template="meeting_moved")
    event = Calendar.from_ical(moved.payload["calendar"]).walk("VEVENT")[0]
    assert (event["sequence"], event.decoded("dtstart")) == (1, later)
    first = Message.objects.get(subject_id=key, template="meeting_invitation")
    assert Calendar.from_ical(first.payload["calendar"]).walk("VEVENT")[0]["uid"] == event["uid"]
    with pytest.raises(Refused, match="đã qua"):
        programme.meetings.change_meeting(
            actor=world.actors["truc"], now=BEFORE, meeting_id=key, called=called(starts_at=BEFORE)
        )


def test_a_meeting_that_has_begun_is_not_moved(world: World) -> None:
    key = meeting(world, board(world))
    later = called(starts_at=AFTER + timedelta(days=1))
    with pytest.raises(Refused, match="đã bắt đầu"):
        programme.meetings.change_meeting(actor=world.actors["truc"], now=AFTER, meeting_id=key, called=later)
    assert row(key).starts_at == STARTS


def test_calling_off_tells_those_invited_and_is_final(world: World) -> None:
    key = meeting(world, board(world))
    invited(world, key, {people(key)[0].id: "tam@example.vn"})
    with pytest.raises(Refused, match="lý do"):
        programme.meetings.cancel_meeting(actor=world.actors["truc"], now=BEFORE, meeting_id=key, reason=" ")
    programme.meetings.cancel_meeting(actor=world.actors["truc"], now=BEFORE, meeting_id=key, reason="Cả xã chống bão")
    told = Message.objects.get(subject_id=key, template="meeting_cancelled")
    assert "Cả xã chống bão" in notify.render(told).text
    assert told.payload["calendar_method"] == "CANCEL"
    assert "STATUS:CANCELLED" in told.payload["calendar"]
    with pytest.raises(Refused, match="đã hủy"):
        programme.meetings.cancel_meeting(actor=world.actors["truc"], now=BEFORE, meeting_id=key, reason="Lần nữa")
    with pytest.raises(Refused, match="đã hủy"):
        written(world, key)


def test_a_meeting_that_nobody_was_invited_to_is_called_off_in_silence(world: World) -> None:
    key = meeting(world, board(world))
    programme.meetings.cancel_meeting(actor=world.actors["truc"], now=BEFORE, meeting_id=key, reason="Lập nhầm")
    assert not Message.objects.filter(subject_id=key).exists()


def test_attendance_tells_the_quorum_and_enforces_none(world: World) -> None:
    key = meeting(world, board(world))
    with pytest.raises(Refused, match="Chưa tới ngày"):
        came(world, key, now=BEFORE)
    came(world, key, "excused", now=BEFORE)
    came(world, key, "present", "excused", "absent")
    count = programme.meetings.meeting_view(world.actors["truc"], row(key), AFTER).quorum
    assert (count.members, count.present, count.over_half) == (3, 1, False)
    with pytest.raises(Refused, match="Ghi ai họp thay"):
        came(world, key, "stand_in")
    with pytest.raises(Refused, match="có mặt hay vắng"):
        came(world, key, "king")
    with pytest.raises(NotThere):
        programme.meetings.attend(
            actor=world.actors["truc"], now=AFTER, meeting_id=key, came={uuid4(): programme.meetings.Attended("absent")}
        )


def test_a_member_who_left_the_board_is_shown(world: World) -> None:
    key = board(world)
    one = held(world, key)
    view = programme.meetings.meeting_view(world.actors["truc"], row(one), world.now)
    assert [who.gone for who in view.called] == [False, False, False]
    left = org.sitting(org.board(world.actors["quan"], key)).get(name="Hà Văn Thôn")
    day = world.now.date()
    org.change_board(
        actor=world.actors["quan"], now=world.now, board_id=key, leaving=[left.id],
        ruling=org.Ruling("02/QĐ-UBND", day, "Chủ tịch", day),
    )  # fmt: skip
    view = programme.meetings.meeting_view(world.actors["truc"], row(one), world.now)
    assert [who.gone for who in view.called] == [False, False, True]


def test_ones_own_meetings_of_the_day(world: World) -> None:
    key = meeting(world, board(world))
    day = STARTS.date()
    assert programme.meetings.own_on(world.actors["tam"], day) == []
    invited(world, key)
    assert [one.meeting_id for one in programme.meetings.own_on(world.actors["tam"], day)] == [key]
    assert programme.meetings.own_on(world.actors["nhai"], day) == []
    assert programme.meetings.own_on(world.actors["tam"], day + timedelta(days=1)) == []
