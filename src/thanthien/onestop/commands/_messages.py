"""Telling people: the words' ingredients, and the channel the person gave (settled question 11)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from thanthien.core import clock
from thanthien.core.command import Run
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
    """Return (channel, address). Without e-mail it is a paper slip; other channels come later."""
    if dossier.tell_by == "email" and dossier.email:
        return "email", dossier.email
    return "slip", dossier.phone


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
    run.tell(dossier.unit_id, dossier.id, channel, to, template, payload, handed and channel == "slip")
