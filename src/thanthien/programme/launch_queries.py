"""The launch day as people look at it: its programme, guests counted, who signs, the album; and drafts of what is told.

A draft is filled from records and ends where they end: whatever nobody wrote down, nobody reads in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org import service as org
from thanthien.programme import commitment_queries
from thanthien.programme.access import launch as access
from thanthien.programme.access import programme as taking_part
from thanthien.programme.drafting import Filled, Section
from thanthien.programme.models import Launch, LaunchGuest, LaunchItem, LaunchPhoto
from thanthien.rules.launch import CAME, SIGNING, SPEECH, counted
from thanthien.rules.words import first_up, with_weekday

SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class DayView:
    """A launch day with all that belongs to it. ``signers``: who has drafted or signed a commitment."""

    row: Launch
    items: tuple[LaunchItem, ...]
    speeches: tuple[LaunchItem, ...]
    guests: tuple[LaunchGuest, ...]
    counts: dict[str, int]
    photos: tuple[LaunchPhoto, ...]
    signed: tuple[commitment_queries.Line, ...]
    to_sign: tuple[commitment_queries.Line, ...]


def day_view(actor: Actor, row: Launch, today: date) -> DayView:
    """Return a launch day that the actor may read; six queries, whatever its size."""
    items, guests = tuple(access.items(row)), tuple(access.guests(row))
    return DayView(
        row, items, tuple(one for one in items if one.kind == SPEECH), guests, counted(one.state for one in guests),
        tuple(access.photos(row)), commitment_queries.signed_list(row.unit_id, today).lines,
        tuple(commitment_queries.drafts(actor, today)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A draft: title and text of the news, and the text for newspapers."""

    title: str
    news: str
    press: str


def drafted(view: DayView) -> Told:
    """Return what the records say of a launch that was held or is to be, for somebody to go over and change."""
    row = view.row
    unit = org.unit_by_id(row.unit_id, clock.local(row.starts_at).date())
    where = unit.label if unit is not None else ""
    part = taking_part.current(row.unit_id)
    name = part.programme.name if part is not None else "Chính quyền thân thiện, vì Nhân dân phục vụ"
    day = with_year(row.held_on or clock.local(row.starts_at).date())
    title = f"{first_up(where)} ra mắt mô hình “{name}”"[:200]
    lines = [f"{first_up(day)}, tại {row.place}, {where} tổ chức {row.title.lower()}.", _who(view)]
    lines += [row.aims, _said(view.speeches), _signing(view)]
    story = "\n\n".join(line for line in lines if line)
    office = org.office_of(row.unit_id)
    contact = ", ".join(filter(None, [f"UBND {where}", office.address, office.phone]))
    return Told(title, story, f"{title}\n\n{story}\n\nLiên hệ: {contact}.")


def with_year(day: date) -> str:
    """Return a day as a paper says it: "thứ Hai 16/11/2026"."""
    return f"{with_weekday(day)}/{day.year}"


def _who(view: DayView) -> str:
    if not view.row.attendance:
        return ""
    came = [one.body for one in view.guests if one.state == CAME and one.body]
    bodies = list(dict.fromkeys(came))[:SHOWN]
    guests = f" Về dự có đại diện {', '.join(bodies)}." if bodies else ""
    return f"Có {view.row.attendance} người dự.{guests}"


def _said(speeches: Sequence[LaunchItem]) -> str:
    who = "; ".join(f"{one.who} ({one.title.lower()})" for one in speeches)
    return f"Phát biểu tại buổi lễ: {who}." if who else ""


def _signing(view: DayView) -> str:
    day = view.row.held_on
    signed = [line for line in view.signed if line.row.signed_on == day]
    if signed:
        return f"Ngay tại lễ, {len(signed)} bản cam kết đã được ký. Danh sách người ký xem ở trang của xã."
    return ""


def invitation(actor: Actor, subject_id: UUID, now: datetime) -> Filled:
    """Fill the invitation (Giấy mời) of a launch day. Raises :class:`NotThere`."""
    row = access.launch(actor, subject_id)
    if row.cancelled_on is not None:
        raise NotThere
    items, starts = list(access.items(row)), clock.local(row.starts_at)
    when = f"Thời gian: {starts:%H} giờ {starts:%M}, {with_year(starts.date())}.\nĐịa điểm: {row.place}."
    programme = "\n".join(f"- {one.at}: {one.title}{f' ({one.who})' if one.who else ''}" for one in items)
    sections = [Section("", f"Trân trọng kính mời ông/bà đến dự {row.title.lower()}.\n{when}")]
    if row.aims:
        sections.append(Section("Nội dung", row.aims))
    if programme:
        sections.append(Section("Chương trình", programme))
    bodies = dict.fromkeys(one.body or one.name for one in access.guests(row))
    return Filled(f"dự {row.title.lower()}", tuple(sections), (*bodies, "Lưu: VT"))


def calendar_file(row: Launch, host: str, now: datetime) -> str:
    """Return the launch day as an iCalendar file (RFC 5545); moved, it keeps its UID and counts its SEQUENCE up."""
    event = Event()
    event.add("uid", f"{row.id}@{host}")
    event.add("sequence", row.revision)
    event.add("dtstamp", now)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", row.title)
    event.add("location", row.place)
    event.add("status", "CANCELLED" if row.cancelled_on else "CONFIRMED")
    file = Calendar()
    file.add("prodid", "-//Than Thien//VI")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(event)
    return str(file.to_ical(), "utf-8")


def has_signing(view: DayView) -> bool:
    """Tell whether the programme of the day holds the signing of commitments."""
    return any(one.kind == SIGNING for one in view.items)
