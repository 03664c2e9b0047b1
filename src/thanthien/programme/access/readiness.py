"""Reviews of the actor's own commune; the list that holds for it belongs to the level above."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core import db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.models import Unit
from thanthien.programme.models import Checklist, Difficulty, OwnItem, Review, ReviewItem, ReviewPhoto


def reviews(actor: Actor) -> QuerySet[Review]:
    """Return the reviews of the actor's commune, the newest first."""
    if not actor.may("readiness.read"):
        return Review.objects.none()
    return Review.objects.filter(unit_id=actor.scope).order_by("-number")


def review(actor: Actor, review_id: UUID) -> Review:
    """Return one review; raises :class:`NotThere`."""
    found = reviews(actor).filter(id=review_id).first()
    if found is None:
        raise NotThere
    return found


def take_review(actor: Actor, review_id: UUID, right: str) -> Review:
    """Return one review locked for an act; raises :class:`NotThere`."""
    found = db.lock(reviews(actor).filter(id=review_id)).first() if actor.may(right) else None
    if found is None:
        raise NotThere
    return found


def items(row: Review) -> QuerySet[ReviewItem]:
    """Return the items of a review in order, with who answered and the task that came of it."""
    found = ReviewItem.objects.filter(unit_id=row.unit_id, review=row).select_related("answered_by", "task")
    return found.order_by("position")


def item(actor: Actor, item_id: UUID) -> ReviewItem:
    """Return one item to read, with its review; raises :class:`NotThere`."""
    rows = ReviewItem.objects.filter(unit_id=actor.scope, id=item_id)
    found = rows.select_related("review", "answered_by", "task").first() if actor.may("readiness.read") else None
    if found is None:
        raise NotThere
    return found


def take_item(actor: Actor, item_id: UUID, right: str) -> ReviewItem:
    """Return one item locked behind its review; raises :class:`NotThere`."""
    rows = ReviewItem.objects.filter(unit_id=actor.scope, id=item_id)
    key = rows.values_list("review_id", flat=True).first() if actor.may(right) else None
    if key is None:
        raise NotThere
    review_row = take_review(actor, key, right)
    found = db.lock(rows).get()
    found.review = review_row
    return found


def photos(unit_id: UUID, items: Iterable[UUID]) -> list[ReviewPhoto]:
    """Return the photos of items that have not been taken off, oldest first."""
    rows = ReviewPhoto.objects.filter(unit_id=unit_id, item_id__in=list(items), off=False)
    return list(rows.order_by("id"))


def photo(actor: Actor, photo_id: UUID) -> ReviewPhoto:
    """Return one photo to look at, with its file; raises :class:`NotThere`."""
    rows = ReviewPhoto.objects.filter(unit_id=actor.scope, id=photo_id, off=False).select_related("file", "item")
    found = rows.first() if actor.may("readiness.read") else None
    if found is None:
        raise NotThere
    return found


def finished(unit_id: UUID) -> QuerySet[Review]:
    """Return the finished reviews of a commune, the oldest first: what opened or would have opened its gate."""
    return Review.objects.filter(unit_id=unit_id, finished_on__isnull=False).order_by("number")


def counted_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many reviews some communes have."""
    rows = Review.objects.filter(unit_id__in=units).values_list("unit_id").annotate(n=Count("id"))
    return dict(rows.order_by())


def difficulties_of(unit_id: UUID, items: Iterable[UUID]) -> list[Difficulty]:
    """Return the difficulties that were raised from items, oldest first."""
    rows = Difficulty.objects.filter(unit_id=unit_id, source_kind="gap", source_id__in=list(items))
    return list(rows.order_by("raised_at", "id"))


def of_tasks(unit_id: UUID, tasks: Iterable[UUID]) -> QuerySet[ReviewItem]:
    """Return the items whose gap became one of these tasks."""
    return ReviewItem.objects.filter(unit_id=unit_id, task_id__in=list(tasks)).select_related("review", "task")


def own_items(unit_id: UUID) -> QuerySet[OwnItem]:
    """Return the items that a commune looks at besides the list."""
    return OwnItem.objects.filter(unit_id=unit_id, dropped_on__isnull=True).order_by("id")


def own_item(actor: Actor, item_id: UUID, lock: bool = False) -> OwnItem:
    """Return one own item of who may change it, locked for an act; raises :class:`NotThere`."""
    rows = own_items(actor.scope).filter(id=item_id)
    found = (db.lock(rows) if lock else rows).first() if actor.may("readiness.change") else None
    if found is None:
        raise NotThere
    return found


def checklists(actor: Actor) -> QuerySet[Checklist]:
    """Return the lists that the actor's level made, the newest first."""
    if not actor.may("readiness.set"):
        return Checklist.objects.none()
    return made_by(actor.scope)


def made_by(unit_id: UUID) -> QuerySet[Checklist]:
    """Return every list that a level made, the newest first."""
    return Checklist.objects.filter(unit_id=unit_id).order_by("-valid_from")


def made_above(unit_id: UUID, on: date) -> Checklist | None:
    """Return the list of the nearest level above that has one on a day; it is for its communes to read."""
    above = Unit.objects.filter(id=unit_id).values_list("parent_id", "parent__parent_id").first() or ()
    with wall.lifted():
        for key in above:
            rows = Checklist.objects.filter(unit_id=key, valid_from__lte=on) if key else Checklist.objects.none()
            found = rows.order_by("-valid_from").first()
            if found is not None:
                return found
    return None
