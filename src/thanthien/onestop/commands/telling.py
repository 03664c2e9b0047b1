"""Acts about the way in which somebody is told: another way, a number that is somebody else's, one message again."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, text
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import Message, Wish
from thanthien.notify import service as notify
from thanthien.onestop import access
from thanthien.onestop.commands import _ways
from thanthien.onestop.commands._applicant import Applicant, checked
from thanthien.onestop.models import Dossier

STOPPED: Final = "Số này đã được báo là của người khác, xã không nhắn đến nữa. Anh/chị điền số khác."
BY_NUMBER: Final = frozenset({notify.SMS, notify.ZALO, notify.PHONE})


@dataclass(frozen=True, slots=True)
class Way:
    """How the person of a dossier is told from now on."""

    dossier_id: str
    tell_by: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for: the way, what it needs, and the language of their messages."""

    tell_by: str
    phone: str = ""
    email: str = ""
    hamlet: str = ""
    language: str = "vi"


def _check(actor: Actor) -> None:
    if actor.kind == "staff" and not actor.may("message.way"):
        raise NotThere
    if actor.kind not in ("staff", "citizen"):
        raise NotThere


@command("dossier.tell_by")
def choose_way(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, wanted: Wanted) -> Way:
    """Tell somebody by another way from now on; what was written before goes as it was.

    The person comes by their secret link, or says it at the counter. An empty telephone number or address keeps the
    one that is known. Raises :class:`Refused` at ``tell_by``, ``phone``, ``email``, ``hamlet`` or ``language``.
    """
    _check(actor)
    dossier = access.take(actor, dossier_id)
    if wanted.language not in notify.LANGUAGES:
        raise Refused("Xã chưa có tin bằng thứ tiếng này.", "language")
    before = _as_applicant(dossier)
    asked = replace(
        before, tell_by=wanted.tell_by, phone=wanted.phone or before.phone, email=wanted.email or before.email,
        hamlet=text.clean(wanted.hamlet)[:80],
    )  # fmt: skip
    new = checked(asked)
    hamlet_id = _ways.hamlet_for(dossier.unit_id, new, clock.local(now).date())
    wish = notify.wish_of(dossier.unit_id, dossier.id)
    if wish is not None and wish.stopped_number and wish.stopped_number == new.phone and new.tell_by in BY_NUMBER:
        raise Refused(STOPPED, "phone")
    dossier.tell_by, dossier.phone, dossier.email = new.tell_by, new.phone, new.email
    dossier.version += 1
    dossier.save(update_fields=["tell_by", "phone", "email", "version"])
    if wish is not None or hamlet_id is not None or wanted.language != "vi":
        _keep(dossier, hamlet_id=hamlet_id, language=wanted.language)
    data = {"from": before.tell_by, "to": new.tell_by, "language": wanted.language}
    detail = {"phone": before.phone, "email": before.email}
    run.audit(dossier.unit_id, ("dossier", dossier.id), data, detail)
    return Way(str(dossier.id), dossier.tell_by)


@command("dossier.stop_number")
def stop_number(run: Run, *, actor: Actor, now: datetime, dossier_id: UUID) -> Way:
    """Stop messages to a number that is somebody else's, for this dossier; what still waits goes on paper.

    Whoever holds the secret link says so there; whoever got a message that is not theirs says so to the counter.
    Saying it again changes nothing. Raises :class:`Refused` where the dossier has no number.
    """
    _check(actor)
    dossier = access.take(actor, dossier_id)
    if not dossier.phone:
        raise Refused("Hồ sơ này không có số điện thoại nào để dừng.", "phone")
    _keep(dossier, stopped_number=dossier.phone, stopped_at=now)
    if dossier.tell_by in BY_NUMBER:
        dossier.tell_by = notify.SLIP
    dossier.version += 1
    dossier.save(update_fields=["tell_by", "version"])
    rows = notify.about(dossier.unit_id, dossier.id).filter(channel__in=notify.BY_GATEWAY)
    waiting = list(rows.filter(state=Message.State.QUEUED))
    for message in waiting:
        message.last_error = "Số này là của người khác."
        notify.replace(run, message, notify.SLIP, "")
    run.audit(dossier.unit_id, ("dossier", dossier.id), {"waiting": len(waiting)}, {"phone": dossier.phone})
    return Way(str(dossier.id), dossier.tell_by)


@command("message.redirect")
def redirect(run: Run, *, actor: Actor, now: datetime, message_id: UUID, channel: str) -> Way:
    """Send a message that did not arrive by another way that the person gave, once.

    Raises :class:`Refused` at ``channel`` for a way that is not here, that the dossier has no contact for, or whose
    number is somebody else's.
    """
    if not actor.may("message.way"):
        raise NotThere
    message = notify.get_message(actor, message_id, "redirect")
    notify.check_given_up(message)
    if channel == message.channel or channel not in (*notify.BY_MACHINE, notify.SLIP, notify.HAMLET):
        raise Refused("Anh/chị chọn một cách khác với cách đã thử.", "channel")
    dossier = access.visible(actor).filter(id=message.subject_id).first() if message.subject_id else None
    if dossier is None:
        raise NotThere
    person = replace(_as_applicant(dossier), tell_by=channel)
    need = notify.NEEDS.get(channel, "")
    if need and not getattr(person, need):
        raise Refused("Hồ sơ không có số điện thoại hay địa chỉ thư để gửi bằng cách này.", "channel")
    wish = notify.wish_of(dossier.unit_id, dossier.id)
    if wish is not None and wish.stopped_number and wish.stopped_number == person.phone and channel in BY_NUMBER:
        raise Refused(STOPPED, "channel")
    known = str(wish.hamlet_id) if wish is not None and wish.hamlet_id else ""
    hamlet_id = _ways.hamlet_for(dossier.unit_id, replace(person, hamlet=known), clock.local(now).date())
    notify.replace(run, message, channel, getattr(person, need) if need else "", hamlet_id)
    run.audit(message.unit_id, ("message", message.id), {"template": message.template, "channel": channel})
    return Way(str(dossier.id), channel)


def _as_applicant(dossier: Dossier) -> Applicant:
    return Applicant(
        dossier.applicant, dossier.phone, dossier.email, dossier.address, dossier.id_number, dossier.tell_by,
        dossier.address_as, dossier.letters_wanted,
    )  # fmt: skip


def _keep(dossier: Dossier, **values: object) -> None:
    Wish.objects.update_or_create(unit_id=dossier.unit_id, subject_id=dossier.id, defaults=values)
