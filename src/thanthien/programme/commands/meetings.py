"""Acts before and at a meeting of a board: call it, move it, invite, call it off, say who came.

Names and addresses stay out of the lasting audit data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, fold
from thanthien.org import service as org
from thanthien.programme.access import meetings as access
from thanthien.programme.commands.programme import Done
from thanthien.programme.meeting_calendar import CANCEL, REQUEST, agenda_lines, calendar
from thanthien.programme.models import Came, Invitee, Meeting, MeetingState

MOST_ITEMS: Final = 30
MOST_CALLED: Final = 300
AHEAD: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda: what, who presents it, how many minutes (0: not said)."""

    title: str
    by: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting as typed; ``minutes`` is how long it takes."""

    title: str
    starts_at: datetime
    minutes: int
    place: str
    agenda: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from outside the board who is asked to come."""

    name: str
    post: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether somebody came, and who came in their place."""

    came: str
    stand_in: str = ""


@command("meeting.call")
def call_meeting(run: Run, *, actor: Actor, now: datetime, board_id: UUID, called: Called) -> Done:
    """Call a meeting of a board that stands on its day; its members of that day are those called.

    A meeting that has begun already is entered late: it says so, and nobody is invited. Raises :class:`Refused`.
    """
    assert actor.unit_id is not None
    board = access.board_to_run(actor, board_id, clock.local(now).date()).board
    row = Meeting(unit_id=actor.unit_id, board=board, called_by_id=UUID(actor.id), late=called.starts_at <= now)
    _fill(row, called, now)
    row.save(force_insert=True)
    _seat_members(row)
    run.audit(row.unit_id, ("meeting", row.id), {"due_at": clock.iso(row.starts_at), "board": str(board.id),
                                                 "late": row.late})  # fmt: skip
    return Done(str(row.id))


@command("meeting.change")
def change_meeting(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, called: Called) -> Done:
    """Change a meeting that has not begun, or was entered late; those who were invited are told, calendars follow."""
    row = _to_come(access.take(actor, meeting_id, now))
    before, late = row.starts_at, row.late
    if not late and before <= now:
        raise Refused("Kỳ họp đã bắt đầu, không dời được nữa. Không họp được thì hủy, rồi lập kỳ khác.", "", "begun")
    if not late and called.starts_at <= now:
        raise Refused("Giờ họp mới đã qua rồi.", "day", "past-day")
    _fill(row, called, now)
    if late and row.starts_at > now:
        raise Refused("Kỳ họp ghi sau thì giờ họp đã qua.", "day")
    if row.state == MeetingState.INVITED:
        row.revision += 1
    row.save()
    _seat_members(row)
    if row.state == MeetingState.INVITED:
        _tell(run, row, list(access.invitees(row)), "meeting_moved", REQUEST)
    run.audit(row.unit_id, ("meeting", row.id), {"from": clock.iso(before), "to": clock.iso(row.starts_at)})
    return Done(str(row.id))


def _fill(row: Meeting, called: Called, now: datetime) -> None:
    row.title, row.place = clean(called.title), clean(called.place)
    if not 3 <= len(row.title) <= 200:
        raise Refused("Ghi nội dung kỳ họp.", "title")
    if not 2 <= len(row.place) <= 200:
        raise Refused("Ghi nơi họp.", "place")
    if not 15 <= called.minutes <= 720:
        raise Refused("Kỳ họp dài từ 15 phút đến 12 giờ.", "minutes")
    day = clock.local(called.starts_at).date()
    if called.starts_at > now + AHEAD:
        raise Refused("Ngày họp xa quá. Xem lại năm.", "day")
    board = row.board
    if day < board.valid_from or (board.valid_to is not None and day >= board.valid_to):
        raise Refused("Ngày ấy ban chưa thành lập hoặc đã giải thể.", "day", "no-board")
    row.starts_at, row.ends_at = called.starts_at, called.starts_at + timedelta(minutes=called.minutes)
    row.agenda = _agenda(called.agenda)


def _agenda(items: Sequence[Item]) -> list[dict[str, Any]]:
    if len(items) > MOST_ITEMS:
        raise Refused(f"Chương trình ghi được đến {MOST_ITEMS} mục.", "agenda")
    found: list[dict[str, Any]] = []
    for one in items:
        title = clean(one.title)
        if not 3 <= len(title) <= 300:
            raise Refused("Mỗi mục chương trình có tên, từ 3 đến 300 chữ cái.", "agenda")
        if not 0 <= one.minutes <= 720:
            raise Refused("Số phút của một mục từ 0 đến 720.", "agenda")
        found.append({"title": title, "by": clean(one.by)[:120], "minutes": one.minutes})
    return found


def _seat_members(row: Meeting) -> None:
    """Write down who sits on the board on the meeting's day; who is called already stays."""
    there = list(access.invitees(row))
    known = {_who(one.staff_id, one.name, one.post) for one in there}
    rank = max((one.rank for one in there), default=0)
    for member in org.as_of(row.board, clock.local(row.starts_at).date()).members:
        if _who(member.staff_id, member.name, member.post) in known:
            continue
        rank += 1
        Invitee(
            unit_id=row.unit_id, meeting=row, staff_id=member.staff_id, rank=rank, name=member.name,
            post=member.post, role=member.role,
        ).save(force_insert=True)  # fmt: skip


