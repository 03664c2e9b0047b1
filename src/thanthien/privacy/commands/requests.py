"""Requests of data subjects: registered with their clocks, answered, carried out, refused with a legal ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock, erasing, journal, wall
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.core.text import phone as as_phone
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.privacy import access
from thanthien.privacy.commands._telling import COUNTER, LINK, tell
from thanthien.privacy.models import DataRequest
from thanthien.rules import data_request, numbering
from thanthien.rules.data_request import KINDS, MACHINE, Facts
from thanthien.rules.errors import RuleError
from thanthien.rules.machine import Illegal
from thanthien.rules.rulebook import book

TEXT_LIMIT, NAME_LIMIT, WAITING = 2000, 120, 5
WORDS = ("name", "phone", "email", "text", "answer", "last_by")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request after an act: key, number, state."""

    id: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, as written down at the counter."""

    name: str
    phone: str = ""
    email: str = ""


@command("data_request.register")
def register(
    run: Run, *, actor: Actor, now: datetime, kind: str, text: str, dossier_id: UUID | None = None,
    person: Person | None = None,
) -> Asked:  # fmt: skip
    """Take a request in and start its clocks.

    A citizen comes with the dossier whose secret link they hold; an officer names the person, and a dossier of the
    unit where there is one. Raises :class:`Refused` at the field that is wrong, :class:`NotThere`.
    """
    if actor.kind == "staff" and not actor.may("data_request.register"):
        raise NotThere
    dossier = _dossier(actor, dossier_id)
    if kind not in KINDS:
        raise Refused("Chọn yêu cầu.", "kind")
    words = _text(text, "text")
    if kind == data_request.CORRECT and not words:
        raise Refused("Ghi chỗ nào sai và đúng là thế nào.", "text")
    unit_id = dossier.unit_id if dossier is not None else actor.scope
    row = _new(run, unit_id, kind, words)
    row.dossier, row.channel = dossier, LINK if actor.kind == "citizen" else COUNTER
    row.name, row.phone, row.email = _who(dossier, person)
    if dossier is not None and access.requests_of(dossier).filter(state__in=data_request.OPEN).count() >= WAITING:
        raise Refused(f"Đã có {WAITING} yêu cầu đang chờ xã trả lời. Anh/chị chờ xã trả lời đã.", "kind")
    run.add(row)
    run.audit(unit_id, ("data_request", row.id), {"number": row.number, "kind": kind}, {"name": row.name})
    tell(run, row, "data_request_received")
    return Asked(str(row.id), row.number, row.state)


def _dossier(actor: Actor, dossier_id: UUID | None) -> Dossier | None:
    if dossier_id is None:
        if actor.kind == "citizen":
            raise NotThere
        return None
    if actor.kind == "citizen":
        return onestop.by_token(onestop.token_of(dossier_id))
    return onestop.get_for(actor, dossier_id)


def _new(run: Run, unit_id: UUID, kind: str, words: str) -> DataRequest:
    day = clock.local(run.now).date()
    try:
        calendar, hours = org.calendars.of(unit_id).calendar, onestop.hours_of(org.office_of(unit_id))
        answer, act = data_request.clocks(run.now, kind, calendar, hours)
    except RuleError as no:
        raise Refused(no.sentence) from no
    number = numbering.paper_number("data_request", run.number(unit_id, numbering.series("data_request", day)))
    return DataRequest(
        unit_id=unit_id, number=f"{number}/{day.year}", kind=kind, text=words, received_at=run.now,
        reply_due=answer.at, act_due=act.at, sort_due=answer.at, assumed=[*answer.assumed, *act.assumed],
        last_by=run.actor.label, last_act="register", last_at=run.now,
    )  # fmt: skip


def _who(dossier: Dossier | None, person: Person | None) -> tuple[str, str, str]:
    if dossier is not None and person is None:
        return dossier.applicant, dossier.phone, dossier.email
    given = person or Person("")
    name, phone, email = clean(given.name), as_phone(given.phone), clean(given.email)
    if not any(letter.isalpha() for letter in name) or len(name) > NAME_LIMIT:
        raise Refused("Điền họ và tên người yêu cầu.", "name")
    if given.phone.strip() and not phone:
        raise Refused("Số điện thoại này thiếu hoặc thừa chữ số.", "phone")
    if email and ("@" not in email or len(email) > NAME_LIMIT):
        raise Refused("Địa chỉ thư điện tử này chưa đủ. Ví dụ đúng: ten@vidu.vn.", "email")
    return name, phone, email


@command("data_request.answer")
def answer(run: Run, *, actor: Actor, now: datetime, request_id: UUID, version: int, text: str) -> Asked:
    """Answer within two working days: what the commune will do, and until when."""
    row = access.take_request(actor, request_id, version)
    words = _text(text, "text")
    _move(run, row, "answer", {"text": words})
    row.answer, row.answered_at, row.sort_due = words, now, row.act_due
    return _done(run, row, "data_request_answered", {"text": words})


@command("data_request.extend")
def extend(run: Run, *, actor: Actor, now: datetime, request_id: UUID, version: int, reason: str) -> Asked:
    """Take more time, once, and say why (DL-06)."""
    row = access.take_request(actor, request_id, version)
    words = _text(reason, "reason")
    _move(run, row, "extend", {"reason": words})
    row.act_due = data_request.extended(clock.local(row.act_due), org.calendars.of(row.unit_id).calendar).at
    row.extended, row.sort_due = True, row.act_due if row.answered_at else row.reply_due
    return _done(run, row, "data_request_extended", {"text": words})


@command("data_request.carry_out")
def carry_out(
    run: Run, *, actor: Actor, now: datetime, request_id: UUID, version: int, text: str,
    changes: Mapping[str, str] | None = None,
) -> Asked:  # fmt: skip
    """Do what was asked and say so.

    To correct changes the dossier's own fields (``changes``: name, phone, email, address, id_number); to delete
    erases it, where its retention is over, and tells nobody (the page under the secret link says it); to withdraw a
    consent ends what rested on one. Restriction and objection stand as a mark on the dossier from then on.
    """
    row = access.take_request(actor, request_id, version)
    words = _text(text, "text")
    _second_person(actor, row)
    _move(run, row, "carry_out", {"text": words, "chair": actor.may("data_request.decide")})
    row.answer, row.answered_at, row.done_at, row.sort_due = words, row.answered_at or now, now, None
    if row.kind == data_request.DELETE:  # a message or a detail of the chain would keep what is to go
        done = _done(run, row, "", {})
    else:
        done = _done(run, row, "data_request_done", {"text": words})
    if row.dossier_id is not None:
        _act(run, row, row.dossier_id, dict(changes or {}))
    return done


def _second_person(actor: Actor, row: DataRequest) -> None:
    """Refuse that whoever wrote a wish to delete down at the counter fulfils it: a chair may hold, or be lent, both.

    The row of the registration stays in the chain of the unit of that day, which may have become another since.
    """
    if row.kind != data_request.DELETE:
        return
    about: tuple[Any, ...] = (row.id, "data_request.register", row.received_at, [f'"id":"{actor.id}"'])
    with wall.lifted():
        alone = any(journal.done_since(unit_id, *about) for unit_id in org.lineage(row.unit_id))
    if alone:
        raise Refused("Người ghi yêu cầu này không tự xóa được. Việc này cần người thứ hai.", "text")


def _act(run: Run, row: DataRequest, dossier_id: UUID, changes: dict[str, str]) -> None:
    if row.kind == data_request.CORRECT and not onestop.correct(run, dossier_id, changes):
        raise Refused("Ghi ít nhất một chỗ cần sửa.", "name")
    if row.kind == data_request.WITHDRAW:
        onestop.unwish(run, dossier_id)
    if row.kind == data_request.DELETE:
        about = access.requests_about(row.unit_id, [dossier_id])
        onestop.erase(run, row.unit_id, [dossier_id], f"yêu cầu {row.number}", [one.id for one in about])
        about.update(name="", phone="", email="", text="", answer="", last_by="")


@command("data_request.refuse")
def refuse(run: Run, *, actor: Actor, now: datetime, request_id: UUID, version: int, ground: str, reason: str) -> Asked:
    """Refuse with a legal ground of the day's list and a reason in plain words; the letter says both."""
    row = access.take_request(actor, request_id, version)
    words = _text(reason, "reason")
    _move(run, row, "refuse", {"ground": ground, "reason": words})
    chosen = next((one for one in data_request.grounds(clock.local(now).date()) if one.code == ground), None)
    if chosen is None:
        raise Refused("Chọn căn cứ để từ chối.", "ground")
    row.answer, row.ground = words, ground
    row.answered_at, row.done_at, row.sort_due = row.answered_at or now, now, None
    told = {"text": words, "sentence": chosen.sentence, "law": chosen.law}
    return _done(run, row, "data_request_refused", told, {"ground": ground})


