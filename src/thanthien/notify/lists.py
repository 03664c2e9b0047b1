"""The lists that heads of hamlets carry: whom to tell, and in which words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min

from thanthien.core.actors import Actor
from thanthien.core.models import Errand, Message
from thanthien.notify import access, texts
from thanthien.org import service as org

SHOWN = 100


@dataclass(frozen=True, slots=True)
class HamletList:
    """One hamlet with how many people wait for word, and since when."""

    id: UUID
    name: str
    head: str
    head_phone: str
    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class ToTell:
    """One person on a hamlet's list with the words of a text message: many hands hold a list.

    So it says state, clock and place (settled question 15): no matter, no papers, no reason, no number of a card.
    """

    id: UUID
    message_id: UUID
    dossier_id: UUID | None
    name: str
    called: str
    code: str
    words: str
    created_at: datetime
    handed_at: datetime | None
    told_at: datetime | None
    told_by: str


def hamlet_lists(actor: Actor, day: date) -> list[HamletList]:
    """Return the hamlets in which somebody waits for word, by name; one that has ended keeps its list."""
    rows = access.carried(actor).order_by().values_list("hamlet_id")
    waiting = {key: (count, oldest) for key, count, oldest in rows.annotate(Count("id"), Min("message__created_at"))}
    if not waiting:
        return []
    standing = {one.id: one for one in org.hamlets(actor, day)}
    found = []
    for key, (count, oldest) in waiting.items():
        one = standing.get(key)
        heads = getattr(one, "now_heads", [])
        name = str(one) if one is not None else str(org.hamlet(actor, key))
        head = heads[0] if heads else None
        found.append(HamletList(key, name, head.name if head else "", head.phone if head else "", count, oldest))
    return sorted(found, key=lambda line: line.name)


def to_tell(actor: Actor, hamlet_id: UUID, limit: int = SHOWN) -> list[ToTell]:
    """Return whom to tell in a hamlet, who waits longest first."""
    rows = access.carried(actor).filter(hamlet_id=hamlet_id).select_related("message")
    return [_line(row) for row in rows.order_by("message__created_at", "id")[:limit]]


def told_lately(actor: Actor, hamlet_id: UUID, limit: int = 20) -> list[ToTell]:
    """Return who was told last."""
    return [_line(row) for row in access.told_lately(actor, hamlet_id)[:limit]]


def _line(row: Errand) -> ToTell:
    message: Message = row.message
    told = message.payload
    return ToTell(
        row.id, message.id, message.subject_id, str(told.get("name") or ""), str(told.get("address_as") or ""),
        str(told.get("code") or ""), texts.short(message.template, told), message.created_at, row.handed_at,
        row.told_at, row.told_by,
    )  # fmt: skip