def _who(staff_id: UUID | None, name: str, post: str) -> str:
    return str(staff_id) if staff_id else f"{fold(name)}|{fold(post)}"


def _to_come(row: Meeting) -> Meeting:
    if row.state == MeetingState.CANCELLED:
        raise Refused("Kỳ họp này đã hủy.", "", "cancelled")
    if row.state == MeetingState.HELD:
        raise Refused("Biên bản kỳ họp đã xác nhận, không sửa được nữa.", "", "held")
    return row


@command("meeting.invite")
def invite(
    run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, emails: Mapping[UUID, str] | None = None,
    guests: Sequence[Guest] = (),
) -> Done:  # fmt: skip
    """Invite members and guests; whoever has an address gets an e-mail with the calendar file, once.

    Raises :class:`Refused` without an agenda, after the meeting has begun, for an address that cannot be one.
    """
    row = _to_come(access.take(actor, meeting_id, now))
    if row.starts_at <= now:
        raise Refused("Kỳ họp đã bắt đầu, không mời được nữa.", "", "begun")
    if not row.agenda:
        raise Refused("Ghi chương trình họp trước khi mời.", "", "no-agenda")
    _seat_members(row)
    rows = list(access.invitees(row))
    fresh = [one for one in rows if _address(one, (emails or {}).get(one.id))]
    fresh += _seat_guests(row, rows, guests)
    again = row.state == MeetingState.INVITED
    row.state, row.invited_at = MeetingState.INVITED, row.invited_at or now
    row.save(update_fields=["state", "invited_at"])
    _tell(run, row, fresh if again else list(access.invitees(row)), "meeting_invitation", REQUEST)
    run.audit(row.unit_id, ("meeting", row.id), {"rows": len(rows), "guests": len(guests)})
    return Done(str(row.id))


def _address(one: Invitee, typed: str | None) -> bool:
    """Keep a typed address; tell whether it is a new one."""
    if typed is None or _email(typed) == one.email:
        return False
    one.email = _email(typed)
    one.save(update_fields=["email"])
    return bool(one.email)


def _email(typed: str) -> str:
    found = clean(typed)
    if found:
        try:
            validate_email(found)
        except ValidationError as no:
            raise Refused(f"Địa chỉ thư “{found[:60]}” chưa đúng.", "emails") from no
    return found


