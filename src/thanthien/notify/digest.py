"""What has not arrived, in a few words: for an officer's first page, and once a morning by e-mail."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Min

from thanthien.core import clock
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.errors import NotThere, Refused
from thanthien.notify import access, ways
from thanthien.org import service as org
from thanthien.rules import words

TEMPLATE: Final = "unsent_digest"
FROM_HOUR: Final = time(7)


@dataclass(frozen=True, slots=True)
class Stands:
    """How many messages wait for an officer: in all, by channel, and since when the oldest."""

    count: int
    by_channel: tuple[tuple[str, int], ...]
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages were told of."""

    count: int


def stands(unit_id: UUID, now: datetime) -> Stands | None:
    """Return what of a unit has failed, or left long ago without a report; None when all is well."""
    lost = access.lost_in(unit_id, now - timedelta(hours=settings.THANTHIEN_REPORT_HOURS))
    counts: Counter[str] = Counter()
    oldest: list[datetime] = []
    for rows in (access.stuck_in(unit_id), lost):
        for channel, count, first in rows.order_by().values_list("channel").annotate(Count("id"), Min("created_at")):
            counts[channel] += count
            oldest.append(first)
    if not oldest:
        return None
    known = tuple((one, counts[one]) for one in ways.BY_MACHINE if counts[one])
    return Stands(sum(counts.values()), known, min(oldest))


def seen_by(actor: Actor, now: datetime) -> Stands | None:
    """Return the same for an officer's first page; None without the right."""
    return stands(actor.unit_id, now) if actor.unit_id is not None and actor.may("message.unsent") else None


def line(found: Stands) -> str:
    """Say it in one line."""
    parts = ", ".join(f"{count} {_in_line(ways.WORDS[channel])}" for channel, count in found.by_channel)
    return f"{found.count} tin chưa đến ({parts}), cũ nhất {_when(found.oldest)}"


def _when(at: datetime) -> str:
    local = clock.local(at)
    return f"{words.clock_time(local)} ngày {words.short_year(local)}"


def _in_line(name: str) -> str:
    return name[:1].lower() + name[1:]


def mailbox(unit_id: UUID) -> str:
    """Return where the morning's list goes: the commune's own mailbox, "" where none is known."""
    return org.office_of(unit_id).email


def written_today(unit_id: UUID, now: datetime) -> bool:
    """Tell whether this morning's list was written already."""
    today = clock.day_start(clock.local(now).date())
    return access.about(unit_id, unit_id).filter(template=TEMPLATE, created_at__gte=today).exists()


def payload(unit_id: UUID, found: Stands) -> dict[str, Any]:
    """Return the words' ingredients; no citizen's name goes into a mail."""
    office = org.office_of(unit_id)
    return {
        "name": "trực Một cửa và quản trị", "address_as": "anh/chị",
        "unit": f"{office.unit.kind_word} {office.unit.name}",
        "phone": office.phone, "count": found.count, "oldest": _when(found.oldest),
        "items": [f"{ways.WORDS[channel]}: {count} tin" for channel, count in found.by_channel],
        "link": f"{settings.THANTHIEN_URL}/can-bo/tin/",
    }  # fmt: skip


def send_digests(now: datetime) -> int:
    """Write the morning's list of every unit that has one, once a day from seven o'clock; the loop's job."""
    from thanthien.notify.commands.channels import write_digest

    if clock.local(now).time() < FROM_HOUR:
        return 0
    written = 0
    hours = timedelta(hours=settings.THANTHIEN_REPORT_HOURS)
    for unit_id in access.units_to_tell(now - hours):
        if written_today(unit_id, now) or not mailbox(unit_id):
            continue
        try:
            written += bool(write_digest(actor=SYSTEM, now=now, unit_id=unit_id).count)
        except (Refused, NotThere):  # another loop was faster, or it has just been sent
            continue
    return written
