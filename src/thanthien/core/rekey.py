"""Writing what is encrypted anew under the present key (``thanthien key rotate``), while people work.

Each value names its key, so a run that was cut off goes on where it stopped, and a second run finds nothing to do.
A value that somebody changed meanwhile is left alone: who writes, writes under the present key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Cast

from thanthien.core import crypto, db, fields
from thanthien.core.files import records, store
from thanthien.core.models import StoredFile

BATCH = 200
Done = Callable[[int], None]
# Rooms that keep encrypted text in tables of somebody else add a function: it rewrites all and returns how many.
OTHERS: dict[str, Callable[[], int]] = {}


@dataclass(slots=True)
class Count:
    """What one run did: values by ``table.column``, files, and what could not be opened by any key of ours."""

    values: dict[str, int] = field(default_factory=dict)
    files: int = 0
    unreadable: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How much was written anew."""
        return sum(self.values.values()) + self.files


def rotate(done: Done = lambda count: None, batch: int = BATCH) -> Count:
    """Rewrite everything that stands under another key. ``done`` is told of each batch.

    ``count.unreadable`` names rows and files that no key of ours opens; they are left as they are.
    """
    count = Count()
    for model, column in fields.encrypted():
        place = fields.place_of(column)
        for rewritten in _column(model, column, batch, count):
            count.values[place] = count.values.get(place, 0) + rewritten
            done(rewritten)
    for name, others in OTHERS.items():
        count.values[name] = others()
    for rewritten in _files(count):
        count.files += rewritten
        done(rewritten)
    return count


def remaining() -> int:
    """Return how many values and files still stand under another key than the present one."""
    columns = sum(_left(model, column).count() for model, column in fields.encrypted())
    heads = filter(None, map(store.head, _blobs()))
    return columns + sum(not crypto.is_present(head) for head in heads)


def _raw(model: type[models.Model], column: Any) -> "models.QuerySet[Any, Any]":
    """The rows with the column as it stands, undecrypted."""
    rows: models.QuerySet[Any, Any] = models.QuerySet(model)
    raw: models.QuerySet[Any, Any] = rows.annotate(raw=Cast(column.name, models.TextField())).order_by("pk")
    return raw


def _left(model: type[models.Model], column: Any) -> "models.QuerySet[Any, Any]":
    """The rows whose value is not under the present key. Text within JSON stands in quotation marks."""
    letters = crypto.present_letters()
    rows = _raw(model, column).exclude(raw__in=["", "{}", "[]", "null"])
    left: models.QuerySet[Any, Any] = rows.exclude(raw__startswith=letters).exclude(raw__startswith=f'"{letters}')
    return left


def _column(model: type[models.Model], column: Any, batch: int, count: Count) -> Iterator[int]:
    last: Any = None
    while True:
        rows = _left(model, column)
        with db.turn(), transaction.atomic():
            found = list((rows.filter(pk__gt=last) if last else rows).values_list("pk", "raw")[:batch])
            rewritten = sum(_row(model, column, key, raw, count) for key, raw in found)
        yield rewritten
        if len(found) < batch:
            return
        last = found[-1][0]


def _row(model: type[models.Model], column: Any, key: Any, raw: str, count: Count) -> int:
    same = _raw(model, column).filter(pk=key, raw=raw)
    try:
        value = same.values_list(column.name, flat=True).first()
    except crypto.Unreadable:
        count.unreadable.append(f"{fields.place_of(column)} of {key}")
        return 0
    if not value:
        return 0
    hashed = {
        name: crypto.blind_index(value) for name, of in getattr(model, "BLIND_INDEXES", {}).items() if of == column.name
    }
    return same.update(**{column.name: value}, **hashed)


def _blobs() -> Iterator[store.Blob]:
    for row in StoredFile.objects.filter(encrypted=True).order_by("id").iterator(BATCH):
        yield records.original(row)
        copy = records.cleaned(row)
        if copy is not None:
            yield copy


def _files(count: Count) -> Iterator[int]:
    for blob in _blobs():
        try:
            yield int(store.rewrite(blob))
        except store.Damaged:
            count.unreadable.append(f"file {blob.file_id} ({blob.role})")
