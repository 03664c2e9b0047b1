"""Forgetting what is personal about records, everywhere in core's own tables; the chain stays and verifies.

A row of the chain commits to its detail by a salted hash (architecture decision 5): without salt and detail nobody can
say what it was, and nothing else of the row changes.
"""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.db import transaction

from thanthien.core import wall
from thanthien.core.files import records, store
from thanthien.core.models import Attempt, AuditRow, ChainHead, Errand, Message, Wish


def forget(subject_ids: Collection[UUID], unit_id: UUID) -> None:
    """Erase details of the chain, messages and files about some records, in the caller's transaction.

    The chain of a receiving commune holds details, too: rows are looked for in every unit. What was told stays as a
    fact (when, by which channel); what never left the house is thrown away.
    """
    with wall.lifted():
        chains = list(ChainHead.objects.values_list("unit_id", flat=True))  # the index begins with the unit
        details = AuditRow.objects.filter(unit_id__in=chains, subject_id__in=subject_ids)
        details.exclude(detail="", salt="").update(detail="", salt="")
    told = Message.objects.filter(unit_id=unit_id, subject_id__in=subject_ids)
    told.filter(state__in=(Message.State.QUEUED, Message.State.FAILED)).delete()
    Attempt.objects.filter(unit_id=unit_id, message__in=told.values("id")).update(error="")
    Errand.objects.filter(unit_id=unit_id, message__in=told.values("id")).update(told_by="", noted_by="")
    Wish.objects.filter(unit_id=unit_id, subject_id__in=subject_ids).delete()
    told.update(to="", payload={}, last_error="", provider_id="")
    _throw_away_files(subject_ids, unit_id)


def _throw_away_files(subject_ids: Collection[UUID], unit_id: UUID) -> None:
    """Rows now, bytes after the commit: a crash in between leaves a blob for the next sweep, not a hole."""
    for record_id in subject_ids:
        for row in records.attached(record_id, unit_id=unit_id):
            blobs = [blob for blob in (records.original(row), records.cleaned(row)) if blob is not None]
            row.delete()
            transaction.on_commit(partial(_remove, blobs))


def _remove(blobs: list[store.Blob]) -> None:
    for blob in blobs:
        store.remove(blob)