def _seat_guests(row: Meeting, rows: Sequence[Invitee], guests: Sequence[Guest]) -> list[Invitee]:
    known, rank, found = {_who(one.staff_id, one.name, one.post) for one in rows}, len(rows), []
    if rank + len(guests) > MOST_CALLED:
        raise Refused(f"Một kỳ họp mời được đến {MOST_CALLED} người.", "guests")
    for guest in guests:
        name, post = clean(guest.name), clean(guest.post)
        if not (2 <= len(name) <= 120 and 2 <= len(post) <= 200):
            raise Refused("Khách mời: ghi họ tên và chức vụ, nơi công tác.", "guests")
        if _who(None, name, post) in known:
            continue
        known.add(_who(None, name, post))
        rank += 1
        found.append(Invitee(unit_id=row.unit_id, meeting=row, rank=rank, name=name, post=post,
                             email=_email(guest.email)))  # fmt: skip
        found[-1].save(force_insert=True)
    return found


@command("meeting.cancel")
def cancel_meeting(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, reason: str) -> Done:
    """Call a meeting off with a reason; whoever was invited by e-mail is told, and their calendar strikes it out."""
    row, why = _to_come(access.take(actor, meeting_id, now)), clean(reason)
    if len(why) < 5:
        raise Refused("Ghi lý do hủy, để người được mời biết.", "reason")
    if access.texts(row).exists():
        raise Refused("Kỳ họp đã có biên bản, không hủy được.", "", "minutes")
    invited = row.state == MeetingState.INVITED
    row.state, row.cancel_reason, row.revision = MeetingState.CANCELLED, why[:300], row.revision + 1
    row.save(update_fields=["state", "cancel_reason", "revision"])
    if invited:
        _tell(run, row, list(access.invitees(row)), "meeting_cancelled", CANCEL)
    run.audit(row.unit_id, ("meeting", row.id), {"told": invited}, {"reason": why[:300]})
    return Done(str(row.id))


def _tell(run: Run, row: Meeting, people: Sequence[Invitee], template: str, method: str) -> None:
    day = clock.local(row.starts_at)
    unit = str(row.unit)
    for one in people:
        if not one.email:
            continue
        payload = {
            "unit": unit, "name": one.name, "board": row.board.name, "title": row.title, "place": row.place,
            "when": f"{day:%H giờ %M, ngày %d/%m/%Y}", "agenda": agenda_lines(row.agenda), "reason": row.cancel_reason,
            "calendar": calendar(row, method, run.now, organizer=row.board.name, attendee=one.email),
            "calendar_method": method,
        }  # fmt: skip
        run.tell(row.unit_id, row.id, "email", one.email, template, payload)


@command("meeting.attend")
def attend(run: Run, *, actor: Actor, now: datetime, meeting_id: UUID, came: Mapping[UUID, Attended]) -> Done:
    """Write down who came. Before the day of the meeting only who will not, or sends somebody, can be known."""
    row = _to_come(access.take(actor, meeting_id, now))
    early = clock.local(now).date() < _day(row)
    people = {one.id: one for one in access.invitees(row)}
    if not set(came) <= set(people):
        raise NotThere
    for key, said in came.items():
        one, stand_in = people[key], clean(said.stand_in)
        if said.came not in ("", *Came.values):
            raise Refused("Chọn có mặt hay vắng.", "came")
        if early and said.came in (Came.PRESENT, Came.ABSENT):
            raise Refused("Chưa tới ngày họp nên chưa biết ai có mặt.", "came", "early")
        if said.came == Came.STAND_IN and not 2 <= len(stand_in) <= 160:
            raise Refused(f"Ghi ai họp thay {one.name}.", "came", "stand-in")
        one.came, one.stand_in = said.came, stand_in if said.came == Came.STAND_IN else ""
        one.save(update_fields=["came", "stand_in"])
    run.audit(row.unit_id, ("meeting", row.id), {"rows": len(came)})
    return Done(str(row.id))


def _day(row: Meeting) -> date:
    return clock.local(row.starts_at).date()
