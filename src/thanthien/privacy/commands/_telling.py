"""Telling somebody what became of their request, by the channel that they gave."""

from typing import Any

from django.conf import settings

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.privacy.models import DataRequest
from thanthien.rules.data_request import KINDS
from thanthien.rules.words import WEEKDAYS, short_year

LINK, COUNTER = "link", "counter"


def tell(run: Run, row: DataRequest, template: str, **told: Any) -> None:
    """Put a message into the outbox: e-mail where there is an address, else a slip of paper at the counter."""
    office = org.office_of(row.unit_id)
    dossier = row.dossier
    by_mail = bool(row.email) and (dossier is None or dossier.tell_by == "email")
    # Who asks at the counter about a dossier may be a stranger who knows its code: the secret link, which opens all of
    # it, goes to those alone who came with it, and to the dossier's own address.
    owns = dossier is not None and (row.channel == LINK or (by_mail and row.email == dossier.email))
    link = f"{settings.THANTHIEN_URL}/hs/{onestop.token_of(dossier.id)}/du-lieu/" if dossier and owns else ""
    payload = {
        "name": row.name, "address_as": dossier.address_as if dossier is not None else "anh/chị",
        "title": KINDS[row.kind], "code": row.number, "unit": f"{office.unit.kind_word} {office.unit.name}",
        "phone": office.phone, "link": link, "reply_due": said(row.reply_due), "act_due": said(row.act_due), **told,
    }  # fmt: skip
    channel, to = ("email", row.email) if by_mail else ("slip", row.phone)
    subject = dossier.id if dossier is not None else row.id
    run.tell(row.unit_id, subject, channel, to, template, payload)


def said(at: Any) -> str:
    """Return a day as letters say it."""
    day = clock.local(at).date()
    return f"{WEEKDAYS[day.weekday()]} {short_year(day)}"
