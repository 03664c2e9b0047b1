"""The only door to requests of data subjects and records of destruction. "Not there" and "not yours" are the same."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Stale
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.privacy.models import DataRequest, Destruction, DestructionLine
from thanthien.rules import data_request, destruction

RUNNING = ("proposed", "approved")


def requests(actor: Actor) -> QuerySet[DataRequest]:
    """Return the requests of the actor's unit, and of ended units whose files it keeps."""
    if not actor.may("data_request.read"):
        return DataRequest.objects.none()
    kept = org.kept_by(actor.scope)
    wall.admit(*kept)
    return DataRequest.objects.filter(unit_id__in=[actor.scope, *kept])


def open_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many requests are open in each of these units."""
    rows = DataRequest.objects.filter(unit_id__in=units, state__in=data_request.OPEN).order_by()
    return dict(rows.values_list("unit_id").annotate(count=Count("id")))


def running_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many records of destruction are on their way in each of these units."""
    rows = Destruction.objects.filter(unit_id__in=units, state__in=RUNNING).order_by()
    return dict(rows.values_list("unit_id").annotate(count=Count("id")))


def request_for(actor: Actor, request_id: UUID) -> DataRequest:
    """Return one request to read; raises :class:`NotThere`."""
    found = requests(actor).select_related("dossier").filter(id=request_id).first()
    if found is None:
        raise NotThere
    return found


def requests_of(dossier: Dossier) -> QuerySet[DataRequest]:
    """Return the requests about one dossier, newest first; the caller has come through to the dossier."""
    return DataRequest.objects.filter(dossier=dossier).order_by("-received_at", "-id")


def take_request(actor: Actor, request_id: UUID, version: int, dossier: Dossier | None = None) -> DataRequest:
    """Return one request locked for a move; a citizen names the dossier whose secret link they hold.

    Raises :class:`NotThere`, and :class:`Stale` when somebody moved it since the form was drawn.
    """
    rows = requests_of(dossier) if dossier is not None else requests(actor)
    found = db.lock(rows.filter(id=request_id)).first()
    if found is None:
        raise NotThere
    if found.version != version:
        move = data_request.MACHINE.moves.get(found.last_act)
        did = "định lại ngày hẹn" if found.last_act == "redate" else "ghi yêu cầu"
        raise Stale(found.last_by, move.noted if move else did, found.last_at)
    return found


def open_requests(units: Collection[UUID]) -> QuerySet[DataRequest]:
    """Return the open requests of some units whose dates a moving calendar may move (who asks is checked before)."""
    return DataRequest.objects.filter(unit_id__in=units, state__in=data_request.OPEN).order_by("sort_due", "id")


def take_open(request_id: UUID) -> DataRequest | None:
    """Return one open request, locked to be dated anew (the system's act only)."""
    rows = DataRequest.objects.filter(id=request_id, state__in=data_request.OPEN)
    return db.lock(rows).first()


def asked_about(unit_id: UUID, dossier_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these dossiers have a request that is still open: they must not go before it is answered."""
    rows = requests_about(unit_id, dossier_ids).filter(state__in=data_request.OPEN)
    return set(rows.values_list("dossier_id", flat=True))


def requests_about(unit_id: UUID, dossier_ids: Collection[UUID]) -> QuerySet[DataRequest]:
    """Return every request about some dossiers (an act that ends them) of a unit, or of an ended one it keeps."""
    kept = org.kept_by(unit_id)
    wall.admit(*kept)
    return DataRequest.objects.filter(unit_id__in=[unit_id, *kept], dossier_id__in=dossier_ids)


def outlived_requests(before: datetime) -> QuerySet[DataRequest]:
    """Return requests about no dossier that ended before a moment and still hold words (the loop only)."""
    rows = DataRequest.objects.filter(dossier__isnull=True, erased_at__isnull=True, done_at__lt=before)
    return rows.order_by("done_at")


def records(actor: Actor) -> QuerySet[Destruction]:
    """Return the records of destruction of the actor's unit, newest first."""
    if not actor.may("retention.read"):
        return Destruction.objects.none()
    rows = Destruction.objects.filter(unit_id=actor.scope).select_related("proposed_by", "decided_by", "carried_by")
    return rows.order_by("-proposed_at", "-id")


def record_for(actor: Actor, record_id: UUID) -> Destruction:
    """Return one record to read; raises :class:`NotThere`."""
    found = records(actor).filter(id=record_id).first()
    if found is None:
        raise NotThere
    return found


def take_record(actor: Actor, record_id: UUID, version: int) -> Destruction:
    """Return one record locked for a move; raises :class:`NotThere` and :class:`Stale`."""
    rows = Destruction.objects.filter(unit_id=actor.scope) if actor.may("retention.read") else records(actor)
    found = db.lock(rows.filter(id=record_id)).first()
    if found is None:
        raise NotThere
    if found.version != version:
        names = [found.carried_by, found.decided_by, found.proposed_by]
        who = next(person.name for person in names if person is not None)
        at = found.carried_at or found.decided_at or found.proposed_at
        raise Stale(who, destruction.MACHINE.states[found.state].label, at)
    return found


def lines(record: Destruction) -> QuerySet[DestructionLine]:
    """Return the frozen list of a record, in its order."""
    rows = DestructionLine.objects.filter(unit_id=record.unit_id, destruction=record)
    return rows.order_by("ended_on", "code", "id")


def listed(unit_id: UUID) -> QuerySet[DestructionLine]:
    """Return the lines of records that are on their way: their dossiers belong into no other record."""
    return DestructionLine.objects.filter(unit_id=unit_id, destruction__state__in=RUNNING)


def last_destroyed() -> datetime | None:
    """Return when personal data was last destroyed anywhere here, by record or by request (the loop only)."""
    carried = Destruction.objects.aggregate(at=Max("carried_at"))["at"]
    erased = DataRequest.objects.filter(kind=data_request.DELETE, state="done").aggregate(at=Max("done_at"))["at"]
    return max(filter(None, (carried, erased)), default=None)
