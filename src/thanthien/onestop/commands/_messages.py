"""Telling people: the words' ingredients, and the channel the person gave (settled question 11)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.core.models import Errand
from thanthien.notify import service as notify
from thanthien.onestop import access
from thanthien.onestop.models import Dossier
from thanthien.onestop.rating_link import Contact, rating_token
from thanthien.org.models import Office
from thanthien.rules import words


def said(at: datetime | date | None, exact: bool = False) -> str:
    """Return a date as people say it: "thứ Ba 1/12/2026", with the hour for limits in hours."""
    if at is None:
        return ""
    if isinstance(at, datetime):
        local = clock.local(at)
        text = said(local.date())
        return f"{words.clock_time(local)} {text}" if exact else text
    return f"{words.WEEKDAYS[at.weekday()]} {words.short_year(at)}"


def url(path: str) -> str:
    """Return an absolute address for letters and messages."""
    return f"{settings.THANTHIEN_URL}{path}"


def follow_link(dossier: Dossier) -> str:
    """Return the secret link by which a citizen follows a dossier."""
    return url(f"/hs/{access.token_of(dossier.id)}/")


def rate_link(dossier: Dossier, field: str, kind: str, now: datetime) -> str:
    """Return a fresh one-time rating link for one contact."""
    contact = Contact(dossier.unit_id, f"{clock.local(now):%Y-%m}", field, dossier.counter, kind)
    return url(f"/danh-gia/{rating_token(contact)}/")


def is_exact(dossier: Dossier) -> bool:
    """Tell whether the limit ends at a minute."""
    return dossier.limit.get("unit") in ("hours", "working_hours")


def channel_of(dossier: Dossier) -> tuple[str, str]:
    """Return (channel, address). What was not given falls to a paper slip; by telephone the counter reads it out."""
    if dossier.tell_by == notify.EMAIL and dossier.email:
        return notify.EMAIL, dossier.email
    if dossier.tell_by in notify.BY_GATEWAY and dossier.phone:
        return dossier.tell_by, dossier.phone
    return notify.SLIP, dossier.phone


def tell(run: Run, dossier: Dossier, office: Office, template: str, *, handed: bool = False, **extra: Any) -> None:
    """Put the message of this act into the outbox, by the channel that the person chose.

    ``handed``: at the counter the person gets the paper itself, so a slip of the same would be waste.
    """
    channel, to = channel_of(dossier)
    due = dossier.revised_at or dossier.due_at
    payload: dict[str, Any] = {
        "name": dossier.applicant,
        "address_as": dossier.address_as,
        "title": dossier.title,
        "code": dossier.code,
        "unit": f"{office.unit.kind_word} {office.unit.name}",
        "phone": office.phone,
        "link": follow_link(dossier),
        "due": said(due, is_exact(dossier)),
        "estimate": dossier.derivation.get("status") == "estimate",
        **extra,
    }
    if dossier.tell_by == notify.HAMLET and not handed and (hamlet_id := _hamlet(run, dossier)):
        message = run.tell(dossier.unit_id, dossier.id, notify.HAMLET, to="", template=template, payload=payload)
        run.add(Errand(unit_id=dossier.unit_id, message=message, hamlet_id=hamlet_id))
        return
    run.tell(dossier.unit_id, dossier.id, channel, to, template, payload, handed and channel == notify.SLIP)


def _hamlet(run: Run, dossier: Dossier) -> UUID | None:
    run.flush()  # the wish of a dossier that is being filed is not written yet
    wish = notify.wish_of(dossier.unit_id, dossier.id)
    return wish.hamlet_id if wish is not None else None
