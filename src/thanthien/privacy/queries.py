"""Questions about requests and retention, as the work pages ask them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.paging import PAGE, Leaf, leaf
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier
from thanthien.privacy import access
from thanthien.privacy.models import DataRequest, Destruction
from thanthien.rules import data_request

MARKS: Final = {
    data_request.RESTRICT: "Người nộp yêu cầu hạn chế xử lý dữ liệu",
    data_request.OBJECT: "Người nộp phản đối việc xử lý dữ liệu",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A dossier whose retention is over, as the records clerk chooses it: nothing personal."""

    id: UUID
    code: str
    title: str
    ended_on: date
    kept_as: str
    kept_until: date | None
    asked_about: bool


def due_requests(actor: Actor, after: str = "") -> Leaf[DataRequest]:
    """Return a page of the open requests, what is owed first on top."""
    rows = access.requests(actor).filter(state__in=data_request.OPEN).select_related("dossier")
    return leaf(rows, "sort_due", after)


def register_of_requests(actor: Actor, after: str = "") -> Leaf[DataRequest]:
    """Return a page of the requests that were answered for good, newest first."""
    rows = access.requests(actor).exclude(state__in=data_request.OPEN).select_related("dossier")
    return leaf(rows, "-received_at", after)


def register_of_records(actor: Actor, after: str = "") -> Leaf[Destruction]:
    """Return a page of the records of destruction, newest first."""
    return leaf(access.records(actor), "-proposed_at", after)


def counts(actor: Actor, now: datetime) -> dict[str, int]:
    """Return how many requests are open and how many of them late."""
    rows = access.requests(actor).filter(state__in=data_request.OPEN)
    return {"data_requests": rows.count(), "data_requests_late": rows.filter(sort_due__lt=now).count()}


def marks_of(dossier: Dossier) -> list[str]:
    """Return what its owner has asked for and officers must know while they work on a dossier."""
    rows = access.requests_of(dossier).filter(state="done", kind__in=MARKS)
    return [MARKS[kind] for kind in dict.fromkeys(rows.values_list("kind", flat=True))]


@dataclass(frozen=True, slots=True)
class Kept:
    """How long an ended dossier is kept; ``until`` None: for ever."""

    label: str
    until: date | None
    assumed: bool


def kept_of(dossier: Dossier, now: datetime) -> Kept | None:
    """Return the retention of a dossier by the rules of today; None while it goes on, or when it was erased."""
    if not onestop.ended.has_ended(dossier):
        return None
    kept = onestop.ended.kept_as(dossier, clock.local(now).date())
    return Kept(kept.label, kept.until(onestop.ended.ended_on(dossier)), kept.assumed)


def outlived(actor: Actor, now: datetime, after: str = "") -> Leaf[Due]:
    """Return a page of the dossiers that may be destroyed and stand in no record yet, oldest end first."""
    today = clock.local(now).date()
    rows = onestop.ended.outlived(actor, today).exclude(id__in=access.listed(actor.scope).values("dossier_id"))
    found = leaf(rows.select_related("procedure"), "last_at", after, PAGE)
    asked = access.asked_about(actor.scope, [row.id for row in found.rows])
    return Leaf(tuple(_due(row, today, row.id in asked) for row in found.rows), found.after)


def _due(row: Dossier, today: date, asked: bool) -> Due:
    kept, end = onestop.ended.kept_as(row, today), onestop.ended.ended_on(row)
    return Due(row.id, row.code, row.title, end, kept.label, kept.until(end), asked)