@command("data_request.take_back")
def take_back(
    run: Run, *, actor: Actor, now: datetime, request_id: UUID, version: int, dossier_id: UUID | None = None
) -> Asked:
    """The person takes the request back."""
    row = access.take_request(actor, request_id, version, _dossier(actor, dossier_id))
    _move(run, row, "take_back", {})
    row.done_at, row.sort_due = now, None
    return _done(run, row, "", {})


@command("data_request.expire")
def expire(run: Run, *, actor: Actor, now: datetime, request_id: UUID) -> Asked:
    """Erase the words of a request about no dossier, once its time is over; kind, dates and outcome stay."""
    row = access.outlived_requests(before(now)).filter(id=request_id).first()
    if row is None:
        raise NotThere
    row.erased_at = now
    for name in WORDS:
        setattr(row, name, "")
    row.save(update_fields=[*WORDS, "erased_at"])
    erasing.forget([row.id], row.unit_id)
    run.audit(row.unit_id, ("data_request", row.id), {"number": row.number})
    return Asked(str(row.id), row.number, row.state)


def before(now: datetime) -> datetime:
    """Return the moment before which requests about no dossier have outlived their retention (DL-07)."""
    years = book().at("data.kept", clock.local(now).date()).number
    return clock.day_start(date(clock.local(now).year - years, 1, 1))


def expire_all(now: datetime) -> int:
    """Erase what has outlived its time, one act each (the loop)."""
    ids = list(access.outlived_requests(before(now)).values_list("id", flat=True)[:500])
    for request_id in ids:
        expire(actor=SYSTEM, now=now, request_id=request_id)
    return len(ids)


def facts_of(row: DataRequest, now: datetime) -> Facts:
    """Return what the machine's guards ask about a request."""
    deletes = row.kind == data_request.DELETE
    today = clock.local(now).date()
    erasable = row.dossier is not None and onestop.ended.may_be_erased(row.dossier, today) if deletes else True
    return Facts(extended=row.extended, deletes=deletes, erasable=erasable, over=now > row.act_due)


def _move(run: Run, row: DataRequest, name: str, given: dict[str, Any]) -> None:
    try:
        move = MACHINE.step(row.state, name, run.actor.machine_roles("data_request"), facts_of(row, run.now), given)
    except Illegal as no:
        raise Refused(no.sentence, no.field) from no
    row.state, row.version = move.target(row.state), row.version + 1
    row.last_by, row.last_act, row.last_at = run.actor.label, name, run.now


def _done(
    run: Run, row: DataRequest, template: str, told: dict[str, str], more: Mapping[str, str] | None = None
) -> Asked:
    row.save()
    detail = {"text": told["text"]} if told.get("text") else {}
    run.audit(row.unit_id, ("data_request", row.id), {"number": row.number, "to": row.state, **(more or {})}, detail)
    if template:
        tell(run, row, template, **told)
    return Asked(str(row.id), row.number, row.state)


def _text(raw: str, field: str) -> str:
    words = clean_multiline(raw[: TEXT_LIMIT * 4])
    if len(words) > TEXT_LIMIT:
        raise Refused(f"Phần này dài {len(words)} chữ cái, xã nhận đến {TEXT_LIMIT}. Anh/chị rút gọn giúp.", field)
    return words
